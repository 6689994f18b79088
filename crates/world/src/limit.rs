//! The messaging limit: how many different customers a number may write to first in a rolling
//! 24 hours (requirements F02, F03).

use std::collections::{BTreeMap, BTreeSet};

use graph::phone_number::E164;
use jiff::{SignedDuration, Timestamp};

/// How long a customer counts.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// The customers a number wrote to first, by the last time it did.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Usage {
    last: BTreeMap<E164, Timestamp>,
    by_time: BTreeSet<(Timestamp, E164)>,
}

impl Usage {
    /// How many different customers count now.
    pub fn count(&self, now: Timestamp) -> usize {
        self.by_time.iter().rev().take_while(|(at, _)| *at + WINDOW > now).count()
    }

    /// Whether this customer counts already, so that another message to it costs nothing.
    pub fn includes(&self, customer: &E164, now: Timestamp) -> bool {
        self.last.get(customer).is_some_and(|&at| at + WINDOW > now)
    }

    /// Whether another customer fits under the limit; `None` means there is no limit.
    pub fn admits(&self, customer: &E164, limit: Option<u32>, now: Timestamp) -> bool {
        let below = |limit: u32| {
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            self.by_time.len() < limit || self.count(now) < limit
        };
        self.includes(customer, now) || limit.is_none_or(below)
    }

    /// Notes that the number wrote to this customer first, and forgets who no longer counts.
    pub(crate) fn note(&mut self, customer: &E164, at: Timestamp) {
        if let Some(before) = self.last.insert(customer.clone(), at) {
            self.by_time.remove(&(before, customer.clone()));
        }
        self.by_time.insert((at, customer.clone()));
        while let Some((oldest, _)) = self.by_time.first()
            && *oldest + WINDOW <= at
        {
            if let Some((_, gone)) = self.by_time.pop_first() {
                self.last.remove(&gone);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customer(number: u32) -> E164 {
        E164::parse(&format!("+1650555{number:04}")).unwrap()
    }

    #[test]
    fn f02_the_window_rolls() {
        let start: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let mut usage = Usage::default();
        for number in 0..50 {
            assert!(usage.admits(&customer(number), Some(50), start));
            usage.note(&customer(number), start + SignedDuration::from_mins(i64::from(number)));
        }
        let late = start + SignedDuration::from_hours(23);
        assert_eq!(usage.count(late), 50);
        assert!(!usage.admits(&customer(99), Some(50), late));
        assert!(usage.admits(&customer(7), Some(50), late), "an old acquaintance costs nothing");
        assert!(usage.admits(&customer(99), None, late));
        let next_day = start + SignedDuration::from_hours(24);
        assert_eq!(usage.count(next_day), 49);
        assert!(usage.admits(&customer(99), Some(50), next_day));
        usage.note(&customer(99), next_day);
        assert_eq!(usage.count(next_day), 50);
        assert!(!usage.includes(&customer(0), next_day));
    }
}
