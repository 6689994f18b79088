//! At which of the occurrences that match a fault strikes.

use serde::{Deserialize, Serialize};

/// Which of the matching occurrences are struck, counted from 1 since the fault was ordered. In
/// JSON `{"first":3}`, `{"nth":2}`, `{"every":5}` or `{"chance":0.2,"seed":7}`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Words", into = "Words")]
pub enum When {
    /// The first so many.
    First(u32),
    /// This one alone.
    Nth(u32),
    /// Each so many-th.
    Every(u32),
    /// Each with this probability. The same seed strikes the same ones, always.
    Chance {
        /// Above 0, up to 1.
        chance: f64,
        /// What it is drawn from.
        seed: u64,
    },
}

impl Default for When {
    fn default() -> Self {
        Self::First(1)
    }
}

impl When {
    /// Whether the occurrence of this number is struck.
    pub(crate) fn strikes(self, number: u64) -> bool {
        match self {
            Self::First(count) => number <= u64::from(count),
            Self::Nth(nth) => number == u64::from(nth),
            Self::Every(each) => number.is_multiple_of(u64::from(each)),
            Self::Chance { chance, seed } => drawn(seed, number) < chance,
        }
    }

    /// Whether nothing after this occurrence can be struck.
    pub(crate) fn is_over(self, number: u64) -> bool {
        match self {
            Self::First(count) => number >= u64::from(count),
            Self::Nth(nth) => number >= u64::from(nth),
            Self::Every(_) | Self::Chance { .. } => false,
        }
    }
}

/// A number from 0 to below 1 for each occurrence of each seed (SplitMix64).
fn drawn(seed: u64, number: u64) -> f64 {
    let mut mixed = seed.wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let bits = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX);
    f64::from(bits) / (f64::from(u32::MAX) + 1.0)
}

/// As it is written.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Words {
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nth: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    every: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chance: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
}

impl TryFrom<Words> for When {
    type Error = String;

    fn try_from(words: Words) -> Result<Self, String> {
        let Words { first, nth, every, chance, seed } = words;
        match (first, nth, every, chance, seed) {
            (Some(1..), None, None, None, None) => Ok(Self::First(first.unwrap_or(1))),
            (None, Some(1..), None, None, None) => Ok(Self::Nth(nth.unwrap_or(1))),
            (None, None, Some(1..), None, None) => Ok(Self::Every(every.unwrap_or(1))),
            (None, None, None, Some(chance), seed) if chance > 0.0 && chance <= 1.0 => {
                Ok(Self::Chance { chance, seed: seed.unwrap_or(0) })
            }
            _ => Err("say one of {\"first\":3}, {\"nth\":2}, {\"every\":5} (from 1) and \
                      {\"chance\":0.2,\"seed\":7} (above 0, up to 1)"
                .to_owned()),
        }
    }
}

impl From<When> for Words {
    fn from(when: When) -> Self {
        let mut words = Self::default();
        match when {
            When::First(count) => words.first = Some(count),
            When::Nth(nth) => words.nth = Some(nth),
            When::Every(each) => words.every = Some(each),
            When::Chance { chance, seed } => {
                (words.chance, words.seed) = (Some(chance), Some(seed));
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::When;

    fn struck(when: When, of: u64) -> Vec<u64> {
        (1..=of).filter(|number| when.strikes(*number)).collect()
    }

    #[test]
    fn each_way_of_counting() {
        assert_eq!(struck(When::First(2), 9), [1, 2]);
        assert_eq!(struck(When::Nth(4), 9), [4]);
        assert_eq!(struck(When::Every(3), 9), [3, 6, 9]);
        assert!(struck(When::Chance { chance: 0.0, seed: 1 }, 100).is_empty());
        assert_eq!(struck(When::Chance { chance: 1.0, seed: 1 }, 100).len(), 100);
        let fifth = |seed| struck(When::Chance { chance: 0.2, seed }, 10_000);
        assert_eq!(fifth(7), fifth(7));
        assert_ne!(fifth(7), fifth(8));
        assert!((1_800..2_200).contains(&fifth(7).len()), "{}", fifth(7).len());
        assert!(When::First(2).is_over(2) && !When::First(2).is_over(1));
        assert!(When::Nth(2).is_over(2) && !When::Every(2).is_over(99));
    }

    #[test]
    fn it_is_written_in_one_way() {
        let read = |value: Value| serde_json::from_value::<When>(value);
        for said in [
            json!({"first": 3}),
            json!({"nth": 2}),
            json!({"every": 5}),
            json!({"chance": 0.2, "seed": 7}),
        ] {
            assert_eq!(serde_json::to_value(read(said.clone()).unwrap()).unwrap(), said);
        }
        for wrong in [
            json!({}),
            json!({"first": 0}),
            json!({"first": 1, "nth": 2}),
            json!({"chance": 1.5}),
            json!({"chance": 0, "seed": 1}),
            json!({"often": 1}),
        ] {
            assert!(read(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
