//! The control interface: what the desk's forms do, as JSON for programs, below `/_control`.
//!
//! It has no password: like the whole platform it listens on this machine only. The router and the
//! OpenAPI document are both made from [`operations`], so that neither knows what the other does
//! not.

mod answer;
mod callback;
mod clock;
mod document;
mod environment;
mod example;
pub(crate) mod faults;
mod flows;
mod graph;
mod measures;
mod messaging;
mod numbers;
mod office;
mod operation;
mod people;
mod provider;
mod records;
mod request;
mod reviews;
mod scenarios;
mod seeds;
mod shape;
mod webhooks;
mod worlds;

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};

use self::answer::No;
use self::operation::Operation;
use crate::platform::Platform;

pub(crate) use self::environment::environment;

/// Everything that can be asked, in the order of the document.
fn operations() -> Vec<Operation> {
    [of_this_world(), worlds::operations()].concat()
}

/// Method and path below `/_control` of everything that can be asked.
pub(crate) fn paths() -> Vec<(&'static str, &'static str)> {
    let path = |path: &'static str| path.strip_prefix("/_control/").unwrap_or(path);
    operations().iter().map(|one| (one.verb.word(), path(one.path))).collect()
}

/// What can be asked of the world that is asked: one line for each area.
fn of_this_world() -> Vec<Operation> {
    [
        clock::operations(),
        provider::operations(),
        flows::operations(),
        people::operations(),
        measures::operations(),
        messaging::operations(),
        numbers::operations(),
        office::operations(),
        records::operations(),
        reviews::operations(),
        webhooks::operations(),
        callback::operations(),
        environment::operations(),
        faults::operations(),
        seeds::operations(),
        scenarios::operations(),
        graph::operations(),
    ]
    .concat()
}

/// All routes below `/_control` that are about the world they are asked in.
pub(crate) fn routes(platform: Platform) -> Router {
    let routes = Router::new()
        .route("/_control/openapi.json", get(document::openapi))
        .route("/_control/{*rest}", any(nowhere));
    all_of(of_this_world(), routes, platform)
}

/// The routes that make, replace and take away worlds, this one among them.
pub(crate) fn of_worlds(platform: Platform) -> Router {
    all_of(worlds::operations(), Router::new(), platform)
}

fn all_of(operations: Vec<Operation>, routes: Router<Platform>, platform: Platform) -> Router {
    let add = |routes: Router<Platform>, one: Operation| routes.route(one.path, one.route());
    let routes = operations.into_iter().fold(routes, add);
    routes.method_not_allowed_fallback(other_way).with_state(platform)
}

/// The page that shows the operations to people.
pub(crate) fn page() -> Router {
    Router::new().route("/_control", get(document::page))
}

/// What is answered when something could not be stored.
pub(crate) fn not_stored(_: &Platform) -> Response {
    No::down(crate::front::NOT_STORED).into_response()
}

async fn nowhere() -> No {
    No::missing("there is no such operation: all of them are listed at /_control")
}

async fn other_way() -> No {
    No::bad("this is asked with another method: see /_control")
}
