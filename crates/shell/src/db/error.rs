//! What can go wrong with the database, in sentences that say what to do.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::ErrorCode;

/// Why the database did not do what was asked. Cheap to clone: a failed commit fails a whole batch.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DbError {
    /// The folder or file cannot be written.
    #[error(
        "cannot write the database {path}: {why}; choose a folder this user may write to, or give \
         the user the right"
    )]
    Unwritable {
        /// The database file.
        path: PathBuf,
        /// What the operating system said.
        why: String,
    },
    /// Another process has it open.
    #[error(
        "the database {path} is in use by another process: stop that one first, or choose another \
         data folder"
    )]
    Locked {
        /// The database file.
        path: PathBuf,
    },
    /// Not (or no longer) a database.
    #[error(
        "the database {path} is damaged or no SQLite file: move it away and put a backup in its \
         place"
    )]
    Damaged {
        /// The database file.
        path: PathBuf,
    },
    /// No space left.
    #[error("no space left for the database {path}: free some on that disk; nothing was lost")]
    Full {
        /// The database file.
        path: PathBuf,
    },
    /// Written by a newer program.
    #[error(
        "the database was written by a newer program (its version is {found}, this program knows \
         {known}): run the newer program again, or restore an older backup"
    )]
    Newer {
        /// Version of the database.
        found: u32,
        /// Newest version this program knows.
        known: usize,
    },
    /// A migration failed; nothing of it remains.
    #[error("migration {name} failed and was undone: {why}")]
    Migration {
        /// Name of the migration.
        name: &'static str,
        /// Why.
        why: Box<Self>,
    },
    /// Any other answer of SQLite.
    #[error("the database refused: {0}")]
    Sql(#[source] Arc<rusqlite::Error>),
    /// The job panicked; what it did was undone.
    #[error("a database job panicked and was undone; see the log")]
    Panicked,
    /// The database was closed, or its disk crashed (in simulation).
    #[error("the database is closed")]
    Closed,
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(Arc::new(error))
    }
}

impl DbError {
    /// Sorts an answer of SQLite about the file at `path`.
    pub(super) fn about(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::Unwritable { path, why: error.to_string() }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            _ => error.into(),
        }
    }

    /// Whether a constraint of a table (unique, foreign key, check) was broken.
    #[must_use]
    pub fn is_constraint(&self) -> bool {
        matches!(self, Self::Sql(error)
            if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation))
    }

    /// Whether a query that needs a row found none.
    #[must_use]
    pub fn is_no_rows(&self) -> bool {
        matches!(self, Self::Sql(error)
            if matches!(**error, rusqlite::Error::QueryReturnedNoRows))
    }
}
