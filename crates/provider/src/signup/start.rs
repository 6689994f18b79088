//! `POST /signup/start`: a fresh state for one click, bound to this browser.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use shell::web::Cookies;

use super::browser;
use crate::Provider;
use crate::pages::{Trouble, is_https, refuse_json};
use crate::store::SignupAttempt;
use crate::store::signups;

/// How many open states a browser may hold, so that a loop fills no disk.
const OPEN_MAX: usize = 100;

/// How many states all browsers together may be given in one minute: each is a row on disk.
const PER_MINUTE_MAX: u32 = 1_000;

/// Counts the states of the current minute. Clones share the count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pace(Arc<Mutex<(i64, u32)>>);

impl Pace {
    /// Whether one more state may be given at `now`; counts it if so.
    fn allows(&self, now: Timestamp) -> bool {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.as_second().div_euclid(60);
        if counted.0 != minute {
            *counted = (minute, 0);
        }
        let allowed = counted.1 < PER_MINUTE_MAX;
        counted.1 += u32::from(allowed);
        allowed
    }
}

/// The request: nothing. That it is JSON keeps plain forms of other sites out.
#[derive(Debug, Deserialize)]
pub(crate) struct Start {}

/// Answers `{"state": …}` and sets the browser's session cookie if it has none that we know.
pub(crate) async fn start(
    State(provider): State<Provider>,
    Extension(pace): Extension<Pace>,
    cookies: Cookies,
    Json(Start {}): Json<Start>,
) -> Result<Response, Trouble> {
    if !pace.allows(provider.wall.now()) {
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
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn each_minute_has_its_share() {
        let (pace, noon) = (Pace::default(), crate::testing::noon());
        assert!((0..PER_MINUTE_MAX).all(|_| pace.allows(noon)));
        assert!(!pace.allows(noon + SignedDuration::from_secs(59)));
        assert!(pace.allows(noon + SignedDuration::from_secs(60)));
    }
}
