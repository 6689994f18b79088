//! Whether the server lives, and whether it may be sent work.
//!
//! *Live* says only that requests are answered: whoever restarts servers asks this. *Ready* says
//! that work will be kept: the database is of our version and can be written, and nobody asked the
//! server to stop. A stop makes it unready first, so that what balances load turns away before the
//! door closes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};
use shell::clock::Stopwatch;
use shell::db::DbError;
use shell::sql::{Sql, Tx};

use crate::Provider;
use crate::store::settings;

/// How long an answer about the database holds: asking costs a write.
const HOLDS: Duration = Duration::from_secs(1);
/// Where the probe is written.
const PROBED_AT: &str = "health_probed_at";

/// What is remembered between two questions.
#[derive(Debug, Default)]
pub(crate) struct Health {
    stopping: AtomicBool,
    last: Mutex<Option<(Stopwatch, Result<(), String>)>>,
}

impl Health {
    /// From now on not ready.
    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
    }

    /// Whether a stop was announced.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }
}

/// The routes: `/health/live`, `/health/ready`.
pub(crate) fn routes() -> Router<Provider> {
    let live = get(async || axum::Json(json!({ "live": true })));
    Router::new().route("/health/live", live).route("/health/ready", get(ready))
}

async fn ready(State(provider): State<Provider>) -> Response {
    let reasons = provider.unready().await;
    let status = match reasons.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::SERVICE_UNAVAILABLE,
    };
    let body: Value = json!({ "ready": reasons.is_empty(), "reasons": reasons });
    (status, axum::Json(body)).into_response()
}

impl Provider {
    /// Why the server should get no work now; empty when it may.
    pub async fn unready(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if self.health.is_stopping() {
            reasons.push("the server is stopping".to_owned());
        }
        if let Err(reason) = self.database_works().await {
            reasons.push(reason);
        }
        reasons
    }

    /// Announces a stop: from now on the server is not ready. Everything goes on being answered.
    pub fn announce_stop(&self) {
        self.health.stop();
    }

    async fn database_works(&self) -> Result<(), String> {
        let last = self.health.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((since, told)) = last
            && since.elapsed() < HOLDS
        {
            return told;
        }
        let told = write_probe(&self.db, self.clock.now()).await;
        // Its words name files of this machine, so they are for the log.
        let told = told.map_err(|error| {
            tracing::error!(%error, "not ready");
            match error {
                DbError::Full { .. } => "the disk is full".to_owned(),
                _ => "the database cannot be written".to_owned(),
            }
        });
        let mut last = self.health.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some((Stopwatch::start(), told.clone()));
        told
    }
}

/// Writes one small thing and waits until it is on disk.
///
/// # Errors
/// When that is not possible.
pub(crate) async fn write_probe(db: &Sql, now: Timestamp) -> Result<(), DbError> {
    let now = now.as_microsecond().to_string();
    db.write(move |tx: &Tx<'_>| settings::set(tx, PROBED_AT, Some(&now))).await
}

#[cfg(test)]
mod tests;
