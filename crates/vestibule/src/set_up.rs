//! First-run set-up: founds the provider on the platform and writes its settings file.
//!
//! Everything secret is drawn from the operating system; nothing has a default.

use std::{io::Write, os::unix::fs::OpenOptionsExt, path::Path, time::Duration};

use anyhow::{Context, bail};
use shell::{
    http::{Client, get},
    secret::Secrets,
};
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
    let http = Client::net(Duration::from_secs(30))?;
    if file.exists() {
        known(&http, file, platform).await?;
    } else {
        let founded = founding::found(&http, platform).await.with_context(|| {
            let file = file.display();
            format!("{file} is not there; put it back, or start anew with `vestibule up --reset`")
        })?;
        let settings = founding::settings(&founded, hosting.unwrap_or("client"), &Secrets::os())?;
        write(file, &toml::to_string(&settings)?)?;
    }
    operator(file)
}

/// Writes the addresses of this start into the settings, so that commands such as `vestibule
/// doctor` find both servers without being told.
///
/// # Errors
/// When the file cannot be read or written.
pub(crate) fn note_addresses(file: &Path, addresses: &[(&str, String)]) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("could not read {}", file.display()))?;
    let mut table: toml::Table = text.parse().context("the settings are no TOML")?;
    for (name, value) in addresses {
        // A list is written as one in the environment.
        let listed = value.strip_prefix("[\"").and_then(|rest| rest.strip_suffix("\"]"));
        let value = match listed {
            Some(one) => vec![one.to_owned()].into(),
            None => toml::Value::from(value.as_str()),
        };
        table.insert((*name).to_owned(), value);
    }
    write(file, &toml::to_string(&table)?)
}

/// Makes sure that the platform is the one the settings were made for.
async fn known(http: &Client, file: &Path, platform: &str) -> anyhow::Result<()> {
    let (app, secret) = (setting(file, "app_id")?, setting(file, "app_secret")?);
    let token = format!("{app}|{secret}");
    let request = get(&format!("{platform}/v21.0/{app}?fields=id"), Some(&token))?;
    if http.send(request).await?.status().is_success() {
        return Ok(());
    }
    bail!(
        "the platform does not know the app of {}: its database was replaced or removed; put it \
         back, or start anew with `vestibule up --reset`",
        file.display()
    )
}

/// Writes the file whole or not at all, readable by its owner only.
fn write(file: &Path, settings: &str) -> anyhow::Result<()> {
    let intro = "# Settings of the provider, made by the first-run set-up. Holds secrets: keep it\n\
                 # readable by its owner only. Addresses are those of the last `vestibule up`.\n";
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
    let user = setting(file, "console_user")?;
    Ok(Operator { user, password: setting(file, "console_password")? })
}

/// One text of the settings file.
fn setting(file: &Path, key: &str) -> anyhow::Result<String> {
    let damaged = || {
        format!("{} is damaged; mend it or start anew with `vestibule up --reset`", file.display())
    };
    let text = std::fs::read_to_string(file).with_context(damaged)?;
    let table: toml::Table = text.parse().with_context(damaged)?;
    let value = table.get(key).and_then(toml::Value::as_str).map(ToOwned::to_owned);
    value.with_context(damaged)
}
