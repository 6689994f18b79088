//! The server as a whole: what it stands on, and what drives it.

use shell::sql::{Sql, Tx, from_micros};
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use jiff::Timestamp;
use shell::clock::{Clock, ClockError};
use shell::db::DbError;
use shell::http::{Client, HttpError};
use shell::mail::Mail;
use shell::secret::{Cost, ExposeSecret, Sealer, Secrets, hash_password};
use shell::web::{TrustedProxies, host_gate, know_senders, name_requests};

use crate::audit::{self, Deed, SETTINGS};
use crate::defect::Defects;
use crate::drive::{Nudges, next_errand};
use crate::fleet::{Fleet, Host};
use crate::graph_api::GraphApi;
use crate::health::Health;
use crate::inbox::Recent;
use crate::ledger::strangers;
use crate::metrics::Counts;
use crate::nodes::{Company, Pulse};
use crate::roles::Role;
use crate::settings::{Settings, SettingsError};
use crate::store::{self, Operator, accounts, callbacks, clients, instances, settings as stored};
use crate::{
    callback, forgetting, import, inbox, keys, notify, reconciler, subscription, sweep, tokens,
};

/// Random bytes in the name of a process.
const NODE_BYTES: usize = 8;

/// Everything the server does not make itself.
#[derive(Debug)]
pub struct Outside {
    /// Where it remembers.
    pub db: Sql,
    /// What time it is.
    pub clock: Clock,
    /// The real time, which ends sessions and login locks even where `clock` is turned.
    pub wall: Clock,
    /// Where random values come from.
    pub secrets: Secrets,
    /// Calls out.
    pub http: Client,
    /// Letters out.
    pub mail: Mail,
    /// Where client instances run.
    pub host: Host,
    /// How much work a password's hash is.
    pub password_cost: Cost,
}

/// The server. Clones are the same server.
#[derive(Debug, Clone)]
pub struct Provider(Arc<Core>);

/// What all parts of the server share.
#[derive(Debug)]
pub struct Core {
    /// What it was told.
    pub settings: Settings,
    /// Where it remembers.
    pub db: Sql,
    /// The name of this process among those on the same database.
    pub node: String,
    /// What time it is.
    pub clock: Clock,
    /// The real time, for sessions and login locks.
    pub wall: Clock,
    /// Where random values come from.
    pub secrets: Secrets,
    /// Seals what the database must not show.
    pub sealer: Sealer,
    /// The platform.
    pub graph: GraphApi,
    /// How much work a password's hash is.
    pub password_cost: Cost,
    pub(crate) mail: Mail,
    pub(crate) fleet: Fleet,
    pub(crate) recent: Recent,
    pub(crate) nudges: Nudges,
    pub(crate) defects: Defects,
    pub(crate) counts: Counts,
    pub(crate) health: Health,
    pub(crate) company: Company,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Its settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Its database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The way to client instances that others run.
    #[error("client instances cannot be called")]
    Clients(#[from] HttpError),
    /// The clock that it follows.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// A command found no database.
    #[error(
        "there is no database in {folder} yet: start the server, or run `vestibule clients import` \
         for a fleet that is there already"
    )]
    NoData {
        /// The data folder.
        folder: PathBuf,
    },
    /// Something is sealed with a master key that the settings do not have.
    #[error(
        "the database holds what was sealed with master keys that are not in the settings: {lost}; \
         in the settings are {configured}. Put the missing one into master_keys, behind the active \
         one, or name the right data folder; if it is lost for good: `vestibule keys give-up`"
    )]
    KeyMissing {
        /// Public ids of the missing keys, each with the number of texts under it.
        lost: String,
        /// Public ids of the configured ones.
        configured: String,
    },
    /// A command found a database of an older version.
    #[error(
        "the database is of an older version ({found}, this program's is {known}): run \
         `vestibule migrate`, or start the server"
    )]
    Behind {
        /// Version of the database.
        found: u32,
        /// Version of this program.
        known: u32,
    },
    /// Another server cannot open what this one would seal.
    #[error(
        "another server of this database does not know the master key {active}, with which this \
         one seals: give every server that key behind the one they have, start each anew, and only \
         then put it first (`vestibule keys --help`)"
    )]
    KeyUnknown {
        /// The active key of this server.
        active: String,
    },
}

impl Deref for Provider {
    type Target = Core;
    fn deref(&self) -> &Core {
        &self.0
    }
}

impl Provider {
    /// Opens the server on its database: brings the tables up to date, ends what an earlier run
    /// left half done, and makes sure the first operator can log in.
    ///
    /// # Errors
    /// When a setting protects nothing, or the database cannot be used.
    pub async fn open(settings: Settings, outside: Outside) -> Result<Self, OpenError> {
        Self::open_defective(settings, outside, Defects::default()).await
    }

    /// As [`Self::open`], with deliberate defects: for the simulation's own tests.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_defective(
        settings: Settings,
        outside: Outside,
        defects: Defects,
    ) -> Result<Self, OpenError> {
        settings.check()?;
        let sealer = settings.sealer()?;
        let Outside { db, clock, wall, secrets, http, mail, host, password_cost } = outside;
        store::migrate(&db).await?;
        keys::all_known(&db, &sealer).await?;
        let recent = Recent::load(&db).await?;
        let counts = Counts::default();
        if let Some(batches) = db.batches() {
            batches.show(counts.all(), "vestibule");
        }
        let graph = GraphApi::new(&settings, http.clone());
        let pulse = Pulse::new(wall.clone());
        let graph = graph.counted(counts.calls.clone()).by_clock(clock.clone());
        let graph = graph.fenced(pulse.clone());
        let fleet = Fleet::new(host, http, &settings)?;
        let core = Core {
            node: secrets.token("", NODE_BYTES),
            settings,
            db,
            clock,
            wall,
            secrets,
            sealer,
            graph,
            password_cost,
            mail,
            fleet,
            recent,
            nudges: Nudges::default(),
            defects,
            counts,
            health: Health::default(),
            company: Company::new(pulse),
        };
        let provider = Self(Arc::new(core));
        provider.join().await?;
        provider.begin().await?;
        Ok(provider)
    }

    async fn begin(&self) -> Result<(), DbError> {
        let now = self.clock.now();
        let name = self.settings.console_user.clone();
        let known = self.db.read(move |db| accounts::operator(db, &name)).await?.is_some();
        let first = (!known).then(|| Operator {
            name: self.settings.console_user.clone(),
            password_hash: hash_password(
                self.settings.console_password.expose_secret(),
                &self.secrets,
                self.password_cost,
            ),
            role: Role::Admin,
            created_at: now,
        });
        let (sealer, secrets) = (self.sealer.clone(), self.settings.secrets());
        let at = self.wall.now();
        let (alone, home) = (!self.db.is_shared(), self.fleet.home().map(str::to_owned));
        let begin = move |tx: &Tx<'_>| {
            if alone {
                instances::move_in(tx, home.as_deref())?;
            }
            stored::hasten(tx, stored::SUBSCRIPTION_AT, now.as_microsecond())?;
            stored::hasten(tx, stored::SWEEP_AT, now.as_microsecond())?;
            audit::at_start(tx, &sealer, &secrets, at)?;
            let Some(operator) = first else { return Ok(()) };
            accounts::put_operator(tx, &operator)?;
            let subject = format!("operator {}", operator.name);
            let deed = Deed::new(at, SETTINGS, "added an operator", subject).made(operator.role);
            audit::write(tx, &sealer, &deed)
        };
        self.db.write(begin).await?;
        self.take_over_instances().await
    }

    /// Everything the server answers over HTTP, under its own names only (DNS rebinding).
    pub fn router(&self) -> Router {
        let all = inbox::routes()
            .merge(crate::health::routes())
            .with_state(self.clone())
            .merge(crate::console::router(self))
            .merge(crate::signup::router(self));
        let gated = host_gate(all, crate::pages::hosts(&self.settings));
        let proxies = TrustedProxies::new(self.settings.trusted_proxies.iter().copied());
        name_requests(know_senders(gated, proxies), &self.secrets)
    }

    /// What only this machine may ask: metrics and health.
    pub fn operations_router(&self) -> Router {
        let all = crate::metrics::routes().merge(crate::health::routes()).with_state(self.clone());
        host_gate(all, crate::pages::here())
    }

    /// Does everything that is due, once; says whether there was anything. Drives a server without
    /// background tasks, in a fixed order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tick(&self) -> Result<bool, DbError> {
        self.alive(self.round()).await
    }

    /// As [`Self::tick`], but with all kinds of work side by side and several pieces of each, as
    /// the background tasks of a real server do it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tick_beside(&self) -> Result<bool, DbError> {
        self.alive(Box::pin(self.round_beside())).await
    }

    /// Works, and says meanwhile that this process lives.
    async fn alive(
        &self,
        round: impl Future<Output = Result<bool, DbError>>,
    ) -> Result<bool, DbError> {
        if !self.db.is_shared() {
            return round.await;
        }
        tokio::select! {
            biased;
            failed = self.keep_beating() => failed.map(|never| match never {}),
            done = round => done,
        }
    }

    async fn round(&self) -> Result<bool, DbError> {
        let mut did = inbox::drain(self).await?;
        did |= callback::work(self).await?;
        let errands = self.has_errands().await?;
        did |= errands && subscription::work(self).await?;
        did |= errands && tokens::work(self).await?;
        did |= errands && sweep::work(self).await?;
        did |= errands && forgetting::work(self).await?;
        did |= errands && import::work(self).await?;
        did |= errands && strangers::work(self).await?;
        did |= reconciler::work(self).await?;
        did |= errands && notify::work(self).await?;
        Ok(did)
    }

    /// When [`Self::tick`] has something to do next; in the past when it has now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, DbError> {
        let due = self.db.read(|db| {
            let others =
                [store::inbox::next_due(db)?, clients::next_due(db)?, callbacks::next_due(db)?];
            let next = others.into_iter().flatten().min().map(from_micros).transpose()?;
            Ok(next.into_iter().chain(next_errand(db)?).min())
        });
        Ok(due.await?.into_iter().chain(self.next_suspicion()).min())
    }
}
