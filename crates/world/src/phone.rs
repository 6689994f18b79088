//! A business phone number on a WABA: proved, on trial or in regular use, connected or off.

use graph::id::{PhoneNumberId, WabaId};
use graph::phone_number::E164;
use graph::status::{
    AccountMode, CodeVerificationStatus, MessagingLimitTier, PhoneStatus, PlatformType, Vertical,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::actor::PinKey;
use crate::certificate::Certificate;
use crate::limit::{Limits, Usage};
use crate::name::DisplayName;
use crate::number::{NumberFault, PhoneSettings, PinReset};
use crate::official::{Official, OfficialStage};
use crate::ownership::Ownership;
use crate::quality::Rated;
use crate::rare::{Rare, blank};
use crate::waba::CallbackOverride;

/// A business phone number (contract §4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// Its id.
    pub id: PhoneNumberId,
    /// The WABA it is on.
    pub waba: WabaId,
    /// The number itself.
    pub number: E164,
    /// When it was added.
    pub created_at: Timestamp,
    /// When its owner last finished the signup or the proof for it: `last_onboarded_time`.
    pub onboarded_at: Option<Timestamp>,
    /// The name customers see.
    pub name: DisplayName,
    /// What its WhatsApp profile tells.
    pub profile: Rare<Profile>,
    /// The application for the mark of an official business account (requirement D10).
    pub official: Option<Box<Official>>,
    /// Whether it is proved.
    pub ownership: Ownership,
    /// On trial, or what came after.
    pub standing: Standing,
    /// Whether it is reachable.
    pub connection: Connection,
    /// The certificate of the current name, once issued (requirement B13).
    pub certificate: Option<Certificate>,
    /// The certificate of a changed name, until it is registered with (contract §8).
    pub new_certificate: Option<Box<Certificate>>,
    /// The two-step verification PIN.
    pub pin: Option<PinKey>,
    /// Wrong PINs since the last right one.
    pub wrong_pins: u32,
    /// Registrations and deregistrations of the last 72 hours, oldest first (contract §4.5).
    pub registrations: Vec<Timestamp>,
    /// Whether it was registered at least once.
    pub was_registered: bool,
    /// The customers it wrote to first, where the limit is its own.
    pub usage: Rare<Usage>,
    /// What it used of its limits, and what is planned because of it.
    pub limits: Rare<Limits>,
    /// What customers think of it.
    pub rated: Rare<Rated>,
    /// Another address for its webhooks of the field `messages`, before that of its WABA
    /// (contract §4.2, §6.1).
    pub callback: Option<Box<CallbackOverride>>,
    /// Its settings (contract §4.6).
    pub settings: Rare<PhoneSettings>,
    /// The wish to switch off two-step verification that waits for its link.
    pub pin_reset: Option<Box<PinReset>>,
    /// A fault on Meta's side that the desk wants.
    pub fault: Option<NumberFault>,
    /// When a wrong PIN was given last, since the last right one.
    pub wrong_pin_at: Option<Timestamp>,
    /// Whether a provider had proved it before its owner took it (contract §2.5).
    pub preverified: bool,
    /// Whether it is on its way from another WABA: not this node's before a code proves it.
    pub arriving: bool,
}

blank!(Profile, Usage, Limits, Rated, PhoneSettings);

/// What a WhatsApp profile tells (contract §4.7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The line under the name.
    pub about: Option<String>,
    /// The postal address.
    pub address: Option<String>,
    /// What the business does.
    pub description: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// At most two.
    pub websites: Vec<String>,
    /// The trade, once chosen.
    pub vertical: Option<Vertical>,
    /// The name under which its picture is kept.
    #[serde(default)]
    pub picture: Option<String>,
}

/// Whether a number is on trial, and what came after (requirements E02, E03, D09).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Neither proved nor through the signup: nothing is granted yet.
    Incomplete,
    /// The unverified trial.
    Trial {
        /// When it lapses.
        ends_at: Timestamp,
    },
    /// The business is verified, other checks are open: the trial's limits, but no end.
    Starter,
    /// Every check is passed.
    Regular {
        /// Its messaging limit.
        tier: MessagingLimitTier,
    },
    /// The trial ended before the business was verified.
    Lapsed {
        /// When.
        since: Timestamp,
    },
}

/// Which of WhatsApp's servers a number works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hosting {
    /// Meta's own.
    CloudApi,
    /// A client run by the provider (contract §8).
    OnPremise,
}

/// Whether a number is reachable (contract §9.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Connection {
    /// Never registered.
    Unregistered,
    /// Registered; live within minutes (requirement E01).
    Connecting {
        /// Where.
        hosting: Hosting,
        /// When it is live.
        ready_at: Timestamp,
    },
    /// Live.
    Connected {
        /// Where.
        hosting: Hosting,
        /// Since when.
        since: Timestamp,
    },
    /// Registered once, no longer.
    Disconnected {
        /// Since when.
        since: Timestamp,
    },
    /// Turned off by Meta or by the owner: it cannot be registered.
    Off {
        /// Why.
        why: OffReason,
        /// Since when.
        since: Timestamp,
    },
}

/// Why a number was turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffReason {
    /// The 30 days ended before the business was verified (requirement E03).
    TrialEnded,
    /// The WABA failed the policy check (requirement D03).
    CheckFailed,
    /// The owner took its WABA back from the provider (requirement A11).
    Unshared,
    /// The number is on another WABA now (requirement E08).
    Migrated,
    /// The owner deleted it.
    Deleted,
}

impl Phone {
    /// The word of `status` (contract §9.8).
    pub const fn status(&self) -> PhoneStatus {
        match self.connection {
            Connection::Unregistered | Connection::Connecting { .. } => PhoneStatus::Pending,
            Connection::Connected { .. } => PhoneStatus::Connected,
            Connection::Disconnected { .. } | Connection::Off { why: OffReason::Unshared, .. } => {
                PhoneStatus::Disconnected
            }
            Connection::Off { why: OffReason::TrialEnded, .. } => PhoneStatus::Unverified,
            Connection::Off { why: OffReason::CheckFailed, .. } => PhoneStatus::Banned,
            Connection::Off { why: OffReason::Migrated, .. } => PhoneStatus::Migrated,
            Connection::Off { why: OffReason::Deleted, .. } => PhoneStatus::Deleted,
        }
    }

    /// Whether it has the mark of an official business account.
    pub fn is_official(&self) -> bool {
        let stage = self.official.as_ref().map(|official| official.stage);
        matches!(stage, Some(OfficialStage::Granted { .. }))
    }

    /// Where it is registered, if it is.
    pub const fn hosting(&self) -> Option<Hosting> {
        match self.connection {
            Connection::Connecting { hosting, .. } | Connection::Connected { hosting, .. } => {
                Some(hosting)
            }
            Connection::Unregistered | Connection::Disconnected { .. } | Connection::Off { .. } => {
                None
            }
        }
    }

    /// The word of `platform_type`.
    pub const fn platform(&self) -> PlatformType {
        match self.hosting() {
            Some(Hosting::CloudApi) => PlatformType::CloudApi,
            Some(Hosting::OnPremise) => PlatformType::OnPremise,
            None => PlatformType::NotApplicable,
        }
    }

    /// The word of `account_mode`: `LIVE` is regular use.
    pub const fn mode(&self) -> AccountMode {
        match self.standing {
            Standing::Regular { .. } => AccountMode::Live,
            Standing::Incomplete
            | Standing::Trial { .. }
            | Standing::Starter
            | Standing::Lapsed { .. } => AccountMode::Sandbox,
        }
    }

    /// The word of `code_verification_status`. `days` is how long a proof that was never used for
    /// a registration counts (contract §9.7).
    pub fn proof(&self, days: i64, now: Timestamp) -> CodeVerificationStatus {
        match self.ownership {
            Ownership::NotVerified => CodeVerificationStatus::NotVerified,
            Ownership::Verified { at }
                if !self.was_registered && crate::time::days(at, days) <= now =>
            {
                CodeVerificationStatus::Expired
            }
            Ownership::Verified { .. } => CodeVerificationStatus::Verified,
        }
    }

    /// Whether the number is no longer this node's.
    pub const fn is_gone(&self) -> bool {
        matches!(self.off(), Some(OffReason::Migrated | OffReason::Deleted))
    }

    /// Whether its owner deleted it.
    pub const fn is_deleted(&self) -> bool {
        matches!(self.off(), Some(OffReason::Deleted))
    }

    /// Two-step verification gets this PIN, or goes off; earlier wrong guesses are forgotten.
    pub(crate) fn set_pin(&mut self, pin: Option<PinKey>) {
        self.pin = pin;
        self.pin_reset = None;
        self.wrong_pins = 0;
        self.wrong_pin_at = None;
    }

    /// Why it is off, if it is.
    pub const fn off(&self) -> Option<OffReason> {
        match self.connection {
            Connection::Off { why, .. } => Some(why),
            Connection::Unregistered
            | Connection::Connecting { .. }
            | Connection::Connected { .. }
            | Connection::Disconnected { .. } => None,
        }
    }
}
