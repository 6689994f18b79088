//! The platform as a value: what routes and pages hold in their hands.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use bytes::Bytes;
use http::Request;
use jiff::{SignedDuration, Timestamp};
use shell::clock::{Clock, ClockError};
use shell::db::{Db, DbError};
use shell::http::Client;
use shell::secret::{Secrets, hmac_sha256_hex, sha256};
use world::{Actor, CodeKey, Command, PinKey, Policy, TokenKey, World};

use crate::deliver::{self, CallbackError, Lanes};
use crate::fault::{Fault, FaultError, Faults, NewFault};
use crate::front;
use crate::graph::Limits;
use crate::keeper::{Answer, AskError, Keeper, Origin};
use crate::session::{self, Outcome, Tape};
use crate::settings::{Keeping, Outside, Settings};
use crate::store::{Damaged, Replayed, Store};
use crate::worlds::Place;

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
    /// Random hexadecimal digits, made with the database: the key of [`Platform::pin_key`].
    pin_secret: String,
    /// Where webhooks are on their way to, so that none is sent twice at once.
    lanes: Lanes,
    /// How many calls of the Graph API came in the last hour.
    limits: Limits,
    /// What goes wrong on purpose.
    faults: Faults,
    /// How often each permission of an app was used.
    uses: crate::graph::Uses,
    /// Only one example is made.
    example: tokio::sync::Mutex<()>,
    /// The clock is turned by one at a time, so that its offsets are stored in order.
    turning: tokio::sync::Mutex<()>,
    /// Where it is seated, if it has worlds around it.
    place: OnceLock<Place>,
    /// What keeps everything that happens, in a recorded world.
    tape: OnceLock<Arc<Tape>>,
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
    /// The rules that were chosen could not be stored.
    #[error("the chosen rules could not be stored: {0}")]
    Rules(String),
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
        let replayed = store.load(origin.world()).await??;
        let offset_us = store.setting::<i64>("clock_offset_us").await?.unwrap_or(0);
        let ahead = SignedDuration::from_micros(offset_us) - clock.offset();
        if ahead > SignedDuration::ZERO {
            clock.advance(ahead)?;
        }
        // The system's own time may have gone back meanwhile.
        if clock.now() < replayed.1.last_at {
            clock.set(replayed.1.last_at)?;
        }
        let uses = crate::graph::Uses::load(&store).await?;
        let keeping = settings.keeping;
        let keeper = Keeper::new(replayed, origin, (store.clone(), clock.clone()), keeping);
        let pin_secret = pin_secret(&store, &secrets).await?;
        let faults = Faults::load(&store, || keeper.fresh()).await?;
        let (lanes, limits, example, turning) = Default::default();
        let platform = Self(Arc::new(Inner {
            settings,
            clock,
            secrets,
            http,
            store,
            keeper,
            pin_secret,
            lanes,
            limits,
            faults,
            uses,
            example,
            turning,
            place: OnceLock::new(),
            tape: OnceLock::new(),
        }));
        platform.go_on_by_chosen_rules().await?;
        Ok(platform)
    }

    /// A stored world that had other rules than those chosen has the chosen ones from now on.
    async fn go_on_by_chosen_rules(&self) -> Result<(), OpenError> {
        let settings = self.settings();
        if !settings.policy_chosen || self.read(|world| world.policy == settings.policy) {
            return Ok(());
        }
        let command = Command::SetPolicy(Box::new(settings.policy.clone()));
        let answer = self.ask(Actor::Desk, command).await;
        answer.map(drop).map_err(|error| OpenError::Rules(error.to_string()))
    }

    /// A copy of the platform as it is now, in memory and on a clock of its own that stands still:
    /// what is tried there happens nowhere else.
    pub(crate) async fn rehearsal(&self) -> Result<Self, OpenError> {
        let store = Store::open(Db::memory()?).await?;
        let (origin, world) = (self.0.keeper.origin(), self.read(World::clone));
        // One time for both: nothing may be decided later than the clock shows.
        let now = self.now();
        let (clock, end) = (Clock::manual(now), Replayed { last_seq: 0, last_at: now });
        let keeping = Keeping::Inline;
        let outside = (store.clone(), clock.clone());
        let keeper = Keeper::new((Box::new(world), end), origin, outside, keeping);
        let faults = self.0.faults.copied(&store).await?;
        let uses = crate::graph::Uses::load(&store).await?;
        let (lanes, limits, example, turning) = Default::default();
        Ok(Self(Arc::new(Inner {
            settings: Settings { keeping, ..self.settings().clone() },
            clock,
            secrets: Secrets::os(),
            http: self.0.http.clone(),
            store,
            keeper,
            pin_secret: self.0.pin_secret.clone(),
            lanes,
            limits,
            faults,
            uses,
            example,
            turning,
            place: OnceLock::new(),
            tape: OnceLock::new(),
        })))
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

    /// Calls somebody outside, for so long at most.
    pub(crate) async fn call_out(&self, request: Request<Bytes>, limit: Duration) -> Outcome {
        match self.tape() {
            Some(tape) => tape.call(&self.0.http, request, limit).await,
            None => session::call(&self.0.http, request, limit).await,
        }
    }

    /// What keeps everything that happens, in a recorded world.
    pub(crate) fn tape(&self) -> Option<&Arc<Tape>> {
        self.0.tape.get()
    }

    /// From now on everything that happens is kept. To be said once, before anything happens.
    pub(crate) fn record_on(&self, tape: Arc<Tape>) {
        // A second tape would miss the beginning.
        let _ = self.0.tape.set(tape);
    }

    pub(crate) fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// Orders a fault. Nothing goes wrong on purpose that was not ordered.
    ///
    /// # Errors
    /// When it makes no sense, or could not be stored.
    pub async fn order_fault(&self, new: NewFault) -> Result<Fault, FaultError> {
        let present = || Arc::new(self.read(World::clone));
        self.0.faults.order(self.store(), new, (self.now(), present)).await
    }

    /// The faults that were ordered and not taken back, with what they have struck.
    pub fn ordered_faults(&self) -> Vec<Fault> {
        self.0.faults.all()
    }

    /// Takes back the fault of this number, or all; says how many that were.
    ///
    /// # Errors
    /// When that could not be stored; nothing is taken back then.
    pub async fn clear_faults(&self, id: Option<u64>) -> Result<usize, FaultError> {
        Ok(self.0.faults.clear(self.store(), id).await?)
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// A client for calls that nobody records.
    pub(crate) fn http(&self) -> Client {
        self.0.http.clone()
    }

    pub(crate) fn lanes(&self) -> &Lanes {
        &self.0.lanes
    }

    pub(crate) fn uses(&self) -> &crate::graph::Uses {
        &self.0.uses
    }

    /// Takes its place among the worlds of the process. The first one counts.
    pub(crate) fn take_place(&self, place: Place) {
        let _ = self.0.place.set(place);
    }

    /// Where it is seated; `None` for a platform that stands alone.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.0.place.get()
    }

    /// Stores how often permissions were used, if that changed. What fails is tried again.
    pub(crate) async fn keep_uses(&self) {
        if let Err(error) = self.0.uses.keep(self.store()).await {
            tracing::error!(%error, "the use of permissions was not stored");
        }
    }

    pub(crate) fn keeper(&self) -> &Keeper {
        &self.0.keeper
    }

    /// To be held while the example client is looked for or made.
    pub(crate) async fn example_lock(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.example.lock().await
    }

    /// To be held while the clock is turned, until its offset is stored.
    pub(crate) async fn turning_lock(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.turning.lock().await
    }

    /// What the world knows an access token by.
    #[must_use]
    pub fn token_key(&self, token: &str) -> TokenKey {
        TokenKey::of(sha256(token.as_bytes()))
    }

    /// What the world knows a login code by.
    #[must_use]
    pub fn code_key(&self, code: &str) -> CodeKey {
        CodeKey::of(sha256(code.as_bytes()))
    }

    /// What the world knows a PIN by: there are so few of them that a bare hash would show them.
    #[must_use]
    pub fn pin_key(&self, pin: &str) -> PinKey {
        PinKey::new(hmac_sha256_hex(self.0.pin_secret.as_bytes(), pin.as_bytes()))
    }

    /// Asks a callback whether it wants our webhooks (contract §6.2), at most 6 seconds long.
    ///
    /// # Errors
    /// [`CallbackError`], whose text is that of Graph error 2200.
    pub async fn verify_callback(&self, url: &str, token: &str) -> Result<(), CallbackError> {
        deliver::verify_callback(self, url, token).await
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

/// The stored key of PINs, or a new one, which is stored.
async fn pin_secret(store: &Store, secrets: &Secrets) -> Result<String, DbError> {
    if let Some(stored) = store.setting::<String>("pin_secret").await? {
        return Ok(stored);
    }
    let fresh = shell::secret::hex(&secrets.bytes::<32>());
    store.set_setting("pin_secret", &fresh).await?;
    Ok(fresh)
}
