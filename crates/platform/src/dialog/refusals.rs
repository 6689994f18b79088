//! What the world refuses, in the person's words, with what helps.

use world::{Actor, Command, Refusal};

use super::Words;
use crate::{AskError, Platform, pages};

/// Why a form did not go through.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// A field that is empty or cannot be read.
    Missing(&'static str),
    /// The world said no, or the platform is down.
    Asked(AskError),
}

/// A problem as the person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The field it is about.
    pub field: Option<&'static str>,
    /// What is wrong.
    pub text: String,
    /// What helps; empty if nothing is known.
    pub advice: String,
}

/// Asks the world, and says whether it went through.
///
/// # Errors
/// Why not.
pub(crate) async fn tried(platform: &Platform, by: Actor, command: Command) -> Result<(), Trouble> {
    pages::ask(platform, by, command).await.map(drop).map_err(Trouble::Asked)
}

/// Labels of the fields a form can miss, by the field's name.
const LABELS: [(&str, &str); 12] = [
    ("business", "business-existing"),
    ("waba", "waba-existing"),
    ("name", "business-name"),
    ("email", "business-email"),
    ("website", "business-website"),
    ("country", "business-country"),
    ("waba_name", "profile-waba-name"),
    ("display_name", "profile-display-name"),
    ("timezone_id", "profile-timezone"),
    ("vertical", "profile-category"),
    ("number", "number-number"),
    ("code", "verify-code"),
];

impl Trouble {
    /// The problem in the person's words.
    pub(crate) fn problem(&self, words: &Words) -> Problem {
        match self {
            Self::Missing(field) => missing(words, field),
            Self::Asked(AskError::Refused(Refusal::BadValue { field, .. }))
                if LABELS.iter().any(|(name, _)| name == field) =>
            {
                missing(words, field)
            }
            Self::Asked(AskError::Refused(refusal)) => refused(words, refusal),
            Self::Asked(AskError::Down(_)) => Problem {
                field: None,
                text: words.say("refusal-down"),
                advice: words.say("refusal-down.advice"),
            },
        }
    }
}

/// What is wrong with a field of the login page; nothing if it has no such field.
pub(crate) fn missing_at_login(words: &Words, field: &str) -> Option<Problem> {
    let fields = [("name", "login-name"), ("email", "login-email")];
    let (field, label) = fields.into_iter().find(|(name, _)| *name == field)?;
    let label = words.say(label);
    Some(check_field(words, field, &label))
}

fn missing(words: &Words, field: &'static str) -> Problem {
    let label =
        LABELS.iter().find(|(name, _)| *name == field).map_or("frame-problem", |(_, key)| key);
    check_field(words, field, &words.say(label))
}

fn check_field(words: &Words, field: &'static str, label: &str) -> Problem {
    Problem {
        field: Some(field),
        text: words.say_with("frame-check-field", &[("label", label)]),
        advice: String::new(),
    }
}

/// A refusal in the person's words.
pub(crate) fn refused(words: &Words, refusal: &Refusal) -> Problem {
    let args = refusal.args();
    let values: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let key = refusal.key();
    Problem {
        field: field_of(refusal),
        text: words.say_with(key, &values),
        advice: words.say_with(&format!("{key}.advice"), &values),
    }
}

/// The field a refusal is about.
fn field_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::NameUnacceptable { .. } => Some("display_name"),
        Refusal::NumberListed { .. }
        | Refusal::NumberInUse { .. }
        | Refusal::NumberConnected { .. }
        | Refusal::NumberOnMessenger { .. }
        | Refusal::NumberOnBusinessApp { .. }
        | Refusal::NumberBeingFreed { .. }
        | Refusal::NumberBehindVoiceMenu { .. } => Some("number"),
        Refusal::CodeWrong | Refusal::CodeExpired | Refusal::GuessesLocked { .. } => Some("code"),
        Refusal::NotBusinessAdmin { .. } => Some("business"),
        _ => None,
    }
}
