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
    shutdown::Tasks,
    sql::Sql,
};

use tokio::net::TcpListener;

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
    /// Port of 127.0.0.1 for metrics and health [default: the settings' metrics_port].
    #[arg(long, value_name = "PORT")]
    metrics_port: Option<u16>,
    /// Print the reference of all settings (docs/configuration.md) and end.
    #[arg(long)]
    print_settings: bool,
    #[command(flatten)]
    child: crate::child::WithParent,
    #[command(flatten)]
    log: Log,
}

impl Provider {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        if self.print_settings {
            crate::print::bytes(provider::settings::reference::page().as_bytes());
            return Ok(());
        }
        self.log.start("vestibule provider")?;
        let mut stop = self.child.listen()?;
        let flags = json!({
            "port": self.port,
            "clock_url": self.clock,
            "data_dir": self.data_dir,
            "metrics_port": self.metrics_port,
        });
        let mut settings = Settings::load(self.config.as_deref(), &flags)?;
        let flag = self.child.flag("--port", "--provider-port");
        let listener = serve::bind((settings.listen, settings.port).into(), flag).await?;
        let at = listener.local_addr()?;
        if let Some(host) = settings.public_url.strip_suffix(":0") {
            settings.public_url = format!("{host}:{}", at.port());
        }
        let metrics = match settings.metrics_port {
            Some(port) => {
                let here = (Ipv4Addr::LOCALHOST, port).into();
                Some(serve::bind(here, "--metrics-port").await?)
            }
            None => None,
        };
        let metrics_at = metrics.as_ref().map(TcpListener::local_addr).transpose()?;
        let drain = Duration::from_secs(settings.drain_seconds.into());
        let tasks = Tasks::new();
        let provider = tokio::select! {
            found = found(settings, &tasks) => found?,
            // It may wait for a database, or to see whether another server lives.
            () = stop.asked() => return Ok(()),
        };
        let router = shell::telemetry::traced(provider.router());
        tasks.spawn("serve", serve::serve(listener, router, &tasks));
        if let Some(listener) = metrics {
            let router = provider.operations_router();
            tasks.spawn("metrics", serve::serve(listener, router, &tasks));
        }
        provider.run(&tasks);
        let metrics_at = metrics_at.map(|at| format!("http://{at}/metrics"));
        let http = format!("http://{at}");
        announce(&json!({ "ready": "provider", "http": http, "metrics": metrics_at }));
        tokio::select! {
            () = stop.asked() => {
                // Not ready first, so that what balances load turns away before the door closes. A
                // second signal does not wait.
                provider.announce_stop();
                tokio::select! {
                    () = tokio::time::sleep(drain) => {}
                    () = stop.asked() => {}
                }
            }
            () = tasks.stopping() => {}
        }
        // Before the door closes: what client instances have taken is handed in through it.
        provider.stop_clients().await;
        tasks.stop(STOP_WITHIN).await;
        shell::telemetry::flush().await;
        Ok(tasks.check()?)
    }
}

/// Opens the server on the real outside.
async fn found(settings: Settings, tasks: &Tasks) -> anyhow::Result<provider::Provider> {
    let db = match settings.postgres() {
        Some(address) => Sql::postgres(address).await?,
        None => open(&settings.data_dir, "provider.db")?.into(),
    };
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
