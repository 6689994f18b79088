//! Letters on their way out.

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

/// A letter that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The order of writing.
    pub seq: i64,
    /// To whom.
    pub recipient: String,
    /// The subject line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// How often sending failed.
    pub attempts: u32,
}

/// Puts a letter into the outbox.
///
/// # Errors
/// When the database refuses.
pub fn add(
    db: &Tx<'_>,
    recipient: &str,
    subject: &str,
    body: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO mail (seq, recipient, subject, body, created_at, next_at)
         SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, $4, $4 FROM mail",
        params![recipient, subject, body, to_micros(now)],
    )?;
    Ok(())
}

/// The letters that are due, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn due(db: &Tx<'_>, now: Timestamp, limit: u32) -> Result<Vec<Letter>, DbError> {
    db.all(
        "SELECT seq, recipient, subject, body, attempts FROM mail
         WHERE next_at <= $1 ORDER BY next_at, seq LIMIT $2",
        params![to_micros(now), limit],
        |row| {
            Ok(Letter {
                seq: row.get("seq")?,
                recipient: row.get("recipient")?,
                subject: row.get("subject")?,
                body: row.get("body")?,
                attempts: row.get("attempts")?,
            })
        },
    )
}

/// When the next letter is due.
///
/// # Errors
/// When the database refuses.
pub fn next_due(db: &Tx<'_>) -> Result<Option<i64>, DbError> {
    db.one("SELECT min(next_at) FROM mail WHERE next_at IS NOT NULL", &[], |row| row.get(0))
}

/// Marks a letter as sent.
///
/// # Errors
/// When the database refuses.
pub fn sent(db: &Tx<'_>, seq: i64, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE mail SET sent_at = $1, next_at = NULL, problem = NULL WHERE seq = $2",
        params![to_micros(now), seq],
    )?;
    Ok(())
}

/// Puts a letter off, or gives it up when `next` is `None`.
///
/// # Errors
/// When the database refuses.
pub fn failed(
    db: &Tx<'_>,
    seq: i64,
    problem: &str,
    next: Option<Timestamp>,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE mail SET attempts = attempts + 1, problem = $1, next_at = $2 WHERE seq = $3",
        params![problem, super::micros(next), seq],
    )?;
    Ok(())
}
