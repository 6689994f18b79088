//! The JavaScript SDK: the script a provider's page loads (requirement B01).

use axum::Router;
use axum::extract::Path;
use axum::response::IntoResponse;
use axum::routing::get;
use http::{StatusCode, header};

/// The script; the same in every language, its own address tells it the language.
const SCRIPT: &str = include_str!("../../assets/sdk.js");

/// `/{locale}/sdk.js` and its old name `/{locale}/all.js`.
pub(crate) fn router() -> Router {
    Router::new().route("/{locale}/sdk.js", get(script)).route("/{locale}/all.js", get(script))
}

/// Pages load it with `crossorigin="anonymous"`, so any origin may read it.
async fn script(Path(locale): Path<String>) -> impl IntoResponse {
    let known = locale.len() == 5 && locale.as_bytes()[2] == b'_';
    if !known {
        return StatusCode::NOT_FOUND.into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, "application/x-javascript; charset=utf-8"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "public, max-age=1200"),
    ];
    (headers, SCRIPT).into_response()
}
