//! Telephone numbers in international form (E.164): country calling code and national number.
//!
//! Graph shows them in two ways: `+1 631-555-1111` on phone nodes, bare digits in webhooks
//! (contract §4.1).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text cannot be read as a telephone number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a telephone number with a country calling code")]
pub struct BadPhoneNumber(pub String);

/// The most digits a number has.
const DIGITS_MAX: usize = 15;

/// A telephone number: its digits, country calling code first. It holds them itself, because a
/// world holds millions of them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct E164 {
    /// Zeros, which are no digits, behind the last one: so numbers are ordered as texts are.
    digits: [u8; DIGITS_MAX],
    length: u8,
}

/// Country calling codes of one or two digits, with the least and the most digits of a national
/// number there. All other codes have three digits.
const CODES: &[(&str, usize, usize)] = &[
    ("1", 10, 10),
    ("7", 10, 10),
    ("20", 7, 10),
    ("27", 9, 9),
    ("30", 10, 10),
    ("31", 9, 9),
    ("32", 8, 9),
    ("33", 9, 9),
    ("34", 9, 9),
    ("36", 8, 9),
    ("39", 6, 12),
    ("40", 9, 9),
    ("41", 9, 9),
    ("43", 4, 13),
    ("44", 9, 10),
    ("45", 8, 8),
    ("46", 7, 10),
    ("47", 8, 8),
    ("48", 9, 9),
    ("49", 6, 13),
    ("51", 8, 9),
    ("52", 10, 11),
    ("53", 6, 8),
    ("54", 10, 11),
    ("55", 10, 11),
    ("56", 8, 9),
    ("57", 8, 10),
    ("58", 10, 10),
    ("60", 8, 10),
    ("61", 9, 9),
    ("62", 8, 12),
    ("63", 8, 10),
    ("64", 8, 10),
    ("65", 8, 8),
    ("66", 8, 9),
    ("81", 9, 10),
    ("82", 8, 10),
    ("84", 9, 10),
    ("86", 9, 11),
    ("90", 10, 10),
    ("91", 10, 10),
    ("92", 9, 10),
    ("93", 9, 9),
    ("94", 9, 9),
    ("95", 7, 10),
    ("98", 10, 10),
];

/// Lengths of national numbers in countries whose code has three digits.
const THREE_DIGIT_CODE: (usize, usize) = (4, 12);

impl E164 {
    /// Reads a number in international form: `+1 631-555-1111`, `0044…`, or the bare digits.
    /// Spaces, dashes, dots, slashes and brackets are passed over.
    pub fn parse(input: &str) -> Result<Self, BadPhoneNumber> {
        let bad = || BadPhoneNumber(input.to_owned());
        let (digits, _) = digits_of(input).ok_or_else(bad)?;
        Self::of_digits(&digits).ok_or_else(bad)
    }

    /// Reads a number as a person in the given country writes it: with `+` or `00` as in
    /// [`E164::parse`]; without, it is a national number (`(631) 555-1111`, a leading trunk zero
    /// is dropped) unless its length only fits a number that already has a country code.
    pub fn parse_in(input: &str, country_code: &str) -> Result<Self, BadPhoneNumber> {
        let bad = || BadPhoneNumber(input.to_owned());
        let (digits, international) = digits_of(input).ok_or_else(bad)?;
        if international {
            return Self::of_digits(&digits).ok_or_else(bad);
        }
        let country_code = country_code.trim_start_matches('+');
        if let Some(rest) = digits.strip_prefix(country_code)
            && fits(country_code, rest)
        {
            return Self::of_digits(&digits).ok_or_else(bad);
        }
        let national = digits.strip_prefix('0').unwrap_or(&digits);
        let prefixed = format!("{country_code}{national}");
        Self::of_digits(&prefixed).or_else(|| Self::of_digits(&digits)).ok_or_else(bad)
    }

    /// The digits, country calling code first, as webhooks print them.
    pub fn digits(&self) -> &str {
        let digits = &self.digits[..usize::from(self.length)];
        std::str::from_utf8(digits).expect("digits are ASCII")
    }

    /// The country calling code, such as `1` or `44`.
    pub fn country_code(&self) -> &str {
        self.parts().0
    }

    /// The number without its country calling code.
    pub fn national(&self) -> &str {
        self.parts().1
    }

    /// Country calling code and national number.
    fn parts(&self) -> (&str, &str) {
        let digits = self.digits();
        digits.split_at(code_length(digits))
    }

    /// The number as Graph and people write it: `+1 631-555-1111`, `+31 612 345 678`.
    pub fn display(&self) -> String {
        let (code, national) = self.parts();
        let separator = if code == "1" { '-' } else { ' ' };
        let mut text = String::with_capacity(2 * DIGITS_MAX);
        text.push('+');
        text.push_str(code);
        for (place, group) in grouped(national).enumerate() {
            text.push(if place == 0 { ' ' } else { separator });
            text.push_str(group);
        }
        text
    }

    fn of_digits(text: &str) -> Option<Self> {
        let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits || text.len() < 7 || text.len() > DIGITS_MAX || text.starts_with('0') {
            return None;
        }
        let (code, national) = text.split_at(code_length(text));
        let mut digits = [0; DIGITS_MAX];
        digits[..text.len()].copy_from_slice(text.as_bytes());
        let length = u8::try_from(text.len()).ok()?;
        fits(code, national).then_some(Self { digits, length })
    }
}

/// The digits of what was written, and whether it began with `+` or `00`.
fn digits_of(input: &str) -> Option<(String, bool)> {
    let trimmed = input.trim();
    let rest = trimmed.strip_prefix('+').or_else(|| trimmed.strip_prefix("00"));
    let international = rest.is_some();
    let mut text = rest.unwrap_or(trimmed).to_owned();
    if international {
        text = text.replacen("(0)", "", 1);
    }
    let separator = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2014}' | '(' | ')' | '.' | '/')
    };
    text.retain(|c| !separator(c));
    let digits_only = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits_only.then_some((text, international))
}

/// How many of the leading digits are the country calling code.
fn code_length(digits: &str) -> usize {
    let listed = CODES.iter().find(|(code, ..)| digits.starts_with(code));
    listed.map_or(3.min(digits.len()), |(code, ..)| code.len())
}

/// Whether a national number of this length exists under the country calling code.
fn fits(code: &str, national: &str) -> bool {
    let listed = CODES.iter().find(|(known, ..)| *known == code);
    let (least, most) = listed.map_or(THREE_DIGIT_CODE, |&(_, least, most)| (least, most));
    (least..=most).contains(&national.len()) && code.len() + national.len() <= 15
}

/// Splits a national number into threes, with fours at the end where it does not divide.
fn grouped(national: &str) -> impl Iterator<Item = &str> {
    let fours = (national.len() % 3).min(national.len() / 4);
    let mut rest = national;
    std::iter::from_fn(move || {
        let size = if rest.len() > 4 * fours { 3 } else { 4 };
        let (group, after) = rest.split_at(size.min(rest.len()));
        rest = after;
        (!group.is_empty()).then_some(group)
    })
}

impl fmt::Display for E164 {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.display())
    }
}

impl FromStr for E164 {
    type Err = BadPhoneNumber;
    fn from_str(input: &str) -> Result<Self, BadPhoneNumber> {
        Self::parse(input)
    }
}

impl TryFrom<String> for E164 {
    type Error = BadPhoneNumber;
    fn try_from(input: String) -> Result<Self, BadPhoneNumber> {
        Self::parse(&input)
    }
}

impl From<E164> for String {
    fn from(number: E164) -> Self {
        number.digits().to_owned()
    }
}

impl fmt::Debug for E164 {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "E164({:?})", self.digits())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::E164;

    fn digits(input: &str, country: &str) -> String {
        E164::parse_in(input, country).unwrap().digits().to_owned()
    }

    #[test]
    fn reads_what_people_type() {
        assert_eq!(digits("+1 631-555-1111", "44"), "16315551111");
        assert_eq!(digits("(631) 555-1111", "1"), "16315551111");
        assert_eq!(digits("1 631 555 1111", "1"), "16315551111");
        assert_eq!(digits("07400 123456", "44"), "447400123456");
        assert_eq!(digits("+44 (0)7400 123456", "1"), "447400123456");
        assert_eq!(digits("0031 6 12345678", "1"), "31612345678");
        assert_eq!(digits("55 91234-5678", "+55"), "5555912345678");
        assert_eq!(digits("16505551234", "44"), "16505551234");
        assert_eq!(digits("393331234567", "1"), "393331234567");
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "+", "hello", "123", "+0123456789", "+1 631-555-111", "1234567890123456"] {
            assert!(E164::parse(text).is_err(), "{text}");
        }
        assert!(E164::parse("+1 631-555-1111 ext 5").is_err());
        for country in ["NaN", "+", "", "é1", "0"] {
            assert!(E164::parse_in("1000", country).is_err(), "{country}");
        }
    }

    #[test]
    fn shows_the_country_apart() {
        let shown = |text: &str| E164::parse(text).unwrap().display();
        assert_eq!(shown("16315551111"), "+1 631-555-1111");
        assert_eq!(shown("15550934873"), "+1 555-093-4873");
        assert_eq!(shown("31612345678"), "+31 612 345 678");
        assert_eq!(shown("5511987654321"), "+55 119 8765 4321");
        assert_eq!(shown("4520123456"), "+45 2012 3456");
        assert_eq!(shown("97150123"), "+971 501 23");
        assert_eq!(E164::parse("351912345678").unwrap().country_code(), "351");
    }

    #[test]
    fn json_is_the_digits() {
        let number = E164::parse("+1 631-555-1111").unwrap();
        let text = serde_json::to_string(&number).unwrap();
        assert_eq!(text, r#""16315551111""#);
        assert_eq!(serde_json::from_str::<E164>(&text).unwrap(), number);
        assert!(serde_json::from_str::<E164>(r#""nonsense""#).is_err());
    }

    proptest! {
        #[test]
        fn never_panics_and_reads_its_own_display(text in "[+0-9() -]{0,20}") {
            if let Ok(number) = E164::parse(&text) {
                let joined = format!("{}{}", number.country_code(), number.national());
                prop_assert_eq!(joined, number.digits());
                prop_assert_eq!(E164::parse(&number.display()).unwrap(), number);
            }
        }
    }
}
