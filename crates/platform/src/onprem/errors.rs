//! What the on-premises client answers when it says no (contract §8).

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::{Value, json};

/// One refusal: the client's own code and title, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OnpremError {
    pub(super) status: StatusCode,
    pub(super) code: i64,
    pub(super) title: String,
    pub(super) details: String,
}

/// The `meta` object that every answer carries.
pub(super) fn meta() -> Value {
    json!({ "version": "v2.53.0", "api_status": "stable" })
}

impl OnpremError {
    fn new(status: StatusCode, code: i64, title: &str, details: impl Into<String>) -> Self {
        Self { status, code, title: title.to_owned(), details: details.into() }
    }

    /// Wrong or missing credentials.
    pub(super) fn unauthorized(details: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 1005, "Access denied", details)
    }

    /// The number may not do this (contract §8: a number that was turned off).
    pub(super) fn denied(details: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, 1005, "Access denied", details)
    }

    /// The first login must change the password.
    pub(super) fn password_change() -> Self {
        let how = "Log in again with {\"new_password\": \"…\"} as body";
        Self::new(StatusCode::FORBIDDEN, 1024, "Password change required", how)
    }

    /// A field is absent.
    pub(super) fn missing(field: &str) -> Self {
        let details = format!("'{field}' is required");
        Self::new(StatusCode::BAD_REQUEST, 1008, "Required parameter is missing", details)
    }

    /// A field has a value that cannot be.
    pub(super) fn invalid(details: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 1009, "Parameter value is not valid", details)
    }

    /// A parameter that does not exist.
    pub(super) fn not_a_parameter(name: &str) -> Self {
        let details = format!("'{name}' is not known here");
        Self::new(StatusCode::BAD_REQUEST, 1010, "Parameter is not required", details)
    }

    /// A text is longer than messages are.
    pub(super) fn too_long(details: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 1001, "Message too long", details)
    }

    /// Messages go to single people only.
    pub(super) fn recipient_type() -> Self {
        let details = "'recipient_type' can only be individual";
        Self::new(StatusCode::BAD_REQUEST, 1002, "Invalid recipient type", details)
    }

    /// What is asked for is not there.
    pub(super) fn not_found(details: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, 1006, "Resource not found", details)
    }

    /// The client holds another number already.
    pub(super) fn occupied(details: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, 1004, "Resource already exists", details)
    }

    /// The platform cannot be reached, or no number is registered yet.
    pub(super) fn not_ready(details: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, 1011, "Service not ready", details)
    }

    /// Something broke on this side.
    pub(super) fn internal(details: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, 1014, "Internal error", details)
    }

    /// The platform's refusal, as its `/_onprem` routes word it.
    pub(super) fn from_platform(answer: &Value) -> Self {
        let error = &answer["error"];
        let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
        let code = error["code"].as_i64().unwrap_or(1014);
        let status = match code {
            1005 | 1031 => StatusCode::FORBIDDEN,
            1006 => StatusCode::NOT_FOUND,
            1015 => StatusCode::TOO_MANY_REQUESTS,
            1014 => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        Self { status, code, title: text("title"), details: text("details") }
    }

    fn json(&self) -> Value {
        let Self { code, title, details, .. } = self;
        json!({ "errors": [{ "code": code, "title": title, "details": details }], "meta": meta() })
    }
}

impl IntoResponse for OnpremError {
    fn into_response(self) -> Response {
        (self.status, Json(self.json())).into_response()
    }
}
