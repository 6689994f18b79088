//! Reading a seed document, and saying what is wrong with it and where.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::document::Seed;
use super::part::{Lines, Spot, line_of};
use crate::plain::plain;

/// What is wrong with a seed, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {why}")]
pub struct SeedError {
    /// The line of the document, or the part of it, such as `waba "Bakery"`.
    pub(crate) place: String,
    /// The same as a part of the seed, as long as it is not in words.
    spot: Option<Spot>,
    /// A sentence.
    pub(crate) why: String,
    /// Whether the platform is at fault, not the seed.
    pub(crate) down: bool,
}

impl SeedError {
    /// A part of the seed cannot be as it is; one member of it where that is said.
    pub(crate) fn at(spot: impl Into<Spot>, why: impl Into<String>) -> Self {
        Self { spot: Some(spot.into()), ..Self::in_words("the seed", why) }
    }

    /// The document cannot be as it is at this place.
    pub(crate) fn in_words(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self { place: place.into(), spot: None, why: why.into(), down: false }
    }

    /// The seed as a whole cannot be as it is.
    pub(crate) fn whole(why: impl Into<String>) -> Self {
        Self::in_words("the seed", why)
    }

    /// The seed is good; the platform could not follow it.
    pub(crate) fn down(why: impl Into<String>) -> Self {
        Self { down: true, ..Self::in_words("the seed was not applied", why) }
    }

    /// The same with its place in words, with the line where the seed came from a file.
    pub(super) fn named(mut self, seed: &Seed) -> Self {
        if let Some(spot) = self.spot.take() {
            self.place = spot.words(seed);
        }
        self
    }
}

impl Seed {
    /// Reads a document as it is kept in a file.
    ///
    /// # Errors
    /// Names the line, what is wrong there, and what could stand there.
    pub fn from_toml(text: &str) -> Result<Self, SeedError> {
        let seed: Self = read_toml(text)?;
        Ok(Self { lines: Lines::read(text), ..seed })
    }

    /// Reads the same members from JSON, as the control interface takes them.
    ///
    /// # Errors
    /// Names the part, what is wrong there, and what could stand there.
    pub fn from_json(value: &Value) -> Result<Self, SeedError> {
        serde_json::from_value(value.clone()).map_err(|error| {
            let place = locate(value);
            SeedError::in_words(place, plain(&error.to_string()))
        })
    }
}

/// Reads a document of TOML; what is wrong is said with its line.
pub(crate) fn read_toml<T: DeserializeOwned>(text: &str) -> Result<T, SeedError> {
    toml::from_str(text).map_err(|error| {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        SeedError::in_words(format!("line {line}"), plain(error.message()))
    })
}

/// Whether a row cannot be read.
type Bad = fn(&Value) -> bool;

/// The first part of a JSON document that cannot be read.
fn locate(value: &Value) -> String {
    use super::document as d;
    for waba in rows(value, "waba").iter().enumerate() {
        for part in ["number", "template"] {
            for (at, row) in rows(waba.1, part).iter().enumerate() {
                let bad = match part {
                    "number" => unreadable::<d::NumberSeed>(row),
                    _ => unreadable::<d::TemplateSeed>(row),
                };
                if bad {
                    return format!("waba[{}].{part}[{at}]", waba.0);
                }
            }
        }
    }
    let parts: [(&str, Bad); 7] = [
        ("person", unreadable::<d::PersonSeed>),
        ("provider", unreadable::<d::ProviderSeed>),
        ("business", unreadable::<d::BusinessSeed>),
        ("waba", unreadable::<d::WabaSeed>),
        ("handset", unreadable::<d::HandsetSeed>),
        ("token", unreadable::<d::TokenSeed>),
        ("code", unreadable::<d::CodeSeed>),
    ];
    for (part, bad) in parts {
        if let Some(at) = rows(value, part).iter().position(bad) {
            return format!("{part}[{at}]");
        }
    }
    "the seed".to_owned()
}

fn rows<'a>(value: &'a Value, part: &str) -> &'a [Value] {
    value[part].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn unreadable<T: DeserializeOwned>(row: &Value) -> bool {
    serde_json::from_value::<T>(row.clone()).is_err()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_reads_the_same_from_toml_and_json() {
        let toml = Seed::from_toml(
            "[[waba]]\nname = \"Bakery\"\n[[waba.number]]\nnumber = \"+1 650 555 0110\"\n\
             status = \"CONNECTED\"\n",
        );
        let json = Seed::from_json(&json!({"waba": [{"name": "Bakery", "number": [
            {"number": "+16505550110", "status": "CONNECTED"}]}]}));
        assert_eq!(toml, json);
        assert!(toml.is_ok());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_what_could_stand_there() {
        let number = "[[waba]]\nname = \"Bakery\"\n[[waba.number]]\nnumber = \"+16505550110\"\n";
        for (text, line, why) in [
            ("[[waba]]\nnam = \"Bakery\"\n", 2, "there is no member `nam`, but `name`, `business`"),
            ("[[waba]]\n[[person]]\nname = \"Ada\"\n", 1, "missing is the member `name`"),
            (&format!("{number}status = \"LIVE\"\n"), 5, "`LIVE` is not known here, say one of"),
            (
                &format!("{number}customers_today = \"x\"\n"),
                5,
                "there is the text \"x\", where a whole number belongs",
            ),
            ("[[handset]]\nnumber = \"12\"\nis = \"plain\"\n", 2, "`12`"),
            ("waba = 1\nx", 2, ""),
        ] {
            let error = Seed::from_toml(text).unwrap_err();
            assert_eq!(error.place, format!("line {line}"), "{text}: {error}");
            assert!(error.why.contains(why), "{text}: {error}");
        }
    }

    #[test]
    fn in_json_the_part_is_named() {
        for (value, place) in [
            (
                json!({"waba": [{"name": "A"}, {"name": "B", "number": [{"number": "?"}]}]}),
                "waba[1].number[0]",
            ),
            (json!({"business": [{"name": "A", "verification": "yes"}]}), "business[0]"),
            (json!({"shop": []}), "the seed"),
        ] {
            assert_eq!(Seed::from_json(&value).unwrap_err().place, place, "{value}");
        }
    }
}
