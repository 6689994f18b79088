//! The client itself: what it holds, and its talk with the platform.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use shell::clock::Clock;
use shell::http::{Client, HttpError, get, post_json};
use shell::secret::{Cost, ExposeSecret as _, Secrets, Text, hmac_sha256_hex};
use shell::shutdown::Tasks;

use super::errors::OnpremError;
use super::state::{Account, Folder, OnpremOpenError, State};

/// How long one question for events waits at the platform, in seconds.
const WAIT_S: u64 = 20;
/// Pause after a question that failed, or while the number is off.
const PAUSE: Duration = Duration::from_secs(2);

/// What a client is told when it starts.
#[derive(Clone, Debug)]
pub struct OnpremSettings {
    /// Where it remembers; `None` remembers nothing beyond the process.
    pub data_dir: Option<PathBuf>,
    /// Base address of the platform, such as `http://127.0.0.1:8090`.
    pub platform_url: String,
    /// The administrator's password before the first login changes it; the old product's is
    /// `secret`.
    pub first_password: Text,
    /// Signs what is posted to the webhook (`X-Hub-Signature-256`), if set.
    pub webhook_secret: Option<Text>,
    /// How much work hashing the password is.
    pub cost: Cost,
}

/// What a client uses of the world outside.
#[derive(Clone, Debug)]
pub struct OnpremOutside {
    /// Ends logins.
    pub clock: Clock,
    /// Login tokens.
    pub secrets: Secrets,
    /// To the platform and to the webhook.
    pub http: Client,
}

/// One running client. Clones are the same one.
#[derive(Clone, Debug)]
pub struct OnpremClient(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: OnpremSettings,
    outside: OnpremOutside,
    folder: Folder,
    now: Mutex<Now>,
    /// Only one round of fetching and posting at a time.
    round: tokio::sync::Mutex<()>,
}

/// What is true at this moment: the durable part, and what the platform last said.
#[derive(Debug)]
struct Now {
    state: State,
    gateway: Gateway,
}

/// The client's tie to the platform, as `GET /v1/health` words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gateway {
    Unregistered,
    Connecting,
    Connected,
    /// The platform cannot be reached.
    Lost,
    /// The platform turned the number off, or another client took it over.
    Off,
}

impl Gateway {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::Connecting => "connecting",
            Self::Connected => "connected",
            Self::Lost | Self::Off => "disconnected",
        }
    }

    /// The status as the platform's `/_onprem` routes word it; empty when it is not known.
    fn status(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Connecting => "connecting",
            Self::Off => "off",
            Self::Unregistered | Self::Lost => "",
        }
    }
}

impl OnpremClient {
    /// Takes hold of its folder and remembers what is there.
    ///
    /// # Errors
    /// When another client holds the folder, or it cannot be used.
    pub fn open(settings: OnpremSettings, outside: OnpremOutside) -> Result<Self, OnpremOpenError> {
        let (folder, state) = Folder::open(settings.data_dir.as_deref())?;
        let gateway = match state.account {
            Some(_) => Gateway::Connecting,
            None => Gateway::Unregistered,
        };
        let now = Mutex::new(Now { state, gateway });
        let round = tokio::sync::Mutex::new(());
        Ok(Self(Arc::new(Inner { settings, outside, folder, now, round })))
    }

    /// The client's HTTP API (contract §8).
    pub fn router(&self) -> Router {
        super::api::routes(self.clone())
    }

    /// Writes the address at which this client answers to `DATA_DIR/address`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn announce(&self, address: &str) -> std::io::Result<()> {
        self.0.folder.announce(address)
    }

    /// Fetches what the platform has for the number and posts it to the webhook, once. Says whether
    /// anything moved.
    pub async fn tick(&self) -> bool {
        self.round(0).await.unwrap_or(false)
    }

    /// Keeps fetching and posting in the background until told to stop.
    pub fn run(&self, tasks: &Tasks) {
        let (client, stop) = (self.clone(), tasks.clone());
        tasks.spawn("onprem events", async move {
            stop.unless_stopping(client.keep_fetching()).await;
        });
    }

    async fn keep_fetching(&self) {
        loop {
            let fine = self.round(WAIT_S).await.is_some();
            if !fine || !matches!(self.gateway(), Gateway::Connected | Gateway::Connecting) {
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    /// One round; `None` when the platform or the webhook did not do its part.
    async fn round(&self, wait_s: u64) -> Option<bool> {
        let _one = self.0.round.lock().await;
        let (account, after, webhook, gateway) = {
            let Now { state, gateway } = &*self.now();
            (state.account.clone()?, state.after, state.webhook_url.clone(), *gateway)
        };
        let known = gateway.status();
        let query = format!("_onprem/events?after={after}&wait={wait_s}&status={known}");
        let answer = self.ask_platform(get(&self.at(&query), Some(&account.session))).await;
        let told = match answer {
            Ok(answer) if answer.status() == StatusCode::OK => json_of(&answer),
            Ok(_) => {
                self.set_gateway(Gateway::Off);
                return None;
            }
            Err(_) => {
                self.set_gateway(Gateway::Lost);
                return None;
            }
        };
        let mut moved = self.set_gateway(gateway_of(&told["status"]));
        let events = told["events"].as_array().cloned().unwrap_or_default();
        for event in &events {
            // Without a webhook, events wait at the platform.
            let url = webhook.as_deref()?;
            self.post(url, &event["body"]).await?;
            let seq = event["seq"].as_i64()?;
            self.change(|state| state.after = seq).ok()?;
            moved = true;
        }
        Some(moved)
    }

    /// Posts one body to the webhook; `None` unless it was accepted.
    async fn post(&self, url: &str, body: &Value) -> Option<()> {
        let mut request = post_json(url, body, None).ok()?;
        if let Some(secret) = &self.0.settings.webhook_secret {
            let sign = hmac_sha256_hex(secret.expose_secret().as_bytes(), request.body());
            let value = format!("sha256={sign}").parse().expect("hexadecimal is a header value");
            request.headers_mut().insert("x-hub-signature-256", value);
        }
        match self.0.outside.http.send(request).await {
            Ok(answer) if answer.status() == StatusCode::OK => Some(()),
            Ok(answer) => {
                tracing::warn!(status = %answer.status(), "the webhook did not accept an event");
                None
            }
            Err(error) => {
                tracing::warn!(%error, "the webhook cannot be reached");
                None
            }
        }
    }

    /// Registers with a certificate. `Ok` when the number is held with it, newly or already.
    pub(super) async fn register(
        &self,
        number: &str,
        certificate: &str,
    ) -> Result<(), OnpremError> {
        let held = self.now().state.account.clone();
        let same = held.as_ref().is_some_and(|held| held.certificate == certificate);
        if same && matches!(self.gateway(), Gateway::Connected | Gateway::Connecting) {
            return Ok(());
        }
        let ask = json!({ "certificate": certificate, "number": number });
        let request = post_json(&self.at("_onprem/connect"), &ask, None);
        let answer = self.platform_answer(request).await?;
        let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        let (phone_number_id, session) = (text("phone_number_id"), text("session"));
        let account = Account { certificate: certificate.to_owned(), phone_number_id, session };
        if held.is_some_and(|held| held.phone_number_id != account.phone_number_id) {
            return Err(OnpremError::occupied("this client holds another number already"));
        }
        self.change(|state| state.account = Some(account))?;
        self.set_gateway(gateway_of(&answer["status"]));
        Ok(())
    }

    /// Hands one call of the messages API to the platform.
    pub(super) async fn forward(&self, path: &str, body: &Value) -> Result<Value, OnpremError> {
        let Some(account) = self.now().state.account.clone() else {
            return Err(OnpremError::not_ready("no number is registered: POST /v1/account first"));
        };
        if self.gateway() == Gateway::Off {
            return Err(OnpremError::denied("the number was turned off"));
        }
        self.platform_answer(post_json(&self.at(path), body, Some(&account.session))).await
    }

    async fn platform_answer(
        &self,
        request: Result<Request<Bytes>, HttpError>,
    ) -> Result<Value, OnpremError> {
        let answer = self
            .ask_platform(request)
            .await
            .map_err(|error| OnpremError::not_ready(error.to_string()))?;
        let status = answer.status();
        let told = json_of(&answer);
        if status.is_success() {
            return Ok(told);
        }
        if told["error"].is_object() {
            return Err(OnpremError::from_platform(&told));
        }
        Err(OnpremError::not_ready(format!("the platform answered {status}")))
    }

    async fn ask_platform(
        &self,
        request: Result<Request<Bytes>, HttpError>,
    ) -> Result<Response<Bytes>, HttpError> {
        self.0.outside.http.send(request?).await
    }

    fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.0.settings.platform_url.trim_end_matches('/'))
    }

    pub(super) fn settings(&self) -> &OnpremSettings {
        &self.0.settings
    }

    pub(super) fn outside(&self) -> &OnpremOutside {
        &self.0.outside
    }

    pub(super) fn remembered<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.now().state)
    }

    pub(super) fn gateway(&self) -> Gateway {
        self.now().gateway
    }

    pub(super) fn webhook_url(&self) -> Option<String> {
        self.remembered(|state| state.webhook_url.clone())
    }

    pub(super) fn set_webhook_url(&self, url: Option<String>) -> Result<(), OnpremError> {
        self.change(|state| state.webhook_url = url)
    }

    /// Changes the durable part: on disk first, then in memory.
    pub(super) fn change(&self, edit: impl FnOnce(&mut State)) -> Result<(), OnpremError> {
        let mut now = self.now();
        let mut state = now.state.clone();
        edit(&mut state);
        self.0.folder.save(&state).map_err(|error| OnpremError::internal(error.to_string()))?;
        now.state = state;
        Ok(())
    }

    fn set_gateway(&self, gateway: Gateway) -> bool {
        std::mem::replace(&mut self.now().gateway, gateway) != gateway
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.0.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn json_of(answer: &Response<Bytes>) -> Value {
    serde_json::from_slice(answer.body()).unwrap_or_default()
}

fn gateway_of(status: &Value) -> Gateway {
    match status.as_str() {
        Some("connected") => Gateway::Connected,
        Some("connecting") => Gateway::Connecting,
        _ => Gateway::Off,
    }
}
