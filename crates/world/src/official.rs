//! Official business accounts: the green mark of a number (requirement D10).

use graph::id::PhoneNumberId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An application for the mark, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// Why the business says it is notable.
    pub statement: String,
    /// Articles about it, and other proof.
    pub links: Vec<String>,
    /// How far it is.
    pub stage: OfficialStage,
}

/// How far an application is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfficialStage {
    /// Meta looks at it.
    Pending {
        /// Since when.
        since: Timestamp,
    },
    /// The number has the mark.
    Granted {
        /// Since when.
        at: Timestamp,
    },
    /// The business took it back; it may be applied for again.
    Cancelled {
        /// When.
        at: Timestamp,
    },
    /// It has not; it may be applied for again later.
    Declined {
        /// When.
        at: Timestamp,
    },
}

impl OfficialStage {
    /// The word of `oba_status`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending { .. } => "PENDING",
            Self::Granted { .. } => "APPROVED",
            Self::Declined { .. } => "REJECTED",
            Self::Cancelled { .. } => "CANCELLED",
        }
    }

    /// The sentence of `status_message`.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Pending { .. } => "Your Official Business Account application is under review",
            Self::Granted { .. } => "Your Official Business Account has been approved",
            Self::Declined { .. } => {
                "Your Official Business Account application was rejected. Please review the \
                 requirements and reapply."
            }
            Self::Cancelled { .. } => {
                "Your Official Business Account application has been cancelled"
            }
        }
    }
}

/// What becomes true about an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum OfficialEvent {
    /// The mark was applied for.
    Applied { phone: PhoneNumberId, statement: String, links: Vec<String> },
    /// The number has it.
    Granted { phone: PhoneNumberId },
    /// The business took its application back.
    Withdrawn { phone: PhoneNumberId },
    /// It has not.
    Declined { phone: PhoneNumberId, reason: Option<String> },
}
