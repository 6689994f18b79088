//! The operators' console: clients, what they wait for, writing with their customers, money, and
//! who may do what.

mod again;
mod client;
mod clients;
mod gate;
mod guard;
mod idle;
mod inbox;
mod instance;
mod keys;
mod ledger;
mod login;
mod operators;
mod password;
mod phone;
mod pin;
mod search;
mod settings;
mod talk;
mod throttle;
mod words;

use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};
use shell::web::{Opener, PageHeaders, csrf_gate, secure_headers};

pub use self::again::MINUTES as PASSWORD_COUNTS_MINUTES;
pub use self::gate::Door;
use self::gate::Gate;
pub(crate) use self::guard::SignedIn;
use self::throttle::Throttle;
use crate::Provider;
use crate::roles::Right;

/// One page of the console, or one thing that its forms do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its path; parts in braces stand for ids.
    pub path: &'static str,
    /// Who is let through.
    pub door: Door,
}

/// A place with what answers there. There is no other way into the router than through this list,
/// so that nothing is without a door.
struct Route {
    place: Place,
    handler: MethodRouter<Provider>,
}

/// What is shown to those with a right.
fn show<H, T>(right: Right, path: &'static str, handler: H) -> Route
where
    H: Handler<T, Provider>,
    T: 'static,
{
    let place = Place { method: "GET", path, door: Door::For(right) };
    Route { place, handler: get(handler) }
}

/// What is done for those with a right.
fn act<H, T>(right: Right, path: &'static str, handler: H) -> Route
where
    H: Handler<T, Provider>,
    T: 'static,
{
    let place = Place { method: "POST", path, door: Door::For(right) };
    Route { place, handler: post(handler) }
}

/// What anybody may ask for.
fn open(method: &'static str, path: &'static str, handler: MethodRouter<Provider>) -> Route {
    Route { place: Place { method, path, door: Door::Open }, handler }
}

fn routes() -> Vec<Route> {
    use Right::{
        ActOnClients, ActOnInbox, ActOnNumbers, DecideOnShares, LookAround, ManageKeys,
        ManageOperators, RevealPins, RevokeCredit, SeeMoney, SeeSettings,
    };
    vec![
        open("GET", "/console/login", get(login::form)),
        open("POST", "/console/login", post(login::login)),
        open("POST", "/console/logout", post(login::logout)),
        show(LookAround, "/console", clients::page),
        show(LookAround, "/console/table", clients::table),
        show(LookAround, "/console/clients/{waba}", client::page),
        show(LookAround, "/console/clients/{waba}/state", client::state),
        act(ActOnClients, "/console/clients/{waba}/look", client::look),
        show(LookAround, "/console/clients/{waba}/phones/{phone}", phone::page),
        show(LookAround, "/console/clients/{waba}/phones/{phone}/state", phone::state),
        act(ActOnNumbers, "/console/clients/{waba}/phones/{phone}/template", phone::template),
        act(ActOnNumbers, "/console/clients/{waba}/phones/{phone}/text", phone::text),
        act(RevealPins, "/console/clients/{waba}/phones/{phone}/pin", pin::reveal),
        show(LookAround, "/console/inbox", inbox::page),
        show(LookAround, "/console/inbox/{seq}", inbox::one),
        act(ActOnInbox, "/console/inbox/{seq}/retry", inbox::retry),
        act(ActOnInbox, "/console/inbox/{seq}/discard", inbox::discard),
        show(SeeMoney, "/console/credit", ledger::page),
        show(SeeMoney, "/console/credit/{share}", ledger::one),
        act(DecideOnShares, "/console/credit/{share}/release", ledger::release),
        act(DecideOnShares, "/console/credit/{share}/confirm", ledger::confirm),
        act(RevokeCredit, "/console/credit/business/{business}/revoke", ledger::revoke),
        act(DecideOnShares, "/console/credit/business/{business}/share", ledger::share),
        show(SeeSettings, "/console/settings", settings::page),
        show(ManageOperators, "/console/operators", operators::page),
        act(ManageOperators, "/console/operators/add", operators::add),
        act(ManageOperators, "/console/operators/role", operators::role),
        act(ManageOperators, "/console/operators/remove", operators::remove),
        show(ManageKeys, "/console/keys", keys::page),
        act(ManageKeys, "/console/keys/rotate", keys::rotate),
        act(ManageKeys, "/console/keys/give-up", keys::abandon),
    ]
}

/// Every place below `/console`, and who is let through.
#[must_use]
pub fn places() -> Vec<Place> {
    routes().iter().map(|route| route.place).collect()
}

/// The routes below `/console`.
pub fn router(provider: &Provider) -> Router {
    let throttle = Throttle::new();
    let mut pages = Router::new();
    for Route { place, handler } in routes() {
        let gate =
            Gate { provider: provider.clone(), throttle: throttle.clone(), door: place.door };
        let gated = handler.route_layer(from_fn_with_state(gate, gate::pass));
        pages = pages.route(place.path, gated);
    }
    let pages = pages.layer(Extension(throttle)).with_state(provider.clone());
    let origins = crate::pages::origins(&provider.settings);
    let headers = PageHeaders::new(Opener::SameOrigin);
    secure_headers(csrf_gate(pages, origins), headers, &provider.secrets)
}
