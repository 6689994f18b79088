//! The provider's public site: the page with the button, taking what the dialog brings back, and
//! the business's view of what became of it.

mod browser;
mod device;
mod hand_over;
mod page;
mod progress;
mod start;
mod status;
mod words;

use axum::routing::{get, post};
use axum::{Extension, Router};
use shell::web::{Opener, PageHeaders, csrf_gate, secure_headers};
use url::Url;

use crate::Provider;
use crate::pages::{ASSETS, nowhere, origins};

/// The public routes, the assets of all pages, and the page for addresses nobody answers.
pub fn router(provider: &Provider) -> Router {
    let settings = &provider.settings;
    let pages = Router::new()
        .route("/", get(page::page))
        .route("/signup", get(page::page))
        .route("/signup/start", post(start::start))
        .route("/signup/callback", post(hand_over::hand_over))
        .route("/signup/cancelled", post(hand_over::cancelled))
        .route("/signup/status", get(status::page))
        .route("/signup/status/progress", get(status::progress))
        .fallback(nowhere)
        .layer(Extension(start::Pace::default()))
        .with_state(provider.clone())
        .merge(ASSETS.router());
    // The SDK is the one script of others, and the pop-up must be able to answer this page.
    let mut headers = PageHeaders::new(Opener::SameOriginAllowPopups);
    if let Ok(sdk) = Url::parse(&settings.sdk_url) {
        let sdk = sdk.origin().ascii_serialization();
        headers = headers.allow("script-src", sdk.clone()).allow("connect-src", sdk);
    }
    secure_headers(csrf_gate(pages, origins(settings)), headers, &provider.secrets)
}
