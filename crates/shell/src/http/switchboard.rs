//! Calls without sockets: a table of routers, asked by authority.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use bytes::Bytes;
use http::header::{HOST, USER_AGENT};
use http::{HeaderValue, Request, Response, Uri};
use http_body_util::{BodyExt, Limited};
use tower::ServiceExt;

use super::{Hangup, HttpError};
use crate::telemetry::redact;

/// Which router answers for which authority, such as `provider.localhost:8080`. An authority
/// without a router refuses connections.
#[derive(Debug, Default)]
pub struct Switchboard(Mutex<BTreeMap<String, Router>>);

impl Switchboard {
    /// Nobody connected yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on `router` answers for `authority`.
    pub fn connect(&self, authority: &str, router: Router) {
        self.routers().insert(authority.to_ascii_lowercase(), router);
    }

    /// From now on `authority` refuses connections.
    pub fn disconnect(&self, authority: &str) {
        self.routers().remove(&authority.to_ascii_lowercase());
    }

    pub(super) async fn send(
        &self,
        request: Request<Bytes>,
        most: usize,
    ) -> Result<Response<Bytes>, HttpError> {
        let to = redact(&request.uri().to_string());
        let Some(authority) = authority(request.uri()) else {
            return Err(HttpError::BadRequest { to, why: "the address has no host".into() });
        };
        let Some(router) = self.routers().get(&authority).cloned() else {
            return Err(HttpError::Refused { to, why: "nobody listens there".into() });
        };
        let request = as_received(request, &authority);
        let answer = match router.oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let (parts, body) = answer.into_parts();
        match parts.extensions.get::<Hangup>() {
            Some(Hangup::Lost) => return Err(HttpError::Timeout { to }),
            Some(Hangup::Reset) => {
                return Err(HttpError::Broken { to, why: "the connection was reset".into() });
            }
            None => {}
        }
        match Limited::new(body, most).collect().await {
            Ok(whole) => Ok(Response::from_parts(parts, whole.to_bytes())),
            Err(error) if error.is::<http_body_util::LengthLimitError>() => {
                Err(HttpError::TooLarge { to, most })
            }
            Err(error) => Err(HttpError::Broken { to, why: error.to_string() }),
        }
    }

    fn routers(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Router>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Host and port as they stand in the `Host` header: a scheme's own port is left out.
fn authority(uri: &Uri) -> Option<String> {
    let host = uri.host()?.to_ascii_lowercase();
    Some(match (uri.port_u16(), uri.scheme_str()) {
        (None, _) | (Some(80), Some("http")) | (Some(443), Some("https")) => host,
        (Some(port), _) => format!("{host}:{port}"),
    })
}

/// The request as a server would have it from the wire: path only, `Host` set, peer known.
fn as_received(request: Request<Bytes>, authority: &str) -> Request<Body> {
    let mut request = request.map(Body::from);
    // Of `http://a.test?b=1` it is the query alone.
    let path = request.uri().path_and_query().map_or("", |path| path.as_str());
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    *request.uri_mut() = path.parse().expect("the path of an address is an address");
    let host = HeaderValue::from_str(authority).expect("an authority is a header value");
    let headers = request.headers_mut();
    headers.entry(HOST).or_insert(host);
    headers.entry(USER_AGENT).or_insert(HeaderValue::from_static(super::USER_AGENT));
    let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}
