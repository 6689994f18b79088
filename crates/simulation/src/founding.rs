//! First-run set-up: a provider on the platform, and the settings that its server needs.
//!
//! `vestibule up` and the simulation found the same provider in the same way: over the platform's
//! HTTP API, with secrets from the source they are given.

use anyhow::{Context, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};
use shell::{
    http::{Client, post_json},
    secret::Secrets,
};

/// The name that the provider's pages are served under.
pub const PROVIDER_HOST: &str = "provider.localhost";
/// The handset that receives the provider's first message from each new number.
pub const PROBE_NUMBER: &str = "14155550100";

/// Asks the platform for a provider business with app, system users and credit line.
///
/// # Errors
/// What the platform refused, in its words.
pub async fn found(http: &Client, platform: &str) -> anyhow::Result<Value> {
    let wish = json!({
        "name": "Hallway Messaging",
        "legal_name": "Hallway Messaging Ltd",
        "email": "operators@hallway.example",
        "website": "https://hallway.example",
        "app_name": "Hallway Connect",
        "domains": [PROVIDER_HOST],
    });
    let request = post_json(&format!("{platform}/_control/provider"), &wish, None)?;
    let answer = http.send(request).await?;
    let said: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    if !answer.status().is_success() {
        let why = said["error"]["message"].as_str().unwrap_or("without a reason");
        bail!("the platform refused to found a provider: {why}");
    }
    Ok(said)
}

/// The provider's settings without the addresses, which differ from start to start.
///
/// # Errors
/// When the platform did not say everything.
pub fn settings(
    founded: &Value,
    hosting: &str,
    secrets: &Secrets,
) -> anyhow::Result<Map<String, Value>> {
    let from_platform = [
        "app_id",
        "app_secret",
        "business_id",
        "credit_line_id",
        "employee_system_user_id",
        "employee_token",
        "admin_token",
    ];
    let mut settings = Map::new();
    for key in from_platform {
        let value = founded.get(key).filter(|value| value.is_string());
        let value = value.with_context(|| format!("the platform did not say {key}"))?;
        settings.insert(key.to_owned(), value.clone());
    }
    let own = [
        ("name", "Hallway Connect".to_owned()),
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
    settings.extend(own.map(|(key, value)| (key.to_owned(), Value::from(value))));
    Ok(settings)
}
