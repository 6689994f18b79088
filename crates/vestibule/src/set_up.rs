//! First-run set-up: founds the provider on the platform and writes its settings file.
//!
//! Everything secret is drawn from the operating system; nothing has a default.

use std::{io::Write, os::unix::fs::OpenOptionsExt, path::Path, time::Duration};

use anyhow::Context;
use shell::{http::Client, secret::Secrets};
use simulation::founding;

/// Who signs in to the provider's console first.
pub(crate) struct Operator {
    /// E-mail address, which is also the name to sign in with.
    pub(crate) user: String,
    /// The password, as written in the settings file.
    pub(crate) password: String,
}

/// Founds the provider on the platform and writes its settings, unless that was done before.
///
/// # Errors
/// When the platform refuses or the file cannot be written.
pub(crate) async fn provider(
    file: &Path,
    platform: &str,
    hosting: Option<&str>,
) -> anyhow::Result<Operator> {
    if !file.exists() {
        let http = Client::net(Duration::from_secs(30))?;
        let founded = founding::found(&http, platform).await;
        let founded = founded.context("first-run set-up; `vestibule up --reset` starts anew")?;
        let settings = founding::settings(&founded, hosting.unwrap_or("client"), &Secrets::os())?;
        write(file, &toml::to_string(&settings)?)?;
    }
    operator(file)
}

/// Writes the file whole or not at all, readable by its owner only.
fn write(file: &Path, settings: &str) -> anyhow::Result<()> {
    let intro = "# Settings of the provider, made by the first-run set-up. Holds secrets: keep it\n\
                 # readable by its owner only. Addresses come from the environment, see --help.\n";
    let fresh = file.with_extension("toml.new");
    let written = (|| {
        let mut options = std::fs::OpenOptions::new();
        let mut out = options.create(true).truncate(true).write(true).mode(0o600).open(&fresh)?;
        out.write_all(intro.as_bytes())?;
        out.write_all(settings.as_bytes())?;
        out.sync_all()?;
        std::fs::rename(&fresh, file)
    })();
    written.with_context(|| format!("could not write {}; is the folder writable?", file.display()))
}

/// Reads who may sign in to the console.
fn operator(file: &Path) -> anyhow::Result<Operator> {
    let damaged = || {
        format!("{} is damaged; mend it or start anew with `vestibule up --reset`", file.display())
    };
    let text = std::fs::read_to_string(file).with_context(damaged)?;
    let table: toml::Table = text.parse().with_context(damaged)?;
    let get = |key: &str| {
        let value = table.get(key).and_then(toml::Value::as_str).map(ToOwned::to_owned);
        value.with_context(damaged)
    };
    Ok(Operator { user: get("console_user")?, password: get("console_password")? })
}
