//! The display name of a number and Meta's review of it (contract §9.4).

use graph::status::NameStatus;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The name customers see, and the one it is to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayName {
    /// The name in use.
    pub current: String,
    /// How far its review is.
    pub review: NameReview,
    /// A change under way: `new_display_name` (contract §4.1).
    pub change: Option<NameChange>,
}

/// A new name on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameChange {
    /// The name asked for.
    pub name: String,
    /// How far its review is.
    pub review: NameReview,
}

/// How far the review of one name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameReview {
    /// Usable, not looked at: the review waits for the business's verification (requirement D07).
    NotStarted,
    /// Meta looks at it.
    Pending {
        /// Since when.
        since: Timestamp,
    },
    /// Granted.
    Approved {
        /// When.
        at: Timestamp,
    },
    /// Refused.
    Declined {
        /// When.
        at: Timestamp,
        /// Why.
        reason: NameReason,
    },
}

/// Why a name was declined (contract §6.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NameReason {
    /// Its form breaks the rules.
    NameFormatUnacceptable,
    /// It does not fit how the business shows itself elsewhere.
    NameNotConsistent,
}

impl NameReason {
    /// The word of the webhook.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NameFormatUnacceptable => "NAME_FORMAT_UNACCEPTABLE",
            Self::NameNotConsistent => "NAME_NOT_CONSISTENT",
        }
    }
}

impl NameReview {
    /// The word on the wire.
    pub const fn status(self) -> NameStatus {
        match self {
            Self::NotStarted => NameStatus::AvailableWithoutReview,
            Self::Pending { .. } => NameStatus::PendingReview,
            Self::Approved { .. } => NameStatus::Approved,
            Self::Declined { .. } => NameStatus::Declined,
        }
    }

    /// Whether a certificate with this name can be downloaded (contract §8).
    pub const fn allows_certificate(self) -> bool {
        matches!(self, Self::NotStarted | Self::Approved { .. })
    }

    /// Whether it was granted.
    pub const fn is_approved(self) -> bool {
        matches!(self, Self::Approved { .. })
    }

    /// Whether Meta is looking at it.
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Pending { .. })
    }
}

/// What is wrong with a display name on its face (the rules a machine can check).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Fewer than 3 or more than 255 characters.
    Length,
    /// An address of the web instead of a name.
    Address,
    /// Emoji or symbols.
    Symbols,
    /// A trademark of the platform.
    Trademark,
}

impl NameProblem {
    /// The key under which pages find the translated sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Length => "refusal-name-length",
            Self::Address => "refusal-name-address",
            Self::Symbols => "refusal-name-symbols",
            Self::Trademark => "refusal-name-trademark",
        }
    }

    /// The problem as an English sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Length => "A display name has 3 to 255 characters.",
            Self::Address => "A display name is no web address.",
            Self::Symbols => "A display name has no emoji or symbols.",
            Self::Trademark => "A display name may not use the names WhatsApp or Facebook.",
        }
    }
}

/// Looks at a display name as a machine can; the rest is for the review.
pub(crate) fn judge(name: &str) -> Result<(), NameProblem> {
    let lower = name.trim().to_lowercase();
    let length = lower.chars().count();
    if !(3..=255).contains(&length) {
        return Err(NameProblem::Length);
    }
    if lower.contains("://") || lower.starts_with("www.") || lower.ends_with(".com") {
        return Err(NameProblem::Address);
    }
    let punctuation = |c: char| " &'’-.,+!/()".contains(c);
    if !name.trim().chars().all(|c| is_letter(c) || c.is_ascii_digit() || punctuation(c)) {
        return Err(NameProblem::Symbols);
    }
    if lower.contains("whatsapp") || lower.contains("facebook") {
        return Err(NameProblem::Trademark);
    }
    Ok(())
}

/// Letters and digits of any script, and the marks that belong to letters.
fn is_letter(c: char) -> bool {
    let marks = matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}');
    c.is_alphanumeric() || marks || matches!(c, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_on_their_face() {
        for name in
            ["Lucky Shrub", "Bäckerei Müller & Söhne", "مخبز السعادة", "विजय स्टोर", "7-Eleven"]
        {
            assert_eq!(judge(name), Ok(()), "{name}");
        }
        assert_eq!(judge("FP"), Err(NameProblem::Length));
        assert_eq!(judge(&"x".repeat(256)), Err(NameProblem::Length));
        assert_eq!(judge("https://shop.example"), Err(NameProblem::Address));
        assert_eq!(judge("www.shop.example"), Err(NameProblem::Address));
        assert_eq!(judge("Best 🌵 Shop"), Err(NameProblem::Symbols));
        assert_eq!(judge("Shop®"), Err(NameProblem::Symbols));
        assert_eq!(judge("WhatsApp Help"), Err(NameProblem::Trademark));
    }
}
