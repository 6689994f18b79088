//! What stands between a provider and the platform, and shows lists that have no end.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::{Value, json};
use shell::http::Client;
use tokio::net::TcpListener;

/// The largest body passed on, in bytes.
const BODY_MAX: usize = 4 << 20;
/// How long the platform may take to answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);

/// A mirror. Clones are the same one.
#[derive(Clone)]
pub struct Mirror {
    port: u16,
    platform: SocketAddr,
    http: Client,
    endless: Arc<Mutex<BTreeMap<String, u64>>>,
}

impl Mirror {
    /// One before a platform, on a free port, that shows everything as it is.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn before(platform: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let http = Client::net(ANSWERS_WITHIN)?;
        let mirror = Self { port, platform, http, endless: Arc::default() };
        let router = Router::new().fallback(show).with_state(mirror.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(mirror)
    }

    /// The address to reach the platform's Graph API through it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// From now on the list at the end of such a path is said to go on, whatever was asked for.
    pub fn never_ends(&self, list: &str) {
        self.lists().insert(list.to_owned(), 0);
    }

    /// How often a list without end was asked for.
    pub fn asked(&self, list: &str) -> u64 {
        self.lists().get(list).copied().unwrap_or_default()
    }

    /// From now on every list ends.
    pub fn ends_well(&self) {
        self.lists().clear();
    }

    fn lists(&self) -> MutexGuard<'_, BTreeMap<String, u64>> {
        self.endless.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often the list at a path was asked for, this time counted, if it has no end.
    fn nth(&self, path: &str) -> Option<u64> {
        let mut lists = self.lists();
        let (_, asked) = lists.iter_mut().find(|(list, _)| path.ends_with(list.as_str()))?;
        *asked += 1;
        Some(*asked)
    }
}

/// Passes a request on, and shows its answer.
async fn show(State(mirror): State<Mirror>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let nth = mirror.nth(parts.uri.path());
    // A cursor of the mirror's own says nothing to the platform.
    let ours = |word: &&str| nth.is_some() && word.starts_with("after=");
    let query = parts.uri.query().unwrap_or_default();
    let query: Vec<&str> = query.split('&').filter(|word| !ours(word)).collect();
    let path = format!("{}?{}", parts.uri.path(), query.join("&"));
    let mut on = http::Request::builder()
        .method(parts.method.clone())
        .uri(format!("http://{}{path}", mirror.platform))
        .body(body)
        .expect("the parts of a request make a request");
    *on.headers_mut() = parts.headers.clone();
    on.headers_mut().remove(header::HOST);
    let Ok(answer) = mirror.http.send(on).await else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let (mut head, mut body) = answer.into_parts();
    if let Some(nth) = nth
        && let Ok(mut list) = serde_json::from_slice::<Value>(&body)
        && list["data"].is_array()
    {
        let next = format!("{}/more", mirror.url());
        list["paging"] = json!({"cursors": {"after": format!("page{nth}")}, "next": next});
        body = list.to_string().into();
    }
    for name in [header::TRANSFER_ENCODING, header::CONTENT_LENGTH] {
        head.headers.remove(name);
    }
    (head.status, head.headers, body).into_response()
}
