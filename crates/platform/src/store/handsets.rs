//! What telephones show: codes, messages, ticks.

use graph::E164;
use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};
use serde::Serialize;
use shell::db::{DbError, Micros};
use world::HandsetKind;

use super::{Slice, Store};

/// A telephone that has something to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handset {
    /// Its number, with country code, as it was given.
    pub number: String,
    /// How many entries it has.
    pub entries: i64,
    /// When the last one came.
    pub last_at: Timestamp,
}

/// One thing a telephone shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandsetEntry {
    /// Place among the entries of all telephones.
    pub seq: i64,
    /// When it came.
    pub at: Timestamp,
    /// The id of the business number it chats with, or `WhatsApp` for a code.
    pub with: String,
    /// What it is.
    pub kind: HandsetKind,
    /// The words, or the new status.
    pub body: String,
    /// The message meant.
    pub message_id: Option<String>,
    /// The display name a business wrote under, where it is a business's message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_name: Option<String>,
}

pub(super) fn insert(
    db: &Transaction<'_>,
    at: Timestamp,
    (number, other, kind, body, message_id): (&E164, &str, HandsetKind, &str, Option<&str>),
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO handset (at, number, other, kind, body, message_id) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let kind = word(kind);
    let row = params![Micros(at), number.digits(), other, kind, body, message_id];
    db.prepare_cached(sql)?.execute(row).map(drop)
}

fn word(kind: HandsetKind) -> &'static str {
    match kind {
        HandsetKind::Code => "code",
        HandsetKind::Message => "message",
        HandsetKind::Own => "own",
        HandsetKind::Status => "status",
    }
}

fn kind(word: &str) -> HandsetKind {
    match word {
        "code" => HandsetKind::Code,
        "message" => HandsetKind::Message,
        "own" => HandsetKind::Own,
        _ => HandsetKind::Status,
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<HandsetEntry> {
    Ok(HandsetEntry {
        seq: row.get(0)?,
        at: row.get::<_, Micros>(1)?.0,
        with: row.get(2)?,
        kind: kind(row.get_ref(3)?.as_str()?),
        body: row.get(4)?,
        message_id: row.get(5)?,
        from_name: None,
    })
}

impl Store {
    /// Telephones that have something to show, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn handsets(&self, limit: u32) -> Result<Vec<Handset>, DbError> {
        let sql = "SELECT number, count(*), max(at) FROM handset GROUP BY number \
                   ORDER BY max(seq) DESC LIMIT $1";
        let rows = Slice::newest(limit).rows();
        let read = move |row: &Row<'_>| {
            let last_at = row.get::<_, Micros>(2)?.0;
            Ok(Handset { number: row.get(0)?, entries: row.get(1)?, last_at })
        };
        self.db.read(move |db| db.prepare_cached(sql)?.query_map([rows], read)?.collect()).await
    }

    /// What one telephone shows, newest first. The number may be written with or without `+`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn handset(&self, number: &str, slice: Slice) -> Result<Vec<HandsetEntry>, DbError> {
        let sql = "SELECT seq, at, other, kind, body, message_id FROM handset \
                   WHERE number = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let asked = (digits, slice.top(), slice.rows());
        self.db.read(move |db| db.prepare_cached(sql)?.query_map(asked, entry)?.collect()).await
    }
}
