//! Reading calls of the client's API: credentials, bodies, members.

use axum::body::Bytes;
use axum::response::Response;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use serde_json::Value;

use super::client::OnpremClient;
use super::errors::OnpremError;

/// What a route answers.
pub(super) type Answer = Result<Response, OnpremError>;

/// That somebody logged in asks.
pub(super) fn authorize(client: &OnpremClient, headers: &HeaderMap) -> Result<(), OnpremError> {
    match credential(headers, "Bearer ") {
        Some(token) if client.knows(token) => Ok(()),
        _ => Err(OnpremError::unauthorized("log in first: POST /v1/users/login")),
    }
}

/// What follows the scheme in the header of credentials.
pub(super) fn credential<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix(scheme)
}

/// The body as JSON; `null` if there is none.
pub(super) fn parse(body: &Bytes) -> Result<Value, OnpremError> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|error| OnpremError::invalid(error.to_string()))
}

/// A member that has to be there.
pub(super) fn text<'b>(body: &'b Value, field: &str) -> Result<&'b str, OnpremError> {
    body[field].as_str().filter(|text| !text.is_empty()).ok_or_else(|| OnpremError::missing(field))
}

/// The digits of a telephone number.
pub(super) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
