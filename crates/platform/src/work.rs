//! The platform at work: time that passes or is turned, webhooks that leave, snapshots, letters.

use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use shell::clock::ClockError;
use shell::shutdown::Tasks;
use tokio::net::TcpListener;
use world::World;

use crate::platform::Platform;
use crate::settings::Keeping;
use crate::store::{Snapshot, SnapshotError};
use crate::{deliver, mailbox, session};

/// How often the use of permissions is stored.
const USES_KEPT_EVERY: Duration = Duration::from_secs(5);

/// The first year in which a world can begin.
pub(crate) const YEAR_MIN: i16 = 2000;
/// The last year, which the clock can be turned to.
pub(crate) const YEAR_MAX: i16 = 2200;

/// Pause of a background loop whose work failed.
pub(crate) const PAUSE: Duration = Duration::from_secs(1);

/// Why the clock was not turned.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    /// Turning goes forward only.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// Beyond the last year: nobody waits so long, and sums of times must not overflow.
    #[error("the clock is not turned beyond the year {YEAR_MAX}")]
    TooFar,
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
    /// Turns the clock forward, and passes all that becomes due, each thing at its own time, before
    /// it answers with the new time. The platform remembers how far it was turned.
    ///
    /// # Errors
    /// When asked to turn back or beyond the year 2200, or when that could not be stored.
    pub async fn turn_clock(&self, turn: Turn) -> Result<Timestamp, TurnError> {
        let clock = self.clock();
        let one = self.turning_lock().await;
        let to = match turn {
            Turn::By(by) => clock.now().checked_add(by).ok(),
            Turn::To(to) => Some(to),
        };
        if to.is_none_or(|to| to.to_zoned(TimeZone::UTC).year() > YEAR_MAX) {
            return Err(TurnError::TooFar);
        }
        match turn {
            Turn::By(by) => clock.advance(by)?,
            Turn::To(to) => clock.set(to)?,
        };
        let offset_us = i64::try_from(clock.offset().as_micros()).unwrap_or(i64::MAX);
        let stored = self.store().set_setting("clock_offset_us", &offset_us).await;
        stored.map_err(|error| TurnError::Down(error.to_string()))?;
        drop(one);
        self.keeper().pass().await.map_err(TurnError::Down)?;
        Ok(clock.now())
    }

    /// Returns when it is this time, and what was due by then has passed. The clock is turned where
    /// nobody outside lives by it: where it stands still, and in a world that one process keeps in
    /// memory.
    pub(crate) async fn reach(&self, at: Timestamp) -> Result<(), String> {
        let alone = self.clock().is_frozen() || self.settings().keeping == Keeping::Inline;
        if at > self.now() && alone {
            match self.turn_clock(Turn::To(at)).await {
                // It is later already.
                Ok(_) | Err(TurnError::Clock(_)) => {}
                Err(error) => return Err(error.to_string()),
            }
        } else if at > self.now() {
            self.clock().sleep_until(at).await;
        }
        self.catch_up().await
    }

    /// Passes what is due by now, if anything is: to be done before looking at the world.
    pub(crate) async fn catch_up(&self) -> Result<(), String> {
        let now = self.now();
        if self.read(World::due).is_some_and(|due| due <= now) {
            self.keeper().pass().await?;
        }
        Ok(())
    }

    /// Passes the time that is due and delivers the webhooks that are due, once. Says whether
    /// anything was done. What fails is logged, and tried again by the next tick.
    pub async fn tick(&self) -> bool {
        let passed = self.pass().await.unwrap_or(false);
        let delivered = deliver::deliver_due(self).await;
        self.keep_uses().await;
        passed || delivered
    }

    /// When `tick` next has something to do; `None` when nothing is planned.
    pub async fn next_due(&self) -> Option<Timestamp> {
        let world = self.read(World::due);
        let planned = self.store().webhooks_planned().await.unwrap_or_default();
        world.into_iter().chain(planned.first().map(|first| first.at)).min()
    }

    /// Keeps ticking in the background until told to stop.
    pub fn run(&self, tasks: &Tasks) {
        let (platform, stop) = (self.clone(), tasks.clone());
        tasks.spawn("pass time", async move {
            stop.unless_stopping(platform.keep_passing()).await;
        });
        let (platform, stop) = (self.clone(), tasks.clone());
        tasks.spawn("deliver webhooks", async move {
            match platform.tape() {
                Some(tape) => {
                    stop.unless_stopping(session::keep_delivering(&platform, tape)).await;
                }
                None => {
                    stop.unless_stopping(deliver::keep_delivering(&platform)).await;
                }
            }
        });
        let (platform, stop) = (self.clone(), tasks.clone());
        tasks.spawn("store uses", async move {
            let keep = async {
                loop {
                    tokio::time::sleep(USES_KEPT_EVERY).await;
                    platform.keep_uses().await;
                }
            };
            stop.unless_stopping(keep).await;
            platform.keep_uses().await;
        });
        let (platform, stop) = (self.clone(), tasks.clone());
        tasks.spawn("take snapshots", async move {
            stop.unless_stopping(platform.keep_snapshots()).await;
        });
    }

    /// Takes a snapshot of the world as it is on disk, so that the next start is quicker. It is
    /// made from the one before it and the log: answers go on meanwhile.
    ///
    /// # Errors
    /// When it could not be made or stored. The one before it is still there.
    pub async fn take_snapshot(&self) -> Result<Snapshot, SnapshotError> {
        let inline = self.settings().keeping == Keeping::Inline;
        self.store().take_snapshot(self.keeper().fresh(), inline).await
    }

    /// Takes a snapshot whenever enough has happened since the last one.
    async fn keep_snapshots(&self) {
        let mut commits = self.keeper().commits();
        let mut last = self.store().snapshot().await.ok().flatten().map_or(0, |taken| taken.seq);
        loop {
            let events = i64::try_from(self.settings().snapshot_events).unwrap_or(i64::MAX);
            let next = last.saturating_add(events.max(last / 4));
            if commits.wait_for(|mark| mark.seq() >= next).await.is_err() {
                return;
            }
            match self.take_snapshot().await {
                Ok(taken) => {
                    tracing::info!(seq = taken.seq, bytes = taken.bytes, "a snapshot was taken");
                    last = taken.seq;
                }
                Err(error) => {
                    tracing::error!(%error, "no snapshot was taken");
                    last = commits.borrow().seq();
                }
            }
        }
    }

    /// Takes letters on `listener` for the mailbox of everybody, until told to stop.
    pub fn receive_mail(&self, listener: TcpListener, tasks: &Tasks) {
        let platform = self.clone();
        mailbox::listen(move || platform.clone(), listener, tasks);
    }

    async fn keep_passing(&self) {
        let mut commits = self.keeper().commits();
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

    pub(crate) async fn sleep_until(&self, due: Option<Timestamp>) {
        match due {
            Some(due) => self.clock().sleep_until(due).await,
            None => std::future::pending().await,
        }
    }

    /// Whether anything was passed; `None` when it failed, or something due does not pass.
    pub(crate) async fn pass(&self) -> Option<bool> {
        let now = self.now();
        match self.keeper().pass().await {
            // The keeper has said why. Asking again at once would be no better.
            Ok(0) if self.read(World::due).is_some_and(|due| due <= now) => None,
            Ok(passed) => Some(passed > 0),
            Err(why) => {
                tracing::error!(%why, "time did not pass");
                None
            }
        }
    }
}
