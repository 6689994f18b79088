//! The papers that businesses hand in to be verified: the world knows what they are, the bytes are
//! kept here (contract §2.5).

use bytes::Bytes;
use rusqlite::{OptionalExtension as _, params};
use shell::db::DbError;

use super::Store;

/// A paper's bytes.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Paper {
    /// SHA-256 of its bytes in hexadecimal digits.
    pub(crate) sha256: String,
    /// Its media type.
    pub(crate) kind: String,
    /// What is in it.
    pub(crate) body: Bytes,
}

impl Store {
    /// Keeps papers; one that is there already stays.
    pub(crate) async fn keep_papers(&self, papers: Vec<Paper>) -> Result<(), DbError> {
        let sql = "INSERT INTO document (sha256, kind, body) VALUES ($1, $2, $3) \
                   ON CONFLICT (sha256) DO NOTHING";
        let write = move |db: &rusqlite::Transaction<'_>| {
            for paper in &papers {
                let row = params![paper.sha256, paper.kind, &paper.body[..]];
                db.prepare_cached(sql)?.execute(row)?;
            }
            Ok(())
        };
        self.db.write(write).await
    }

    /// A paper.
    pub(crate) async fn paper(&self, sha256: String) -> Result<Option<Paper>, DbError> {
        let sql = "SELECT sha256, kind, body FROM document WHERE sha256 = $1";
        let paper = |row: &rusqlite::Row<'_>| {
            let body: Vec<u8> = row.get(2)?;
            Ok(Paper { sha256: row.get(0)?, kind: row.get(1)?, body: body.into() })
        };
        self.db.read(move |db| db.prepare_cached(sql)?.query_row([sha256], paper).optional()).await
    }
}
