//! Webhooks as received, kept for eight days so that a redelivery is recognised.

use graph::id::PhoneNumberId;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use shell::db::to_micros;

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
    db: &Connection,
    source: Option<PhoneNumberId>,
    digest: &str,
    body: &str,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    db.prepare_cached(
        "INSERT INTO inbox (seq, received_at, source, digest, body)
         SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, $4 FROM inbox RETURNING seq",
    )?
    .query_row(
        params![to_micros(now), source.map(|id| super::key(id.get())), digest, body],
        |row| row.get(0),
    )
}

/// Whether a place is taken by this digest: asked before a duplicate is taken for one.
///
/// # Errors
/// When the database refuses.
pub fn holds(db: &Connection, seq: i64, digest: &str) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT count(*) > 0 FROM inbox WHERE seq = $1 AND digest = $2")?
        .query_row(params![seq, digest], |row| row.get(0))
}

/// The webhooks not dealt with yet, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn open(db: &Connection, limit: u32) -> rusqlite::Result<Vec<Open>> {
    db.prepare_cached(
        "SELECT seq, source, body FROM inbox WHERE done_at IS NULL ORDER BY seq LIMIT $1",
    )?
    .query_map(params![limit], |row| {
        Ok(Open {
            seq: row.get(0)?,
            source: super::maybe_id(row, "source")?.map(PhoneNumberId::new),
            body: row.get(2)?,
        })
    })?
    .collect()
}

/// Marks a webhook as dealt with; `false` when it was before. Called in the transaction of its
/// effects, which makes them happen exactly once.
///
/// # Errors
/// When the database refuses.
pub fn done(db: &Connection, seq: i64, now: Timestamp) -> rusqlite::Result<bool> {
    let changed = db
        .prepare_cached("UPDATE inbox SET done_at = $1 WHERE seq = $2 AND done_at IS NULL")?
        .execute(params![to_micros(now), seq])?;
    Ok(changed > 0)
}

/// Counts that a webhook could not be applied; after `attempts_max` times it is given up, with its
/// problem written down.
///
/// # Errors
/// When the database refuses.
pub(crate) fn failed(
    db: &Connection,
    seq: i64,
    attempts_max: u32,
    problem: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
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
pub fn digests(db: &Connection) -> rusqlite::Result<Vec<(i64, i64, String)>> {
    db.prepare("SELECT seq, received_at, digest FROM inbox ORDER BY seq")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

/// Removes webhooks dealt with before `before`, except the newest, which keeps the order going.
///
/// # Errors
/// When the database refuses.
pub fn forget(db: &Connection, before: Timestamp) -> rusqlite::Result<usize> {
    db.execute(
        "DELETE FROM inbox WHERE done_at IS NOT NULL AND done_at < $1
         AND seq < (SELECT max(seq) FROM inbox)",
        params![to_micros(before)],
    )
}
