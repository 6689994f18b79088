//! What a WABA keeps about itself besides its assets: its activities, whether insights are on, its
//! purchase order number (contract §3.1, §3.9).

use std::collections::BTreeMap;

use graph::id::WabaId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::packed::packed;

/// What is asked about an account's own settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountCommand {
    /// `POST /{waba}` with `is_enabled_for_insights`: once on, it stays on.
    EnableInsights {
        /// The WABA.
        waba: WabaId,
    },
    /// The number that invoices carry.
    SetPurchaseOrder {
        /// The WABA.
        waba: WabaId,
        /// At most 60 characters; empty takes it away.
        number: String,
    },
}

/// What became true about an account's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum AccountEvent {
    InsightsEnabled { waba: WabaId },
    PurchaseOrderSet { waba: WabaId, number: String },
}

/// The accounts' own settings and histories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounts {
    /// WABAs whose insights are on, and since when.
    pub insights: BTreeMap<WabaId, Timestamp>,
    /// Purchase order numbers.
    pub purchase_orders: BTreeMap<WabaId, String>,
    /// What was done to each WABA, oldest first; only the newest are kept.
    #[serde(deserialize_with = "packed")]
    pub activities: BTreeMap<WabaId, Vec<Activity>>,
}

/// How many activities of a WABA are kept.
pub(crate) const ACTIVITIES_MAX: usize = 200;

/// Something that was done to a WABA (`GET /{waba}/activities`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Its id: rises with time.
    pub id: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: ActivityKind,
    /// The object it was about, if not the WABA itself.
    pub subject: Option<u64>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words are Meta's own list")]
pub enum ActivityKind {
    AccountCreated,
    AccountUpdated,
    PhoneNumberAdded,
    PhoneNumberRemoved,
    PhoneNumberVerified,
    UserAdded,
    UserRemoved,
    PermissionGranted,
    PermissionRevoked,
    TemplateCreated,
    TemplateUpdated,
    TemplateDeleted,
    WebhookConfigured,
    ApiAccessRevoked,
    BillingUpdated,
    ComplianceAction,
    SecurityEvent,
}

impl ActivityKind {
    /// The word of `activity_type`, who usually does it, and a sentence.
    pub const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::AccountCreated => ("ACCOUNT_CREATED", "USER", "The account was created."),
            Self::AccountUpdated => ("ACCOUNT_UPDATED", "API", "Settings were changed."),
            Self::PhoneNumberAdded => ("PHONE_NUMBER_ADDED", "USER", "A phone number was added."),
            Self::PhoneNumberRemoved => {
                ("PHONE_NUMBER_REMOVED", "USER", "A phone number was removed.")
            }
            Self::PhoneNumberVerified => {
                ("PHONE_NUMBER_VERIFIED", "USER", "A phone number was verified.")
            }
            Self::UserAdded => ("USER_ADDED", "API", "A user was assigned to the account."),
            Self::UserRemoved => ("USER_REMOVED", "API", "A user was removed from the account."),
            Self::PermissionGranted => {
                ("PERMISSION_GRANTED", "USER", "The account was shared with a partner.")
            }
            Self::PermissionRevoked => {
                ("PERMISSION_REVOKED", "USER", "The account is no longer shared with a partner.")
            }
            Self::TemplateCreated => ("TEMPLATE_CREATED", "API", "A template was created."),
            Self::TemplateUpdated => {
                ("TEMPLATE_UPDATED", "SYSTEM", "The status of a template changed.")
            }
            Self::TemplateDeleted => ("TEMPLATE_DELETED", "API", "A template was deleted."),
            Self::WebhookConfigured => ("WEBHOOK_CONFIGURED", "API", "An app subscribed."),
            Self::ApiAccessRevoked => ("API_ACCESS_REVOKED", "API", "An app unsubscribed."),
            Self::BillingUpdated => ("BILLING_UPDATED", "API", "Who pays was changed."),
            Self::ComplianceAction => {
                ("COMPLIANCE_ACTION", "AUTOMATED_PROCESS", "The account's standing changed.")
            }
            Self::SecurityEvent => {
                ("SECURITY_EVENT", "API", "The PIN of a phone number was changed.")
            }
        }
    }
}
