//! What commands work with beside a running server: its settings, its database, its keys.
//!
//! Nothing is claimed: a server may run on the same data at the same time and notices within a
//! second what was changed. Nothing is migrated either; that is for the server, or for
//! `vestibule migrate`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use graph::id::{PhoneNumberId, WabaId};
use jiff::Timestamp;
use onboard::Mode;
use shell::clock::Clock;
use shell::db::{self, Db, DbError};
use shell::http::Client;
use shell::secret::{Sealer, Secrets};
use shell::sql::{Sql, Tx};

use crate::audit::{self, Deed};
use crate::graph_api::GraphApi;
use crate::nodes::BEAT_SECONDS;
use crate::pin::{self, PinError};
use crate::provider::OpenError;
use crate::settings::Settings;
use crate::store::timeline::{self, Fact};
use crate::store::{self, clients, failures, figures, keeping, watched};

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
    /// When a setting protects nothing, when there is no database yet ([`OpenError::NoData`]), or
    /// one of another version.
    pub async fn open(settings: Settings, http: Client) -> Result<Self, OpenError> {
        settings.check()?;
        let db = database(&settings).await.map_err(|error| match error {
            DbError::Missing { .. } => OpenError::NoData { folder: settings.data_dir.clone() },
            error => error.into(),
        })?;
        Self::on(db, settings, http).await
    }

    async fn on(db: Sql, settings: Settings, http: Client) -> Result<Self, OpenError> {
        let sealer = settings.sealer()?;
        let (found, known) = versions(&db).await?;
        if found < known {
            return Err(OpenError::Behind { found, known });
        }
        let clock = clock(&settings, &db, &http).await?;
        let graph = GraphApi::new(&settings, http.clone());
        Ok(Self { settings, db, clock, secrets: Secrets::os(), sealer, graph, http })
    }

    /// The same, but where there is no data yet they are begun: a fleet is taken over before the
    /// server runs for the first time, because what it finds by itself it manages.
    ///
    /// # Errors
    /// As [`Self::open`], or when the data cannot be begun.
    pub async fn found(settings: Settings, http: Client) -> Result<Self, OpenError> {
        settings.check()?;
        let empty = match settings.postgres() {
            Some(address) => Some(Sql::postgres(address).await?),
            None if file(&settings).exists() => None,
            None => Some(Db::open(&file(&settings), db::Mode::Inline)?.into()),
        };
        if let Some(db) = empty
            && db.version().await? == 0
        {
            store::migrate(&db).await?;
        }
        Self::open(settings, http).await
    }

    /// The same, for a command that writes nothing: where there is no data yet, none are begun.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn peek(settings: Settings, http: Client) -> Result<Self, OpenError> {
        settings.check()?;
        let is_new = match settings.postgres() {
            Some(address) => Sql::postgres(address).await?.version().await? == 0,
            None => !file(&settings).exists(),
        };
        if !is_new {
            return Self::open(settings, http).await;
        }
        let empty = Sql::memory()?;
        store::migrate(&empty).await?;
        Self::on(empty, settings, http).await
    }
}

/// What time it is for the server on this database: that of the clock that it follows, if it does.
///
/// # Errors
/// When the database refuses, or the clock is not on this machine.
pub async fn clock(settings: &Settings, db: &Sql, http: &Client) -> Result<Clock, OpenError> {
    match &settings.clock_url {
        Some(url) => Ok(Clock::as_at(url, http, store::clock::remembered(db).await?).await?),
        None => Ok(Clock::system()),
    }
}

/// What it came to that a client is only watched from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatchedNow {
    /// The day from which it was to be managed, and is not any more.
    pub cancelled: Option<Timestamp>,
    /// Whether it was not before.
    pub is_news: bool,
    /// Whether a look at it was under way: that one ends the step it is at, and does no other.
    pub under_way: bool,
}

impl Office {
    /// Looks at a client as soon as a server runs and lets its failed steps be tried; `false` when
    /// there is no such client.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn look_now(&self, waba: WabaId, who: &str) -> Result<bool, DbError> {
        let (now, who, sealer) = (self.clock.now(), who.to_owned(), self.sealer.clone());
        let wake = move |tx: &Tx<'_>| {
            failures::retry_all(tx, waba, now)?;
            if !clients::wake(tx, waba, now)? {
                return Ok(false);
            }
            let what = "asked for a look at once";
            let (at, phone) = (now, None);
            timeline::add(tx, Fact { at, waba: Some(waba), phone, who: &who, what })?;
            let deed = Deed::new(now, &who, what, format!("client {waba}"));
            audit::write(tx, &sealer, &deed).map(|()| true)
        };
        self.db.write(wake).await
    }

    /// Stores the PIN of a number as its business knows it, and has the number registered with it.
    ///
    /// # Errors
    /// When it is no PIN, or the number is unknown.
    pub async fn enter_pin(
        &self,
        phone: PhoneNumberId,
        pin: &str,
        who: &str,
    ) -> Result<(), PinError> {
        let sealed = pin::seal(&self.sealer, &self.secrets, phone, pin)?;
        let (now, who, sealer) = (self.clock.now(), who.to_owned(), self.sealer.clone());
        let enter = move |tx: &Tx<'_>| {
            let entered = keeping::enter_pin(tx, phone, &sealed, &who, now)?;
            if entered.is_some() {
                let deed = Deed::new(now, &who, "entered the PIN", format!("number {phone}"));
                audit::write(tx, &sealer, &deed)?;
            }
            Ok(entered)
        };
        self.db.write(enter).await?.map(drop).ok_or(PinError::Unknown(phone))
    }

    /// Only watches a client from now on; `None` when there is no such client. What takes it over
    /// again is [`Self::adopt`].
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn watch(&self, waba: WabaId, who: &str) -> Result<Option<WatchedNow>, DbError> {
        let (now, who, sealer) = (self.clock.now(), who.to_owned(), self.sealer.clone());
        let watch = move |tx: &Tx<'_>| {
            let Some(row) = clients::get(tx, waba)? else { return Ok(None) };
            let is_news = watched::watch(tx, waba)?;
            let under_way = is_news && watched::is_looked_at(tx, waba)?;
            let cancelled = row.adopt_at.filter(|_| row.mode == Mode::Watched);
            if is_news {
                clients::wake(tx, waba, now)?;
                let what = "from now on the client is only watched";
                let (about, who) = (Some(waba), who.as_str());
                timeline::add(tx, Fact { at: now, waba: about, phone: None, who, what })?;
                let subject = format!("client {waba}");
                let mut deed = Deed::new(now, who, "only watches the client", subject);
                if let Some(day) = cancelled {
                    deed = deed.changed(format!("managed from {day}"), "watched");
                }
                audit::write(tx, &sealer, &deed)?;
            }
            Ok(Some(WatchedNow { is_news, under_way, cancelled }))
        };
        self.db.write(watch).await
    }
}

/// The newest moment that the data in a database file tell of, which may be of another version.
///
/// # Errors
/// [`DbError::Newer`] when a newer program wrote it; when it is no provider's database.
pub async fn newest(file: &Path) -> Result<Option<Timestamp>, DbError> {
    let db = Sql::from(Db::beside(file)?);
    versions(&db).await?;
    db.read(figures::newest).await
}

/// Whether a server works on a database that several may open: whether one says that it lives, for
/// which it may take a few seconds.
///
/// # Errors
/// When the database refuses.
pub async fn is_served(db: &Sql) -> Result<bool, DbError> {
    let before = db.read(store::nodes::all).await?;
    for _ in 0..2 * BEAT_SECONDS {
        if before.is_empty() {
            return Ok(false);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        let now = db.read(store::nodes::all).await?;
        if now.iter().any(|node| !before.contains(node)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The database that settings name, opened beside whoever else uses it, whatever its version.
///
/// # Errors
/// When there is none.
pub async fn database(settings: &Settings) -> Result<Sql, DbError> {
    match settings.postgres() {
        Some(address) => Sql::postgres(address).await,
        None => Ok(Db::beside(&file(settings))?.into()),
    }
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
