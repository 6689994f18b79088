//! What browsers brought back after signing up: a sealed token or code, until it is used.

use graph::id::WabaId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{json, micros, moment, time, to_json};

/// One callback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackRow {
    /// The order of arrival.
    pub seq: i64,
    /// Of which attempt: hash of its state.
    pub state_hash: String,
    /// When it arrived.
    pub received_at: Timestamp,
    /// `token` or `code`.
    pub kind: String,
    /// The sealed token or code; absent once it was used and destroyed.
    pub sealed: Option<String>,
    /// The accounts found with it.
    pub wabas: Vec<WabaId>,
    /// Why it could not be used, in words.
    pub problem: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was dealt with for good.
    pub done_at: Option<Timestamp>,
}

/// Stores a callback, due at once. `seal` seals the token or code for the callback's seq.
///
/// # Errors
/// When the database refuses.
pub fn add(
    db: &Tx<'_>,
    state_hash: &str,
    kind: &str,
    seal: impl FnOnce(i64) -> String,
    now: Timestamp,
) -> Result<i64, DbError> {
    let seq: i64 =
        db.one("SELECT coalesce(max(seq), 0) + 1 FROM callback", &[], |row| row.get(0))?;
    db.execute(
        "INSERT INTO callback (seq, state_hash, received_at, kind, sealed, next_at)
         VALUES ($1, $2, $3, $4, $5, $3)",
        params![seq, state_hash, to_micros(now), kind, seal(seq)],
    )?;
    Ok(seq)
}

/// The callbacks that are due, oldest first, and codes, which live for seconds only, before tokens.
///
/// # Errors
/// When the database refuses.
pub fn due(db: &Tx<'_>, now: Timestamp, limit: u32) -> Result<Vec<CallbackRow>, DbError> {
    db.all(
        "SELECT * FROM callback WHERE next_at <= $1
         ORDER BY CASE WHEN kind = 'code' THEN 0 ELSE 1 END, next_at, seq LIMIT $2",
        params![to_micros(now), limit],
        read,
    )
}

/// When the next callback is due that is not due yet.
///
/// # Errors
/// When the database refuses.
pub(crate) fn due_after(db: &Tx<'_>, now: Timestamp) -> Result<Option<Timestamp>, DbError> {
    let next: Option<i64> = db.one(
        "SELECT min(next_at) FROM callback WHERE next_at > $1",
        params![to_micros(now)],
        |row| row.get(0),
    )?;
    next.map(shell::sql::from_micros).transpose()
}

/// When the next callback is due.
///
/// # Errors
/// When the database refuses.
pub fn next_due(db: &Tx<'_>) -> Result<Option<i64>, DbError> {
    db.one("SELECT min(next_at) FROM callback WHERE next_at IS NOT NULL", &[], |row| row.get(0))
}

/// The newest callback of an attempt.
///
/// # Errors
/// When the database refuses.
pub fn of_state(db: &Tx<'_>, state_hash: &str) -> Result<Option<CallbackRow>, DbError> {
    db.maybe(
        "SELECT * FROM callback WHERE state_hash = $1 ORDER BY seq DESC LIMIT 1",
        params![state_hash],
        read,
    )
}

/// Replaces a code by the token it was exchanged for.
///
/// # Errors
/// When the database refuses.
pub fn exchanged(db: &Tx<'_>, seq: i64, sealed_token: &str) -> Result<(), DbError> {
    db.execute(
        "UPDATE callback SET kind = 'token', sealed = $1 WHERE seq = $2",
        params![sealed_token, seq],
    )?;
    Ok(())
}

/// Deals with a callback for good and destroys its secret.
///
/// # Errors
/// When the database refuses.
pub fn done(
    db: &Tx<'_>,
    seq: i64,
    wabas: &[WabaId],
    problem: Option<&str>,
    now: Timestamp,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE callback SET sealed = NULL, next_at = NULL, wabas = $1, problem = $2, done_at = $3
         WHERE seq = $4",
        params![to_json(&wabas), problem, to_micros(now), seq],
    )?;
    Ok(())
}

/// Puts a callback off after a failure that may pass.
///
/// # Errors
/// When the database refuses.
pub fn put_off(db: &Tx<'_>, seq: i64, problem: &str, next: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE callback SET attempts = attempts + 1, problem = $1, next_at = $2 WHERE seq = $3",
        params![problem, micros(Some(next)), seq],
    )?;
    Ok(())
}

/// Why callbacks received since `since` could not be used, newest first, for operators.
///
/// # Errors
/// When the database refuses.
pub(crate) fn problems(
    db: &Tx<'_>,
    since: Timestamp,
    limit: u32,
) -> Result<Vec<(Timestamp, String)>, DbError> {
    db.all(
        "SELECT received_at, problem FROM callback
         WHERE problem IS NOT NULL AND done_at IS NOT NULL AND received_at >= $1
         ORDER BY received_at DESC LIMIT $2",
        params![to_micros(since), limit],
        |row| Ok((moment(row, "received_at")?, row.get(1)?)),
    )
}

fn read(row: &Row<'_>) -> Result<CallbackRow, DbError> {
    Ok(CallbackRow {
        seq: row.get("seq")?,
        state_hash: row.get("state_hash")?,
        received_at: moment(row, "received_at")?,
        kind: row.get("kind")?,
        sealed: row.get("sealed")?,
        wabas: json(row, "wabas")?,
        problem: row.get("problem")?,
        attempts: row.get("attempts")?,
        done_at: time(row, "done_at")?,
    })
}
