//! Building requests.

use std::net::IpAddr;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, Request};
use serde_json::Value;

use super::HttpError;
use crate::telemetry::redact;

/// A GET request, with a bearer token if given.
///
/// # Errors
/// [`HttpError::BadRequest`] for a bad address or a token that is no header value.
pub fn get(url: &str, bearer: Option<&str>) -> Result<Request<Bytes>, HttpError> {
    build(Method::GET, url, bearer, None)
}

/// A POST request with a form as body, with a bearer token if given.
///
/// # Errors
/// As [`get`].
pub fn post_form(
    url: &str,
    form: &[(&str, &str)],
    bearer: Option<&str>,
) -> Result<Request<Bytes>, HttpError> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    build(Method::POST, url, bearer, Some(("application/x-www-form-urlencoded", body)))
}

/// A POST request with JSON as body, with a bearer token if given.
///
/// # Errors
/// As [`get`].
pub fn post_json(
    url: &str,
    body: &Value,
    bearer: Option<&str>,
) -> Result<Request<Bytes>, HttpError> {
    build(Method::POST, url, bearer, Some(("application/json", body.to_string())))
}

fn build(
    method: Method,
    url: &str,
    bearer: Option<&str>,
    body: Option<(&'static str, String)>,
) -> Result<Request<Bytes>, HttpError> {
    let bad = |why: http::Error| HttpError::BadRequest { to: redact(url), why: why.to_string() };
    let mut request = Request::builder().method(method).uri(url).header(ACCEPT, "application/json");
    if let Some(token) = bearer {
        let value = HeaderValue::try_from(format!("Bearer {token}"));
        let mut value = value.map_err(|error| bad(error.into()))?;
        value.set_sensitive(true);
        request = request.header(AUTHORIZATION, value);
    }
    let Some((kind, body)) = body else {
        return request.body(Bytes::new()).map_err(bad);
    };
    request.header(CONTENT_TYPE, kind).body(Bytes::from(body)).map_err(bad)
}

/// Whether a host name or address is this machine by definition: `localhost`, a name below
/// `.localhost`, `127.0.0.0/8` or `[::1]`. No name is looked up.
#[must_use]
pub fn is_loopback_host(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
    if let Ok(address) = bare.parse::<IpAddr>() {
        return address.is_loopback();
    }
    let name = bare.to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

/// Whether an `http` or `https` address leads to this machine (see [`is_loopback_host`]).
#[must_use]
pub fn is_loopback_url(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(is_loopback_host)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_decided_by_the_name_alone() {
        for url in [
            "http://localhost",
            "http://Platform.LOCALHOST:8090/x",
            "http://127.0.0.1:1",
            "http://[::1]:80",
        ] {
            assert!(is_loopback_url(url), "{url}");
        }
        for url in [
            "http://localhost.example.com",
            "http://notlocalhost",
            "http://127.0.0.1.example.com",
            "http://10.0.0.1",
            "http://localhost@example.com",
            "ftp://localhost",
            "localhost",
        ] {
            assert!(!is_loopback_url(url), "{url}");
        }
    }

    #[test]
    fn requests_carry_token_and_body_and_errors_hide_the_query() {
        let request = post_form("http://a.test/x?q=1", &[("a", "b c&")], Some("T")).unwrap();
        assert_eq!(request.body(), "a=b+c%26");
        assert_eq!(request.headers()[AUTHORIZATION], "Bearer T");
        assert!(request.headers()[AUTHORIZATION].is_sensitive());
        let error = get("http://a.test/x?access_token=SECRET", Some("bad\ntoken")).unwrap_err();
        assert!(!error.to_string().contains("SECRET"), "{error}");
        assert!(error.never_sent());
    }
}
