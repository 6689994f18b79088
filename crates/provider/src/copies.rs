//! A copy of the database, looked at before it is put back.

use std::path::Path;

use jiff::Timestamp;
use shell::db::{Db, DbError};
use shell::secret::Sealer;
use shell::sql::{Sql, Tx};

use crate::provider::OpenError;
use crate::store::{self, figures};
use crate::{keys, office};

/// Tables that every version of a provider's database has.
const OURS: &str = "SELECT count(*) FROM sqlite_schema
     WHERE type = 'table' AND name IN ('client', 'inbox', 'setting', 'timeline')";

/// Why a copy is not put back.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// Another program's, or nobody's.
    #[error("it is no provider's database")]
    Foreign,
    /// It cannot be read.
    #[error("it is damaged, or no SQLite file at all: take another copy")]
    Damaged,
    /// A newer program wrote it, or the database refuses.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for CopyError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Damaged { .. } => Self::Damaged,
            error => Self::Db(error),
        }
    }
}

/// A copy that can be put back.
#[derive(Debug)]
pub struct Looked {
    /// The newest moment it tells of; none where nothing happened yet.
    pub newest: Option<Timestamp>,
    /// Why a server would not start on it with these keys, if it would not.
    pub keys: Result<(), OpenError>,
}

/// Looks at a copy as a server of this version would find it. `file` is brought to this version:
/// hand a copy of the copy.
///
/// # Errors
/// When nobody could start on it, whatever the settings.
pub async fn look(file: &Path, sealer: &Sealer) -> Result<Looked, CopyError> {
    let db = Sql::from(Db::beside(file)?);
    let ours: i64 = db.read(|tx: &Tx<'_>| tx.one(OURS, &[], |row| row.get(0))).await?;
    if ours < 4 {
        return Err(CopyError::Foreign);
    }
    office::versions(&db).await?;
    store::migrate(&db).await?;
    let keys = match keys::all_known(&db, sealer).await {
        Err(OpenError::Db(error)) => return Err(error.into()),
        known => known,
    };
    Ok(Looked { newest: db.read(figures::newest).await?, keys })
}
