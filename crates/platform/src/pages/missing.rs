//! What a person sees at an address where nothing is.

use axum::response::{IntoResponse, Response};
use graph::Version;
use http::{HeaderMap, Method, StatusCode, header};
use maud::html;
use shell::secret::Secrets;
use shell::web::{Nonce, Opener, PageHeaders};

use super::layout::Frame;

/// Whether a browser opens this address as a page, and no call of the Graph API begins like it.
pub(crate) fn is_asked_for(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let opens = matches!(*method, Method::GET | Method::HEAD);
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    opens && accepted.is_some_and(|kinds| kinds.contains("text/html")) && !is_graph(path)
}

/// Whether a path begins as those of the Graph API do: with a version, an id, or a word it knows.
fn is_graph(path: &str) -> bool {
    let first = path.split('/').find(|segment| !segment.is_empty()).unwrap_or_default();
    let known = ["me", "oauth", "debug_token", ""];
    let id = first.bytes().all(|byte| byte.is_ascii_digit());
    id || known.contains(&first) || Version::looks_like_one(first)
}

/// The page, with the headers of all pages: it is also shown where no page's route is.
pub(crate) fn page(secrets: &Secrets, path: &str) -> Response {
    let bar = html! {
        header.bar { nav aria-label="Vestibule" { a.mark href="/" { "Vestibule" } } }
    };
    let body = html! {
        h1 { "There is nothing here" }
        p { "This platform has no page at " code { (path) } "." }
        ul {
            li { a href="/" { "Front page" } ": where is what" }
            li { a href="/desk" { "Desk" } ": telephones, mailbox, clock, reviews" }
            li { a href="/business" { "Business Manager" } }
        }
    };
    let policy = PageHeaders::new(Opener::SameOrigin).policy(&Nonce(secrets.token("", 16)));
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy.as_str()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::VARY, "Accept"),
    ];
    let page = Frame::wide("Not found").around(bar, body);
    (StatusCode::NOT_FOUND, headers, page).into_response()
}

#[cfg(test)]
mod tests {
    use super::is_asked_for;
    use http::{HeaderMap, Method, header};

    #[test]
    fn only_a_browser_at_a_path_that_is_none_of_graph_sees_the_page() {
        let asked = |method: &Method, path: &str, accept: &'static str| {
            let headers = HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]);
            is_asked_for(method, path, &headers)
        };
        let browser = "text/html,application/xhtml+xml,*/*;q=0.8";
        for path in ["/nope", "/desk/nope", "/signup", "/wa/manage", "/version/1"] {
            assert!(asked(&Method::GET, path, browser), "{path}");
            assert!(!asked(&Method::GET, path, "*/*"), "{path}");
            assert!(!asked(&Method::POST, path, browser), "{path}");
        }
        for path in ["/", "/v21.0/nope", "/v99.0", "/123", "/me", "/oauth/x", "/debug_token"] {
            assert!(!asked(&Method::GET, path, browser), "{path}");
        }
    }
}
