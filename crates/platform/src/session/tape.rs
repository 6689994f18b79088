//! The tape of a recorded world: one thing touches the world at a time, and each is kept.
//!
//! Whoever has their turn draws random values from a place that only the number of the step names,
//! so that the same steps give the same tokens, codes and trace ids. A call to somebody outside
//! leaves the turn while it waits: whoever is called may call back before it answers.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use bytes::{Bytes, BytesMut};
use futures_util::{FutureExt as _, StreamExt as _};
use http::request::Parts;
use http::{Method, StatusCode};
use shell::clock::Clock;
use shell::db::DbError;
use shell::http::{Client, HttpError, cut_short};
use shell::secret::Secrets;
use shell::smtp::ReceivedLetter;
use tokio::sync::{Semaphore, oneshot, watch};
use tower::ServiceExt as _;

use super::file::{Header, Outcome, Payload, Session, Step, kept};
use crate::mailbox;
use crate::platform::Platform;

/// The largest body of a request in bytes.
const BODY_MAX: usize = 17 << 20;
/// What is not kept: it changes nothing, and may be asked at any time.
const NOT_KEPT: [&str; 6] = [
    "/assets/",
    "/_control/clock",
    "/_control/worlds",
    "/desk/worlds",
    "/_onprem/events",
    "/healthz",
];

/// See the module.
#[derive(Debug)]
pub(crate) struct Tape {
    header: Header,
    /// The world as it began, as text.
    world: String,
    /// One permit: whoever has it has their turn.
    turn: Semaphore,
    secrets: Secrets,
    clock: Clock,
    reel: Mutex<Reel>,
    length: watch::Sender<usize>,
    outside: Outside,
}

/// What is on the tape so far.
#[derive(Debug, Default)]
struct Reel {
    steps: Vec<Step>,
    requests: u32,
    calls: u32,
}

/// Who answers the platform's calls.
#[derive(Debug)]
enum Outside {
    /// Whoever is called.
    Real,
    /// An earlier tape: by the number of the call.
    Earlier(Mutex<BTreeMap<u32, Waiting>>),
}

/// Both ends of an answer that is still to come.
#[derive(Debug)]
struct Waiting {
    tell: Option<oneshot::Sender<Outcome>>,
    told: Option<oneshot::Receiver<Outcome>>,
}

impl Waiting {
    fn new() -> Self {
        let (tell, told) = oneshot::channel();
        Self { tell: Some(tell), told: Some(told) }
    }
}

impl Tape {
    /// An empty tape that records what happens in a world, which began as `world` says.
    pub(crate) fn recording(platform: &Platform, header: Header, world: String) -> Arc<Self> {
        Self::new(platform, (header, world), Outside::Real)
    }

    /// An empty tape on which an earlier session is played again: nobody outside is called.
    pub(crate) fn replaying(platform: &Platform, header: Header, world: String) -> Arc<Self> {
        Self::new(platform, (header, world), Outside::Earlier(Mutex::default()))
    }

    fn new(platform: &Platform, (header, world): (Header, String), outside: Outside) -> Arc<Self> {
        Arc::new(Self {
            header,
            world,
            turn: Semaphore::new(1),
            secrets: platform.secrets().clone(),
            clock: platform.clock().clone(),
            reel: Mutex::default(),
            length: watch::Sender::new(0),
            outside,
        })
    }

    /// The session so far.
    pub(crate) fn session(&self) -> Session {
        let (header, world) = (self.header.clone(), self.world.clone());
        Session { header, world, steps: self.reel().steps.clone() }
    }

    /// The step at a place, counted from 0, as soon as it is there.
    pub(super) async fn step(&self, place: usize) -> Step {
        let mut length = self.length.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        let _ = length.wait_for(|length| *length > place).await;
        self.reel().steps[place].clone()
    }

    /// Has a request answered when it is its turn, and keeps both. Whether the sender waits for the
    /// answer or not, it is carried out to its end.
    pub(crate) async fn exchange(self: &Arc<Self>, router: Router, request: Request) -> Response {
        if NOT_KEPT.iter().any(|begin| request.uri().path().starts_with(begin))
            && !is_turning(&request)
        {
            return answer(router, request).await;
        }
        let (parts, body) = request.into_parts();
        let Ok(bytes) = axum::body::to_bytes(body, BODY_MAX).await else {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        };
        let tape = Arc::clone(self);
        let work = tokio::spawn(async move { tape.carry_out(router, parts, bytes).await });
        match work.await {
            Ok(response) => response,
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }

    async fn carry_out(&self, router: Router, parts: Parts, bytes: Bytes) -> Response {
        let mut number = 0;
        self.begin(|reel, at| {
            reel.requests += 1;
            number = reel.requests;
            let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
            let (method, headers) = (parts.method.to_string(), kept(&parts.headers));
            Step::Request { number, at, method, path, headers, body: Payload::from(&*bytes) }
        })
        .await;
        let request = Request::from_parts(parts, Body::from(bytes));
        let response = AssertUnwindSafe(answer(router, request)).catch_unwind().await;
        // A panic ends a request, and must not end everybody's turn.
        let response =
            response.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
        let (parts, body) = response.into_parts();
        let (bytes, cut) = all_of(body).await;
        self.end(|_| Step::Response {
            number,
            status: parts.status.as_u16(),
            headers: kept(&parts.headers),
            body: Payload::from(&*bytes),
            cut,
        });
        let body = if cut { cut_short(&bytes, bytes.len()) } else { Body::from(bytes) };
        Response::from_parts(parts, body)
    }

    /// Keeps a letter that came in.
    pub(crate) async fn letter(
        &self,
        platform: &Platform,
        letter: ReceivedLetter,
    ) -> Result<(), DbError> {
        self.begin(|_, at| {
            let ReceivedLetter { from, to, subject, text, .. } = letter.clone();
            Step::Letter { at, from, to, subject, text }
        })
        .await;
        let stored = mailbox::keep(platform, letter).await;
        self.turn.add_permits(1);
        stored
    }

    /// One round of the webhooks that are due.
    pub(crate) async fn deliver(&self, platform: &Platform) {
        self.begin(|_, at| Step::Deliver { at }).await;
        crate::deliver::deliver_due(platform).await;
        self.end(|_| Step::Delivered);
    }

    /// Calls somebody outside, without the turn, and has the turn again when that has ended.
    pub(crate) async fn call(
        &self,
        http: &Client,
        request: http::Request<Bytes>,
        limit: Duration,
    ) -> Outcome {
        let mut number = 0;
        self.end(|reel| {
            reel.calls += 1;
            number = reel.calls;
            let (method, url) = (request.method().to_string(), request.uri().to_string());
            let (headers, body) = (kept(request.headers()), Payload::from(&**request.body()));
            Step::Sent { number, method, url, headers, body }
        });
        let outcome = match &self.outside {
            Outside::Real => call(http, request, limit).await,
            Outside::Earlier(calls) => {
                let told = {
                    let mut calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
                    calls.entry(number).or_insert_with(Waiting::new).told.take()
                };
                match told {
                    Some(told) => told.await.unwrap_or(Outcome::Late),
                    None => Outcome::Late,
                }
            }
        };
        self.begin(|_, _| Step::Answered { number, outcome: outcome.clone() }).await;
        outcome
    }

    /// Says how the call of this number ended on the earlier tape.
    pub(super) fn answer(&self, number: u32, outcome: Outcome) {
        let Outside::Earlier(calls) = &self.outside else { return };
        let mut calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tell) = calls.entry(number).or_insert_with(Waiting::new).tell.take() {
            // Whoever called may have gone.
            let _ = tell.send(outcome);
        }
    }

    async fn begin(&self, step: impl FnOnce(&mut Reel, jiff::Timestamp) -> Step) {
        self.turn.acquire().await.expect("the turn is never closed").forget();
        let at = self.clock.now();
        let place = self.note(|reel| step(reel, at));
        self.secrets.go_on_at(u64::try_from(place).unwrap_or(u64::MAX));
    }

    fn end(&self, step: impl FnOnce(&mut Reel) -> Step) {
        self.note(step);
        self.turn.add_permits(1);
    }

    fn note(&self, step: impl FnOnce(&mut Reel) -> Step) -> usize {
        let length = {
            let mut reel = self.reel();
            let step = step(&mut reel);
            reel.steps.push(step);
            reel.steps.len()
        };
        self.length.send_replace(length);
        length
    }

    fn reel(&self) -> MutexGuard<'_, Reel> {
        self.reel.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the clock is turned, which is asked where it is read.
fn is_turning(request: &Request) -> bool {
    request.uri().path() == "/_control/clock" && request.method() == Method::POST
}

async fn answer(router: Router, request: Request) -> Response {
    match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// A body, and whether it was cut.
async fn all_of(body: Body) -> (Bytes, bool) {
    let (mut all, mut parts) = (BytesMut::new(), body.into_data_stream());
    while let Some(part) = parts.next().await {
        match part {
            Ok(part) => all.extend_from_slice(&part),
            Err(_) => return (all.freeze(), true),
        }
    }
    (all.freeze(), false)
}

/// Calls somebody outside, for so long at most.
pub(crate) async fn call(http: &Client, request: http::Request<Bytes>, limit: Duration) -> Outcome {
    match tokio::time::timeout(limit, http.send(request)).await {
        Ok(Ok(answer)) => {
            let status = answer.status().as_u16();
            Outcome::Answer { status, body: Payload::from(&**answer.body()) }
        }
        Err(_) | Ok(Err(HttpError::Timeout { .. })) => Outcome::Late,
        Ok(Err(HttpError::Refused { why, .. })) => Outcome::Refused(why),
        Ok(Err(other)) => Outcome::Failed(other.to_string()),
    }
}
