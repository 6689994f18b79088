//! Reading a seed document, and saying what is wrong with it and where.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::document::Seed;

/// What is wrong with a seed, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {why}")]
pub struct SeedError {
    /// The line of the document, or the part of it, such as `waba "Bakery"`.
    pub(crate) place: String,
    /// A sentence.
    pub(crate) why: String,
    /// Whether the platform is at fault, not the seed.
    pub(crate) down: bool,
}

impl SeedError {
    /// The seed cannot be as it is.
    pub(crate) fn at(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self { place: place.into(), why: why.into(), down: false }
    }

    /// A part names none of those it must name one of, or does not say which of several.
    pub(crate) fn unnamed<'a>(
        place: &str,
        (kind, said): (&str, Option<&str>),
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
        let all = names.join(", ");
        Self::at(
            place,
            match (said, names.len()) {
                (_, 0) => format!("it takes a [[{kind}]], and the seed has none"),
                (Some(said), _) => {
                    format!("there is no [[{kind}]] named \"{said}\": say one of {all}")
                }
                (None, _) => format!("say which [[{kind}]] in `{kind}`: one of {all}"),
            },
        )
    }

    /// The seed is good; the platform could not follow it.
    pub(crate) fn down(why: impl Into<String>) -> Self {
        Self { place: "the seed was not applied".to_owned(), why: why.into(), down: true }
    }
}

impl Seed {
    /// Reads a document as it is kept in a file.
    ///
    /// # Errors
    /// Names the line, what is wrong there, and what could stand there.
    pub fn from_toml(text: &str) -> Result<Self, SeedError> {
        read_toml(text)
    }

    /// Reads the same members from JSON, as the control interface takes them.
    ///
    /// # Errors
    /// Names the part, what is wrong there, and what could stand there.
    pub fn from_json(value: &Value) -> Result<Self, SeedError> {
        serde_json::from_value(value.clone()).map_err(|error| {
            let place = locate(value);
            SeedError::at(place, plain(&error.to_string()))
        })
    }
}

/// Reads a document of TOML; what is wrong is said with its line.
pub(crate) fn read_toml<T: DeserializeOwned>(text: &str) -> Result<T, SeedError> {
    toml::from_str(text).map_err(|error| {
        let from = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..from].iter().filter(|byte| **byte == b'\n').count() + 1;
        SeedError::at(format!("line {line}"), plain(error.message()))
    })
}

/// In our words: JSON calls members fields, TOML keys, and both call words variants.
pub(super) fn plain(message: &str) -> String {
    let message = message.trim_end().replace("missing field", "missing is the member");
    let but = |rest: &str| {
        rest.replacen(", expected one of ", ", but ", 1).replacen(", expected ", ", but ", 1)
    };
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return format!("there is no member {}", but(rest));
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        return format!("there is no word {}", but(rest));
    }
    message
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
            (&format!("{number}customers_today = \"x\"\n"), 5, "invalid type"),
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
