//! `vestibule onprem-client`: the legacy On-Premises client of one number.

use std::{net::Ipv4Addr, path::PathBuf, time::Duration};

use clap::Args;
use jiff::SignedDuration;
use platform::onprem::{OnpremOutside, OnpremSettings};
use serde_json::json;
use shell::{
    clock::{Clock, ClockError},
    http::Client,
    secret::{Cost, Secrets, Text},
    serve,
    shutdown::{Signals, Tasks},
};

use crate::platform::{Log, STOP_WITHIN, announce};

/// How long the last events may take to be handed on at the end.
const DRAIN_WITHIN: Duration = Duration::from_secs(2);
/// How long one call may take; the question for events waits 20 s by itself.
const CALL_WITHIN: Duration = Duration::from_secs(40);

/// Runs the legacy On-Premises client of one phone number, as far as a provider needs it.
///
/// It serves the old product's HTTP API under /v1: users/login and logout, account and
/// account/verify (a certificate, and a code where the number needs one), messages, contacts,
/// health, stats/app, and settings: application (webhook), profile/about, business/profile,
/// account/two-step, backup and restore. The provider starts one for each number; by hand it is
/// useful to try a certificate.
///
/// The first login is admin / secret (or VESTIBULE_ONPREM_PASSWORD) and must set a new password.
#[derive(Args)]
#[command(after_help = crate::PORTS)]
pub(crate) struct OnpremClient {
    /// Port of the /v1 API.
    #[arg(long, default_value_t = 9090)]
    port: u16,
    /// Folder for its state; one client at a time may hold it.
    #[arg(long, default_value = "onprem-client")]
    data_dir: PathBuf,
    /// Address of the platform.
    #[arg(long, default_value = "http://127.0.0.1:8090")]
    platform: String,
    /// The admin's password before the first login changes it.
    #[arg(
        long,
        env = "VESTIBULE_ONPREM_PASSWORD",
        hide_env_values = true,
        default_value = "secret",
        hide_default_value = true
    )]
    first_password: String,
    /// Signs its webhooks with this secret (X-Hub-Signature-256), if set.
    #[arg(long, env = "VESTIBULE_ONPREM_WEBHOOK_SECRET", hide_env_values = true)]
    webhook_secret: Option<String>,
    #[command(flatten)]
    log: Log,
}

impl OnpremClient {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        self.log.start("vestibule onprem-client")?;
        let mut signals = Signals::listen()?;
        let listener = serve::bind((Ipv4Addr::LOCALHOST, self.port).into(), "--port").await?;
        let at = listener.local_addr()?;
        let tasks = Tasks::new();
        let http = Client::net(CALL_WITHIN)?;
        let clock = clock(&self.platform, &http, &tasks)?;
        let settings = OnpremSettings {
            data_dir: Some(self.data_dir),
            platform_url: self.platform,
            first_password: Text::from(self.first_password),
            webhook_secret: self.webhook_secret.map(Text::from),
            cost: Cost::Normal,
        };
        let outside = OnpremOutside { clock, secrets: Secrets::os(), http };
        let client = platform::onprem::OnpremClient::open(settings, outside)?;
        client.announce(&format!("http://{at}"))?;
        tasks.spawn("serve", serve::serve(listener, client.router(), &tasks));
        client.run(&tasks);
        announce(&json!({ "ready": "onprem-client", "http": format!("http://{at}") }));
        tokio::select! {
            () = signals.next() => {}
            () = tasks.stopping() => {}
        }
        tasks.stop(STOP_WITHIN).await;
        // What the platform has for the number goes on to the webhook first, if that answers.
        let _late = tokio::time::timeout(DRAIN_WITHIN, client.drain()).await;
        Ok(tasks.check()?)
    }
}

/// The clock of the platform where that is on this machine: its logins end when the clock is
/// turned. Against another machine time is this machine's own.
fn clock(platform: &str, http: &Client, tasks: &Tasks) -> Result<Clock, ClockError> {
    match Clock::follow(platform, http, SignedDuration::ZERO, tasks, |_| std::future::ready(())) {
        Err(ClockError::NotLoopback { .. }) => Ok(Clock::system()),
        followed => followed,
    }
}
