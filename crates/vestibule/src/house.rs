//! Both servers as processes on one data folder: what `up` and `demo` stand on.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::{child::Child, set_up, set_up::Operator};

/// Where the house stands and on which ports. 0 takes a free one.
pub(crate) struct Plot {
    /// Folder for both databases, the settings and the logs.
    pub(crate) data_dir: PathBuf,
    /// Port of the platform.
    pub(crate) platform_port: u16,
    /// Port of the platform's mailbox.
    pub(crate) smtp_port: u16,
    /// Port of the provider.
    pub(crate) provider_port: u16,
    /// `client` or `cloud`; none leaves it as it was set before.
    pub(crate) hosting: Option<String>,
    /// Seed of a new world; none draws one from the operating system.
    pub(crate) seed: Option<u64>,
    /// Arguments of the platform that replace values of its rules.
    pub(crate) rules: Vec<String>,
}

/// A running house.
pub(crate) struct House {
    platform: Child,
    provider: Child,
    /// Who signs in to the console first.
    pub(crate) operator: Operator,
    /// Address of the platform's APIs, such as `http://127.0.0.1:8090`.
    pub(crate) platform_api: String,
    /// Address of the provider's APIs.
    pub(crate) provider_api: String,
    /// Address of the platform's mailbox, `127.0.0.1:8025`.
    pub(crate) smtp: String,
}

impl House {
    /// Starts the platform, makes the first-run set-up, starts the provider.
    ///
    /// # Errors
    /// One sentence saying what is in the way and what to do.
    pub(crate) async fn start(plot: &Plot) -> anyhow::Result<Self> {
        make_folder(&plot.data_dir)?;
        let platform = start_platform(plot).await.map_err(|why| with_way_out(&why))?;
        let platform_api = platform.said("http")?.to_owned();
        let smtp = platform.said("smtp")?.to_owned();
        let settings = plot.data_dir.join("provider.toml");
        let hosting = plot.hosting.as_deref();
        let operator = set_up::provider(&settings, &platform_api, hosting).await?;
        let provider = start_provider(plot, &settings, &platform_api, &smtp);
        let provider = provider.await.map_err(|why| with_way_out(&why))?;
        let provider_api = provider.said("http")?.to_owned();
        let mut noted = addresses(&platform_api, &smtp);
        noted.push(("public_url", as_site(&provider_api, simulation::founding::PROVIDER_HOST)));
        noted.push(("clock_url", platform_api.clone()));
        set_up::note_addresses(&settings, &noted)?;
        Ok(Self { platform, provider, operator, platform_api, provider_api, smtp })
    }

    /// The platform as a site for browsers.
    pub(crate) fn platform_site(&self) -> String {
        as_site(&self.platform_api, "platform.localhost")
    }

    /// The provider as a site for browsers.
    pub(crate) fn provider_site(&self) -> String {
        as_site(&self.provider_api, simulation::founding::PROVIDER_HOST)
    }

    /// Process ids of platform and provider.
    pub(crate) fn pids(&self) -> (Option<u32>, Option<u32>) {
        (self.platform.pid(), self.provider.pid())
    }

    /// Waits until one of the two ends by itself, and says which.
    pub(crate) async fn broken(&mut self) -> anyhow::Error {
        tokio::select! {
            error = self.platform.ended() => error,
            error = self.provider.ended() => error,
        }
    }

    /// Stops the provider, then the platform.
    pub(crate) async fn stop(self) {
        self.provider.stop().await;
        self.platform.stop().await;
    }
}

async fn start_platform(plot: &Plot) -> anyhow::Result<Child> {
    let mut args = vec![
        "--port".to_owned(),
        plot.platform_port.to_string(),
        "--smtp-port".to_owned(),
        plot.smtp_port.to_string(),
        "--data-dir".to_owned(),
        plot.data_dir.display().to_string(),
    ];
    if let Some(seed) = plot.seed {
        args.extend(["--seed".to_owned(), seed.to_string()]);
    }
    args.extend(plot.rules.iter().cloned());
    Child::start("platform", &args, &[], &plot.data_dir.join("platform.log")).await
}

async fn start_provider(
    plot: &Plot,
    settings: &Path,
    platform: &str,
    smtp: &str,
) -> anyhow::Result<Child> {
    let mut told = addresses(platform, smtp);
    told.push(("public_url", format!("http://{}:0", simulation::founding::PROVIDER_HOST)));
    if let Some(hosting) = &plot.hosting {
        told.push(("hosting", hosting.clone()));
    }
    let variable = |name: &str| format!("VESTIBULE_PROVIDER_{}", name.to_ascii_uppercase());
    let told: Vec<(String, String)> =
        told.into_iter().map(|(name, value)| (variable(name), value)).collect();
    let environment: Vec<(&str, String)> =
        told.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let args = [
        "--config".to_owned(),
        settings.display().to_string(),
        "--port".to_owned(),
        plot.provider_port.to_string(),
        "--clock".to_owned(),
        platform.to_owned(),
        "--data-dir".to_owned(),
        plot.data_dir.display().to_string(),
    ];
    Child::start("provider", &args, &environment, &plot.data_dir.join("provider.log")).await
}

/// Where the provider finds the platform, by the names of its settings.
fn addresses(platform: &str, smtp: &str) -> Vec<(&'static str, String)> {
    let site = as_site(platform, "platform.localhost");
    vec![
        ("graph_url", platform.to_owned()),
        ("sdk_url", format!("{site}/en_US/sdk.js?honest=1")),
        ("dialog_origins", format!("[\"{site}\"]")),
        ("platform_onprem_url", platform.to_owned()),
        ("smtp_url", format!("smtp://{smtp}")),
    ]
}

/// A damaged folder has a way out that a newcomer can take.
fn with_way_out(why: &anyhow::Error) -> anyhow::Error {
    let why = why.to_string();
    if why.contains("damaged") || why.contains("not a database") {
        return anyhow::anyhow!("{why}; or start anew with `vestibule up --reset`");
    }
    anyhow::anyhow!(why)
}

/// `http://127.0.0.1:8090` under another host name.
fn as_site(api: &str, host: &str) -> String {
    api.replace("127.0.0.1", host)
}

/// A folder of ours from before such folders were made for their owner alone.
fn close_to_others(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if folder.join("provider.toml").exists() {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(folder, mode)?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let probe = folder.join(".writable");
    let made = shell::owner::make_folder(folder)
        .and_then(|()| close_to_others(folder))
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe));
    made.with_context(|| {
        let folder = folder.display();
        format!("could not write to the folder {folder}; choose another one with --data-dir")
    })
}
