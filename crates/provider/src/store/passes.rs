//! Which clients a full pass has seen, and which it has not.

use graph::id::WabaId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::{id, key};

/// Whether nobody has looked at a client since `since`, or it had left us then.
///
/// # Errors
/// When the database refuses.
pub(crate) fn is_stale(tx: &Tx<'_>, waba: WabaId, since: Timestamp) -> Result<bool, DbError> {
    let sql = "SELECT count(*) > 0 FROM client
         WHERE waba_id = $1 AND (looked_at IS NULL OR looked_at < $2 OR stage = 'left')";
    tx.one(sql, params![key(waba.get()), to_micros(since)], |row| row.get(0))
}

/// Marks a client as seen by a pass; `false` when that pass has seen it before.
///
/// # Errors
/// When the database refuses.
pub(crate) fn mark(tx: &Tx<'_>, waba: WabaId, pass: i64) -> Result<bool, DbError> {
    let sql = "UPDATE client SET pass = $1 WHERE waba_id = $2 AND pass < $3";
    Ok(tx.execute(sql, params![pass, key(waba.get()), pass])? > 0)
}

/// Takes up to `limit` clients that a pass has not seen, of those we had when it began, and marks
/// them as seen.
///
/// # Errors
/// When the database refuses.
pub(crate) fn take_missing(
    tx: &Tx<'_>,
    pass: i64,
    began_at: Timestamp,
    limit: u32,
) -> Result<Vec<WabaId>, DbError> {
    let mut missing = tx.all(
        "UPDATE client SET pass = $1 WHERE waba_id IN (
             SELECT waba_id FROM client
             WHERE pass < $2 AND stage <> 'left' AND created_at < $3
             ORDER BY pass, waba_id LIMIT $4)
         RETURNING waba_id",
        params![pass, pass, to_micros(began_at), limit],
        |row| id(row, "waba_id").map(WabaId::new),
    )?;
    missing.sort_unstable();
    Ok(missing)
}
