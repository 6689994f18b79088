//! The client itself: what it holds, and its talk with the platform.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use shell::clock::Clock;
use shell::http::{Client, HttpError, post_json};
use shell::secret::{Cost, Secrets, Text};
use tokio::time::Instant;
use world::Certificate;

use super::errors::OnpremError;
use super::posting::Stats;
use super::state::{Account, Folder, OnpremOpenError, Pending, State};

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
pub struct OnpremClient(pub(super) Arc<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    settings: OnpremSettings,
    outside: OnpremOutside,
    folder: Folder,
    now: Mutex<Now>,
    /// Only one round of fetching and posting at a time.
    pub(super) round: tokio::sync::Mutex<()>,
    /// Read while something is sent, written while the certificate is changed.
    line: tokio::sync::RwLock<()>,
}

/// What is true at this moment: the durable part, and what the platform last said.
#[derive(Debug)]
pub(super) struct Now {
    pub(super) state: State,
    pub(super) gateway: Gateway,
    /// What the client did since it started.
    pub(super) stats: Stats,
    /// How often in a row the webhook did not accept what was posted, and when it is tried again.
    pub(super) failures: u32,
    pub(super) again: Option<Instant>,
    /// Contacts that were asked about.
    asked: BTreeSet<String>,
}

/// A registration, as it is asked for.
#[derive(Debug)]
pub(super) struct Wish {
    /// The number's digits.
    pub(super) number: String,
    pub(super) certificate: String,
    /// `sms` or `voice`.
    pub(super) method: String,
    /// The two-step verification PIN.
    pub(super) pin: Option<String>,
}

/// What became of a registration.
#[derive(Debug)]
pub(super) enum Registered {
    /// The client has the number.
    Held,
    /// The number needs a code, which is on its way.
    CodeSent {
        /// The name that the certificate grants.
        vname: String,
    },
}

/// The client's tie to the platform, as `GET /v1/health` words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gateway {
    /// Nobody has logged in yet: the client has no password of its own.
    Uninitialized,
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
            Self::Uninitialized => "uninitialized",
            Self::Unregistered => "unregistered",
            Self::Connecting => "connecting",
            Self::Connected => "connected",
            Self::Lost | Self::Off => "disconnected",
        }
    }

    /// The status as the platform's `/_onprem` routes word it; empty when it is not known.
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Connecting => "connecting",
            Self::Off => "off",
            Self::Uninitialized | Self::Unregistered | Self::Lost => "",
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
            None if state.password.is_none() => Gateway::Uninitialized,
            None => Gateway::Unregistered,
        };
        let (stats, asked) = (Stats::default(), BTreeSet::new());
        let now = Mutex::new(Now { state, gateway, stats, failures: 0, again: None, asked });
        let (round, line) = (tokio::sync::Mutex::new(()), tokio::sync::RwLock::new(()));
        Ok(Self(Arc::new(Inner { settings, outside, folder, now, round, line })))
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

    /// Registers with a certificate, newly or again.
    pub(super) async fn register(&self, wish: &Wish) -> Result<Registered, OnpremError> {
        // What is being sent goes out first; what comes meanwhile waits, so that nothing meets the
        // change of sessions.
        let _alone = self.0.line.write().await;
        let held = self.now().state.account.clone();
        let same = held.as_ref().is_some_and(|held| held.certificate == wish.certificate);
        if same && matches!(self.gateway(), Gateway::Connected | Gateway::Connecting) {
            return Ok(Registered::Held);
        }
        self.require_room(held.as_ref(), &wish.certificate)?;
        let mut ask = json!({
            "certificate": wish.certificate, "number": wish.number, "method": wish.method,
        });
        if let Some(pin) = &wish.pin {
            ask["pin"] = pin.as_str().into();
        }
        let answer = self.platform_answer(post_json(&self.at("_onprem/connect"), &ask, None));
        let answer = answer.await?;
        if answer["session"].is_string() {
            self.hold(&wish.certificate, &wish.number, &answer)?;
            return Ok(Registered::Held);
        }
        let (certificate, number) = (wish.certificate.clone(), wish.number.clone());
        self.change(|state| state.pending = Some(Pending { certificate, number }))?;
        Ok(Registered::CodeSent { vname: text_of(&answer, "vname") })
    }

    /// Types the code of a registration that waits for it. A certificate sent with the code takes
    /// the place of the one the code was asked for with.
    pub(super) async fn verify(
        &self,
        code: &str,
        certificate: Option<&str>,
    ) -> Result<(), OnpremError> {
        let _alone = self.0.line.write().await;
        let pending = self.now().state.pending.clone();
        let Pending { certificate: before, number } =
            pending.ok_or_else(|| OnpremError::not_found("no code was sent: POST /v1/account"))?;
        let certificate = certificate.map_or(before, str::to_owned);
        let held = self.now().state.account.clone();
        self.require_room(held.as_ref(), &certificate)?;
        let ask = json!({ "certificate": certificate, "number": number, "code": code });
        let answer = self.platform_answer(post_json(&self.at("_onprem/verify"), &ask, None));
        self.hold(&certificate, &number, &answer.await?)
    }

    /// That the client holds no other number than that of the certificate.
    fn require_room(&self, held: Option<&Account>, certificate: &str) -> Result<(), OnpremError> {
        let asked = Certificate::read(certificate).map(|one| one.phone.to_string());
        match (held, asked) {
            (Some(held), Some(asked)) if held.phone_number_id != asked => {
                Err(OnpremError::occupied("this client holds another number already"))
            }
            _ => Ok(()),
        }
    }

    /// The number is the client's now.
    fn hold(&self, certificate: &str, number: &str, answer: &Value) -> Result<(), OnpremError> {
        let account = Account {
            certificate: certificate.to_owned(),
            phone_number_id: text_of(answer, "phone_number_id"),
            number: number.to_owned(),
            session: text_of(answer, "session"),
        };
        self.change(|state| {
            state.account = Some(account);
            state.pending = None;
        })?;
        self.set_gateway(gateway_of(&answer["status"]));
        Ok(())
    }

    /// Hands one call to the platform.
    pub(super) async fn forward(&self, path: &str, body: &Value) -> Result<Value, OnpremError> {
        let _line = self.0.line.read().await;
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
        let answer =
            self.ask_platform(request).await.map_err(|error| match error.never_sent() {
                true => OnpremError::not_ready(error.to_string()),
                // Whether it took effect is not known.
                false => OnpremError::internal(error.to_string()),
            })?;
        let status = answer.status();
        let told = json_of(&answer);
        if status.is_success() {
            return Ok(told);
        }
        if told["error"].is_object() {
            return Err(OnpremError::from_platform(&told));
        }
        let why = format!("the platform answered {status}");
        match status {
            StatusCode::SERVICE_UNAVAILABLE => Err(OnpremError::not_ready(why)),
            _ => Err(OnpremError::internal(why)),
        }
    }

    pub(super) async fn ask_platform(
        &self,
        request: Result<Request<Bytes>, HttpError>,
    ) -> Result<Response<Bytes>, HttpError> {
        self.0.outside.http.send(request?).await
    }

    pub(super) fn at(&self, path: &str) -> String {
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

    /// Changes the durable part: on disk first, then in memory.
    pub(super) fn change(&self, edit: impl FnOnce(&mut State)) -> Result<(), OnpremError> {
        let mut now = self.now();
        let mut state = now.state.clone();
        edit(&mut state);
        self.0.folder.save(&state).map_err(|error| OnpremError::internal(error.to_string()))?;
        now.state = state;
        Ok(())
    }

    /// Those of the numbers nobody asked about before; from now on they are known.
    pub(super) fn first_asked(&self, numbers: &[String]) -> Vec<String> {
        let now = &mut *self.now();
        numbers.iter().filter(|number| now.asked.insert((*number).clone())).cloned().collect()
    }

    /// Somebody has logged in: the client is ready for a number.
    pub(super) fn initialized(&self) {
        let gateway = &mut self.now().gateway;
        if *gateway == Gateway::Uninitialized {
            *gateway = Gateway::Unregistered;
        }
    }

    pub(super) fn set_gateway(&self, gateway: Gateway) -> bool {
        std::mem::replace(&mut self.now().gateway, gateway) != gateway
    }

    pub(super) fn now(&self) -> MutexGuard<'_, Now> {
        self.0.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn json_of(answer: &Response<Bytes>) -> Value {
    serde_json::from_slice(answer.body()).unwrap_or_default()
}

pub(super) fn gateway_of(status: &Value) -> Gateway {
    match status.as_str() {
        Some("connected") => Gateway::Connected,
        Some("connecting") => Gateway::Connecting,
        _ => Gateway::Off,
    }
}

fn text_of(answer: &Value, member: &str) -> String {
    answer[member].as_str().unwrap_or_default().to_owned()
}
