//! What Meta does to an account that breaks its policies: warnings, restrictions, locks, and the
//! end of the account (contract §9.9, requirements D02, D03).

use std::collections::{BTreeMap, BTreeSet};

use graph::id::WabaId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::policy::Violation;
use crate::waba::{Appeal, PolicyCheck, Waba};

/// What an account may not do for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionKind {
    /// Start conversations, or send templates.
    BizInitiatedMessaging,
    /// Answer customers who wrote first.
    CustomerInitiatedMessaging,
    /// Add phone numbers.
    AddPhoneNumber,
}

impl RestrictionKind {
    /// All kinds.
    pub const ALL: [Self; 3] =
        [Self::BizInitiatedMessaging, Self::CustomerInitiatedMessaging, Self::AddPhoneNumber];

    /// The word of `restriction_type` (contract §6.4).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BizInitiatedMessaging => "RESTRICTED_BIZ_INITIATED_MESSAGING",
            Self::CustomerInitiatedMessaging => "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
            Self::AddPhoneNumber => "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
        }
    }

    /// The kind of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What it forbids, in words.
    pub const fn forbids(self) -> &'static str {
        match self {
            Self::BizInitiatedMessaging => "start conversations or send message templates",
            Self::CustomerInitiatedMessaging => "answer messages of customers",
            Self::AddPhoneNumber => "add phone numbers",
        }
    }
}

/// What an account has coming.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforcement {
    /// What it may not do, and until when.
    pub restrictions: BTreeMap<RestrictionKind, Timestamp>,
    /// A lock, or the announced end of the account.
    pub sanction: Option<Sanction>,
    /// All violations found so far, oldest first.
    pub breaches: Vec<Breach>,
    /// All appeals made so far, oldest first.
    pub appeals: Vec<AppealRecord>,
}

/// A lock, or the announced end of an account: both last until an appeal is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sanction {
    /// Which of the two.
    pub kind: SanctionKind,
    /// What was found.
    pub violation: Violation,
    /// Since when.
    pub since: Timestamp,
    /// Where the appeal stands.
    pub appeal: Appeal,
}

/// What a sanction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SanctionKind {
    /// Nothing can be sent.
    Locked,
    /// The account is disabled at this time, unless an appeal is in review then.
    DisableAt(Timestamp),
}

/// A violation that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub violation: Violation,
    /// What followed, in words.
    pub consequence: String,
}

/// An appeal that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealRecord {
    /// When.
    pub made_at: Timestamp,
    /// Why the business thinks it was a mistake.
    pub statement: String,
    /// When it was decided, and whether the decision was reversed.
    pub decided: Option<(Timestamp, bool)>,
}

/// A step of the ladder of contract §9.9.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Only told.
    Warn,
    /// Something is forbidden for some days.
    Restrict {
        /// What.
        kinds: BTreeSet<RestrictionKind>,
        /// For how many days.
        days: i64,
    },
    /// Nothing can be sent until an appeal is granted.
    Lock,
    /// The account is disabled after some days.
    ScheduleDisable {
        /// After how many.
        days: i64,
    },
    /// The account is disabled at once.
    Disable,
}

/// What becomes true of an account that breaks the policies. Being disabled is
/// `Event::PolicyCheckFailed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum EnforcementEvent {
    /// The business was told, nothing more.
    Warned { waba: WabaId, violation: Violation },
    /// Something is forbidden for a while.
    Restricted {
        waba: WabaId,
        violation: Violation,
        kinds: BTreeSet<RestrictionKind>,
        until: Timestamp,
    },
    /// A restriction is over.
    RestrictionEnded { waba: WabaId, restriction: RestrictionKind },
    /// Nothing can be sent.
    Locked { waba: WabaId, violation: Violation },
    /// The account will be disabled.
    DisableScheduled { waba: WabaId, violation: Violation, disables_at: Timestamp },
    /// The check of the account takes longer: people look at it.
    CheckDeferred { waba: WabaId },
    /// The desk took a lock or the announced end of the account back.
    Lifted { waba: WabaId },
}

impl Waba {
    /// Where the appeal against what happened to it stands; `None`: there is nothing to appeal
    /// against.
    pub fn appeal(&self) -> Option<Appeal> {
        match (&self.check, &self.enforcement.sanction) {
            (PolicyCheck::Failed { appeal, .. }, _) => Some(*appeal),
            (_, Some(sanction)) => Some(sanction.appeal),
            (_, None) => None,
        }
    }

    /// What is held against it, and since when.
    pub fn held_against(&self) -> Option<(Violation, Timestamp)> {
        match (&self.check, &self.enforcement.sanction) {
            (PolicyCheck::Failed { violation, at, .. }, _) => Some((*violation, *at)),
            (_, Some(sanction)) => Some((sanction.violation, sanction.since)),
            (_, None) => None,
        }
    }

    /// Whether it is locked: it exists, but sends nothing.
    pub fn is_locked(&self) -> bool {
        matches!(self.enforcement.sanction, Some(Sanction { kind: SanctionKind::Locked, .. }))
    }

    /// When it is disabled, if that was announced.
    pub fn disables_at(&self) -> Option<Timestamp> {
        match self.enforcement.sanction {
            Some(Sanction { kind: SanctionKind::DisableAt(at), .. }) => Some(at),
            _ => None,
        }
    }
}
