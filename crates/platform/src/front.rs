//! All routes behind the gates: which name was called, whose page sent the form, what is on disk.

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use graph::Version;
use http::header::ORIGIN;
use http::{HeaderMap, Method, StatusCode, Uri};
use shell::web::{Hosts, Opener, PageHeaders, secure_headers};
use tower::ServiceExt as _;

use crate::platform::Platform;
use crate::{control, onprem, pages};

/// Everything the platform serves.
pub(crate) fn router(platform: &Platform) -> Router {
    let opened = PageHeaders::new(Opener::UnsafeNone);
    let closed = PageHeaders::new(Opener::SameOrigin);
    let secrets = platform.secrets();
    let gated = tools(platform)
        .merge(secure_headers(popup(platform), opened, secrets))
        .merge(secure_headers(others(platform), closed.clone(), secrets));
    let worlds = secure_headers(pages::of_worlds(platform), closed, secrets);
    let graph = crate::graph::router(platform);
    let own = own_origins(platform);
    let stored = settled(gated, platform, not_stored)
        .merge(settled(control::routes(platform.clone()), platform, control::not_stored))
        // These are about other worlds, or replace the one that is asked here.
        .merge(current(control::of_worlds(platform.clone()), platform, control::not_stored))
        .merge(current(worlds, platform, not_stored))
        .layer(from_fn(move |request: Request, next: Next| {
            let own = own.clone();
            async move { page_gate(&own, request, next).await }
        }));
    // Any page may call the Graph API (contract §7.2): no cookie counts there, only the token.
    let routes = stored.merge(settled(graph, platform, crate::graph::unavailable));
    let door = Door { hosts: Hosts::new(hosts(platform)), platform: platform.clone(), routes };
    Router::new().fallback(enter).with_state(door)
}

/// What every request comes through first.
#[derive(Clone)]
struct Door {
    hosts: Hosts,
    platform: Platform,
    routes: Router,
}

/// Most calls of the Graph API are told by their path: those go past the routes of everything else,
/// through the same gates.
async fn enter(State(door): State<Door>, request: Request) -> Response {
    let request = root_of_graph(request);
    if let Some(refusal) = door.hosts.refusal(&request) {
        return refusal;
    }
    if !crate::graph::names_an_object(request.uri().path()) {
        let Ok(response) = door.routes.oneshot(request).await;
        return response;
    }
    let platform = door.platform;
    let undone = platform.keeper().undone();
    let response = match platform.catch_up().await {
        Ok(()) => crate::graph::answer(&platform, request).await,
        Err(_) => crate::graph::unavailable(&platform),
    };
    match platform.keeper().settled(undone).await {
        Ok(()) => response,
        Err(_) => crate::graph::unavailable(&platform),
    }
}

/// Graph's root without a version, where a browser finds the front page: batches are sent there,
/// and `ids=` asks it for several objects (contract §7.7).
fn root_of_graph(mut request: Request) -> Request {
    if request.uri().path() != "/" {
        return request;
    }
    let query = request.uri().query().unwrap_or_default();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let named = form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "ids");
    if !reads || named {
        let versioned = format!("/{}/?{query}", Version::default());
        if let Ok(uri) = Uri::try_from(versioned) {
            *request.uri_mut() = uri;
        }
    }
    request
}

/// Puts routes between what is due and the disk; `down` is the answer when that fails.
fn settled(routes: Router, platform: &Platform, down: Down) -> Router {
    let state = (platform.clone(), down);
    current(routes, platform, down).layer(from_fn_with_state(state, only_what_is_on_disk))
}

/// Puts routes behind what is due.
fn current(routes: Router, platform: &Platform, down: Down) -> Router {
    routes.layer(from_fn_with_state((platform.clone(), down), never_stale))
}

/// What is answered when something could not be stored.
type Down = fn(&Platform) -> Response;

/// What programs call besides the Graph API: no page headers.
fn tools(platform: &Platform) -> Router {
    // Behind the gates that every answer passes: `ok` means that what is due and on disk is.
    let healthz = axum::routing::get(async || "ok");
    Router::new().route("/healthz", healthz).merge(onprem::server::routes(platform.clone()))
}

/// Pages that live in the pop-up and talk to the window that opened them.
fn popup(platform: &Platform) -> Router {
    pages::popup(platform)
}

/// All other pages.
fn others(platform: &Platform) -> Router {
    pages::all(platform)
}

/// Holds every answer back until all it may have seen is on disk; if that had to be undone, says so
/// instead.
async fn only_what_is_on_disk(
    State((platform, down)): State<(Platform, Down)>,
    request: Request,
    next: Next,
) -> Response {
    let undone = platform.keeper().undone();
    let response = next.run(request).await;
    match platform.keeper().settled(undone).await {
        Ok(()) => response,
        Err(_) => down(&platform),
    }
}

/// Passes what is due before anybody looks, so that no answer shows a state that is over.
async fn never_stale(
    State((platform, down)): State<(Platform, Down)>,
    request: Request,
    next: Next,
) -> Response {
    match platform.catch_up().await {
        Ok(()) => next.run(request).await,
        Err(_) => down(&platform),
    }
}

/// What is said when it is not known what became of a request.
pub(crate) const NOT_STORED: &str = "The platform could not store what changed meanwhile. What \
                                     was asked for may have been done: look before you try again.";

fn not_stored(_: &Platform) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, NOT_STORED).into_response()
}

/// Refuses forms that another site's page sent, and anything such a page asks of the control
/// interface, where a question may mint tokens. Programs send no `Origin`; the platform's own pages
/// send its own.
async fn page_gate(own: &[String], request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let safe = reads && !request.uri().path().starts_with("/_control/");
    if safe || sent_by_us(request.headers(), own) {
        return next.run(request).await;
    }
    let text = "This was sent by another site. Nothing was done.";
    (StatusCode::FORBIDDEN, text).into_response()
}

fn sent_by_us(headers: &HeaderMap, own: &[String]) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) if site == "same-origin" || site == "none" => true,
        (_, Some(origin)) => own.iter().any(|known| known == origin),
        (Some(_), None) => false,
        (None, None) => true,
    }
}

/// The origins under which a browser may see our pages.
fn own_origins(platform: &Platform) -> Vec<String> {
    let settings = platform.settings();
    let mut own = vec![settings.pages_origin.clone(), settings.api_base.clone()];
    if let Ok(base) = url::Url::parse(&settings.api_base)
        && let Some(port) = base.port()
    {
        own.push(format!("http://localhost:{port}"));
    }
    own
}

/// The names this server answers to.
fn hosts(platform: &Platform) -> Vec<String> {
    let settings = platform.settings();
    let named = |address: &String| {
        let address = url::Url::parse(address).ok()?;
        address.host_str().map(str::to_owned)
    };
    let own = [&settings.pages_origin, &settings.api_base].into_iter().filter_map(named);
    let local = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
    own.chain(local).chain(settings.hosts.iter().cloned()).collect()
}
