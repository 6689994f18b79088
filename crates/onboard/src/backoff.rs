//! How long to leave a failing step alone.

use jiff::SignedDuration;

/// The first pause in milliseconds.
const FIRST_MS: i64 = 2_000;
/// The longest pause in milliseconds: one hour.
const LONGEST_MS: i64 = 3_600_000;

/// The pause after the `attempts`-th failure in a row (1 = the first): doubles from two seconds to
/// one hour. `jitter` is any number (the shell hands in a random one); it takes up to half of the
/// pause away, so that many clients that failed together do not come back together.
#[must_use]
pub fn backoff(attempts: u32, jitter: u64) -> SignedDuration {
    let doublings = attempts.saturating_sub(1).min(20);
    let full_ms = (FIRST_MS << doublings).min(LONGEST_MS);
    let half_ms = full_ms / 2;
    let part = i64::try_from(jitter % 1_001).expect("below 1,001");
    SignedDuration::from_millis(half_ms + half_ms * part / 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_to_an_hour_and_keeps_at_least_half() {
        let longest: Vec<i64> = (1..=4).map(|n| backoff(n, 1_000).as_millis() as i64).collect();
        assert_eq!(longest, [2_000, 4_000, 8_000, 16_000]);
        assert_eq!(backoff(1, 0), SignedDuration::from_secs(1));
        assert_eq!(backoff(u32::MAX, 1_000), SignedDuration::from_hours(1));
        assert_eq!(backoff(u32::MAX, 0), SignedDuration::from_mins(30));
    }

    #[test]
    fn any_jitter_stays_within_the_bounds() {
        for attempts in 0..40 {
            for jitter in [0, 7, 500, 1_000, 1_001, u64::MAX] {
                let pause = backoff(attempts, jitter);
                assert!(pause >= SignedDuration::from_secs(1), "{attempts} {jitter}");
                assert!(pause <= SignedDuration::from_hours(1), "{attempts} {jitter}");
            }
        }
    }
}
