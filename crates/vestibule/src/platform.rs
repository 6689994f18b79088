//! `vestibule platform`: Meta's side, served.

use std::{
    net::Ipv4Addr,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context;
use clap::Args;
use platform::{Outside, Settings};
use serde::Deserialize;
use serde_json::json;
use shell::{clock::Clock, db, http::Client, secret::Secrets, serve, shutdown::Tasks};

/// How long requests under way may take to finish when the process is asked to stop.
pub(crate) const STOP_WITHIN: Duration = Duration::from_secs(10);

/// Runs Meta's side: Graph API, signup pop-up, SDK, Business Manager, desk, webhooks, mailbox.
///
/// It binds to 127.0.0.1 only and keeps everything in one file below --data-dir. What it answered
/// is on disk before the answer goes out. Its clock can be turned: see `vestibule clock --help`.
///
/// Settings may stand in a TOML file (port, smtp_port, data_dir, seed, a table policy,
/// webhook_batch_max, webhook_keep_days); environment variables VESTIBULE_PLATFORM_<NAME> go
/// before it, and flags before those.
///
/// When it is ready it prints one line of JSON with its addresses; the log goes to stderr.
#[derive(Args)]
#[command(after_help = crate::PORTS)]
pub(crate) struct Platform {
    /// Settings file (TOML).
    #[arg(long)]
    config: Option<PathBuf>,
    /// Port of the Graph API and of all pages [default: 8090].
    #[arg(long)]
    port: Option<u16>,
    /// Port of the mailbox (SMTP) [default: 8025].
    #[arg(long)]
    smtp_port: Option<u16>,
    /// Folder for the database [default: vestibule-data].
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// Seed of a new world: its ids and codes. Drawn at the first start when absent.
    #[arg(long)]
    seed: Option<u64>,
    #[command(flatten)]
    rules: crate::rules::Rules,
    #[command(flatten)]
    child: crate::child::WithParent,
    #[command(flatten)]
    log: Log,
}

/// The settings of `vestibule platform`, from wherever they came.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Chosen {
    port: u16,
    smtp_port: u16,
    data_dir: PathBuf,
    seed: Option<u64>,
    /// Values of the rules, and their `preset`.
    policy: serde_json::Map<String, serde_json::Value>,
    /// The most changes of one webhook request.
    webhook_batch_max: u32,
    /// For how many days of the clock the log of webhooks is kept.
    webhook_keep_days: u32,
}

impl Default for Chosen {
    fn default() -> Self {
        let platform::Webhooks { batch_max, keep_days } = platform::Webhooks::default();
        Self {
            port: 8090,
            smtp_port: 8025,
            data_dir: "vestibule-data".into(),
            seed: None,
            policy: serde_json::Map::new(),
            webhook_batch_max: batch_max,
            webhook_keep_days: keep_days,
        }
    }
}

/// What to log.
#[derive(Args)]
pub(crate) struct Log {
    /// What to log, such as `info` or `warn,platform=debug`.
    #[arg(long, env = "VESTIBULE_LOG", default_value = "info")]
    log: String,
    /// Log one JSON object per line.
    #[arg(long, env = "VESTIBULE_LOG_JSON")]
    log_json: bool,
}

impl Log {
    /// Starts logging.
    pub(crate) fn start(&self) -> anyhow::Result<()> {
        let telemetry =
            shell::telemetry::Telemetry { json: self.log_json, filter: self.log.clone() };
        Ok(telemetry.init()?)
    }
}

impl Platform {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        self.log.start()?;
        let flags = json!({
            "port": self.port,
            "smtp_port": self.smtp_port,
            "data_dir": self.data_dir,
            "seed": self.seed,
            "policy": self.rules.table()?,
        });
        let chosen: Chosen = shell::config::load("platform", self.config.as_deref(), &flags)?;
        let db = open(&chosen.data_dir, "platform.db")?;
        let flag = self.child.flag("--port", "--platform-port");
        let listener = serve::bind((Ipv4Addr::LOCALHOST, chosen.port).into(), flag).await?;
        let smtp =
            serve::bind((Ipv4Addr::LOCALHOST, chosen.smtp_port).into(), "--smtp-port").await?;
        let (at, smtp_at) = (listener.local_addr()?, smtp.local_addr()?);
        let webhooks = platform::Webhooks {
            batch_max: chosen.webhook_batch_max,
            keep_days: chosen.webhook_keep_days,
        };
        let settings = Settings { seed: chosen.seed, webhooks, ..Settings::on_port(at.port()) };
        let settings = settings.with_rules(&chosen.policy)?;
        let outside = Outside {
            db,
            clock: Clock::system(),
            secrets: Secrets::os(),
            http: Client::net(Duration::from_secs(30))?,
        };
        let platform = platform::Platform::open(settings, outside).await?;
        let tasks = Tasks::new();
        let router = shell::telemetry::traced(platform.router());
        tasks.spawn("serve", serve::serve(listener, router, &tasks));
        platform.run(&tasks);
        platform.receive_mail(smtp, &tasks);
        announce(&json!({
            "ready": "platform", "http": format!("http://{at}"), "smtp": smtp_at.to_string()
        }));
        tokio::select! {
            asked = self.child.asked_to_stop() => asked?,
            () = tasks.stopping() => {}
        }
        tasks.stop(STOP_WITHIN).await;
        Ok(tasks.check()?)
    }
}

/// Opens a database file below a folder, which is made when it is not there.
///
/// # Errors
/// One sentence saying what is in the way and what to do.
pub(crate) fn open(folder: &Path, name: &str) -> anyhow::Result<db::Db> {
    std::fs::create_dir_all(folder).with_context(|| {
        let folder = folder.display();
        format!("could not make the folder {folder}; choose another one with --data-dir")
    })?;
    Ok(db::Db::open(&folder.join(name), db::Mode::Threaded)?)
}

/// Prints the ready line: one line of JSON, at once.
pub(crate) fn announce(line: &serde_json::Value) {
    use std::io::Write;
    println!("{line}");
    // A reader that has gone away is no reason to stop.
    let _ = std::io::stdout().flush();
}
