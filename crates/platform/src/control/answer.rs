//! How the control interface answers.

use axum::Json;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::{Value, json};
use shell::db::DbError;
use world::Refusal;

use crate::keeper::AskError;

/// What an operation answers.
pub(super) type Told = Result<Json<Value>, No>;

/// Why nothing was done, in a sentence for the person at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct No {
    status: StatusCode,
    /// `error.kind`, for programs.
    kind: &'static str,
    message: String,
}

impl No {
    /// The request does not say what it must.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, kind: "request", message: message.into() }
    }

    /// The platform's rules forbid it.
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, kind: "refused", message: message.into() }
    }

    /// There is no such thing.
    pub(super) fn missing(message: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, kind: "missing", message: message.into() }
    }

    /// It would be done a second time.
    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self { status: StatusCode::CONFLICT, kind: "conflict", message: message.into() }
    }

    /// It could not be stored.
    pub(super) fn down(message: impl Into<String>) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, kind: "down", message: message.into() }
    }

    /// The sentence.
    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

impl From<BytesRejection> for No {
    /// The body is too large, or broke off.
    fn from(error: BytesRejection) -> Self {
        Self { status: error.status(), ..Self::bad(error.body_text()) }
    }
}

impl From<AskError> for No {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Refused(refusal @ Refusal::NotVisible { .. }) => {
                Self::missing(refusal.sentence())
            }
            AskError::Refused(refusal) => Self::refused(refusal.sentence()),
            AskError::Down(_) => Self::down(error.to_string()),
        }
    }
}

impl From<DbError> for No {
    fn from(error: DbError) -> Self {
        Self::down(error.to_string())
    }
}

impl IntoResponse for No {
    fn into_response(self) -> Response {
        let error = json!({ "error": { "message": self.message, "kind": self.kind } });
        (self.status, Json(error)).into_response()
    }
}
