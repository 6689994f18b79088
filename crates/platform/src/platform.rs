//! The platform as a value: what routes and pages hold in their hands.

use std::sync::Arc;

use axum::Router;
use jiff::Timestamp;
use shell::clock::Clock;
use shell::db::Db;
use shell::http::Client;
use shell::secret::Secrets;
use shell::shutdown::Tasks;
use world::{Actor, Command, TokenKey, World};

use crate::deliver::{self, CallbackError};
use crate::keeper::{Answer, AskError, Keeper};
use crate::settings::{Outside, Settings};
use crate::store::{self, Store};

/// One platform. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Platform(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: Settings,
    clock: Clock,
    secrets: Secrets,
    http: Client,
    store: Store,
    keeper: Keeper,
}

/// Why a platform did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database could not be read or written.
    #[error("the platform's database cannot be used: {0}")]
    Db(#[from] shell::db::DbError),
    /// The log of events does not tell a story that can be replayed.
    #[error("{0}")]
    Damaged(#[from] store::Damaged),
}

impl Platform {
    /// Opens the database, turns the clock to where it was, and replays the log of events.
    ///
    /// # Errors
    /// When the database cannot be used, or its log is damaged: nothing is repaired silently.
    pub async fn open(settings: Settings, outside: Outside) -> Result<Self, OpenError> {
        todo!()
    }

    /// All routes of the platform behind its gates.
    #[must_use]
    pub fn router(&self) -> Router {
        crate::control::front(self.clone())
    }

    /// Looks at the world. Sees only what is on disk. Must be quick: nothing is decided meanwhile.
    pub fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        self.0.keeper.read(look)
    }

    /// Asks for a change, and answers when it is on disk. Everything that was due is passed first.
    ///
    /// # Errors
    /// [`AskError::Refused`] when the world says no, [`AskError::Down`] when it could not be stored.
    pub async fn ask(&self, by: Actor, command: Command) -> Result<Answer, AskError> {
        self.0.keeper.ask(by, command).await
    }

    /// The time by which everything is decided.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The time now; shorthand for the clock's.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Random values: tokens, codes, session cookies.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        &self.0.secrets
    }

    /// Own origins, host names, and how the world began.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// What left the house, and the time line.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// What the world knows a token (or a login code) by.
    #[must_use]
    pub fn token_key(&self, token: &str) -> TokenKey {
        TokenKey(shell::secret::sha256_hex(token))
    }

    /// Asks a callback whether it wants our webhooks (contract §6.2), at most 6 seconds long.
    ///
    /// # Errors
    /// [`CallbackError`], whose text is that of Graph error 2200.
    pub async fn verify_callback(&self, url: &str, token: &str) -> Result<(), CallbackError> {
        deliver::verify_callback(self, url, token).await
    }

    /// Passes the time that is due and delivers the webhooks that are due, once. Says whether
    /// anything was done.
    pub async fn tick(&self) -> bool {
        todo!()
    }

    /// When `tick` next has something to do.
    pub async fn next_due(&self) -> Option<Timestamp> {
        todo!()
    }

    /// Keeps ticking in the background until told to stop.
    pub fn run(&self, tasks: &Tasks) {
        todo!()
    }
}
