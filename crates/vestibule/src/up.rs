//! `vestibule up`: platform and provider together, for a newcomer's first five minutes.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::json;
use shell::shutdown::Signals;

use crate::house::{House, Plot};
use crate::print::line_if_read;

/// Starts the platform and a provider side by side and prints where to click.
///
/// The first start sets everything up: a provider business with app, domain, system users and
/// credit line on the platform, keys and secrets for the provider. The next start finds all of it
/// as it was. Ctrl-C stops both cleanly.
#[derive(Args)]
#[command(after_help = crate::PORTS)]
pub(crate) struct Up {
    /// Folder for both databases, the settings and the logs.
    #[arg(long, default_value = "vestibule-data")]
    data_dir: PathBuf,
    /// Port of the platform.
    #[arg(long, default_value_t = 8090)]
    platform_port: u16,
    /// Port of the platform's mailbox (SMTP).
    #[arg(long, default_value_t = 8025)]
    smtp_port: u16,
    /// Port of the provider.
    #[arg(long, default_value_t = 8080)]
    provider_port: u16,
    /// How the provider runs numbers [default: client, or what the data folder has].
    #[arg(long, value_enum)]
    hosting: Option<Hosting>,
    /// Removes the data of earlier runs first.
    #[arg(long)]
    reset: bool,
    /// Seed of a new world: its ids and codes. Secrets never depend on it.
    #[arg(long)]
    seed: Option<u64>,
    #[command(flatten)]
    rules: crate::rules::Rules,
    /// Prints the guide for people, or one line of JSON for programs.
    #[arg(long, value_enum, default_value_t = Guide::Text)]
    guide: Guide,
}

/// Where a client's number runs.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Hosting {
    /// A legacy On-Premises client instance per number, given the number's certificate.
    Client,
    /// The Cloud API: the number is registered with a PIN.
    Cloud,
}

impl Hosting {
    /// As the provider's setting spells it.
    pub(crate) fn as_setting(self) -> String {
        match self {
            Self::Client => "client".to_owned(),
            Self::Cloud => "cloud".to_owned(),
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Guide {
    Text,
    Json,
}

impl Up {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        if self.reset {
            reset(&self.data_dir)?;
        }
        let plot = Plot {
            data_dir: self.data_dir,
            platform_port: self.platform_port,
            smtp_port: self.smtp_port,
            provider_port: self.provider_port,
            hosting: self.hosting.map(Hosting::as_setting),
            seed: self.seed,
            rules: self.rules.arguments(),
        };
        let mut signals = Signals::listen()?;
        let mut house = tokio::select! {
            house = House::start(&plot) => house?,
            () = signals.next() => return Ok(()),
        };
        match self.guide {
            Guide::Text => line_if_read(format_args!("{}", text(&house, &plot.data_dir))),
            Guide::Json => line_if_read(format_args!("{}", line(&house))),
        }
        let broken = tokio::select! {
            error = house.broken() => Some(error),
            () = signals.next() => None,
        };
        house.stop().await;
        match broken {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

/// The guide for people.
fn text(house: &House, data_dir: &Path) -> String {
    let (platform, provider) = (house.platform_site(), house.provider_site());
    let (user, password) = (&house.operator.user, &house.operator.password);
    format!(
        "\nVestibule is up.

  1. Be a business      {provider}/
                        click \"Connect WhatsApp\" and walk through the pop-up; the 6-digit code
                        arrives on {platform}/desk/phones
  2. Be the operator    {provider}/console
                        sign in as {user}, password {password}
                        watch the client go live, send a first message
  3. Be Meta            {platform}/desk
                        phones, mailbox, reviews, webhooks, and the clock
  4. Be the client      {platform}/business
                        Business Manager and WhatsApp Manager
  5. Turn the clock     {me} clock advance 30d --platform {api}
                        and see an unverified trial end

  Graph API             {api}/v21.0/…   
  Ids and tokens        {me} world env --platform {api}
  Data and logs         {data}   (`{me} up --reset` starts anew)

Ready. Ctrl-C stops both.",
        me = called_as(),
        api = house.platform_api,
        data = data_dir.display(),
    )
}

/// How a person at this keyboard calls this program again.
fn called_as() -> String {
    let path = std::env::args().next().unwrap_or_default();
    if std::env::var_os("CARGO").is_some() {
        return "cargo run --quiet --".to_owned();
    }
    if path.contains('/') { path } else { "vestibule".to_owned() }
}

/// The guide for programs: one line of JSON.
fn line(house: &House) -> serde_json::Value {
    let (platform_pid, provider_pid) = house.pids();
    json!({
        "ready": true,
        "provider": house.provider_site(),
        "platform": house.platform_site(),
        "provider_api": house.provider_api,
        "platform_api": house.platform_api,
        "smtp": house.smtp,
        "console_user": house.operator.user,
        "console_password": house.operator.password,
        "platform_pid": platform_pid,
        "provider_pid": provider_pid,
    })
}

/// Removes what earlier runs left in the folder, and nothing else.
fn reset(folder: &Path) -> anyhow::Result<()> {
    for name in ["platform", "provider"] {
        let lock = folder.join(format!("{name}.db.lock"));
        let Ok(file) = std::fs::File::open(&lock) else { continue };
        if file.try_lock().is_err() {
            bail!("the {name} in {} is still running; stop it first", folder.display());
        }
    }
    let ours = ["platform.db", "provider.db", "provider.toml", "platform.log", "provider.log"];
    let sides = ["", "-wal", "-shm", ".lock", ".new"];
    for path in ours.iter().flat_map(|n| sides.map(|side| folder.join(format!("{n}{side}")))) {
        if path.exists() {
            std::fs::remove_file(&path)
                .with_context(|| format!("could not remove {}", path.display()))?;
        }
    }
    let clients = folder.join("clients");
    if clients.exists() {
        std::fs::remove_dir_all(&clients)
            .with_context(|| format!("could not remove {}", clients.display()))?;
    }
    Ok(())
}
