//! Time arithmetic that cannot fail.

use jiff::{SignedDuration, Timestamp};

/// The end of time: the last whole second of a timestamp. What lies behind it cannot be stored as
/// a number of microseconds.
pub const END: Timestamp = Timestamp::constant(253_402_207_200, 0);

/// The time `by` after `at` (before it when negative), at most as late (or early) as time goes: a
/// clock turned to the year 9999 is no reason to stop.
#[must_use]
pub fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    let end = if by.is_negative() { Timestamp::MIN } else { END };
    at.checked_add(by).unwrap_or(end).min(END)
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
        assert_eq!(later(END, hour), END);
        assert_eq!(END.as_second(), Timestamp::MAX.as_second());
        assert_eq!(Timestamp::from_microsecond(END.as_microsecond()).unwrap(), END);
        assert_eq!(later(Timestamp::MIN, -hour), Timestamp::MIN);
    }
}
