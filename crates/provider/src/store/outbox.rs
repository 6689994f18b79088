//! Messages that wait for the client of their number: it could not take them when they were
//! written. They are sent in their order as soon as it can.

use graph::id::{PhoneNumberId, WabaId};
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::key;

/// One message that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place.
    pub seq: i64,
    /// The body of the call that sends it.
    pub call: String,
}

/// Lets a message that is being sent wait until its client can take it, for `why`, and at most
/// until `keep_until`.
///
/// # Errors
/// When the database refuses.
pub fn wait(
    db: &Tx<'_>,
    seq: i64,
    call: &str,
    why: &str,
    (now, keep_until): (Timestamp, Timestamp),
) -> Result<(), DbError> {
    db.execute(
        "UPDATE message SET status = 'waiting', call = $1, problem = $2, status_at = $3,
            keep_until = coalesce(keep_until, $4)
         WHERE seq = $5",
        params![call, why, to_micros(now), to_micros(keep_until), seq],
    )?;
    Ok(())
}

/// How many messages of a number wait.
///
/// # Errors
/// When the database refuses.
pub fn count(db: &Tx<'_>, phone: PhoneNumberId) -> Result<u64, DbError> {
    db.one(
        "SELECT count(*) FROM message WHERE phone_id = $1 AND status = 'waiting'",
        params![key(phone.get())],
        |row| super::count(row, 0),
    )
}

/// Takes the oldest message of a number that waits: from now on the process `node` sends it.
///
/// # Errors
/// When the database refuses.
pub fn take(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    node: &str,
    now: Timestamp,
) -> Result<Option<Waiting>, DbError> {
    let found = db.maybe(
        "SELECT seq, call FROM message WHERE phone_id = $1 AND status = 'waiting'
         ORDER BY seq LIMIT 1",
        params![key(phone.get())],
        |row| Ok(Waiting { seq: row.get("seq")?, call: row.get("call")? }),
    )?;
    if let Some(one) = &found {
        db.execute(
            "UPDATE message SET status = 'sending', problem = NULL, status_at = $1, node = $2
             WHERE seq = $3",
            params![to_micros(now), node, one.seq],
        )?;
    }
    Ok(found)
}

/// Gives up what waited too long for an account's clients.
///
/// # Errors
/// When the database refuses.
pub fn expire(db: &Tx<'_>, waba: WabaId, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE message SET status = 'failed', status_at = $1, call = NULL,
            problem = 'it waited for the number''s client until it was too late to send it'
         WHERE status = 'waiting' AND keep_until <= $1
            AND phone_id IN (SELECT phone_id FROM phone WHERE waba_id = $2)",
        params![to_micros(now), key(waba.get())],
    )?;
    Ok(())
}

/// Gives up what waits for a client that is stopped.
///
/// # Errors
/// When the database refuses.
pub fn give_up(db: &Tx<'_>, phone: PhoneNumberId, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE message SET status = 'failed', status_at = $1, call = NULL,
            problem = 'the number''s client was stopped before it could be sent'
         WHERE status = 'waiting' AND phone_id = $2",
        params![to_micros(now), key(phone.get())],
    )?;
    Ok(())
}
