//! The only source of time, and the only file that asks the system for it.
//!
//! A clock is the system's time plus an offset, or stands still until it is turned by hand. Turning
//! goes forward only, and `now()` never goes backwards, whatever the system does.

mod follow;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// A sleeper looks again at least this often, because the system's time may be set.
const NAP_MAX: Duration = Duration::from_secs(60);

/// A clock that can be turned forward. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    source: Source,
    state: Mutex<State>,
    turns: watch::Sender<u64>,
}

#[derive(Debug)]
enum Source {
    System,
    Manual(Timestamp),
}

/// All times in microseconds since 1970.
#[derive(Debug)]
struct State {
    offset_us: i64,
    last_us: i64,
    /// The source's time at which the clock was frozen.
    frozen_at_us: Option<i64>,
}

/// Why a clock was not turned.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// Turning goes forward only.
    #[error("the clock can only be turned forward: it is {now} already, not before {asked}")]
    Backwards {
        /// What the clock shows.
        now: Timestamp,
        /// What was asked for.
        asked: Timestamp,
    },
    /// Beyond the year 9999.
    #[error("the clock cannot be turned that far: the last year is 9999")]
    TooFar,
    /// The clock to follow is not on this machine.
    #[error(
        "cannot follow the clock at {url}: only a platform on this machine may turn our time \
         (127.0.0.1, [::1], localhost or a name below .localhost)"
    )]
    NotLoopback {
        /// The address, without its query.
        url: String,
    },
}

impl Clock {
    /// The system's time, not turned yet.
    #[must_use]
    pub fn system() -> Self {
        Self::with_offset(0)
    }

    /// The system's time plus an offset in microseconds, such as one remembered.
    #[must_use]
    pub fn with_offset(offset_us: i64) -> Self {
        Self::of(Source::System, offset_us)
    }

    /// A clock that shows `start` until it is turned.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self::of(Source::Manual(start), 0)
    }

    fn of(source: Source, offset_us: i64) -> Self {
        let state = Mutex::new(State { offset_us, last_us: i64::MIN, frozen_at_us: None });
        Self(Arc::new(Inner { source, state, turns: watch::Sender::new(0) }))
    }

    /// The time. Never earlier than an earlier answer of the same clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let mut state = self.state();
        timestamp(self.shown_us(&mut state))
    }

    /// Turns the clock forward by a duration and returns the new time.
    ///
    /// # Errors
    /// [`ClockError::Backwards`] for a negative duration, [`ClockError::TooFar`].
    pub fn advance(&self, by: SignedDuration) -> Result<Timestamp, ClockError> {
        self.turn(|now| now.checked_add(by).map_err(|_| ClockError::TooFar))
    }

    /// Turns the clock forward to a time and returns it.
    ///
    /// # Errors
    /// [`ClockError::Backwards`] when the clock is past it already.
    pub fn set(&self, to: Timestamp) -> Result<Timestamp, ClockError> {
        self.turn(|_| Ok(to))
    }

    fn turn(
        &self,
        to: impl FnOnce(Timestamp) -> Result<Timestamp, ClockError>,
    ) -> Result<Timestamp, ClockError> {
        let mut state = self.state();
        let now_us = self.shown_us(&mut state);
        let to = to(timestamp(now_us))?;
        let to_us = to.as_microsecond();
        if to_us < now_us {
            return Err(ClockError::Backwards { now: timestamp(now_us), asked: to });
        }
        state.offset_us += to_us - now_us;
        state.last_us = to_us;
        self.turned(state);
        Ok(timestamp(to_us))
    }

    /// Stops the flow of time, or lets it flow again from where it stopped. Turning by hand works
    /// in both states. A manual clock never flows.
    pub fn freeze(&self, frozen: bool) {
        let mut state = self.state();
        match (frozen, state.frozen_at_us) {
            (true, None) => state.frozen_at_us = Some(self.source_us()),
            (false, Some(at_us)) => {
                state.offset_us -= self.source_us() - at_us;
                state.frozen_at_us = None;
            }
            _ => return,
        }
        self.turned(state);
    }

    /// Whether time stands still unless it is turned: a manual clock, or a frozen one.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        matches!(self.0.source, Source::Manual(_)) || self.state().frozen_at_us.is_some()
    }

    /// How far the clock is ahead of its source (the system's time, or the manual start).
    #[must_use]
    pub fn offset(&self) -> SignedDuration {
        let state = self.state();
        let stood_us = state.frozen_at_us.map_or(0, |at_us| self.source_us() - at_us);
        SignedDuration::from_micros(state.offset_us - stood_us)
    }

    /// Counts how often the clock was turned, frozen or set free; changes wake the receiver.
    #[must_use]
    pub fn turns(&self) -> watch::Receiver<u64> {
        self.0.turns.subscribe()
    }

    /// Returns when the clock shows `t` or later, at once if it does already. Wakes also when the
    /// clock is turned; a clock that stands still wakes sleepers by turning only.
    pub async fn sleep_until(&self, t: Timestamp) {
        let mut turns = self.turns();
        loop {
            let left = t.duration_since(self.now());
            if left <= SignedDuration::ZERO {
                return;
            }
            if self.is_frozen() {
                // The sender lives in `self`, so waiting cannot fail.
                let _ = turns.changed().await;
                continue;
            }
            let nap = Duration::try_from(left).unwrap_or(NAP_MAX).min(NAP_MAX);
            tokio::select! {
                _ = turns.changed() => {}
                () = tokio::time::sleep(nap) => {}
            }
        }
    }

    fn shown_us(&self, state: &mut State) -> i64 {
        let source_us = state.frozen_at_us.unwrap_or_else(|| self.source_us());
        state.last_us = state.last_us.max(source_us.saturating_add(state.offset_us));
        state.last_us
    }

    #[expect(clippy::disallowed_methods, reason = "the one place where the system's time is asked")]
    fn source_us(&self) -> i64 {
        match self.0.source {
            Source::System => Timestamp::now().as_microsecond(),
            Source::Manual(start) => start.as_microsecond(),
        }
    }

    fn turned(&self, state: MutexGuard<'_, State>) {
        drop(state);
        self.0.turns.send_modify(|turns| *turns += 1);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn timestamp(us: i64) -> Timestamp {
    // The last second has a fraction that a number of microseconds must not have.
    let bounds = Timestamp::MIN.as_microsecond()..=Timestamp::MAX.as_second() * 1_000_000;
    Timestamp::from_microsecond(us.clamp(*bounds.start(), *bounds.end()))
        .expect("clamped to what a timestamp can hold")
}

/// Measures real time for metrics; nothing may be decided by it.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The real time since the start.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
