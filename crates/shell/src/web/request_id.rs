//! A name for every request, under which it stands in the log and in the audit log.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use http::{HeaderName, HeaderValue};
use tracing::Instrument as _;

use crate::secret::Secrets;

/// The header of the answer.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: String;
}

/// The name of the request that is being answered, where [`name_requests`] stands before the
/// routes.
#[must_use]
pub fn request_id() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok()
}

/// Names every request, always anew: a name given by the sender could be chosen to mislead.
pub fn name_requests(router: Router, secrets: &Secrets) -> Router {
    let secrets = secrets.clone();
    router.layer(from_fn(move |request: Request, next: Next| {
        let id = secrets.token("", 12);
        let span = tracing::info_span!("request", id);
        let answering = CURRENT.scope(id.clone(), next.run(request));
        async move {
            let mut answer = answering.await;
            if let Ok(value) = HeaderValue::from_str(&id) {
                answer.headers_mut().insert(REQUEST_ID, value);
            }
            answer
        }
        .instrument(span)
    }))
}
