//! What is seen on the wires: every exchange, what it means for the invariants, and the secrets
//! that travel.
//!
//! The watch sits behind the weather, right in front of a server: what it sees, that server got.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use graph::id::{PhoneNumberId, WabaId};
use http::{Method, StatusCode, header, request::Parts};
use jiff::{SignedDuration, Timestamp};
use platform::{
    Platform,
    fault::{Fault, Kind},
};
use serde_json::Value;
use shell::clock::Clock;

/// The largest body that passes, in bytes.
const BODY_MAX: usize = 8 << 20;
/// Registrations of one number that our own rule allows within a day.
const REGISTERS_A_DAY: usize = 3;
/// Registrations of one number that Meta allows within three days (contract §4.5).
const REGISTERS_IN_THREE_DAYS: usize = 10;
/// A try counts from when it was decided on; its call may be on the way for so long.
const ON_THE_WAY: SignedDuration = SignedDuration::from_mins(10);
/// Names of parameters whose values are secrets.
const SECRET_NAMES: [&str; 6] =
    ["access_token", "input_token", "client_secret", "code", "fb_exchange_token", "pin"];

/// The watch over all wires of a world. Clones are the same one.
#[derive(Clone)]
pub struct Watch {
    clock: Clock,
    seen: Arc<Mutex<Seen>>,
}

/// What was seen.
#[derive(Default)]
struct Seen {
    log: String,
    registers: BTreeMap<PhoneNumberId, Vec<Timestamp>>,
    pins: BTreeMap<PhoneNumberId, BTreeSet<String>>,
    accepted: BTreeMap<Accepted, Timestamp>,
    offered: BTreeSet<Accepted>,
    secrets: BTreeSet<String>,
    broken: Vec<String>,
    /// How often each account was asked for.
    asked: BTreeMap<WabaId, u64>,
}

/// A webhook that the provider accepted: by the path it came to, and its body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Accepted {
    /// `/webhooks/…`.
    pub path: String,
    /// As received.
    pub body: Bytes,
}

/// In front of which server it sits.
#[derive(Clone)]
enum Side {
    Platform(Platform),
    Provider,
    Instance,
}

#[derive(Clone)]
struct Post {
    watch: Watch,
    side: Side,
}

impl Watch {
    /// Nothing seen yet.
    pub fn new(clock: Clock) -> Self {
        Self { clock, seen: Arc::default() }
    }

    /// In front of the platform.
    pub fn at_platform(&self, platform: &Platform) -> Router {
        self.over(platform.router(), Side::Platform(platform.clone()))
    }

    /// In front of the provider.
    pub fn at_provider(&self, router: Router) -> Router {
        self.over(router, Side::Provider)
    }

    /// In front of a client instance.
    pub fn at_instance(&self, router: Router) -> Router {
        self.over(router, Side::Instance)
    }

    fn over(&self, router: Router, side: Side) -> Router {
        let post = Post { watch: self.clone(), side };
        router.layer(from_fn_with_state(post, pass))
    }

    /// A secret that must be nowhere in the logs.
    pub fn learn(&self, secret: &str) {
        if !secret.is_empty() {
            self.seen().secrets.insert(secret.to_owned());
        }
    }

    /// Writes a line into the history.
    pub fn note(&self, what: &str) {
        let at = self.clock.now();
        let _ = writeln!(self.seen().log, "{at} {what}");
    }

    /// The history so far.
    pub fn history(&self) -> String {
        self.seen().log.clone()
    }

    /// Every secret that was learnt.
    pub fn secrets(&self) -> Vec<String> {
        self.seen().secrets.iter().cloned().collect()
    }

    /// What broke an invariant the moment it happened, in words.
    pub fn broken(&self) -> Vec<String> {
        self.seen().broken.clone()
    }

    /// The webhooks that were accepted, each once, and when that was for the first time.
    pub fn accepted(&self) -> Vec<(Accepted, Timestamp)> {
        self.seen().accepted.iter().map(|(one, at)| (one.clone(), *at)).collect()
    }

    /// The webhooks that reached the provider, each once, whether or not an answer left it: one
    /// that crashes between storing and answering may have done all it had to.
    pub fn offered(&self) -> Vec<Accepted> {
        self.seen().offered.iter().cloned().collect()
    }

    /// The PINs that a number was registered with.
    pub fn pins(&self, phone: PhoneNumberId) -> Vec<String> {
        self.seen().pins.get(&phone).into_iter().flatten().cloned().collect()
    }

    /// How often the platform was asked how an account is: each look at it begins so.
    pub fn asked(&self, waba: WabaId) -> u64 {
        self.seen().asked.get(&waba).copied().unwrap_or_default()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call that the platform got.
    fn called(&self, platform: &Platform, parts: &Parts, body: &Bytes) {
        let given = parameters(parts, body);
        for (name, value) in &given {
            if SECRET_NAMES.contains(&name.as_str()) {
                self.learn(value);
            }
        }
        let path: Vec<&str> = parts.uri.path().trim_matches('/').split('/').collect();
        if let (&Method::GET, [_, id]) = (&parts.method, path.as_slice()) {
            let waba = id.parse().ok();
            let waba = waba.filter(|id| platform.read(|world| world.wabas.contains_key(id)));
            waba.into_iter().for_each(|id| *self.seen().asked.entry(id).or_default() += 1);
        }
        if parts.method != Method::POST {
            return;
        }
        let param = |name: &str| given.iter().find(|(known, _)| known == name).map(|(_, v)| v);
        match path.as_slice() {
            [_, phone, "register"] => {
                if let Ok(phone) = phone.parse() {
                    self.guessed(platform, phone, param("pin"));
                    self.registered(phone, param("pin").cloned(), self.clock.now());
                }
            }
            [_, _, "whatsapp_credit_sharing_and_attach"] => {
                let waba = param("waba_id").and_then(|id| id.parse::<WabaId>().ok());
                waba.into_iter().for_each(|waba| self.shared(platform, waba));
            }
            _ => {}
        }
    }

    fn registered(&self, phone: PhoneNumberId, pin: Option<String>, now: Timestamp) {
        let mut seen = self.seen();
        let all = seen.registers.entry(phone).or_default();
        all.push(now);
        let within = |hours: i64| {
            let window = SignedDuration::from_hours(hours) - ON_THE_WAY;
            all.iter().filter(|at| now.duration_since(**at) < window).count()
        };
        let (day, three) = (within(24), within(72));
        if day > REGISTERS_A_DAY || three > REGISTERS_IN_THREE_DAYS {
            let why = format!(
                "(3) above the registration budget: {phone} was registered {day} times within a \
                 day and {three} times within three"
            );
            seen.broken.push(why);
        }
        if let Some(pin) = pin {
            seen.pins.entry(phone).or_default().insert(pin);
        }
    }

    /// A number that has a PIN of ours is registered with that one.
    fn guessed(&self, platform: &Platform, phone: PhoneNumberId, pin: Option<&String>) {
        let has = platform.read(|world| world.phones.get(&phone)?.pin.clone());
        let ours = self.pins(phone).iter().any(|pin| Some(platform.pin_key(pin)) == has);
        if ours && pin.map(|pin| platform.pin_key(pin)) != has {
            self.seen().broken.push(format!("(3) {phone} has a PIN of ours and was given another"));
        }
    }

    /// A share is asked for: never for an account that is paid by ours already. Who is shown how
    /// the world was (a stale read) cannot know better.
    fn shared(&self, platform: &Platform, waba: WabaId) {
        let lags = |fault: &Fault| fault.kind == Kind::StaleRead && fault.struck > 0;
        if platform.ordered_faults().iter().any(lags) {
            return;
        }
        let attached = platform.read(|world| {
            let funding = world.wabas.get(&waba).map(|waba| waba.funding);
            funding.and_then(world::Funding::allocation)
        });
        if let Some(share) = attached {
            let why = format!(
                "(2) the credit line was shared once more with {waba}, which {share} pays for"
            );
            self.seen().broken.push(why);
        }
    }
}

async fn pass(State(post): State<Post>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    post.watch.learn_from_headers(&parts);
    if let Side::Platform(platform) = &post.side {
        post.watch.called(platform, &parts, &body);
    }
    if matches!(post.side, Side::Provider) && is_webhook(&parts) {
        let path = parts.uri.path().to_owned();
        post.watch.seen().offered.insert(Accepted { path, body: body.clone() });
    }
    let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
    let answer = next.run(request).await;
    let answer = post.watch.learn_from_answer(&parts, answer).await;
    post.saw(&parts, body, answer.status());
    answer
}

fn is_webhook(parts: &Parts) -> bool {
    parts.method == Method::POST && parts.uri.path().starts_with("/webhooks/")
}

impl Post {
    fn saw(&self, parts: &Parts, body: Bytes, status: StatusCode) {
        let (method, path) = (&parts.method, parts.uri.path());
        let mut seen = self.watch.seen();
        let side = match &self.side {
            Side::Platform(_) => "platform",
            Side::Provider => "provider",
            Side::Instance => "client",
        };
        let _ = writeln!(seen.log, "  {side} {method} {path} {}", status.as_u16());
        if is_webhook(parts) && status == StatusCode::OK && matches!(self.side, Side::Provider) {
            let one = Accepted { path: path.to_owned(), body };
            seen.accepted.entry(one).or_insert_with(|| self.watch.clock.now());
        }
    }
}

impl Watch {
    fn learn_from_headers(&self, parts: &Parts) {
        let given = parts.headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        let Some((kind, value)) = given.and_then(|given| given.split_once(' ')) else { return };
        if !kind.eq_ignore_ascii_case("basic") {
            return self.learn(value);
        }
        let plain = STANDARD.decode(value).ok().and_then(|plain| String::from_utf8(plain).ok());
        if let Some((_, password)) = plain.as_deref().and_then(|plain| plain.split_once(':')) {
            self.learn(password);
        }
    }

    /// Tokens that are handed out.
    async fn learn_from_answer(&self, parts: &Parts, answer: Response) -> Response {
        let path = parts.uri.path();
        if !path.ends_with("/oauth/access_token") && !path.ends_with("/users/login") {
            return answer;
        }
        let (head, body) = answer.into_parts();
        let body = to_bytes(body, BODY_MAX).await.unwrap_or_default();
        let said: Value = serde_json::from_slice(&body).unwrap_or_default();
        for token in [&said["access_token"], &said["users"][0]["token"]] {
            token.as_str().into_iter().for_each(|token| self.learn(token));
        }
        Response::from_parts(head, Body::from(body))
    }
}

/// The parameters of a call: of its query, and of a body that is a form or JSON.
fn parameters(parts: &Parts, body: &Bytes) -> Vec<(String, String)> {
    let query = parts.uri.query().unwrap_or_default();
    let mut all: Vec<(String, String)> =
        form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(members)) => {
            let texts = members.into_iter().map(|(name, value)| match value {
                Value::String(text) => (name, text),
                other => (name, other.to_string()),
            });
            all.extend(texts);
        }
        _ => all.extend(form_urlencoded::parse(body).into_owned()),
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fourth_registration_within_a_day_is_seen() {
        let noon = "2022-06-01T12:00:00Z".parse().unwrap();
        let (watch, phone) = (Watch::new(Clock::manual(noon)), PhoneNumberId::new(7));
        let hour = SignedDuration::from_hours(1);
        for nth in 0..3 {
            watch.registered(phone, Some("123456".to_owned()), noon + hour * nth);
        }
        assert!(watch.broken().is_empty());
        watch.registered(phone, Some("123456".to_owned()), noon + hour * 24);
        assert!(watch.broken().is_empty(), "{:?}", watch.broken());
        watch.registered(phone, Some("123456".to_owned()), noon + hour * 24);
        let broken = watch.broken();
        assert!(broken[0].contains("4 times within a day"), "{broken:?}");
    }
}
