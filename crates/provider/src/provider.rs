//! The server as a whole: what it stands on, and what drives it.

use shell::sql::{Sql, Tx, from_micros};
use std::ops::Deref;
use std::sync::Arc;

use axum::Router;
use jiff::Timestamp;
use shell::clock::Clock;
use shell::db::DbError;
use shell::http::Client;
use shell::mail::Mail;
use shell::secret::{Cost, ExposeSecret, Sealer, Secrets, hash_password};
use shell::web::host_gate;

use crate::drive::Nudges;
use crate::fleet::{Fleet, Host};
use crate::graph_api::GraphApi;
use crate::inbox::Recent;
use crate::settings::{Settings, SettingsError};
use crate::store::{
    self, Operator, accounts, callbacks, clients, instances, mail, messages, settings as stored,
};
use crate::{callback, inbox, notify, reconciler, subscription, sweep};

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
        settings.check()?;
        let sealer =
            Sealer::new(settings.master_key.expose_secret()).map_err(SettingsError::MasterKey)?;
        let Outside { db, clock, wall, secrets, http, mail, host, password_cost } = outside;
        store::migrate(&db).await?;
        let recent = Recent::load(&db).await?;
        let graph = GraphApi::new(&settings, http.clone());
        let fleet = Fleet::new(host, http, &settings);
        let core = Core {
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
        };
        let provider = Self(Arc::new(core));
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
            created_at: now,
        });
        let begin = move |tx: &Tx<'_>| {
            clients::end_leases(tx, now)?;
            messages::end_sending(tx, now)?;
            stored::hasten(tx, stored::SUBSCRIPTION_AT, now.as_microsecond())?;
            stored::hasten(tx, stored::SWEEP_AT, now.as_microsecond())?;
            first.iter().try_for_each(|operator| accounts::put_operator(tx, operator))
        };
        self.db.write(begin).await?;
        self.fleet.adopt(self.db.read(instances::wanted).await?);
        Ok(())
    }

    /// Everything the server answers over HTTP, under its own names only (DNS rebinding).
    pub fn router(&self) -> Router {
        let all = inbox::routes()
            .with_state(self.clone())
            .merge(crate::console::router(self))
            .merge(crate::signup::router(self));
        host_gate(all, crate::pages::hosts(&self.settings))
    }

    /// Does everything that is due, once; says whether there was anything. Drives a server without
    /// background tasks, in a fixed order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tick(&self) -> Result<bool, DbError> {
        let mut did = inbox::drain(self).await?;
        did |= callback::work(self).await?;
        did |= subscription::work(self).await?;
        did |= sweep::work(self).await?;
        did |= reconciler::work(self).await?;
        did |= notify::work(self).await?;
        Ok(did)
    }

    /// When [`Self::tick`] has something to do next; in the past when it has now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, DbError> {
        let due = self.db.read(|db| {
            let open = store::inbox::open(db, 1)?;
            let dues = [
                (!open.is_empty()).then_some(0),
                clients::next_due(db)?,
                callbacks::next_due(db)?,
                mail::next_due(db)?,
                stored::get_number(db, stored::SWEEP_AT)?,
                stored::get_number(db, stored::FULL_SWEEP_AT)?,
                stored::get_number(db, stored::SUBSCRIPTION_AT)?,
            ];
            dues.into_iter().flatten().min().map(from_micros).transpose()
        });
        due.await
    }
}
