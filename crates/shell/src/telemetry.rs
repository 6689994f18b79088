//! Log lines: to standard error, as text or JSON, never with the query of an address.

use axum::Router;
use axum::extract::Request;
use tower_http::trace::TraceLayer;
use tracing::Level;
use tracing_subscriber::EnvFilter;

/// What to log and how.
#[derive(Clone, Debug, Default)]
pub struct Telemetry {
    /// One JSON object per line instead of text.
    pub json: bool,
    /// Directives such as `info,shell=debug`; `info` when blank.
    pub filter: String,
}

/// Why logging was not set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is not understood.
    #[error("the log filter {filter:?} is not understood ({why}): write for example `info`")]
    BadFilter {
        /// The filter given.
        filter: String,
        /// What is wrong.
        why: String,
    },
    /// Logging was set up before in this process.
    #[error("logging is set up already")]
    Twice,
}

impl Telemetry {
    /// Starts logging for the whole process. Call once, first of all.
    ///
    /// # Errors
    /// A filter that is not understood, or a second call.
    pub fn init(&self) -> Result<(), TelemetryError> {
        let filter = if self.filter.trim().is_empty() { "info" } else { self.filter.trim() };
        let filter = EnvFilter::try_new(filter).map_err(|why| TelemetryError::BadFilter {
            filter: filter.to_owned(),
            why: why.to_string(),
        })?;
        let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        let set = if self.json { lines.json().try_init() } else { lines.try_init() };
        set.map_err(|_| TelemetryError::Twice)
    }
}

/// Logs each request of a router at level debug: method, path without query, status, time taken.
pub fn traced(router: Router) -> Router {
    router.layer(TraceLayer::new_for_http().make_span_with(|request: &Request| {
        let (method, path) = (request.method(), request.uri().path());
        tracing::span!(Level::DEBUG, "http", %method, path)
    }))
}

/// An address without user, password, query and fragment: what may be logged.
#[must_use]
pub fn redact(url: &str) -> String {
    let shown = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = shown.split_once("://") else {
        return shown.to_owned();
    };
    let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_in_addresses_are_not_shown() {
        for (url, shown) in [
            ("https://a.test/v21.0/me?access_token=S#f", "https://a.test/v21.0/me"),
            ("smtp://user:S@mail.test:587", "smtp://mail.test:587"),
            ("/oauth?code=S", "/oauth"),
            ("http://a.test?x=S", "http://a.test"),
        ] {
            assert_eq!(redact(url), shown);
        }
        let error = Telemetry { json: false, filter: "=[".into() }.init().unwrap_err();
        assert!(error.to_string().contains("not understood"), "{error}");
    }
}
