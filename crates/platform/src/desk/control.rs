//! Forms that do exactly what a route of the control interface does.

use axum::body::{Body, to_bytes};
use http::Request;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::Platform;

/// Longest answer read, in bytes.
const ANSWER_MAX: usize = 1 << 20;

/// Posts `wish` to a route below `/_control`, in this process.
///
/// # Errors
/// The sentence with which the route refuses.
pub(super) async fn call(platform: &Platform, path: &str, wish: &Value) -> Result<Value, String> {
    let request = Request::post(path).body(Body::from(wish.to_string()));
    let request = request.expect("the paths are written in this crate");
    let answer = crate::control::routes(platform.clone()).oneshot(request).await;
    let (head, body) = answer.expect("routes do not fail, they answer").into_parts();
    let bytes = to_bytes(body, ANSWER_MAX).await.map_err(|error| error.to_string())?;
    let told: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    if head.status.is_success() {
        return Ok(told);
    }
    let message = told["error"]["message"].as_str().unwrap_or("the platform did not say why");
    Err(message.to_owned())
}
