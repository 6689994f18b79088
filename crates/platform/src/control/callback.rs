//! `/_control/callback`: a webhook of the platform's own, to try subscriptions without a server.

use axum::extract::RawQuery;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use graph::Params;
use graph::webhook::answer_handshake;
use http::StatusCode;

use super::operation::{Operation, Verb};

/// What the handshake must show.
pub(super) const VERIFY_TOKEN: &str = "vestibule";

/// The two halves of a webhook.
pub(super) fn operations() -> Vec<Operation> {
    let path = "/_control/callback";
    let (asked, taken) = (
        "Answers the handshake of a subscription; the verify token is `vestibule`.",
        "A callback that accepts every webhook; what came is in the delivery log.",
    );
    vec![
        Operation::foreign(Verb::Get, path, asked, get(handshake)),
        Operation::foreign(Verb::Post, path, taken, post(accept)),
    ]
}

/// `GET /_control/callback`: answers the handshake (contract §6.2).
async fn handshake(RawQuery(query): RawQuery) -> Response {
    let params = Params::of_query(&query.unwrap_or_default());
    match answer_handshake(&params, VERIFY_TOKEN) {
        Some(challenge) => challenge.into_response(),
        None => (StatusCode::FORBIDDEN, "not the verify token").into_response(),
    }
}

/// `POST /_control/callback`: accepts everything; what came is in the platform's delivery log.
async fn accept() -> StatusCode {
    StatusCode::OK
}
