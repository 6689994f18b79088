//! Comparing the keys and variables of languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Where a language differs from English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// English has this key, the language has not.
    Missing {
        /// The language.
        tag: String,
        /// `key` or `key.attribute`.
        key: String,
    },
    /// The language has this key, English has not.
    Unknown {
        /// The language.
        tag: String,
        /// `key` or `key.attribute`.
        key: String,
    },
    /// The text uses other variables than the English one.
    Variables {
        /// The language.
        tag: String,
        /// `key` or `key.attribute`.
        key: String,
        /// Variables of the language.
        own: Vec<String>,
        /// Variables of English.
        base: Vec<String>,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { tag, key } => write!(f, "{tag}: {key} is missing"),
            Self::Unknown { tag, key } => write!(f, "{tag}: {key} is not in English"),
            Self::Variables { tag, key, own, base } => {
                write!(f, "{tag}: {key} uses {own:?} where English uses {base:?}")
            }
        }
    }
}

/// Each key with the variables of its text.
pub(super) type Keys = BTreeMap<String, BTreeSet<String>>;

/// The keys of valid Fluent sources. Read line by line: an entry begins in the first column, an
/// attribute with an indented dot. Terms (`-brand`) are private to a language.
pub(super) fn keys(sources: &[String]) -> Keys {
    let mut keys = Keys::new();
    for source in sources {
        let mut entry = "";
        let mut current: Option<String> = None;
        for line in source.lines() {
            let text = line.trim_start();
            let indented = text.len() < line.len();
            if text.starts_with('#') && !indented {
                continue;
            }
            let name = text.split('=').next().unwrap_or_default().trim();
            if !indented && !text.is_empty() && text.contains('=') {
                entry = name;
                let value = text.split_once('=').is_some_and(|(_, value)| !value.trim().is_empty());
                current = (!entry.starts_with('-')).then(|| entry.to_owned());
                // A text may begin on the next line; an entry with attributes only has none.
                if let (true, Some(key)) = (value, &current) {
                    keys.entry(key.clone()).or_default();
                }
            } else if indented && text.starts_with('.') && text.contains('=') {
                current = (!entry.starts_with('-')).then(|| format!("{entry}{name}"));
            }
            if let Some(key) = &current
                && (indented || text.contains('$'))
            {
                keys.entry(key.clone()).or_default().extend(variables(text));
            }
        }
    }
    keys
}

fn variables(text: &str) -> impl Iterator<Item = String> {
    text.split('$').skip(1).map(|rest| {
        let part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        rest.chars().take_while(|c| part_of_name(*c)).collect()
    })
}

pub(super) fn compare(tag: &str, base: &Keys, own: &Keys) -> Vec<Difference> {
    let tag = || tag.to_owned();
    let mut differences = Vec::new();
    for (key, wanted) in base {
        let key = key.clone();
        match own.get(&key) {
            None => differences.push(Difference::Missing { tag: tag(), key }),
            Some(used) if used != wanted => differences.push(Difference::Variables {
                tag: tag(),
                key,
                own: used.iter().cloned().collect(),
                base: wanted.iter().cloned().collect(),
            }),
            Some(_) => {}
        }
    }
    let unknown = own.keys().filter(|key| !base.contains_key(*key));
    differences.extend(unknown.map(|key| Difference::Unknown { tag: tag(), key: key.clone() }));
    differences
}

/// The first error of a source (its place in bytes and what it is), with the line it is in.
pub(super) fn explain(source: &str, error: Option<(usize, String)>) -> String {
    let Some((at, error)) = error else {
        return "not Fluent".to_owned();
    };
    let line = source.get(..at).unwrap_or(source).matches('\n').count() + 1;
    format!("line {line}: {error}")
}
