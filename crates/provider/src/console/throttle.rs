//! Slowing down whoever guesses passwords.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use onboard::later;
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

    /// Counts a password that is about to be checked as a wrong one: [`Self::right`] forgets it
    /// again. Counting before checking keeps many at once from all slipping through.
    ///
    /// # Errors
    /// Until when `who` has to wait; nothing is counted then.
    pub(crate) fn count(&self, who: &str, now: Timestamp) -> Result<(), Timestamp> {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let window = SignedDuration::from_mins(MINUTES);
        let counts_from = later(now, -window);
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
        if let Some(oldest) = oldest {
            return Err(later(*oldest, window));
        }
        wrong.entry(who.to_owned()).or_default().push(now);
        Ok(())
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
            assert_eq!(throttle.count("a", at(minute)), Ok(()));
        }
        assert_eq!(throttle.count("a", at(5)), Err(at(15)));
        assert_eq!(throttle.count("b", at(5)), Ok(()));
        assert_eq!(throttle.count("a", at(16)), Ok(()), "the first no longer counts");
        assert_eq!(throttle.count("a", at(16)), Ok(()), "and the second");
        assert_eq!(throttle.count("a", at(16)), Err(at(17)));
        throttle.right("a");
        assert_eq!(throttle.count("a", at(16)), Ok(()));
    }

    #[test]
    fn many_guessers_together_have_to_wait() {
        let throttle = Throttle::new();
        for guesser in 0..100 {
            throttle.count(&format!("guesser {guesser}"), at(0)).unwrap();
        }
        assert_eq!(throttle.count("somebody else", at(1)), Err(at(15)));
    }
}
