//! The servers that are measured, each on one worker thread of its own.

use std::{convert::Infallible, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use anyhow::Context;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Request, Response, body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use provider::{Host, Outside, Provider, Settings};
use serde_json::json;
use shell::{
    clock::Clock,
    db::{Db, Mode},
    http::{Client, Switchboard},
    mail::Mail,
    secret::{Cost, Secrets},
    sql::{Address, Sql},
};
use tokio::{net::TcpListener, sync::oneshot};

use crate::fleet::{self, Fleet};
use crate::load::{self, Measured, Pace, Shots};
use crate::webhooks::APP_SECRET;

/// A server on a thread of its own; stops when dropped.
pub struct Running {
    /// Where it listens.
    pub at: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    /// Waits for the first answer, which a platform gives once its log is read, and then sends all
    /// `shots` as fast as they are answered.
    ///
    /// # Errors
    /// When it cannot be reached, or answers a shot with anything but 200.
    pub async fn measured(self, shots: &Shots, connections: usize) -> anyhow::Result<Measured> {
        let http = Client::net(Duration::from_secs(120))?;
        let url = format!("http://{}/healthz", self.at);
        http.send(shell::http::get(&url, None)?).await?;
        load::run(self.at, shots, connections, Pace::Closed).await
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A server that has ended by itself is stopped already.
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(std::thread::JoinHandle::join);
    }
}

/// Bare hyper that checks the signature over the raw bytes and answers 200: no parsing, no sink.
///
/// # Errors
/// When no port is free.
pub fn bare_hyper() -> anyhow::Result<Running> {
    start(async |listener| {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, APP_SECRET.as_bytes());
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            let _ = stream.set_nodelay(true);
            let key = key.clone();
            tokio::spawn(async move {
                let service = service_fn(|request| verify_only(&key, request));
                let http = hyper::server::conn::http1::Builder::new();
                // A client that goes away is no news.
                let _ = http.serve_connection(TokioIo::new(stream), service).await;
            });
        }
    })
}

async fn verify_only(
    key: &ring::hmac::Key,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let header = request.headers().get(graph::webhook::SIGNATURE_HEADER).cloned();
    let body = request.into_body().collect().await?.to_bytes();
    let hex = header.as_ref().and_then(|value| value.to_str().ok()?.strip_prefix("sha256="));
    let tag: Option<Vec<u8>> = hex.map(|hex| {
        let pairs = hex.as_bytes().chunks(2);
        pairs
            .filter_map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok())
            .collect()
    });
    let genuine = tag.is_some_and(|tag| ring::hmac::verify(key, &body, &tag).is_ok());
    let mut answer = Response::new(Full::new(Bytes::new()));
    if !genuine {
        *answer.status_mut() = http::StatusCode::FORBIDDEN;
    }
    Ok(answer)
}

/// `vestibule provider` with its database below `folder`, as it takes webhooks in: verified,
/// deduplicated, on disk before the answer. The work after the answer does not run.
///
/// # Errors
/// When it does not open.
pub fn vestibule(folder: &Path) -> anyhow::Result<Running> {
    serve(Db::open(&folder.join("provider.db"), Mode::Threaded)?.into())
}

/// As [`vestibule`], on a PostgreSQL server: in a schema of its own there, which stays.
///
/// # Errors
/// When the server cannot be reached.
pub async fn vestibule_on_postgres(url: &str) -> anyhow::Result<Running> {
    let schema = Some(Secrets::os().token("bench_", 12).to_lowercase());
    serve(Sql::postgres(Address { url: url.to_owned(), schema, authorities: None }).await?)
}

fn serve(db: Sql) -> anyhow::Result<Running> {
    start(async move |listener| {
        let provider = open(db).await.expect("the provider opens");
        let router = provider.router();
        let Err(never): Result<Infallible, _> = async {
            axum::serve(listener, router).await?;
            Err(std::io::Error::other("the server ended"))
        }
        .await;
        eprintln!("{never}");
    })
}

/// A provider on its own: its database at `path`, its platform on `switchboard`, its clock turned
/// by hand. Nothing runs but what is asked for.
///
/// # Errors
/// When it does not open.
pub async fn alone(
    path: &Path,
    clock: &Clock,
    switchboard: &Arc<Switchboard>,
) -> anyhow::Result<Provider> {
    let db = Db::open(path, Mode::Threaded)?;
    let http = Client::inside(Arc::clone(switchboard));
    Ok(Provider::open(settings()?, outside(db.into(), clock.clone(), http)).await?)
}

async fn open(db: Sql) -> anyhow::Result<Provider> {
    let http = Client::net(Duration::from_secs(5))?;
    Ok(Provider::open(settings()?, outside(db, Clock::system(), http)).await?)
}

fn settings() -> anyhow::Result<Settings> {
    Ok(serde_json::from_value(json!({
        "graph_url": "http://127.0.0.1:9",
        "dialog_origins": ["http://platform.localhost:9"],
        "sdk_url": "http://platform.localhost:9/en_US/sdk.js",
        "app_id": "634974688087057",
        "app_secret": APP_SECRET,
        "business_id": "506914307656634",
        "credit_line_id": "1972385232742146",
        "currency": "USD",
        "employee_system_user_id": "1972555232742222",
        "employee_token": "EAAJB5YmZCZCIBAKnotARealToken1",
        "admin_token": "EAAJB5YmZCZCIBAKnotARealToken2",
        "public_url": "http://127.0.0.1:9",
        "webhook_verify_token": "verify-5f0c2e9a7d3b41c8",
        "master_key": "3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8=",
        "hosting": "cloud",
        "probe_number": "14155550100",
        "smtp_url": "smtp://127.0.0.1:9",
        "mail_from": "bench@example.com",
        "operators_mail": "bench@example.com",
        "console_user": "bench@example.com",
        "console_password": "ns8-Kq2-vvX-01b",
    }))?)
}

fn outside(db: Sql, clock: Clock, http: Client) -> Outside {
    Outside {
        db,
        mail: Mail::memory(),
        wall: clock.clone(),
        clock,
        secrets: Secrets::os(),
        http,
        host: Host::Process { exe: "vestibule".into() },
        password_cost: Cost::Cheap,
    }
}

/// Bare hyper that answers every GET with the same node: no token, no lookup, no fields.
///
/// # Errors
/// When no port is free.
pub fn bare_node(node: Bytes) -> anyhow::Result<Running> {
    start(async move |listener| {
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            let _ = stream.set_nodelay(true);
            let node = node.clone();
            tokio::spawn(async move {
                let service = service_fn(|_: Request<Incoming>| {
                    let answer = Response::builder()
                        .header("content-type", "application/json; charset=UTF-8")
                        .body(Full::new(node.clone()));
                    async move { answer }
                });
                let http = hyper::server::conn::http1::Builder::new();
                // A client that goes away is no news.
                let _ = http.serve_connection(TokioIo::new(stream), service).await;
            });
        }
    })
}

/// `vestibule platform` on the fleet's database, without its background work.
///
/// # Errors
/// When no port is free.
pub fn platform(fleet: &Fleet) -> anyhow::Result<Running> {
    let (path, clock) = (fleet.path.clone(), Clock::manual(fleet.now));
    start(async move |listener| {
        let platform = fleet::open(&path, Mode::Threaded, &clock).await.expect("it opens");
        if let Err(error) = axum::serve(listener, platform.router()).await {
            eprintln!("{error}");
        }
    })
}

/// Runs `serve` on a fresh thread with a runtime of one thread.
fn start<S, F>(serve: S) -> anyhow::Result<Running>
where
    S: FnOnce(TcpListener) -> F + Send + 'static,
    F: Future<Output = ()>,
{
    let listener = std::net::TcpListener::bind("127.0.0.1:0").context("no free port")?;
    listener.set_nonblocking(true)?;
    let at = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let thread = std::thread::spawn(move || {
        runtime.block_on(async {
            let listener = TcpListener::from_std(listener).expect("a bound listener");
            tokio::select! {
                () = serve(listener) => {}
                _ = stopped => {}
            }
        });
    });
    Ok(Running { at, stop: Some(stop), thread: Some(thread) })
}
