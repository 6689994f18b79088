//! Letters on their way out.

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, from_micros, params, to_micros};

use super::count;

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

/// Letters that were not sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many are still to be sent.
    pub letters: u64,
    /// When the oldest of them was written.
    pub oldest: Option<Timestamp>,
    /// How many were given up.
    pub given_up: u64,
    /// Why the newest of all of them was not sent.
    pub problem: Option<String>,
}

/// The letters that were not sent.
///
/// # Errors
/// When the database refuses.
pub fn waiting(db: &Tx<'_>) -> Result<Waiting, DbError> {
    let sql = "SELECT count(*), min(created_at) FROM mail WHERE next_at IS NOT NULL";
    let (letters, oldest) =
        db.one(sql, &[], |row| Ok((count(row, 0)?, row.get::<Option<i64>>(1)?)))?;
    let given_up = "SELECT count(*) FROM mail WHERE next_at IS NULL AND sent_at IS NULL";
    let problem = "SELECT problem FROM mail WHERE sent_at IS NULL AND problem IS NOT NULL
         ORDER BY seq DESC LIMIT 1";
    Ok(Waiting {
        letters,
        oldest: oldest.map(from_micros).transpose()?,
        given_up: db.one(given_up, &[], |row| count(row, 0))?,
        problem: db.maybe(problem, &[], |row| row.get(0))?,
    })
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
