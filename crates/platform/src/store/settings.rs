//! Values that outlive the process: seed and policy of the world, how far the clock was turned.

use rusqlite::{OptionalExtension as _, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shell::db::DbError;

use super::Store;

impl Store {
    /// A stored value; `None` when it was never set, or is not of this type.
    pub(crate) async fn setting<T: DeserializeOwned>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>, DbError> {
        let sql = "SELECT value FROM setting WHERE name = $1";
        let read = move |db: &rusqlite::Connection| {
            db.prepare_cached(sql)?.query_row([name], |row| row.get::<_, String>(0)).optional()
        };
        let text = self.db.read(read).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Stores a value.
    pub(crate) async fn set_setting<T: Serialize>(
        &self,
        name: &'static str,
        value: &T,
    ) -> Result<(), DbError> {
        let value = serde_json::to_string(value).expect("settings are plain values");
        self.db.write(move |db| put(db, name, &value)).await
    }
}

/// Stores a value that was written as JSON.
pub(super) fn put(db: &Transaction<'_>, name: &str, value: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    db.prepare_cached(sql)?.execute(params![name, value]).map(drop)
}
