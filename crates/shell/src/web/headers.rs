//! Response headers that keep a page from being framed, sniffed or scripted by others.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderValue};

use crate::secret::Secrets;

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// What a page and the window that opened it may know of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// Nothing, unless both are of this server.
    SameOrigin,
    /// Pop-ups this page opens may answer (the page with the signup button).
    SameOriginAllowPopups,
    /// The page may answer the window that opened it (the signup pop-up).
    UnsafeNone,
}

impl Opener {
    fn value(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::SameOrigin => "same-origin",
            Self::SameOriginAllowPopups => "same-origin-allow-popups",
            Self::UnsafeNone => "unsafe-none",
        })
    }
}

/// How pages are protected.
#[derive(Clone, Debug)]
pub struct PageHeaders {
    /// Cross-Origin-Opener-Policy.
    pub opener: Opener,
    /// Sources allowed besides this server, by directive: `("connect-src", "https://…")`. Note
    /// that browsers hold redirects after a form against `form-action` too.
    pub also: Vec<(&'static str, String)>,
}

/// The value a page puts into the `nonce` attribute of its inline script and style elements. Take
/// it with `axum::Extension<Nonce>`.
#[derive(Clone, Debug)]
pub struct Nonce(pub String);

/// The policy before additions: scripts and styles of this server or with the nonce, no frames.
const POLICY: [(&str, &str); 9] = [
    ("default-src", "'self'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("connect-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("object-src", "'none'"),
    ("frame-ancestors", "'none'"),
];

impl PageHeaders {
    /// Nothing allowed besides this server.
    #[must_use]
    pub fn new(opener: Opener) -> Self {
        Self { opener, also: Vec::new() }
    }

    /// Allows one more source for a directive.
    #[must_use]
    pub fn allow(mut self, directive: &'static str, source: impl Into<String>) -> Self {
        self.also.push((directive, source.into()));
        self
    }

    /// The Content-Security-Policy for one response.
    #[must_use]
    pub fn policy(&self, nonce: &Nonce) -> String {
        let mut policy: Vec<(&str, String)> = POLICY.map(|(name, base)| (name, base.into())).into();
        for (directive, source) in &self.also {
            match policy.iter_mut().find(|(name, _)| name == directive) {
                // 'none' stands alone or not at all.
                Some((_, sources)) if sources == "'none'" => sources.clone_from(source),
                Some((_, sources)) => sources.extend([" ", source]),
                None => policy.push((directive, source.clone())),
            }
        }
        for (name, sources) in &mut policy {
            if matches!(*name, "script-src" | "style-src") {
                sources.push_str(&format!(" 'nonce-{}'", nonce.0));
            }
        }
        let parts: Vec<String> =
            policy.iter().map(|(name, sources)| format!("{name} {sources}")).collect();
        parts.join("; ")
    }

    fn set(&self, headers: &mut HeaderMap, nonce: &Nonce) {
        let policy = HeaderValue::from_str(&self.policy(nonce));
        let policy = policy.unwrap_or(HeaderValue::from_static("default-src 'none'"));
        // A handler that sets its own value means it.
        headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
        headers.entry(OPENER_POLICY).or_insert(self.opener.value());
        for (name, value) in [
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (REFERRER_POLICY, "same-origin"),
            (X_FRAME_OPTIONS, "DENY"),
        ] {
            headers.entry(name).or_insert(HeaderValue::from_static(value));
        }
    }
}

/// Sets the headers on every response of `router` that has not set them itself, and gives each
/// request a [`Nonce`].
pub fn secure_headers(router: Router, headers: PageHeaders, secrets: &Secrets) -> Router {
    let secrets = secrets.clone();
    router.layer(from_fn(move |mut request: Request, next: Next| {
        let (headers, nonce) = (headers.clone(), Nonce(secrets.token("", 16)));
        request.extensions_mut().insert(nonce.clone());
        async move {
            let mut response: Response = next.run(request).await;
            headers.set(response.headers_mut(), &nonce);
            response
        }
    }))
}
