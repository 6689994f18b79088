//! Cookies: always `HttpOnly`, `SameSite`, and `Secure` where the page is.

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{AppendHeaders, IntoResponseParts, ResponseParts};
use http::header::{COOKIE, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};

/// The cookies of a request. An extractor.
#[derive(Clone, Debug, Default)]
pub struct Cookies(BTreeMap<String, String>);

impl Cookies {
    /// Reads the `Cookie` headers. Of equal names the first counts.
    #[must_use]
    pub fn read(headers: &HeaderMap) -> Self {
        let mut cookies = BTreeMap::new();
        let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
        for pair in lines.flat_map(|line| line.split(';')) {
            if let Some((name, value)) = pair.trim().split_once('=') {
                cookies.entry(name.to_owned()).or_insert_with(|| decoded(value));
            }
        }
        Self(cookies)
    }

    /// The value of a cookie.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

impl<S: Sync> FromRequestParts<S> for Cookies {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::read(&parts.headers))
    }
}

/// When a browser sends a cookie along with requests that another site started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// When following a link here.
    Lax,
    /// Never.
    Strict,
}

/// A cookie to set, for the whole server and the browser's session unless said otherwise. Part of a
/// response: `(cookie, see_other("/"))`.
#[derive(Clone, Debug)]
pub struct Cookie {
    name: &'static str,
    value: String,
    path: String,
    age_s: Option<u64>,
    same_site: SameSite,
    secure: bool,
}

impl Cookie {
    /// A cookie with any text as value. `secure` when the page is served over https.
    #[must_use]
    pub fn new(name: &'static str, value: impl Into<String>, secure: bool) -> Self {
        let (value, path) = (value.into(), "/".to_owned());
        Self { name, value, path, age_s: None, same_site: SameSite::Lax, secure }
    }

    /// Takes a cookie away.
    #[must_use]
    pub fn gone(name: &'static str, secure: bool) -> Self {
        Self::new(name, "", secure).age_s(0)
    }

    /// How long the browser keeps it, in seconds.
    #[must_use]
    pub fn age_s(mut self, age_s: u64) -> Self {
        self.age_s = Some(age_s);
        self
    }

    /// Sent for this path and below only.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// When it is sent with requests of other sites.
    #[must_use]
    pub fn same_site(mut self, same_site: SameSite) -> Self {
        self.same_site = same_site;
        self
    }

    /// The value of the `Set-Cookie` header.
    ///
    /// # Panics
    /// When name or path, which are the program's own, cannot stand in a header.
    #[must_use]
    pub fn header(&self) -> HeaderValue {
        let value: String = form_urlencoded::byte_serialize(self.value.as_bytes()).collect();
        let mut text = format!("{}={value}; Path={}; HttpOnly", self.name, self.path);
        text.push_str(match self.same_site {
            SameSite::Lax => "; SameSite=Lax",
            SameSite::Strict => "; SameSite=Strict",
        });
        if let Some(age_s) = self.age_s {
            text.push_str(&format!("; Max-Age={age_s}"));
        }
        if self.secure {
            text.push_str("; Secure");
        }
        HeaderValue::from_str(&text).expect("name and path are plain text")
    }
}

impl IntoResponseParts for Cookie {
    type Error = Infallible;

    fn into_response_parts(self, response: ResponseParts) -> Result<ResponseParts, Infallible> {
        match AppendHeaders([(SET_COOKIE, self.header())]).into_response_parts(response) {
            Ok(response) => Ok(response),
            Err(_) => unreachable!("the header is one already"),
        }
    }
}

fn decoded(value: &str) -> String {
    // A value is not a form, so a lone text is read as a form's first key.
    let escaped = value.replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(escaped.as_bytes()).map(|(text, _)| text.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_value_comes_back() {
        for value in ["plain", "a=b; c", "ü &+%", ""] {
            let set = Cookie::new("s", value, false).header();
            let pair = set.to_str().unwrap().split(';').next().unwrap().to_owned();
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, format!("x=1; {pair}").parse().unwrap());
            assert_eq!(Cookies::read(&headers).get("s"), Some(value));
        }
    }

    #[test]
    fn flags_are_set() {
        let cookie = Cookie::new("s", "v", true).age_s(60).same_site(SameSite::Strict);
        assert_eq!(cookie.header(), "s=v; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
        assert_eq!(
            Cookie::gone("s", false).path("/x").header(),
            "s=; Path=/x; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }
}
