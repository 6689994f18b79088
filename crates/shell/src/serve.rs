//! Listening: binding a port with an error a person can act on, and serving until told to stop.

use std::future::Future;
use std::io::ErrorKind;
use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;

use crate::shutdown::Tasks;

/// Why a port could not be had.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Another program listens there.
    #[error(
        "port {port} is already in use: stop the program that has it, or choose another port with \
         {flag} (0 takes a free one)"
    )]
    InUse {
        /// The port asked for.
        port: u16,
        /// The flag that changes it, such as `--port`.
        flag: String,
    },
    /// The operating system does not let this user have it.
    #[error(
        "no permission to listen on port {port}: choose a port above 1023 with {flag} (0 takes a \
         free one)"
    )]
    Forbidden {
        /// The port asked for.
        port: u16,
        /// The flag that changes it, such as `--port`.
        flag: String,
    },
    /// The address is not one of this machine, or something rarer.
    #[error("cannot listen on {addr} (set by {flag}): {source}")]
    Other {
        /// The address asked for.
        addr: SocketAddr,
        /// The flag that changes it.
        flag: String,
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// Binds `addr`; port 0 takes a free one (ask the listener which). `flag` is the command-line flag
/// that changes the port, named in the error.
///
/// # Errors
/// When the port cannot be had; the error says what to do.
pub async fn bind(addr: SocketAddr, flag: &str) -> Result<TcpListener, BindError> {
    let (port, flag) = (addr.port(), flag.to_owned());
    TcpListener::bind(addr).await.map_err(|source| match source.kind() {
        ErrorKind::AddrInUse => BindError::InUse { port, flag },
        ErrorKind::PermissionDenied => BindError::Forbidden { port, flag },
        _ => BindError::Other { addr, flag, source },
    })
}

/// Serves until `stop` is signalled, then finishes the requests under way. Handlers find the peer's
/// address as `axum::extract::ConnectInfo<SocketAddr>`.
///
/// The future owns what it needs: hand it to [`Tasks::spawn`] or await it.
pub fn serve(
    listener: TcpListener,
    router: Router,
    stop: &Tasks,
) -> impl Future<Output = ()> + Send + 'static + use<> {
    let stopping = stop.stopping();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    async move {
        let serving = axum::serve(listener, service).with_graceful_shutdown(stopping);
        if let Err(error) = serving.await {
            tracing::error!(%error, "the HTTP server ended");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_port_in_use_is_explained() {
        let first = bind(([127, 0, 0, 1], 0).into(), "--port").await.unwrap();
        let port = first.local_addr().unwrap().port();
        let error = bind(([127, 0, 0, 1], port).into(), "--port").await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "port {port} is already in use: stop the program that has it, or choose another \
                 port with --port (0 takes a free one)"
            )
        );
    }
}
