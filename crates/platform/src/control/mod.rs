//! The control interface: what the desk's forms do, as JSON for programs, below `/_control`.
//!
//! It has no password: like the whole platform it listens on this machine only.

mod answer;
mod callback;
mod clock;
mod environment;
mod example;
mod people;
mod provider;
mod records;

use axum::Router;
use axum::routing::{get, post};

use crate::platform::Platform;

/// All routes below `/_control`.
pub(crate) fn routes(platform: Platform) -> Router {
    Router::new()
        .route("/_control/clock", get(clock::show).post(clock::turn))
        .route("/_control/provider", post(provider::found))
        .route("/_control/world/env", get(environment::show))
        .route("/_control/callback", get(callback::handshake).post(callback::accept))
        .route("/_control/mail", get(records::mails))
        .route("/_control/notices", get(records::notices))
        .route("/_control/handsets", get(records::handsets))
        .route("/_control/handsets/{number}", get(records::handset).post(people::describe_handset))
        .route("/_control/webhooks", get(records::webhooks))
        .route("/_control/events", get(records::events))
        .route("/_control/people", post(people::create))
        .route("/_control/reviews/verification", post(people::review_verification))
        .route("/_control/reviews/name", post(people::review_name))
        .route("/_control/reviews/appeal", post(people::review_appeal))
        .route("/_control/customers/{number}/messages", post(people::customer_writes))
        .route("/_control/customers/{number}/read", post(people::customer_reads))
        .with_state(platform)
}
