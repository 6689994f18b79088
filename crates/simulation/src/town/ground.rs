//! What the provider's processes of a town remember in.

use shell::db::{DbError, Disk};
use shell::sql::{Address, Sql};

use crate::sketch::Sketch;

/// What outlives the provider's processes.
pub(super) enum Ground {
    /// A disk in memory: other tasks go first at each use of it, and several processes share it
    /// where there are several.
    Disk(Disk),
    /// A schema of its own on the PostgreSQL server that the environment names. Each process has
    /// connections of its own. It answers when it likes, so that a world is not the same again.
    Server {
        address: Address,
        /// Removes the schema in the end.
        _schema: Sql,
    },
}

impl Ground {
    /// An empty one.
    ///
    /// # Errors
    /// When SQLite cannot start, or the server that is named does not answer.
    pub(super) async fn fresh(sketch: &Sketch) -> Result<Self, DbError> {
        if let Some(address) = Address::scratch() {
            return Ok(Self::Server { _schema: Sql::disposable(address.clone()).await?, address });
        }
        let disk = Disk::memory()?.giving_way();
        Ok(Self::Disk(if sketch.processes > 1 { disk.shared() } else { disk }))
    }

    /// The database as one process has it.
    ///
    /// # Errors
    /// When the server does not answer.
    pub(super) async fn open(&self) -> Result<Sql, DbError> {
        match self {
            Self::Disk(disk) => Ok(disk.mount().into()),
            Self::Server { address, .. } => Sql::postgres(address.clone()).await,
        }
    }

    /// The one process there is dies: nothing of it writes on. On a server what it sent last may
    /// still be done.
    pub(super) fn crash(&self) {
        if let Self::Disk(disk) = self {
            disk.crash();
        }
    }
}
