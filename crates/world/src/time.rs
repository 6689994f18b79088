//! Sums of time that stop at the end of time instead of failing.

use jiff::{SignedDuration, Timestamp};

/// So many seconds later.
pub(crate) fn seconds(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

/// So many days of 24 hours later.
pub(crate) fn days(at: Timestamp, days: i64) -> Timestamp {
    seconds(at, days.saturating_mul(86_400))
}
