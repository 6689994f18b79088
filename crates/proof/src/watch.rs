//! Stands in front of a platform's router and looks at what it answers.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;
use http_body_util::BodyExt;

use crate::document::Document;
use crate::evidence;
use crate::operation::Operation;

type KindOf = Arc<dyn Fn(u64) -> Option<&'static str> + Send + Sync>;

/// Looks at each answer of the Graph API.
#[derive(Clone)]
pub struct Watch {
    kind_of: KindOf,
}

impl Watch {
    /// Puts a watch in front of a router; `kind_of` names the kind of the object an id belongs to,
    /// such as `waba`. An answer that does not fit Meta's document panics where it was asked for.
    pub fn over(
        router: Router,
        kind_of: impl Fn(u64) -> Option<&'static str> + Send + Sync + 'static,
    ) -> Router {
        let watch = Self { kind_of: Arc::new(kind_of) };
        router.layer(middleware::from_fn_with_state(watch, look))
    }
}

async fn look(State(watch): State<Watch>, request: Request, next: Next) -> Response {
    let uri = request.uri();
    let query = uri.query().unwrap_or_default().to_owned();
    let asked = (request.method(), uri.path(), query.as_str());
    let Some(operation) = Operation::of_request(asked, |id| (watch.kind_of)(id)) else {
        return next.run(request).await;
    };
    let uri_path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let (parts, body) = response.into_parts();
    let (pieces, broken) = gather(body).await;
    if broken.is_none() {
        let status = parts.status.as_u16();
        let fitted = Document::held().fits(&operation, status, &query, &pieces.concat());
        evidence::note(&operation, status);
        if let Ok(to) = std::env::var("PROOF_DUMP") {
            use std::io::Write as _;
            let body = pieces.concat();
            let row = serde_json::json!([
                operation.to_string(),
                status,
                query,
                String::from_utf8_lossy(&body),
                uri_path
            ]);
            let mut f = std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(format!("{to}/{}.jsonl", std::process::id()))
                .unwrap();
            writeln!(f, "{row}").unwrap();
        } else if let (Err(misfit), true) = (fitted, std::env::var_os("PROOF_STRICT").is_some()) {
            panic!("{misfit}");
        }
    }
    let body = match broken {
        None => Body::from(pieces.concat()),
        Some(broken) => {
            let pieces = pieces.into_iter().map(Ok).chain([Err(broken)]);
            Body::from_stream(stream::iter(pieces))
        }
    };
    Response::from_parts(parts, body)
}

/// The pieces of a body, and what broke it off.
async fn gather(mut body: Body) -> (Vec<Bytes>, Option<axum::Error>) {
    let mut pieces = Vec::new();
    while let Some(frame) = body.frame().await {
        match frame {
            Ok(frame) => pieces.extend(frame.into_data()),
            Err(error) => return (pieces, Some(error)),
        }
    }
    (pieces, None)
}
