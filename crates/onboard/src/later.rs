//! Time arithmetic that cannot fail.

use jiff::{SignedDuration, Timestamp};

/// The time `by` after `at` (before it when negative), at most as late (or early) as a timestamp
/// can be: a clock turned to the year 9999 is no reason to stop.
#[must_use]
pub fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    let end = if by.is_negative() { Timestamp::MIN } else { Timestamp::MAX };
    at.checked_add(by).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_ends_where_timestamps_end() {
        let hour = SignedDuration::from_hours(1);
        let noon: Timestamp = "2026-12-01T12:00:00Z".parse().unwrap();
        assert_eq!(later(noon, hour), "2026-12-01T13:00:00Z".parse().unwrap());
        assert_eq!(later(noon, -hour), "2026-12-01T11:00:00Z".parse().unwrap());
        assert_eq!(later(Timestamp::MAX, hour), Timestamp::MAX);
        assert_eq!(later(Timestamp::MIN, -hour), Timestamp::MIN);
    }
}
