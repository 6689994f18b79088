//! What end customers do besides writing and reading: they block or report a business, and stop its
//! marketing (contract §4.8, §9.1). The desk plays them, or the last digits of their number do.

use graph::id::{PhoneNumberId, TemplateId};
use graph::phone_number::E164;
use serde::{Deserialize, Serialize};

/// What a customer does about one business number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerCommand {
    /// The customer.
    pub customer: E164,
    /// The business number.
    pub phone: PhoneNumberId,
    /// What it does.
    pub act: Act,
}

/// What a customer can do about a business number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Blocks it: no message arrives any more.
    Block,
    /// Takes that back.
    Unblock,
    /// Reports it as spam.
    Report,
    /// Wants no marketing from it.
    StopMarketing,
    /// Wants marketing again.
    ResumeMarketing,
}

impl Act {
    /// All of them, as lists show them.
    pub const ALL: [Self; 5] =
        [Self::Block, Self::Unblock, Self::Report, Self::StopMarketing, Self::ResumeMarketing];

    /// The word in forms and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Unblock => "unblock",
            Self::Report => "report",
            Self::StopMarketing => "stop_marketing",
            Self::ResumeMarketing => "resume_marketing",
        }
    }

    /// The one with this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// Something a customer did about a business number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum CustomerEvent {
    /// It blocked it; `template` is what it got last, if that was one.
    Blocked { customer: E164, phone: PhoneNumberId, template: Option<TemplateId> },
    /// It took that back.
    Unblocked { customer: E164, phone: PhoneNumberId },
    /// It reported it.
    Reported { customer: E164, phone: PhoneNumberId, template: Option<TemplateId> },
    /// It wants no marketing from it.
    MarketingStopped { customer: E164, phone: PhoneNumberId },
    /// It wants marketing again.
    MarketingResumed { customer: E164, phone: PhoneNumberId },
}
