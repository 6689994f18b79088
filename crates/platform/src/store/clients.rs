//! What waits for on-premises clients, and their sessions.

use graph::PhoneNumberId;
use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, params};
use serde::Serialize;
use serde_json::Value;
use shell::db::{DbError, Micros};

use super::Store;

/// The most events of one answer.
const EVENTS_MAX: i64 = 100;

/// One webhook body for a client to post.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClientEvent {
    /// Place among all; the client asks for what comes after the last it has.
    pub seq: i64,
    /// The bare body (contract §8): `{"statuses":[…]}` or `{"contacts":[…],"messages":[…]}`.
    pub body: Value,
}

pub(super) fn insert(
    db: &Transaction<'_>,
    at: Timestamp,
    (phone, body): (PhoneNumberId, &str),
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO client_event (at, phone, body) VALUES ($1, $2, $3)";
    db.prepare_cached(sql)?.execute(params![Micros(at), phone.to_string(), body])?;
    Ok(())
}

impl Store {
    /// What came for a number after event `after`, oldest first.
    pub(crate) async fn client_events(
        &self,
        phone: PhoneNumberId,
        after: i64,
    ) -> Result<Vec<ClientEvent>, DbError> {
        let sql = "SELECT seq, body FROM client_event WHERE phone = $1 AND seq > $2 \
                   ORDER BY seq LIMIT $3";
        let asked = (phone.to_string(), after, EVENTS_MAX);
        let row = |row: &rusqlite::Row<'_>| {
            let body: String = row.get(1)?;
            Ok(ClientEvent {
                seq: row.get(0)?,
                body: serde_json::from_str(&body).unwrap_or_default(),
            })
        };
        self.db.read(move |db| db.prepare_cached(sql)?.query_map(asked, row)?.collect()).await
    }

    /// Opens a session for a number; an earlier one ends, for a number has one client.
    pub(crate) async fn open_client_session(
        &self,
        phone: PhoneNumberId,
        key: String,
        at: Timestamp,
    ) -> Result<(), DbError> {
        let sql = "INSERT INTO client_session (phone, session_key, opened_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (phone) DO UPDATE SET session_key = excluded.session_key, \
                   opened_at = excluded.opened_at";
        let row = (phone.to_string(), key, Micros(at));
        self.db.write(move |db| db.prepare_cached(sql)?.execute(row).map(drop)).await
    }

    /// The number of a session, if it is the current one.
    pub(crate) async fn client_of_session(
        &self,
        key: String,
    ) -> Result<Option<PhoneNumberId>, DbError> {
        let sql = "SELECT phone FROM client_session WHERE session_key = $1";
        let read = move |db: &rusqlite::Connection| {
            db.prepare_cached(sql)?.query_row([key], |row| row.get::<_, String>(0)).optional()
        };
        Ok(self.db.read(read).await?.and_then(|phone| phone.parse().ok()))
    }
}
