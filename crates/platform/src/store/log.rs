//! The log of events: the only durable truth about the world.

use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, params};
use shell::db::{DbError, Micros, from_micros};
use world::{Event, World};

use super::{ROWS_MAX, Slice, Store};

/// One line of the time line: what became true, when, by whom (requirement I03).
#[derive(Clone, Debug)]
pub struct Entry {
    /// Place in the log, from 1.
    pub seq: i64,
    /// When it became true.
    pub at: Timestamp,
    /// Who asked for it, such as `person 7001`, `token 3fa1b2c4`, `time`.
    pub by: String,
    /// What became true.
    pub event: Event,
}

/// The log cannot be replayed. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the log of events is damaged at entry {seq} ({why}): put a backup of the database in its \
     place, or begin anew with an empty data folder"
)]
pub struct Damaged {
    /// The first entry that cannot be used.
    pub seq: i64,
    /// What is wrong with it.
    pub why: String,
}

/// Entries replayed with one query: short enough that a reader beside the writer never keeps much
/// from being moved out of the write-ahead log.
const STRETCH: i64 = 5_000;

/// The end of the log after a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replayed {
    pub(crate) last_seq: i64,
    /// Time of the last entry; the least time there is when there is none.
    pub(crate) last_at: Timestamp,
}

/// A world, and where its log ends.
pub(crate) type Loaded = (Box<World>, Replayed);

/// One event on its way into the log.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) seq: i64,
    pub(super) at: Timestamp,
    pub(super) by: String,
    pub(super) body: String,
}

/// Adds lines to the log, unless it does not reach up to them: a commit before was not stored.
pub(super) fn append(db: &Transaction<'_>, lines: &[Line]) -> rusqlite::Result<()> {
    let last: i64 = db
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM event")?
        .query_row([], |row| row.get(0))?;
    if let Some(first) = lines.first().filter(|first| first.seq != last + 1) {
        let why = format!("entry {} would follow entry {last} in the log", first.seq);
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CONSTRAINT);
        return Err(rusqlite::Error::SqliteFailure(code, Some(why)));
    }
    let sql = "INSERT INTO event (seq, at, by_whom, body) VALUES ($1, $2, $3, $4)";
    let mut insert = db.prepare_cached(sql)?;
    for Line { seq, at, by, body } in lines {
        insert.execute(params![seq, Micros(*at), by, body])?;
    }
    Ok(())
}

/// Evolves a world from the log behind `end`, up to where the log ends now.
pub(super) fn replay(
    db: &Connection,
    mut world: Box<World>,
    mut end: Replayed,
) -> rusqlite::Result<Result<Loaded, Damaged>> {
    let last =
        db.query_row("SELECT max(seq) FROM event", [], |row| row.get::<_, Option<i64>>(0))?;
    while end.last_seq < last.unwrap_or_default() {
        let upto = last.unwrap_or_default().min(end.last_seq + STRETCH);
        if let Err(damaged) = replay_stretch(db, &mut world, &mut end, upto)? {
            return Ok(Err(damaged));
        }
    }
    Ok(Ok((world, end)))
}

/// Evolves a world from the entries behind `end` up to `upto`.
fn replay_stretch(
    db: &Connection,
    world: &mut World,
    end: &mut Replayed,
    upto: i64,
) -> rusqlite::Result<Result<(), Damaged>> {
    let sql = "SELECT seq, at, body FROM event WHERE seq > $1 AND seq <= $2 ORDER BY seq";
    let mut select = db.prepare_cached(sql)?;
    let mut rows = select.query([end.last_seq, upto])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let damaged = |why: String| Damaged { seq, why };
        if seq != end.last_seq + 1 {
            let why = format!("entry {} is missing", end.last_seq + 1);
            return Ok(Err(damaged(why)));
        }
        let Ok(at) = row.get::<_, i64>(1).and_then(from_micros) else {
            return Ok(Err(damaged("its time is no time".to_owned())));
        };
        if at < end.last_at {
            return Ok(Err(damaged("it is older than the entry before it".to_owned())));
        }
        let Ok(body) = row.get_ref(2)?.as_str() else {
            return Ok(Err(damaged("its body is no text".to_owned())));
        };
        match serde_json::from_str::<Event>(body) {
            Ok(event) => world.evolve(&event, at),
            Err(error) => return Ok(Err(damaged(error.to_string()))),
        }
        *end = Replayed { last_seq: seq, last_at: at };
    }
    if end.last_seq < upto {
        let seq = end.last_seq + 1;
        return Ok(Err(Damaged { seq, why: format!("entry {seq} is missing") }));
    }
    Ok(Ok(()))
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let body: String = row.get(3)?;
    let event = serde_json::from_str(&body).map_err(|error| {
        let kind = rusqlite::types::Type::Text;
        rusqlite::Error::FromSqlConversionFailure(3, kind, error.into())
    })?;
    Ok(Entry { seq: row.get(0)?, at: row.get::<_, Micros>(1)?.0, by: row.get(2)?, event })
}

impl Store {
    /// The events after entry `after`, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn events_after(&self, after: i64, limit: u32) -> Result<Vec<Entry>, DbError> {
        let sql = "SELECT seq, at, by_whom, body FROM event WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = limit.min(ROWS_MAX);
        self.db
            .read(move |db| {
                db.prepare_cached(sql)?.query_map(params![after, rows], entry)?.collect()
            })
            .await
    }

    /// The newest events, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn events(&self, slice: Slice) -> Result<Vec<Entry>, DbError> {
        let sql = "SELECT seq, at, by_whom, body FROM event WHERE seq < $1 \
                   ORDER BY seq DESC LIMIT $2";
        let place = (slice.top(), slice.rows());
        self.db.read(move |db| db.prepare_cached(sql)?.query_map(place, entry)?.collect()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_behind_a_gap() {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(include_str!("schema/0001_first.sql")).unwrap();
        let transaction = db.transaction().unwrap();
        let line = |seq| {
            let (by, body) = ("desk".to_owned(), "{}".to_owned());
            Line { seq, at: Timestamp::UNIX_EPOCH, by, body }
        };
        append(&transaction, &[line(1), line(2)]).unwrap();
        let refused = append(&transaction, &[line(4)]).unwrap_err().to_string();
        assert!(refused.contains("entry 4 would follow entry 2"), "{refused}");
        append(&transaction, &[line(3)]).unwrap();
    }
}
