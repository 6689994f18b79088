//! Webhooks as received, kept for eight days so that a redelivery is recognised; those that could
//! not be applied are set aside and kept until somebody decides.

use graph::id::PhoneNumberId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{maybe_id, moment, time};

/// What is still to be dealt with.
const OPEN: &str = "done_at IS NULL AND poison_at IS NULL";

/// A webhook that was not dealt with yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The order of arrival.
    pub seq: i64,
    /// When it arrived.
    pub received_at: Timestamp,
    /// The number whose client instance sent it; `None` for the platform.
    pub source: Option<PhoneNumberId>,
    /// The body as received.
    pub body: String,
    /// Whether it was applied, or tried, before.
    pub again: bool,
}

/// Where a webhook stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// To be dealt with.
    Open,
    /// Dealt with.
    Done,
    /// Set aside, because it could not be applied.
    Poison,
}

impl State {
    /// The word for people and programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Poison => "poison",
        }
    }
}

/// A webhook as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The order of arrival.
    pub seq: i64,
    /// When it arrived.
    pub received_at: Timestamp,
    /// The number whose client instance sent it; `None` for the platform.
    pub source: Option<PhoneNumberId>,
    /// The size of its body, in characters.
    pub size: u64,
    /// Where it stands.
    pub state: State,
    /// When it was dealt with.
    pub done_at: Option<Timestamp>,
    /// How often it could not be applied.
    pub attempts: u32,
    /// Why, the last time.
    pub problem: Option<String>,
    /// When it is tried again.
    pub again_at: Option<Timestamp>,
    /// How often it was applied anew because somebody asked for it.
    pub replays: u32,
}

/// Which webhooks a list shows.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only those that stand so.
    pub state: Option<State>,
    /// Only those received then or later.
    pub from: Option<Timestamp>,
    /// Only those received before.
    pub to: Option<Timestamp>,
    /// Only those before this place.
    pub before: Option<i64>,
    /// At most so many, the newest.
    pub limit: u32,
}

/// Stores a webhook and returns its place.
///
/// # Errors
/// When the database refuses.
pub fn add(
    tx: &Tx<'_>,
    source: Option<PhoneNumberId>,
    digest: &str,
    body: &str,
    now: Timestamp,
) -> Result<i64, DbError> {
    tx.one(
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
pub fn holds(tx: &Tx<'_>, seq: i64, digest: &str) -> Result<bool, DbError> {
    let sql = "SELECT count(*) > 0 FROM inbox WHERE seq = $1 AND digest = $2";
    tx.one(sql, params![seq, digest], |row| row.get(0))
}

/// The place of a digest, found by the table's own index, which only databases have that other
/// processes share.
///
/// # Errors
/// When the database refuses.
pub(crate) fn place(tx: &Tx<'_>, digest: &str) -> Result<Option<i64>, DbError> {
    tx.maybe("SELECT seq FROM inbox WHERE digest = $1 LIMIT 1", params![digest], |row| row.get(0))
}

/// Makes the index that [`place`] needs. Not a migration, because a database of one process is
/// faster without: the random key would cost more than the writing to disk.
///
/// # Errors
/// When the database refuses.
pub(crate) fn index_digests(tx: &Tx<'_>) -> Result<(), DbError> {
    tx.execute("CREATE INDEX IF NOT EXISTS inbox_digest ON inbox (digest)", &[]).map(drop)
}

/// The webhooks that are to be dealt with now, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn open(tx: &Tx<'_>, now: Timestamp, limit: u32) -> Result<Vec<Open>, DbError> {
    tx.all(
        "SELECT seq, received_at, source, body, attempts + replays AS tried FROM inbox
         WHERE done_at IS NULL AND poison_at IS NULL AND (again_at IS NULL OR again_at <= $1)
         ORDER BY seq LIMIT $2",
        params![to_micros(now), limit],
        |row| {
            Ok(Open {
                seq: row.get("seq")?,
                received_at: moment(row, "received_at")?,
                source: maybe_id(row, "source")?.map(PhoneNumberId::new),
                body: row.get("body")?,
                again: row.get::<i64>("tried")? > 0,
            })
        },
    )
}

/// When the next webhook is to be dealt with, in microseconds; 0 for at once.
///
/// # Errors
/// When the database refuses.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<i64>, DbError> {
    let ready = "SELECT seq FROM inbox
         WHERE done_at IS NULL AND poison_at IS NULL AND again_at IS NULL LIMIT 1";
    if tx.maybe(ready, &[], |row| row.get::<i64>(0))?.is_some() {
        return Ok(Some(0));
    }
    let later = "SELECT min(again_at) FROM inbox
         WHERE done_at IS NULL AND poison_at IS NULL AND again_at IS NOT NULL";
    tx.one(later, &[], |row| row.get(0))
}

/// Marks a webhook as dealt with; `false` when it was before. Called in the transaction of its
/// effects, which makes them happen exactly once.
///
/// # Errors
/// When the database refuses.
pub fn done(tx: &Tx<'_>, seq: i64, now: Timestamp) -> Result<bool, DbError> {
    let sql = "UPDATE inbox SET done_at = $1, again_at = NULL
         WHERE seq = $2 AND done_at IS NULL AND poison_at IS NULL";
    Ok(tx.execute(sql, params![to_micros(now), seq])? > 0)
}

/// Puts a webhook off that could not be applied.
///
/// # Errors
/// When the database refuses.
pub(crate) fn put_off(
    tx: &Tx<'_>,
    seq: i64,
    problem: &str,
    again: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE inbox SET attempts = attempts + 1, problem = $1, again_at = $2 WHERE seq = $3",
        params![problem, to_micros(again), seq],
    )?;
    Ok(())
}

/// Sets a webhook aside that cannot be applied: it stays until somebody decides.
///
/// # Errors
/// When the database refuses.
pub(crate) fn set_aside(
    tx: &Tx<'_>,
    seq: i64,
    problem: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE inbox SET attempts = attempts + 1, problem = $1, poison_at = $2, again_at = NULL,
            done_at = NULL
         WHERE seq = $3",
        params![problem, to_micros(now), seq],
    )?;
    Ok(())
}

/// How often a webhook could not be applied.
///
/// # Errors
/// When the database refuses.
pub(crate) fn attempts(tx: &Tx<'_>, seq: i64) -> Result<u32, DbError> {
    tx.one("SELECT attempts FROM inbox WHERE seq = $1", params![seq], |row| row.get(0))
}

/// The place, arrival and digest of webhooks kept, newest first: at most `limit` before the arrival
/// and place of `before`.
///
/// # Errors
/// When the database refuses.
pub fn digests_before(
    tx: &Tx<'_>,
    (received_at, seq): (i64, i64),
    limit: u32,
) -> Result<Vec<(i64, i64, String)>, DbError> {
    let sql = "SELECT seq, received_at, digest FROM inbox WHERE (received_at, seq) < ($1, $2)
         ORDER BY received_at DESC, seq DESC LIMIT $3";
    tx.all(sql, params![received_at, seq, limit], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Removes webhooks dealt with before `before`, except the newest, which keeps the order going.
///
/// # Errors
/// When the database refuses.
pub fn forget(tx: &Tx<'_>, before: Timestamp) -> Result<usize, DbError> {
    tx.execute(
        "DELETE FROM inbox WHERE done_at IS NOT NULL AND done_at < $1
         AND seq < (SELECT max(seq) FROM inbox)",
        params![to_micros(before)],
    )
}

/// Webhooks as lists show them, newest first.
///
/// # Errors
/// When the database refuses.
pub fn list(tx: &Tx<'_>, wanted: &Wanted) -> Result<Vec<Entry>, DbError> {
    let state = match wanted.state {
        None => "1 = 1",
        Some(State::Open) => OPEN,
        Some(State::Done) => "done_at IS NOT NULL",
        Some(State::Poison) => "poison_at IS NOT NULL",
    };
    let sql = format!(
        "SELECT seq, received_at, source, length(body) AS size, done_at, poison_at, attempts,
            problem, again_at, replays
         FROM inbox WHERE {state} AND seq < $1 AND received_at >= $2 AND received_at < $3
         ORDER BY seq DESC LIMIT $4"
    );
    let before = wanted.before.unwrap_or(i64::MAX);
    let from = wanted.from.map_or(i64::MIN, to_micros);
    let to = wanted.to.map_or(i64::MAX, to_micros);
    tx.all(&sql, params![before, from, to, wanted.limit], entry)
}

/// One webhook with its body.
///
/// # Errors
/// When the database refuses.
pub fn get(tx: &Tx<'_>, seq: i64) -> Result<Option<(Entry, String)>, DbError> {
    tx.maybe(
        "SELECT seq, received_at, source, length(body) AS size, done_at, poison_at, attempts,
            problem, again_at, replays, body
         FROM inbox WHERE seq = $1",
        params![seq],
        |row| Ok((entry(row)?, row.get("body")?)),
    )
}

/// Has the webhooks dealt with that were received in a span of time applied anew; says how many.
///
/// # Errors
/// When the database refuses.
pub fn replay(tx: &Tx<'_>, from: Timestamp, to: Timestamp) -> Result<usize, DbError> {
    tx.execute(
        "UPDATE inbox SET done_at = NULL, attempts = 0, problem = NULL, replays = replays + 1
         WHERE done_at IS NOT NULL AND received_at >= $1 AND received_at < $2",
        params![to_micros(from), to_micros(to)],
    )
}

/// Has a webhook tried again that was set aside; `false` when it is not.
///
/// # Errors
/// When the database refuses.
pub fn retry(tx: &Tx<'_>, seq: i64) -> Result<bool, DbError> {
    let sql = "UPDATE inbox SET poison_at = NULL, attempts = 0, replays = replays + 1
         WHERE seq = $1 AND poison_at IS NOT NULL";
    Ok(tx.execute(sql, params![seq])? > 0)
}

/// Gives up a webhook that was set aside: it counts as dealt with, its problem stays written down.
/// `false` when it was not set aside.
///
/// # Errors
/// When the database refuses.
pub fn discard(tx: &Tx<'_>, seq: i64, now: Timestamp) -> Result<bool, DbError> {
    let sql = "UPDATE inbox SET poison_at = NULL, done_at = $1
         WHERE seq = $2 AND poison_at IS NOT NULL";
    Ok(tx.execute(sql, params![to_micros(now), seq])? > 0)
}

/// How many webhooks are to be dealt with, and how many are set aside.
///
/// # Errors
/// When the database refuses.
pub fn counts(tx: &Tx<'_>) -> Result<(u64, u64), DbError> {
    let open = format!("SELECT count(*) FROM inbox WHERE {OPEN}");
    let poison = "SELECT count(*) FROM inbox WHERE poison_at IS NOT NULL";
    Ok((tx.one(&open, &[], |row| row.get(0))?, tx.one(poison, &[], |row| row.get(0))?))
}

fn entry(row: &Row<'_>) -> Result<Entry, DbError> {
    let (done_at, poison_at) = (time(row, "done_at")?, time(row, "poison_at")?);
    Ok(Entry {
        seq: row.get("seq")?,
        received_at: moment(row, "received_at")?,
        source: maybe_id(row, "source")?.map(PhoneNumberId::new),
        size: row.get("size")?,
        state: match (done_at, poison_at) {
            (Some(_), _) => State::Done,
            (None, Some(_)) => State::Poison,
            (None, None) => State::Open,
        },
        done_at,
        attempts: row.get("attempts")?,
        problem: row.get("problem")?,
        again_at: time(row, "again_at")?,
        replays: row.get("replays")?,
    })
}
