//! Business Manager and WhatsApp Manager: what the people of a business, or of a provider, see.
//!
//! Whoever belongs to a business sees it. A provider's people also see the accounts its clients
//! share with it, and may download certificates; the owner's people may not (requirement E05).

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use graph::{BusinessId, WabaId};
use http::{HeaderMap, StatusCode};
use maud::{Markup, html};
use shell::web::{Cookies, see_other};
use world::{Actor, Command, Person, World};

use crate::pages::layout::Frame;
use crate::pages::{parts, session};
use crate::{AskError, Platform, pages};

mod actions;
mod business;
mod home;
mod phones;
mod provider;
mod waba;

/// Everything below `/business` and `/wa/manage`.
pub(crate) fn router(platform: &Platform) -> Router {
    Router::new()
        .route("/business", get(home::show))
        .route("/business/{id}", get(business::show))
        .route("/business/{id}/verification", post(actions::start_verification))
        .route("/business/{id}/appeal", post(actions::appeal))
        .route("/business/{id}/unshare", post(actions::unshare))
        .route("/business/{id}/revoke", post(actions::revoke))
        .route("/business/{id}/people", post(actions::add_person))
        .route("/wa/manage/{id}", get(waba::show))
        .route("/wa/manage/{id}/name", post(actions::change_name))
        .route("/wa/manage/{id}/numbers", post(actions::add_number))
        .route("/wa/manage/{id}/code", post(actions::request_code))
        .route("/wa/manage/{id}/verify", post(actions::verify_code))
        .route("/wa/manage/{id}/certificates/{phone}", get(phones::certificate))
        .with_state(platform.clone())
}

/// What a person is to a WhatsApp account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// One of the owner's people.
    Owner,
    /// One of a provider's people with whom it is shared.
    Provider,
}

/// The person logged in, or the way to the login page.
fn visitor(platform: &Platform, headers: &HeaderMap, here: &str) -> Result<Person, Box<Response>> {
    let person = session::person(platform, &Cookies::read(headers));
    person.ok_or_else(|| Box::new(see_other(&session::login_path(here))))
}

/// Whether someone belongs to a business.
fn belongs(world: &World, person: &Person, business: BusinessId) -> bool {
    let business = world.businesses.get(&business);
    business.is_some_and(|business| business.people.contains_key(&person.id))
}

/// What someone is to an account; nothing for strangers.
fn side(world: &World, person: &Person, waba: WabaId) -> Option<Side> {
    let waba = world.wabas.get(&waba)?;
    if belongs(world, person, waba.owner) {
        return Some(Side::Owner);
    }
    let partner = waba.shared_with.keys().any(|partner| belongs(world, person, *partner));
    partner.then_some(Side::Provider)
}

/// A page of the managers.
fn page(title: &str, person: &Person, body: Markup) -> Markup {
    let bar = html! {
        header.bar {
            nav aria-label="Business Manager" {
                a.mark href="/business" { "Business Manager" }
                span.push.muted { (person.name) }
                a href=(session::login_path("/business")) { "Use another person" }
                a href="/desk" { "Desk" }
            }
        }
    };
    Frame::wide(title).around(bar, body)
}

/// What strangers see, and people who mistyped.
fn not_yours(person: &Person) -> Response {
    let body = html! {
        h1 { "You cannot see this" }
        p { "It does not exist, or you do not belong to the business it is of." }
        p { a href="/business" { "Your businesses" } }
    };
    (StatusCode::NOT_FOUND, page("Not found", person, body)).into_response()
}

/// Does what a form asks in the name of the person, then shows `back`; or says why not.
async fn act(platform: &Platform, person: &Person, command: Command, back: &str) -> Response {
    let by = Actor::Person { person: person.id };
    let why = match pages::ask(platform, by, command).await {
        Ok(_) => return see_other(back),
        Err(AskError::Refused(refusal)) => refusal.sentence(),
        Err(error @ AskError::Down(_)) => error.to_string(),
    };
    not_done(person, &why, back)
}

fn not_done(person: &Person, why: &str, back: &str) -> Response {
    let page = page("Not done", person, parts::not_done(why, back));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
