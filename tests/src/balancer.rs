//! What stands before several servers: each request goes to the next one that takes it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use shell::http::Client;
use tokio::net::TcpListener;

/// The largest body passed on, in bytes.
const BODY_MAX: usize = 4 << 20;
/// How long a server may take to answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);

/// A balancer. Clones are the same one.
#[derive(Clone)]
pub struct Balancer {
    port: u16,
    http: Client,
    turn: Arc<AtomicUsize>,
    servers: Arc<Mutex<Vec<(SocketAddr, u64)>>>,
}

impl Balancer {
    /// One without servers, on a free port.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn open() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let http = Client::net(ANSWERS_WITHIN)?;
        let balancer = Self { port, http, turn: Arc::default(), servers: Arc::default() };
        let router = Router::new().fallback(pass).with_state(balancer.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(balancer)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on requests go to these.
    pub fn to(&self, servers: &[SocketAddr]) {
        let servers = servers.iter().map(|server| (*server, 0)).collect();
        *self.servers.lock().unwrap_or_else(PoisonError::into_inner) = servers;
    }

    /// How many requests each of them answered, since [`Self::to`].
    pub fn answered(&self) -> Vec<u64> {
        let servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        servers.iter().map(|(_, answered)| *answered).collect()
    }

    fn next(&self) -> Vec<SocketAddr> {
        let servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<SocketAddr> = servers.iter().map(|(server, _)| *server).collect();
        if !all.is_empty() {
            let first = self.turn.fetch_add(1, Ordering::SeqCst) % all.len();
            all.rotate_left(first);
        }
        all
    }

    fn answered_by(&self, server: SocketAddr) {
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, answered)) = servers.iter_mut().find(|(one, _)| *one == server) {
            *answered += 1;
        }
    }
}

/// Passes a request on; where a server is not there, to the next one.
async fn pass(State(balancer): State<Balancer>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    for server in balancer.next() {
        let mut on = http::Request::builder()
            .method(parts.method.clone())
            .uri(format!("http://{server}{path}"))
            .body(body.clone())
            .expect("the parts of a request make a request");
        *on.headers_mut() = parts.headers.clone();
        match balancer.http.send(on).await {
            Err(error) if error.never_sent() => {}
            Err(_) => return StatusCode::BAD_GATEWAY.into_response(),
            Ok(answer) => {
                balancer.answered_by(server);
                let (mut head, body) = answer.into_parts();
                // The body comes whole.
                head.headers.remove(http::header::TRANSFER_ENCODING);
                return (head.status, head.headers, body).into_response();
            }
        }
    }
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
