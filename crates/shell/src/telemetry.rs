//! Log lines: to standard error, as text or JSON, never with the query of an address. Traces: to a
//! collector of OpenTelemetry, where one is named (feature `otel`).

#[cfg(feature = "otel")]
mod otlp;

use axum::Router;
use axum::extract::Request;
use tower_http::trace::TraceLayer;
use tracing::Level;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer, fmt};

/// What to log and how.
#[derive(Clone, Debug, Default)]
pub struct Telemetry {
    /// One JSON object per line instead of text.
    pub json: bool,
    /// Directives such as `info,shell=debug`; `info` when blank.
    pub filter: String,
    /// Where traces go, such as `http://127.0.0.1:4318`, and what we are called there.
    pub traces: Option<(String, &'static str)>,
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
    /// Traces cannot be sent.
    #[error("traces cannot be sent: {0}")]
    Traces(String),
}

impl Telemetry {
    /// Starts logging, and sending traces, for the whole process. Call once, first of all, inside a
    /// tokio runtime.
    ///
    /// # Errors
    /// A filter that is not understood, a second call, traces that this program cannot send.
    pub fn init(&self) -> Result<(), TelemetryError> {
        let filter = if self.filter.trim().is_empty() { "info" } else { self.filter.trim() };
        let filter = EnvFilter::try_new(filter).map_err(|why| TelemetryError::BadFilter {
            filter: filter.to_owned(),
            why: why.to_string(),
        })?;
        let lines = fmt::layer().with_writer(std::io::stderr);
        let lines = if self.json { lines.json().boxed() } else { lines.boxed() };
        tracing_subscriber::registry()
            .with(lines.with_filter(filter))
            .with(self.spans()?)
            .try_init()
            .map_err(|_| TelemetryError::Twice)
    }

    /// What sends spans, where that is wanted.
    #[cfg(feature = "otel")]
    fn spans<S>(&self) -> Result<Option<impl Layer<S> + use<S>>, TelemetryError>
    where
        S: tracing::Subscriber + for<'a> tracing_subscriber::registry::LookupSpan<'a>,
    {
        let Some((collector, service)) = &self.traces else { return Ok(None) };
        let export = otlp::Export::start(collector, service)
            .map_err(|why| TelemetryError::Traces(why.to_string()))?;
        // The first one stays: a second start is refused as `Twice`.
        let _ = EXPORT.set(export.clone());
        Ok(Some(export.with_filter(tracing_subscriber::filter::filter_fn(otlp::is_ours))))
    }

    /// Says that this program was built without what sends spans.
    #[cfg(not(feature = "otel"))]
    fn spans(&self) -> Result<Option<tracing_subscriber::layer::Identity>, TelemetryError> {
        match self.traces {
            None => Ok(None),
            Some(_) => {
                let why = "this program was built without the feature otel";
                Err(TelemetryError::Traces(why.to_owned()))
            }
        }
    }
}

/// What sends this process's spans.
#[cfg(feature = "otel")]
static EXPORT: std::sync::OnceLock<otlp::Export> = std::sync::OnceLock::new();

/// Sends the spans that wait, as far as the collector takes them. Call last of all.
pub async fn flush() {
    #[cfg(feature = "otel")]
    if let Some(export) = EXPORT.get() {
        export.flush().await;
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
        let error = Telemetry { filter: "=[".into(), ..Telemetry::default() }.init().unwrap_err();
        assert!(error.to_string().contains("not understood"), "{error}");
    }
}
