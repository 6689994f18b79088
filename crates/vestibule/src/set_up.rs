//! First-run set-up: a provider on the platform, and the provider's settings file.
//!
//! Everything secret is drawn from the operating system; nothing has a default.

use std::{io::Write, os::unix::fs::OpenOptionsExt, path::Path};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use shell::secret::Secrets;

/// The name that the provider's pages are served under.
pub(crate) const PROVIDER_HOST: &str = "provider.localhost";
/// The handset that receives the provider's test message to each new number.
const PROBE_NUMBER: &str = "+1 415-555-0100";

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
        let founded = found(platform).await?;
        write(file, &settings(&founded, hosting.unwrap_or("client"))?)?;
    }
    operator(file)
}

/// Asks the platform for a provider business with app, system users and credit line.
async fn found(platform: &str) -> anyhow::Result<Value> {
    let wish = json!({
        "name": "Hallway Messaging",
        "legal_name": "Hallway Messaging Ltd",
        "email": "operators@hallway.example",
        "website": "https://hallway.example",
        "app_name": "Hallway Connect",
        "domains": [PROVIDER_HOST],
    });
    let url = format!("{platform}/_control/provider");
    crate::clock::call(shell::http::post_json(&url, &wish, None)?)
        .await
        .context("first-run set-up failed; `vestibule up --reset` starts anew")
}

/// The settings file's text for a founded provider.
fn settings(founded: &Value, hosting: &str) -> anyhow::Result<String> {
    let text = |key: &str| {
        let value = founded[key].as_str().map(ToOwned::to_owned);
        value.with_context(|| format!("the platform did not say {key}"))
    };
    let secrets = Secrets::os();
    let mut table = toml::Table::new();
    for key in ["app_id", "app_secret", "business_id", "credit_line_id"] {
        table.insert(key.to_owned(), text(key)?.into());
    }
    for key in ["employee_system_user_id", "employee_token", "admin_token"] {
        table.insert(key.to_owned(), text(key)?.into());
    }
    let own = [
        ("system_user", "employee".to_owned()),
        ("hosting", hosting.to_owned()),
        ("login", "token".to_owned()),
        ("currency", "USD".to_owned()),
        ("probe_number", PROBE_NUMBER.to_owned()),
        ("webhook_verify_token", secrets.token("verify-", 24)),
        ("master_key", STANDARD.encode(secrets.bytes::<32>())),
        ("mail_from", "Hallway Connect <connect@hallway.example>".to_owned()),
        ("operators_mail", "operators@hallway.example".to_owned()),
        ("console_user", "operator@hallway.example".to_owned()),
        ("console_password", secrets.token("", 12)),
    ];
    for (key, value) in own {
        table.insert(key.to_owned(), value.into());
    }
    let intro = "# Settings of the provider, made by the first-run set-up. Holds secrets: keep it\n\
                 # readable by its owner only. Addresses come from the environment, see --help.\n";
    Ok(format!("{intro}{}", toml::to_string(&table)?))
}

/// Writes the file whole or not at all, readable by its owner only.
fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let fresh = file.with_extension("toml.new");
    let written = (|| {
        let mut options = std::fs::OpenOptions::new();
        let mut out = options.create(true).truncate(true).write(true).mode(0o600).open(&fresh)?;
        out.write_all(text.as_bytes())?;
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
