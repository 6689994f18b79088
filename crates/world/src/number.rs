//! What happens to a number between its first and its last day, besides proof and registration:
//! freed elsewhere, moved, set up, its PIN taken off, deleted (contract §3.5, §4.2, §4.6, §6.10).

use graph::GraphError;
use graph::id::{BusinessId, PersonId, PhoneNumberId, WabaId};
use graph::phone_number::E164;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::actor::PinKey;
use crate::phone::Profile;
use crate::waba::CallbackOverride;

/// Where data of a number may be kept in its country (contract §4.5).
pub const STORAGE_REGIONS: [&str; 14] =
    ["AU", "ID", "IN", "JP", "SG", "KR", "DE", "CH", "GB", "BR", "BH", "ZA", "AE", "CA"];

/// The settings of a number (contract §4.6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneSettings {
    /// Where its data is kept; `None`: where Meta keeps data by default.
    pub storage_region: Option<String>,
    /// Whether messages are held back when a customer's identity key changed.
    pub identity_check: bool,
}

/// A fault on Meta's side that keeps a number from being registered and deregistered: it happens
/// only where the desk wants it (contract §4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberFault {
    /// 133000: an earlier deregistration failed.
    IncompleteDeregistration,
    /// 131057: the account is in maintenance mode.
    AccountMaintenance,
    /// 2494100: the number is in maintenance mode.
    NumberMaintenance,
    /// 100/2388001: its display name could not be processed yet, so that there is no certificate.
    /// It ends by itself when a name is approved.
    NameUnprocessed,
}

impl NumberFault {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::IncompleteDeregistration,
        Self::AccountMaintenance,
        Self::NumberMaintenance,
        Self::NameUnprocessed,
    ];

    /// As the Graph API says it.
    pub fn to_graph(self) -> GraphError {
        match self {
            Self::IncompleteDeregistration => GraphError::messaging(133_000),
            Self::AccountMaintenance => GraphError::messaging(131_057),
            Self::NumberMaintenance => GraphError::messaging(2_494_100),
            Self::NameUnprocessed => GraphError::no_certificate(),
        }
    }
}

/// A wish to switch off two-step verification, which a link in an e-mail confirms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinReset {
    /// The last part of the link.
    pub key: String,
    /// When the link ends.
    pub expires_at: Timestamp,
}

/// What can be asked of a number's life.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum NumberCommand {
    /// Its user deletes the account in WhatsApp Messenger or the Business App (requirement B09).
    FreeHandset { number: E164 },
    /// `POST /{waba}/phone_numbers` with `migrate_phone_number` (requirement E08).
    Migrate { waba: WabaId, number: E164 },
    /// `POST /{phone}` with `webhook_configuration`; the handshake has been done (contract §4.2).
    SetCallback { phone: PhoneNumberId, callback: Option<CallbackOverride> },
    /// `POST /{phone}/settings` with `storage_configuration` (contract §4.6).
    SetStorage { phone: PhoneNumberId, region: Option<String> },
    /// `POST /{phone}/settings` with `user_identity_change` (contract §4.6).
    SetIdentityCheck { phone: PhoneNumberId, on: bool },
    /// The owner wants two-step verification off; an e-mail asks to confirm it.
    RequestPinReset { phone: PhoneNumberId },
    /// The link of that e-mail was followed.
    ConfirmPinReset { phone: PhoneNumberId, key: String },
    /// The owner sets another PIN in the WhatsApp Manager.
    ChangePin { phone: PhoneNumberId, pin: PinKey, pin_valid: bool },
    /// The owner deletes the number in the WhatsApp Manager.
    Delete { phone: PhoneNumberId, pin: Option<PinKey> },
    /// From now on registering the number fails in this way, until it is mended (contract §4.5).
    SetFault { phone: PhoneNumberId, fault: Option<NumberFault> },
    /// Whether a business has accepted the terms of the Cloud API (contract §4.5).
    SetTerms { business: BusinessId, accepted: bool },
}

/// What became of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum NumberEvent {
    /// The account on it was deleted in the app; it is free a little later.
    HandsetFreed {
        number: E164,
        free_at: Timestamp,
    },
    /// It is on its way to another WABA: a second node of the same number, not proved yet.
    MigrationStarted {
        phone: PhoneNumberId,
        waba: WabaId,
        number: E164,
        name: String,
        profile: Profile,
    },
    /// The number is this node's now; the node it comes from has moved.
    Arrived {
        phone: PhoneNumberId,
        from: Option<PhoneNumberId>,
    },
    CallbackSet {
        phone: PhoneNumberId,
        callback: Option<CallbackOverride>,
    },
    StorageSet {
        phone: PhoneNumberId,
        region: Option<String>,
    },
    IdentityCheckSet {
        phone: PhoneNumberId,
        on: bool,
    },
    PinResetRequested {
        phone: PhoneNumberId,
        key: String,
        requester: PersonId,
        expires_at: Timestamp,
    },
    /// The name approved before the one just declined is the new name again.
    NameRestored {
        phone: PhoneNumberId,
    },
    /// Two-step verification is off.
    PinCleared {
        phone: PhoneNumberId,
    },
    /// Changed in the WhatsApp Manager.
    PinChanged {
        phone: PhoneNumberId,
        pin: PinKey,
    },
    /// Gone from its WABA; another registration waits until `free_at`.
    Deleted {
        phone: PhoneNumberId,
        free_at: Timestamp,
    },
    FaultSet {
        phone: PhoneNumberId,
        fault: Option<NumberFault>,
    },
    TermsSet {
        business: BusinessId,
        accepted: bool,
    },
}

/// Why a number cannot be moved to another WABA (contract §3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MigrationProblem {
    /// It is on no WABA: it can be added directly.
    OnNoAccount,
    /// The two WABAs belong to different businesses.
    OtherBusiness,
    /// The business is not verified.
    BusinessNotVerified,
    /// Its display name is not approved, or a change of it is under way.
    NameNotApproved,
    /// The WABA has no payment method.
    NoPayment,
    /// The WABA did not pass its review.
    AccountNotApproved,
    /// No app takes the webhooks of the WABA it shall move to.
    NoWebhooks,
}

impl MigrationProblem {
    /// The reason as a word that chooses a variant of the translated sentence.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::OnNoAccount => "on-no-account",
            Self::OtherBusiness => "other-business",
            Self::BusinessNotVerified => "business-not-verified",
            Self::NameNotApproved => "name-not-approved",
            Self::NoPayment => "no-payment",
            Self::AccountNotApproved => "account-not-approved",
            Self::NoWebhooks => "no-webhooks",
        }
    }

    /// The reason as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::OnNoAccount => {
                "This phone number is on no WhatsApp Business Account: it can be added directly, \
                 without migration."
            }
            Self::OtherBusiness => {
                "The phone number is on an account of a different business. Both accounts must \
                 belong to the same business."
            }
            Self::BusinessNotVerified => {
                "The business must be verified before one of its phone numbers is migrated."
            }
            Self::NameNotApproved => {
                "The display name of the phone number must be approved, with no change under way."
            }
            Self::NoPayment => "The WhatsApp Business Account has no payment account.",
            Self::AccountNotApproved => {
                "The WhatsApp Business Account is not approved, or its review is still under way."
            }
            Self::NoWebhooks => {
                "Webhooks are not set up for the WhatsApp Business Account to which the phone \
                 number shall move. Subscribe an app to it first."
            }
        }
    }
}
