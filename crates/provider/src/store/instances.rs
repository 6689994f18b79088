//! Client instances: one for each number with hosting `client`.

use graph::id::PhoneNumberId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::{key, micros, moment, time};

/// One instance. Password and secret are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Whose.
    pub phone_id: PhoneNumberId,
    /// Whether it ought to run.
    pub wanted: bool,
    /// Where it was last known to listen, such as `127.0.0.1:40123`.
    pub address: Option<String>,
    /// Its admin password, sealed.
    pub password: String,
    /// The secret it signs its webhooks with, sealed.
    pub secret: String,
    /// Digest of the certificate it registered with last.
    pub installed: Option<String>,
    /// When it was last started.
    pub started_at: Timestamp,
    /// Since when it does not answer.
    pub failed_at: Option<Timestamp>,
}

/// The instance of a number.
///
/// # Errors
/// When the database refuses.
pub fn get(db: &Tx<'_>, phone: PhoneNumberId) -> Result<Option<Instance>, DbError> {
    db.maybe("SELECT * FROM instance WHERE phone_id = $1", params![key(phone.get())], |row| {
        Ok(Instance {
            phone_id: phone,
            wanted: row.get("wanted")?,
            address: row.get("address")?,
            password: row.get("password")?,
            secret: row.get("secret")?,
            installed: row.get("installed")?,
            started_at: moment(row, "started_at")?,
            failed_at: time(row, "failed_at")?,
        })
    })
}

/// Wants an instance. Its password and secret are kept if there was one before.
///
/// # Errors
/// When the database refuses.
pub fn want(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    password: &str,
    secret: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO instance (phone_id, wanted, password, secret, started_at)
         VALUES ($1, 1, $2, $3, $4)
         ON CONFLICT (phone_id) DO UPDATE SET wanted = 1, started_at = excluded.started_at",
        params![key(phone.get()), password, secret, to_micros(now)],
    )?;
    Ok(())
}

/// Remembers where a number's instance listens and that it answers.
///
/// # Errors
/// When the database refuses.
pub fn answers(db: &Tx<'_>, phone: PhoneNumberId, address: &str) -> Result<(), DbError> {
    db.execute(
        "UPDATE instance SET address = $1, failed_at = NULL
         WHERE phone_id = $2 AND (address IS NULL OR address <> $1 OR failed_at IS NOT NULL)",
        params![address, key(phone.get())],
    )?;
    Ok(())
}

/// Remembers since when a wanted instance does not answer.
///
/// # Errors
/// When the database refuses.
pub fn failed(db: &Tx<'_>, phone: PhoneNumberId, since: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE instance SET failed_at = coalesce(failed_at, $1) WHERE phone_id = $2",
        params![micros(Some(since)), key(phone.get())],
    )?;
    Ok(())
}

/// Remembers the certificate it registered with.
///
/// # Errors
/// When the database refuses.
pub fn installed(db: &Tx<'_>, phone: PhoneNumberId, digest: &str) -> Result<(), DbError> {
    let phone = key(phone.get());
    db.execute("UPDATE instance SET installed = $1 WHERE phone_id = $2", params![digest, phone])?;
    Ok(())
}

/// No longer wants an instance. Wanted again, it has to be registered again.
///
/// # Errors
/// When the database refuses.
pub fn unwant(db: &Tx<'_>, phone: PhoneNumberId) -> Result<(), DbError> {
    db.execute(
        "UPDATE instance SET wanted = 0, address = NULL, installed = NULL, failed_at = NULL
         WHERE phone_id = $1",
        params![key(phone.get())],
    )?;
    Ok(())
}

/// The numbers whose instances ought to run, and where they were last known to listen.
///
/// # Errors
/// When the database refuses.
pub fn wanted(db: &Tx<'_>) -> Result<Vec<(PhoneNumberId, String)>, DbError> {
    db.all(
        "SELECT phone_id, address FROM instance WHERE wanted = 1 AND address IS NOT NULL
         ORDER BY phone_id",
        &[],
        |row| Ok((PhoneNumberId::new(super::id(row, "phone_id")?), row.get(1)?)),
    )
}
