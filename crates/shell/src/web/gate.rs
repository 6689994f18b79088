//! Gates before the pages: requests forged by other sites, and names that are not ours.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use http::header::{HOST, ORIGIN, REFERER};
use http::{HeaderMap, Method, StatusCode};

/// Refuses (403) requests that change something unless they come from our own pages.
///
/// `Origin`, where it is sent, must be exactly one of `origins` (such as
/// `https://provider.example`). Without it `Sec-Fetch-Site` must say `same-origin` (or `none`: the
/// user typed the address), or `Referer` must be of one of `origins`. GET, HEAD and OPTIONS pass:
/// they must change nothing.
pub fn csrf_gate(router: Router, origins: Vec<String>) -> Router {
    let origins: Arc<[String]> = origins.into();
    router.layer(from_fn(move |request: Request, next: Next| {
        let origins = Arc::clone(&origins);
        async move {
            if safe(request.method()) || own_page(request.headers(), &origins) {
                return next.run(request).await;
            }
            refuse(StatusCode::FORBIDDEN, "This form was sent by another site. Nothing was done.")
        }
    }))
}

fn safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn own_page(headers: &HeaderMap, origins: &[String]) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let known = |origin: &str| origins.iter().any(|own| own == origin);
    if headers.contains_key(ORIGIN) {
        return text(ORIGIN.as_str()).is_some_and(known);
    }
    if let Some("same-origin" | "none") = text("sec-fetch-site") {
        return true;
    }
    text(REFERER.as_str())
        .and_then(|referer| url::Url::parse(referer).ok())
        .is_some_and(|referer| known(&referer.origin().ascii_serialization()))
}

/// Refuses (421) requests whose `Host` is not listed, so that no foreign name can be pointed at
/// this server (DNS rebinding). An entry without port allows any port.
pub fn host_gate(router: Router, hosts: Vec<String>) -> Router {
    let hosts = Hosts::new(hosts);
    router.layer(from_fn(move |request: Request, next: Next| {
        let hosts = hosts.clone();
        async move {
            match hosts.refusal(&request) {
                None => next.run(request).await,
                Some(refusal) => refusal,
            }
        }
    }))
}

/// The names a server answers to: [`host_gate`] for servers that ask themselves. Clones share them.
#[derive(Clone, Debug)]
pub struct Hosts(Arc<[String]>);

impl Hosts {
    /// These names; one without port allows any port.
    #[must_use]
    pub fn new(hosts: Vec<String>) -> Self {
        Self(hosts.into())
    }

    /// The answer (421) to a request under another name.
    #[must_use]
    pub fn refusal(&self, request: &Request) -> Option<Response> {
        // HTTP/2 has the host in the address instead.
        let header = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        let host = header.or(request.uri().authority().map(|host| host.as_str()));
        if host.is_some_and(|host| self.list(host)) {
            return None;
        }
        let text = "This server does not answer under that name; see its setting for hosts.";
        Some(refuse(StatusCode::MISDIRECTED_REQUEST, text))
    }

    fn list(&self, host: &str) -> bool {
        // The last colon separates the port, unless it stands inside an IPv6 address.
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        self.0.iter().any(|own| own.eq_ignore_ascii_case(host) || own.eq_ignore_ascii_case(name))
    }
}

fn refuse(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}
