//! One call as Graph understands it, read from an HTTP request (contract §7.4, §7.6, §7.8).

use std::fmt;
use std::sync::OnceLock;

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart};
use bytes::Bytes;
use graph::error::Method as Verb;
use graph::{GraphError, Params, Version, sent_token};
use http::request::Parts;
use http::{HeaderMap, HeaderName, Method, Request, StatusCode, header};
use http_body_util::LengthLimitError;

use super::faults::Marks;
use super::limits::Usage;

/// The largest body a call may have, in bytes.
const BODY_MAX: usize = 16 << 20;

/// Where a call is addressed to: its path, split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The version answered; the current one where the path names none.
    pub(crate) version: Version,
    /// The segments behind the version, empty ones left out: a slash at the end means nothing.
    pub(crate) path: Vec<String>,
    /// The retired version that was asked for, where a newer one answers.
    pub(crate) retired: Option<String>,
}

impl Target {
    /// Splits a path such as `/v21.0/106540352242922/phone_numbers/`.
    ///
    /// # Errors
    /// `Unknown path components` for a version that is not answered.
    pub(crate) fn of(path: &str) -> Result<Self, GraphError> {
        let decoded = |segment: &str| {
            if !segment.contains(['%', '+', '&', '=']) {
                return segment.to_owned();
            }
            let plus_kept = segment.replace('+', "%2B");
            let mut pairs = form_urlencoded::parse(plus_kept.as_bytes());
            pairs.next().map(|(name, _)| name.into_owned()).unwrap_or_default()
        };
        let mut path: Vec<String> =
            path.split('/').filter(|segment| !segment.is_empty()).map(decoded).collect();
        let Some(first) = path.first() else {
            return Ok(Self { version: Version::default(), path, retired: None });
        };
        if let Some(version) = Version::parse(first) {
            let asked = path.remove(0);
            let retired = Version::is_retired(&asked).then_some(asked);
            return Ok(Self { version, path, retired });
        }
        if Version::looks_like_one(first) {
            return Err(GraphError::unknown_path(&path.join("/")));
        }
        Ok(Self { version: Version::default(), path, retired: None })
    }
}

/// A file of a multipart body.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// The name of its part.
    pub(crate) part: String,
    /// The name it had where it came from.
    pub(crate) name: String,
    /// Its media type, as the sender says.
    pub(crate) kind: String,
    /// What is in it.
    pub(crate) bytes: Bytes,
}

/// Leaves the contents out.
impl fmt::Debug for File {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "File({}, {}, {} bytes)", self.part, self.name, self.bytes.len())
    }
}

/// One call.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// What it does, after `method=` was considered.
    pub(crate) verb: Verb,
    /// Where it is addressed to.
    pub(crate) target: Target,
    /// Everything it says, wherever it stood.
    pub(crate) params: Params,
    /// The access token it came with, if any.
    pub(crate) token: Option<String>,
    /// The origin it was addressed to, for the links of pages.
    pub(crate) origin: String,
    /// The files of a multipart body.
    pub(crate) files: Vec<File>,
    /// A part of a file that is uploaded in parts: where it begins, and its bytes.
    pub(crate) upload: Option<(String, Bytes)>,
    /// What faults do to it.
    pub(crate) marks: Marks,
    /// How much of its limit is used, once that was counted.
    usage: OnceLock<Usage>,
}

impl Call {
    /// Reads a request. `api_base` stands in where the request does not name its host.
    ///
    /// # Errors
    /// For an unknown version, an unknown method, and a body that cannot be read.
    pub(crate) async fn read(request: Request<Body>, api_base: &str) -> Result<Self, GraphError> {
        let (parts, body) = request.into_parts();
        let target = Target::of(parts.uri.path())?;
        let mut params = Params::of_query(parts.uri.query().unwrap_or_default());
        let uploads = target.path.first().is_some_and(|first| first.starts_with("upload:"));
        let (mut files, mut upload) = (Vec::new(), None);
        if uploads && parts.method == Method::POST {
            let bytes = whole(body).await?;
            let offset = text_of(&parts.headers, &HeaderName::from_static("file_offset"));
            upload = Some((offset.to_owned(), bytes));
        } else {
            files = read_body(&parts, body, &mut params).await?;
        }
        let verb = verb_of(&parts.method, &params)?;
        let token = sent_token(Some(text_of(&parts.headers, &header::AUTHORIZATION)), &params);
        let origin = origin_of(&parts.headers, api_base);
        Ok(Self { files, upload, ..Self::new(verb, target, params, (token, origin)) })
    }

    /// A call without files.
    pub(crate) fn new(
        verb: Verb,
        target: Target,
        params: Params,
        (token, origin): (Option<String>, String),
    ) -> Self {
        let (files, upload, marks, usage) = Default::default();
        Self { verb, target, params, token, origin, files, upload, marks, usage }
    }

    /// Notes how much of its limit is used with this call.
    pub(crate) fn note_usage(&self, usage: Usage) {
        // A second note would say the same.
        let _ = self.usage.set(usage);
    }

    /// How much of its limit is used, if that was counted.
    pub(crate) fn usage(&self) -> Option<&Usage> {
        self.usage.get()
    }

    /// Whether a parameter says yes.
    pub(crate) fn asks(&self, name: &str) -> bool {
        matches!(self.params.get(name).map(str::trim), Some("1" | "true" | "True"))
    }

    /// The segments of the path.
    pub(crate) fn path(&self) -> Vec<&str> {
        self.target.path.iter().map(String::as_str).collect()
    }

    /// The absolute address without its query.
    pub(crate) fn address(&self) -> String {
        graph::page::base_url(&self.origin, self.target.version, &self.target.path.join("/"))
    }
}

/// The method, or the one `method=` asks for instead.
fn verb_of(method: &Method, params: &Params) -> Result<Verb, GraphError> {
    let sent = params.non_empty("method").unwrap_or(method.as_str()).to_ascii_uppercase();
    match sent.as_str() {
        "GET" | "HEAD" => Ok(Verb::Get),
        "POST" => Ok(Verb::Post),
        "DELETE" => Ok(Verb::Delete),
        _ => Err(GraphError::invalid_parameter("Unsupported method")),
    }
}

/// Adds what the body says; the files it brings.
async fn read_body(
    parts: &Parts,
    body: Body,
    params: &mut Params,
) -> Result<Vec<File>, GraphError> {
    let kind = text_of(&parts.headers, &header::CONTENT_TYPE).to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        return read_multipart(parts, body, params).await;
    }
    if HttpBody::is_end_stream(&body) {
        return Ok(Vec::new());
    }
    let bytes = whole(body).await?;
    let looks_like_json = bytes.trim_ascii_start().first() == Some(&b'{');
    if kind.starts_with("application/json") || looks_like_json {
        params.push_json(&bytes)?;
    } else {
        params.push_form(&bytes);
    }
    Ok(Vec::new())
}

/// All of a body.
async fn whole(body: Body) -> Result<Bytes, GraphError> {
    if HttpBody::size_hint(&body).lower() > BODY_MAX as u64 {
        return Err(GraphError::too_large(BODY_MAX));
    }
    to_bytes(body, BODY_MAX).await.map_err(|error| {
        let cause = error.into_inner();
        match cause.is::<LengthLimitError>() {
            true => GraphError::too_large(BODY_MAX),
            false => GraphError::invalid_parameter("The body could not be read"),
        }
    })
}

/// Adds the text parts of a multipart body; its files.
async fn read_multipart(
    parts: &Parts,
    body: Body,
    params: &mut Params,
) -> Result<Vec<File>, GraphError> {
    let bad = |why: MultipartError| match why.status() {
        StatusCode::PAYLOAD_TOO_LARGE => GraphError::too_large(BODY_MAX),
        _ => GraphError::invalid_parameter(&why.body_text()),
    };
    let mut request = Request::from_parts(parts.clone(), body);
    DefaultBodyLimit::max(BODY_MAX).apply(&mut request);
    let mut multipart = Multipart::from_request(request, &())
        .await
        .map_err(|e| GraphError::invalid_parameter(&e.body_text()))?;
    let mut files = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(bad)? {
        let part = field.name().unwrap_or_default().to_owned();
        let Some(name) = field.file_name().map(str::to_owned) else {
            let text = field.text().await.map_err(bad)?;
            params.push(part, text);
            continue;
        };
        let kind = field.content_type().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(bad)?;
        files.push(File { part, name, kind, bytes });
    }
    Ok(files)
}

/// The origin the caller used: its `Host` header, on the scheme of the configured address.
fn origin_of(headers: &HeaderMap, api_base: &str) -> String {
    let scheme = api_base.split_once("://").map_or("http", |(scheme, _)| scheme);
    match text_of(headers, &header::HOST) {
        "" => api_base.trim_end_matches('/').to_owned(),
        host => format!("{scheme}://{host}"),
    }
}

fn text_of<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::Request;

    use graph::error::Method as Verb;

    use super::{Call, Target};

    async fn read(request: Request<Body>) -> Call {
        Call::read(request, "http://127.0.0.1:8090").await.unwrap()
    }

    #[test]
    fn a_path_has_a_version_or_not() {
        let split =
            |path: &str| Target::of(path).map(|t| (t.version.to_string(), t.path.join("|")));
        assert_eq!(
            split("/v21.0/7/phone_numbers/"),
            Ok(("v21.0".into(), "7|phone_numbers".into()))
        );
        assert_eq!(split("/7"), Ok(("v21.0".into(), "7".into())));
        assert_eq!(split("//v17.0//me/"), Ok(("v17.0".into(), "me".into())));
        assert_eq!(split("/"), Ok(("v21.0".into(), String::new())));
        assert_eq!(split("/v99.0/me").unwrap_err().code, 2500);
    }

    #[tokio::test]
    async fn parameters_come_from_everywhere() {
        let form = Request::post("/v21.0/7/assigned_users?user=1&access_token=q")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", "Bearer h")
            .body(Body::from("tasks[]=MANAGE"))
            .unwrap();
        let call = read(form).await;
        assert_eq!((call.verb, call.token.as_deref()), (Verb::Post, Some("q")));
        assert_eq!(
            (call.params.get("user"), call.params.list("tasks")),
            (Some("1"), vec!["MANAGE".to_owned()])
        );

        let json = Request::post("/7").header("authorization", "OAuth h");
        let call =
            read(json.body(Body::from(r#" {"pin":"123456","method":"delete"}"#)).unwrap()).await;
        assert_eq!((call.verb, call.token.as_deref()), (Verb::Delete, Some("h")));
        assert_eq!(call.params.get("pin"), Some("123456"));

        let parts = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\
                     --x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"g\"\r\n\r\n2\r\n\
                     --x--\r\n";
        let multipart =
            Request::post("/7").header("content-type", "multipart/form-data; boundary=x");
        let call = read(multipart.body(Body::from(parts)).unwrap()).await;
        assert_eq!((call.params.get("a"), call.params.get("f")), (Some("1"), None));
    }

    #[tokio::test]
    async fn links_lead_back_to_the_host_that_was_called() {
        let named = Request::get("/v19.0/7/x/?a=1").header("host", "platform.localhost:1");
        let call = read(named.body(Body::empty()).unwrap()).await;
        assert_eq!(call.address(), "http://platform.localhost:1/v19.0/7/x");
        let call = read(Request::get("/7").body(Body::empty()).unwrap()).await;
        assert_eq!(call.address(), "http://127.0.0.1:8090/v21.0/7");
    }
}
