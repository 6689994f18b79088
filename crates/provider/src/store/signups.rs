//! Clicks on "Connect WhatsApp": each with a secret state, bound to one browser session.

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{moment, time};

/// One click. State and session are stored as SHA-256 in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignupAttempt {
    /// Hash of the state handed to the page.
    pub state_hash: String,
    /// Hash of the browser's session cookie.
    pub session_hash: String,
    /// The business's e-mail address, if it left one.
    pub contact: Option<String>,
    /// When it was started.
    pub created_at: Timestamp,
    /// Until when the state may be used.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
    /// The step at which the person cancelled (contract §1.4), if so.
    pub cancelled_at_step: Option<String>,
}

/// Stores a new attempt.
///
/// # Errors
/// When the database refuses.
pub fn add(db: &Tx<'_>, attempt: &SignupAttempt) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO signup_attempt (state_hash, session_hash, contact, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![
            attempt.state_hash,
            attempt.session_hash,
            attempt.contact,
            to_micros(attempt.created_at),
            to_micros(attempt.expires_at),
        ],
    )?;
    Ok(())
}

/// The attempt of a state's hash.
///
/// # Errors
/// When the database refuses.
pub fn get(db: &Tx<'_>, state_hash: &str) -> Result<Option<SignupAttempt>, DbError> {
    db.maybe("SELECT * FROM signup_attempt WHERE state_hash = $1", params![state_hash], read)
}

/// The attempts of a browser session, newest first.
///
/// # Errors
/// When the database refuses.
pub fn of_session(
    db: &Tx<'_>,
    session_hash: &str,
    limit: u32,
) -> Result<Vec<SignupAttempt>, DbError> {
    db.all(
        "SELECT * FROM signup_attempt WHERE session_hash = $1
         ORDER BY created_at DESC, state_hash LIMIT $2",
        params![session_hash, limit],
        read,
    )
}

/// Marks an attempt as used; `false` when it was used before.
///
/// # Errors
/// When the database refuses.
pub fn mark_used(db: &Tx<'_>, state_hash: &str, now: Timestamp) -> Result<bool, DbError> {
    let changed = db.execute(
        "UPDATE signup_attempt SET used_at = $1 WHERE state_hash = $2 AND used_at IS NULL",
        params![to_micros(now), state_hash],
    )?;
    Ok(changed > 0)
}

/// Remembers at which step the person cancelled. The state stays usable: the person may go on in
/// the same page.
///
/// # Errors
/// When the database refuses.
pub fn mark_cancelled(db: &Tx<'_>, state_hash: &str, step: &str) -> Result<(), DbError> {
    db.execute(
        "UPDATE signup_attempt SET cancelled_at_step = $1
         WHERE state_hash = $2 AND used_at IS NULL",
        params![step, state_hash],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<SignupAttempt, DbError> {
    Ok(SignupAttempt {
        state_hash: row.get("state_hash")?,
        session_hash: row.get("session_hash")?,
        contact: row.get("contact")?,
        created_at: moment(row, "created_at")?,
        expires_at: moment(row, "expires_at")?,
        used_at: time(row, "used_at")?,
        cancelled_at_step: row.get("cancelled_at_step")?,
    })
}
