//! A WhatsApp Business Account: owned by a business, shared with a provider (contract §3).

use std::collections::BTreeSet;

use graph::id::{
    AllocationId, AppId, BusinessId, CredentialId, CreditLineId, PhoneNumberId, SystemUserId,
    TemplateId, WabaId,
};
use graph::status::{AccountReviewStatus, Currency, Task};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::enforcement::Enforcement;
use crate::few::Few;
use crate::policy::Violation;
use crate::rare::{Rare, blank};

/// A WhatsApp Business Account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waba {
    /// Its id.
    pub id: WabaId,
    /// Its owner, for good (requirement A01).
    pub owner: BusinessId,
    /// Its internal name.
    pub name: String,
    /// Facebook's number of its time zone (contract §3.1).
    pub timezone_id: u32,
    /// Namespace of its templates: a UUID with underscores.
    pub namespace: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// The providers it is shared with, and since when (requirement A07).
    pub shared_with: Few<BusinessId, Timestamp>,
    /// The background check against Meta's policies (requirement D01).
    pub check: PolicyCheck,
    /// What it has coming for breaking them (contract §9.9).
    pub enforcement: Rare<Enforcement>,
    /// Who pays.
    pub funding: Funding,
    /// System users assigned to it, and their tasks (requirement A03).
    pub assigned: Few<SystemUserId, BTreeSet<Task>>,
    /// Apps that get its webhooks (contract §3.7).
    pub subscriptions: Few<AppId, Subscription>,
    /// Its phone numbers, in the order they were added.
    pub phones: Vec<PhoneNumberId>,
    /// Its message templates, in the order they were created.
    pub templates: Vec<TemplateId>,
}

blank!(Enforcement);

/// An app's subscription to a WABA.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Since when.
    pub since: Timestamp,
    /// Another address for the field `messages` (contract §6.1).
    pub callback: Option<Box<CallbackOverride>>,
}

/// Another address for the webhooks of one WABA (contract §3.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackOverride {
    /// The address.
    pub url: String,
    /// What the handshake showed.
    pub verify_token: String,
}

/// How far the background check of a WABA is (requirements D01 to D03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PolicyCheck {
    /// It concludes by itself.
    Running {
        /// When.
        concludes_at: Timestamp,
    },
    /// Nothing was found.
    Passed {
        /// When.
        at: Timestamp,
    },
    /// The WABA is disabled.
    Failed {
        /// Since when.
        at: Timestamp,
        /// What was found.
        violation: Violation,
        /// Where the appeal stands.
        appeal: Appeal,
    },
}

/// Where the appeal against a disabled WABA stands (requirement D02).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Appeal {
    /// None was made; the business may.
    Open,
    /// Meta looks at it.
    Pending {
        /// Since when.
        since: Timestamp,
    },
    /// It was turned down: the decision stays.
    Declined {
        /// Since when.
        since: Timestamp,
    },
}

/// Who pays for a WABA's messages (contract §5, requirement F04).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Funding {
    /// Nobody: templates fail.
    None,
    /// Its owner's own credit line.
    Own {
        /// The line.
        line: CreditLineId,
        /// `primary_funding_id`.
        credential: CredentialId,
        /// Fixed once set.
        currency: Currency,
    },
    /// A provider's credit line.
    Attached {
        /// The line.
        line: CreditLineId,
        /// The share of the line.
        allocation: AllocationId,
        /// `primary_funding_id`: the allocation's `receiving_credential`.
        credential: CredentialId,
        /// Fixed once set.
        currency: Currency,
    },
    /// A payment method of the owner's own (where businesses pay: requirement G02).
    Direct {
        /// `primary_funding_id`.
        credential: CredentialId,
        /// Fixed once set.
        currency: Currency,
    },
    /// A provider's credit line that was taken away (requirement G03).
    Revoked {
        /// The line it had; another line would need a new WABA (contract §5.2).
        line: CreditLineId,
        /// Stays fixed.
        currency: Currency,
    },
}

impl Funding {
    /// What the WABA pays with now: `primary_funding_id` (contract §5.6).
    pub const fn credential(self) -> Option<CredentialId> {
        match self {
            Self::Own { credential, .. }
            | Self::Direct { credential, .. }
            | Self::Attached { credential, .. } => Some(credential),
            Self::None | Self::Revoked { .. } => None,
        }
    }

    /// The share of a provider's line it pays with now.
    pub const fn allocation(self) -> Option<AllocationId> {
        match self {
            Self::Attached { allocation, .. } => Some(allocation),
            Self::None | Self::Own { .. } | Self::Direct { .. } | Self::Revoked { .. } => None,
        }
    }

    /// The credit line that pays now.
    pub const fn line(self) -> Option<CreditLineId> {
        match self {
            Self::Own { line, .. } | Self::Attached { line, .. } => Some(line),
            Self::None | Self::Direct { .. } | Self::Revoked { .. } => None,
        }
    }

    /// The currency, once fixed.
    pub const fn currency(self) -> Option<Currency> {
        match self {
            Self::None => None,
            Self::Own { currency, .. }
            | Self::Direct { currency, .. }
            | Self::Attached { currency, .. }
            | Self::Revoked { currency, .. } => Some(currency),
        }
    }
}

impl Waba {
    /// The word of `account_review_status` (contract §9.6).
    pub const fn review(&self) -> AccountReviewStatus {
        match self.check {
            PolicyCheck::Running { .. } => AccountReviewStatus::Pending,
            PolicyCheck::Passed { .. } => AccountReviewStatus::Approved,
            PolicyCheck::Failed { .. } => AccountReviewStatus::Rejected,
        }
    }

    /// Whether the policy check disabled it.
    pub const fn is_disabled(&self) -> bool {
        matches!(self.check, PolicyCheck::Failed { .. })
    }

    /// Whether the policy check found nothing.
    pub const fn passed(&self) -> bool {
        matches!(self.check, PolicyCheck::Passed { .. })
    }

    /// Whether this business is one of the parties it is shared with.
    pub fn is_shared_with(&self, business: BusinessId) -> bool {
        self.shared_with.contains_key(&business)
    }
}
