//! One database in a dialect that SQLite and PostgreSQL both speak.
//!
//! Statements take `$1`, `$2` … in the order in which they appear, know whole numbers, fractions,
//! texts and bytes, and keep to `ON CONFLICT`, `RETURNING`, common table expressions and partial
//! indexes. There is one writer at a time on either engine: SQLite has one connection that writes,
//! on PostgreSQL a lock of the schema is held while a batch is written, by whichever process. So a
//! job that reads and then writes need not fear another one in between, and the two engines behave
//! the same; what is given up, writing in parallel, would gain little where every commit waits for
//! one disk.

mod copies;
mod postgres;
mod row;
mod tx;
mod value;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use self::postgres::Server;
pub use self::row::Row;
pub use self::tx::Tx;
pub use self::value::{Cell, Column, FromCell, Kind, Param, ToParam};
pub use crate::db::to_micros;
use crate::db::{Db, DbError};
use crate::metrics::Batches;
use crate::secret::Secrets;
pub use crate::sql_params as params;

/// Names the PostgreSQL server that tests run on, such as `postgres://postgres@127.0.0.1:5433`.
pub const TEST_SERVER: &str = "VESTIBULE_TEST_POSTGRES";

/// A handle on the database. Clones share it; dropping the last one closes it.
#[derive(Clone, Debug)]
pub struct Sql(Engine);

#[derive(Clone, Debug)]
enum Engine {
    Sqlite(Db),
    Postgres(Arc<Server>),
}

/// Where a PostgreSQL database is.
#[derive(Clone, Debug)]
pub struct Address {
    /// Such as `postgres://vestibule@db.example/vestibule`; its password may come from the URL or
    /// from `PGPASSFILE`.
    pub url: String,
    /// The schema the tables are in; made if it is not there. `None` takes the server's choice.
    pub schema: Option<String>,
    /// A file with the certificates (PEM) that the server's must be signed by; without one the
    /// public authorities count. Servers of this machine are spoken to without TLS.
    pub authorities: Option<PathBuf>,
}

impl Address {
    /// A schema that is not there yet, on the server that [`TEST_SERVER`] names, if it does.
    #[must_use]
    pub fn scratch() -> Option<Self> {
        let url = std::env::var(TEST_SERVER).ok()?;
        let schema = Some(Secrets::os().token("test_", 12).to_lowercase());
        Some(Self { url, schema, authorities: None })
    }
}

/// A time from microseconds since 1970, as the tables hold it.
///
/// # Errors
/// Outside the years -9999 to 9999.
pub fn from_micros(us: i64) -> Result<Timestamp, DbError> {
    Timestamp::from_microsecond(us).map_err(|error| DbError::Column(error.to_string()))
}

impl From<Db> for Sql {
    fn from(db: Db) -> Self {
        Self(Engine::Sqlite(db))
    }
}

impl Sql {
    /// An empty database in memory, gone when the last handle is dropped.
    ///
    /// # Errors
    /// When SQLite cannot start.
    pub fn memory() -> Result<Self, DbError> {
        Db::memory().map(Self::from)
    }

    /// An empty database for tests: in memory, or, where the environment variable
    /// [`TEST_SERVER`] names a PostgreSQL server, a schema of its own there, which is removed when
    /// the last handle is dropped.
    ///
    /// # Errors
    /// When there is no such server, or SQLite cannot start.
    pub async fn scratch() -> Result<Self, DbError> {
        match Address::scratch() {
            Some(address) => Self::disposable(address).await,
            None => Self::memory(),
        }
    }

    /// Connects with a PostgreSQL server; the schema is removed with all that is in it when the
    /// last handle is dropped. For tests.
    ///
    /// # Errors
    /// As [`Sql::postgres`].
    pub async fn disposable(address: Address) -> Result<Self, DbError> {
        Server::disposable(address).await.map(|server| Self(Engine::Postgres(Arc::new(server))))
    }

    /// Connects with a PostgreSQL server.
    ///
    /// # Errors
    /// [`DbError::Unreachable`] that says what to do.
    pub async fn postgres(address: Address) -> Result<Self, DbError> {
        Server::connect(address).await.map(|server| Self(Engine::Postgres(Arc::new(server))))
    }

    /// Whether other processes may work on the same database at the same time.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        match &self.0 {
            Engine::Sqlite(db) => db.is_shared(),
            Engine::Postgres(_) => true,
        }
    }

    /// Runs one writing job and answers when its effects are on disk.
    ///
    /// The job may run together with others in one transaction, each in its own savepoint: an error
    /// (or panic) undoes this job alone, a failing commit undoes and fails the whole batch.
    ///
    /// # Errors
    /// What the job returned, or why nothing was committed.
    pub async fn write<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, DbError> + Send + 'static,
    {
        match &self.0 {
            Engine::Sqlite(db) => db.write_job(move |tx| job(&Tx::sqlite(tx))).await,
            Engine::Postgres(server) => server.write(job).await,
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
        F: FnOnce(&Tx<'_>) -> Result<T, DbError> + Send + 'static,
    {
        match &self.0 {
            Engine::Sqlite(db) => db.read_job(move |db| job(&Tx::sqlite(db))).await,
            Engine::Postgres(server) => server.read(job).await,
        }
    }

    /// Brings the tables up to date: runs those migrations (name, SQL) the database has not seen
    /// yet, each in one transaction, and remembers how many it has seen. Append to the list, never
    /// change what was released.
    ///
    /// # Errors
    /// [`DbError::Newer`] for a database written by a newer program, [`DbError::Migration`] naming
    /// the migration that failed; the database is then as before that migration.
    pub async fn migrate(
        &self,
        migrations: &[(&'static str, &'static str)],
    ) -> Result<(), DbError> {
        match &self.0 {
            Engine::Sqlite(db) => db.migrate(migrations).await,
            Engine::Postgres(server) => server.migrate(migrations).await,
        }
    }

    /// How many migrations the database has seen.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn version(&self) -> Result<u32, DbError> {
        match &self.0 {
            Engine::Sqlite(db) => db.version().await,
            Engine::Postgres(server) => server.version().await,
        }
    }

    /// What its writer measures, if it has one of its own.
    #[must_use]
    pub fn batches(&self) -> Option<&Batches> {
        match &self.0 {
            Engine::Sqlite(db) => db.batches(),
            Engine::Postgres(server) => Some(&server.batches),
        }
    }

    /// The SQLite file behind it, if it is one.
    #[must_use]
    pub fn file(&self) -> Option<&Db> {
        match &self.0 {
            Engine::Sqlite(db) => Some(db),
            Engine::Postgres(_) => None,
        }
    }
}
