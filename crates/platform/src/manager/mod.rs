//! Business Manager and WhatsApp Manager: what the people of a business, or of a provider, see.
//!
//! Whoever belongs to a business sees it. A provider's people also see the accounts its clients
//! share with it, and may download certificates; the owner's people may not (requirement E05).

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use graph::{BusinessId, WabaId};
use http::StatusCode;
use maud::{Markup, html};
use shell::web::see_other;
use world::{Actor, Command, Person, World};

use crate::pages::layout::Frame;
use crate::pages::{parts, session};
use crate::{AskError, Platform, pages};

mod actions;
mod activity;
mod business;
mod certificates;
mod clients;
mod home;
mod notifications;
mod number;
mod office;
mod official;
mod partners;
mod people;
mod phones;
mod provider;
mod quality;
mod security;
mod sent;
mod settings;
mod solutions;
mod waba;

pub(crate) use self::office::{review_proofs, ticket_facts, ticket_state};
pub(crate) use self::security::{details as paper_details, state as verification_state};

/// Everything below `/business` and `/wa/manage`.
pub(crate) fn router(platform: &Platform) -> Router {
    Router::new()
        .route("/business", get(home::show))
        .route("/business/{id}", get(business::show))
        .route("/business/{id}/verification", post(security::start))
        .route(
            "/business/{id}/security",
            get(security::show)
                .post(security::submit)
                .layer(DefaultBodyLimit::max(crate::papers::FORM_MAX)),
        )
        .route("/business/{id}/quality", get(quality::show))
        .route("/business/{id}/appeal", post(quality::appeal))
        .route("/business/{id}/unshare", post(actions::unshare))
        .route("/business/{id}/revoke", post(actions::revoke))
        .route("/business/{id}/people", get(people::show).post(actions::add_person))
        .route("/business/{id}/people/role", post(people::change))
        .route("/business/{id}/people/remove", post(people::remove))
        .route("/business/{id}/partners", get(partners::show))
        .route("/business/{id}/partners/remove", post(partners::remove))
        .route("/business/{id}/apps/remove", post(partners::uninstall))
        .route("/business/{id}/requests", get(partners::requests).post(partners::ask))
        .route("/business/{id}/requests/answer", post(partners::answer))
        .route("/business/{id}/notifications", get(notifications::show))
        .route("/business/{id}/notifications/read", post(partners::read))
        .route("/business/{id}/clients", get(clients::show))
        .route("/business/{id}/activity", get(activity::show))
        .route("/business/{id}/solutions", get(solutions::show).post(solutions::answer))
        .route("/business/{id}/solutions/proof", post(solutions::set_proof))
        .route("/wa/manage/{id}/rename", post(settings::rename))
        .route("/wa/manage/{id}/timezone", post(settings::set_time_zone))
        .route("/wa/manage/{id}", get(waba::show))
        .route("/wa/manage/{id}/name", post(actions::change_name))
        .route("/wa/manage/{id}/numbers", post(actions::add_number))
        .route("/wa/manage/{id}/certificates", post(actions::renew_certificate))
        .route("/wa/manage/{id}/code", post(actions::request_code))
        .route("/wa/manage/{id}/verify", post(actions::verify_code))
        .route("/wa/manage/{id}/certificates/{phone}", get(certificates::download))
        .route("/wa/phones/{phone}", get(number::show))
        .route("/wa/phones/{phone}/official", get(official::show).post(official::apply))
        .route("/wa/phones/{phone}/pin", post(number::change_pin))
        .route("/wa/phones/{phone}/two-step", post(number::two_step_off))
        .route("/wa/phones/{phone}/delete", post(number::delete))
        .route(
            "/wa/two-step/{phone}/{key}",
            get(number::confirmation).post(number::confirm_two_step_off),
        )
        .merge(office::router())
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
                (crate::pages::mark::world())
                span.push.muted { (person.name) }
                a href=(session::login_path("/business")) { "Use another person" }
                a href="/desk" { "Desk" }
            }
        }
    };
    Frame::wide(title).around(bar, body)
}

/// Pages that only the businesses of providers have.
const PROVIDERS: [&str; 3] = ["/clients", "/system-users", "/apps"];

/// The pages of one business, with the one that is open.
fn tabs(platform: &Platform, business: BusinessId, here: &str) -> Markup {
    let (name, provider) = platform.read(|world| {
        let known = world.businesses.get(&business);
        known.map(|one| (one.profile.name.clone(), one.provider)).unwrap_or_default()
    });
    let pages = [
        ("", "Overview"),
        ("/clients", "Client accounts"),
        ("/security", "Security Center"),
        ("/quality", "Account quality"),
        ("/partners", "Partners"),
        ("/people", "People"),
        ("/requests", "Requests"),
        ("/notifications", "Notifications"),
        ("/activity", "Activity log"),
        ("/solutions", "Solutions"),
        ("/billing", "Billing"),
        ("/system-users", "System users"),
        ("/apps", "Apps"),
        ("/support", "Support"),
    ];
    html! {
        p { a href="/business" { "Your businesses" } " / " (name) }
        nav.tabs aria-label="Business" {
            @for (path, title) in pages {
                @if provider || !PROVIDERS.contains(&path) {
                    a href={ "/business/" (business) (path) }
                        aria-current=[(path.trim_start_matches('/') == here).then_some("page")] {
                        (title)
                    }
                    " "
                }
            }
        }
    }
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
