//! Whole towns, told by their seeds: crashes, doubled and lost webhooks, lost answers.

use simulation::story;

/// The first seed; every failure names the one that failed.
const FIRST: u64 = 2022;
/// Businesses that sign up in each town.
const BUSINESSES: usize = 3;

/// Tells some seeds and returns how much went wrong on the way.
fn tell(seeds: std::ops::Range<u64>) -> (u64, u64) {
    let (mut crashes, mut mishaps) = (0, 0);
    for seed in seeds {
        let told = story::tell(seed, BUSINESSES).unwrap_or_else(|why| panic!("{why:#}"));
        assert_eq!(told.live, BUSINESSES, "seed {seed}");
        crashes += told.crashes;
        mishaps += told.mishaps;
    }
    (crashes, mishaps)
}

/// Ten seeds of the twenty; the other ten run beside them in a test of their own.
#[test]
fn sim_every_business_goes_live_once_in_rough_weather() {
    let (crashes, mishaps) = tell(FIRST..FIRST + 10);
    assert!(crashes > 0 && mishaps > 0, "the weather was fine: {crashes} and {mishaps}");
}

#[test]
fn sim_every_business_goes_live_once_in_other_rough_weather() {
    let (crashes, mishaps) = tell(FIRST + 10..FIRST + 20);
    assert!(crashes > 0 && mishaps > 0, "the weather was fine: {crashes} and {mishaps}");
}

#[test]
fn sim_the_same_seed_tells_the_same_story() {
    for seed in [FIRST, FIRST + 1] {
        let once = story::tell(seed, BUSINESSES).unwrap_or_else(|why| panic!("{why:#}"));
        let again = story::tell(seed, BUSINESSES).unwrap_or_else(|why| panic!("{why:#}"));
        assert!(once.log.lines().count() > 100, "the log is too short to say anything");
        let differing = once.log.lines().zip(again.log.lines()).find(|(a, b)| a != b);
        assert_eq!(differing, None, "seed {seed} told two stories");
        assert_eq!(once.log, again.log, "seed {seed}");
    }
}

#[test]
fn sim_no_token_and_no_code_is_in_the_log() {
    let told = story::tell(FIRST, 2).unwrap_or_else(|why| panic!("{why:#}"));
    for start in ["\"EAA", "\"AQB"] {
        let found = told.log.lines().find(|line| line.contains(start));
        assert_eq!(found, None, "something that begins like a secret: {start}");
    }
}
