//! Taking a world back to an earlier moment: what came after it never happened.

use jiff::Timestamp;
use rusqlite::{Transaction, params};
use serde_json::Value;
use shell::db::{Db, DbError, Micros};

use super::fixture;

/// What is not there yet at the moment `$1`.
const LATER: [&str; 9] = [
    "DELETE FROM event WHERE at > $1",
    "DELETE FROM webhook WHERE made_at > $1",
    "DELETE FROM post WHERE at > $1",
    "DELETE FROM mail WHERE at > $1",
    "DELETE FROM notice WHERE at > $1",
    "DELETE FROM handset WHERE at > $1",
    "DELETE FROM client_event WHERE at > $1",
    "DELETE FROM client_session WHERE opened_at > $1",
    "DELETE FROM upload WHERE made_at > $1",
];

const LOST_POSTS: &str = "DELETE FROM post_webhook WHERE post NOT IN (SELECT seq FROM post)";

/// A webhook that was tried after the moment `$1` has only its earlier tries, and is due then.
const UNTRIED: &str = "\
    UPDATE webhook SET next_at = $1, delivered_at = NULL, again_at = NULL, \
      attempts = (SELECT count(*) FROM post_webhook AS p WHERE p.webhook = webhook.seq), \
      failed = (SELECT count(*) FROM post_webhook AS p WHERE p.webhook = webhook.seq), \
      last_status = (SELECT status FROM post WHERE seq = (SELECT max(post) \
        FROM post_webhook AS p WHERE p.webhook = webhook.seq)), \
      last_error = (SELECT error FROM post WHERE seq = (SELECT max(post) \
        FROM post_webhook AS p WHERE p.webhook = webhook.seq)) \
    WHERE attempts > (SELECT count(*) FROM post_webhook AS p WHERE p.webhook = webhook.seq)";

/// Takes the tables back to `at`. Orders that carry no date (faults, rules chosen before the first
/// event) stay as they are.
///
/// # Errors
/// When the database refuses.
pub(super) async fn to(db: &Db, at: Timestamp) -> Result<(), DbError> {
    db.write(move |db| {
        for sql in LATER {
            db.execute(sql, [Micros(at)])?;
        }
        db.execute(LOST_POSTS, [])?;
        db.execute(UNTRIED, [Micros(at)])?;
        forget_examples(db)?;
        fixture::forget_later(db, at)
    })
    .await
}

/// What is remembered by id, of things that are not there yet.
fn forget_examples(db: &Transaction<'_>) -> rusqlite::Result<()> {
    let sql = "SELECT name, value FROM setting WHERE name LIKE 'example%' ORDER BY name";
    let mut select = db.prepare(sql)?;
    let remembered = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (name, value) in remembered.collect::<rusqlite::Result<Vec<(String, String)>>>()? {
        let value: Value = serde_json::from_str(&value).unwrap_or_default();
        if !all_known(db, &value)? {
            db.execute("DELETE FROM setting WHERE name = $1", params![name])?;
        }
    }
    Ok(())
}

/// Whether the log has every id in a value.
fn all_known(db: &Transaction<'_>, value: &Value) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM event WHERE instr(body, $1) > 0)";
    match value {
        Value::String(id) => {
            db.prepare_cached(sql)?.query_row([format!("\"{id}\"")], |row| row.get(0))
        }
        Value::Array(items) => all(items.iter(), |item| all_known(db, item)),
        Value::Object(members) => all(members.values(), |member| all_known(db, member)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(true),
    }
}

fn all<'a>(
    values: impl Iterator<Item = &'a Value>,
    known: impl Fn(&Value) -> rusqlite::Result<bool>,
) -> rusqlite::Result<bool> {
    for value in values {
        if !known(value)? {
            return Ok(false);
        }
    }
    Ok(true)
}
