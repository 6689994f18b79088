//! What was seen of one client, gathered afresh each round.

use std::collections::BTreeSet;

use graph::id::{BusinessId, PhoneNumberId, WabaId};
use graph::status::{MessagingLimitTier, NameStatus, PhoneStatus, QualityRating};
use jiff::Timestamp;

use crate::guidance::{Guidance, Refused, guidance};
use crate::offboard::Left;
use crate::token::Tokens;

/// Everything [`crate::plan`] may look at: one WABA with its business and numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The account.
    pub waba: WabaId,
    /// Whether we may change anything about it.
    pub mode: Mode,
    /// Which of our tokens are accepted.
    pub tokens: Tokens,
    /// Whether the platform still shows it to us (requirement A11).
    pub shared: bool,
    /// What of taking leave was done; of meaning only while it is not shared.
    pub left: Left,
    /// Who owns it (requirement C05); unknown until our system user may read it.
    pub business: Option<(BusinessId, String)>,
    /// Whether the business passed verification (requirement E03).
    pub verified: bool,
    /// Whether the platform reviews the business right now.
    pub verifying: bool,
    /// Whether the platform disabled the account (requirement D02).
    pub disabled: bool,
    /// What the platform says can be done about that, in its words: whether the business may
    /// appeal, and how its appeal stands.
    pub remedy: Option<String>,
    /// As whom we act, and whether that suffices (requirements A03, A04).
    pub system_user: SystemUser,
    /// Whether it was looked at with the admin's token, for want of an assignment: what is seen
    /// then is true, and nothing can be done yet.
    pub by_admin: bool,
    /// Our credit line towards this client (requirement G01).
    pub credit: Credit,
    /// Whether our credit line may be shared with the business (requirement G03).
    pub allowance: Allowance,
    /// Whether our app gets the account's webhooks (contract §3.7).
    pub subscribed: bool,
    /// How numbers are run.
    pub hosting: Hosting,
    /// The numbers, in the platform's order.
    pub phones: Vec<SeenPhone>,
    /// Numbers that are no longer this account's and whose client instance still is: removed, or
    /// moved to another account.
    pub leftovers: Vec<PhoneNumberId>,
    /// Whether the business left an address for letters.
    pub contact: bool,
    /// What operators were told already: keys of [`crate::Notice::key`].
    pub told: BTreeSet<String>,
}

/// Whether we may change anything about a client: see [`crate::allows`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// We bring it live and keep it so.
    #[default]
    Managed,
    /// We only look: it was taken over from another system and nobody told us yet to act, or
    /// somebody told us to stop. What is ours of it is kept, and ended when it leaves.
    Watched,
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
    /// An allocation is alive and does not show as the account's funding yet.
    Pending,
    /// The account pays by a means of its own, so that nothing is to be shared.
    Own {
        /// Whether an allocation is alive all the same.
        shared: bool,
    },
    /// An allocation exists and the account's funding is the allocation's credential
    /// (contract §5.6).
    Shared,
    /// The account is no longer shared, yet an allocation is alive that serves no other account of
    /// the same business.
    Leftover {
        /// Whether this server made it; else somebody else did.
        ours: bool,
    },
}

impl Credit {
    /// Whether an allocation of ours is, or may be, alive, whatever the account is paid by.
    #[must_use]
    pub fn alive(self) -> bool {
        match self {
            Self::Missing | Self::Own { shared: false } => false,
            Self::Pending | Self::Own { shared: true } | Self::Shared | Self::Leftover { .. } => {
                true
            }
        }
    }
}

/// Whether our credit line may be shared with a business by ourselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Allowance {
    /// It may.
    #[default]
    Free,
    /// It is one more than the number of shares a day: two operators have to want it.
    Undecided {
        /// Who of them released it already.
        released_by: Option<String>,
    },
    /// An operator took it back (requirement G03): not before somebody shares it again.
    Revoked {
        /// Who.
        who: String,
        /// Why.
        why: String,
    },
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
    /// Digest of the certificate our client registered with last, unless it lost its data.
    pub installed: Option<String>,
    /// Whether a client of ours was registered for it, and is kept: it runs with us and nowhere
    /// else, even while that client is down.
    pub hosted: bool,
    /// Our client instance; [`ClientState::None`] with [`Hosting::Cloud`].
    pub client: ClientState,
    /// What the client last said of itself, or what is known of its end, in words; may be empty.
    pub client_says: String,
    /// Whether our client knows where its webhooks go.
    pub pointed: bool,
    /// Messages that wait for our client: it could not take them when they were written.
    pub unsent: u32,
    /// Whether the number is registered with the platform's cloud.
    pub registered: bool,
    /// Whether an approved new name waits for a registration (contract §9.4).
    pub renamed: bool,
    /// When we called `register`, as far back as the budget looks.
    pub registers: Vec<Timestamp>,
    /// Its two-step PIN.
    pub pin: Pin,
    /// Why the platform refused to register it last, unless it was registered since.
    pub refused: Option<Refused>,
    /// When the platform accepted our first message.
    pub probed: Option<Timestamp>,
    /// When our first message was sent and the answer lost, as far back as the budget looks.
    pub probes: Vec<Timestamp>,
    /// How many customers it may write to first in a day, once the platform says so.
    pub tier: Option<MessagingLimitTier>,
    /// How many it wrote to first in the last 24 hours, through us.
    pub used: u32,
    /// How recipients rate it.
    pub quality: QualityRating,
}

/// What is known of a number's two-step PIN (contract §4.5). A PIN is never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// None is set: whoever registers it sets one.
    Free,
    /// One is set, or may be, and we have one to offer: ours, or what an operator entered.
    Known,
    /// Somebody else set one, and nobody told us which.
    Foreign,
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
    /// It does not answer, which may pass.
    Silent {
        /// Since when.
        since: Timestamp,
        /// Until when that is borne.
        until: Timestamp,
    },
    /// It was started and is gone.
    Failed {
        /// Since when.
        since: Timestamp,
        /// When it is started again.
        again: Timestamp,
        /// How often in a row it ended soon after its start.
        crashes: u32,
        /// Whether it runs elsewhere, so that only its keeper can start it.
        remote: bool,
    },
}

/// A client that ended so often in a row, each time soon after its start, will not run before
/// somebody mends what ends it.
pub const CRASH_LOOP: u32 = 5;

impl ClientState {
    /// Whether it ends again and again (see [`CRASH_LOOP`]).
    #[must_use]
    pub fn loops(self) -> bool {
        matches!(self, Self::Failed { crashes, .. } if crashes >= CRASH_LOOP)
    }
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

impl SeenPhone {
    /// A number right after its signup: proved by its code, in its trial, and with nobody yet.
    #[must_use]
    pub fn signed_up(id: PhoneNumberId, display: String) -> Self {
        Self {
            id,
            display,
            name: NameStatus::AvailableWithoutReview,
            status: PhoneStatus::Pending,
            trial: true,
            trial_ends: None,
            code_verified: true,
            certificate: None,
            installed: None,
            hosted: false,
            client: ClientState::None,
            client_says: String::new(),
            pointed: false,
            unsent: 0,
            registered: false,
            renamed: false,
            registers: vec![],
            pin: Pin::Free,
            refused: None,
            probed: None,
            probes: vec![],
            tier: None,
            used: 0,
            quality: QualityRating::Green,
        }
    }
}

impl Seen {
    /// An account right after its signup, of which nothing is known but that it is shared with us:
    /// everything is still to be done.
    #[must_use]
    pub fn signed_up(waba: WabaId, hosting: Hosting) -> Self {
        Self {
            waba,
            mode: Mode::Managed,
            tokens: Tokens::default(),
            left: Left::default(),
            shared: true,
            business: None,
            verified: false,
            verifying: false,
            disabled: false,
            remedy: None,
            system_user: SystemUser::Employee { assigned: false },
            by_admin: false,
            credit: Credit::Missing,
            allowance: Allowance::Free,
            subscribed: false,
            hosting,
            phones: vec![],
            leftovers: vec![],
            contact: false,
            told: BTreeSet::new(),
        }
    }

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

    /// Whether a number is in use by the program that we may take it over from: we only watch, no
    /// client of ours was ever registered for it, and the platform connects it.
    #[must_use]
    pub fn runs_elsewhere(&self, phone: &SeenPhone) -> bool {
        let theirs = !phone.hosted && self.mode == Mode::Watched;
        theirs && self.off(phone).is_none() && phone.connected()
    }

    /// Whether somebody pays for it: our credit line, or the account itself.
    #[must_use]
    pub fn billable(&self) -> bool {
        matches!(self.credit, Credit::Shared | Credit::Own { .. })
    }

    /// Whether our system user may act on the account.
    #[must_use]
    pub fn reachable(&self) -> bool {
        let alive = self.tokens.worker.is_none();
        self.shared && alive && self.system_user != SystemUser::Employee { assigned: false }
    }

    /// Whether what only the platform can say of it was asked just now.
    #[must_use]
    pub fn visible(&self) -> bool {
        self.reachable() || (self.shared && self.by_admin)
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

    /// Whether nobody told us the two-step PIN it has: it is never guessed.
    #[must_use]
    pub fn pin_awaited(&self) -> bool {
        match self.pin {
            Pin::Free => false,
            Pin::Known => self.refused.is_some_and(Refused::pin),
            Pin::Foreign => true,
        }
    }

    /// Until when a refused registration rests, and what is to be done meanwhile.
    #[must_use]
    pub fn rests(&self, now: Timestamp) -> Option<(Timestamp, &'static Guidance)> {
        let refused = self.refused?;
        let until = refused.rests_until().filter(|until| *until > now)?;
        Some((until, guidance(refused.code, refused.subcode)?))
    }

    /// Whether our client was disconnected, which may be because another program took the number
    /// over: not to be taken back from there unasked.
    #[must_use]
    pub fn may_run_elsewhere(&self) -> bool {
        self.client_says == "disconnected"
    }

    /// Whether it is in full use: usable, and the first message was accepted.
    #[must_use]
    pub fn live(&self, hosting: Hosting) -> bool {
        self.usable(hosting) && self.probed.is_some()
    }
}
