//! The Graph API: calls to objects and their edges under `/{version}/…` and without version
//! (contract §1.6 to §5, §7).
//!
//! A request becomes a [`call::Call`], is dispatched by its path, and its outcome goes into an
//! [`answer::Envelope`]. What may be seen is decided by `world::view`, what may be done by
//! `World::decide`: nothing here decides, it only translates.

mod answer;
mod batch;
mod call;
mod dispatch;
mod faults;
mod kept;
mod limits;
mod metadata;
mod oauth;
mod read;
mod session;
mod upload;
mod uses;
mod write;

pub(crate) use self::uses::{Count, Uses};
use axum::Router;
use axum::body::{Body, HttpBody as _};
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use graph::{GraphError, Version};
use http::{HeaderValue, Method, Request, header};

use self::answer::Envelope;
use self::kept::Keeping;
pub(crate) use self::limits::Limits;
pub(crate) use self::write::content;

use self::call::Call;
use crate::Platform;
use crate::pages::missing;

/// Every path no page and no tool answers is a call of the Graph API, unless a person opened it who
/// lost the way.
pub(crate) fn router(platform: &Platform) -> Router {
    Router::new()
        .route("/_pictures/{name}", get(upload::picture))
        .fallback(handle)
        .with_state(platform.clone())
}

/// The answer to a call that came while nothing could be stored: code 2, to be tried again.
pub(crate) fn unavailable(platform: &Platform) -> Response {
    let error = GraphError::unavailable();
    Envelope::new(platform.secrets(), Version::default()).answer(&Err(error))
}

async fn handle(State(platform): State<Platform>, request: Request<Body>) -> Response {
    answer(&platform, request).await
}

/// Whether a path is that of an object by its number or of its edge, with or without a version
/// before it: no page and no tool has one like it.
pub(crate) fn names_an_object(path: &str) -> bool {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let first = segments.next().unwrap_or_default();
    let id = if Version::parse(first).is_some() { segments.next() } else { Some(first) };
    id.is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
        && segments.next().is_none_or(|edge| !edge.contains('.'))
        && segments.next().is_none()
}

/// The answer to one call.
pub(crate) async fn answer(platform: &Platform, request: Request<Body>) -> Response {
    if request.method() == Method::OPTIONS {
        return answer::preflight();
    }
    if missing::is_asked_for(request.method(), request.uri().path(), request.headers()) {
        return missing::page(platform.secrets(), request.uri().path());
    }
    let head = request.method() == Method::HEAD;
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let known_tag = request.headers().get(header::IF_NONE_MATCH).filter(|_| reads).cloned();
    let read = Call::read(request, &platform.settings().api_base).await;
    let version = read.as_ref().map_or(Version::default(), |call| call.target.version);
    let mut envelope = Envelope::new(platform.secrets(), version);
    if reads {
        envelope = envelope.for_reading(known_tag);
    }
    let mut ending = None;
    let mut response = match read {
        Err(error) => envelope.answer(&Err(error)),
        Ok(call) => {
            let keeping = Keeping::of(platform, &call);
            let outcome = dispatch::dispatch(platform, &call).await;
            ending = call.marks.ending();
            let response = envelope.for_call(&call).answer(&outcome);
            match keeping {
                Some(keeping) => keeping.keep(&call, &outcome, response).await,
                None => response,
            }
        }
    };
    let date = platform.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let date = HeaderValue::from_str(&date).expect("words and digits are a header's value");
    response.headers_mut().insert(header::DATE, date);
    if head {
        let body = std::mem::take(response.body_mut());
        // A HEAD is told the length that a GET would be answered (RFC 9110, section 8.6).
        if let Some(length) = body.size_hint().exact().filter(|length| *length > 0) {
            response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        }
    }
    faults::sent(response, ending).await
}

#[cfg(test)]
mod tests {
    use super::names_an_object;

    #[test]
    fn paths_of_pages_and_tools_are_left_to_them() {
        for path in ["/v21.0/106540352242922", "/7", "/v13.0/7/phone_numbers/", "//7//x"] {
            assert!(names_an_object(path), "{path}");
        }
        let others = ["/", "/v21.0", "/v21.0/me", "/v99.0/7", "/v21.0/dialog/oauth", "/v1/health"];
        for path in others.into_iter().chain(["/7/dialog/oauth", "/7/sdk.js", "/desk/7", "/_x"]) {
            assert!(!names_an_object(path), "{path}");
        }
    }
}
