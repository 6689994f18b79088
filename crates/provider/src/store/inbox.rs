//! Webhooks as received, kept for eight days so that a redelivery is recognised.

use graph::id::PhoneNumberId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

/// A webhook that was not dealt with yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The order of arrival.
    pub seq: i64,
    /// The number whose client instance sent it; `None` for the platform.
    pub source: Option<PhoneNumberId>,
    /// The body as received.
    pub body: String,
}

/// Stores a webhook and returns its place.
///
/// # Errors
/// When the database refuses.
pub fn add(
    db: &Tx<'_>,
    source: Option<PhoneNumberId>,
    digest: &str,
    body: &str,
    now: Timestamp,
) -> Result<i64, DbError> {
    db.one(
        "INSERT INTO inbox (seq, received_at, source, digest, body)
         SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, $4 FROM inbox RETURNING seq",
        params![to_micros(now), source.map(|id| super::key(id.get())), digest, body],
        |row| row.get(0),
    )
}

/// Whether a place is taken by this digest: asked before a duplicate is taken for one.
///
/// # Errors
/// When the database refuses.
pub fn holds(db: &Tx<'_>, seq: i64, digest: &str) -> Result<bool, DbError> {
    db.one(
        "SELECT count(*) > 0 FROM inbox WHERE seq = $1 AND digest = $2",
        params![seq, digest],
        |row| row.get(0),
    )
}

/// The webhooks not dealt with yet, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn open(db: &Tx<'_>, limit: u32) -> Result<Vec<Open>, DbError> {
    db.all(
        "SELECT seq, source, body FROM inbox WHERE done_at IS NULL ORDER BY seq LIMIT $1",
        params![limit],
        |row| {
            Ok(Open {
                seq: row.get(0)?,
                source: super::maybe_id(row, "source")?.map(PhoneNumberId::new),
                body: row.get(2)?,
            })
        },
    )
}

/// Marks a webhook as dealt with; `false` when it was before. Called in the transaction of its
/// effects, which makes them happen exactly once.
///
/// # Errors
/// When the database refuses.
pub fn done(db: &Tx<'_>, seq: i64, now: Timestamp) -> Result<bool, DbError> {
    let changed = db.execute(
        "UPDATE inbox SET done_at = $1 WHERE seq = $2 AND done_at IS NULL",
        params![to_micros(now), seq],
    )?;
    Ok(changed > 0)
}

/// Counts that a webhook could not be applied; after `attempts_max` times it is given up, with its
/// problem written down.
///
/// # Errors
/// When the database refuses.
pub(crate) fn failed(
    db: &Tx<'_>,
    seq: i64,
    attempts_max: u32,
    problem: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE inbox SET attempts = attempts + 1, problem = $1,
            done_at = CASE WHEN attempts + 1 >= $2 THEN $3 ELSE done_at END
         WHERE seq = $4",
        params![problem, attempts_max, to_micros(now), seq],
    )?;
    Ok(())
}

/// The place, arrival and digest of every webhook kept, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn digests(db: &Tx<'_>) -> Result<Vec<(i64, i64, String)>, DbError> {
    db.all("SELECT seq, received_at, digest FROM inbox ORDER BY seq", &[], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// Removes webhooks dealt with before `before`, except the newest, which keeps the order going.
///
/// # Errors
/// When the database refuses.
pub fn forget(db: &Tx<'_>, before: Timestamp) -> Result<usize, DbError> {
    db.execute(
        "DELETE FROM inbox WHERE done_at IS NOT NULL AND done_at < $1
         AND seq < (SELECT max(seq) FROM inbox)",
        params![to_micros(before)],
    )
}
