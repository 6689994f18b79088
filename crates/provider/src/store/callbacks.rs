//! What browsers brought back after signing up: a sealed token or code, until it is used.

use graph::id::WabaId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{json, key, maybe_id, micros, moment, time, to_json};

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
    /// The account that the browser says it signed up: believed only where what it handed over
    /// reaches that account.
    pub hint: Option<WabaId>,
    /// When its code was first sent to be exchanged.
    pub exchanged_at: Option<Timestamp>,
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

/// Takes up to `limit` callbacks that are due for the process `node`, oldest first, and codes,
/// which live for seconds only, before tokens. They are its own until they are done, put off, or
/// the process is buried; what it took before and did not get done is among them.
///
/// # Errors
/// When the database refuses.
pub(crate) fn take(
    db: &Tx<'_>,
    now: Timestamp,
    node: &str,
    limit: u32,
) -> Result<Vec<CallbackRow>, DbError> {
    let mut taken = db.all(
        "UPDATE callback SET node = $1 WHERE seq IN (
             SELECT seq FROM callback WHERE next_at <= $2 AND (node IS NULL OR node = $1)
             ORDER BY CASE WHEN kind = 'code' THEN 0 ELSE 1 END, next_at, seq LIMIT $3)
         RETURNING *",
        params![node, to_micros(now), limit],
        read,
    )?;
    taken.sort_by_key(|row| (row.kind != "code", row.seq));
    Ok(taken)
}

/// Whether a callback is due that no other process than `node` has.
///
/// # Errors
/// When the database refuses.
pub(crate) fn is_due(db: &Tx<'_>, now: Timestamp, node: &str) -> Result<bool, DbError> {
    db.one(
        "SELECT count(*) > 0 FROM callback WHERE next_at <= $1 AND (node IS NULL OR node = $2)",
        params![to_micros(now), node],
        |row| row.get(0),
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

/// When the next callback is due that no process has taken.
///
/// # Errors
/// When the database refuses.
pub fn next_due(db: &Tx<'_>) -> Result<Option<i64>, DbError> {
    let sql = "SELECT min(next_at) FROM callback WHERE next_at IS NOT NULL AND node IS NULL";
    db.one(sql, &[], |row| row.get(0))
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

/// Remembers the account that the browser says it signed up.
///
/// # Errors
/// When the database refuses.
pub(crate) fn set_hint(db: &Tx<'_>, seq: i64, hint: Option<WabaId>) -> Result<(), DbError> {
    let hint = hint.map(|waba| key(waba.get()));
    db.execute("UPDATE callback SET hint = $1 WHERE seq = $2", params![hint, seq]).map(drop)
}

/// Notes that a code is about to be exchanged.
///
/// # Errors
/// When the database refuses.
pub(crate) fn exchanging(db: &Tx<'_>, seq: i64, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE callback SET exchanged_at = $1 WHERE seq = $2";
    db.execute(sql, params![to_micros(now), seq]).map(drop)
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
        "UPDATE callback SET sealed = NULL, next_at = NULL, node = NULL, wabas = $1, problem = $2,
            done_at = $3 WHERE seq = $4",
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
        "UPDATE callback SET attempts = attempts + 1, problem = $1, next_at = $2, node = NULL
         WHERE seq = $3",
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
        hint: maybe_id(row, "hint")?.map(WabaId::new),
        exchanged_at: time(row, "exchanged_at")?,
        wabas: json(row, "wabas")?,
        problem: row.get("problem")?,
        attempts: row.get("attempts")?,
        done_at: time(row, "done_at")?,
    })
}
