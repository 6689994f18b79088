//! Calls to the platform's Graph API, typed.
//!
//! Every call goes under one version, with the token in the header (requirement C09) and with
//! `appsecret_proof` (contract §7.6). What comes back is read leniently: Meta adds words and
//! members over time. Nothing here retries. What the answers tell about the budget of calls is
//! obeyed, and a token they refuse is remembered for [`crate::tokens`].

mod calls;
mod inspect;
mod lists;
mod nodes;
mod usage;

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use graph::GraphError;
use graph::id::WabaId;
use graph::token::{AppToken, appsecret_proof};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use jiff::Timestamp;
use onboard::guidance::guidance;
use onboard::{Dead, Holder, Tokens};
use serde_json::Value;
use shell::clock::Clock;
use shell::clock::Stopwatch;
use shell::http::{Client, HttpError};
use shell::secret::{ExposeSecret, Text};
use tracing::Instrument as _;

pub use self::lists::ListPage;
pub(crate) use self::lists::{BARE, BARE_MAX, REPEATS, Walk};
pub use self::nodes::{Allocation, PhoneNode, SharedWaba, WabaNode};
use self::usage::Usage;
use crate::metrics::Calls;
use crate::nodes::Pulse;
use crate::settings::{Settings, Worker};

/// Content type of parameters.
const FORM: &str = "application/x-www-form-urlencoded";
/// Content type of messages.
const JSON: &str = "application/json";
/// The error of a token that is refused (contract §7.1).
const TOKEN_REFUSED: u32 = 190;

/// The platform as this provider's app calls it.
#[derive(Debug, Clone)]
pub struct GraphApi {
    http: Client,
    base: String,
    app: AppToken,
    app_secret: Text,
    employee_token: Text,
    admin_token: Text,
    worker: Worker,
    calls: Calls,
    clock: Clock,
    pulse: Option<Pulse>,
    heard: Arc<Heard>,
}

/// What answers told besides what was asked.
#[derive(Debug, Default)]
struct Heard {
    usage: Usage,
    dead: Mutex<Tokens>,
    refusals: Mutex<Vec<(Holder, Option<u32>)>>,
}

/// Why a call brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The platform answered with an error.
    #[error("{0}")]
    Refused(GraphError),
    /// No answer.
    #[error("{0}")]
    NoAnswer(HttpError),
    /// An answer that cannot be read.
    #[error("the platform's answer cannot be understood: {0}")]
    Unreadable(String),
    /// A list that leads in a circle or does not end.
    #[error("the platform answers with {0}")]
    Endless(String),
    /// It was not made: the platform's budget of calls is used up until then (contract §7.6).
    #[error(
        "the platform takes no more calls of ours before {}", .0.strftime("%Y-%m-%d %H:%M UTC")
    )]
    Paused(Timestamp),
    /// It was not made: another process may be doing this by now.
    #[error("not asked: this server has not reached its database for a while")]
    Fenced,
    /// It was not made: the token is refused (contract §7.1).
    #[error("not asked: {}", .0.words())]
    Dead(Dead),
}

impl CallError {
    /// The platform's error, if it answered with one.
    #[must_use]
    pub fn refused(&self) -> Option<&GraphError> {
        match self {
            Self::Refused(error) => Some(error),
            Self::NoAnswer(_)
            | Self::Unreadable(_)
            | Self::Endless(_)
            | Self::Paused(_)
            | Self::Fenced
            | Self::Dead(_) => None,
        }
    }

    /// Whether the token is refused: only another one helps (contract §7.1).
    #[must_use]
    pub fn is_token(&self) -> bool {
        matches!(self, Self::Dead(_)) || self.refused().is_some_and(GraphError::is_token)
    }

    /// Until when no call of this sort is made, if the budget is used up.
    #[must_use]
    pub fn paused(&self) -> Option<Timestamp> {
        match self {
            Self::Paused(until) => Some(*until),
            Self::Refused(_)
            | Self::NoAnswer(_)
            | Self::Unreadable(_)
            | Self::Endless(_)
            | Self::Fenced
            | Self::Dead(_) => None,
        }
    }

    /// The same in words for operators, with what to do about it where that is known.
    #[must_use]
    pub fn advice(&self) -> String {
        let row = self.refused().and_then(|error| guidance(error.code, error.subcode));
        match row {
            Some(row) => format!("{self}. Next: {} to {}", row.whose.words(), row.words),
            None => self.to_string(),
        }
    }

    /// Whether the caller may not do this (requirement A05).
    #[must_use]
    pub fn is_permission(&self) -> bool {
        self.refused().is_some_and(GraphError::is_permission)
    }

    /// Whether the object is not, or no longer, to be seen.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.refused().is_some_and(GraphError::is_gone)
    }

    /// Whether the same call may go well later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Refused(error) => error.is_transient() || error.is_rate(),
            Self::NoAnswer(_) | Self::Paused(_) | Self::Fenced | Self::Dead(_) => true,
            Self::Unreadable(_) | Self::Endless(_) => false,
        }
    }

    /// In one word, for counting.
    fn outcome(&self) -> &'static str {
        match self {
            Self::Refused(error) if error.is_rate() => "rate",
            Self::Refused(error) if error.is_token() => "token",
            Self::Refused(error) if error.is_permission() => "permission",
            Self::Refused(error) if error.is_transient() => "transient",
            Self::Refused(_) => "refused",
            Self::NoAnswer(_) => "no_answer",
            Self::Unreadable(_) | Self::Endless(_) => "unreadable",
            Self::Paused(_) => "paused",
            Self::Fenced => "fenced",
            Self::Dead(_) => "token",
        }
    }

    /// Whether it is certain that the call had no effect.
    #[must_use]
    pub fn had_no_effect(&self) -> bool {
        match self {
            Self::Refused(error) => !error.is_transient(),
            Self::NoAnswer(error) => error.never_sent(),
            Self::Unreadable(_) | Self::Endless(_) => false,
            Self::Paused(_) | Self::Fenced | Self::Dead(_) => true,
        }
    }
}

/// What a call is counted as: its method and the last part of its path that is no id.
fn operation(method: &Method, path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let is_id = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let name = path.rsplit('/').find(|part| !is_id(part)).unwrap_or("node");
    format!("{method} {name}")
}

/// Whose token a call carries.
#[derive(Debug, Clone, Copy)]
pub(crate) enum As<'a> {
    /// The system user we work as.
    Worker,
    /// The admin system user.
    Admin,
    /// The system user we work as; the admin while that one's token is refused, and where it may
    /// not or sees nothing.
    Either,
    /// The app itself.
    App,
    /// Nobody: the parameters carry the proof.
    Nobody,
    /// Whoever holds this token.
    Bearer(&'a str),
}

impl GraphApi {
    /// The platform named in the settings.
    #[must_use]
    pub fn new(settings: &Settings, http: Client) -> Self {
        let base =
            format!("{}/{}", settings.graph_url.trim_end_matches('/'), settings.graph_version);
        let secret = settings.app_secret.expose_secret().to_owned();
        Self {
            http,
            base,
            app: AppToken { app: settings.app_id, secret },
            app_secret: settings.app_secret.clone(),
            employee_token: settings.employee_token.clone(),
            admin_token: settings.admin_token.clone(),
            worker: settings.system_user,
            calls: Calls::default(),
            clock: Clock::with_offset(0),
            pulse: None,
            heard: Arc::default(),
        }
    }

    /// The same, with what it heard of budgets dated by this clock.
    #[must_use]
    pub fn by_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The same, that changes nothing on the platform when its process may have been given up by
    /// the others of the same database.
    #[must_use]
    pub(crate) fn fenced(mut self, pulse: Pulse) -> Self {
        self.pulse = Some(pulse);
        self
    }

    /// Whether an account may be looked at now: a look is several calls, and looks are spaced when
    /// the budget runs low.
    ///
    /// # Errors
    /// From when on it may.
    pub(crate) fn room(&self, waba: WabaId) -> Result<(), Timestamp> {
        self.heard.usage.room(waba, self.clock.now())
    }

    /// Knows which tokens are refused: calls that either may make are made with the other.
    pub(crate) fn know(&self, health: Tokens) {
        *self.heard.dead.lock().unwrap_or_else(PoisonError::into_inner) = health;
    }

    /// Which tokens were refused since this was asked last, with the finer number of error 190.
    pub(crate) fn take_refusals(&self) -> Vec<(Holder, Option<u32>)> {
        std::mem::take(&mut *self.heard.refusals.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The token of one of our system users.
    pub(crate) fn token_of(&self, holder: Holder) -> &str {
        match holder {
            Holder::Employee => self.employee_token.expose_secret(),
            Holder::Admin => self.admin_token.expose_secret(),
        }
    }

    async fn get(
        &self,
        by: As<'_>,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Value, CallError> {
        self.plain(by, Method::GET, path, query).await
    }

    /// A call without a body; made once more as the admin where either may make it and the other
    /// may not.
    async fn plain(
        &self,
        by: As<'_>,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Value, CallError> {
        let url = |by: As<'_>| format!("{}/{path}?{}", self.base, self.with_proof(by, query));
        let answer = self.call(by, method.clone(), &url(by), None).await;
        let hidden = answer.as_ref().is_err_and(|error| error.is_permission() || error.is_gone());
        let other = matches!(by, As::Either) && self.holder(by) == Some(Holder::Employee);
        if hidden && other && self.dead(Holder::Admin).is_none() {
            return Box::pin(self.call(As::Admin, method, &url(As::Admin), None)).await;
        }
        answer
    }

    async fn post(
        &self,
        by: As<'_>,
        path: &str,
        form: &[(&str, &str)],
    ) -> Result<Value, CallError> {
        let url = format!("{}/{path}", self.base);
        let body = (FORM, self.with_proof(by, form));
        self.call(by, Method::POST, &url, Some(body)).await
    }

    async fn post_json(&self, by: As<'_>, path: &str, body: &Value) -> Result<Value, CallError> {
        let url = format!("{}/{path}?{}", self.base, self.with_proof(by, &[]));
        self.call(by, Method::POST, &url, Some((JSON, body.to_string()))).await
    }

    async fn delete(&self, by: As<'_>, path: &str) -> Result<Value, CallError> {
        self.plain(by, Method::DELETE, path, &[]).await
    }

    /// Makes one call, counted and traced under the name of its operation.
    async fn call(
        &self,
        by: As<'_>,
        method: Method,
        url: &str,
        body: Option<(&'static str, String)>,
    ) -> Result<Value, CallError> {
        let path = url.strip_prefix(&self.base).unwrap_or_default();
        let operation = operation(&method, path);
        let span = tracing::info_span!("graph", operation, error = tracing::field::Empty);
        let watch = Stopwatch::start();
        let answer = self.exchange(by, method, url, body).instrument(span.clone()).await;
        if let Err(error) = &answer {
            span.record("error", error.outcome());
        }
        let outcome = answer.as_ref().map_or_else(CallError::outcome, |_| "ok");
        self.calls.count.count([&operation, outcome]);
        self.calls.seconds.observe([&operation], watch.elapsed().as_secs_f64());
        answer
    }

    /// The same, counted in the families of a server.
    #[must_use]
    pub(crate) fn counted(mut self, calls: Calls) -> Self {
        self.calls = calls;
        self
    }

    async fn exchange(
        &self,
        by: As<'_>,
        method: Method,
        url: &str,
        body: Option<(&'static str, String)>,
    ) -> Result<Value, CallError> {
        let path = url.strip_prefix(&self.base).unwrap_or_default().trim_start_matches('/');
        self.heard.usage.open(path, self.clock.now()).map_err(CallError::Paused)?;
        let holder = self.holder(by);
        if let Some(dead) = holder.and_then(|holder| self.dead(holder)) {
            return Err(CallError::Dead(dead));
        }
        if method != Method::GET && self.pulse.as_ref().is_some_and(|pulse| !pulse.is_fresh()) {
            return Err(CallError::Fenced);
        }
        let token = self.token(by);
        let mut request = shell::http::get(url, token.as_deref()).map_err(CallError::NoAnswer)?;
        *request.method_mut() = method;
        if let Some((kind, body)) = body {
            let kind = HeaderValue::from_static(kind);
            request.headers_mut().insert(CONTENT_TYPE, kind);
            *request.body_mut() = Bytes::from(body);
        }
        let answer = self.http.send(request).await.map_err(CallError::NoAnswer)?;
        let (status, now) = (answer.status(), self.clock.now());
        self.heard.usage.heard(path, answer.headers(), now);
        if !status.is_success() {
            let error = GraphError::parse(status.as_u16(), answer.body());
            self.heard.usage.refused(path, &error, now);
            if let Some(holder) = holder.filter(|_| error.code == TOKEN_REFUSED) {
                let mut refusals =
                    self.heard.refusals.lock().unwrap_or_else(PoisonError::into_inner);
                refusals.push((holder, error.subcode));
            }
            return Err(CallError::Refused(error));
        }
        serde_json::from_slice(answer.body()).map_err(|why| CallError::Unreadable(why.to_string()))
    }

    /// Why the token of a system user of ours is refused, if it is.
    fn dead(&self, holder: Holder) -> Option<Dead> {
        let dead = *self.heard.dead.lock().unwrap_or_else(PoisonError::into_inner);
        [dead.worker, dead.admin].into_iter().flatten().find(|dead| dead.holder == holder)
    }

    /// Whose token a call carries, if it is one of our system users'.
    fn holder(&self, by: As<'_>) -> Option<Holder> {
        let worker = match self.worker {
            Worker::Employee => Holder::Employee,
            Worker::Admin => Holder::Admin,
        };
        match by {
            As::Worker => Some(worker),
            As::Admin => Some(Holder::Admin),
            As::Either => {
                let dead = *self.heard.dead.lock().unwrap_or_else(PoisonError::into_inner);
                Some(if dead.worker.is_some() { Holder::Admin } else { worker })
            }
            As::App | As::Nobody | As::Bearer(_) => None,
        }
    }

    fn token(&self, by: As<'_>) -> Option<String> {
        match (by, self.holder(by)) {
            (_, Some(holder)) => Some(self.token_of(holder).to_owned()),
            (As::App, None) => Some(self.app.reveal()),
            (As::Bearer(token), None) => Some(token.to_owned()),
            (_, None) => None,
        }
    }

    /// The parameters with the proof that we know the app's secret, URL-encoded.
    fn with_proof(&self, by: As<'_>, params: &[(&str, &str)]) -> String {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        encoded.extend_pairs(params);
        if let Some(token) = self.token(by) {
            let proof = appsecret_proof(&token, self.app_secret.expose_secret());
            encoded.append_pair("appsecret_proof", &proof);
        }
        encoded.finish()
    }
}
