//! Webhooks to deliver, and how far their delivery is; each request is in [`super::Post`].

use graph::{AppId, PhoneNumberId, WabaId};
use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};
use shell::db::{DbError, Micros};

use super::{Slice, Store};

pub(super) const COLUMNS: &str = "seq, event_seq, app, waba, field, body, made_at, next_at, \
                                  attempts, delivered_at, last_status, last_error, phone, failed, \
                                  again_at, fault, copies";

/// The most webhooks that are deleted at once.
const PRUNED_MAX: u32 = 1_000;

/// One webhook and how its delivery went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Webhook {
    /// Place among all webhooks.
    pub seq: i64,
    /// The event of the log it tells about.
    pub event_seq: i64,
    /// The app it is for.
    pub app: AppId,
    /// The WABA it is about.
    pub waba: Option<WabaId>,
    /// The number it is about, for the field `messages`.
    pub phone: Option<PhoneNumberId>,
    /// The subscribed field.
    pub field: String,
    /// The bytes that are signed and sent when it goes alone: ASCII JSON (contract §6.3).
    pub body: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When somebody last asked for it again.
    pub again_at: Option<Timestamp>,
    /// When it is tried next; `None` when it was delivered or dropped.
    pub next_at: Option<Timestamp>,
    /// How often it was tried.
    pub attempts: i64,
    /// How often in vain, since it was made or asked for again.
    pub failed: i64,
    /// When the app accepted it.
    pub delivered_at: Option<Timestamp>,
    /// The last HTTP status.
    pub last_status: Option<u16>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// What a fault did to it on purpose.
    pub fault: Option<String>,
    /// How often a fault still has it sent besides, each time in a request of its own.
    pub copies: u32,
}

/// How far a webhook is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookState {
    /// It will be tried.
    Waiting,
    /// The callback accepted it.
    Delivered,
    /// It was tried for 7 days in vain, or a fault dropped it.
    Dropped,
}

impl WebhookState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Dropped];

    /// What its rows fulfil.
    fn condition(self) -> &'static str {
        match self {
            Self::Waiting => "next_at IS NOT NULL",
            Self::Delivered => "delivered_at IS NOT NULL",
            Self::Dropped => "next_at IS NULL AND delivered_at IS NULL",
        }
    }
}

/// Which webhooks of the log; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookFilter {
    /// Of this app.
    pub app: Option<AppId>,
    /// Of this field.
    pub field: Option<String>,
    /// That are so far.
    pub state: Option<WebhookState>,
}

/// Webhooks that go to the same address for the same reason: an app's, or one of its numbers'.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) app: AppId,
    pub(crate) phone: Option<PhoneNumberId>,
    /// When the first of them is to be tried.
    pub(crate) at: Timestamp,
}

/// What a fault did to a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Treated {
    /// The webhook's place.
    pub(crate) seq: i64,
    /// What was done, in words.
    pub(crate) fault: String,
    /// When it is tried next; `None` never.
    pub(crate) next_at: Option<Timestamp>,
    /// Whether a younger one of its app goes first.
    pub(crate) held: bool,
    /// How often it is sent besides.
    pub(crate) copies: u32,
}

impl Webhook {
    /// How far it is.
    #[must_use]
    pub fn state(&self) -> WebhookState {
        match (self.delivered_at, self.next_at) {
            (Some(_), _) => WebhookState::Delivered,
            (None, Some(_)) => WebhookState::Waiting,
            (None, None) => WebhookState::Dropped,
        }
    }
}

fn no_id(column: usize, error: graph::BadId) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into())
}

pub(super) fn app(row: &Row<'_>, column: usize) -> rusqlite::Result<AppId> {
    row.get::<_, String>(column)?.parse().map_err(|error| no_id(column, error))
}

fn phone(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<PhoneNumberId>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|error| no_id(column, error))).transpose()
}

pub(super) fn webhook(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    let waba: Option<String> = row.get(3)?;
    let time =
        |column: usize| row.get::<_, Option<Micros>>(column).map(|found| found.map(|time| time.0));
    Ok(Webhook {
        seq: row.get(0)?,
        event_seq: row.get(1)?,
        app: app(row, 2)?,
        waba: waba.map(|text| text.parse().map_err(|error| no_id(3, error))).transpose()?,
        field: row.get(4)?,
        body: row.get(5)?,
        made_at: row.get::<_, Micros>(6)?.0,
        next_at: time(7)?,
        attempts: row.get(8)?,
        delivered_at: time(9)?,
        last_status: row.get(10)?,
        last_error: row.get(11)?,
        phone: phone(row, 12)?,
        failed: row.get(13)?,
        again_at: time(14)?,
        fault: row.get(15)?,
        copies: row.get(16)?,
    })
}

impl Store {
    /// Webhooks, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn webhooks(&self, slice: Slice) -> Result<Vec<Webhook>, DbError> {
        self.webhooks_like(WebhookFilter::default(), slice).await
    }

    /// Some of the webhooks, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn webhooks_like(
        &self,
        filter: WebhookFilter,
        slice: Slice,
    ) -> Result<Vec<Webhook>, DbError> {
        let WebhookFilter { app, field, state } = filter;
        let state = state.map_or("1 = 1", WebhookState::condition);
        let sql = format!(
            "SELECT {COLUMNS} FROM webhook WHERE seq < $1 AND ($2 = '' OR app = $2) \
             AND ($3 = '' OR field = $3) AND {state} ORDER BY seq DESC LIMIT $4"
        );
        let app = app.map(|app| app.to_string()).unwrap_or_default();
        let asked = (slice.top(), app, field.unwrap_or_default(), slice.rows());
        self.db.read(move |db| db.prepare_cached(&sql)?.query_map(asked, webhook)?.collect()).await
    }

    /// One webhook.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn webhook(&self, seq: i64) -> Result<Option<Webhook>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM webhook WHERE seq = $1");
        self.db.read(move |db| db.prepare_cached(&sql)?.query_row([seq], webhook).optional()).await
    }

    /// Webhooks of these plans to be tried by `now`, the longest waiting first.
    pub(crate) async fn webhooks_due(
        &self,
        plans: Vec<Plan>,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Webhook>, DbError> {
        let own = format!(
            "SELECT {COLUMNS} FROM webhook WHERE app = $1 AND phone = $2 \
             AND next_at IS NOT NULL AND next_at <= $3 ORDER BY next_at, seq LIMIT $4"
        );
        let others = format!(
            "SELECT {COLUMNS} FROM webhook WHERE app = $1 AND phone IS NULL AND $2 = '' \
             AND next_at IS NOT NULL AND next_at <= $3 ORDER BY next_at, seq LIMIT $4"
        );
        let read = move |db: &rusqlite::Connection| {
            let mut due = Vec::new();
            for Plan { app, phone, at } in plans {
                if at > now {
                    continue;
                }
                let phone = phone.map(|phone| phone.to_string()).unwrap_or_default();
                let sql = if phone.is_empty() { &others } else { &own };
                let mut select = db.prepare_cached(sql)?;
                let asked = params![app.to_string(), phone, Micros(now), limit];
                for row in select.query_map(asked, webhook)? {
                    due.push(row?);
                }
            }
            due.sort_by_key(|webhook| (webhook.next_at, webhook.seq));
            due.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            Ok(due)
        };
        self.db.read(read).await
    }

    /// What is to be tried, the earliest first.
    pub(crate) async fn webhooks_planned(&self) -> Result<Vec<Plan>, DbError> {
        let sql = "SELECT app, phone, min(next_at) FROM webhook WHERE next_at IS NOT NULL \
                   GROUP BY app, phone ORDER BY 3, 1, 2";
        let plan = |row: &Row<'_>| {
            let at = row.get::<_, Micros>(2)?.0;
            Ok(Plan { app: app(row, 0)?, phone: phone(row, 1)?, at })
        };
        self.db.read(move |db| db.prepare_cached(sql)?.query_map([], plan)?.collect()).await
    }

    /// Has the webhooks `from` to `to` tried again at once, delivered or not, of one app or all;
    /// counts them.
    pub(crate) async fn redeliver(
        &self,
        (from, to): (i64, i64),
        app: Option<AppId>,
        now: Timestamp,
    ) -> Result<usize, DbError> {
        let sql = "UPDATE webhook SET next_at = $1, again_at = $1, failed = 0, held = 0, \
                   delivered_at = NULL WHERE seq >= $2 AND seq <= $3 AND ($4 = '' OR app = $4)";
        let app = app.map(|app| app.to_string()).unwrap_or_default();
        let asked = (Micros(now), from, to, app);
        self.db.write(move |db| db.prepare_cached(sql)?.execute(asked)).await
    }

    /// Tries these no more.
    pub(crate) async fn drop_webhooks(&self, seqs: Vec<i64>) -> Result<(), DbError> {
        let write = move |db: &rusqlite::Transaction<'_>| {
            let mut update =
                db.prepare_cached("UPDATE webhook SET next_at = NULL WHERE seq = $1")?;
            seqs.iter().try_for_each(|seq| update.execute([seq]).map(drop))
        };
        self.db.write(write).await
    }

    /// Notes what faults did to webhooks, and the setting that counts it, in one step.
    pub(crate) async fn treat_webhooks<T: Serialize>(
        &self,
        treated: Vec<Treated>,
        (setting, value): (&'static str, &T),
    ) -> Result<(), DbError> {
        let sql = "UPDATE webhook SET fault = $1, next_at = $2, held = $3, copies = $4 \
                   WHERE seq = $5";
        let value = serde_json::to_string(value).expect("settings are plain values");
        let write = move |db: &rusqlite::Transaction<'_>| {
            let mut update = db.prepare_cached(sql)?;
            for Treated { seq, fault, next_at, held, copies } in &treated {
                let held = i64::from(*held);
                update.execute(params![fault, next_at.map(Micros), held, copies, seq])?;
            }
            super::settings::put(db, setting, &value)
        };
        self.db.write(write).await
    }

    /// Lets go of the webhooks of an app that were held until the one at `younger` had gone; says
    /// whether there were any.
    pub(crate) async fn release_webhooks(
        &self,
        (app, younger): (AppId, i64),
        now: Timestamp,
    ) -> Result<bool, DbError> {
        let sql = "UPDATE webhook SET next_at = $1, held = 0 \
                   WHERE app = $2 AND seq < $3 AND held = 1 AND next_at IS NOT NULL";
        let asked = (Micros(now), app.to_string(), younger);
        let write = move |db: &rusqlite::Transaction<'_>| db.prepare_cached(sql)?.execute(asked);
        Ok(self.db.write(write).await? > 0)
    }

    /// Deletes some of what was made before `cutoff` and is not tried any more, with the requests
    /// that took it, and says whether there may be more. The newest webhook stays, so that no place
    /// is given twice.
    pub(crate) async fn prune_webhooks(&self, cutoff: Timestamp) -> Result<bool, DbError> {
        let old = "SELECT seq FROM webhook WHERE made_at < $1 AND next_at IS NULL \
                   AND seq < (SELECT max(seq) FROM webhook) ORDER BY made_at LIMIT $2";
        let write = move |db: &rusqlite::Transaction<'_>| {
            let mut select = db.prepare_cached(old)?;
            let rows =
                select.query_map((Micros(cutoff), PRUNED_MAX), |row| row.get::<_, i64>(0))?;
            let seqs: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
            let mut unlink = db.prepare_cached("DELETE FROM post_webhook WHERE webhook = $1")?;
            let mut delete = db.prepare_cached("DELETE FROM webhook WHERE seq = $1")?;
            for seq in &seqs {
                unlink.execute([seq])?;
                delete.execute([seq])?;
            }
            let posts = "DELETE FROM post WHERE at < $1 AND seq < (SELECT max(seq) FROM post) \
                         AND NOT EXISTS (SELECT 1 FROM post_webhook WHERE post = post.seq)";
            db.prepare_cached(posts)?.execute([Micros(cutoff)])?;
            Ok(seqs.len() == PRUNED_MAX as usize)
        };
        self.db.write(write).await
    }
}
