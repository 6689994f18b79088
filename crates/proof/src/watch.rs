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

use crate::chosen::Chosen;
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
    let response = next.run(request).await;
    let (parts, body) = response.into_parts();
    let (pieces, broken) = gather(body).await;
    if broken.is_none() {
        let status = parts.status.as_u16();
        let fitted = Document::held().fits(&operation, status, chosen(&query), &pieces.concat());
        match fitted {
            Ok(named) => evidence::note(&operation, status, named.as_ref()),
            Err(misfit) => panic!("{misfit}"),
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

/// What a query chooses.
fn chosen(query: &str) -> Chosen {
    let said =
        |wanted: &str| form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted);
    match (said("method"), said("fields")) {
        // The parameters may stand in the body.
        (Some(_), None) => Chosen::Deep,
        (_, fields) => Chosen::by(fields.as_ref().map(|(_, value)| value.as_ref())),
    }
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

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use http::StatusCode;
    use tower::ServiceExt as _;

    use super::*;

    async fn answered(body: &'static str) -> (StatusCode, String) {
        let router = Router::new().route("/v23.0/7", get(async move || body));
        let watched = Watch::over(router, |id| (id == 7).then_some("waba"));
        let request = http::Request::get("/v23.0/7?fields=id").body(Body::empty()).unwrap();
        let answer = watched.oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let whole = body.collect().await.unwrap().to_bytes();
        (parts.status, String::from_utf8(whole.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_fits_passes_unchanged() {
        let good = r#"{"id":"7"}"#;
        assert_eq!(answered(good).await, (StatusCode::OK, good.to_owned()));
    }

    #[tokio::test]
    async fn what_does_not_fit_stops_the_test() {
        if !Document::held().is_kept() {
            return;
        }
        let told = tokio::spawn(answered(r#"{"id":7}"#)).await.unwrap_err().into_panic();
        let told = told.downcast_ref::<String>().expect("a panic says why");
        assert!(told.starts_with("waba.get answered 200, not as Meta describes it"), "{told}");
    }
}
