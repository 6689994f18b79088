//! Slowing down whoever guesses passwords.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Semaphore;

/// Wrong passwords that one address may send for one name before it has to wait.
const WRONG_MAX: usize = 5;
/// Wrong passwords that all may send together: each costs us tens of milliseconds.
const WRONG_ALL_MAX: usize = 100;
/// How long a wrong password counts.
const MINUTES: i64 = 15;
/// Passwords checked at the same time.
const CHECKS_MAX: usize = 2;

/// Remembers wrong passwords for a while. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Throttle {
    wrong: Arc<Mutex<BTreeMap<String, Vec<Timestamp>>>>,
    /// Held while a password is checked.
    pub checking: Arc<Semaphore>,
}

impl Throttle {
    /// Nothing remembered.
    pub(crate) fn new() -> Self {
        Self { wrong: Arc::default(), checking: Arc::new(Semaphore::new(CHECKS_MAX)) }
    }

    /// Until when `who` has to wait, if at all.
    pub(crate) fn wait_until(&self, who: &str, now: Timestamp) -> Option<Timestamp> {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let counts_from = now - SignedDuration::from_mins(MINUTES);
        wrong.retain(|_, times| {
            times.retain(|at| *at > counts_from);
            !times.is_empty()
        });
        let own = wrong.get(who).filter(|times| times.len() >= WRONG_MAX);
        let all: usize = wrong.values().map(Vec::len).sum();
        let oldest = match own {
            Some(times) => times.iter().min(),
            None if all >= WRONG_ALL_MAX => wrong.values().flatten().min(),
            None => None,
        };
        oldest.map(|at| *at + SignedDuration::from_mins(MINUTES))
    }

    /// Counts a wrong password.
    pub(crate) fn wrong(&self, who: &str, now: Timestamp) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.entry(who.to_owned()).or_default().push(now);
    }

    /// Forgets the wrong passwords of somebody who knows the right one.
    pub(crate) fn right(&self, who: &str) {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).remove(who);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        "2026-12-01T12:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn after_five_wrong_passwords_one_has_to_wait_and_others_not() {
        let throttle = Throttle::new();
        for minute in 0..5 {
            assert_eq!(throttle.wait_until("a", at(minute)), None);
            throttle.wrong("a", at(minute));
        }
        assert_eq!(throttle.wait_until("a", at(5)), Some(at(15)));
        assert_eq!(throttle.wait_until("b", at(5)), None);
        assert_eq!(throttle.wait_until("a", at(16)), None, "the first no longer counts");
        throttle.wrong("a", at(16));
        throttle.right("a");
        assert_eq!(throttle.wait_until("a", at(16)), None);
    }

    #[test]
    fn many_guessers_together_have_to_wait() {
        let throttle = Throttle::new();
        for guesser in 0..100 {
            throttle.wrong(&format!("guesser {guesser}"), at(0));
        }
        assert_eq!(throttle.wait_until("somebody else", at(1)), Some(at(15)));
    }
}
