//! A provider for tests: its settings, and one with a database in memory and no network.

use shell::sql::Sql;
use std::sync::Arc;

use base64::Engine as _;
use graph::id::{AppId, BusinessId, CreditLineId, SystemUserId};
use graph::status::Currency;
use jiff::Timestamp;
use shell::clock::Clock;
use shell::http::{Client, Switchboard};
use shell::mail::Mail;
use shell::secret::{Cost, Secrets};

use crate::settings::{HostingChoice, Login, Settings, Worker};
use crate::{Host, InstanceSpec, Outside, Provider};

/// The app secret of [`settings`].
pub(crate) const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A fixed moment.
pub(crate) fn noon() -> Timestamp {
    "2026-12-01T12:00:00Z".parse().unwrap()
}

/// Settings that pass all checks.
pub(crate) fn settings() -> Settings {
    let master = Secrets::seeded(9).bytes::<32>();
    Settings {
        graph_url: "http://platform.localhost:8090".to_owned(),
        graph_version: "v21.0".to_owned(),
        dialog_origins: vec!["http://platform.localhost:8090".to_owned()],
        sdk_url: "http://platform.localhost:8090/en_US/sdk.js".to_owned(),
        app_id: AppId::new(11),
        app_secret: APP_SECRET.into(),
        app_secret_previous: None,
        business_id: BusinessId::new(12),
        credit_line_id: CreditLineId::new(13),
        currency: Currency::Eur,
        system_user: Worker::Employee,
        employee_system_user_id: SystemUserId::new(14),
        employee_token: "EAAemployee-0123456789".into(),
        admin_token: "EAAadmin-0123456789abc".into(),
        credit_shares_per_day: 50,
        public_url: "http://provider.localhost:8080".to_owned(),
        webhook_verify_token: "verify-0123456789abcdef".into(),
        master_key: Some(base64::engine::general_purpose::STANDARD.encode(master).into()),
        master_keys: vec![],
        private_hosts_allowed: vec![],
        trusted_proxies: vec![],
        listen: std::net::Ipv4Addr::LOCALHOST.into(),
        hosting: HostingChoice::Client,
        client_command: vec![],
        client_endpoint: None,
        client_endpoints: vec![],
        client_webhook_secret: None,
        client_password: None,
        client_authorities: None,
        login: Login::Token,
        config_id: None,
        probe_number: "+49 170 1234567".to_owned().try_into().unwrap(),
        probe_template: "hello_world".to_owned(),
        probe_language: "en_US".to_owned(),
        smtp_url: "smtp://127.0.0.1:8025".to_owned(),
        mail_from: "Provider <noreply@provider.example>".to_owned(),
        operators_mail: "ops@provider.example".to_owned(),
        platform_onprem_url: Some("http://platform.localhost:8090".to_owned()),
        clock_url: None,
        console_user: "anna".to_owned(),
        console_password: "correct horse battery".into(),
        sweep_seconds: 60,
        full_pass_per_minute: 600,
        console_session_hours: 12,
        keep_webhooks_days: 8,
        keep_letters_days: 90,
        keep_signups_days: 90,
        keep_timeline_days: 1_095,
        keep_messages_days: 0,
        data_dir: "unused".into(),
        database_url: None,
        database_schema: None,
        database_authorities: None,
        port: 0,
        metrics_port: None,
        drain_seconds: 0,
        name: "Provider".to_owned(),
        words_before: None,
        next_steps: None,
        next_url: None,
    }
}

/// What a provider stands on: `switchboard` is its network, `db` its disk.
pub(crate) fn outside(db: Sql, switchboard: &Arc<Switchboard>) -> Outside {
    Outside {
        db,
        clock: Clock::manual(noon()),
        wall: Clock::manual(noon()),
        secrets: Secrets::seeded(1),
        http: Client::inside(Arc::clone(switchboard)),
        mail: Mail::memory(),
        host: refusing(),
        password_cost: Cost::Cheap,
    }
}

/// A host that starts nothing.
fn refusing() -> Host {
    let start = Arc::new(|_: &InstanceSpec| Err("nothing runs here".to_owned()));
    Host::Inside { start, stop: Arc::new(|_| {}) }
}

/// A provider with an empty database in memory and nobody on its network.
pub(crate) async fn provider() -> Provider {
    let outside = outside(Sql::scratch().await.unwrap(), &Arc::new(Switchboard::new()));
    Provider::open(settings(), outside).await.unwrap()
}
