//! Static files inside the binary, under addresses that change with their content.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

use crate::secret::sha256_hex;

/// The files this crate brings: Pico's style sheet, htmx and its extension for server-sent events.
/// Their licences lie beside them in `assets/`.
pub const VENDORED: &[(&str, &[u8])] = &[
    ("pico.min.css", include_bytes!("../../assets/pico.min.css")),
    ("htmx.min.js", include_bytes!("../../assets/htmx.min.js")),
    ("htmx-sse.min.js", include_bytes!("../../assets/htmx-sse.min.js")),
];

/// The `content` of `<meta name="htmx-config">`: keeps htmx inside our Content-Security-Policy (no
/// `eval`, no style of its own) and this server, and shows refusals (4xx) like other answers.
pub const HTMX_CONFIG: &str = concat!(
    r#"{"allowEval":false,"allowScriptTags":false,"includeIndicatorStyles":false,"#,
    r#""selfRequestsOnly":true,"historyCacheSize":0,"responseHandling":["#,
    r#"{"code":"204","swap":false},{"code":"[23]..","swap":true},"#,
    r#"{"code":"4..","swap":true,"error":true},{"code":"5..","swap":false,"error":true}]}"#,
);

/// A set of static files. Clones share it.
#[derive(Clone, Debug)]
pub struct Assets(Arc<BTreeMap<&'static str, Asset>>);

#[derive(Debug)]
struct Asset {
    bytes: &'static [u8],
    hash: String,
}

impl Assets {
    /// The vendored files and the caller's own, a table of names and `include_bytes!`.
    #[must_use]
    pub fn new(own: &[(&'static str, &'static [u8])]) -> Self {
        let all = VENDORED.iter().chain(own).map(|(name, bytes)| {
            let hash = sha256_hex(bytes)[..16].to_owned();
            (*name, Asset { bytes, hash })
        });
        Self(Arc::new(all.collect()))
    }

    /// The address of a file: `/assets/<hash of the content>/<name>`.
    ///
    /// # Panics
    /// In debug builds, when there is no such file.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        let asset = self.0.get(name);
        debug_assert!(asset.is_some(), "no asset {name}");
        let hash = asset.map_or("missing", |asset| &asset.hash);
        format!("/assets/{hash}/{name}")
    }

    /// Serves the files. The right hash is cached for ever; another (a page of an older release is
    /// still open) gets today's file, not cached.
    pub fn router(&self) -> Router {
        let assets = self.clone();
        Router::new().route(
            "/assets/{hash}/{name}",
            get(async move |Path((hash, name)): Path<(String, String)>| assets.serve(&hash, &name)),
        )
    }

    fn serve(&self, hash: &str, name: &str) -> Response {
        let Some(asset) = self.0.get(name) else {
            return (StatusCode::NOT_FOUND, "There is no such file.").into_response();
        };
        let caching =
            if hash == asset.hash { "public, max-age=31536000, immutable" } else { "no-cache" };
        ([(CONTENT_TYPE, kind(name)), (CACHE_CONTROL, caching)], asset.bytes).into_response()
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
