//! What a world was seeded with: ids and tokens by name, kept in the world's own database, so that
//! they are there after a restart, in an export, in a copy and in a recorded session.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction};
use serde::{Deserialize, Serialize};
use shell::db::DbError;

use crate::platform::Platform;
use crate::seeding::Fixture;

/// The row of the table of settings.
const ROW: &str = "fixture";

/// What is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// When the world began with it.
    at: Timestamp,
    env: BTreeMap<String, String>,
}

/// Keeps what a world begins with.
pub(super) async fn keep(platform: &Platform, fixture: &Fixture) -> Result<(), DbError> {
    let env = fixture.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let kept = Kept { at: platform.now(), env: env.collect() };
    platform.store().set_setting(ROW, &kept).await
}

/// Ids and tokens of what a world was seeded with, at its present address; `None` where that was
/// nothing.
pub(crate) async fn kept(platform: &Platform) -> Result<Option<BTreeMap<String, String>>, DbError> {
    let kept = platform.store().setting::<Kept>(ROW).await?;
    Ok(kept.map(|kept| moved(kept.env, platform)))
}

/// The environment of a world that has moved to another address.
fn moved(mut env: BTreeMap<String, String>, platform: &Platform) -> BTreeMap<String, String> {
    let settings = platform.settings();
    for (name, now) in [("BASE_URL", &settings.api_base), ("PAGES_URL", &settings.pages_origin)] {
        let Some(before) = env.get(name).cloned() else { continue };
        env.values_mut().for_each(|value| *value = value.replace(&before, now));
    }
    env
}

/// At a moment before its beginning a world has nothing of it.
pub(super) fn forget_later(db: &Transaction<'_>, at: Timestamp) -> rusqlite::Result<()> {
    let sql = "SELECT value FROM setting WHERE name = $1";
    let row = db.query_row(sql, [ROW], |row| row.get::<_, String>(0)).optional()?;
    let kept = row.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    if kept.is_some_and(|kept| kept.at > at) {
        db.execute("DELETE FROM setting WHERE name = $1", [ROW])?;
    }
    Ok(())
}
