//! A person with a browser that has no scripts: opens pages, sends forms, keeps cookies.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode, header};
use shell::http::Client;

use crate::stage::{BASE, Stage};

/// A person's browser.
#[derive(Clone)]
pub(crate) struct Visitor {
    http: Client,
    cookies: BTreeMap<String, String>,
    languages: Option<String>,
}

/// A page as it was shown.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Where it was found in the end, without the server's name.
    pub(crate) path: String,
    pub(crate) html: String,
}

impl Visitor {
    pub(crate) fn new(stage: &Stage) -> Self {
        Self { http: stage.http(), cookies: BTreeMap::new(), languages: None }
    }

    /// Sets the languages the browser asks for, as its header has them.
    pub(crate) fn speaks(&mut self, languages: &str) {
        self.languages = Some(languages.to_owned());
    }

    /// Opens an address of the platform, following redirects on it.
    pub(crate) async fn open(&mut self, path: &str) -> Page {
        self.walk(Request::get(format!("{BASE}{path}")), path, String::new()).await
    }

    /// Sends a form of one of the platform's own pages.
    pub(crate) async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(format!("{BASE}{path}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, BASE);
        self.walk(request, path, body).await
    }

    /// Sends a form with a file: its field, and name, media type and content.
    pub(crate) async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (field, (name, kind, content)): (&str, (&str, &str, &str)),
    ) -> Page {
        let head = |rest: &str| format!("--part\r\nContent-Disposition: form-data; {rest}\r\n");
        let mut body = String::new();
        for (name, value) in fields {
            body += &format!("{}\r\n{value}\r\n", head(&format!("name=\"{name}\"")));
        }
        let file = head(&format!("name=\"{field}\"; filename=\"{name}\""));
        body += &format!("{file}Content-Type: {kind}\r\n\r\n{content}\r\n--part--\r\n");
        let request = Request::post(format!("{BASE}{path}"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=part")
            .header(header::ORIGIN, BASE);
        self.walk(request, path, body).await
    }

    async fn walk(&mut self, first: http::request::Builder, path: &str, body: String) -> Page {
        let (mut request, mut path, mut body) = (first, path.to_owned(), body);
        for _ in 0..10 {
            let jar: Vec<_> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            if let Some(languages) = &self.languages {
                request = request.header(header::ACCEPT_LANGUAGE, languages);
            }
            let sent = request
                .header(header::COOKIE, jar.join("; "))
                .header(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64)")
                .body(Bytes::from(std::mem::take(&mut body)))
                .unwrap();
            let answer = self.http.send(sent).await.unwrap();
            for set in answer.headers().get_all(header::SET_COOKIE) {
                let pair = set.to_str().unwrap().split(';').next().unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            let next =
                answer.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
            match next.filter(|next| next.starts_with('/')) {
                Some(next) => {
                    request = Request::get(format!("{BASE}{next}"));
                    path = next;
                }
                None => {
                    let html = String::from_utf8_lossy(answer.body()).into_owned();
                    let (status, headers) = (answer.status(), answer.headers().clone());
                    return Page { status, headers, path, html };
                }
            }
        }
        panic!("redirects without end, last to {path}");
    }
}

impl Page {
    /// Asserts that the page says this.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.html.contains(words), "no `{words}` on {}:\n{}", self.path, self.main());
        self
    }

    /// Asserts that the page does not say this.
    #[track_caller]
    pub(crate) fn never_says(&self, words: &str) -> &Self {
        assert!(!self.html.contains(words), "`{words}` on {}:\n{}", self.path, self.main());
        self
    }

    fn main(&self) -> &str {
        self.html.split_once("<main>").map_or(&self.html, |(_, main)| main)
    }

    /// The text between two others.
    #[track_caller]
    pub(crate) fn between(&self, before: &str, after: &str) -> String {
        let (_, rest) = self.html.split_once(before).unwrap_or_else(|| {
            panic!("no `{before}` on {}:\n{}", self.path, self.main());
        });
        rest.split_once(after).unwrap().0.to_owned()
    }
}
