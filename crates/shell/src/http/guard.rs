//! Where calls may go whose addresses others chose: to public servers over https, nowhere else.
//!
//! An address that came from a client, a browser or a form could name this machine, the network
//! behind it or a cloud's metadata service, and would make the server ask there in its own name
//! (server-side request forgery). A guarded client therefore looks every name up itself, refuses
//! unless *all* addresses found are public, and connects to exactly those: there is no second
//! look-up in which a name could point elsewhere (DNS rebinding). Proxies of the environment are
//! not used, because they would look the name up once more. Redirects are never followed.

use std::collections::BTreeSet;
use std::fmt;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::is_loopback_host;

/// Addresses found for a name.
pub type Found = Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>>;

/// Who looks names up.
#[derive(Clone)]
pub enum Resolver {
    /// The system.
    System,
    /// A function. For tests.
    Told(Arc<dyn Fn(&str) -> Found + Send + Sync>),
}

impl Resolver {
    async fn ask(&self, name: &str) -> std::io::Result<Vec<IpAddr>> {
        match self {
            Self::System => {
                let found = tokio::net::lookup_host((name, 0)).await?;
                Ok(found.map(|address| address.ip()).collect())
            }
            Self::Told(tell) => tell(name).await,
        }
    }
}

impl fmt::Debug for Resolver {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::System => "System",
            Self::Told(_) => "Told",
        })
    }
}

/// What a guarded client holds an address against. Clones share it.
#[derive(Clone, Debug)]
pub struct Guard {
    allowed: Arc<BTreeSet<String>>,
    resolver: Resolver,
    rules: Rules,
}

/// What counts as public. Tests on one machine have to draw the line within it.
#[derive(Clone, Copy, Debug)]
struct Rules {
    public: fn(IpAddr) -> bool,
    https_only: bool,
}

/// Which way an address that passed is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passed {
    /// A public server, to be looked up under guard.
    Public,
    /// A server on the list of those allowed whatever their address.
    Allowed,
}

impl Guard {
    /// Lets public servers pass, and the hosts of a list: entries such as `127.0.0.1:9090` (this
    /// port only) or `clients.internal` (any port), which may have any address and speak plain
    /// http. The list is for tests and for servers that the operator himself named.
    #[must_use]
    pub fn new<S: AsRef<str>>(allowed: &[S]) -> Self {
        Self::asking(Resolver::System, allowed)
    }

    /// As [`Self::new`], with the resolver given.
    #[must_use]
    pub fn asking<S: AsRef<str>>(resolver: Resolver, allowed: &[S]) -> Self {
        let allowed = allowed.iter().map(|host| host.as_ref().trim().to_ascii_lowercase());
        let rules = Rules { public: is_public, https_only: true };
        Self { allowed: Arc::new(allowed.collect()), resolver, rules }
    }

    /// Judges an address by its text alone; names are judged again once they are looked up.
    ///
    /// # Errors
    /// Why nothing is sent there, in words.
    pub(super) fn check(&self, url: &str) -> Result<Passed, String> {
        let url = Url::parse(url).map_err(|why| why.to_string())?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("an address with a user name or password is not called".to_owned());
        }
        let host = url.host().ok_or("the address names no host")?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("{} addresses are not called", url.scheme()));
        }
        if self.lists(&host.to_string(), url.port_or_known_default()) {
            return Ok(Passed::Allowed);
        }
        if self.rules.https_only && url.scheme() != "https" {
            return Err("only https addresses are called".to_owned());
        }
        match host {
            // However it was written: decimal, octal, hexadecimal and short forms are one by now.
            Host::Ipv4(ip) => self.judge(ip.into())?,
            Host::Ipv6(ip) => self.judge(ip.into())?,
            Host::Domain(name) if is_loopback_host(name) => {
                return Err(format!("{name} is this machine"));
            }
            Host::Domain(_) => {}
        }
        Ok(Passed::Public)
    }

    fn lists(&self, host: &str, port: Option<u16>) -> bool {
        let with_port = port.map(|port| format!("{host}:{port}"));
        self.allowed.contains(host) || with_port.is_some_and(|both| self.allowed.contains(&both))
    }

    fn judge(&self, ip: IpAddr) -> Result<(), String> {
        if (self.rules.public)(ip) {
            return Ok(());
        }
        Err(format!("{ip} is no public address"))
    }

    /// Looks a name up for a connection to a public server.
    async fn look_up(&self, name: &str) -> std::io::Result<Vec<SocketAddr>> {
        let found = self.resolver.ask(name).await?;
        if found.is_empty() {
            return Err(std::io::Error::other(format!("{name} has no address")));
        }
        for ip in &found {
            // One that is not public among others is an attempt, not an accident.
            self.judge(*ip).map_err(|why| std::io::Error::other(format!("{name}: {why}")))?;
        }
        Ok(found.into_iter().map(|ip| SocketAddr::from((ip, 0))).collect())
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let found = guard.look_up(name.as_str()).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Looks up the names of the list, which may have any address.
#[derive(Debug)]
pub(super) struct Unguarded(pub Resolver);

impl Resolve for Unguarded {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.0.clone();
        Box::pin(async move {
            if is_loopback_host(name.as_str()) {
                let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                return Ok(Box::new(std::iter::once(here)) as Addrs);
            }
            let found = resolver.ask(name.as_str()).await?;
            Ok(Box::new(found.into_iter().map(|ip| SocketAddr::from((ip, 0)))) as Addrs)
        })
    }
}

impl Guard {
    pub(super) fn resolver(&self) -> Resolver {
        self.resolver.clone()
    }
}

/// Whether an address belongs to the public internet (the IANA special-purpose registries, RFC
/// 6890). Addresses that carry an IPv4 address inside are judged by that one.
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    /// Network and length of its prefix.
    const SPECIAL: [([u8; 4], u32); 14] = [
        ([0, 0, 0, 0], 8),
        ([10, 0, 0, 0], 8),
        ([100, 64, 0, 0], 10),
        ([127, 0, 0, 0], 8),
        ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12),
        ([192, 0, 0, 0], 24),
        ([192, 0, 2, 0], 24),
        ([192, 88, 99, 0], 24),
        ([192, 168, 0, 0], 16),
        ([198, 18, 0, 0], 15),
        ([198, 51, 100, 0], 24),
        ([203, 0, 113, 0], 24),
        // Multicast, reserved, and broadcast.
        ([224, 0, 0, 0], 3),
    ];
    let bits = ip.to_bits();
    !SPECIAL.iter().any(|(network, length)| {
        let network = u32::from_be_bytes(*network);
        (bits ^ network) >> (32 - length) == 0
    })
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inside) = ip.to_ipv4_mapped() {
        return is_public_v4(inside);
    }
    let part = ip.segments();
    // Networks without IPv4 reach it through 64:ff9b::/96 (RFC 6052).
    if part[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        return is_public_v4(Ipv4Addr::from_bits(u32::from(part[6]) << 16 | u32::from(part[7])));
    }
    // Only 2000::/3 is given out; of that not to protocols (2001::/23, Teredo among them),
    // documentation, and 6to4, which carries any IPv4 address.
    let given_out = part[0] & 0xe000 == 0x2000;
    let protocols = part[0] == 0x2001 && part[1] < 0x200;
    let papers = part[..2] == [0x2001, 0xdb8] || (part[0] == 0x3fff && part[1] < 0x1000);
    given_out && !protocols && !papers && part[0] != 0x2002
}

#[cfg(test)]
mod tests;
