//! A platform that is nothing but the list of accounts shared with a provider (requirement C02):
//! it finds its place by halving, so that an answer costs what is in it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use shell::http::Switchboard;

/// Rows of a page.
const ROWS: usize = 100;
/// The id of the first account.
const FIRST: u64 = 2_000_000_000_000_000;

/// The list. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct SharedList(Arc<Mutex<Listed>>);

#[derive(Debug, Default)]
struct Listed {
    /// When each account was created, in seconds, oldest first; its id is [`FIRST`] and its place.
    created: Vec<i64>,
    requests: usize,
    rows: usize,
}

impl SharedList {
    /// Adds accounts created at this moment, no earlier than those before; returns the first id.
    pub fn add(&self, count: usize, created: i64) -> u64 {
        let mut list = self.lock();
        let first = FIRST + list.created.len() as u64;
        let len = list.created.len() + count;
        list.created.resize(len, created);
        first
    }

    /// Every id, oldest first.
    pub fn ids(&self) -> impl Iterator<Item = u64> + use<> {
        FIRST..FIRST + self.lock().created.len() as u64
    }

    /// How many requests were answered and rows given since [`Self::forget_counts`].
    pub fn counts(&self) -> (usize, usize) {
        let list = self.lock();
        (list.requests, list.rows)
    }

    /// Counts from now on.
    pub fn forget_counts(&self) {
        let mut list = self.lock();
        (list.requests, list.rows) = (0, 0);
    }

    /// A network with nothing but this list.
    pub fn switchboard(&self) -> Arc<Switchboard> {
        let path = "/v21.0/{business}/client_whatsapp_business_accounts";
        let router = Router::new().route(path, get(page)).with_state(self.clone());
        let switchboard = Arc::new(Switchboard::new());
        switchboard.connect("127.0.0.1:9", router);
        switchboard
    }

    fn lock(&self) -> MutexGuard<'_, Listed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn page(
    State(list): State<SharedList>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Json<Value> {
    let mut list = list.lock();
    let filter = query.get("filtering").and_then(|text| serde_json::from_str::<Value>(text).ok());
    let since = filter.and_then(|filter| filter[0]["value"].as_i64()).unwrap_or(i64::MIN);
    let oldest = list.created.partition_point(|created| *created <= since);
    let after = query.get("after").and_then(|after| after.parse().ok());
    let from = after.unwrap_or(oldest).max(oldest);
    let end = (from + ROWS).min(list.created.len());
    let rows: Vec<Value> = list.created[from..end]
        .iter()
        .zip(FIRST + from as u64..)
        .map(|(created, id)| json!({"id": id.to_string(), "creation_time": created}))
        .collect();
    list.requests += 1;
    list.rows += rows.len();
    let mut answer = json!({"data": rows, "paging": {"cursors": {"after": end.to_string()}}});
    if end < list.created.len() {
        answer["paging"]["next"] = json!("http://127.0.0.1:9/more");
    }
    Json(answer)
}
