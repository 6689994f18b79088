//! Clients that were taken over and are only watched: from when they are to be managed.

use graph::id::{PhoneNumberId, WabaId};
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::{id, key, time};

/// Every client that is only watched, the oldest first, with the time from which it is to be
/// managed, if somebody has decided that.
///
/// # Errors
/// When the database refuses.
pub(crate) fn all(tx: &Tx<'_>) -> Result<Vec<(WabaId, Option<Timestamp>)>, DbError> {
    let sql = "SELECT waba_id, adopt_at FROM client WHERE mode = 'watched'
         ORDER BY created_at, waba_id";
    tx.all(sql, &[], |row| Ok((WabaId::new(id(row, "waba_id")?), time(row, "adopt_at")?)))
}

/// Lets a client be managed from some time on.
///
/// # Errors
/// When the database refuses.
pub(crate) fn adopt_at(tx: &Tx<'_>, waba: WabaId, at: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE client SET adopt_at = $1 WHERE waba_id = $2";
    tx.execute(sql, params![to_micros(at), key(waba.get())]).map(drop)
}

/// Takes the clients that are to be managed by now.
///
/// # Errors
/// When the database refuses.
pub(crate) fn due(tx: &Tx<'_>, now: Timestamp) -> Result<Vec<WabaId>, DbError> {
    let sql = "UPDATE client SET adopt_at = NULL WHERE adopt_at <= $1 RETURNING waba_id";
    let mut due =
        tx.all(sql, params![to_micros(now)], |row| id(row, "waba_id").map(WabaId::new))?;
    due.sort_unstable();
    Ok(due)
}

/// When the next client is to be managed, in microseconds.
///
/// # Errors
/// When the database refuses.
pub(crate) fn next_due(tx: &Tx<'_>) -> Result<Option<i64>, DbError> {
    let sql = "SELECT min(adopt_at) FROM client WHERE adopt_at IS NOT NULL";
    tx.one(sql, &[], |row| row.get(0))
}

/// Keeps the sealed PIN of a number of a client, unless there is one.
///
/// # Errors
/// When the database refuses.
pub(crate) fn keep_pin(
    tx: &Tx<'_>,
    waba: WabaId,
    (phone, pin): (PhoneNumberId, &str),
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO phone (phone_id, waba_id, display, pin, first_seen_at)
         VALUES ($1, $2, '', $3, $4)
         ON CONFLICT (phone_id) DO UPDATE SET pin = coalesce(phone.pin, excluded.pin)",
        params![key(phone.get()), key(waba.get()), pin, to_micros(now)],
    )?;
    Ok(())
}
