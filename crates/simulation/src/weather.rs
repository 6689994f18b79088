//! What goes wrong on the way between the two servers: seeded, and off when it is fine.
//!
//! The weather sits in front of a router. Every exchange gives way to the others once before and
//! once after it is handled, so that a crash ([`crate::crash`]) can fall on either side of it.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use http::{Method, StatusCode};
use jiff::SignedDuration;
use shell::{clock::Clock, http::Hangup, secret::Secrets, turns::give_way};

/// The largest body that passes through, in bytes.
const BODY_MAX: usize = 8 << 20;
/// How often the others go first, at most, at either end of what takes long.
const LONG: u64 = 40;

/// What may go wrong, each as a chance in a thousand exchanges.
#[derive(Clone, Copy, Debug)]
pub struct Chances {
    /// A webhook is answered with 200 and never arrives.
    pub lost: u64,
    /// A webhook arrives twice.
    pub doubled: u64,
    /// The server is not there for a moment (503).
    pub away: u64,
    /// A change is made, but its answer gets lost.
    pub unanswered: u64,
    /// The connection is reset before the server hears of anything.
    pub reset: u64,
    /// It takes long: the clock goes on by seconds or minutes meanwhile, and others do a lot.
    pub slow: u64,
    /// So does a share of the credit line, besides: what is asked for meanwhile must not ask twice.
    pub slow_share: u64,
}

impl Chances {
    /// A rough day: everything goes wrong now and then.
    pub const ROUGH: Self = Self {
        lost: 150,
        doubled: 250,
        away: 40,
        unanswered: 60,
        reset: 20,
        slow: 20,
        slow_share: 200,
    };
    /// Nothing goes wrong, but the order of things is not always the same.
    pub const CALM: Self =
        Self { lost: 0, doubled: 0, away: 0, unanswered: 0, reset: 0, slow: 0, slow_share: 0 };
}

/// The weather over one server. Clones share it.
#[derive(Clone)]
pub struct Weather(Arc<Mutex<Sky>>);

struct Sky {
    chances: Chances,
    dice: Secrets,
    clock: Clock,
    seen: u64,
}

/// What happens to one exchange.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Fine,
    Lost,
    Doubled,
    Away,
    Unanswered,
    Reset,
    Slow,
}

impl Weather {
    /// Fine weather that can turn rough in the way the seed says. What is slow turns the clock.
    pub fn fine(seed: u64, clock: Clock) -> Self {
        let sky = Sky { chances: Chances::CALM, dice: Secrets::seeded(seed), clock, seen: 0 };
        Self(Arc::new(Mutex::new(sky)))
    }

    /// From now on these chances hold.
    pub fn turn(&self, chances: Chances) {
        self.sky().chances = chances;
    }

    /// How many exchanges something happened to.
    pub fn mishaps(&self) -> u64 {
        self.sky().seen
    }

    /// Puts the weather in front of a router.
    pub fn over(&self, router: Router) -> Router {
        router.layer(from_fn_with_state(self.clone(), pass))
    }

    fn fate(&self, method: &Method, path: &str) -> Fate {
        let webhook = path.starts_with("/webhooks/");
        // People's clicks and the mutual greeting of the two servers are spared: a person would
        // click again, and a process that cannot start is started again.
        let call = path.starts_with("/v21.0/") || path.starts_with("/v1/");
        let click = path.ends_with("/dialog/oauth") || path.ends_with("/subscriptions");
        if click || !(webhook && *method == Method::POST || call) {
            return Fate::Fine;
        }
        let shares = path.ends_with("/whatsapp_credit_sharing_and_attach");
        let mut sky = self.sky();
        let (chances, dice) = (sky.chances, sky.dice.number() % 1000);
        let for_webhooks = [(chances.lost, Fate::Lost), (chances.doubled, Fate::Doubled)];
        let for_all = [
            (chances.away, Fate::Away),
            (chances.unanswered, Fate::Unanswered),
            (chances.reset, Fate::Reset),
            (chances.slow + if shares { chances.slow_share } else { 0 }, Fate::Slow),
        ];
        let mut bound = 0;
        for (chance, fate) in for_webhooks.into_iter().filter(|_| webhook).chain(for_all) {
            bound += chance;
            if dice < bound {
                sky.seen += 1;
                return fate;
            }
        }
        Fate::Fine
    }

    /// How often an exchange gives way to the others before and after it is handled.
    fn waits(&self) -> [u64; 2] {
        let dice = self.sky().dice.number();
        [1 + dice % 3, 1 + (dice >> 8) % 3]
    }

    /// Time passes while something is under way, and the others go on.
    async fn dawdle(&self) {
        for _ in 0..self.a_while() {
            give_way().await;
        }
    }

    /// Turns the clock, and says how often the others go first.
    fn a_while(&self) -> u64 {
        let sky = self.sky();
        let dice = sky.dice.number();
        let seconds = 1 + i64::try_from(dice % 90).unwrap_or_default();
        // A clock that cannot go on any more stands still.
        let _ = sky.clock.advance(SignedDuration::from_secs(seconds));
        (dice >> 8) % LONG
    }

    fn sky(&self) -> std::sync::MutexGuard<'_, Sky> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn pass(State(weather): State<Weather>, request: Request, next: Next) -> Response {
    let fate = weather.fate(request.method(), request.uri().path());
    let [before, after] = weather.waits();
    for _ in 0..before {
        give_way().await;
    }
    let answer = match fate {
        Fate::Fine => next.run(request).await,
        Fate::Lost => StatusCode::OK.into_response(),
        Fate::Away => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Fate::Doubled => twice(request, next).await,
        Fate::Unanswered => {
            let mut answer = next.run(request).await;
            answer.extensions_mut().insert(Hangup::Lost);
            answer
        }
        Fate::Reset => {
            let mut answer = StatusCode::SERVICE_UNAVAILABLE.into_response();
            answer.extensions_mut().insert(Hangup::Reset);
            answer
        }
        Fate::Slow => {
            weather.dawdle().await;
            let answer = next.run(request).await;
            weather.dawdle().await;
            answer
        }
    };
    for _ in 0..after {
        give_way().await;
    }
    answer
}

async fn twice(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let first = Request::from_parts(parts.clone(), Body::from(body.clone()));
    let _first_answer = next.clone().run(first).await;
    next.run(Request::from_parts(parts, Body::from(body))).await
}
