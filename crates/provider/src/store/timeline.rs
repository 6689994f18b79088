//! Every fact about a client in time order: when, who, what (requirement I03).
//!
//! Facts of one moment stand in the order in which they became known. A fact may become known late
//! and then stands where it happened.

use graph::id::{PhoneNumberId, WabaId};
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, from_micros, params, to_micros};

use super::{key, maybe_id, moment};

/// We ourselves, as an author of facts.
pub const PROVIDER: &str = "provider";
/// The platform, as an author of facts.
pub const PLATFORM: &str = "platform";
/// The business, as an author of facts.
pub const BUSINESS: &str = "business";

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The order in which facts became known.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// The account, unless the fact concerns the provider as a whole.
    pub waba_id: Option<WabaId>,
    /// The number, where the fact is about one.
    pub phone_id: Option<PhoneNumberId>,
    /// Who did it: [`PROVIDER`], [`PLATFORM`], [`BUSINESS`], or an operator's name.
    pub who: String,
    /// What happened, one sentence.
    pub what: String,
}

/// A fact to be written down.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'a> {
    /// When.
    pub at: Timestamp,
    /// The account.
    pub waba: Option<WabaId>,
    /// The number.
    pub phone: Option<PhoneNumberId>,
    /// Who.
    pub who: &'a str,
    /// What, one sentence.
    pub what: &'a str,
}

/// Writes a fact down.
///
/// # Errors
/// When the database refuses.
pub fn add(db: &Tx<'_>, fact: Fact<'_>) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO timeline (seq, at, waba_id, phone_id, who, what)
         SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, $4, $5 FROM timeline",
        params![
            to_micros(fact.at),
            fact.waba.map(|id| key(id.get())),
            fact.phone.map(|id| key(id.get())),
            fact.who,
            fact.what,
        ],
    )?;
    Ok(())
}

/// Whether this very fact is written down.
///
/// # Errors
/// When the database refuses.
pub(crate) fn holds(db: &Tx<'_>, fact: Fact<'_>) -> Result<bool, DbError> {
    let at_that_moment = "SELECT what, who FROM timeline WHERE waba_id = $1 AND at = $2";
    let Some(waba) = fact.waba else {
        return Ok(false);
    };
    let known = db.all(at_that_moment, params![key(waba.get()), to_micros(fact.at)], |row| {
        Ok((row.get::<String>(0)?, row.get::<String>(1)?))
    })?;
    Ok(known.iter().any(|(what, who)| what == fact.what && who == fact.who))
}

/// The newest facts about a client, newest first: at most `limit`, and only those before the place
/// `before` (time and seq of a fact) if it is given.
///
/// # Errors
/// When the database refuses.
pub fn of_client(
    db: &Tx<'_>,
    waba: WabaId,
    before: Option<(Timestamp, i64)>,
    limit: u32,
) -> Result<Vec<TimelineEntry>, DbError> {
    let (at, seq) = before.map_or((i64::MAX, i64::MAX), |(at, seq)| (to_micros(at), seq));
    db.all(
        "SELECT * FROM timeline WHERE waba_id = $1 AND (at, seq) < ($2, $3)
         ORDER BY at DESC, seq DESC LIMIT $4",
        params![key(waba.get()), at, seq, limit],
        read,
    )
}

/// When the first fact about a client happened, of those that happened after `since`.
///
/// # Errors
/// When the database refuses.
pub(crate) fn first_after(
    db: &Tx<'_>,
    waba: WabaId,
    since: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    let first: Option<i64> = db.one(
        "SELECT min(at) FROM timeline WHERE waba_id = $1 AND at > $2",
        params![key(waba.get()), to_micros(since)],
        |row| row.get(0),
    )?;
    first.map(from_micros).transpose()
}

/// Whether anything about a client was ever done by `who`.
///
/// # Errors
/// When the database refuses.
pub(crate) fn has(db: &Tx<'_>, waba: WabaId, who: &str) -> Result<bool, DbError> {
    db.one(
        "SELECT count(*) > 0 FROM timeline WHERE waba_id = $1 AND who = $2",
        params![key(waba.get()), who],
        |row| row.get(0),
    )
}

/// The newest facts of all clients, newest first.
///
/// # Errors
/// When the database refuses.
pub fn newest(db: &Tx<'_>, limit: u32) -> Result<Vec<TimelineEntry>, DbError> {
    db.all("SELECT * FROM timeline ORDER BY at DESC, seq DESC LIMIT $1", params![limit], read)
}

pub(super) fn read(row: &Row<'_>) -> Result<TimelineEntry, DbError> {
    Ok(TimelineEntry {
        seq: row.get("seq")?,
        at: moment(row, "at")?,
        waba_id: maybe_id(row, "waba_id")?.map(WabaId::new),
        phone_id: maybe_id(row, "phone_id")?.map(PhoneNumberId::new),
        who: row.get("who")?,
        what: row.get("what")?,
    })
}
