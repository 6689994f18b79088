//! What commands work with beside a running server: its settings, its database, its keys.
//!
//! Nothing is claimed: a server may run on the same data at the same time and notices within a
//! second what was changed. Nothing is migrated either; that is for the server, or for
//! `vestibule migrate`.

use std::path::PathBuf;

use jiff::SignedDuration;
use shell::clock::Clock;
use shell::db::{Db, DbError};
use shell::http::Client;
use shell::secret::{Sealer, Secrets};
use shell::sql::Sql;

use crate::graph_api::GraphApi;
use crate::provider::OpenError;
use crate::settings::Settings;
use crate::store;

/// The name of the database file in the data folder.
pub const DATABASE: &str = "provider.db";

/// One provider's settings and data, for as long as a command takes.
#[derive(Debug)]
pub struct Office {
    /// What the server is told.
    pub settings: Settings,
    /// Where it remembers.
    pub db: Sql,
    /// What time it is for the server: it may follow a clock that was turned.
    pub clock: Clock,
    /// Where random values come from.
    pub secrets: Secrets,
    /// Seals what the database must not show.
    pub sealer: Sealer,
    /// The platform.
    pub graph: GraphApi,
    /// Calls out.
    pub http: Client,
}

impl Office {
    /// Opens the data that `settings` name.
    ///
    /// # Errors
    /// When a setting protects nothing, when there is no database yet, or one of another version.
    pub async fn open(settings: Settings, http: Client) -> Result<Self, OpenError> {
        settings.check()?;
        let sealer = settings.sealer()?;
        let db = database(&settings).await?;
        let (found, known) = versions(&db).await?;
        if found < known {
            return Err(OpenError::Behind { found, known });
        }
        let ahead = match settings.clock_url {
            Some(_) => store::clock::remembered(&db).await?,
            None => SignedDuration::ZERO,
        };
        let ahead = i64::try_from(ahead.as_micros()).unwrap_or(0);
        let graph = GraphApi::new(&settings, http.clone());
        let clock = Clock::with_offset(ahead);
        Ok(Self { settings, db, clock, secrets: Secrets::os(), sealer, graph, http })
    }
}

/// The database that settings name, opened beside whoever else uses it, whatever its version.
///
/// # Errors
/// When there is none.
pub async fn database(settings: &Settings) -> Result<Sql, DbError> {
    Ok(Db::beside(&file(settings))?.into())
}

/// The version of a database, and this program's.
///
/// # Errors
/// [`DbError::Newer`] when the database is newer; when it refuses.
pub async fn versions(db: &Sql) -> Result<(u32, u32), DbError> {
    let (found, known) = (db.version().await?, store::known_version());
    if found > known {
        return Err(DbError::Newer { found, known: known as usize });
    }
    Ok((found, known))
}

/// The database file that settings name.
#[must_use]
pub fn file(settings: &Settings) -> PathBuf {
    settings.data_dir.join(DATABASE)
}
