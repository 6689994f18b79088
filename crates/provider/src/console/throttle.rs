//! Slowing down whoever guesses passwords, without keeping anybody else out.
//!
//! A sender is an address (of IPv6 its network). One that was wrong too often waits; nobody waits
//! for what others did. What guessing costs us is bounded all the same: few passwords are checked
//! at once, and of all refusals only so many are written down.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::secret::sha256_hex;
use tokio::sync::Semaphore;

/// Wrong passwords that one sender may send for one name before it has to wait.
const WRONG_MAX: usize = 5;
/// Wrong passwords that one sender may send for all names together.
const SENDER_MAX: usize = 50;
/// Senders that are remembered; of more the one that was wrong least recently is forgotten.
const SENDERS_MAX: usize = 10_000;
/// Refusals that are written down within the time a wrong password counts.
const NOTES_MAX: usize = 200;
/// How long a wrong password counts.
const MINUTES: i64 = 15;
/// Passwords checked at the same time.
const CHECKS_MAX: usize = 2;

/// Remembers wrong passwords for a while. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Throttle {
    memory: Arc<Mutex<Memory>>,
    /// Held while a password is checked.
    pub checking: Arc<Semaphore>,
}

#[derive(Debug, Default)]
struct Memory {
    /// When each sender was wrong, oldest first, and for which name.
    wrong: BTreeMap<Option<IpAddr>, Vec<(Timestamp, Name)>>,
    /// When refusals were written down, oldest first.
    notes: Vec<Timestamp>,
}

/// A name as it is remembered: the same size however long it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name(String);

/// Who tries to log in: from where, and as whom.
#[derive(Debug, Clone)]
pub(crate) struct Guess {
    sender: Option<IpAddr>,
    name: Name,
}

/// Whether a refusal is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// It is.
    Yes,
    /// It is, and those that follow for a while are not.
    Last,
    /// It is not: there were too many.
    No,
}

impl Guess {
    /// A login from this address under this name.
    pub(crate) fn new(sender: Option<IpAddr>, name: &str) -> Self {
        Self { sender, name: Name(sha256_hex(name.to_lowercase().as_bytes())) }
    }
}

impl Throttle {
    /// Nothing remembered.
    pub(crate) fn new() -> Self {
        Self { memory: Arc::default(), checking: Arc::new(Semaphore::new(CHECKS_MAX)) }
    }

    /// Counts a password that is about to be checked as a wrong one: [`Self::right`] forgets it
    /// again. Counting before checking keeps many at once from all slipping through.
    ///
    /// # Errors
    /// Until when this sender has to wait; nothing is counted then.
    pub(crate) fn count(&self, guess: &Guess, now: Timestamp) -> Result<(), Timestamp> {
        let mut memory = self.memory();
        memory.forget_one_of_many(guess.sender, now);
        let own = memory.wrong.entry(guess.sender).or_default();
        own.retain(|(at, _)| *at > since(now));
        let first = |times: &mut dyn Iterator<Item = Timestamp>, most: usize| {
            let times: Vec<Timestamp> = times.collect();
            times.len().checked_sub(most).map(|over| times[over])
        };
        let of_name = &mut own.iter().filter(|(_, name)| *name == guess.name).map(|(at, _)| *at);
        let for_name = first(of_name, WRONG_MAX);
        let for_all = first(&mut own.iter().map(|(at, _)| *at), SENDER_MAX);
        if let Some(frees) = for_name.into_iter().chain(for_all).max() {
            return Err(later(frees, SignedDuration::from_mins(MINUTES)));
        }
        own.push((now, guess.name.clone()));
        Ok(())
    }

    /// Forgets the wrong passwords of somebody who knows the right one.
    pub(crate) fn right(&self, guess: &Guess) {
        let mut memory = self.memory();
        if let Some(own) = memory.wrong.get_mut(&guess.sender) {
            own.retain(|(_, name)| *name != guess.name);
        }
    }

    /// Whether a refusal is to be written down; counts it if so.
    pub(crate) fn note(&self, now: Timestamp) -> Note {
        let notes = &mut self.memory().notes;
        notes.retain(|at| *at > since(now));
        if notes.len() >= NOTES_MAX {
            return Note::No;
        }
        notes.push(now);
        if notes.len() == NOTES_MAX { Note::Last } else { Note::Yes }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    /// Makes room for one more sender.
    fn forget_one_of_many(&mut self, sender: Option<IpAddr>, now: Timestamp) {
        if self.wrong.len() < SENDERS_MAX || self.wrong.contains_key(&sender) {
            return;
        }
        self.wrong.retain(|_, times| times.last().is_some_and(|(at, _)| *at > since(now)));
        if self.wrong.len() >= SENDERS_MAX {
            let last = |times: &[(Timestamp, Name)]| times.last().map(|(at, _)| *at);
            let oldest = self.wrong.iter().min_by_key(|(_, times)| last(times));
            if let Some(oldest) = oldest.map(|(sender, _)| *sender) {
                self.wrong.remove(&oldest);
            }
        }
    }
}

/// What whoever has to wait is told.
pub(super) fn wait_words(until: Timestamp, now: Timestamp) -> String {
    let minutes = (until.as_second() - now.as_second()).max(0) / 60 + 1;
    format!("Too many wrong passwords. Please wait {minutes} minutes, then try again.")
}

fn since(now: Timestamp) -> Timestamp {
    later(now, -SignedDuration::from_mins(MINUTES))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        "2026-12-01T12:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
    }

    fn guess(sender: u32, name: &str) -> Guess {
        Guess::new(Some(IpAddr::V4(Ipv4Addr::from_bits(sender))), name)
    }

    #[test]
    fn after_five_wrong_passwords_one_has_to_wait_and_others_not() {
        let throttle = Throttle::new();
        let a = guess(1, "Anna");
        for minute in 0..5 {
            assert_eq!(throttle.count(&a, at(minute)), Ok(()));
        }
        assert_eq!(throttle.count(&guess(1, "anna"), at(5)), Err(at(15)));
        assert_eq!(throttle.count(&guess(1, "bo"), at(5)), Ok(()));
        assert_eq!(throttle.count(&guess(2, "anna"), at(5)), Ok(()));
        assert_eq!(throttle.count(&a, at(16)), Ok(()), "the first no longer counts");
        assert_eq!(throttle.count(&a, at(16)), Ok(()), "and the second");
        assert_eq!(throttle.count(&a, at(16)), Err(at(17)));
        throttle.right(&a);
        assert_eq!(throttle.count(&a, at(16)), Ok(()));
    }

    #[test]
    fn one_sender_waits_after_many_names_and_nobody_else() {
        let throttle = Throttle::new();
        for n in 0..SENDER_MAX {
            throttle.count(&guess(1, &format!("name {n}")), at(0)).unwrap();
        }
        assert_eq!(throttle.count(&guess(1, "anna"), at(1)), Err(at(15)));
        assert_eq!(throttle.count(&guess(2, "anna"), at(1)), Ok(()));
    }

    #[test]
    fn no_more_than_so_many_senders_are_remembered() {
        let throttle = Throttle::new();
        for n in 0..SENDERS_MAX {
            throttle.count(&guess(u32::try_from(n).unwrap(), "x"), at(i64::from(n > 0))).unwrap();
        }
        throttle.count(&guess(u32::MAX, "x"), at(2)).unwrap();
        let memory = throttle.memory();
        assert_eq!(memory.wrong.len(), SENDERS_MAX);
        assert!(!memory.wrong.contains_key(&guess(0, "x").sender), "not the oldest");
    }

    #[test]
    fn of_a_flood_of_refusals_some_are_written_down() {
        let throttle = Throttle::new();
        let notes: Vec<Note> = (0..500).map(|_| throttle.note(at(0))).collect();
        assert_eq!(notes.iter().filter(|note| **note == Note::Yes).count(), NOTES_MAX - 1);
        assert_eq!(notes.iter().filter(|note| **note == Note::Last).count(), 1);
        assert_eq!(throttle.note(at(16)), Note::Yes);
    }
}
