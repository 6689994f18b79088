//! The network behind [`super::Client`].

use std::error::Error as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::guard::{Guard, Passed, Unguarded};
use super::{CONNECT_TIMEOUT, HttpError, USER_AGENT, is_loopback_host};
use crate::telemetry::redact;

/// Idle connections are given up before our own servers do that: see [`crate::serve::serve`].
const IDLE: Duration = Duration::from_secs(20);

/// Two connection pools: a proxy set in the environment is for the outside only. Under guard the
/// first is for public servers, the second for those of the guard's list.
#[derive(Clone, Debug)]
pub(super) struct Net {
    outside: reqwest::Client,
    loopback: reqwest::Client,
    guard: Option<Guard>,
    timeout: Duration,
    /// The only authorities that are trusted, if some were named.
    authorities: Vec<reqwest::Certificate>,
}

impl Net {
    pub(super) fn new(timeout: Duration) -> Result<Self, HttpError> {
        install_tls();
        let outside = || builder(timeout);
        let loopback = || builder(timeout).no_proxy();
        let (outside, loopback) = (build(outside)?, build(loopback)?);
        Ok(Self { outside, loopback, guard: None, timeout, authorities: Vec::new() })
    }

    /// Trusts these authorities alone.
    pub(super) fn trusting(&self, pem: &[u8]) -> Result<Self, HttpError> {
        let bad = |why: String| HttpError::BadRequest { to: "https".into(), why };
        let authorities = authorities(pem).map_err(bad)?;
        let plain = Self { authorities, ..self.clone() };
        match &self.guard {
            Some(guard) => plain.guarded(guard.clone()),
            None => {
                let outside = build(|| plain.builder())?;
                let loopback = build(|| plain.builder().no_proxy())?;
                Ok(Self { outside, loopback, ..plain })
            }
        }
    }

    fn builder(&self) -> reqwest::ClientBuilder {
        let builder = builder(self.timeout);
        match self.authorities.is_empty() {
            true => builder,
            false => builder.tls_certs_only(self.authorities.clone()),
        }
    }

    pub(super) fn guarded(&self, guard: Guard) -> Result<Self, HttpError> {
        let direct = || self.builder().no_proxy();
        let outside = || direct().dns_resolver(guard.clone());
        let listed = || direct().dns_resolver(Unguarded(guard.resolver()));
        let (outside, loopback) = (build(outside)?, build(listed)?);
        let (guard, authorities) = (Some(guard), self.authorities.clone());
        Ok(Self { outside, loopback, guard, timeout: self.timeout, authorities })
    }

    pub(super) async fn send(
        &self,
        request: Request<Bytes>,
        most: usize,
    ) -> Result<Response<Bytes>, HttpError> {
        let address = request.uri().to_string();
        let to = redact(&address);
        let near = match &self.guard {
            Some(guard) => match guard.check(&address) {
                Ok(passed) => passed == Passed::Allowed,
                Err(why) => return Err(HttpError::Forbidden { to, why }),
            },
            None => request.uri().host().is_some_and(is_loopback_host),
        };
        let client = if near { &self.loopback } else { &self.outside };
        let request = reqwest::Request::try_from(request)
            .map_err(|error| HttpError::BadRequest { to: to.clone(), why: cause(&error) })?;
        let mut answer = client.execute(request).await.map_err(|error| explain(&to, &error))?;
        let mut body = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| explain(&to, &error))? {
            if body.len() + chunk.len() > most {
                return Err(HttpError::TooLarge { to, most });
            }
            body.extend_from_slice(&chunk);
        }
        let mut whole = Response::new(body.freeze());
        *whole.status_mut() = answer.status();
        *whole.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(whole)
    }
}

/// Whether the text of a PEM file has certificates that [`super::Client::trusting`] takes.
///
/// # Errors
/// Why it has none, in words.
pub fn check_authorities(pem: &[u8]) -> Result<(), String> {
    authorities(pem).map(drop)
}

fn authorities(pem: &[u8]) -> Result<Vec<reqwest::Certificate>, String> {
    let found = reqwest::Certificate::from_pem_bundle(pem).map_err(|error| cause(&error))?;
    if found.is_empty() {
        return Err("there is no certificate in it".to_owned());
    }
    Ok(found)
}

fn builder(timeout: Duration) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .timeout(timeout)
        .connect_timeout(CONNECT_TIMEOUT.min(timeout))
        .pool_idle_timeout(IDLE)
        .dns_resolver(Localhost)
}

/// Builds with the system's roots, or with Mozilla's where the system has none.
fn build(builder: impl Fn() -> reqwest::ClientBuilder) -> Result<reqwest::Client, HttpError> {
    builder()
        .build()
        .or_else(|_| builder().tls_backend_preconfigured(bundled_roots()).build())
        .map_err(|error| HttpError::BadRequest { to: "https".into(), why: cause(&error) })
}

fn bundled_roots() -> rustls::ClientConfig {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()
}

/// Makes ring the process's TLS provider. Harmless when called again.
pub fn install_tls() {
    // An error means that one is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

fn explain(to: &str, error: &reqwest::Error) -> HttpError {
    let to = to.to_owned();
    if error.is_connect() {
        HttpError::Refused { to, why: cause(error) }
    } else if error.is_timeout() {
        HttpError::Timeout { to }
    } else {
        HttpError::Broken { to, why: cause(error) }
    }
}

/// The innermost cause: the outer ones repeat the address with its query.
fn cause(error: &reqwest::Error) -> String {
    let mut inner = error.source();
    while let Some(next) = inner.and_then(std::error::Error::source) {
        inner = Some(next);
    }
    inner.map_or_else(|| "no further cause given".to_owned(), ToString::to_string)
}

/// Resolves `localhost` and names below `.localhost` to this machine (RFC 6761), also where the
/// system's resolver does not know them.
#[derive(Debug)]
struct Localhost;

impl Resolve for Localhost {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            if is_loopback_host(name.as_str()) {
                let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                return Ok(Box::new(std::iter::once(here)) as Addrs);
            }
            let found: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
