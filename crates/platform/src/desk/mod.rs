//! The desk: where one plays Meta and everybody else. Telephones, mailbox, clock, reviews,
//! webhooks, faults, scenarios, worlds, time line, people,
//! providers. Every form here is also a route below `/_control`.

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::StatusCode;
use maud::{Markup, html};
use world::{Actor, Command};

use crate::pages::layout::Frame;
use crate::pages::{mark, parts};
use crate::{AskError, Platform};

mod clock;
mod control;
mod faults;
mod form;
mod mailbox;
mod measures;
mod one_world;
mod overview;
mod people;
mod phone;
mod phones;
mod providers;
mod reviews;
mod scenarios;
mod support;
mod templates;
mod timeline;
mod webhooks;
mod worlds;

/// The desk's pages, in the order of the bar on top.
const PAGES: [(&str, &str); 14] = [
    ("/desk", "Desk"),
    ("/desk/phones", "Phones"),
    ("/desk/mailbox", "Mailbox"),
    ("/desk/reviews", "Reviews"),
    ("/desk/support", "Support"),
    ("/desk/templates", "Templates"),
    ("/desk/clock", "Clock"),
    ("/desk/webhooks", "Webhooks"),
    ("/desk/faults", "Faults"),
    ("/desk/scenarios", "Scenarios"),
    ("/desk/worlds", "Worlds"),
    ("/desk/timeline", "Time line"),
    ("/desk/people", "People"),
    ("/desk/providers", "Providers"),
];

/// Everything below `/desk`, and the front page.
pub(crate) fn router(platform: &Platform) -> Router {
    Router::new()
        .route("/", get(overview::front))
        .route("/desk", get(overview::desk))
        .route("/desk/phones", get(phones::list))
        .route("/desk/phones/go", get(phones::go))
        .route("/desk/phones/{number}", get(phone::show))
        .route("/desk/phones/{number}/open", post(phone::open))
        .route("/desk/phones/{number}/write", post(phone::write))
        .route("/desk/phones/{number}/use", post(phone::describe))
        .route("/desk/phones/{number}/free", post(phone::free))
        .route("/desk/phones/{number}/act", post(phone::acts))
        .route("/desk/templates", get(templates::show).post(templates::treat))
        .route("/desk/mailbox", get(mailbox::list))
        .route("/desk/mailbox/{seq}", get(mailbox::letter))
        .route("/desk/clock", get(clock::show).post(clock::turn))
        .route("/desk/reviews", get(reviews::show))
        .route("/desk/reviews/verification", post(reviews::verification))
        .route("/desk/reviews/name", post(reviews::name))
        .route("/desk/reviews/appeal", post(reviews::appeal))
        .route("/desk/reviews/decide", post(reviews::decide))
        .route("/desk/reviews/hold", post(reviews::hold))
        .route("/desk/documents/{sha256}", get(reviews::document))
        .route("/desk/measures", get(measures::show).post(measures::take))
        .route("/desk/measures/lift", post(measures::lift))
        .route("/desk/measures/verification", post(measures::verification))
        .route("/desk/support", get(support::show))
        .route("/desk/support/answer", post(support::answer))
        .route("/desk/support/terms", post(support::terms))
        .route("/desk/support/limit", post(support::limit))
        .route("/desk/support/fresh", post(support::fresh))
        .route("/desk/webhooks", get(webhooks::list))
        .route("/desk/webhooks/{seq}", get(webhooks::one))
        .route("/desk/webhooks/posts/{seq}", get(webhooks::post))
        .route("/desk/webhooks/redeliver", post(webhooks::redeliver))
        .route("/desk/faults", get(faults::show).post(faults::order))
        .route("/desk/faults/clear", post(faults::clear))
        .route("/desk/scenarios", get(scenarios::list))
        .route("/desk/scenarios/{name}", get(scenarios::one).post(scenarios::run))
        .route("/desk/timeline", get(timeline::show))
        .route("/desk/people", get(people::show).post(people::create))
        .route("/desk/people/member", post(people::join))
        .route("/desk/providers", get(providers::show).post(providers::found))
        .route("/desk/providers/domains", post(providers::domains))
        .route("/desk/providers/configurations", post(providers::configure))
        .route("/desk/providers/configurations/remove", post(providers::remove_configuration))
        .route("/desk/providers/redirects", post(providers::redirects))
        .with_state(platform.clone())
}

/// The pages about worlds, this one among them, which they may replace.
pub(crate) fn of_worlds(platform: &Platform) -> Router {
    worlds::router(platform)
}

/// A page of the desk.
fn page(title: &str, here: &str, body: Markup) -> Markup {
    let bar = html! {
        header.bar {
            nav aria-label="Desk" {
                (mark::mark())
                @for (path, name) in PAGES {
                    a href=(path) aria-current=[(path == here).then_some("page")] { (name) }
                }
                a.push href="/business" { "Business Manager" }
            }
        }
    };
    Frame::wide(title).around(bar, body)
}

/// Does what a form asks, then shows `next`; or says why not.
async fn act(platform: &Platform, command: Command, next: &str) -> Response {
    match platform.ask(Actor::Desk, command).await {
        Ok(_) => shell::web::see_other(next),
        Err(error) => refused(&error, next),
    }
}

/// The page that says why something was not done.
fn refused(error: &AskError, back: &str) -> Response {
    let why = match error {
        AskError::Refused(refusal) => refusal.sentence(),
        AskError::Down(_) => error.to_string(),
    };
    not_done(&why, back)
}

fn not_done(why: &str, back: &str) -> Response {
    let body = parts::not_done(why, back);
    (StatusCode::UNPROCESSABLE_ENTITY, page("Not done", "", body)).into_response()
}

/// What is shown when the tables cannot be read.
fn unreadable(error: &shell::db::DbError) -> Response {
    let body = html! { h1 { "The platform's database cannot be read" } p { (error) } };
    (StatusCode::SERVICE_UNAVAILABLE, page("Trouble", "", body)).into_response()
}

fn nothing_there() -> Response {
    let body = html! { h1 { "There is nothing here" } p { a href="/desk" { "Back to the desk" } } };
    (StatusCode::NOT_FOUND, page("Not found", "", body)).into_response()
}
