//! Values that outlive the process: seed and policy of the world, how far the clock was turned.

use rusqlite::{OptionalExtension as _, params};
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
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        let value = serde_json::to_string(value).expect("settings are plain values");
        let write = move |db: &rusqlite::Transaction<'_>| {
            db.prepare_cached(sql)?.execute(params![name, value]).map(drop)
        };
        self.db.write(write).await
    }
}
