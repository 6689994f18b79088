//! The requests that took webhooks to callbacks: what was sent where, and what was answered.

use graph::AppId;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension as _, Row, params};
use serde::Serialize;
use shell::db::{DbError, Micros};

use super::webhooks::{COLUMNS, Webhook, app, webhook};
use super::{Slice, Store};

/// Columns of `post`, and how many webhooks it took.
const POST: &str = "seq, app, url, at, took_us, status, error, answer, signature, broken, \
                    (SELECT count(*) FROM post_webhook WHERE post_webhook.post = post.seq)";

/// One request to a callback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Post {
    /// Place among all requests.
    pub seq: i64,
    /// The app whose secret signed it.
    pub app: AppId,
    /// Where it went; `None` when the app had no callback.
    pub url: Option<String>,
    /// When it was sent.
    pub at: Timestamp,
    /// How long it took by the platform's clock, in microseconds.
    pub took_us: i64,
    /// The HTTP status of the answer, if there was one.
    pub status: Option<u16>,
    /// Why it does not count as accepted.
    pub error: Option<String>,
    /// The beginning of what was answered.
    pub answer: String,
    /// The value of `X-Hub-Signature-256`.
    pub signature: String,
    /// Whether the signature was made wrong on purpose.
    pub signature_broken: bool,
    /// How many webhooks it took along.
    pub updates: i64,
}

/// A request that was made, to be noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewPost {
    pub(crate) app: AppId,
    pub(crate) url: Option<String>,
    pub(crate) at: Timestamp,
    pub(crate) took: SignedDuration,
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<String>,
    pub(crate) answer: String,
    pub(crate) signature: String,
    /// What was done to its signature on purpose, in words.
    pub(crate) broken: Option<String>,
    /// The webhooks it took along, and when each is tried again if it failed.
    pub(crate) webhooks: Vec<(i64, Option<Timestamp>)>,
    /// Whether it took a copy along that a fault ordered.
    pub(crate) copy: bool,
}

fn post(row: &Row<'_>) -> rusqlite::Result<Post> {
    Ok(Post {
        seq: row.get(0)?,
        app: app(row, 1)?,
        url: row.get(2)?,
        at: row.get::<_, Micros>(3)?.0,
        took_us: row.get(4)?,
        status: row.get(5)?,
        error: row.get(6)?,
        answer: row.get(7)?,
        signature: row.get(8)?,
        signature_broken: row.get::<_, i64>(9)? != 0,
        updates: row.get(10)?,
    })
}

impl Store {
    /// The requests that took a webhook, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn posts_of(&self, webhook: i64) -> Result<Vec<Post>, DbError> {
        let sql = format!(
            "SELECT {POST} FROM post WHERE seq IN (SELECT post FROM post_webhook \
             WHERE webhook = $1) ORDER BY seq LIMIT $2"
        );
        let asked = (webhook, super::ROWS_MAX);
        self.db.read(move |db| db.prepare_cached(&sql)?.query_map(asked, post)?.collect()).await
    }

    /// Requests, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn posts(&self, slice: Slice) -> Result<Vec<Post>, DbError> {
        let sql = format!("SELECT {POST} FROM post WHERE seq < $1 ORDER BY seq DESC LIMIT $2");
        let asked = (slice.top(), slice.rows());
        self.db.read(move |db| db.prepare_cached(&sql)?.query_map(asked, post)?.collect()).await
    }

    /// One request with the webhooks it took, in their order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn post(&self, seq: i64) -> Result<Option<(Post, Vec<Webhook>)>, DbError> {
        let one = format!("SELECT {POST} FROM post WHERE seq = $1");
        let taken = format!(
            "SELECT {COLUMNS} FROM webhook WHERE seq IN (SELECT webhook FROM post_webhook \
             WHERE post = $1) ORDER BY seq"
        );
        let read = move |db: &rusqlite::Connection| {
            let Some(post) = db.prepare_cached(&one)?.query_row([seq], post).optional()? else {
                return Ok(None);
            };
            let mut taken = db.prepare_cached(&taken)?;
            let taken: rusqlite::Result<Vec<_>> = taken.query_map([seq], webhook)?.collect();
            Ok(Some((post, taken?)))
        };
        self.db.read(read).await
    }

    /// Notes a request and what it means for its webhooks.
    pub(crate) async fn note_post(&self, new: NewPost) -> Result<(), DbError> {
        let write = move |db: &rusqlite::Transaction<'_>| {
            let NewPost { app, url, at, took, status, error, .. } = &new;
            let took_us = i64::try_from(took.as_micros()).unwrap_or(i64::MAX);
            let insert = "INSERT INTO post (app, url, at, took_us, status, error, answer, \
                          signature, broken) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                          RETURNING seq";
            let broken = i64::from(new.broken.is_some());
            let row = params![
                app.to_string(),
                url,
                Micros(*at),
                took_us,
                status,
                error,
                new.answer,
                new.signature,
                broken
            ];
            let post: i64 = db.prepare_cached(insert)?.query_row(row, |row| row.get(0))?;
            let mut link =
                db.prepare_cached("INSERT INTO post_webhook (post, webhook) VALUES ($1, $2)")?;
            let mut mark = db.prepare_cached(
                "UPDATE webhook SET attempts = attempts + 1, failed = failed + $1, \
                 next_at = CASE WHEN copies > $2 THEN coalesce($3, $4) ELSE $3 END, \
                 copies = copies - $2, last_status = $5, last_error = $6, delivered_at = $7 \
                 WHERE seq = $8",
            )?;
            let delivered_at = error.is_none().then_some(Micros(*at + *took));
            let (failed, copy) = (i64::from(error.is_some()), i64::from(new.copy));
            for (seq, next_at) in &new.webhooks {
                link.execute((post, seq))?;
                let next_at = next_at.map(Micros);
                // As long as copies are to follow, the webhook is due.
                let due = Micros(*at);
                let row = params![failed, copy, next_at, due, status, error, delivered_at, seq];
                mark.execute(row)?;
            }
            if let Some(fault) = &new.broken {
                told(db, fault, post)?;
            }
            Ok(())
        };
        self.db.write(write).await
    }
}

/// Says of the webhooks of a request what was done to it on purpose, once each, behind what was
/// done to them before.
fn told(db: &rusqlite::Transaction<'_>, fault: &str, post: i64) -> rusqlite::Result<()> {
    let mut tell = db.prepare_cached(
        "UPDATE webhook SET fault = CASE WHEN fault IS NULL THEN $1 \
         WHEN instr(fault || ',', $1 || ',') > 0 THEN fault ELSE fault || ', ' || $1 END \
         WHERE seq IN (SELECT webhook FROM post_webhook WHERE post = $2)",
    )?;
    tell.execute(params![fault, post])?;
    Ok(())
}
