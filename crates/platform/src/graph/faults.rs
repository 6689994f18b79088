//! What goes wrong with calls on purpose: which faults meet a call, and what they do to it.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::response::Response;
use graph::error::Method as Verb;
use graph::{AppId, AppToken, GraphError, PhoneNumberId, WabaId};
use http::header::CONTENT_LENGTH;
use shell::http::{Hangup, cut_short};
use world::{NodeKind, World};

use super::call::Call;
use super::{batch, dispatch, limits};
use crate::Platform;
use crate::fault::{Kind, Occurrence, Place, error_of, name, name_of, word};

/// What faults do to a call besides refusing it. Set once: the first that strikes counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    ending: OnceLock<Ending>,
    past: OnceLock<Arc<World>>,
}

/// How an answer ends that does not arrive whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It is not sent.
    Hangup(Hangup),
    /// It ends after so many bytes of its body.
    Cut(usize),
}

impl Marks {
    /// How the answer ends, if not well.
    pub(crate) fn ending(&self) -> Option<Ending> {
        self.ending.get().copied()
    }

    pub(super) fn end(&self, ending: Ending) {
        // The first one counts.
        let _ = self.ending.set(ending);
    }
}

/// Looks at the world a read of this call sees: the present one, unless it lags behind.
pub(super) fn look<T>(platform: &Platform, call: &Call, look: impl FnOnce(&World) -> T) -> T {
    match call.marks.past.get() {
        Some(past) => look(past),
        None => platform.read(look),
    }
}

/// Has a call meet the faults that wait for it.
///
/// # Errors
/// What a fault refuses it with. Where the connection is to be reset the error is never sent.
pub(super) async fn meet(platform: &Platform, call: &Call) -> Result<(), GraphError> {
    let places: &[Place] = match call.verb {
        Verb::Get => &[Place::Call, Place::Read],
        Verb::Post | Verb::Delete => &[Place::Call],
    };
    if !platform.faults().wait_for(places) {
        return Ok(());
    }
    let target = Target::of(platform, call);
    let path = call.target.path.join("/");
    let one = Occurrence { path: &path, ..target.occurrence(platform, call) };
    let strikes = platform.faults().meet(platform.store(), places, &one).await;
    for strike in strikes.map_err(|_| GraphError::unavailable())? {
        match strike.kind {
            Kind::Latency { ms } => {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                // Time may have been turned meanwhile.
                platform.catch_up().await.map_err(|_| GraphError::unavailable())?;
            }
            Kind::StaleRead => {
                if let Some(past) = strike.past {
                    // An earlier fault lags no less behind.
                    let _ = call.marks.past.set(past);
                }
            }
            Kind::Error { code: 100, subcode: Some(33), message: None } => {
                let named = call.target.path.first().map_or("", String::as_str);
                return Err(GraphError::unsupported(call.verb, named));
            }
            Kind::Error { code, subcode, message } => {
                let error = error_of((code, subcode), message.as_deref(), platform.now());
                return Err(error.unwrap_or_else(GraphError::unknown));
            }
            Kind::RateLimit { minutes, code } => {
                let about = (target.kind, target.edge);
                let usual = limits::exhausted(platform, call, about, minutes);
                let other = code.and_then(|code| error_of((code, None), None, platform.now()));
                return Err(other.unwrap_or(usual));
            }
            Kind::LostAnswer => call.marks.end(Ending::Hangup(Hangup::Lost)),
            Kind::CutBody { bytes } => call.marks.end(Ending::Cut(bytes)),
            Kind::Reset => {
                call.marks.end(Ending::Hangup(Hangup::Reset));
                return Err(GraphError::unavailable());
            }
            // These happen to webhooks and in the pop-up.
            _ => {}
        }
    }
    Ok(())
}

/// The answer as it leaves the house.
pub(super) async fn sent(response: Response, ending: Option<Ending>) -> Response {
    let (mut parts, body) = response.into_parts();
    match ending {
        None => Response::from_parts(parts, body),
        Some(Ending::Hangup(hangup)) => {
            parts.extensions.insert(hangup);
            Response::from_parts(parts, Body::empty())
        }
        Some(Ending::Cut(after)) => {
            let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
            parts.headers.insert(CONTENT_LENGTH, whole.len().into());
            Response::from_parts(parts, cut_short(&whole, after.min(whole.len().saturating_sub(1))))
        }
    }
}

/// The name of a call, if it is one the API serves.
pub(super) fn operation(platform: &Platform, call: &Call) -> Option<String> {
    Target::of(platform, call).operation
}

/// What a call would be named, served or not; `None` where it is addressed to nothing.
pub(super) fn spelled(platform: &Platform, call: &Call) -> Option<String> {
    let Target { of, edge, .. } = Target::of(platform, call);
    Some(name(of?, edge.unwrap_or_default(), call.verb))
}

/// What a call is addressed to.
#[derive(Debug, Default)]
struct Target<'a> {
    of: Option<&'a str>,
    edge: Option<&'a str>,
    operation: Option<String>,
    kind: Option<NodeKind>,
}

impl<'a> Target<'a> {
    fn of(platform: &Platform, call: &'a Call) -> Self {
        let path = call.path();
        let (of, edge) = match path.as_slice() {
            [] if batch::is_batch(call) => ("batch", None),
            [] => ("ids", None),
            [edge] if dispatch::is_edge_of_several(call, edge) => ("ids", None),
            ["debug_token"] => ("debug_token", None),
            [one] if one.starts_with("upload:") => ("upload", None),
            [of @ ("oauth" | "me")] => (*of, None),
            [of @ ("oauth" | "me"), edge] => (*of, Some(*edge)),
            [id] => return Self::object(platform, call.verb, (id, None)),
            [id, edge] => return Self::object(platform, call.verb, (id, Some(edge))),
            _ => return Self::default(),
        };
        Self { of: Some(of), edge, operation: name_of(call.verb, of, edge), kind: None }
    }

    fn object(platform: &Platform, verb: Verb, (id, edge): (&str, Option<&'a str>)) -> Self {
        let Ok(id) = id.parse::<u64>() else { return Self::default() };
        let kind = platform.read(|world| world.kind_of(id));
        let of = kind.map(word);
        let operation = of.and_then(|of| name_of(verb, of, edge));
        Self { of, edge, operation, kind }
    }

    fn occurrence(&self, platform: &Platform, call: &'a Call) -> Occurrence<'a> {
        let (waba, phone) = platform.read(|world| about(world, self.kind));
        let named = || call.params.get("waba_id").and_then(|id| id.trim().parse().ok());
        Occurrence {
            operation: self.operation.clone(),
            waba: waba.or_else(named),
            phone,
            app: app(platform, call),
            token: call.token.as_deref(),
            ..Occurrence::default()
        }
    }
}

/// The account and the number an object belongs to.
fn about(world: &World, kind: Option<NodeKind>) -> (Option<WabaId>, Option<PhoneNumberId>) {
    match kind {
        Some(NodeKind::Waba(waba)) => (Some(waba), None),
        Some(NodeKind::Phone(phone)) => (world.phone(phone).ok().map(|it| it.waba), Some(phone)),
        Some(NodeKind::Template(id)) => (world.template(id).ok().map(|it| it.waba), None),
        _ => (None, None),
    }
}

/// The app that calls: that of the token, or the one that shows its id to log in.
fn app(platform: &Platform, call: &Call) -> Option<AppId> {
    let shown = || call.params.get("client_id").and_then(|id| id.trim().parse().ok());
    let Some(token) = call.token.as_deref() else { return shown() };
    if let Some(token) = AppToken::parse(token) {
        return Some(token.app);
    }
    let key = platform.token_key(token);
    platform.read(|world| world.tokens.get(&key).map(|token| token.app)).or_else(shown)
}
