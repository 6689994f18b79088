//! A name for every request, under which it stands in the log and in the audit log.

use std::convert::Infallible;

use axum::Router;
use axum::extract::{FromRequestParts, Request};
use axum::middleware::{Next, from_fn};
use http::request::Parts;
use http::{HeaderName, HeaderValue};
use tracing::Instrument as _;

use crate::secret::Secrets;

/// The header of the answer.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The request's name. An extractor; blank where [`name_requests`] does not stand before the
/// routes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestId(pub String);

impl<S: Sync> FromRequestParts<S> for RequestId {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Names every request, always anew: a name given by the sender could be chosen to mislead.
pub fn name_requests(router: Router, secrets: &Secrets) -> Router {
    let secrets = secrets.clone();
    router.layer(from_fn(move |mut request: Request, next: Next| {
        let id = secrets.token("", 12);
        request.extensions_mut().insert(RequestId(id.clone()));
        let span = tracing::info_span!("request", id);
        async move {
            let mut answer = next.run(request).await;
            if let Ok(value) = HeaderValue::from_str(&id) {
                answer.headers_mut().insert(REQUEST_ID, value);
            }
            answer
        }
        .instrument(span)
    }))
}
