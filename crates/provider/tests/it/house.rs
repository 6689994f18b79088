//! A provider with an empty database, a clock that stands still, and nobody on its network.

use shell::sql::Sql;
use std::sync::Arc;

use axum::Router;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use provider::{Host, Outside, Provider, Settings};
use serde_json::{Value, json};
use shell::clock::Clock;
use shell::http::{Client, Switchboard};
use shell::mail::Mail;
use shell::secret::{Cost, Secrets};

use crate::browser::Browser;

pub(crate) const USER: &str = "anna";
pub(crate) const PASSWORD: &str = "correct horse battery";

/// The provider of one test.
pub(crate) struct House {
    pub provider: Provider,
    pub clock: Clock,
    /// Its network.
    pub switchboard: Arc<Switchboard>,
    router: Router,
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::with(json!({})).await
    }

    /// With some settings changed.
    pub(crate) async fn with(changes: Value) -> Self {
        Self::on(Sql::scratch().await.unwrap(), changes).await
    }

    /// On a database that is there already.
    pub(crate) async fn on(db: Sql, changes: Value) -> Self {
        let (clock, switchboard) = (Clock::manual(noon()), Arc::new(Switchboard::new()));
        let outside = Outside {
            db,
            clock: clock.clone(),
            wall: clock.clone(),
            secrets: Secrets::seeded(1),
            http: Client::inside(Arc::clone(&switchboard)),
            mail: Mail::memory(),
            host: Host::Process { exe: "/nonexistent".into() },
            password_cost: Cost::Cheap,
        };
        let provider = Provider::open(settings(&changes), outside).await.unwrap();
        let router = provider.router();
        Self { provider, clock, switchboard, router }
    }

    /// A fresh browser.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.router)
    }

    /// A browser whose operator has logged in.
    pub(crate) async fn operator(&self) -> Browser {
        let mut browser = self.browser();
        let fields = [("name", USER), ("password", PASSWORD)];
        let page = browser.post_form("/console/login", &fields).await;
        assert_eq!((page.status.as_u16(), page.location()), (303, "/console"));
        browser
    }
}

pub(crate) fn noon() -> Timestamp {
    "2026-12-01T12:00:00Z".parse().unwrap()
}

/// Settings that pass all checks, but for these changes.
pub(crate) fn settings(changes: &Value) -> Settings {
    serde_json::from_value(plain(changes)).unwrap()
}

/// The same, as a file would say them.
pub(crate) fn plain(changes: &Value) -> Value {
    let mut settings = json!({
        "graph_url": "http://platform.localhost:8090",
        "dialog_origins": ["http://platform.localhost:8090", "https://www.facebook.com"],
        "sdk_url": "http://platform.localhost:8090/en_US/sdk.js",
        "app_id": "1101",
        "app_secret": "0123456789abcdef0123456789abcdef",
        "business_id": "1201",
        "credit_line_id": "1301",
        "currency": "EUR",
        "employee_system_user_id": "1401",
        "employee_token": "EAAemployee-0123456789",
        "admin_token": "EAAadmin-0123456789abc",
        "public_url": "http://provider.localhost:8080",
        "webhook_verify_token": "verify-0123456789abcdef",
        "master_key": STANDARD.encode(Secrets::seeded(9).bytes::<32>()),
        "probe_number": "+491701234567",
        "smtp_url": "smtp://127.0.0.1:8025",
        "mail_from": "Provider <noreply@provider.example>",
        "operators_mail": "ops@provider.example",
        "platform_onprem_url": "http://platform.localhost:8090",
        "console_user": USER,
        "console_password": PASSWORD,
    });
    for (name, value) in changes.as_object().unwrap() {
        settings[name] = value.clone();
    }
    settings
}
