//! What can go wrong with the database, in sentences that say what to do.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use postgres::error::SqlState;
use rusqlite::ErrorCode;

/// Why the database did not do what was asked. Cheap to clone: a failed commit fails a whole batch.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DbError {
    /// There is no such file, and it is not to be made.
    #[error("there is no database {path} yet")]
    Missing {
        /// The database file.
        path: PathBuf,
    },
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
    Sql(Arc<rusqlite::Error>),
    /// The PostgreSQL server cannot be reached.
    #[error(
        "the PostgreSQL database cannot be reached: {0}; check database_url, and that the server \
         runs and lets this user in"
    )]
    Unreachable(String),
    /// The PostgreSQL user lacks a right.
    #[error(
        "the PostgreSQL user of database_url may not do this: {0}; give it a schema of its own \
         (CREATE SCHEMA vestibule AUTHORIZATION …, and database_schema = \"vestibule\"), or the \
         right to make one (GRANT CREATE ON DATABASE … TO …)"
    )]
    Forbidden(String),
    /// Any other answer of PostgreSQL.
    #[error("the database refused: {0}")]
    Server(String, Option<SqlState>),
    /// A query that needs a row found none.
    #[error("the database has no such row")]
    NoRows,
    /// A row holds something else than its reader expects.
    #[error("a row of the database cannot be read: {0}")]
    Column(String),
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

impl From<postgres::Error> for DbError {
    fn from(error: postgres::Error) -> Self {
        let Some(told) = error.as_db_error() else {
            let cause = std::error::Error::source(&error);
            let broken = error.is_closed() || cause.is_some_and(|cause| cause.is::<io::Error>());
            let cause = cause.map(|cause| format!(": {cause}")).unwrap_or_default();
            let why = format!("{error}{cause}");
            return if broken { Self::Unreachable(why) } else { Self::Server(why, None) };
        };
        let detail = told.detail().map(|detail| format!(" ({detail})")).unwrap_or_default();
        let why = format!("{}{detail}", told.message());
        match told.code() {
            &SqlState::DISK_FULL => Self::Full { path: PathBuf::from("PostgreSQL") },
            &SqlState::INSUFFICIENT_PRIVILEGE => Self::Forbidden(why),
            // It stops, starts, or takes nobody in.
            code if code.code().starts_with("57P") || code.code().starts_with("08") => {
                Self::Unreachable(why)
            }
            code => Self::Server(why, Some(code.clone())),
        }
    }
}

impl DbError {
    /// The same error, sorted, of the file at `path`.
    pub(super) fn at(self, path: &Path) -> Self {
        match self {
            Self::Sql(error) => Self::sorted(path, error),
            other => other,
        }
    }

    /// Sorts an answer of SQLite about the file at `path`.
    pub(crate) fn about(path: &Path, error: rusqlite::Error) -> Self {
        Self::sorted(path, Arc::new(error))
    }

    fn sorted(path: &Path, error: Arc<rusqlite::Error>) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::Unwritable { path, why: error.to_string() }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            _ => Self::Sql(error),
        }
    }

    /// Whether a constraint of a table (unique, foreign key, check) was broken.
    #[must_use]
    pub fn is_constraint(&self) -> bool {
        match self {
            Self::Sql(error) => error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation),
            // Class 23: integrity constraint violation.
            Self::Server(_, Some(state)) => state.code().starts_with("23"),
            _ => false,
        }
    }

    /// Whether a query that needs a row found none.
    #[must_use]
    pub fn is_no_rows(&self) -> bool {
        match self {
            Self::NoRows => true,
            Self::Sql(error) => matches!(**error, rusqlite::Error::QueryReturnedNoRows),
            _ => false,
        }
    }
}
