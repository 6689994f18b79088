//! Both servers in one process, each with its own database on disk, and businesses that went
//! through the pop-up. Calls go straight into the other's router.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::{Context, bail};
use axum::{Router, extract::Request, middleware::Next};
use futures_util::{StreamExt, TryStreamExt, stream};
use graph::{
    id::{PhoneNumberId, WabaId},
    phone_number::E164,
};
use platform::Platform;
use provider::{Host, Outside, Provider, Settings};
use serde_json::{Value, json};
use shell::{
    clock::Clock,
    db::{Db, Mode},
    http::{Client, Switchboard, get, post_form, post_json},
    mail::Mail,
    secret::{Cost, Secrets},
};
use simulation::{
    founding,
    signing::{self, Run},
};
use world::{BusinessChoice, CallLimits, WabaChoice};

/// Where the platform answers.
const PLATFORM: &str = "127.0.0.1:8090";
/// Where the provider answers.
const PROVIDER: &str = "provider.localhost:8080";
/// How many people sign up at the same time.
const SIDE_BY_SIDE: usize = 64;
/// The PIN that the bare calls register with.
const PIN: &str = "271828";

/// A platform, a provider that has seen nothing yet, and businesses that signed up.
pub struct House {
    /// Meta's side.
    pub platform: Platform,
    /// The provider's side; none of its work runs before it is told to.
    pub provider: Provider,
    /// What each browser got at the end of the pop-up.
    pub tokens: Vec<String>,
    http: Client,
    calls: Arc<AtomicU64>,
}

impl House {
    /// Founds both in a folder, and lets so many businesses sign up, each with a number of its own.
    /// Meta's budgets of calls are lifted, and a registered number is connected at once.
    ///
    /// # Errors
    /// When something does not open, or the rules refuse a signup.
    pub async fn found(folder: &Path, clients: usize) -> anyhow::Result<Self> {
        let (clock, switchboard) = (Clock::system(), Arc::new(Switchboard::new()));
        let http = Client::inside(Arc::clone(&switchboard));
        let mut rules = platform::Settings { seed: Some(7), ..platform::Settings::on_port(8090) };
        rules.policy.call_limits = CallLimits::lifted();
        rules.policy.connect_seconds = 0;
        let outside = platform::Outside {
            db: Db::open(&folder.join("platform.db"), Mode::Threaded)?,
            clock: clock.clone(),
            secrets: Secrets::seeded(7),
            http: http.clone(),
        };
        let platform = Platform::open(rules, outside).await?;
        let calls = Arc::new(AtomicU64::new(0));
        let router = counted(platform.router(), &calls);
        switchboard.connect(PLATFORM, router.clone());
        switchboard.connect("platform.localhost:8090", router);
        let outside = Outside {
            db: Db::open(&folder.join("provider.db"), Mode::Threaded)?.into(),
            mail: Mail::memory(),
            wall: clock.clone(),
            clock,
            secrets: Secrets::os(),
            http: http.clone(),
            host: Host::Process { exe: "vestibule".into() },
            password_cost: Cost::Cheap,
        };
        let provider = Provider::open(settings(&http).await?, outside).await?;
        switchboard.connect(PROVIDER, provider.router());
        let numbers = stream::iter(0..clients);
        let signed_up = numbers.map(|nth| sign_up(&platform, &provider, nth));
        let tokens = signed_up.buffered(SIDE_BY_SIDE).try_collect().await?;
        calls.store(0, Ordering::Relaxed);
        Ok(Self { platform, provider, tokens, http, calls })
    }

    /// How many calls the platform got since it was founded.
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// The calls that bring one client live and no other, one after the other: no look before, no
    /// memory, no second try.
    ///
    /// # Errors
    /// What the platform refused.
    pub async fn bare_calls(&self, nth: usize) -> anyhow::Result<()> {
        let (platform, settings) = (&self.platform, &self.provider.settings);
        let token = &self.tokens[nth];
        let (waba, phone) = self.signed_up(nth).context("nobody signed up")?;
        let (admin, worker) = (secret(&settings.admin_token), secret(&settings.employee_token));
        let base = format!("http://{PLATFORM}/v21.0");
        let app = format!("{}|{}", settings.app_id, secret(&settings.app_secret));
        let user = settings.employee_system_user_id.to_string();
        let (line, id) = (settings.credit_line_id, waba.to_string());
        let debug = format!("{base}/debug_token?input_token={token}");
        self.call(get(&debug, Some(&app))?).await?;
        let assign = [("user", user.as_str()), ("tasks", "[\"MANAGE\"]")];
        let url = format!("{base}/{waba}/assigned_users");
        self.call(post_form(&url, &assign, Some(admin))?).await?;
        let share = [("waba_id", id.as_str()), ("waba_currency", "USD")];
        let url = format!("{base}/{line}/whatsapp_credit_sharing_and_attach");
        self.call(post_form(&url, &share, Some(admin))?).await?;
        let url = format!("{base}/{waba}/subscribed_apps");
        self.call(post_form(&url, &[], Some(worker))?).await?;
        let url = format!("{base}/{phone}/register");
        let register = json!({"messaging_product": "whatsapp", "pin": PIN});
        self.call(post_json(&url, &register, Some(worker))?).await?;
        // What is due is passed before the next command, so that the number is connected.
        platform.tick().await;
        let message = json!({
            "messaging_product": "whatsapp",
            "to": founding::PROBE_NUMBER,
            "type": "template",
            "template": {"name": "hello_world", "language": {"code": "en_US"}},
        });
        let url = format!("{base}/{phone}/messages");
        self.call(post_json(&url, &message, Some(worker))?).await
    }

    /// What a browser's token is about.
    fn signed_up(&self, nth: usize) -> Option<(WabaId, PhoneNumberId)> {
        let key = self.platform.token_key(&self.tokens[nth]);
        self.platform.read(|world| {
            let waba = *world.tokens.get(&key)?.wabas.as_ref()?.first()?;
            Some((waba, *world.wabas.get(&waba)?.phones.first()?))
        })
    }

    async fn call(&self, request: http::Request<bytes::Bytes>) -> anyhow::Result<()> {
        let path = request.uri().path().to_owned();
        let answer = self.http.send(request).await?;
        if !answer.status().is_success() {
            bail!("{path}: {}", String::from_utf8_lossy(answer.body()));
        }
        Ok(())
    }
}

fn secret(text: &shell::secret::Text) -> &str {
    shell::secret::ExposeSecret::expose_secret(text)
}

/// The router, with its calls counted.
fn counted(router: Router, calls: &Arc<AtomicU64>) -> Router {
    let calls = Arc::clone(calls);
    router.layer(axum::middleware::from_fn(move |request: Request, next: Next| {
        calls.fetch_add(1, Ordering::Relaxed);
        next.run(request)
    }))
}

async fn settings(http: &Client) -> anyhow::Result<Settings> {
    let founded = founding::found(http, &format!("http://{PLATFORM}")).await?;
    let mut table = founding::settings(&founded, "cloud", &Secrets::os())?;
    let own = [
        ("graph_url", json!(format!("http://{PLATFORM}"))),
        ("sdk_url", json!("http://platform.localhost:8090/en_US/sdk.js")),
        ("dialog_origins", json!(["http://platform.localhost:8090"])),
        ("public_url", json!(format!("http://{PROVIDER}"))),
        ("smtp_url", json!("smtp://127.0.0.1:8025")),
        ("credit_shares_per_day", json!(0)),
    ];
    table.extend(own.map(|(name, value)| (name.to_owned(), value)));
    Ok(serde_json::from_value(Value::Object(table))?)
}

/// One business goes through the pop-up; answers the token its browser got.
async fn sign_up(platform: &Platform, provider: &Provider, nth: usize) -> anyhow::Result<String> {
    let (who, email) = (format!("Person {nth}"), format!("person-{nth}@example.com"));
    let person = signing::person(platform, &who, &email).await?;
    let name = format!("Branch {nth}");
    let run = Run {
        person,
        app: provider.settings.app_id,
        business: BusinessChoice::New {
            name: name.clone(),
            email: format!("office@branch-{nth}.example"),
            website: format!("https://branch-{nth}.example"),
            country: "DE".to_owned(),
            address: None,
            phone: None,
        },
        waba: WabaChoice::New,
        profile: signing::profile(&name),
        number: Some(E164::parse(&format!("+49151{nth:08}"))?),
    };
    let token = provider.secrets.token("EAA", 96);
    run.go(platform, "token", &token).await?;
    Ok(token)
}
