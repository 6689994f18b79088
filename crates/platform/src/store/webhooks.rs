//! Webhooks to deliver, and the log of their delivery.

use graph::{AppId, WabaId};
use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row};
use serde::Serialize;
use shell::db::{DbError, Micros};

use super::{Slice, Store};

const COLUMNS: &str = "seq, event_seq, app, waba, field, body, made_at, next_at, attempts, \
                       delivered_at, last_status, last_error";

/// One webhook and how its delivery went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Webhook {
    /// Place among all webhooks.
    pub seq: i64,
    /// The event of the log it tells about.
    pub event_seq: i64,
    /// The app it is for.
    pub app: AppId,
    /// The WABA it is about.
    pub waba: Option<WabaId>,
    /// The subscribed field.
    pub field: String,
    /// The exact bytes that are signed and sent: ASCII JSON (contract §6.3).
    pub body: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it is tried next; `None` when it was delivered or given up.
    pub next_at: Option<Timestamp>,
    /// How often it was tried.
    pub attempts: i64,
    /// When the app accepted it.
    pub delivered_at: Option<Timestamp>,
    /// The last HTTP status.
    pub last_status: Option<u16>,
    /// Why the last try failed.
    pub last_error: Option<String>,
}

/// How one try went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// When it was tried.
    pub at: Timestamp,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// Why it failed; `None` when it was accepted.
    pub error: Option<String>,
    /// When to try again; `None` to stop trying.
    pub next_at: Option<Timestamp>,
}

fn no_id(column: usize, error: graph::BadId) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into())
}

fn app(row: &Row<'_>, column: usize) -> rusqlite::Result<AppId> {
    row.get::<_, String>(column)?.parse().map_err(|error| no_id(column, error))
}

fn webhook(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    let waba: Option<String> = row.get(3)?;
    let time =
        |column: usize| row.get::<_, Option<Micros>>(column).map(|found| found.map(|time| time.0));
    Ok(Webhook {
        seq: row.get(0)?,
        event_seq: row.get(1)?,
        app: app(row, 2)?,
        waba: waba.map(|text| text.parse().map_err(|error| no_id(3, error))).transpose()?,
        field: row.get(4)?,
        body: row.get(5)?,
        made_at: row.get::<_, Micros>(6)?.0,
        next_at: time(7)?,
        attempts: row.get(8)?,
        delivered_at: time(9)?,
        last_status: row.get(10)?,
        last_error: row.get(11)?,
    })
}

impl Store {
    /// Webhooks, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn webhooks(&self, slice: Slice) -> Result<Vec<Webhook>, DbError> {
        let sql =
            format!("SELECT {COLUMNS} FROM webhook WHERE seq < $1 ORDER BY seq DESC LIMIT $2");
        let asked = (slice.top(), slice.rows());
        self.db.read(move |db| db.prepare_cached(&sql)?.query_map(asked, webhook)?.collect()).await
    }

    /// One webhook.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn webhook(&self, seq: i64) -> Result<Option<Webhook>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM webhook WHERE seq = $1");
        self.db.read(move |db| db.prepare_cached(&sql)?.query_row([seq], webhook).optional()).await
    }

    /// Webhooks for one app to be tried by `now`, the longest waiting first.
    pub(crate) async fn webhooks_due(
        &self,
        app: AppId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Webhook>, DbError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM webhook WHERE app = $1 AND next_at IS NOT NULL \
             AND next_at <= $2 ORDER BY next_at, seq LIMIT $3"
        );
        let asked = (app.to_string(), Micros(now), limit);
        self.db.read(move |db| db.prepare_cached(&sql)?.query_map(asked, webhook)?.collect()).await
    }

    /// When something is next to be tried for each app that something is to be tried for; the
    /// earliest first.
    pub(crate) async fn webhooks_planned(&self) -> Result<Vec<(AppId, Timestamp)>, DbError> {
        let sql = "SELECT app, min(next_at) FROM webhook WHERE next_at IS NOT NULL \
                   GROUP BY app ORDER BY 2, 1";
        let plan = |row: &Row<'_>| Ok((app(row, 0)?, row.get::<_, Micros>(1)?.0));
        self.db.read(move |db| db.prepare_cached(sql)?.query_map([], plan)?.collect()).await
    }

    /// Notes how one try went.
    pub(crate) async fn note_delivery(&self, seq: i64, outcome: Outcome) -> Result<(), DbError> {
        let sql = "UPDATE webhook SET attempts = attempts + 1, next_at = $1, last_status = $2, \
                   last_error = $3, delivered_at = $4 WHERE seq = $5";
        let Outcome { at, status, error, next_at } = outcome;
        let delivered_at = error.is_none().then_some(Micros(at));
        let row = (next_at.map(Micros), status, error, delivered_at, seq);
        self.db.write(move |db| db.prepare_cached(sql)?.execute(row).map(drop)).await
    }
}
