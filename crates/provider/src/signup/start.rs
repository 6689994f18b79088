//! `POST /signup/start`: a fresh state for one click, bound to this browser.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use shell::web::{Cookies, Sender};

use super::browser;
use crate::Provider;
use crate::pages::{Trouble, is_https, refuse_json};
use crate::store::SignupAttempt;
use crate::store::signups;

/// How many open states a browser may hold, so that a loop fills no disk.
const OPEN_MAX: usize = 100;

/// How many states all browsers together may be given in one minute: each is a row on disk.
const PER_MINUTE_MAX: u32 = 1_000;
/// How many of them one sender may be given, so that one script keeps nobody else out.
const SENDER_MAX: u32 = 100;

/// Counts the states of the current minute. Clones share the count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pace(Arc<Mutex<Minute>>);

#[derive(Debug, Default)]
struct Minute {
    number: i64,
    all: u32,
    /// Those of each sender; of requests that came by no connection none are counted here.
    of_sender: BTreeMap<IpAddr, u32>,
}

impl Pace {
    /// Whether one more state may be given to `sender` at `now`; counts it if so.
    fn allows(&self, sender: Option<IpAddr>, now: Timestamp) -> bool {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.as_second().div_euclid(60);
        if minute.number != number {
            *minute = Minute { number, ..Minute::default() };
        }
        let own = sender.map_or(0, |sender| minute.of_sender.get(&sender).copied().unwrap_or(0));
        if minute.all >= PER_MINUTE_MAX || own >= SENDER_MAX {
            return false;
        }
        minute.all += 1;
        minute.of_sender.extend(sender.map(|sender| (sender, own + 1)));
        true
    }
}

/// The request: nothing. That it is JSON keeps plain forms of other sites out.
#[derive(Debug, Deserialize)]
pub(crate) struct Start {}

/// Answers `{"state": …}` and sets the browser's session cookie if it has none that we know.
pub(crate) async fn start(
    State(provider): State<Provider>,
    Extension(pace): Extension<Pace>,
    sender: Sender,
    cookies: Cookies,
    Json(Start {}): Json<Start>,
) -> Result<Response, Trouble> {
    if !pace.allows(sender.share(), provider.wall.now()) {
        let words = "Very many businesses are signing up right now. Please try again in a minute.";
        return Ok(refuse_json(StatusCode::TOO_MANY_REQUESTS, words));
    }
    let secure = is_https(&provider.settings);
    let now = provider.clock.now();
    let attempts = match browser::session_hash(&cookies, secure) {
        Some(hash) => {
            let limit = u32::try_from(OPEN_MAX).expect("a small constant");
            provider.db.read(move |db| signups::of_session(db, &hash, limit)).await?
        }
        None => Vec::new(),
    };
    let open = |one: &&SignupAttempt| one.used_at.is_none() && one.expires_at > now;
    if attempts.iter().filter(open).count() >= OPEN_MAX {
        let words = "This page was loaded very often within an hour. Please wait a while.";
        return Ok(refuse_json(StatusCode::TOO_MANY_REQUESTS, words));
    }
    // A cookie we never gave is not taken over: somebody else may have planted it.
    let known = browser::session(&cookies, secure).filter(|_| !attempts.is_empty());
    if let Some(session) = known {
        let started = provider.start_signup(session, None).await?;
        return Ok(Json(json!({ "state": started.state })).into_response());
    }
    let (session, cookie) = browser::new_session(&provider.secrets, secure);
    let started = provider.start_signup(&session, None).await?;
    Ok((cookie, Json(json!({ "state": started.state }))).into_response())
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn each_minute_has_its_share_and_each_sender_its_part_of_it() {
        let (pace, noon) = (Pace::default(), crate::testing::noon());
        let sender = |n: u32| Some(IpAddr::V4(Ipv4Addr::from_bits(n)));
        assert!((0..SENDER_MAX).all(|_| pace.allows(sender(1), noon)));
        assert!(!pace.allows(sender(1), noon + SignedDuration::from_secs(59)));
        assert!(pace.allows(sender(2), noon), "one keeps another out");
        assert!(pace.allows(sender(1), noon + SignedDuration::from_secs(60)));
        let later = noon + SignedDuration::from_mins(5);
        assert!((0..PER_MINUTE_MAX).all(|_| pace.allows(None, later)));
        assert!(!pace.allows(sender(3), later));
    }
}
