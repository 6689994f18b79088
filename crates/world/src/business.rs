//! A business portfolio: the party that owns WABAs, or the provider they are shared with.

use graph::id::{AllocationId, AppId, BusinessId, CreditLineId, PersonId, SystemUserId, WabaId};
use graph::status::VerificationStatus;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::few::Few;
use crate::rare::{Rare, blank};
use crate::verification::Paperwork;

/// A business portfolio (contract §2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Business {
    /// Its id.
    pub id: BusinessId,
    /// What it told about itself.
    pub profile: BusinessProfile,
    /// When it was created.
    pub created_at: Timestamp,
    /// The person who created it, if a person did.
    pub created_by: Option<PersonId>,
    /// Whether Meta knows it as a provider (requirement A07).
    pub provider: bool,
    /// How far its verification is.
    pub verification: Verification,
    /// What was handed in for its verification.
    pub paperwork: Rare<Paperwork>,
    /// Its people and what they may do.
    pub people: Few<PersonId, Role>,
    /// Its apps, oldest first.
    pub apps: Vec<AppId>,
    /// Its system users, oldest first; those of apps' integrations included.
    pub system_users: Vec<SystemUserId>,
    /// The WABAs it owns, oldest first.
    pub owned_wabas: Vec<WabaId>,
    /// The WABAs others share with it, in the order of sharing.
    pub client_wabas: Vec<WabaId>,
    /// The credit lines it owns.
    pub credit_lines: Vec<CreditLineId>,
    /// The allocations it received, revoked ones included, oldest first.
    pub received_allocations: Vec<AllocationId>,
}

blank!(Paperwork);

/// What a business tells about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessProfile {
    /// Its name, at most 100 characters.
    pub name: String,
    /// Its legal entity's name.
    pub legal_name: String,
    /// Where its notices go.
    pub email: String,
    /// Its website.
    pub website: String,
    /// Two-letter country code.
    pub country: String,
    /// Its postal address.
    pub address: Option<String>,
    /// Its telephone, as it was typed.
    pub phone: Option<String>,
}

/// What a person may do in a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything.
    Admin,
    /// Looks, but signs nothing up (requirement A12).
    Employee,
}

/// How far the verification of a business is (contract §9.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verification {
    /// Nothing was asked for.
    NotStarted,
    /// Started; nothing is handed in yet.
    PendingSubmission {
        /// Since when.
        since: Timestamp,
    },
    /// Asked for; Meta looks at it.
    Pending {
        /// Since when.
        since: Timestamp,
    },
    /// Meta wants to see more; the business knows what.
    NeedMoreInfo {
        /// Since when.
        since: Timestamp,
    },
    /// Meta knows the business is what it says.
    Verified {
        /// Since when.
        since: Timestamp,
    },
    /// Meta did not believe it; papers may be handed in again.
    Rejected {
        /// Since when.
        since: Timestamp,
    },
    /// Meta did not believe the last try; there is no other.
    Failed {
        /// Since when.
        since: Timestamp,
    },
    /// Verified once, too long ago.
    Expired {
        /// Since when.
        since: Timestamp,
    },
    /// Verified once; Meta took it back.
    Revoked {
        /// Since when.
        since: Timestamp,
    },
}

impl Verification {
    /// The word on the wire.
    pub const fn status(self) -> VerificationStatus {
        match self {
            Self::NotStarted => VerificationStatus::NotVerified,
            Self::PendingSubmission { .. } => VerificationStatus::PendingSubmission,
            Self::Pending { .. } => VerificationStatus::Pending,
            Self::NeedMoreInfo { .. } => VerificationStatus::PendingNeedMoreInfo,
            Self::Verified { .. } => VerificationStatus::Verified,
            Self::Rejected { .. } => VerificationStatus::Rejected,
            Self::Failed { .. } => VerificationStatus::Failed,
            Self::Expired { .. } => VerificationStatus::Expired,
            Self::Revoked { .. } => VerificationStatus::Revoked,
        }
    }

    /// Whether it was started at least once, which is what requirement D05 asks.
    pub const fn started(self) -> bool {
        !matches!(self, Self::NotStarted)
    }
}

impl Business {
    /// Whether Meta has verified it.
    pub const fn is_verified(&self) -> bool {
        matches!(self.verification, Verification::Verified { .. })
    }

    /// Whether this person administers it.
    pub fn is_admin(&self, person: PersonId) -> bool {
        self.people.get(&person) == Some(&Role::Admin)
    }
}
