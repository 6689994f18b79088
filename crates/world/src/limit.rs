//! The messaging limit: how many different customers a number, or all numbers of a business
//! together, may write to first in a rolling 24 hours (requirements F02, F03).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use graph::status::{MessagingLimitTier, PhoneStatus, QualityRating, ThroughputLevel};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::messaging::LimitScope;
use crate::phone::{Connection, Hosting, Phone, Standing};
use crate::quality::Feedback;
use crate::world::World;

/// How long a customer counts.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_hours(24);
/// How long a customer counts towards a higher limit.
const WEEK: SignedDuration = SignedDuration::from_hours(24 * 7);

/// The customers a number wrote to first, by the last time it did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    day: Recent,
    week: Recent,
}

impl Usage {
    /// How many different customers count now.
    pub fn count(&self, now: Timestamp) -> usize {
        self.day.count(now, WINDOW)
    }

    /// Whether so many different customers were written to in the last seven days.
    pub fn reached_in_week(&self, customers: usize, now: Timestamp) -> bool {
        let nth = customers.checked_sub(1);
        nth.is_none_or(|nth| {
            self.week.by_time.iter().rev().nth(nth).is_some_and(|(at, _)| *at + WEEK > now)
        })
    }

    /// Whether this customer counts already, so that another message to it costs nothing.
    pub fn includes(&self, customer: &E164, now: Timestamp) -> bool {
        self.day.last.get(&digits(customer)).is_some_and(|&at| at + WINDOW > now)
    }

    /// Whether another customer fits under the limit; `None` means there is no limit.
    pub fn admits(&self, customer: &E164, limit: Option<u32>, now: Timestamp) -> bool {
        let below = |limit: u32| {
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            self.day.by_time.len() < limit || self.count(now) < limit
        };
        self.includes(customer, now) || limit.is_none_or(below)
    }

    /// Notes that the number wrote to this customer first, and forgets who no longer counts.
    pub(crate) fn note(&mut self, customer: &E164, at: Timestamp) {
        self.day.note(digits(customer), at, WINDOW);
        self.week.note(digits(customer), at, WEEK);
    }
}

/// Customers by the last time something happened with them, within a length of time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Recent {
    last: BTreeMap<u64, Timestamp>,
    by_time: BTreeSet<(Timestamp, u64)>,
}

impl Recent {
    fn note(&mut self, customer: u64, at: Timestamp, length: SignedDuration) {
        if let Some(before) = self.last.insert(customer, at) {
            self.by_time.remove(&(before, customer));
        }
        self.by_time.insert((at, customer));
        while let Some((oldest, _)) = self.by_time.first()
            && *oldest + length <= at
        {
            if let Some((_, gone)) = self.by_time.pop_first() {
                self.last.remove(&gone);
            }
        }
    }

    fn count(&self, now: Timestamp, length: SignedDuration) -> usize {
        self.by_time.iter().rev().take_while(|(at, _)| *at + length > now).count()
    }
}

/// How many marketing templates each customer got in the last 24 hours, from all businesses
/// together (contract §4.8: 131049).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketingSent {
    recent: VecDeque<(Timestamp, u64)>,
    by_customer: BTreeMap<u64, VecDeque<Timestamp>>,
}

impl MarketingSent {
    /// How many this customer got.
    pub fn to(&self, customer: &E164, now: Timestamp) -> usize {
        let times = self.by_customer.get(&digits(customer));
        times.map_or(0, |times| times.iter().filter(|at| **at + WINDOW > now).count())
    }

    pub(crate) fn note(&mut self, customer: &E164, at: Timestamp) {
        while let Some(&(before, gone)) = self.recent.front()
            && before + WINDOW <= at
        {
            self.recent.pop_front();
            if let Some(times) = self.by_customer.get_mut(&gone) {
                times.pop_front();
                if times.is_empty() {
                    self.by_customer.remove(&gone);
                }
            }
        }
        self.recent.push_back((at, digits(customer)));
        self.by_customer.entry(digits(customer)).or_default().push_back(at);
    }
}

/// How many messages a number sent in the present second (contract §4.8: 130429).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    second: i64,
    count: u32,
}

impl Pace {
    /// How many it sent in this second.
    pub fn count(self, now: Timestamp) -> u32 {
        if self.second == now.as_second() { self.count } else { 0 }
    }

    pub(crate) fn note(&mut self, now: Timestamp) {
        self.count = self.count(now).saturating_add(1);
        self.second = now.as_second();
    }
}

/// What a number used of its limits, and what is planned because of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// When it is decided whether the limit is raised.
    pub review_at: Option<Timestamp>,
    /// When a message was last refused because of the limit, and that was told.
    pub refused_at: Option<Timestamp>,
    /// Whether it sends at the level `HIGH`.
    pub fast: bool,
    /// How fast it sends now.
    pub pace: Pace,
}

/// What became true of a messaging limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum LimitEvent {
    /// A message was refused because of the limit, for the first time in 24 hours.
    Refused { phone: PhoneNumberId, tier: MessagingLimitTier },
    /// It was decided that the limit stays.
    Kept { phone: PhoneNumberId },
    /// The limit was raised by one step.
    Raised { phone: PhoneNumberId, from: MessagingLimitTier, to: MessagingLimitTier },
    /// The limit was lowered by one step: the quality stayed low.
    Lowered { phone: PhoneNumberId, from: MessagingLimitTier, to: MessagingLimitTier },
    /// The limit fell to that of the unverified: the business lost its verification.
    Fell { phone: PhoneNumberId, from: MessagingLimitTier, to: MessagingLimitTier },
    /// The number may send at the throughput level `HIGH`.
    ThroughputRaised { phone: PhoneNumberId },
}

impl World {
    /// The messaging limit of a number, whether reached or not.
    pub fn tier(&self, phone: &Phone) -> MessagingLimitTier {
        let own = |phone: &Phone| match phone.standing {
            Standing::Regular { tier } => tier,
            _ => self.policy.start_tier,
        };
        match self.policy.messaging.limit_scope {
            LimitScope::Number => own(phone),
            LimitScope::Portfolio => {
                self.siblings(phone).map(own).max().unwrap_or(self.policy.start_tier)
            }
        }
    }

    /// The customers that count towards the limit of a number.
    pub fn usage<'a>(&'a self, phone: &'a Phone) -> &'a Usage {
        let shared = || {
            let owner = self.wabas.get(&phone.waba)?.owner;
            self.portfolio_usage.get(&owner)
        };
        match self.policy.messaging.limit_scope {
            LimitScope::Number => &phone.usage,
            LimitScope::Portfolio => shared().unwrap_or(&phone.usage),
        }
    }

    /// Whether a number can start no conversation with another customer now.
    pub fn limit_is_used_up(&self, phone: &Phone, now: Timestamp) -> bool {
        let limit = self.tier(phone).customers().and_then(|limit| usize::try_from(limit).ok());
        limit.is_some_and(|limit| self.usage(phone).count(now) >= limit)
    }

    /// The word of `status`: that of the connection, or why a live number is limited
    /// (contract §9.8).
    pub fn phone_status(&self, phone: &Phone, now: Timestamp) -> PhoneStatus {
        match phone.status() {
            PhoneStatus::Connected if phone.rated.flagged_until.is_some() => PhoneStatus::Flagged,
            PhoneStatus::Connected if self.limit_is_used_up(phone, now) => PhoneStatus::Restricted,
            other => other,
        }
    }

    /// What customers' feedback of the last seven days makes of a number.
    pub fn quality(&self, phone: &Phone, now: Timestamp) -> QualityRating {
        phone.rated.tally.rating(&self.policy.messaging.quality, now, Feedback::NONE)
    }

    /// All numbers of the business that owns this one.
    pub(crate) fn siblings<'a>(&'a self, phone: &'a Phone) -> impl Iterator<Item = &'a Phone> {
        let owner = self.wabas.get(&phone.waba).and_then(|waba| self.businesses.get(&waba.owner));
        let wabas = owner.map(|owner| owner.owned_wabas.as_slice()).unwrap_or_default();
        wabas
            .iter()
            .filter_map(|waba| self.wabas.get(waba))
            .flat_map(|waba| &waba.phones)
            .filter_map(|id| self.phones.get(id))
    }
}

impl Phone {
    /// How fast it may send: only Meta's own servers have levels.
    pub fn throughput(&self) -> ThroughputLevel {
        match self.connection {
            Connection::Connecting { hosting: Hosting::CloudApi, .. }
            | Connection::Connected { hosting: Hosting::CloudApi, .. } => {
                if self.limits.fast {
                    ThroughputLevel::High
                } else {
                    ThroughputLevel::Standard
                }
            }
            _ => ThroughputLevel::NotApplicable,
        }
    }
}

/// A number as a whole number, which takes less room than its text.
fn digits(customer: &E164) -> u64 {
    customer.digits().parse().unwrap_or_default()
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
        assert!(usage.reached_in_week(51, next_day));
        assert!(!usage.reached_in_week(52, next_day));
        let next_week = start + SignedDuration::from_hours(24 * 7);
        assert!(usage.reached_in_week(50, next_week));
        assert!(!usage.reached_in_week(51, next_week), "the first one is a week ago");
    }

    #[test]
    fn marketing_counts_for_a_day_per_customer() {
        let start: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let mut sent = MarketingSent::default();
        sent.note(&customer(1), start);
        sent.note(&customer(2), start);
        let later = start + SignedDuration::from_hours(1);
        sent.note(&customer(1), later);
        assert_eq!((sent.to(&customer(1), later), sent.to(&customer(2), later)), (2, 1));
        let next_day = start + SignedDuration::from_hours(24);
        assert_eq!((sent.to(&customer(1), next_day), sent.to(&customer(2), next_day)), (1, 0));
    }
}
