//! Quality: what customers' blocks and reports say about a number or a template (contract §9.1,
//! §9.8). The rating follows from the last seven days alone:
//!
//! * each message delivered counts 1, each block 1, each report as much as the policy says;
//! * what happened today (in UTC) weighs 7, yesterday 6, and so on; what is older weighs nothing;
//! * blocks and reports in percent of messages, both weighted: `RED`, `YELLOW` or `GREEN`;
//! * with too few messages it is `UNKNOWN`.

use std::collections::BTreeMap;

use graph::id::{PhoneNumberId, TemplateId};
use graph::status::QualityRating;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::messaging::QualityRules;

/// How many days count.
const DAYS: i64 = 7;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// What happened on one day, in counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Messages delivered.
    pub delivered: u32,
    /// Customers who blocked the number.
    pub blocks: u32,
    /// Customers who reported it.
    pub reports: u32,
}

impl Feedback {
    /// One message delivered.
    pub const DELIVERED: Self = Self { delivered: 1, blocks: 0, reports: 0 };
    /// One block.
    pub const BLOCK: Self = Self { delivered: 0, blocks: 1, reports: 0 };
    /// One report.
    pub const REPORT: Self = Self { delivered: 0, blocks: 0, reports: 1 };
    /// Nothing.
    pub const NONE: Self = Self { delivered: 0, blocks: 0, reports: 0 };

    fn add(&mut self, other: Self) {
        self.delivered = self.delivered.saturating_add(other.delivered);
        self.blocks = self.blocks.saturating_add(other.blocks);
        self.reports = self.reports.saturating_add(other.reports);
    }
}

/// The last days' feedback, by day of the Unix time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    days: BTreeMap<i64, Feedback>,
}

impl Tally {
    /// Adds what happened now, and forgets what no longer counts.
    pub(crate) fn note(&mut self, what: Feedback, now: Timestamp) {
        let today = day(now);
        self.days.entry(today).or_default().add(what);
        while let Some(oldest) = self.days.first_entry()
            && *oldest.key() <= today - DAYS
        {
            oldest.remove();
        }
    }

    /// The rating, were `extra` to happen now.
    pub fn rating(&self, rules: &QualityRules, now: Timestamp, extra: Feedback) -> QualityRating {
        let today = day(now);
        let (mut messages, mut good, mut bad) = (0, 0, 0);
        let mut count = |weight: u64, of: &Feedback| {
            messages += u64::from(of.delivered);
            good += weight * u64::from(of.delivered);
            bad += weight * (u64::from(of.blocks) + rules.report_weight * u64::from(of.reports));
        };
        count(DAYS.unsigned_abs(), &extra);
        for (&when, of) in self.days.range(today - DAYS + 1..=today) {
            count((DAYS - (today - when)).unsigned_abs(), of);
        }
        if messages < rules.least_messages.max(1) {
            QualityRating::Unknown
        } else if bad * 100 >= rules.red_percent * good {
            QualityRating::Red
        } else if bad * 100 >= rules.yellow_percent * good {
            QualityRating::Yellow
        } else {
            QualityRating::Green
        }
    }

    /// What happened in the last seven days, all together.
    pub fn sum(&self, now: Timestamp) -> Feedback {
        let mut sum = Feedback::default();
        let today = day(now);
        self.days.range(today - DAYS + 1..=today).for_each(|(_, of)| sum.add(*of));
        sum
    }
}

/// The rating that was last told, and what is planned because of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// What customers did.
    pub tally: Tally,
    /// The rating that was last told.
    pub told: QualityRating,
    /// When a bad rating is looked at again.
    pub look_at: Option<Timestamp>,
    /// Until when the number is flagged: then its limit is lowered.
    pub flagged_until: Option<Timestamp>,
}

impl Default for Rated {
    fn default() -> Self {
        Self {
            tally: Tally::default(),
            told: QualityRating::Unknown,
            look_at: None,
            flagged_until: None,
        }
    }
}

/// What became true of a rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum QualityEvent {
    /// A number has another rating.
    PhoneRated { phone: PhoneNumberId, rating: QualityRating, before: QualityRating },
    /// A bad rating was looked at again and stays.
    Looked { phone: PhoneNumberId },
    /// The quality is low: unless it improves, the limit will be lowered.
    Flagged { phone: PhoneNumberId, until: Timestamp },
    /// The quality improved, or the limit was lowered.
    Unflagged { phone: PhoneNumberId },
    /// A template has another rating.
    TemplateRated { template: TemplateId, rating: QualityRating, before: QualityRating },
}

fn day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(DAY)
}

/// The next midnight in UTC.
pub(crate) fn midnight_after(at: Timestamp) -> Timestamp {
    Timestamp::from_second((day(at) + 1) * DAY).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn start() -> Timestamp {
        "2026-11-22T08:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_rating_follows_the_percentage_of_blocks() {
        let (rules, mut tally, now) = (QualityRules::default(), Tally::default(), start());
        let delivered = Feedback { delivered: 19, ..Feedback::NONE };
        tally.note(delivered, now);
        assert_eq!(tally.rating(&rules, now, Feedback::NONE), QualityRating::Unknown);
        tally.note(Feedback::DELIVERED, now);
        assert_eq!(tally.rating(&rules, now, Feedback::NONE), QualityRating::Green);
        assert_eq!(tally.rating(&rules, now, Feedback::BLOCK), QualityRating::Yellow);
        assert_eq!(tally.rating(&rules, now, Feedback::REPORT), QualityRating::Red);
        assert_eq!(tally.sum(now).delivered, 20);
    }

    #[test]
    fn what_is_recent_weighs_more_and_a_week_later_nothing() {
        let (rules, mut tally) = (QualityRules::default(), Tally::default());
        let hundred = Feedback { delivered: 100, blocks: 8, reports: 0 };
        tally.note(hundred, start());
        let days = |count: i64| start() + SignedDuration::from_hours(24 * count);
        let rating = |tally: &Tally, count| tally.rating(&rules, days(count), Feedback::NONE);
        assert_eq!(rating(&tally, 0), QualityRating::Yellow);
        tally.note(Feedback { delivered: 30, ..Feedback::NONE }, days(3));
        assert_eq!(rating(&tally, 3), QualityRating::Yellow, "8·4 of 100·4 + 30·7");
        assert_eq!(rating(&tally, 6), QualityRating::Green, "8·1 of 100·1 + 30·4");
        assert_eq!(rating(&tally, 7), QualityRating::Green);
        assert_eq!(rating(&tally, 10), QualityRating::Unknown);
        assert_eq!(midnight_after(start()).to_string(), "2026-11-23T00:00:00Z");
    }
}
