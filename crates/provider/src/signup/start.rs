//! `POST /signup/start`: a fresh state for one click, bound to this browser.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
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

/// The request: nothing. That it is JSON keeps plain forms of other sites out.
#[derive(Debug, Deserialize)]
pub(crate) struct Start {}

/// Answers `{"state": …}` and sets the browser's session cookie if it has none that we know.
pub(crate) async fn start(
    State(provider): State<Provider>,
    cookies: Cookies,
    Json(Start {}): Json<Start>,
) -> Result<Response, Trouble> {
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
