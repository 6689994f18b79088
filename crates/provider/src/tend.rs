//! Tending client instances between looks: their ends are noticed, their health is asked after,
//! their logs are kept short, and the clients of this home are kept here.
//!
//! Nothing is mended here. What is found is written down, and the client is looked at: the plan
//! says what follows from it. In the simulation, which has no background tasks, looks alone see how
//! instances are.

use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use graph::id::PhoneNumberId;
use jiff::SignedDuration;
use onboard::later;
use shell::clock::Stopwatch;
use shell::db::DbError;
use shell::sql::Tx;

use crate::Provider;
use crate::drive::rest_after;
use crate::fleet::Exit;
use crate::fleet::verdict::Case;
use crate::observe::ask_instance;
use crate::store::instances::{self, Instance, State};
use crate::store::{clients, phones};

/// How often it is looked whether instances have ended, in real time.
const WATCH: Duration = Duration::from_secs(2);
/// How often each instance is asked how it is.
const HEALTH: Duration = Duration::from_secs(10);
/// How often logs are looked at, and the clients of this home kept here.
const HOUSEKEEPING: Duration = Duration::from_secs(20);
/// Instances that are asked at once.
const ASKED: usize = 16;
/// The clients of a home are not taken elsewhere until its servers have been away so long.
const HOME_MINUTES: i64 = 5;

impl Provider {
    /// When others may take the clients of this home if no process of it lives then.
    pub(crate) fn home_until(&self) -> jiff::Timestamp {
        later(self.clock.now(), SignedDuration::from_mins(HOME_MINUTES))
    }

    /// Watches over the instances that an earlier run left running, and has those looked at that it
    /// stopped.
    pub(crate) async fn take_over_instances(&self) -> Result<(), DbError> {
        let Some(home) = self.fleet.home().map(str::to_owned) else { return Ok(()) };
        let (until, now) = (self.home_until(), self.clock.now());
        let take = move |tx: &Tx<'_>| {
            instances::stay_home(tx, &home, until)?;
            let here = instances::at_home(tx, Some(&home))?;
            for one in here.iter().filter(|one| one.standing.state == State::Stopped) {
                wake(tx, one.phone_id, now)?;
            }
            Ok(here)
        };
        let here = self.db.write(take).await?;
        let runs = here.into_iter().filter(|one| one.standing.again.is_none());
        self.fleet.adopt(runs.map(|one| one.phone_id));
        Ok(())
    }

    /// Ends the client instances of this machine, for good: what they have taken is handed on
    /// first, as long as this server's door is open. Each is started again by the next run.
    pub async fn stop_clients(&self) {
        if self.fleet.is_closed() {
            return;
        }
        self.fleet.stop_all().await;
        let Some(home) = self.fleet.home().map(str::to_owned) else { return };
        let now = self.clock.now();
        if let Err(error) = self.db.write(move |tx| instances::stopped(tx, &home, now)).await {
            tracing::warn!(%error, "that client instances were stopped could not be written down");
        }
    }

    /// Tends the instances of this home, or those that others run, until it is dropped.
    pub(crate) async fn tend(self) {
        let (mut asked, mut kept): (Option<Stopwatch>, Option<Stopwatch>) = (None, None);
        let due = |last: &Option<Stopwatch>, every| {
            last.as_ref().is_none_or(|watch| watch.elapsed() >= every)
        };
        loop {
            if !self.fleet.is_closed() {
                let mut done = self.note_ends().await;
                if due(&asked, HEALTH) {
                    asked = Some(Stopwatch::start());
                    done = done.and(self.ask_all().await);
                }
                if due(&kept, HOUSEKEEPING) {
                    kept = Some(Stopwatch::start());
                    done = done.and(self.keep_house().await);
                }
                if let Err(error) = done {
                    rest_after(&error).await;
                }
            }
            tokio::time::sleep(WATCH).await;
        }
    }

    /// Writes down which instances have ended, and has their clients looked at.
    async fn note_ends(&self) -> Result<(), DbError> {
        for exit in self.fleet.ended() {
            self.counts.instance_ends.count([]);
            tracing::warn!(phone = %exit.phone, how = %exit.how, "a client instance has ended");
            self.note_end(exit).await?;
        }
        Ok(())
    }

    async fn note_end(&self, exit: Exit) -> Result<(), DbError> {
        let (now, jitter) = (self.clock.now(), self.secrets.number());
        let note = move |tx: &Tx<'_>| {
            let phone = exit.phone;
            let Some(instance) = instances::get(tx, phone)?.filter(|one| one.wanted) else {
                return Ok(());
            };
            let (before, started_at) = (&instance.standing, instance.started_at);
            let case = Case { before, started_at, remote: false, now, jitter };
            instances::stands(tx, phone, &case.ended(&exit.how))?;
            instances::last_lines(tx, phone, &exit.last_lines)?;
            wake(tx, phone, now)
        };
        self.db.write(note).await?;
        self.nudges.looks.notify_one();
        Ok(())
    }

    /// Asks every instance how it is; a client whose instance stands otherwise is looked at.
    async fn ask_all(&self) -> Result<(), DbError> {
        let home = self.fleet.home().map(str::to_owned);
        if home.is_none() && !(self.fleet.is_elsewhere() && self.has_errands().await?) {
            return Ok(());
        }
        let all = self.db.read(move |db| instances::at_home(db, home.as_deref())).await?;
        let runs = all.into_iter().filter(|one| one.standing.again.is_none());
        let asked: Vec<Result<(), DbError>> =
            stream::iter(runs).map(|one| self.ask_one(one)).buffer_unordered(ASKED).collect().await;
        asked.into_iter().collect()
    }

    async fn ask_one(&self, instance: Instance) -> Result<(), DbError> {
        let Some(standing) = ask_instance(self, &instance).await else { return Ok(()) };
        if standing == instance.standing {
            return Ok(());
        }
        let (phone, now) = (instance.phone_id, self.clock.now());
        let note = move |tx: &Tx<'_>| {
            let as_read = |one: &Instance| one.standing == instance.standing;
            if instances::get(tx, phone)?.is_some_and(|one| one.wanted && as_read(&one)) {
                instances::stands(tx, phone, &standing)?;
                wake(tx, phone, now)?;
            }
            Ok(())
        };
        self.db.write(note).await?;
        self.nudges.looks.notify_one();
        Ok(())
    }

    /// Keeps logs short and clients here, and ends instances that nobody wants here any more: of a
    /// number that was forgotten, or that another home has taken while this one was away.
    async fn keep_house(&self) -> Result<(), DbError> {
        self.fleet.keep_logs_short();
        let Some(home) = self.fleet.home().map(str::to_owned) else { return Ok(()) };
        let (of, until) = (home.clone(), self.home_until());
        self.db.write(move |tx| instances::stay_home(tx, &of, until)).await?;
        for phone in self.fleet.strays() {
            let of = home.clone();
            let read = move |db: &Tx<'_>| {
                let instance = instances::get(db, phone)?;
                Ok(instance.is_some_and(|one| one.wanted && one.home.as_deref() == Some(&of)))
            };
            if self.db.read(read).await? {
                // One that another process of this home started.
                continue;
            }
            tracing::warn!(%phone, "ends a client instance that nobody wants here");
            if let Err(why) = self.fleet.stop(phone).await {
                tracing::warn!(%phone, %why, "a client instance could not be stopped");
            }
        }
        Ok(())
    }
}

fn wake(tx: &Tx<'_>, phone: PhoneNumberId, now: jiff::Timestamp) -> Result<(), DbError> {
    match phones::account_of(tx, phone)? {
        Some(waba) => clients::wake(tx, waba, now).map(drop),
        None => Ok(()),
    }
}
