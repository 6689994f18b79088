//! What the provider of a town is told.

use anyhow::Context;
use platform::seeding::Fixture;
use serde_json::{Value, json};
use shell::secret::Secrets;

use super::{PLATFORM_PORT, PROVIDER};
use crate::{founding, sketch::Sketch, watch::Watch};

/// Seconds between two sweeps: rarer than a real server's, since a month is to pass in a moment.
const SWEEP_S: u32 = 3_600;
/// The settings that are secrets.
const SECRET_SETTINGS: [&str; 6] = [
    "app_secret",
    "employee_token",
    "admin_token",
    "webhook_verify_token",
    "master_key",
    "console_password",
];

/// The provider's settings, as the first-run set-up makes them.
pub(super) fn settings(
    fixture: &Fixture,
    sketch: &Sketch,
    watch: &Watch,
) -> anyhow::Result<provider::Settings> {
    let of_fixture = |name: &str| fixture.get(name).unwrap_or_default().to_owned();
    let founded = json!({
        "app_id": of_fixture("APP_ID"),
        "app_secret": of_fixture("APP_SECRET"),
        "business_id": of_fixture("BUSINESS_ID"),
        "credit_line_id": of_fixture("CREDIT_LINE_ID"),
        "employee_system_user_id": of_fixture("SYSTEM_USER_ID"),
        "employee_token": of_fixture("EMPLOYEE_TOKEN"),
        "admin_token": of_fixture("SYSTEM_TOKEN"),
    });
    let secrets = Secrets::seeded(sketch.seed.wrapping_add(1));
    let mut table = founding::settings(&founded, sketch.hosting, &secrets)?;
    for key in SECRET_SETTINGS {
        watch.learn(table.get(key).and_then(Value::as_str).unwrap_or_default());
    }
    let platform = format!("http://127.0.0.1:{PLATFORM_PORT}");
    let site = format!("http://platform.localhost:{PLATFORM_PORT}");
    let own = [
        ("graph_url", platform.clone()),
        ("sdk_url", format!("{site}/en_US/sdk.js")),
        ("public_url", format!("http://{PROVIDER}")),
        ("smtp_url", "smtp://127.0.0.1:8025".to_owned()),
        ("platform_onprem_url", platform),
        ("login", sketch.login.to_owned()),
        ("config_id", of_fixture("CONFIG_ID")),
        ("system_user", sketch.worker.to_owned()),
    ];
    table.extend(own.map(|(key, value)| (key.to_owned(), Value::from(value))));
    table.insert("dialog_origins".to_owned(), vec![site].into());
    table.insert("sweep_seconds".to_owned(), SWEEP_S.into());
    serde_json::from_value(Value::Object(table)).context("the settings do not read back")
}
