//! How the control interface answers, and reads what it is sent.

use axum::Json;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shell::db::DbError;

use crate::keeper::AskError;

/// What a route answers.
pub(super) type Told = Result<Json<Value>, No>;

/// Why nothing was done, in a sentence for the person at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct No {
    status: StatusCode,
    message: String,
}

impl No {
    /// The request does not say what it must.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: message.into() }
    }

    /// It would be done a second time.
    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self { status: StatusCode::CONFLICT, message: message.into() }
    }

    /// It could not be stored.
    pub(super) fn down(message: impl Into<String>) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, message: message.into() }
    }
}

impl From<AskError> for No {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Refused(refusal) => Self::bad(refusal.sentence()),
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
        (self.status, Json(json!({ "error": { "message": self.message } }))).into_response()
    }
}

/// A JSON body, whatever its `Content-Type`; an empty one reads as `{}`.
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = No;

    async fn from_request(request: Request, state: &S) -> Result<Self, No> {
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|error| No::bad(error.to_string()))?;
        let text = if bytes.is_empty() { b"{}" } else { bytes.as_ref() };
        serde_json::from_slice(text).map(Self).map_err(|error| No::bad(error.to_string()))
    }
}
