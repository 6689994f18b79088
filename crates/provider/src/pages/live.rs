//! Parts of a page that ask the server every few seconds whether they have changed.
//!
//! Such a part carries the digest of what it shows. The server answers 204 while that is still
//! right, so nothing on the page moves, loses focus or is read aloud unless something happened.
//! Without JavaScript a reload shows the same.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CACHE_CONTROL, HeaderName};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use shell::secret::sha256_hex;

/// What makes the browser load another page instead of the part.
const REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");

/// The query of a request for a part: the digest of what the page shows.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Seen {
    /// Absent when the whole page is asked for.
    seen: Option<String>,
}

/// A part of a page.
pub(crate) struct Live<'a> {
    /// The id of its element.
    pub id: &'a str,
    /// The path, with query if any, that answers with this part.
    pub path: &'a str,
    /// How long the browser waits before asking again, in seconds.
    pub every_s: u32,
    /// What it shows.
    pub inner: Markup,
}

impl Live<'_> {
    /// The part inside its page.
    pub(crate) fn markup(&self) -> Markup {
        html! { div aria-live="polite" aria-atomic="false" { (self.part()) } }
    }

    /// The answer to the part's question: itself, or 204 when the page shows just that.
    pub(crate) fn answer(&self, seen: &Seen) -> Response {
        if seen.seen.as_deref() == Some(self.digest().as_str()) {
            return StatusCode::NO_CONTENT.into_response();
        }
        ([(CACHE_CONTROL, "no-store")], self.part()).into_response()
    }

    fn part(&self) -> Markup {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        let path = format!("{}{joint}seen={}", self.path, self.digest());
        let trigger = format!("every {}s", self.every_s);
        html! {
            div id=(self.id) hx-get=(path) hx-trigger=(trigger) hx-swap="outerHTML" {
                (PreEscaped(&self.inner.0))
            }
        }
    }

    fn digest(&self) -> String {
        let mut digest = sha256_hex(self.inner.0.as_bytes());
        digest.truncate(16);
        digest
    }
}

/// Tells a part whose page may no longer be seen to load `to` instead.
pub(crate) fn leave_for(to: &str) -> Response {
    (StatusCode::UNAUTHORIZED, [(REDIRECT, to.to_owned())]).into_response()
}

/// Tells a part whose page shows too little now to load the page afresh, from `to`.
pub(crate) fn start_afresh(to: &str) -> Response {
    (StatusCode::NO_CONTENT, [(REDIRECT, to.to_owned())]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unchanged_part_is_not_sent_again() {
        let live = |words: &str| Live {
            id: "x",
            path: "/x?q=1",
            every_s: 2,
            inner: html! { p { (words) } },
        };
        let page = live("a").markup().into_string();
        let seen = page.split("seen=").nth(1).unwrap()[..16].to_owned();
        assert!(page.contains("/x?q=1&amp;seen="), "{page}");
        let seen = Seen { seen: Some(seen) };
        assert_eq!(live("a").answer(&seen).status(), StatusCode::NO_CONTENT);
        assert_eq!(live("b").answer(&seen).status(), StatusCode::OK);
        assert_eq!(live("a").answer(&Seen::default()).status(), StatusCode::OK);
    }
}
