//! Which webhooks came in the last eight days: their digests, in memory.
//!
//! A unique index over random digests would cost more than writing to disk. What is held is small
//! (a fourth of each digest, and where in its day it stands) and bounded: of more than [`MOST`] the
//! oldest day goes. A digest found here is asked for once more in the table, so neither a write
//! that failed nor a digest that begins alike passes for a delivery. What comes again after its
//! digest was let go is stored and applied once more, which changes nothing (see `effects::apply`).

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Sql, to_micros};

use crate::store::inbox;

/// Digests held at most: some 400 MB, and 23 webhooks each second for eight days.
const MOST: usize = 16_000_000;
/// Digests read at once when the server starts.
const PAGE: u32 = 50_000;
/// Microseconds of a day.
const DAY_US: i64 = 86_400_000_000;

/// The digests of the webhooks of the last eight days and their places. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Recent(Arc<Mutex<Places>>);

/// Days, oldest first.
#[derive(Debug, Default)]
struct Places {
    days: VecDeque<Day>,
    held: usize,
}

/// The webhooks that arrived on one day.
#[derive(Debug)]
struct Day {
    number: i64,
    /// The lowest place of the day known when it began; places are told as distances from it.
    base: i64,
    /// The beginning of each digest, and its place.
    places: BTreeMap<u64, i32>,
}

impl Recent {
    /// Reads the newest digests of the webhooks kept, oldest last, so that of too many the newest
    /// are held.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn load(db: &Sql) -> Result<Self, DbError> {
        let recent = Self::default();
        if db.is_shared() {
            db.write(inbox::index_digests).await?;
            return Ok(recent);
        }
        let mut before = (i64::MAX, i64::MAX);
        loop {
            let page = db.read(move |tx| inbox::digests_before(tx, before, PAGE)).await?;
            let Some((seq, received_at, _)) = page.last() else { break };
            before = (*received_at, *seq);
            let mut places = recent.places();
            for (seq, received_at, digest) in &page {
                if places.held < MOST {
                    places.add(digest, *seq, *received_at);
                }
            }
            if places.held >= MOST {
                break;
            }
        }
        Ok(recent)
    }

    /// Where a digest was seen last, if it was.
    pub(crate) fn place(&self, digest: &str) -> Option<i64> {
        let (print, places) = (print(digest), self.places());
        let mut days = places.days.iter().rev();
        days.find_map(|day| day.places.get(&print).map(|at| day.base + i64::from(*at)))
    }

    /// Remembers a digest.
    pub(crate) fn remember(&self, digest: &str, seq: i64, now: Timestamp) {
        let mut places = self.places();
        places.add(digest, seq, to_micros(now));
        if places.held > MOST {
            places.drop_day();
        }
    }

    /// Forgets the days that ended before `before`.
    pub(crate) fn forget(&self, before: Timestamp) {
        let (mut places, before) = (self.places(), to_micros(before).div_euclid(DAY_US));
        while places.days.front().is_some_and(|day| day.number < before) {
            places.drop_day();
        }
    }

    /// How many digests are held.
    pub(crate) fn held(&self) -> usize {
        self.places().held
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Places {
    fn add(&mut self, digest: &str, seq: i64, at_us: i64) {
        let number = at_us.div_euclid(DAY_US);
        let index = match self.days.binary_search_by_key(&number, |day| day.number) {
            Ok(index) => index,
            Err(index) => {
                self.days.insert(index, Day { number, base: seq, places: BTreeMap::new() });
                index
            }
        };
        let day = &mut self.days[index];
        // A place too far from the others of its day is not held: billions lie between them.
        let Ok(at) = i32::try_from(seq - day.base) else { return };
        let is_new = day.places.insert(print(digest), at).is_none();
        self.held += usize::from(is_new);
    }

    fn drop_day(&mut self) {
        if let Some(day) = self.days.pop_front() {
            self.held -= day.places.len();
        }
    }
}

/// The beginning of a digest: enough to tell deliveries apart, since the table is asked as well.
fn print(digest: &str) -> u64 {
    digest.get(..16).and_then(|start| u64::from_str_radix(start, 16).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::testing::noon;

    fn digest(n: u64) -> String {
        format!("{n:016x}{:048x}", 0)
    }

    #[test]
    fn whole_days_are_forgotten_and_none_too_early() {
        let recent = Recent::default();
        let at = |days: i64| noon() + SignedDuration::from_hours(24 * days);
        for n in 0..8_u32 {
            recent.remember(&digest(u64::from(n)), i64::from(100 + n), at(i64::from(n / 2)));
        }
        // One that arrived before the first of its day, by a clock that was put back.
        recent.remember(&digest(50), 90, at(0));
        assert_eq!((recent.place(&digest(50)), recent.place(&digest(7))), (Some(90), Some(107)));
        recent.forget(at(1));
        let held = |n| recent.place(&digest(n)).is_some();
        assert!(!held(0) && !held(1) && !held(50) && (2..8).all(held));
        assert_eq!(recent.held(), 6);
        recent.forget(at(9));
        assert_eq!((recent.held(), recent.place(&digest(7))), (0, None));
    }

    #[test]
    fn the_same_digest_counts_once_and_its_newest_place_is_told() {
        let recent = Recent::default();
        recent.remember(&digest(1), 5, noon());
        recent.remember(&digest(1), 9, noon());
        assert_eq!((recent.held(), recent.place(&digest(1))), (1, Some(9)));
        recent.remember(&digest(1), 12, noon() + SignedDuration::from_hours(30));
        assert_eq!((recent.held(), recent.place(&digest(1))), (2, Some(12)));
    }
}
