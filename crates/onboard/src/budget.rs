//! How often a costly call may be made.
//!
//! Meta blocks a number for 72 hours after ten calls of `register` or `deregister` (contract §4.5);
//! we stay far below.

use jiff::{SignedDuration, Timestamp};

use crate::later::later;

/// Registrations of one number within [`WINDOW_HOURS`].
pub const REGISTERS_MAX: usize = 3;
/// First messages of one number within [`WINDOW_HOURS`] whose answer was lost: each may have
/// reached its recipient.
pub const PROBES_MAX: usize = 3;
/// The moving window of every budget, in hours.
pub const WINDOW_HOURS: i64 = 24;

/// Whether a number may be registered now, given when it was tried before (in any order).
///
/// # Errors
/// The moment from which it may be tried again.
pub fn register(tried: &[Timestamp], now: Timestamp) -> Result<(), Timestamp> {
    within(REGISTERS_MAX, tried, now)
}

/// Whether the first message of a number may be sent now, given when it was sent before without
/// our learning what came of it (in any order).
///
/// # Errors
/// The moment from which it may be sent again.
pub fn probe(sent: &[Timestamp], now: Timestamp) -> Result<(), Timestamp> {
    within(PROBES_MAX, sent, now)
}

fn within(most: usize, tried: &[Timestamp], now: Timestamp) -> Result<(), Timestamp> {
    let window = SignedDuration::from_hours(WINDOW_HOURS);
    let mut recent: Vec<Timestamp> =
        tried.iter().copied().filter(|at| now.duration_since(*at) < window).collect();
    if recent.len() < most {
        return Ok(());
    }
    recent.sort_unstable();
    let frees = recent[recent.len() - most];
    Err(later(frees, window))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::noon;

    #[test]
    fn three_a_day_and_then_the_oldest_must_leave_the_window() {
        let hours = |n: i64| noon() - SignedDuration::from_hours(n);
        assert_eq!(register(&[], noon()), Ok(()));
        assert_eq!(register(&[hours(1), hours(2)], noon()), Ok(()));
        assert_eq!(register(&[hours(1), hours(2), hours(24)], noon()), Ok(()));
        let free_again = noon() + SignedDuration::from_hours(1);
        assert_eq!(register(&[hours(1), hours(23), hours(2)], noon()), Err(free_again));
    }
}
