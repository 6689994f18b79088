//! `vestibule provider`: the provider's server.

use std::{
    net::Ipv4Addr,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context;
use clap::Args;
use provider::{Host, Outside, Settings, store};
use serde_json::json;
use shell::{
    clock::Clock,
    http::Client,
    mail::Mail,
    secret::{Cost, Secrets},
    serve,
    sql::Sql,
    shutdown::Tasks,
};

use crate::platform::{Log, STOP_WITHIN, announce, open};

/// How long one call to the Graph API may take.
const CALL_WITHIN: Duration = Duration::from_secs(30);

/// Runs the provider's server: signup page, webhooks, onboarding, console.
///
/// Settings come from a TOML file; environment variables VESTIBULE_PROVIDER_<NAME> go before it,
/// and flags before those. `vestibule up` writes such a file for a local platform; for Meta's own
/// Graph API set graph_url = "https://graph.facebook.com", sdk_url =
/// "https://connect.facebook.net/en_US/sdk.js" and dialog_origins = ["https://www.facebook.com"].
///
/// When it is ready it prints one line of JSON with its address; the log goes to stderr.
#[derive(Args)]
#[command(after_help = crate::PORTS)]
pub(crate) struct Provider {
    /// Settings file (TOML).
    #[arg(long)]
    config: Option<PathBuf>,
    /// Port to listen on [default: 8080, or the settings' port].
    #[arg(long)]
    port: Option<u16>,
    /// Follow the clock of a platform on this machine, such as http://127.0.0.1:8090.
    #[arg(long, value_name = "URL")]
    clock: Option<String>,
    /// Folder for the database and the client instances.
    #[arg(long)]
    data_dir: Option<PathBuf>,
    #[command(flatten)]
    child: crate::child::WithParent,
    #[command(flatten)]
    log: Log,
}

impl Provider {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        self.log.start()?;
        let flags = json!({
            "port": self.port,
            "clock_url": self.clock,
            "data_dir": self.data_dir,
        });
        let mut settings = Settings::load(self.config.as_deref(), &flags)?;
        let flag = self.child.flag("--port", "--provider-port");
        let listener = serve::bind((Ipv4Addr::LOCALHOST, settings.port).into(), flag).await?;
        let at = listener.local_addr()?;
        if let Some(host) = settings.public_url.strip_suffix(":0") {
            settings.public_url = format!("{host}:{}", at.port());
        }
        let tasks = Tasks::new();
        let db = Sql::from(open(&settings.data_dir, "provider.db")?);
        let provider = found(settings, db, &tasks).await?;
        let router = shell::telemetry::traced(provider.router());
        tasks.spawn("serve", serve::serve(listener, router, &tasks));
        provider.run(&tasks);
        announce(&json!({ "ready": "provider", "http": format!("http://{at}") }));
        tokio::select! {
            asked = self.child.asked_to_stop() => asked?,
            () = tasks.stopping() => {}
        }
        tasks.stop(STOP_WITHIN).await;
        Ok(tasks.check()?)
    }
}

/// Opens the server on the real outside.
async fn found(settings: Settings, db: Sql, tasks: &Tasks) -> anyhow::Result<provider::Provider> {
    let http = Client::net(CALL_WITHIN)?;
    let clock = match &settings.clock_url {
        Some(url) => follow(url, &http, &db, tasks).await?,
        None => Clock::system(),
    };
    let exe = std::env::current_exe().context("could not find this program's own file")?;
    let outside = Outside {
        mail: Mail::smtp(&settings.smtp_url, clock.clone())?,
        db,
        clock,
        wall: Clock::system(),
        secrets: Secrets::os(),
        http,
        host: Host::Process { exe },
        password_cost: Cost::Normal,
    };
    let mut settings = settings;
    settings.data_dir = absolute(&settings.data_dir)?;
    Ok(provider::Provider::open(settings, outside).await?)
}

/// The clock of a platform, and its offset remembered for the next start.
async fn follow(url: &str, http: &Client, db: &Sql, tasks: &Tasks) -> anyhow::Result<Clock> {
    let remembered = store::clock::offset(db).await?;
    let keep = db.clone();
    let clock = Clock::follow(url, http, remembered, tasks, move |offset| {
        let db = keep.clone();
        async move {
            if let Err(error) = store::clock::remember(&db, offset).await {
                tracing::warn!(%error, "the clock's offset could not be stored");
            }
        }
    });
    Ok(clock?)
}

fn absolute(folder: &Path) -> anyhow::Result<PathBuf> {
    std::path::absolute(folder)
        .with_context(|| format!("could not find the folder {}", folder.display()))
}
