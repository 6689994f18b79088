//! Listening: binding a port with an error a person can act on, and serving until told to stop.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use crate::http::Hangup;
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

/// How long nothing is accepted after accepting failed, such as for want of file handles.
const PAUSE: Duration = Duration::from_secs(1);

/// How long a connection may take to bring the whole head of a request: its first, and the next
/// since the last answer. So this is also how long an idle connection is kept.
const HEAD_WITHIN: Duration = Duration::from_secs(30);

/// How long a stop waits for the rest of a first head.
const GRACE: Duration = Duration::from_millis(500);

/// Serves HTTP/1.1 until `stop` is signalled, then finishes the requests under way. A connection
/// that brings no whole head of a request for 30 seconds is closed. Handlers find the peer's
/// address as `axum::extract::ConnectInfo<SocketAddr>`. An answer with a [`Hangup`] is not sent:
/// its connection is closed, or reset.
///
/// The future owns what it needs: hand it to [`Tasks::spawn`] or await it.
pub fn serve(
    listener: TcpListener,
    router: Router,
    stop: &Tasks,
) -> impl Future<Output = ()> + Send + 'static + use<> {
    serve_within(HEAD_WITHIN, listener, router, stop)
}

/// The same with a limit of its own for the heads of requests.
fn serve_within(
    limit: Duration,
    listener: TcpListener,
    router: Router,
    stop: &Tasks,
) -> impl Future<Output = ()> + Send + 'static + use<> {
    let stop = stop.clone();
    async move {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => {
                        let (router, stop) = (router.clone(), stop.clone());
                        connections.spawn(connection((stream, peer), limit, router, stop));
                    }
                    // The peer is gone again: no matter.
                    Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                    Err(error) => {
                        tracing::error!(%error, "no connection can be accepted");
                        tokio::time::sleep(PAUSE).await;
                    }
                },
                Some(_) = connections.join_next() => {}
                () = stop.stopping() => break,
            }
        }
        drop(listener);
        while connections.join_next().await.is_some() {}
    }
}

/// Serves one connection until its peer or this process is done.
async fn connection(
    (stream, peer): (TcpStream, SocketAddr),
    limit: Duration,
    router: Router,
    stop: Tasks,
) {
    let resets = Arc::new(AtomicBool::new(false));
    let asked = Arc::new(AtomicBool::new(false));
    let line = Line { stream, resets: Arc::clone(&resets) };
    let asks = Arc::clone(&asked);
    let service = service_fn(move |request: Request<Incoming>| {
        asks.store(true, Ordering::Relaxed);
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let (answer, resets) = (router.clone().oneshot(request), Arc::clone(&resets));
        async move {
            let answer = answer.await.unwrap_or_else(|never| match never {});
            match answer.extensions().get::<Hangup>() {
                None => Ok(answer),
                Some(hangup) => {
                    resets.store(*hangup == Hangup::Reset, Ordering::Relaxed);
                    Err(HungUp)
                }
            }
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limit);
    let serving = http.serve_connection(TokioIo::new(line), service);
    let mut serving = pin!(serving);
    tokio::select! {
        // A connection that breaks is the peer's business, or was broken on purpose.
        _ = serving.as_mut() => return,
        () = stop.stopping() => serving.as_mut().graceful_shutdown(),
    }
    if !asked.load(Ordering::Relaxed) {
        // Half a head at most, which is not waited for as long as for a request under way.
        let ended = tokio::time::timeout(GRACE, serving.as_mut()).await.is_ok();
        if ended || !asked.load(Ordering::Relaxed) {
            return;
        }
    }
    let _ = serving.await;
}

/// Instead of an answer, so that the connection ends.
#[derive(Debug, thiserror::Error)]
#[error("hung up on purpose")]
struct HungUp;

/// A connection that can end in a reset.
#[derive(Debug)]
struct Line {
    stream: TcpStream,
    resets: Arc<AtomicBool>,
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.resets.load(Ordering::Relaxed) {
            // If that fails it is closed in the usual way.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        self: Pin<&mut Self>,
        task: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(task, into)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        self: Pin<&mut Self>,
        task: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(task, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        task: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(task, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(task)
    }

    fn poll_shutdown(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(task)
    }
}

#[cfg(test)]
mod tests;
