//! Credit lines and their shares: the provider pays, per business it can be revoked (contract §5).

use std::collections::BTreeSet;

use graph::id::{AllocationId, BusinessId, CredentialId, CreditLineId};
use graph::status::Currency;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An extended credit, also called a credit line (contract §5.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditLine {
    /// Its id.
    pub id: CreditLineId,
    /// The provider it belongs to: the bill-to party (requirement G02).
    pub owner: BusinessId,
    /// The legal entity that pays.
    pub legal_entity_name: String,
    /// What it can be attached in.
    pub currencies: Currencies,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Its shares, revoked ones included, oldest first.
    pub allocations: Vec<AllocationId>,
}

/// The currencies of a credit line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currencies {
    /// What the owner's own WABAs pay in.
    pub own: Currency,
    /// What it can be attached in.
    pub accepted: BTreeSet<Currency>,
}

impl Default for Currencies {
    /// US dollars, and every currency of contract §5.2 for clients.
    fn default() -> Self {
        Self { own: Currency::Usd, accepted: Currency::ALL.iter().copied().collect() }
    }
}

/// One share of a line with one business: an allocation config (contract §5.4, requirement G06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// Its id: the "credit sharing id".
    pub id: AllocationId,
    /// The line.
    pub line: CreditLineId,
    /// The provider whose line it is.
    pub owner: BusinessId,
    /// The business it is shared with.
    pub receiving: BusinessId,
    /// What that business's WABAs pay with.
    pub credential: CredentialId,
    /// How it is shared.
    pub terms: crate::money::ShareTerms,
    /// Whether it still counts.
    pub stage: AllocationStage,
}

/// Whether a share still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AllocationStage {
    /// It does.
    Active {
        /// Since when.
        since: Timestamp,
    },
    /// It was revoked; the node stays readable with `request_status` `DELETED` (contract §5.5).
    Deleted {
        /// When.
        at: Timestamp,
    },
}

impl Allocation {
    /// Whether it still counts.
    pub const fn is_active(&self) -> bool {
        matches!(self.stage, AllocationStage::Active { .. })
    }
}
