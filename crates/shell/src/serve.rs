//! Listening: binding a port with an error a person can act on, and serving until told to stop.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::panic::resume_unwind;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::{IntoResponse as _, Response};
use http::header::CONNECTION;
use http::{Method, Request, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use self::pace::Paced;
use crate::http::Hangup;
use crate::shutdown::Tasks;

mod pace;

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
/// since the last answer. So this is also how long an idle connection is kept. And how long a body
/// is waited for, to which what has come of it adds.
const WITHIN: Duration = Duration::from_secs(30);

/// How long a stop waits for the rest of a first head.
const GRACE: Duration = Duration::from_millis(500);

/// Serves HTTP/1.1 until `stop` is signalled, then finishes the requests under way. A connection
/// that brings no whole head of a request for 30 seconds is closed; a body that takes longer than
/// 30 seconds and comes slower than 8 KiB a second is answered 408. What changes something, that
/// is all but GET, HEAD and OPTIONS, is carried out to its end also when the caller hangs up
/// meanwhile. Handlers find the peer's
/// address as `axum::extract::ConnectInfo<SocketAddr>`. An answer with a [`Hangup`] is not sent:
/// its connection is closed, or reset.
///
/// The future owns what it needs: hand it to [`Tasks::spawn`] or await it.
pub fn serve(
    listener: TcpListener,
    router: Router,
    stop: &Tasks,
) -> impl Future<Output = ()> + Send + 'static + use<> {
    serve_within(WITHIN, listener, router, stop)
}

/// The same with a limit of its own for the heads and bodies of requests.
fn serve_within(
    limit: Duration,
    listener: TcpListener,
    router: Router,
    stop: &Tasks,
) -> impl Future<Output = ()> + Send + 'static + use<> {
    let stop = stop.clone();
    async move {
        let mut connections = JoinSet::new();
        let (work, mut worked) = mpsc::channel(1);
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => {
                        let desk = Desk { router: router.clone(), limit, peer, work: work.clone() };
                        connections.spawn(connection(stream, desk, stop.clone()));
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
        for (stream, peer) in last_in(listener) {
            let desk = Desk { router: router.clone(), limit, peer, work: work.clone() };
            connections.spawn(connection(stream, desk, stop.clone()));
        }
        while connections.join_next().await.is_some() {}
        // Over when the last one who works has let go of it.
        drop(work);
        let _: Option<Never> = worked.recv().await;
    }
}

/// Closes the door, and says who was let in by the operating system until then: they were told that
/// they are connected, so they are answered as well.
fn last_in(listener: TcpListener) -> Vec<(TcpStream, SocketAddr)> {
    let mut last = Vec::new();
    let Ok(listener) = listener.into_std() else { return last };
    // It does not block: nobody there is an error as well.
    while let Ok((stream, peer)) = listener.accept() {
        let stream = stream.set_nonblocking(true).and_then(|()| TcpStream::from_std(stream));
        last.extend(stream.ok().map(|stream| (stream, peer)));
    }
    last
}

/// What is never sent: a channel of it tells only that all its senders are gone.
enum Never {}

/// Where the requests of one connection are handled.
#[derive(Clone)]
struct Desk {
    router: Router,
    limit: Duration,
    peer: SocketAddr,
    /// Held by whoever works.
    work: mpsc::Sender<Never>,
}

impl Desk {
    /// The answer to one request; none when this process comes to its end.
    async fn answer(self, request: Request<Incoming>) -> Option<Response> {
        let Self { router, limit, peer, work } = self;
        let slow = Arc::new(AtomicBool::new(false));
        let gave_up = Arc::clone(&slow);
        let mut request = request.map(|body| Body::new(Paced::new(body, limit, gave_up)));
        request.extensions_mut().insert(ConnectInfo(peer));
        let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
        let handling = async move {
            let answer = router.oneshot(request).await;
            drop(work);
            answer.unwrap_or_else(|never| match never {})
        };
        let answer = if reads {
            handling.await
        } else {
            // On its own, since whoever asked may hang up between two changes.
            match tokio::spawn(handling).await {
                Ok(answer) => answer,
                Err(ended) => match ended.try_into_panic() {
                    Ok(panic) => resume_unwind(panic),
                    Err(_) => return None,
                },
            }
        };
        Some(if slow.load(Ordering::Relaxed) { too_slow() } else { answer })
    }
}

/// Instead of what a handler says of half a body.
fn too_slow() -> Response {
    let text = "The body of the request came too slowly.";
    (StatusCode::REQUEST_TIMEOUT, [(CONNECTION, "close")], text).into_response()
}

/// Serves one connection until its peer or this process is done.
async fn connection(stream: TcpStream, desk: Desk, stop: Tasks) {
    if !speaks(&stream, desk.limit, &stop).await {
        return;
    }
    let resets = Arc::new(AtomicBool::new(false));
    let asked = Arc::new(AtomicBool::new(false));
    let line = Line { stream, resets: Arc::clone(&resets) };
    let (asks, limit) = (Arc::clone(&asked), desk.limit);
    let service = service_fn(move |request: Request<Incoming>| {
        asks.store(true, Ordering::Relaxed);
        let (answer, resets) = (desk.clone().answer(request), Arc::clone(&resets));
        async move {
            let answer = answer.await.ok_or(HungUp)?;
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
        // What has come is read first: asked to end before that, a connection is closed unread.
        biased;
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

/// Waits for the first bytes of a connection, of a process that stops only a moment; whether some
/// came.
async fn speaks(stream: &TcpStream, limit: Duration, stop: &Tasks) -> bool {
    let first = tokio::select! {
        first = tokio::time::timeout(limit, stream.readable()) => first,
        () = stop.stopping() => tokio::time::timeout(GRACE, stream.readable()).await,
    };
    matches!(first, Ok(Ok(())))
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
