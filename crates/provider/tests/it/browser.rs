//! A browser without a screen: keeps cookies, sends what a browser sends, calls the router.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use http::header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE, USER_AGENT};
use http::{HeaderMap, Method, Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt as _;

/// Where the provider says it is reached.
pub(crate) const ORIGIN_OF_PAGES: &str = "http://provider.localhost:8080";

/// A desktop browser, as it calls itself.
const DESKTOP: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0";

/// What came back.
pub(crate) struct Page {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Page {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("the body is JSON")
    }

    /// Where a redirect leads.
    pub(crate) fn location(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |to| to.to_str().unwrap())
    }

    /// The value of the first attribute of this name, with entities as they stand.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        let start = self.text.find(&format!(" {name}=\"")).expect("the attribute is there");
        let rest = &self.text[start + name.len() + 3..];
        &rest[..rest.find('"').unwrap()]
    }
}

/// One browser with its cookies.
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The name under which it calls the server.
    pub host: &'static str,
    /// The origin of the page that sends forms, if it says so.
    pub origin: Option<&'static str>,
    /// What it calls itself.
    pub agent: &'static str,
}

impl Browser {
    pub(crate) fn new(router: &Router) -> Self {
        let router = router.clone();
        Self {
            router,
            cookies: BTreeMap::new(),
            host: "provider.localhost:8080",
            origin: Some(ORIGIN_OF_PAGES),
            agent: DESKTOP,
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, "", String::new()).await
    }

    pub(crate) async fn post_json(&mut self, path: &str, body: &Value) -> Page {
        self.send(Method::POST, path, "application/json", body.to_string()).await
    }

    pub(crate) async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.send(Method::POST, path, "application/x-www-form-urlencoded", body.finish()).await
    }

    /// Gives it a cookie that it did not get from us.
    pub(crate) fn plant(&mut self, cookie: &str, value: &str) {
        self.cookies.insert(cookie.to_owned(), value.to_owned());
    }

    /// Whether it holds a cookie.
    pub(crate) fn holds(&self, cookie: &str) -> bool {
        self.cookies.contains_key(cookie)
    }

    /// Sends exactly this request, without cookies.
    pub(crate) async fn raw(&mut self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.page(response).await
    }

    async fn send(&mut self, method: Method, path: &str, kind: &str, body: String) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header("host", self.host)
            .header(USER_AGENT, self.agent)
            .header(COOKIE, cookies.join("; "));
        if method == Method::POST {
            request = request.header(CONTENT_TYPE, kind);
            if let Some(origin) = self.origin {
                request = request.header(ORIGIN, origin);
            }
        }
        let request = request.body(Body::from(body)).unwrap();
        self.raw(request).await
    }

    async fn page(&mut self, response: axum::response::Response) -> Page {
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = to_bytes(body, 10_000_000).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Page { status: parts.status, headers: parts.headers, text }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
