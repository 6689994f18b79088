//! How words and telephone numbers of a seed document are read: what cannot be read is refused in a
//! sentence that lists what can.

use std::str::FromStr;

use graph::E164;
use serde::de::{Deserialize, Deserializer, Error};

/// A closed set of words.
pub(super) trait Words: FromStr + Copy + 'static {
    /// Those that can be said, as they are spelt.
    fn all() -> Vec<&'static str>;
}

macro_rules! sets {
    ($($set:ident $(but [$($not:literal),+])?),+ $(,)?) => {$(
        impl Words for graph::$set {
            fn all() -> Vec<&'static str> {
                const NOT: &[&str] = &[$($($not),+)?];
                let words = Self::ALL.iter().map(|word| word.as_str());
                words.filter(|word| !NOT.contains(word)).collect()
            }
        }
    )+};
}

sets!(
    AccountReviewStatus,
    CodeVerificationStatus,
    Currency,
    // Webhooks alone say it.
    MessagingLimitTier but ["TIER_NOT_SET"],
    NameStatus,
    Permission,
    // No number of this platform comes to be either.
    PhoneStatus but ["RATE_LIMITED", "UNKNOWN"],
    PlatformType,
    QualityRating,
    Task,
    TemplateCategory,
    TemplateStatus,
    VerificationStatus,
    Vertical,
);

/// One word.
pub(super) fn word<'de, T: Words, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    read(&String::deserialize(from)?)
}

/// One word, where it is said.
pub(super) fn some_word<'de, T: Words, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    word(from).map(Some)
}

/// A list of words.
pub(super) fn words<'de, T: Words, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Vec::<String>::deserialize(from)?.iter().map(|text| read(text)).collect()
}

/// A list of words, where it is said.
pub(super) fn some_words<'de, T: Words, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Vec<T>>, D::Error> {
    words(from).map(Some)
}

fn read<T: Words, E: Error>(text: &str) -> Result<T, E> {
    let known = T::all().contains(&text).then(|| text.parse().ok()).flatten();
    known.ok_or_else(|| {
        let all: Vec<String> = T::all().iter().map(|word| format!("`{word}`")).collect();
        E::custom(format!("`{text}` is not known here, say one of {}", all.join(", ")))
    })
}

/// The most days that something may be old, or may last: a hundred years.
const DAYS_MAX: u32 = 36_500;

/// A count of days.
pub(super) fn days<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let count = i64::deserialize(from)?;
    let days = u32::try_from(count).ok().filter(|days| *days <= DAYS_MAX);
    days.ok_or_else(|| D::Error::custom(format!("`{count}` is not from 0 to {DAYS_MAX} days")))
}

/// A count of days, where it is said.
pub(super) fn some_days<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    days(from).map(Some)
}

/// A count, `MOST` at most.
pub(super) fn upto<'de, const MOST: u32, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let count = i64::deserialize(from)?;
    let counted = u32::try_from(count).ok().filter(|count| *count <= MOST);
    counted.ok_or_else(|| D::Error::custom(format!("`{count}` is not from 0 to {MOST}")))
}

/// A telephone number in international form.
pub(super) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<E164, D::Error> {
    let text = String::deserialize(from)?;
    E164::parse(&text).map_err(|why| D::Error::custom(format!("`{text}`: {why}")))
}

/// A telephone number, where it is said.
pub(super) fn some_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<E164>, D::Error> {
    number(from).map(Some)
}
