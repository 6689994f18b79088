//! What keeps a real server going: a loop for each kind of work, so that a platform or a client
//! instance that does not answer holds up nothing but what asks it.

use shell::sql::{Tx, from_micros};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use graph::id::WabaId;
use jiff::{SignedDuration, Timestamp};
use onboard::{END, later};
use shell::db::DbError;
use shell::shutdown::Tasks;
use tokio::sync::{Notify, mpsc};
use tokio::task::{JoinError, JoinSet};

use crate::Provider;
use crate::ledger::strangers;
use crate::store::{CallbackRow, callbacks, clients, inbox as webhooks, mail, settings as stored};
use crate::{
    callback, forgetting, import, inbox, notify, reconciler, store, subscription, sweep, tokens,
};

/// A loop that met an error of the database rests this long, in real time.
const REST: Duration = Duration::from_secs(1);
/// How often the database is asked whether another process or a command changed what is due, in
/// real time.
const POLL: Duration = Duration::from_secs(1);
/// How long work under way may take to end when the server stops, in real time.
const ENDS_WITHIN: Duration = Duration::from_secs(5);
/// Clients looked at side by side.
const LOOKS: usize = 16;
/// Callbacks used side by side.
const CALLBACKS: usize = 8;

/// Wakes the loops: something new is due.
#[derive(Debug, Default)]
pub(crate) struct Nudges {
    inbox: Notify,
    callbacks: Notify,
    pub(crate) looks: Notify,
    errands: Notify,
    /// What is under way is brought to its end, and nothing more is begun.
    ending: AtomicBool,
}

impl Nudges {
    /// Wakes them all.
    pub(crate) fn all(&self) {
        for one in [&self.inbox, &self.callbacks, &self.looks, &self.errands] {
            one.notify_one();
        }
    }

    /// Whether nothing more is begun.
    pub(crate) fn is_ending(&self) -> bool {
        self.ending.load(Ordering::SeqCst)
    }
}

/// Work of which several pieces are done side by side.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Callbacks,
    Looks,
}

impl Kind {
    /// How many pieces of it are done side by side.
    const fn room(self) -> usize {
        match self {
            Self::Callbacks => CALLBACKS,
            Self::Looks => LOOKS,
        }
    }

    /// The name of its task.
    const fn name(self) -> &'static str {
        match self {
            Self::Callbacks => "callbacks",
            Self::Looks => "looks",
        }
    }
}

/// One piece of it.
#[derive(Debug)]
enum Job {
    Callback(Box<CallbackRow>),
    Look(WabaId),
}

/// Which piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Callback(i64),
    Client(WabaId),
}

impl Provider {
    /// Starts the background tasks of a real server on `tasks`. When they are stopped, each look
    /// and each callback under way is brought to the end of its step, and all that this process
    /// held is given to the others at once. Client instances of this machine end too; they are
    /// started again by the next run.
    pub fn run(&self, tasks: &Tasks) {
        self.keep(tasks, "inbox", Self::take_in_webhooks);
        self.keep(tasks, "errands", Self::run_errands);
        self.keep(tasks, "client watch", Self::tend);
        self.keep(tasks, "beats", Self::beat_on);
        let (busy, idle) = mpsc::channel(1);
        for kind in [Kind::Callbacks, Kind::Looks] {
            let (provider, stopping, busy) = (self.clone(), tasks.stopping(), busy.clone());
            tasks.spawn(kind.name(), async move {
                if !provider.pool(kind, stopping).await {
                    // Its reader is gone only if nobody hands over anything.
                    let _ = busy.send(()).await;
                }
            });
        }
        // A task of its own: it must happen also when another one panics.
        let (provider, stopping) = (self.clone(), tasks.stopping());
        tasks.spawn("client instances", async move {
            stopping.await;
            provider.stop_clients().await;
            provider.hand_over(idle).await;
        });
    }

    /// Gives back what this process held, once nothing of it is under way. `idle` tells of work
    /// that was cut off, and ends with the last of those that are busy. What was cut off may still
    /// arrive at the platform: then the others wait until its leases end.
    async fn hand_over(&self, mut idle: mpsc::Receiver<()>) {
        if idle.recv().await.is_none() {
            self.let_go().await;
        }
    }

    fn keep<F>(&self, tasks: &Tasks, name: &'static str, work: impl FnOnce(Self) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (work, stopping) = (work(self.clone()), tasks.clone());
        tasks.spawn(name, async move {
            stopping.unless_stopping(work).await;
        });
    }

    /// Does everything that is due, once, all kinds of work side by side and several pieces of
    /// each; says whether there was anything.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn round_beside(&self) -> Result<bool, DbError> {
        let pieces = async |kind: Kind| {
            let (jobs, _) = self.take(kind, kind.room(), &BTreeSet::new()).await?;
            let done = join_all(jobs.into_iter().map(|job| self.run_job(job))).await;
            let did = !done.is_empty();
            done.into_iter().try_for_each(|(_, done)| done)?;
            Ok::<_, DbError>(did)
        };
        let ended = AtomicBool::new(false);
        let others = async {
            let (used, errands, looked) =
                tokio::join!(pieces(Kind::Callbacks), self.errands_round(), pieces(Kind::Looks));
            ended.store(true, Ordering::SeqCst);
            self.nudges.inbox.notify_one();
            Ok::<_, DbError>(used? | errands? | looked?)
        };
        let (applied, others) = tokio::join!(self.apply_webhooks_until(&ended), others);
        Ok(applied? | others?)
    }

    /// Applies webhooks as they come, those of now and, until the other work has `ended`, those
    /// that arrive meanwhile.
    async fn apply_webhooks_until(&self, ended: &AtomicBool) -> Result<bool, DbError> {
        let mut did = false;
        loop {
            did |= self.apply_webhooks().await?;
            if ended.load(Ordering::SeqCst) {
                return Ok(did);
            }
            self.nudges.inbox.notified().await;
        }
    }

    async fn take_in_webhooks(self) {
        loop {
            match self.apply_webhooks().await {
                // There may be more.
                Ok(true) => self.nudges.looks.notify_one(),
                Ok(false) => {
                    let next = |db: &Tx<'_>| webhooks::next_due(db)?.map(from_micros).transpose();
                    match self.db.read(next).await {
                        Ok(next) => self.wait(&self.nudges.inbox, next).await,
                        Err(error) => rest_after(&error).await,
                    }
                }
                Err(error) => rest_after(&error).await,
            }
        }
    }

    async fn apply_webhooks(&self) -> Result<bool, DbError> {
        inbox::drain(self).await
    }

    /// Subscription, sweeps, letters, by the one process that does them.
    async fn errands_round(&self) -> Result<bool, DbError> {
        if !self.has_errands().await? {
            return Ok(false);
        }
        let (subscribed, asked, swept, adopted, taken, mailed, forgot) = tokio::join!(
            subscription::work(self),
            tokens::work(self),
            sweep::work(self),
            import::work(self),
            strangers::work(self),
            notify::work(self),
            forgetting::work(self)
        );
        Ok(subscribed? | asked? | swept? | adopted? | taken? | mailed? | forgot?)
    }

    async fn run_errands(self) {
        loop {
            self.rest_at_the_end_of_time().await;
            let next = match self.errands_round().await {
                Ok(true) => {
                    self.nudges.looks.notify_one();
                    continue;
                }
                Ok(false) => self.db.read(next_errand).await,
                Err(error) => Err(error),
            };
            match next {
                Ok(next) => self.wait(&self.nudges.errands, next).await,
                Err(error) => rest_after(&error).await,
            }
        }
    }

    /// Keeps pieces of work going: a new one starts as soon as it is due and there is room for it.
    /// When it is asked to stop, no other begins; says whether those under way came to their end in
    /// time.
    async fn pool(self, kind: Kind, stopping: impl Future<Output = ()>) -> bool {
        let room = kind.room();
        let nudge = match kind {
            Kind::Callbacks => &self.nudges.callbacks,
            Kind::Looks => &self.nudges.looks,
        };
        let mut stopping = std::pin::pin!(stopping);
        // Each in a task of its own: none stands still while this one is busy.
        let mut going = JoinSet::new();
        let mut keys = BTreeSet::new();
        // Whether something may be ours that is not under way.
        let mut unsure = false;
        loop {
            self.rest_at_the_end_of_time().await;
            let free = room - going.len();
            let taken = async {
                if unsure {
                    self.take_stock(kind, &keys).await?;
                }
                self.take(kind, free, &keys).await
            };
            let (jobs, next) = match taken.await {
                Ok(taken) => {
                    unsure = false;
                    taken
                }
                Err(error) => {
                    unsure = true;
                    rest_after(&error).await;
                    (vec![], Some(self.clock.now()))
                }
            };
            for job in jobs {
                keys.insert(job.key());
                let provider = self.clone();
                going.spawn(async move { provider.run_job(job).await });
            }
            let next = next.filter(|_| going.len() < room);
            tokio::select! {
                () = &mut stopping => break,
                Some(ended) = going.join_next(), if !going.is_empty() => {
                    let (key, done) = ended.unwrap_or_else(panic_on);
                    keys.remove(&key);
                    // What was done may be followed by a look, a sweep or a letter.
                    self.nudges.looks.notify_one();
                    self.nudges.errands.notify_one();
                    if let Err(error) = done {
                        unsure = true;
                        rest_after(&error).await;
                    }
                }
                () = self.wait(nudge, next) => {}
            }
        }
        self.nudges.ending.store(true, Ordering::SeqCst);
        let last = async {
            while let Some(ended) = going.join_next().await {
                let (_, done) = ended.unwrap_or_else(panic_on);
                if let Err(error) = done {
                    tracing::error!(%error, "the last round of work failed");
                }
            }
        };
        tokio::time::timeout(ENDS_WITHIN, last).await.is_ok()
    }

    /// Gives back what is ours and not under way: what a failing database made us drop, and what it
    /// gave us without our having heard of it.
    async fn take_stock(&self, kind: Kind, going: &BTreeSet<Key>) -> Result<(), DbError> {
        match kind {
            // What was dropped is still ours and is taken again.
            Kind::Callbacks => Ok(()),
            Kind::Looks => {
                let clients = going.iter().filter_map(|key| match key {
                    Key::Client(waba) => Some(*waba),
                    Key::Callback(_) => None,
                });
                reconciler::give_back_all_but(self, clients.collect()).await
            }
        }
    }

    /// The pieces to begin with now, at most `room`, and when the next is due after them.
    async fn take(
        &self,
        kind: Kind,
        room: usize,
        going: &BTreeSet<Key>,
    ) -> Result<(Vec<Job>, Option<Timestamp>), DbError> {
        let now = self.clock.now();
        match kind {
            Kind::Looks => {
                let jobs = reconciler::take(self, room).await?;
                let next = self.db.read(|db| clients::next_due(db)?.map(from_micros).transpose());
                Ok((jobs.into_iter().map(Job::Look).collect(), next.await?))
            }
            Kind::Callbacks => {
                let limit = u32::try_from(CALLBACKS).expect("a small constant");
                let due = callback::take(self, now, limit).await?;
                let next = self.db.read(move |db| callbacks::due_after(db, now)).await?;
                let jobs = due.into_iter().map(|row| Job::Callback(Box::new(row)));
                Ok((jobs.filter(|job| !going.contains(&job.key())).take(room).collect(), next))
            }
        }
    }

    async fn run_job(&self, job: Job) -> (Key, Result<(), DbError>) {
        let key = job.key();
        let done = match job {
            Job::Callback(row) => callback::use_one(self, &row).await,
            Job::Look(waba) => reconciler::look(self, waba).await,
        };
        (key, done)
    }

    /// Waits until something happens or the clock shows `next`.
    async fn wait(&self, nudge: &Notify, next: Option<Timestamp>) {
        // What is due already and was not done is another process's to do.
        let mine = |at: &Timestamp| !self.db.is_shared() || *at > self.clock.now();
        let next = next.filter(mine);
        tokio::select! {
            () = nudge.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            () = self.clock.sleep_until(next.unwrap_or(END)) => {}
        }
    }

    /// Where the clock cannot go further everything is due at once and for ever.
    async fn rest_at_the_end_of_time(&self) {
        if later(self.clock.now(), SignedDuration::from_hours(24)) == END {
            tokio::time::sleep(REST).await;
        }
    }

    /// Wakes the background tasks: something new is due.
    pub fn nudge(&self) {
        self.nudges.all();
    }
}

impl Job {
    fn key(&self) -> Key {
        match self {
            Self::Callback(row) => Key::Callback(row.seq),
            Self::Look(waba) => Key::Client(*waba),
        }
    }
}

/// A piece of work that panicked ends its loop, as if it had been done by that.
fn panic_on<T>(ended: JoinError) -> T {
    std::panic::resume_unwind(ended.into_panic())
}

/// When the next errand is due.
///
/// # Errors
/// When the database refuses.
pub(crate) fn next_errand(db: &Tx<'_>) -> Result<Option<Timestamp>, DbError> {
    let dues = [
        mail::next_due(db)?,
        store::tokens::next_due(db)?,
        store::watched::next_due(db)?,
        store::ledger::next_stranger(db)?,
        stored::get_number(db, stored::SWEEP_AT)?,
        stored::get_number(db, stored::FULL_SWEEP_AT)?,
        stored::get_number(db, stored::SUBSCRIPTION_AT)?,
        stored::get_number(db, stored::FORGET_AT)?,
    ];
    dues.into_iter().flatten().min().map(from_micros).transpose()
}

pub(crate) async fn rest_after(error: &DbError) {
    tracing::error!(%error, "a round of work failed and is tried again");
    tokio::time::sleep(REST).await;
}

#[cfg(test)]
mod tests;
