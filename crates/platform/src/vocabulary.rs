//! The words that what is asked of a platform can be said in, for command lines that complete them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};
use world::{Handset, Policy, ReviewKind};

use crate::store::WebhookState;
use crate::{control, fault};

/// The kinds of reviews, such as `display_name`.
#[must_use]
pub fn review_kinds() -> Vec<&'static str> {
    ReviewKind::ALL.into_iter().map(ReviewKind::as_str).collect()
}

/// What a telephone may be used for outside the platform, such as `messenger`.
#[must_use]
pub fn handsets() -> Vec<&'static str> {
    Handset::ALL.into_iter().map(Handset::as_str).collect()
}

/// How far a webhook may be, such as `dropped`.
#[must_use]
pub fn webhook_states() -> Vec<String> {
    let word = |state| json!(state).as_str().unwrap_or_default().to_owned();
    WebhookState::ALL.into_iter().map(word).collect()
}

/// The numbers of the errors that a call can be refused with, such as 131016.
#[must_use]
pub fn error_codes() -> BTreeSet<u32> {
    fault::catalogue(Timestamp::UNIX_EPOCH).into_iter().map(|error| error.code).collect()
}

/// The values of the rules up to where the value stands, such as `verdicts.appeal=`, and the
/// presets.
#[must_use]
pub fn rules() -> Vec<String> {
    let mut all = vec!["preset=classic".to_owned(), "preset=today".to_owned()];
    name_values(&json!(Policy::classic()), "", &mut all);
    all
}

fn name_values(value: &Value, name: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(member, value)| {
            let dot = if name.is_empty() { "" } else { "." };
            name_values(value, &format!("{name}{dot}{member}"), all);
        }),
        _ if name == "name" => {}
        _ => all.push(format!("{name}=")),
    }
}

/// The operations of the control interface: method (`get`, `post`, `delete`) and path below
/// `/_control`, such as `measures/lift`.
#[must_use]
pub fn control_paths() -> Vec<(&'static str, &'static str)> {
    control::paths()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_are_taken() {
        assert!(review_kinds().contains(&"display_name") && handsets().contains(&"messenger"));
        assert_eq!(webhook_states(), ["waiting", "delivered", "dropped"]);
        assert!(error_codes().contains(&131_016) && error_codes().contains(&190));
        let rules = rules();
        for rule in ["preset=today", "check_seconds=", "verdicts.display_name="] {
            assert!(rules.iter().any(|known| known == rule), "{rule}: {rules:?}");
        }
        assert!(!rules.contains(&"name=".to_owned()), "{rules:?}");
        for path in [("post", "measures/lift"), ("get", "handsets/{number}"), ("delete", "faults")]
        {
            assert!(control_paths().contains(&path), "{path:?}");
        }
    }
}
