//! The world as it was: for reads that lag behind.

use shell::db::{DbError, Micros};
use world::World;

use crate::store::Store;

/// The end of the log as it is on disk.
pub(super) async fn end_of_log(store: &Store) -> Result<i64, DbError> {
    let sql = "SELECT coalesce(max(seq), 0) FROM event";
    store.db().read(move |db| db.prepare_cached(sql)?.query_row([], |row| row.get(0))).await
}

/// The world as it was after entry `seq` of the log; `fresh` is the world before the log.
pub(super) async fn world_after(
    store: &Store,
    fresh: Box<World>,
    seq: i64,
) -> Result<Box<World>, DbError> {
    let sql = "SELECT at, body FROM event WHERE seq <= $1 ORDER BY seq";
    let read = move |db: &rusqlite::Connection| {
        let mut world = fresh;
        let mut select = db.prepare_cached(sql)?;
        let mut rows = select.query([seq])?;
        while let Some(row) = rows.next()? {
            let at = row.get::<_, Micros>(0)?.0;
            let body = row.get::<_, String>(1)?;
            let event = serde_json::from_str(&body).map_err(|error| {
                let kind = rusqlite::types::Type::Text;
                rusqlite::Error::FromSqlConversionFailure(1, kind, error.into())
            })?;
            world.evolve(&event, at);
        }
        Ok(world)
    };
    store.db().read(read).await
}
