//! The JavaScript SDK: the script a provider's page loads (requirement B01).

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};
use shell::db::DbError;

use crate::fault::{Occurrence, Place};
use crate::platform::Platform;

/// The script; the same in every language, its own address tells it the language.
const SCRIPT: &str = include_str!("../../assets/sdk.js");

/// `/{locale}/sdk.js` and its old name `/{locale}/all.js`.
pub(crate) fn router(platform: &Platform) -> Router {
    Router::new()
        .route("/{locale}/sdk.js", get(script))
        .route("/{locale}/all.js", get(script))
        .with_state(platform.clone())
}

/// Pages load it with `crossorigin="anonymous"`, so any origin may read it.
async fn script(State(platform): State<Platform>, Path(locale): Path<String>) -> Response {
    let known = locale.len() == 5 && locale.as_bytes()[2] == b'_';
    if !known {
        return StatusCode::NOT_FOUND.into_response();
    }
    // To the page a failed load is what a blocker's refusal is: the script never runs.
    if blocked(&platform).await.unwrap_or(true) {
        let headers = [
            (header::CONTENT_TYPE, "application/x-javascript; charset=utf-8"),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        return (StatusCode::SERVICE_UNAVAILABLE, headers).into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, "application/x-javascript; charset=utf-8"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "public, max-age=1200"),
    ];
    (headers, SCRIPT).into_response()
}

/// Whether a fault keeps the script from the page.
///
/// # Errors
/// When the strike could not be stored.
async fn blocked(platform: &Platform) -> Result<bool, DbError> {
    let (faults, places) = (platform.faults(), [Place::Script]);
    if !faults.wait_for(&places) {
        return Ok(false);
    }
    let strikes = faults.meet(platform.store(), &places, &Occurrence::default()).await?;
    Ok(!strikes.is_empty())
}
