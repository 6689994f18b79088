//! Outgoing HTTP: `http::Request` in, `http::Response` out.
//!
//! A [`Client`] either goes over the network or straight into a router of the same process (the
//! [`Switchboard`]), so that the simulation runs the same code without sockets. Redirects are never
//! followed, every call has a time limit, and so has the size of an answer ([`BODY_MAX`]).
//! Addresses that others chose are called by a [`Client::guarded`] one.

mod broken;
mod guard;
mod net;
mod request;
mod switchboard;

use std::sync::Arc;
use std::time::Duration;

use ::http::{Request, Response};
use bytes::Bytes;

use crate::telemetry::redact;

pub use self::broken::{Hangup, cut_short};
pub use self::guard::{Found, Guard, Resolver, is_public};
pub use self::net::{check_authorities, install_tls};
pub use self::request::{get, is_loopback_host, is_loopback_url, post_form, post_json};
pub use self::switchboard::Switchboard;

/// What this program calls itself in `User-Agent`.
pub const USER_AGENT: &str = concat!("vestibule/", env!("CARGO_PKG_VERSION"));
/// The usual time limit of one call, from connecting to the last byte.
pub const TIMEOUT: Duration = Duration::from_secs(30);
/// The time limit for connecting.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The largest answer accepted, in bytes, unless a client was told otherwise.
pub const BODY_MAX: usize = 8 << 20;

/// Sends requests. Clones share connections.
#[derive(Clone, Debug)]
pub struct Client {
    way: Way,
    /// The largest answer accepted, in bytes.
    most: usize,
}

#[derive(Clone, Debug)]
enum Way {
    Net(net::Net),
    Inside(Arc<Switchboard>),
    InsideGuarded(Arc<Switchboard>, guard::Guard),
}

/// Why there is no answer. Addresses are shown without their query, which may hold secrets.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// Nobody was reached, so nothing was sent.
    #[error("{to} cannot be reached: {why}")]
    Refused {
        /// Address without query.
        to: String,
        /// What went wrong while connecting.
        why: String,
    },
    /// The address is none that may be called on behalf of others ([`Guard`]). Nothing was sent.
    #[error("{to} is not called: {why}")]
    Forbidden {
        /// Address without query.
        to: String,
        /// What keeps us from calling it.
        why: String,
    },
    /// No (whole) answer in time. The request may have taken effect.
    #[error("{to} did not answer in time")]
    Timeout {
        /// Address without query.
        to: String,
    },
    /// The connection or the answer broke. The request may have taken effect.
    #[error("the answer of {to} was broken: {why}")]
    Broken {
        /// Address without query.
        to: String,
        /// What went wrong.
        why: String,
    },
    /// The answer was larger than the client takes: [`BODY_MAX`], unless it was told otherwise.
    #[error("the answer of {to} was larger than {most} bytes")]
    TooLarge {
        /// Address without query.
        to: String,
        /// The largest answer accepted, in bytes.
        most: usize,
    },
    /// The request could not be formed: a bad address, or a token that is no header value.
    #[error("the request to {to} cannot be formed: {why}")]
    BadRequest {
        /// Address without query.
        to: String,
        /// What is wrong with it.
        why: String,
    },
}

impl HttpError {
    /// Whether it is certain that the request had no effect.
    #[must_use]
    pub fn never_sent(&self) -> bool {
        matches!(self, Self::Refused { .. } | Self::Forbidden { .. } | Self::BadRequest { .. })
    }
}

impl Client {
    /// A client over the network whose calls take at most `timeout`.
    ///
    /// Names below `.localhost` are this machine. TLS trusts the system's roots, or Mozilla's where
    /// the system has none (a container without certificates).
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn net(timeout: Duration) -> Result<Self, HttpError> {
        net::Net::new(timeout).map(|net| Self { way: Way::Net(net), most: BODY_MAX })
    }

    /// A client whose calls go to the routers of a switchboard.
    #[must_use]
    pub fn inside(switchboard: Arc<Switchboard>) -> Self {
        Self { way: Way::Inside(switchboard), most: BODY_MAX }
    }

    /// The same, but it takes answers of so many bytes.
    #[must_use]
    pub fn taking(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// The same way out for addresses that others chose: what the guard refuses is not called.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn guarded(&self, guard: Guard) -> Result<Self, HttpError> {
        let way = match &self.way {
            Way::Net(net) => Way::Net(net.guarded(guard)?),
            Way::Inside(board) | Way::InsideGuarded(board, _) => {
                Way::InsideGuarded(Arc::clone(board), guard)
            }
        };
        Ok(Self { way, most: self.most })
    }

    /// The same, but over TLS only servers are believed whose certificate one of these authorities
    /// (PEM) has signed.
    ///
    /// # Errors
    /// When there is no certificate in them, or TLS cannot be set up.
    pub fn trusting(&self, pem: &[u8]) -> Result<Self, HttpError> {
        let way = match &self.way {
            Way::Net(net) => Way::Net(net.trusting(pem)?),
            inside => inside.clone(),
        };
        Ok(Self { way, most: self.most })
    }

    /// Sends a request to an absolute `http` or `https` address and reads the whole answer.
    ///
    /// # Errors
    /// Only when there is no answer: a status such as 500 is an answer.
    pub async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        match &self.way {
            Way::Net(net) => net.send(request, self.most).await,
            Way::Inside(switchboard) => switchboard.send(request, self.most).await,
            Way::InsideGuarded(switchboard, guard) => {
                guard.check(&request.uri().to_string()).map_err(|why| HttpError::Forbidden {
                    to: redact(&request.uri().to_string()),
                    why,
                })?;
                switchboard.send(request, self.most).await
            }
        }
    }
}
