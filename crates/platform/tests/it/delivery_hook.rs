//! A callback for tests: it passes the handshake with `vt`, answers as told, and keeps what came.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::graph_scene::handshake;
use crate::stage::Stage;

/// The callback; clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct Hook(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answer: Option<(StatusCode, String)>,
    got: Vec<Delivery>,
}

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Delivery {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Field and value of every change, in order.
    pub(crate) fn changes(&self) -> Vec<(String, Value)> {
        let told = self.json();
        let entries = told["entry"].as_array().unwrap().clone();
        let changes = entries.iter().flat_map(|entry| entry["changes"].as_array().unwrap().clone());
        changes
            .map(|change| (change["field"].as_str().unwrap().to_owned(), change["value"].clone()))
            .collect()
    }
}

impl Hook {
    /// Answers under `http://{host}/in`.
    pub(crate) fn at(stage: &Stage, host: &str) -> Self {
        let hook = Self::default();
        let own = hook.clone();
        let take = async move |headers: HeaderMap, body: Bytes| own.take(headers, body);
        stage.board.connect(host, Router::new().route("/in", get(handshake).post(take)));
        hook
    }

    /// From now on it answers so.
    pub(crate) fn answers(&self, status: StatusCode, words: &str) {
        self.0.lock().unwrap().answer = Some((status, words.to_owned()));
    }

    /// What came since the last look.
    pub(crate) fn got(&self) -> Vec<Delivery> {
        std::mem::take(&mut self.0.lock().unwrap().got)
    }

    fn take(&self, headers: HeaderMap, body: Bytes) -> Response {
        let mut state = self.0.lock().unwrap();
        state.got.push(Delivery { headers, body });
        state.answer.clone().unwrap_or_default().into_response()
    }
}
