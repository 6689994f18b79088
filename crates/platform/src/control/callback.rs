//! `/_control/callback`: a webhook of the platform's own, to try subscriptions without a server.

use axum::extract::RawQuery;
use axum::response::{IntoResponse, Response};
use graph::Params;
use graph::webhook::answer_handshake;
use http::StatusCode;

/// What the handshake must show.
pub(super) const VERIFY_TOKEN: &str = "vestibule";

/// `GET /_control/callback`: answers the handshake (contract §6.2).
pub(super) async fn handshake(RawQuery(query): RawQuery) -> Response {
    let params = Params::of_query(&query.unwrap_or_default());
    match answer_handshake(&params, VERIFY_TOKEN) {
        Some(challenge) => challenge.into_response(),
        None => (StatusCode::FORBIDDEN, "not the verify token").into_response(),
    }
}

/// `POST /_control/callback`: accepts everything; what came is in the platform's delivery log.
pub(super) async fn accept() -> StatusCode {
    StatusCode::OK
}
