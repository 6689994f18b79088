//! The inline database: everything at once on the calling thread, and disks that survive a crash.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior, ffi};

use super::{Db, DbError, Engine, files, prepare};
use crate::turns;

/// What remains of a database when its process is gone.
///
/// In simulation a server opens its database with [`Disk::mount`]. To crash it, call
/// [`Disk::crash`] and forget the server; mounting again shows exactly what was committed. Handles
/// of before the crash answer [`DbError::Closed`], so a forgotten task cannot write on.
#[derive(Clone, Debug)]
pub struct Disk(Arc<Mutex<Platter>>);

#[derive(Debug)]
struct Platter {
    connection: Connection,
    path: PathBuf,
    /// How often the machine crashed.
    crashes: u64,
    /// Whether each use lets other tasks go first, before it and after it.
    gives_way: bool,
    /// Whether several processes work on it.
    shared: bool,
    /// Keeps other processes out of a file.
    _lock: Option<std::fs::File>,
}

/// A mounted disk.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    disk: Disk,
    /// The value of `crashes` when it was mounted.
    crashes: u64,
}

impl Disk {
    /// An empty disk in memory.
    ///
    /// # Errors
    /// When SQLite cannot start.
    pub fn memory() -> Result<Self, DbError> {
        Self::of(Connection::open_in_memory()?, Path::new(":memory:"), None)
    }

    /// The database file at `path`, see [`Db::open`].
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn file(path: &Path) -> Result<Self, DbError> {
        let lock = files::claim(path)?;
        Self::of(files::connect(path)?, path, Some(lock))
    }

    /// The database file at `path`, which another process may have open, see [`Db::beside`].
    pub(super) fn beside(path: &Path) -> Result<Self, DbError> {
        if !path.exists() {
            return Err(DbError::Missing { path: path.to_owned() });
        }
        Self::of(files::connect(path)?, path, None)
    }

    fn of(
        connection: Connection,
        path: &Path,
        lock: Option<std::fs::File>,
    ) -> Result<Self, DbError> {
        prepare(&connection)?;
        let platter = Platter {
            connection,
            path: path.to_owned(),
            crashes: 0,
            gives_way: false,
            shared: false,
            _lock: lock,
        };
        Ok(Self(Arc::new(Mutex::new(platter))))
    }

    /// The database on this disk.
    #[must_use]
    pub fn mount(&self) -> Db {
        let crashes = self.platter().crashes;
        Db::of(Engine::Inline(Handle { disk: self.clone(), crashes }))
    }

    /// From now on each use of the database lets other tasks go first, before it and after it, as
    /// one that is far away does: tasks take turns there, and a crash can fall there.
    #[must_use]
    pub fn giving_way(self) -> Self {
        self.platter().gives_way = true;
        self
    }

    /// Several servers are going to mount it, as several processes share a PostgreSQL database.
    #[must_use]
    pub fn shared(self) -> Self {
        self.platter().shared = true;
        self
    }

    /// Cuts off every handle mounted so far. What they committed stays.
    pub fn crash(&self) {
        self.platter().crashes += 1;
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        // A panicking job was rolled back when its transaction was dropped.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Handle {
    pub(super) fn write<T>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let mut platter = self.running()?;
        let Platter { connection, path, .. } = &mut *platter;
        let about = |error| DbError::about(path, error);
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(about)?;
        let value = guarded(|| job(&transaction))?.map_err(|error| error.at(path))?;
        transaction.commit().map_err(about)?;
        Ok(value)
    }

    pub(super) fn read<T>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let platter = self.running()?;
        let about = |error| DbError::about(&platter.path, error);
        // Not `PRAGMA query_only`: it throws away what was compiled of every other statement.
        let connection = &platter.connection;
        let before = connection.total_changes();
        let transaction = connection.unchecked_transaction().map_err(about)?;
        let answer = guarded(|| job(connection));
        let changed = connection.total_changes() != before;
        transaction.rollback().map_err(about)?;
        if changed {
            let refused = ffi::Error::new(ffi::SQLITE_READONLY);
            return Err(about(rusqlite::Error::SqliteFailure(refused, None)));
        }
        answer?.map_err(|error| error.at(&platter.path))
    }

    /// Uses the disk when it is this task's turn.
    pub(super) async fn in_turn<T>(&self, work: impl FnOnce(&Self) -> T) -> T {
        self.give_way().await;
        let done = work(self);
        self.give_way().await;
        done
    }

    /// Whether several processes work on it.
    pub(super) fn is_shared(&self) -> bool {
        self.disk.platter().shared
    }

    async fn give_way(&self) {
        let gives_way = self.disk.platter().gives_way;
        if gives_way {
            turns::give_way().await;
        }
    }

    fn running(&self) -> Result<MutexGuard<'_, Platter>, DbError> {
        let platter = self.disk.platter();
        if platter.crashes == self.crashes { Ok(platter) } else { Err(DbError::Closed) }
    }
}

/// Runs a job so that its panic is an error of this job alone.
pub(crate) fn guarded<T>(job: impl FnOnce() -> T) -> Result<T, DbError> {
    catch_unwind(AssertUnwindSafe(job)).map_err(|_| DbError::Panicked)
}
