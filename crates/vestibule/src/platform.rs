//! `vestibule platform`: Meta's side, served.

use std::{
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use anyhow::Context;
use clap::Args;
use platform::{Begin, House, MAIN, Options, Seed, Worlds};
use serde::Deserialize;
use serde_json::json;
use shell::{db, http::Client, serve, shutdown::Tasks};

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
/// When it is ready it prints one line of JSON with its addresses; the log goes to stderr. From
/// then on GET /healthz answers 200.
///
/// With --exec it runs a program against itself: in memory and on free ports unless told otherwise,
/// with the address, ids and tokens of `vestibule world env` in the program's environment. It ends
/// when the program ends, with the same exit code (126 when it cannot be run, 127 when there is no
/// such program), and passes SIGINT, SIGTERM, SIGHUP and SIGQUIT on; SIGHUP is ignored where it was
/// when this began, as under nohup. Everything after --exec is the program's.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n{}", crate::PORTS))]
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
    /// Keep everything in memory: gone when it stops.
    #[arg(long, conflicts_with = "data_dir")]
    memory: bool,
    /// What is in a new world: a seed file (TOML, docs/seeds.md).
    #[arg(long, value_name = "FILE", conflicts_with = "scenario")]
    seed_file: Option<PathBuf>,
    /// What is in a new world: a scenario (`vestibule scenario list`).
    #[arg(long, value_parser = crate::offered::Offered::Scenarios, hide_possible_values = true)]
    scenario: Option<String>,
    /// What time it is in a new world at its beginning, such as 2026-03-01T08:00:00Z.
    #[arg(long, value_name = "TIME")]
    at: Option<jiff::Timestamp>,
    /// Run this program with the world's ids and tokens in its environment, and end with it.
    #[arg(long, num_args = 1.., allow_hyphen_values = true, value_names = ["PROGRAM", "ARGS"])]
    exec: Vec<std::ffi::OsString>,
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

const EXAMPLES: &str = "\
Examples:
  vestibule platform                                     # on disk, on the usual ports
  vestibule platform --memory --port 0 --seed-file shop.toml
  vestibule platform --exec pytest -q                    # a program against a fresh platform
  vestibule platform --scenario token-ended --exec npm test
";

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
    /// Send traces (OTLP over HTTP) to a collector, such as http://127.0.0.1:4318.
    #[arg(long, value_name = "URL", env = "OTEL_EXPORTER_OTLP_ENDPOINT")]
    traces: Option<String>,
}

impl Log {
    /// Starts logging and, where a collector is named, sending traces as `service`.
    pub(crate) fn start(&self, service: &'static str) -> anyhow::Result<()> {
        let telemetry = shell::telemetry::Telemetry {
            json: self.log_json,
            filter: self.log.clone(),
            traces: self.traces.clone().map(|collector| (collector, service)),
        };
        Ok(telemetry.init()?)
    }
}

impl Platform {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        self.log.start("vestibule platform")?;
        // A program that is run has signals of its own.
        let stop = if self.exec.is_empty() { Some(self.child.listen()?) } else { None };
        let chosen = self.chosen()?;
        let flag = self.child.flag("--port", "--platform-port");
        let listener = serve::bind((Ipv4Addr::LOCALHOST, chosen.port).into(), flag).await?;
        let smtp =
            serve::bind((Ipv4Addr::LOCALHOST, chosen.smtp_port).into(), "--smtp-port").await?;
        let (at, smtp_at) = (listener.local_addr()?, smtp.local_addr()?);
        let in_memory = self.memory || (!self.exec.is_empty() && self.data_dir.is_none());
        let db = match in_memory {
            true => None,
            false => Some(open(&chosen.data_dir, "platform.db")?),
        };
        let webhooks = platform::Webhooks {
            batch_max: chosen.webhook_batch_max,
            keep_days: chosen.webhook_keep_days,
        };
        let begin = self.begin()?;
        let options = Options {
            port: at.port(),
            seed: chosen.seed,
            policy: chosen.policy,
            at: self.at,
            record: false,
            begin,
        };
        let http = Client::net(Duration::from_secs(30))?;
        let tasks = Tasks::new();
        let house = House { db, listener, http, webhooks, options };
        let worlds = Worlds::open(house, &tasks).await?;
        worlds.receive_mail(smtp);
        self.warn_of_unused(&worlds, &chosen.data_dir);
        let ended = if let Some(mut stop) = stop {
            announce(&json!({
                "ready": "platform", "http": format!("http://{at}"), "smtp": smtp_at.to_string()
            }));
            tokio::select! {
                () = stop.asked() => {}
                () = tasks.stopping() => {}
            }
            Ok(ExitCode::SUCCESS)
        } else {
            let mut environment = worlds.environment(MAIN).await?;
            environment.insert("VESTIBULE_PLATFORM".to_owned(), format!("http://{at}"));
            environment.insert("SMTP".to_owned(), smtp_at.to_string());
            crate::guest::run(&self.exec, environment).await
        };
        tasks.stop(STOP_WITHIN).await;
        tasks.check()?;
        ended
    }

    /// Flags before the environment before the file. A program that is run has free ports.
    fn chosen(&self) -> anyhow::Result<Chosen> {
        let free = (!self.exec.is_empty()).then_some(0);
        let flags = json!({
            "port": self.port.or(free),
            "smtp_port": self.smtp_port.or(free),
            "data_dir": self.data_dir,
            "seed": self.seed,
            "policy": self.rules.table()?,
        });
        Ok(shell::config::load("platform", self.config.as_deref(), &flags)?)
    }

    /// What a new world begins with is not used where there is a world already.
    fn warn_of_unused(&self, worlds: &Worlds, folder: &Path) {
        let goes_on = worlds.list().iter().any(|one| one.name == MAIN && one.began == "disk");
        let flags = [
            ("--scenario", self.scenario.is_some()),
            ("--seed-file", self.seed_file.is_some()),
            ("--at", self.at.is_some()),
        ];
        for (flag, _) in flags.into_iter().filter(|(_, said)| goes_on && *said) {
            let folder = folder.display();
            tracing::warn!(flag, %folder, "there is a world already, which goes on");
            eprintln!(
                "vestibule: {flag} is not used: {folder} holds a world already, which goes on; \
                 choose another --data-dir, or --memory, for a new one"
            );
        }
    }

    /// What is in a new world.
    fn begin(&self) -> anyhow::Result<Begin> {
        if let Some(name) = &self.scenario {
            return Ok(Begin::Scenario(name.clone()));
        }
        let Some(path) = &self.seed_file else { return Ok(Begin::Empty) };
        let shown = path.display();
        let text = std::fs::read_to_string(path);
        let text = text.with_context(|| format!("could not read {shown}"))?;
        let seed = Seed::from_toml(&text).map_err(|error| anyhow::anyhow!("{shown}, {error}"))?;
        Ok(Begin::Seed(seed.into()))
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
    crate::print::line_if_read(format_args!("{line}"));
}
