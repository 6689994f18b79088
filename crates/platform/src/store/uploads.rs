//! Files that come in parts: profile pictures (contract §4.7).

use graph::AppId;
use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, params};
use shell::db::{DbError, Micros};

use super::Store;

/// A file that is coming, or has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    /// The opaque part of its session's id.
    pub(crate) id: String,
    /// The app that sends it.
    pub(crate) app: AppId,
    /// Its media type.
    pub(crate) kind: String,
    /// How long it will be, in bytes.
    pub(crate) length: usize,
    /// When it was announced.
    pub(crate) made_at: Timestamp,
    /// What it is called once it is whole.
    pub(crate) handle: String,
    /// What has come.
    pub(crate) body: Vec<u8>,
}

impl Upload {
    /// Whether all of it has come.
    pub(crate) fn is_whole(&self) -> bool {
        self.body.len() == self.length
    }
}

const COLUMNS: &str = "id, app, kind, length, made_at, handle, body";

fn upload(row: &Row<'_>) -> rusqlite::Result<Upload> {
    let app: String = row.get(1)?;
    let length: i64 = row.get(3)?;
    Ok(Upload {
        id: row.get(0)?,
        app: app.parse().unwrap_or(AppId::new(0)),
        kind: row.get(2)?,
        length: usize::try_from(length).unwrap_or_default(),
        made_at: row.get::<_, Micros>(4)?.0,
        handle: row.get(5)?,
        body: row.get(6)?,
    })
}

impl Store {
    /// Notes a file that will come.
    pub(crate) async fn announce_upload(&self, new: Upload) -> Result<(), DbError> {
        let sql = "INSERT INTO upload (id, app, kind, length, made_at, handle, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let write = move |db: &rusqlite::Transaction<'_>| {
            let length = i64::try_from(new.length).unwrap_or(i64::MAX);
            let (app, made_at) = (new.app.to_string(), Micros(new.made_at));
            let row = params![new.id, app, new.kind, length, made_at, new.handle, new.body];
            db.prepare_cached(sql)?.execute(row).map(drop)
        };
        self.db.write(write).await
    }

    /// Appends a part, if the file has come exactly so far and it fits; says whether it did.
    pub(crate) async fn append_upload(
        &self,
        id: String,
        offset: usize,
        part: bytes::Bytes,
    ) -> Result<bool, DbError> {
        let write = move |db: &rusqlite::Transaction<'_>| {
            let sql = "SELECT length, body FROM upload WHERE id = $1";
            let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
            let known = db.prepare_cached(sql)?.query_row([&id], read).optional()?;
            let Some((length, mut body)) = known else { return Ok(false) };
            let whole = usize::try_from(length).unwrap_or_default();
            if body.len() != offset || offset + part.len() > whole {
                return Ok(false);
            }
            body.extend_from_slice(&part);
            let sql = "UPDATE upload SET body = $1 WHERE id = $2";
            db.prepare_cached(sql)?.execute(params![body, id])?;
            Ok(true)
        };
        self.db.write(write).await
    }

    /// A file by its session's id.
    pub(crate) async fn upload(&self, id: String) -> Result<Option<Upload>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM upload WHERE id = $1");
        self.db.read(move |db| db.prepare_cached(&sql)?.query_row([id], upload).optional()).await
    }

    /// A file by its handle.
    pub(crate) async fn upload_of_handle(&self, handle: String) -> Result<Option<Upload>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM upload WHERE handle = $1");
        self.db
            .read(move |db| db.prepare_cached(&sql)?.query_row([handle], upload).optional())
            .await
    }
}
