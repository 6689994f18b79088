//! Steps that failed, each with its own pause, so that none holds up the others.

use graph::id::WabaId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::{key, moment};

/// A step that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which: `Step::key`.
    pub step: String,
    /// How often in a row.
    pub attempts: u32,
    /// What failed and why, for people.
    pub words: String,
    /// When it is tried next.
    pub next_at: Timestamp,
}

/// The failed steps of a client, in the order of their keys.
///
/// # Errors
/// When the database refuses.
pub fn of_client(db: &Tx<'_>, waba: WabaId) -> Result<Vec<Failure>, DbError> {
    db.all(
        "SELECT * FROM failure WHERE waba_id = $1 ORDER BY step",
        params![key(waba.get())],
        |row| {
            Ok(Failure {
                step: row.get("step")?,
                attempts: row.get("attempts")?,
                words: row.get("words")?,
                next_at: moment(row, "next_at")?,
            })
        },
    )
}

/// Writes a failure down, replacing the step's earlier one.
///
/// # Errors
/// When the database refuses.
pub fn put(db: &Tx<'_>, waba: WabaId, failure: &Failure) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO failure (waba_id, step, attempts, words, next_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (waba_id, step) DO UPDATE SET
            attempts = excluded.attempts, words = excluded.words, next_at = excluded.next_at",
        params![
            key(waba.get()),
            failure.step,
            failure.attempts,
            failure.words,
            to_micros(failure.next_at),
        ],
    )?;
    Ok(())
}

/// Forgets a step's failures, after it went well or is no longer wanted.
///
/// # Errors
/// When the database refuses.
pub fn forget(db: &Tx<'_>, waba: WabaId, step: &str) -> Result<(), DbError> {
    let waba = key(waba.get());
    db.execute("DELETE FROM failure WHERE waba_id = $1 AND step = $2", params![waba, step])?;
    Ok(())
}

/// Lets every failed step of a client be tried at once: an operator asked for it.
///
/// # Errors
/// When the database refuses.
pub fn retry_all(db: &Tx<'_>, waba: WabaId, now: Timestamp) -> Result<(), DbError> {
    let waba = key(waba.get());
    db.execute(
        "UPDATE failure SET next_at = $1 WHERE waba_id = $2",
        params![to_micros(now), waba],
    )?;
    Ok(())
}
