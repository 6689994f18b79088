//! What was seen of one client, gathered afresh each round.

use std::collections::BTreeSet;

use graph::id::{BusinessId, PhoneNumberId, WabaId};
use graph::status::{NameStatus, PhoneStatus};
use jiff::Timestamp;

/// Everything [`crate::plan`] may look at: one WABA with its business and numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The account.
    pub waba: WabaId,
    /// Whether the platform still shows it to us (requirement A11).
    pub shared: bool,
    /// Who owns it (requirement C05); unknown until our system user may read it.
    pub business: Option<(BusinessId, String)>,
    /// Whether the business passed verification (requirement E03).
    pub verified: bool,
    /// Whether the platform disabled the account (requirement D02).
    pub disabled: bool,
    /// As whom we act, and whether that suffices (requirements A03, A04).
    pub system_user: SystemUser,
    /// Our credit line towards this client (requirement G01).
    pub credit: Credit,
    /// Whether our app gets the account's webhooks (contract §3.7).
    pub subscribed: bool,
    /// How numbers are run.
    pub hosting: Hosting,
    /// The numbers, in the platform's order.
    pub phones: Vec<SeenPhone>,
    /// Whether the business left an address for letters.
    pub contact: bool,
    /// What operators were told already: keys of [`crate::Notice::key`].
    pub told: BTreeSet<String>,
}

/// As whom the provider acts (requirement A04).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemUser {
    /// Reaches every shared account without being assigned.
    Admin,
    /// Reaches an account only once it is assigned to it.
    Employee {
        /// Whether it is.
        assigned: bool,
    },
}

/// Our credit line towards one client (contract §5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credit {
    /// No allocation that funds this account.
    Missing,
    /// An allocation exists and the account's funding is the allocation's credential
    /// (contract §5.6).
    Shared,
    /// The account is no longer shared, yet an allocation is alive that serves no other account of
    /// the same business.
    Leftover,
}

/// How the provider runs a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hosting {
    /// One client instance for each number, registered with the certificate (requirement E06).
    Client,
    /// The platform's cloud, registered with a PIN (contract §4.5).
    Cloud,
}

/// One number of the account.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenPhone {
    /// The node.
    pub id: PhoneNumberId,
    /// As people read it, such as `+1 631-555-1111`.
    pub display: String,
    /// The review of the display name (contract §9.4).
    pub name: NameStatus,
    /// Where the number stands (contract §9.8).
    pub status: PhoneStatus,
    /// Whether it runs in the unverified trial (`account_mode` SANDBOX).
    pub trial: bool,
    /// When the trial ends; only while [`Self::trial`].
    pub trial_ends: Option<Timestamp>,
    /// Whether a code proved that the business has the number (contract §4.1).
    pub code_verified: bool,
    /// Digest of the certificate to be installed: the new one after an approved rename
    /// (requirement D08).
    pub certificate: Option<String>,
    /// Digest of the certificate our client registered with last.
    pub installed: Option<String>,
    /// Our client instance; [`ClientState::None`] with [`Hosting::Cloud`].
    pub client: ClientState,
    /// Whether the number is registered with the platform's cloud.
    pub registered: bool,
    /// Whether an approved new name waits for a registration (contract §9.4).
    pub renamed: bool,
    /// When we called `register`, as far back as the budget looks.
    pub registers: Vec<Timestamp>,
    /// When the platform last refused our PIN (contract §4.5, error 133005).
    pub pin_refused: Option<Timestamp>,
    /// When the platform accepted our first message.
    pub probed: Option<Timestamp>,
    /// When our first message was sent and the answer lost, as far back as the budget looks.
    pub probes: Vec<Timestamp>,
}

/// Our client instance for one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientState {
    /// There is none.
    None,
    /// Started, does not answer yet.
    Starting,
    /// It answers.
    Running {
        /// Whether it is connected with the platform.
        connected: bool,
    },
    /// It was started and is gone.
    Failed {
        /// Since when.
        since: Timestamp,
    },
}

/// Why a number cannot be used at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Off {
    /// The unverified trial ran out (requirement E03).
    TrialEnded,
    /// The number was banned, or the account was disabled (requirement D03).
    Banned,
    /// The number was deleted or moved elsewhere.
    Gone,
    /// The account is no longer shared with us (requirement A11).
    Unshared,
}

impl Seen {
    /// Why this number is off, if it is.
    #[must_use]
    pub fn off(&self, phone: &SeenPhone) -> Option<Off> {
        if !self.shared {
            return Some(Off::Unshared);
        }
        match phone.status {
            PhoneStatus::Deleted | PhoneStatus::Migrated => Some(Off::Gone),
            PhoneStatus::Banned => Some(Off::Banned),
            _ if self.disabled => Some(Off::Banned),
            PhoneStatus::Unverified if !self.verified => Some(Off::TrialEnded),
            _ => None,
        }
    }

    /// Whether our system user may act on the account.
    #[must_use]
    pub fn reachable(&self) -> bool {
        self.shared && self.system_user != SystemUser::Employee { assigned: false }
    }
}

impl SeenPhone {
    /// Whether the platform lets it message (contract §4.1): connected, even if slowed down.
    #[must_use]
    pub fn connected(&self) -> bool {
        matches!(
            self.status,
            PhoneStatus::Connected
                | PhoneStatus::Flagged
                | PhoneStatus::Restricted
                | PhoneStatus::RateLimited
        )
    }

    /// Whether it is run by `hosting` and the platform lets it message.
    #[must_use]
    pub fn usable(&self, hosting: Hosting) -> bool {
        let hosted = match hosting {
            Hosting::Client => {
                self.client == (ClientState::Running { connected: true })
                    && self.installed.is_some()
            }
            Hosting::Cloud => self.registered,
        };
        hosted && self.connected()
    }

    /// Whether no client can be started for want of a certificate: none is offered
    /// (requirement E04), and none runs that goes on with an older one.
    #[must_use]
    pub fn lacks_certificate(&self) -> bool {
        self.certificate.is_none() && (self.installed.is_none() || self.client == ClientState::None)
    }

    /// Whether it is in full use: usable, and the first message was accepted.
    #[must_use]
    pub fn live(&self, hosting: Hosting) -> bool {
        self.usable(hosting) && self.probed.is_some()
    }
}
