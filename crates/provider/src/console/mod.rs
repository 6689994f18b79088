//! The operators' console: clients, what they wait for, and writing with their customers.

mod client;
mod clients;
mod guard;
mod idle;
mod inbox;
mod instance;
mod ledger;
mod login;
mod phone;
mod search;
mod settings;
mod talk;
mod throttle;
mod words;

use axum::routing::{get, post};
use axum::{Extension, Router};
use shell::web::{Opener, PageHeaders, csrf_gate, secure_headers};

use self::throttle::Throttle;
use crate::Provider;

/// The routes below `/console`.
pub fn router(provider: &Provider) -> Router {
    let pages = Router::new()
        .route("/console", get(clients::page))
        .route("/console/table", get(clients::table))
        .route("/console/settings", get(settings::page))
        .route("/console/inbox", get(inbox::page))
        .route("/console/inbox/{seq}", get(inbox::one))
        .route("/console/inbox/{seq}/retry", post(inbox::retry))
        .route("/console/inbox/{seq}/discard", post(inbox::discard))
        .route("/console/credit", get(ledger::page))
        .route("/console/credit/{share}", get(ledger::one))
        .route("/console/credit/{share}/release", post(ledger::release))
        .route("/console/credit/{share}/confirm", post(ledger::confirm))
        .route("/console/credit/business/{business}/revoke", post(ledger::revoke))
        .route("/console/credit/business/{business}/share", post(ledger::share))
        .route("/console/login", get(login::form).post(login::login))
        .route("/console/logout", post(login::logout))
        .route("/console/clients/{waba}", get(client::page))
        .route("/console/clients/{waba}/state", get(client::state))
        .route("/console/clients/{waba}/look", post(client::look))
        .route("/console/clients/{waba}/phones/{phone}", get(phone::page))
        .route("/console/clients/{waba}/phones/{phone}/state", get(phone::state))
        .route("/console/clients/{waba}/phones/{phone}/template", post(phone::template))
        .route("/console/clients/{waba}/phones/{phone}/text", post(phone::text))
        .layer(Extension(Throttle::new()))
        .with_state(provider.clone());
    let origins = crate::pages::origins(&provider.settings);
    let headers = PageHeaders::new(Opener::SameOrigin);
    secure_headers(csrf_gate(pages, origins), headers, &provider.secrets)
}
