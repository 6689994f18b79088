//! Clients that were taken over and are only watched: from when they are to be managed.

use graph::id::{BusinessId, PhoneNumberId, WabaId};
use jiff::Timestamp;
use onboard::Mode;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::ledger::{self, Mark};
use super::timeline::{self, Fact};
use super::{clients, id, keeping, key, time};

/// What `client.mode` says of a client that is only watched; of others it says `managed`.
pub(super) const WATCHED: &str = "watched";

/// Only watches a client from now on, also if it was to be managed some day; says whether that is
/// news. A look that is under way ends the step it is at, and does no other.
///
/// # Errors
/// When the database refuses.
pub(crate) fn watch(tx: &Tx<'_>, waba: WabaId) -> Result<bool, DbError> {
    let sql = "UPDATE client SET mode = $1, adopt_at = NULL
         WHERE waba_id = $2 AND (mode <> $1 OR adopt_at IS NOT NULL)";
    Ok(tx.execute(sql, params![WATCHED, key(waba.get())])? > 0)
}

/// Marks a client as imported: it is one, whatever a look does not show of it.
///
/// # Errors
/// When the database refuses.
pub(crate) fn imported(tx: &Tx<'_>, waba: WabaId) -> Result<(), DbError> {
    let sql = "UPDATE client SET imported = 1 WHERE waba_id = $1";
    tx.execute(sql, params![key(waba.get())]).map(drop)
}

/// What may change about a client while it is looked at, read anew before each step.
#[derive(Debug)]
pub(crate) struct Standing {
    /// Which process holds it.
    pub(crate) held_by: Option<String>,
    /// Whether it is only watched.
    pub(crate) mode: Mode,
    /// Whether our line is taken back from its business: by whom and why.
    pub(crate) hold: Option<Mark>,
}

/// How a client stands right now; `None` when there is no such client any more.
///
/// # Errors
/// When the database refuses.
pub(crate) fn standing(
    tx: &Tx<'_>,
    waba: WabaId,
    business: Option<BusinessId>,
) -> Result<Option<Standing>, DbError> {
    let hold = business.map(|business| ledger::hold(tx, business)).transpose()?.flatten();
    let sql = "SELECT mode, lease_node FROM client WHERE waba_id = $1";
    tx.maybe(sql, params![key(waba.get())], |row| {
        let (held_by, mode) = (row.get("lease_node")?, keeping::mode(row)?);
        Ok(Standing { held_by, mode, hold })
    })
}

/// Whether a look at a client is under way.
///
/// # Errors
/// When the database refuses.
pub(crate) fn is_looked_at(tx: &Tx<'_>, waba: WabaId) -> Result<bool, DbError> {
    Ok(standing(tx, waba, None)?.is_some_and(|now| now.held_by.is_some()))
}

/// Manages a client from now on that was only watched, and has it looked at.
///
/// # Errors
/// When the database refuses.
pub(crate) fn adopt(tx: &Tx<'_>, waba: WabaId, who: &str, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE client SET mode = 'managed', adopt_at = NULL
         WHERE waba_id = $1 AND mode = $2";
    if tx.execute(sql, params![key(waba.get()), WATCHED])? > 0 {
        let what = "took the client over: from now on it is kept";
        timeline::add(tx, Fact { at: now, waba: Some(waba), phone: None, who, what })?;
        clients::wake(tx, waba, now)?;
    }
    Ok(())
}

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

/// Every client that is only watched; also of data that an older program wrote.
///
/// # Errors
/// When the database refuses.
pub(crate) fn ids(tx: &Tx<'_>) -> Result<Vec<WabaId>, DbError> {
    let sql = "SELECT waba_id FROM client WHERE mode = 'watched' ORDER BY waba_id";
    tx.all(sql, &[], |row| id(row, "waba_id").map(WabaId::new))
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
