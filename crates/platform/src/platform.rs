//! The platform as a value: what routes and pages hold in their hands.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use jiff::{SignedDuration, Timestamp};
use shell::clock::{Clock, ClockError};
use shell::db::DbError;
use shell::http::Client;
use shell::secret::{Secrets, sha256_hex};
use shell::shutdown::Tasks;
use tokio::net::TcpListener;
use world::{Actor, CodeKey, Command, PinKey, Policy, TokenKey, World};

use crate::deliver::{self, CallbackError};
use crate::keeper::{Answer, AskError, Keeper, Origin};
use crate::settings::{Outside, Settings};
use crate::store::{Damaged, Store};
use crate::{front, mailbox};

/// Pause of a background loop whose work failed.
const PAUSE: Duration = Duration::from_secs(1);

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
    /// Only one round of webhooks at a time, so that none is sent twice at once.
    delivering: tokio::sync::Mutex<()>,
    /// Only one example is made.
    example: tokio::sync::Mutex<()>,
}

/// Why a platform did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database could not be read or written.
    #[error("the platform's database cannot be used: {0}")]
    Db(#[from] DbError),
    /// The log of events does not tell a story that can be replayed.
    #[error(transparent)]
    Damaged(#[from] Damaged),
    /// The clock cannot show the time at which the story stopped.
    #[error("the clock cannot go on where the platform stopped: {0}")]
    Clock(#[from] ClockError),
}

/// Why the clock was not turned.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    /// Turning goes forward only.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// What was due, or the new offset, could not be stored.
    #[error("the clock was turned, but that could not be stored: {0}")]
    Down(String),
}

/// Where to turn the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Forward by so much.
    By(SignedDuration),
    /// Forward to this time.
    To(Timestamp),
}

impl Platform {
    /// Opens the database, turns the clock to where it was, and replays the log of events.
    ///
    /// Must be called inside a tokio runtime. With [`crate::Keeping::Inline`] the database must be
    /// inline too.
    ///
    /// # Errors
    /// When the database cannot be used, or its log is damaged: nothing is repaired silently.
    pub async fn open(settings: Settings, outside: Outside) -> Result<Self, OpenError> {
        let Outside { db, clock, secrets, http } = outside;
        let store = Store::open(db).await?;
        let origin = origin(&store, &settings, &secrets).await?;
        let replayed = store.replay(origin.world()).await??;
        let offset_us = store.setting::<i64>("clock_offset_us").await?.unwrap_or(0);
        let ahead = SignedDuration::from_micros(offset_us) - clock.offset();
        if ahead > SignedDuration::ZERO {
            clock.advance(ahead)?;
        }
        // The system's own time may have gone back meanwhile.
        if clock.now() < replayed.1.last_at {
            clock.set(replayed.1.last_at)?;
        }
        let keeping = settings.keeping;
        let keeper = Keeper::new(replayed, origin, (store.clone(), clock.clone()), keeping);
        let (delivering, example) = Default::default();
        let inner = Inner { settings, clock, secrets, http, store, keeper, delivering, example };
        Ok(Self(Arc::new(inner)))
    }

    /// All routes of the platform behind its gates.
    pub fn router(&self) -> Router {
        front::router(self)
    }

    /// Looks at the world. Must be quick: nothing is decided meanwhile. Answers of the server leave
    /// the house only when all they may have seen is on disk.
    pub fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        self.0.keeper.read(look)
    }

    /// Asks for a change, and answers when it is on disk. Everything that was due is passed first.
    ///
    /// # Errors
    /// [`AskError::Refused`] when the world says no, [`AskError::Down`] when it could not be
    /// stored.
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

    pub(crate) fn http(&self) -> &Client {
        &self.0.http
    }

    pub(crate) fn keeper(&self) -> &Keeper {
        &self.0.keeper
    }

    /// To be held while the example client is looked for or made.
    pub(crate) async fn example_lock(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.example.lock().await
    }

    /// What the world knows an access token by.
    #[must_use]
    pub fn token_key(&self, token: &str) -> TokenKey {
        TokenKey::new(sha256_hex(token.as_bytes()))
    }

    /// What the world knows a login code by.
    #[must_use]
    pub fn code_key(&self, code: &str) -> CodeKey {
        CodeKey::new(sha256_hex(code.as_bytes()))
    }

    /// What the world knows a PIN by.
    #[must_use]
    pub fn pin_key(&self, pin: &str) -> PinKey {
        PinKey::new(sha256_hex(pin.as_bytes()))
    }

    /// Asks a callback whether it wants our webhooks (contract §6.2), at most 6 seconds long.
    ///
    /// # Errors
    /// [`CallbackError`], whose text is that of Graph error 2200.
    pub async fn verify_callback(&self, url: &str, token: &str) -> Result<(), CallbackError> {
        deliver::verify_callback(self, url, token).await
    }

    /// Turns the clock forward, and passes all that becomes due, each thing at its own time, before
    /// it answers with the new time. The platform remembers how far it was turned.
    ///
    /// # Errors
    /// When asked to turn back, or when that could not be stored.
    pub async fn turn_clock(&self, turn: Turn) -> Result<Timestamp, TurnError> {
        let clock = self.clock();
        match turn {
            Turn::By(by) => clock.advance(by)?,
            Turn::To(to) => clock.set(to)?,
        };
        let offset_us = i64::try_from(clock.offset().as_micros()).unwrap_or(i64::MAX);
        let stored = self.store().set_setting("clock_offset_us", &offset_us).await;
        stored.map_err(|error| TurnError::Down(error.to_string()))?;
        self.0.keeper.pass().await.map_err(TurnError::Down)?;
        Ok(clock.now())
    }

    /// Passes what is due by now, if anything is: to be done before looking at the world.
    pub(crate) async fn catch_up(&self) -> Result<(), String> {
        let now = self.now();
        if self.read(World::due).is_some_and(|due| due <= now) {
            self.0.keeper.pass().await?;
        }
        Ok(())
    }

    /// Passes the time that is due and delivers the webhooks that are due, once. Says whether
    /// anything was done. What fails is logged, and tried again by the next tick.
    pub async fn tick(&self) -> bool {
        let passed = self.pass().await.unwrap_or(false);
        let delivered = self.deliver().await.unwrap_or(false);
        passed || delivered
    }

    /// When `tick` next has something to do; `None` when nothing is planned.
    pub async fn next_due(&self) -> Option<Timestamp> {
        let world = self.read(World::due);
        let webhook = self.store().next_webhook_at().await.ok().flatten();
        [world, webhook].into_iter().flatten().min()
    }

    /// Keeps ticking in the background until told to stop.
    pub fn run(&self, tasks: &Tasks) {
        let (platform, stop) = (self.clone(), tasks.clone());
        tasks.spawn("pass time", async move {
            stop.unless_stopping(platform.keep_passing()).await;
        });
        let (platform, stop) = (self.clone(), tasks.clone());
        tasks.spawn("deliver webhooks", async move {
            stop.unless_stopping(platform.keep_delivering()).await;
        });
    }

    /// Takes letters on `listener` for the mailbox of everybody, until told to stop.
    pub fn receive_mail(&self, listener: TcpListener, tasks: &Tasks) {
        mailbox::listen(self, listener, tasks);
    }

    async fn keep_passing(&self) {
        let mut commits = self.0.keeper.commits();
        loop {
            commits.borrow_and_update();
            let due = self.read(World::due);
            if due.is_none_or(|due| due > self.now()) {
                tokio::select! {
                    () = self.sleep_until(due) => {}
                    _ = commits.changed() => {}
                }
            } else if self.pass().await.is_none() {
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    async fn keep_delivering(&self) {
        let mut commits = self.0.keeper.commits();
        loop {
            commits.borrow_and_update();
            match self.deliver().await {
                Some(true) => continue,
                Some(false) => {}
                None => tokio::time::sleep(PAUSE).await,
            }
            let next = self.store().next_webhook_at().await.ok().flatten();
            tokio::select! {
                () = self.sleep_until(next) => {}
                _ = commits.changed() => {}
            }
        }
    }

    async fn sleep_until(&self, due: Option<Timestamp>) {
        match due {
            Some(due) => self.clock().sleep_until(due).await,
            None => std::future::pending().await,
        }
    }

    /// Whether anything was passed; `None` when it failed.
    async fn pass(&self) -> Option<bool> {
        match self.0.keeper.pass().await {
            Ok(passed) => Some(passed > 0),
            Err(why) => {
                tracing::error!(%why, "time did not pass");
                None
            }
        }
    }

    /// Whether anything was delivered, or tried; `None` when it failed.
    async fn deliver(&self) -> Option<bool> {
        let _one = self.0.delivering.lock().await;
        match deliver::deliver_due(self).await {
            Ok(any) => Some(any),
            Err(error) => {
                tracing::error!(%error, "webhooks were not delivered");
                None
            }
        }
    }
}

/// Seed and policy of the stored world, or of a new one, which are stored.
async fn origin(store: &Store, settings: &Settings, secrets: &Secrets) -> Result<Origin, DbError> {
    let stored = (store.setting::<u64>("seed").await?, store.setting::<Policy>("policy").await?);
    if let (Some(seed), Some(policy)) = stored {
        return Ok(Origin { seed, policy });
    }
    let seed = settings.seed.unwrap_or_else(|| secrets.number());
    store.set_setting("seed", &seed).await?;
    store.set_setting("policy", &settings.policy).await?;
    Ok(Origin { seed, policy: settings.policy.clone() })
}
