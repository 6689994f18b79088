//! One operation of the control interface: what the router answers and what the document shows are
//! both made from it.

use std::collections::BTreeMap;
use std::future::Future;

use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, MethodRouter, on};
use bytes::Bytes;
use serde_json::{Value, json};

use super::answer::No;
use super::request::{Given, Member, Request};
use crate::platform::Platform;

/// The largest text that is taken, in bytes.
const TEXT_MAX: usize = 1 << 30;
/// The media type of what is said and answered, unless an operation says otherwise.
const JSON: &str = "application/json";

/// How an operation is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verb {
    /// Reads; members are in path and query.
    Get,
    /// Does; members are in path and body.
    Post,
    /// Takes away; members are in path and query.
    Delete,
}

impl Verb {
    /// As OpenAPI writes it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Delete => "delete",
        }
    }

    fn filter(self) -> MethodFilter {
        match self {
            Self::Get => MethodFilter::GET,
            Self::Post => MethodFilter::POST,
            Self::Delete => MethodFilter::DELETE,
        }
    }
}

/// One operation.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) verb: Verb,
    /// Below `/_control`, with `{member}` for members that are in the path.
    pub(super) path: &'static str,
    /// One sentence.
    pub(super) summary: &'static str,
    pub(super) members: Vec<Member>,
    /// Members of a request that is accepted.
    pub(super) example: Value,
    /// What an answer looks like.
    pub(super) answer: Value,
    /// The media type of the body where it is a text; its members are in the query then.
    pub(super) text: Option<&'static str>,
    /// The media type of an answer.
    pub(super) media: &'static str,
    /// Whether requests and answers are not JSON of ours.
    pub(super) foreign: bool,
    route: MethodRouter<Platform>,
}

impl Operation {
    /// An operation that reads.
    pub(super) fn get<T, F, R>(path: &'static str, summary: &'static str, act: F) -> Self
    where
        T: Request,
        F: Fn(Platform, T) -> R + Clone + Send + Sync + 'static,
        R: Future<Output: IntoResponse> + Send + 'static,
    {
        Self::new(Verb::Get, (path, summary), act)
    }

    /// An operation that changes something.
    pub(super) fn post<T, F, R>(path: &'static str, summary: &'static str, act: F) -> Self
    where
        T: Request,
        F: Fn(Platform, T) -> R + Clone + Send + Sync + 'static,
        R: Future<Output: IntoResponse> + Send + 'static,
    {
        Self::new(Verb::Post, (path, summary), act)
    }

    /// An operation that takes something away.
    pub(super) fn delete<T, F, R>(path: &'static str, summary: &'static str, act: F) -> Self
    where
        T: Request,
        F: Fn(Platform, T) -> R + Clone + Send + Sync + 'static,
        R: Future<Output: IntoResponse> + Send + 'static,
    {
        Self::new(Verb::Delete, (path, summary), act)
    }

    /// An operation whose requests and answers are not JSON.
    pub(super) fn foreign(
        verb: Verb,
        path: &'static str,
        summary: &'static str,
        route: MethodRouter<Platform>,
    ) -> Self {
        let (members, example, answer) = (Vec::new(), json!({}), Value::Null);
        let (text, media, foreign) = (None, JSON, true);
        Self { verb, path, summary, members, example, answer, text, media, foreign, route }
    }

    /// An operation that is sent a text of this media type.
    pub(super) fn text<T, F, R>(
        path: &'static str,
        summary: &'static str,
        media: &'static str,
        act: F,
    ) -> Self
    where
        T: Request,
        F: Fn(Platform, T, Bytes) -> R + Clone + Send + Sync + 'static,
        R: Future<Output: IntoResponse> + Send + 'static,
    {
        let handler = async move |State(platform): State<Platform>,
                                  place: Path<BTreeMap<String, String>>,
                                  query: RawQuery,
                                  body: Result<Bytes, BytesRejection>| {
            let body = body.map_err(No::from);
            match body.and_then(|body| Ok((read::<T>(place, query, b"")?, body))) {
                Ok((wish, body)) => act(platform, wish, body).await.into_response(),
                Err(no) => no.into_response(),
            }
        };
        let mut own = Self::foreign(Verb::Post, path, summary, on(MethodFilter::POST, handler));
        own.route = own.route.layer(DefaultBodyLimit::max(TEXT_MAX));
        own.members = T::members();
        Self { text: Some(media), foreign: false, ..own }
    }

    fn new<T, F, R>(verb: Verb, (path, summary): (&'static str, &'static str), act: F) -> Self
    where
        T: Request,
        F: Fn(Platform, T) -> R + Clone + Send + Sync + 'static,
        R: Future<Output: IntoResponse> + Send + 'static,
    {
        let handler = async move |State(platform): State<Platform>,
                                  place: Path<BTreeMap<String, String>>,
                                  query: RawQuery,
                                  body: Result<Bytes, BytesRejection>| {
            let body = body.map_err(No::from);
            match body.and_then(|body| read::<T>(place, query, &body)) {
                Ok(wish) => act(platform, wish).await.into_response(),
                Err(no) => no.into_response(),
            }
        };
        Self {
            verb,
            path,
            summary,
            members: T::members(),
            example: json!({}),
            answer: json!({ "success": true }),
            text: None,
            media: JSON,
            foreign: false,
            route: on(verb.filter(), handler),
        }
    }

    /// A request that is accepted, by member, those of the path included.
    pub(super) fn example(mut self, example: Value) -> Self {
        self.example = example;
        self
    }

    /// What an answer looks like; `{"success": true}` where nothing is said.
    pub(super) fn answers(mut self, answer: Value) -> Self {
        self.answer = answer;
        self
    }

    /// What an answer looks like that is a text of this media type.
    pub(super) fn answers_in(mut self, media: &'static str, answer: &str) -> Self {
        (self.media, self.answer) = (media, answer.into());
        self
    }

    /// What the router has at this path.
    pub(super) fn route(&self) -> MethodRouter<Platform> {
        self.route.clone()
    }

    /// Whether a member is in the path.
    pub(super) fn in_path(&self, member: &str) -> bool {
        self.path.contains(&format!("{{{member}}}"))
    }

    /// The path with the example's members in it.
    pub(super) fn example_path(&self) -> String {
        let mut path = self.path.to_owned();
        for (name, value) in self.example.as_object().into_iter().flatten() {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            path = path.replace(&format!("{{{name}}}"), &text);
        }
        path
    }
}

/// What was said in path, query and body.
fn read<T: Request>(
    Path(place): Path<BTreeMap<String, String>>,
    RawQuery(query): RawQuery,
    body: &[u8],
) -> Result<T, No> {
    let query = query.unwrap_or_default();
    let query = form_urlencoded::parse(query.as_bytes()).into_owned();
    let texts = place.into_iter().chain(query);
    Given::gather::<T>(texts, body).and_then(|mut given| T::read(&mut given))
}
