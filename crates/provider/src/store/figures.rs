//! What operators count and list across all clients: for metrics, `doctor` and the command line.

use std::collections::BTreeMap;

use graph::id::WabaId;
use jiff::Timestamp;
use onboard::{Condition, Holder, Kind, State};
use shell::db::DbError;
use shell::sql::{Row, Tx, from_micros, params};

use super::failures::Failure;
use super::phones::{self, PhoneRow};
use super::timeline::{self, TimelineEntry};
use super::{clients, count, id, instances, json, moment, settings, tokens};

/// How the server stands at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Clients at each stage.
    pub stages: Vec<(clients::Stage, u64)>,
    /// Clients that are only watched.
    pub watched: Watched,
    /// Conditions of clients still with us that do not hold, by kind: every kind is there.
    pub conditions_false: BTreeMap<String, u64>,
    /// Clients with a failing step.
    pub problems: u64,
    /// Webhooks not dealt with yet.
    pub inbox_open: u64,
    /// When the oldest of them came.
    pub inbox_oldest: Option<Timestamp>,
    /// Webhooks that were set aside.
    pub inbox_poison: u64,
    /// Callbacks that were not used yet.
    pub callbacks_open: u64,
    /// Letters that were not sent yet.
    pub mails_waiting: u64,
    /// Client instances that ought to run, by how they stand: every state is there.
    pub instances: Vec<(instances::State, u64)>,
    /// Messages that wait for the client of their number.
    pub messages_waiting: u64,
    /// When the last good quick sweep began.
    pub swept: Option<Timestamp>,
    /// When our tokens end, those that do.
    pub tokens_end: Vec<(&'static str, Timestamp)>,
}

/// Clients that are only watched, those that left us aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watched {
    /// How many.
    pub clients: u64,
    /// How many of them are to be managed from some day on.
    pub planned: u64,
}

/// How the server stands now.
///
/// # Errors
/// When the database refuses.
pub fn standing(db: &Tx<'_>) -> Result<Standing, DbError> {
    let number = |sql: &str| db.one(sql, &[], |row| count(row, 0));
    let oldest: Option<i64> = db.one(
        "SELECT min(received_at) FROM inbox WHERE done_at IS NULL AND poison_at IS NULL",
        &[],
        |row| row.get(0),
    )?;
    let swept = settings::get_number(db, settings::SWEPT_UNTIL)?;
    Ok(Standing {
        stages: clients::counts(db)?,
        watched: watched(db)?,
        conditions_false: conditions_false(db)?,
        problems: number("SELECT count(*) FROM client WHERE problem IS NOT NULL")?,
        inbox_open: number(
            "SELECT count(*) FROM inbox WHERE done_at IS NULL AND poison_at IS NULL",
        )?,
        inbox_oldest: oldest.map(from_micros).transpose()?,
        inbox_poison: number("SELECT count(*) FROM inbox WHERE poison_at IS NOT NULL")?,
        callbacks_open: number("SELECT count(*) FROM callback WHERE next_at IS NOT NULL")?,
        mails_waiting: number("SELECT count(*) FROM mail WHERE next_at IS NOT NULL")?,
        instances: instances::counts(db)?,
        messages_waiting: number("SELECT count(*) FROM message WHERE status = 'waiting'")?,
        swept: swept.and_then(|seconds| Timestamp::from_second(seconds).ok()),
        tokens_end: tokens_end(db)?,
    })
}

fn watched(db: &Tx<'_>) -> Result<Watched, DbError> {
    let sql = "SELECT count(*), count(adopt_at) FROM client
         WHERE mode = 'watched' AND stage <> 'left'";
    db.one(sql, &[], |row| Ok(Watched { clients: count(row, 0)?, planned: count(row, 1)? }))
}

fn tokens_end(db: &Tx<'_>) -> Result<Vec<(&'static str, Timestamp)>, DbError> {
    let mut ends = Vec::new();
    for holder in [Holder::Employee, Holder::Admin] {
        let row = tokens::get(db, holder)?;
        ends.extend(row.and_then(|row| row.expires_at).map(|at| (holder.as_str(), at)));
    }
    Ok(ends)
}

/// How many conditions of clients do not hold, by kind. The words of equal clients are counted by
/// the index; only clients that were not looked at since they have such words are read themselves.
fn conditions_false(db: &Tx<'_>) -> Result<BTreeMap<String, u64>, DbError> {
    let mut counts: BTreeMap<String, u64> =
        Kind::ALL.into_iter().map(|kind| (word(kind), 0)).collect();
    let mut add = |words: &str, clients: u64| {
        for kind in words.split_whitespace() {
            *counts.entry(kind.to_owned()).or_insert(0) += clients;
        }
    };
    let known = "SELECT unmet, count(*) FROM client
         WHERE stage <> 'left' AND unmet IS NOT NULL GROUP BY unmet";
    let known: Vec<(String, u64)> = db.all(known, &[], |row| Ok((row.get(0)?, count(row, 1)?)))?;
    known.iter().for_each(|(words, clients)| add(words, *clients));
    let others = "SELECT conditions FROM client WHERE stage <> 'left' AND unmet IS NULL";
    let others: Vec<Vec<Condition>> = db.all(others, &[], |row| json(row, "conditions"))?;
    others.iter().for_each(|conditions| add(&unmet(conditions), 1));
    Ok(counts)
}

/// The kinds of the conditions that do not hold, one word for each condition, in order.
pub(super) fn unmet(conditions: &[Condition]) -> String {
    let unmet = conditions.iter().filter(|condition| condition.state == State::No);
    let mut words: Vec<String> = unmet.map(|condition| word(condition.kind)).collect();
    words.sort_unstable();
    words.join(" ")
}

fn word(kind: Kind) -> String {
    let word = serde_json::to_value(kind).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}

/// All numbers, those that are gone included, by client.
///
/// # Errors
/// When the database refuses.
pub fn numbers(db: &Tx<'_>) -> Result<Vec<PhoneRow>, DbError> {
    db.all("SELECT * FROM phone ORDER BY waba_id, phone_id", &[], phones::read)
}

/// At most `limit` facts of the time line after the place `after`, in the order in which they
/// became known.
///
/// # Errors
/// When the database refuses.
pub fn facts_after(db: &Tx<'_>, after: i64, limit: u32) -> Result<Vec<TimelineEntry>, DbError> {
    let sql = "SELECT * FROM timeline WHERE seq > $1 ORDER BY seq LIMIT $2";
    db.all(sql, params![after, limit], timeline::read)
}

/// Failing steps of all clients, those tried most often first.
///
/// # Errors
/// When the database refuses.
pub fn failures(db: &Tx<'_>, limit: u32) -> Result<Vec<(WabaId, Failure)>, DbError> {
    db.all(
        "SELECT * FROM failure WHERE words <> '' ORDER BY attempts DESC, waba_id, step LIMIT $1",
        params![limit],
        |row: &Row<'_>| {
            let failure = Failure {
                step: row.get("step")?,
                attempts: row.get("attempts")?,
                words: row.get("words")?,
                next_at: moment(row, "next_at")?,
            };
            Ok((WabaId::new(id(row, "waba_id")?), failure))
        },
    )
}

/// The newest moment the data tell of; `None` where nothing happened yet.
///
/// # Errors
/// When the database refuses.
pub fn newest(db: &Tx<'_>) -> Result<Option<Timestamp>, DbError> {
    let newest = |sql: &str| db.one(sql, &[], |row| row.get::<Option<i64>>(0));
    let moments = [
        newest("SELECT max(at) FROM timeline")?,
        newest("SELECT max(received_at) FROM inbox")?,
        newest("SELECT max(status_at) FROM message")?,
        newest("SELECT max(looked_at) FROM client")?,
    ];
    moments.into_iter().flatten().max().map(from_micros).transpose()
}

/// Has every client looked at again, and every sweep made: after a copy was put back, what happened
/// since has to be found.
///
/// # Errors
/// When the database refuses.
pub fn look_at_everything(db: &Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    let now = now.as_microsecond();
    db.execute("UPDATE client SET again_at = $1 WHERE again_at IS NOT NULL", params![now])?;
    for key in [settings::SWEEP_AT, settings::FULL_SWEEP_AT, settings::SUBSCRIPTION_AT] {
        settings::hasten(db, key, now)?;
    }
    Ok(())
}
