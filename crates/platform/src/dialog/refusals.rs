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
    /// The number under which it is reported (experience §1.3).
    pub error_id: u64,
}

impl Problem {
    /// One that was ordered, with what it says: what helps against it is unknown.
    pub(super) const fn ordered(text: String) -> Self {
        Self { field: None, text, advice: String::new(), error_id: UNNAMED }
    }
}

/// Asks the world, and says whether it went through.
///
/// # Errors
/// Why not.
pub(crate) async fn tried(platform: &Platform, by: Actor, command: Command) -> Result<(), Trouble> {
    pages::ask(platform, by, command).await.map(drop).map_err(Trouble::Asked)
}

/// Labels of the fields a form can miss, by the field's name.
const LABELS: [(&str, &str); 14] = [
    ("business", "business-existing"),
    ("waba", "waba-existing"),
    ("profile", "waba-profile"),
    ("description", "profile-description"),
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
                error_id: UNNAMED,
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
        error_id: UNNAMED,
    }
}

/// A refusal in the person's words.
pub(crate) fn refused(words: &Words, refusal: &Refusal) -> Problem {
    let mentions = refusal.args();
    let key = refusal.key();
    Problem {
        field: field_of(refusal),
        text: words.say_about(key, &mentions),
        advice: words.say_about(&format!("{key}.advice"), &mentions),
        error_id: error_id(refusal),
    }
}

/// The number of a problem that has none of its own.
const UNNAMED: u64 = 1;

/// The number Meta shows with a problem of the signup (experience §1.3).
fn error_id(refusal: &Refusal) -> u64 {
    match refusal {
        Refusal::BusinessLimit { .. } => 1_690_114,
        Refusal::WabaQuota { .. } => 2_388_098,
        Refusal::WabaLimit { .. } => 2_494_067,
        Refusal::WabaDisabled => 2_655_089,
        Refusal::SharedWithAnother { .. } => 2_494_028,
        Refusal::NumberListed { .. }
        | Refusal::NumberConnected { .. }
        | Refusal::NumberInUse { .. }
        | Refusal::NumberOnMessenger { .. }
        | Refusal::NumberOnBusinessApp { .. } => 3_441_030,
        Refusal::NumberLimit { .. } | Refusal::VerificationNotStarted => 2_388_002,
        Refusal::CodeTooSoon { .. } | Refusal::TooManyCodes { .. } => 2_494_158,
        Refusal::NumberBehindVoiceMenu { .. } => 2_388_091,
        Refusal::CodeWrong | Refusal::CodeExpired | Refusal::NoCodeSent => 2_593_039,
        Refusal::GuessesLocked { .. } => 2_388_093,
        _ => UNNAMED,
    }
}

/// The field a refusal is about.
fn field_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::NameUnacceptable { .. } => Some("display_name"),
        Refusal::NumberListed { .. }
        | Refusal::NumberInUse { .. }
        | Refusal::NumberConnected { .. }
        | Refusal::TwoStepOn { .. }
        | Refusal::MigrationRefused { .. }
        | Refusal::NumberOnMessenger { .. }
        | Refusal::NumberOnBusinessApp { .. }
        | Refusal::NumberBeingFreed { .. }
        | Refusal::NumberBehindVoiceMenu { .. } => Some("number"),
        Refusal::CodeWrong | Refusal::CodeExpired | Refusal::GuessesLocked { .. } => Some("code"),
        Refusal::NotBusinessAdmin { .. }
        | Refusal::BusinessLimit { .. }
        | Refusal::AccountTooNew { .. } => Some("business"),
        Refusal::WabaLimit { .. }
        | Refusal::WabaQuota { .. }
        | Refusal::WabaDisabled
        | Refusal::SharedWithAnother { .. } => Some("waba"),
        _ => None,
    }
}
