//! Who sent a request, where proxies stand in between.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Extension, FromRequestParts};
use axum::{Router, extract::Request, middleware::Next, middleware::from_fn};
use http::request::Parts;
use http::{HeaderMap, HeaderName};
use std::convert::Infallible;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies whose word about senders is taken; by default none, so that nobody can pass for
/// somebody else by a header. Clones share the list.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Arc<BTreeSet<IpAddr>>);

impl TrustedProxies {
    /// These proxies.
    #[must_use]
    pub fn new(proxies: impl IntoIterator<Item = IpAddr>) -> Self {
        Self(Arc::new(proxies.into_iter().map(|ip| ip.to_canonical()).collect()))
    }

    /// The sender: the peer of the connection, or, if that is a trusted proxy, whom it names; of a
    /// chain of proxies the last address that is none of them. What comes before that address was
    /// written by the sender and is not believed.
    #[must_use]
    pub fn sender(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut sender = peer.to_canonical();
        let lines = headers.get_all(FORWARDED_FOR).iter().rev();
        let named = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(','));
        for address in named {
            if !self.0.contains(&sender) {
                break;
            }
            // What cannot be read was not written by a proxy of ours.
            let Some(next) = address_of(address.trim()) else { break };
            sender = next.to_canonical();
        }
        sender
    }
}

/// Some proxies write the port as well.
fn address_of(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip()).ok();
    text.parse().ok().or_else(with_port)
}

/// Who sent the request. An extractor, where [`know_senders`] stands before the routes; without a
/// connection (in tests) there is nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender(pub Option<IpAddr>);

impl Sender {
    /// Whom it counts as where something is limited for each sender: an IPv4 address, or the 64-bit
    /// network of an IPv6 address, all of whose addresses one customer has.
    #[must_use]
    pub fn share(self) -> Option<IpAddr> {
        let network = |ip: Ipv6Addr| {
            let [a, b, c, d, ..] = ip.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)
        };
        self.0.map(|ip| match ip.to_canonical() {
            IpAddr::V4(ip) => IpAddr::V4(ip),
            IpAddr::V6(ip) => IpAddr::V6(network(ip)),
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self(None)))
    }
}

/// Finds out the sender of every request.
pub fn know_senders(router: Router, proxies: TrustedProxies) -> Router {
    router.layer(from_fn(
        move |peer: Option<Extension<ConnectInfo<SocketAddr>>>,
              mut request: Request,
              next: Next| {
            let peer = peer.map(|Extension(ConnectInfo(address))| address.ip());
            let sender = peer.map(|peer| proxies.sender(peer, request.headers()));
            request.extensions_mut().insert(Sender(sender));
            next.run(request)
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn sender(trusted: &[&str], peer: &str, lines: &[&str]) -> IpAddr {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        TrustedProxies::new(trusted.iter().map(|one| ip(one))).sender(ip(peer), &headers)
    }

    #[test]
    fn security_proxies_nobody_is_believed_by_default() {
        assert_eq!(sender(&[], "127.0.0.1", &["9.9.9.9"]), ip("127.0.0.1"));
        assert_eq!(sender(&["10.0.0.1"], "10.0.0.2", &["9.9.9.9"]), ip("10.0.0.2"));
    }

    #[test]
    fn security_proxies_a_trusted_one_names_the_sender_and_senders_name_nobody() {
        let proxies = ["10.0.0.1", "10.0.0.2"];
        assert_eq!(sender(&proxies, "10.0.0.1", &["9.9.9.9"]), ip("9.9.9.9"));
        assert_eq!(sender(&proxies, "::ffff:10.0.0.1", &["9.9.9.9:4711"]), ip("9.9.9.9"));
        assert_eq!(sender(&proxies, "10.0.0.1", &["1.2.3.4, 9.9.9.9"]), ip("9.9.9.9"));
        assert_eq!(sender(&proxies, "10.0.0.1", &["1.2.3.4, 9.9.9.9, 10.0.0.2"]), ip("9.9.9.9"));
        assert_eq!(sender(&proxies, "10.0.0.1", &["1.2.3.4", "9.9.9.9"]), ip("9.9.9.9"));
        assert_eq!(sender(&proxies, "10.0.0.1", &["9.9.9.9, nonsense"]), ip("10.0.0.1"));
        assert_eq!(sender(&proxies, "10.0.0.1", &[]), ip("10.0.0.1"));
    }
}
