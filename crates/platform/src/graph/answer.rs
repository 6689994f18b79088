//! The HTTP answer to a call: status, headers and Meta's way of writing JSON (contract §7.1 to
//! §7.3).

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use graph::{GraphError, Version, to_meta_json, to_pretty_meta_json};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use shell::secret::{Secrets, sha256_hex};

use super::call::Call;
use super::limits::Usage;

/// How many headers an answer has, with some to spare.
const HEADERS: usize = 20;

/// What the answer to one call carries besides its outcome.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    /// `fbtrace_id` and `x-fb-request-id`.
    trace: String,
    /// `x-fb-debug`.
    debug: String,
    /// The version that answers.
    version: Version,
    /// Whether errors come with status 200 (`suppress_http_code=1`).
    always_ok: bool,
    /// The `ETag` the caller knows already.
    known_tag: Option<HeaderValue>,
    /// Whether the caller reads, so that the answer gets an `ETag`.
    reads: bool,
    /// Whether the answer is written on many lines (`pretty=1`).
    pretty: bool,
    /// Whether the answer tells about the call itself (`debug=all`).
    debugs: bool,
    /// What is said when a retired version was asked for.
    warning: Option<String>,
    /// Header and value about the use of limits.
    usage: Option<(&'static str, String)>,
}

impl Envelope {
    /// The envelope of the next answer. Trace ids come from the platform's random source, so a
    /// simulation repeats them.
    pub(crate) fn new(secrets: &Secrets, version: Version) -> Self {
        Self {
            trace: secrets.token("A", 16),
            debug: secrets.token("", 48),
            version,
            always_ok: false,
            known_tag: None,
            reads: false,
            pretty: false,
            debugs: false,
            warning: None,
            usage: None,
        }
    }

    /// Takes over how a call wants its answer, and what was counted for it.
    pub(crate) fn for_call(mut self, call: &Call) -> Self {
        self.always_ok = call.asks("suppress_http_code");
        self.pretty = call.asks("pretty");
        self.debugs = matches!(call.params.get("debug"), Some("all" | "info" | "warning"));
        self.warning = call.target.retired.as_ref().map(|asked| {
            let version = self.version;
            format!("The call has been auto-upgraded to {version} as {asked} will be deprecated.")
        });
        self.usage = call.usage().map(Usage::header);
        self
    }

    /// Takes over that the request reads, and the `ETag` it knows.
    pub(crate) fn for_reading(mut self, known_tag: Option<HeaderValue>) -> Self {
        self.reads = true;
        self.known_tag = known_tag;
        self
    }

    /// The answer to a call that came to this end.
    pub(crate) fn answer(&self, outcome: &Result<Value, GraphError>) -> Response {
        match outcome {
            Ok(value) => self.success(value),
            Err(error) => self.failure(error),
        }
    }

    fn success(&self, value: &Value) -> Response {
        let text = match value {
            Value::Object(members) if self.debugs => {
                let mut members = members.clone();
                members.insert("__debug__".to_owned(), self.debug_messages());
                self.written(&Value::Object(members))
            }
            value => self.written(value),
        };
        let tag = self.reads.then(|| ["\"", &sha256_hex(text.as_bytes())[..40], "\""].concat());
        let unchanged = tag.is_some()
            && self.known_tag.as_ref().map(HeaderValue::as_bytes)
                == tag.as_deref().map(str::as_bytes);
        let mut response = match unchanged {
            true => self.response(StatusCode::NOT_MODIFIED, String::new()),
            false => self.response(StatusCode::OK, text),
        };
        let headers = response.headers_mut();
        put(headers, header::CACHE_CONTROL, "private, no-cache, no-store, must-revalidate");
        put(headers, header::EXPIRES, "Sat, 01 Jan 2000 00:00:00 GMT");
        put(headers, header::PRAGMA, "no-cache");
        if let Some(tag) = tag {
            headers.insert(header::ETAG, owned(tag));
        }
        response
    }

    fn failure(&self, error: &GraphError) -> Response {
        let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
        let status = if self.always_ok { StatusCode::OK } else { status };
        let told = error.clone().in_version(self.version).to_json(&self.trace);
        let mut response = self.response(status, self.written(&told));
        let headers = response.headers_mut();
        headers.insert(header::WWW_AUTHENTICATE, owned(error.www_authenticate()));
        put(headers, header::CACHE_CONTROL, "no-store");
        response
    }

    fn written(&self, value: &Value) -> String {
        if self.pretty { to_pretty_meta_json(value) } else { to_meta_json(value) }
    }

    /// What `debug=all` adds: warnings about the call.
    fn debug_messages(&self) -> Value {
        match &self.warning {
            None => json!({}),
            Some(warning) => json!({"messages": [{"message": warning, "type": "warning"}]}),
        }
    }

    fn response(&self, status: StatusCode, text: String) -> Response {
        let mut response = Response::new(Body::from(text));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.reserve(HEADERS);
        put(headers, header::CONTENT_TYPE, "application/json; charset=UTF-8");
        put(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        put(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=15552000; preload");
        let mut tell = |name: &'static str, text: &str| {
            headers.insert(HeaderName::from_static(name), owned(text.to_owned()));
        };
        tell("facebook-api-version", &self.version.to_string());
        tell("x-fb-request-id", &self.trace);
        tell("x-fb-trace-id", &self.trace);
        tell("x-fb-rev", "1");
        tell("x-fb-debug", &self.debug);
        if let Some(warning) = &self.warning {
            tell("x-ad-api-version-warning", warning);
        }
        if let Some((name, usage)) = &self.usage {
            tell(name, usage);
        }
        response
    }
}

/// The answer to a browser that asks whether it may call.
pub(crate) fn preflight() -> Response {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    put(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    put(headers, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE, OPTIONS");
    put(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type");
    put(headers, header::ALLOW, "GET, HEAD, POST, DELETE, OPTIONS");
    response
}

fn put(headers: &mut HeaderMap, name: HeaderName, text: &'static str) {
    headers.insert(name, HeaderValue::from_static(text));
}

fn owned(text: String) -> HeaderValue {
    let value = HeaderValue::from_maybe_shared(Bytes::from(text));
    value.expect("header values here are printable ASCII")
}
