//! One operation of the control interface: what the router answers and what the document shows are
//! both made from it.

use std::collections::BTreeMap;
use std::future::Future;

use axum::extract::{Path, RawQuery, State};
use axum::response::IntoResponse as _;
use axum::routing::{MethodFilter, MethodRouter, on};
use bytes::Bytes;
use serde_json::{Value, json};

use super::answer::Told;
use super::request::{Given, Member, Request};
use crate::platform::Platform;

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
        R: Future<Output = Told> + Send + 'static,
    {
        Self::new(Verb::Get, (path, summary), act)
    }

    /// An operation that changes something.
    pub(super) fn post<T, F, R>(path: &'static str, summary: &'static str, act: F) -> Self
    where
        T: Request,
        F: Fn(Platform, T) -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Told> + Send + 'static,
    {
        Self::new(Verb::Post, (path, summary), act)
    }

    /// An operation that takes something away.
    pub(super) fn delete<T, F, R>(path: &'static str, summary: &'static str, act: F) -> Self
    where
        T: Request,
        F: Fn(Platform, T) -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Told> + Send + 'static,
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
        Self { verb, path, summary, members, example, answer, foreign: true, route }
    }

    fn new<T, F, R>(verb: Verb, (path, summary): (&'static str, &'static str), act: F) -> Self
    where
        T: Request,
        F: Fn(Platform, T) -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Told> + Send + 'static,
    {
        let handler = async move |State(platform): State<Platform>,
                                  Path(place): Path<BTreeMap<String, String>>,
                                  RawQuery(query): RawQuery,
                                  body: Bytes| {
            let query = query.unwrap_or_default();
            let query = form_urlencoded::parse(query.as_bytes()).into_owned();
            let texts = place.into_iter().chain(query);
            let read = Given::gather::<T>(texts, &body).and_then(|mut given| T::read(&mut given));
            match read {
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
