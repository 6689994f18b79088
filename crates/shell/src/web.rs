//! What every page needs: safe headers, gates against forged calls, cookies, assets.
//!
//! A server wraps its pages once: `secure_headers(csrf_gate(host_gate(pages, …), …), …)`. APIs
//! that authenticate by bearer token need the gate for hosts only.

mod assets;
mod cookie;
mod gate;
mod headers;
mod peer;
mod pieces;
mod request_id;

use axum::response::{IntoResponse, Response};
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};

pub use self::assets::{Assets, HTMX_CONFIG, VENDORED};
pub use self::cookie::{Cookie, Cookies, SameSite};
pub use self::gate::{Hosts, csrf_gate, host_gate};
pub use self::headers::{Nonce, Opener, PageHeaders, secure_headers};
pub use self::peer::{Sender, TrustedProxies, know_senders};
pub use self::pieces::{Tone, badge, days_left, empty, time};
pub use self::request_id::{name_requests, request_id};

/// Sends the browser on with GET (303), the usual end of a form. An address that is no header value
/// leads to `/`.
#[must_use]
pub fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

/// A path of this server that came from a request (such as `?next=`), or `None` if it is no address
/// as written, or if a browser might take it for another server's.
#[must_use]
pub fn local_path(path: &str) -> Option<&str> {
    let second = path.strip_prefix('/')?.chars().next();
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && second != Some('/')).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_followed() {
        for own in ["/", "/clients?x=1", "/a//b"] {
            assert_eq!(local_path(own), Some(own));
        }
        for foreign in
            ["", "//evil.test", "/\\evil.test", "https://evil.test", "/\t/evil.test", "x"]
        {
            assert_eq!(local_path(foreign), None, "{foreign:?}");
        }
        assert_eq!(see_other("/x\r\ny").headers()[LOCATION], "/");
    }
}
