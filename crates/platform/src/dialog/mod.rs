//! The signup pop-up: `/{version}/dialog/oauth`, the login page, and the screens of a run.
//!
//! Plain forms, one screen each: a POST changes the world and leads to the next screen; a refusal
//! leads back to the same screen with what was typed and what helps. The world keeps what was
//! entered, so that coming back goes on where the person left (requirement B14).

use crate::Platform;
use axum::Router;
use axum::routing::{get, post};

mod context;
mod gather;
mod grant;
mod handover;
mod login;
mod oauth;
mod prefill;
mod refusals;
mod retry;
mod run;
mod screens;
mod step;
mod steps;
mod submit;
mod trouble;
mod visit;
mod words;

use handover::Handovers;
use retry::Retries;

pub(crate) use context::PREFIX;
pub(crate) use words::Words;

/// What the pop-up's routes share.
#[derive(Clone, Debug)]
pub(crate) struct Dialog {
    /// The platform.
    pub platform: Platform,
    /// Login results between the last two screens.
    pub handovers: Handovers,
    /// Forms that were refused, to be shown again.
    pub retries: Retries,
}

/// The routes of the pop-up. Its pages may answer the window that opened them.
pub(crate) fn router(platform: &Platform) -> Router {
    let (handovers, retries) = Default::default();
    let dialog = Dialog { platform: platform.clone(), handovers, retries };
    Router::new()
        .route("/dialog/oauth", get(oauth::open))
        .route("/{version}/dialog/oauth", get(oauth::open_versioned))
        .route("/login", get(login::show).post(login::submit))
        .route("/signup/{id}/cancel", post(steps::cancel))
        .route("/signup/{id}/report", post(steps::report))
        .route("/signup/{id}/resend", post(steps::resend))
        .route("/signup/{id}/finish", get(steps::finish))
        .route("/signup/{id}/{step}", get(steps::show).post(steps::submit))
        .with_state(dialog)
}
