//! One SQLite database: one writer, group commit, a few readers.
//!
//! All writes go through one connection. While it waits for the disk, further jobs queue up; it
//! then runs all of them, each in its own savepoint, and commits once. Every job is answered only
//! after that commit is on disk, so an answer means *durable*, at the price of one fsync per batch.

pub(crate) mod copies;
mod disk;
mod error;
pub(crate) mod files;
mod term;
mod time;
mod writer;

use std::path::Path;
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction};

pub use self::copies::{copy, free_name, put_back, unclaimed};
pub use self::disk::Disk;
pub(crate) use self::disk::guarded;
pub use self::error::DbError;
use self::files::Threaded;
use self::term::Term;
pub use self::time::{Micros, from_micros, to_micros};
use crate::metrics::Batches;

/// Compiled statements that a connection keeps: more than a server has.
const STATEMENTS_KEPT: usize = 512;

/// A handle on the database. Clones share it; dropping the last one closes it.
#[derive(Clone, Debug)]
pub struct Db {
    engine: Engine,
    term: Term,
}

#[derive(Clone, Debug)]
enum Engine {
    Threaded(Arc<Threaded>),
    Inline(disk::Handle),
}

/// How a database file is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A writer thread with group commit, and reader threads. For servers.
    Threaded,
    /// Everything at once on the calling thread, in the order of the calls. For commands that run
    /// to an end, and for simulation.
    Inline,
}

impl Db {
    /// Opens (or creates, readable by its owner only) the database file at `path`.
    ///
    /// Its folder is created if need be. A lock file beside it keeps a second process out.
    ///
    /// # Errors
    /// A [`DbError`] that says what to do: folder not writable, in use, damaged.
    pub fn open(path: &Path, mode: Mode) -> Result<Self, DbError> {
        match mode {
            Mode::Threaded => {
                Threaded::open(path).map(|db| Self::of(Engine::Threaded(Arc::new(db))))
            }
            Mode::Inline => Disk::file(path).map(|disk| disk.mount()),
        }
    }

    /// Opens a database file beside the process that owns it, for commands that look at a running
    /// server's data or change a little of it: no lock is taken, and a writer waits a few seconds
    /// for its turn.
    ///
    /// # Errors
    /// As [`Db::open`]; [`DbError::Missing`] where there is no such file.
    pub fn beside(path: &Path) -> Result<Self, DbError> {
        Disk::beside(path).map(|disk| disk.mount())
    }

    fn of(engine: Engine) -> Self {
        Self { engine, term: Term::default() }
    }

    /// An empty database in memory, inline, gone when the last handle is dropped.
    ///
    /// # Errors
    /// When SQLite cannot start.
    pub fn memory() -> Result<Self, DbError> {
        Disk::memory().map(|disk| disk.mount())
    }

    /// What the writer measures; nothing is measured inline.
    #[must_use]
    pub fn batches(&self) -> Option<&Batches> {
        match &self.engine {
            Engine::Threaded(db) => Some(&db.batches),
            Engine::Inline(_) => None,
        }
    }

    /// Runs one writing job and answers when its effects are on disk.
    ///
    /// The job may run together with others in one transaction, each in its own savepoint: an error
    /// (or panic) undoes this job alone, a failing commit undoes and fails the whole batch. The job
    /// must not commit or roll back itself.
    ///
    /// # Errors
    /// What the job returned, or why nothing was committed.
    pub async fn write<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        self.write_job(move |db| job(db).map_err(DbError::from)).await
    }

    /// As [`Db::write`], for a job with errors of its own.
    pub(crate) async fn write_job<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, DbError> + Send + 'static,
    {
        let term = self.term.clone();
        let job = move |db: &Transaction<'_>| term.unless_over(|| job(db));
        let value = match &self.engine {
            Engine::Threaded(db) => db.write(job).await,
            Engine::Inline(handle) => handle.in_turn(|handle| handle.write(job)).await,
        };
        value?.ok_or(DbError::Closed)
    }

    /// Whether other processes may work on the same database at the same time.
    pub(crate) fn is_shared(&self) -> bool {
        match &self.engine {
            Engine::Threaded(_) => false,
            Engine::Inline(handle) => handle.is_shared(),
        }
    }

    /// Runs a reading job on one consistent state: all that was answered before, nothing half done.
    /// Writing is refused.
    ///
    /// # Errors
    /// What the job returned, or why it could not run.
    pub async fn read<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.read_job(move |db| job(db).map_err(DbError::from)).await
    }

    /// As [`Db::read`], for a job with errors of its own.
    pub(crate) async fn read_job<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    {
        let term = self.term.clone();
        let job = move |db: &Connection| term.unless_over(|| job(db));
        let value = match &self.engine {
            Engine::Threaded(db) => db.read(job).await,
            Engine::Inline(handle) => handle.in_turn(|handle| handle.read(job)).await,
        };
        value?.ok_or(DbError::Closed)
    }

    /// As [`Db::read`], for reading that takes long: each statement sees a state of its own. A
    /// reader that stays in one state keeps what is written meanwhile in the write-ahead log, and
    /// the first writer after it has to wait until all of that is moved.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_long<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let term = self.term.clone();
        let job = move |db: &Connection| term.unless_over(|| job(db).map_err(DbError::from));
        let value = match &self.engine {
            Engine::Threaded(db) => db.read_long(job).await,
            Engine::Inline(handle) => handle.in_turn(|handle| handle.read(job)).await,
        };
        value?.ok_or(DbError::Closed)
    }

    /// Brings the tables up to date: runs those migrations (name, SQL) the database has not seen
    /// yet, each in one transaction, and counts them in `PRAGMA user_version`. Append to the list,
    /// never change what was released.
    ///
    /// Own lines rather than `refinery`: that fits our rusqlite, but stamps each migration with the
    /// system's time, which only [`crate::clock`] may ask and which would make two runs of one seed
    /// differ, and it brings ten more crates for files we embed anyway.
    ///
    /// # Errors
    /// [`DbError::Newer`] for a database written by a newer program, [`DbError::Migration`] naming
    /// the migration that failed; the database is then as before that migration.
    pub async fn migrate(
        &self,
        migrations: &[(&'static str, &'static str)],
    ) -> Result<(), DbError> {
        let seen = self.version().await?;
        let numbered = (1_u32..).zip(migrations.iter().copied());
        if seen as usize > migrations.len() {
            return Err(DbError::Newer { found: seen, known: migrations.len() });
        }
        for (number, (name, sql)) in numbered.filter(|(number, _)| *number > seen) {
            let run = move |db: &Transaction<'_>| {
                db.execute_batch(sql)?;
                db.pragma_update(None, "user_version", number)
            };
            self.write(run)
                .await
                .map_err(|error| DbError::Migration { name, why: error.into() })?;
        }
        Ok(())
    }

    /// How many migrations the database has seen.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn version(&self) -> Result<u32, DbError> {
        self.read(version).await
    }
}

fn version(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Settings of every connection.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // A statement is compiled once, whatever values it is given: otherwise each use of one whose
    // plan a value might change, be it the number after LIMIT, compiles it anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_statement_is_compiled_once_whatever_it_is_given() {
        let connection = Connection::open_in_memory().unwrap();
        prepare(&connection).unwrap();
        connection.execute_batch("CREATE TABLE line (words TEXT)").unwrap();
        for limit in 0..4 {
            let sql = "SELECT words FROM line LIMIT $1";
            let mut statement = connection.prepare_cached(sql).unwrap();
            assert!(statement.query([limit]).unwrap().next().unwrap().is_none());
            assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "LIMIT {limit}");
        }
    }
}
