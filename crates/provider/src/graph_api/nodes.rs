//! What calls bring back, as far as we use it.

use graph::id::{AllocationId, BusinessId, CredentialId, PhoneNumberId, WabaId};
use graph::status::{AccountReviewStatus, VerificationStatus};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

/// The unverified trial of a number, in days from its signup (requirement E02).
const TRIAL_DAYS: i64 = 30;

/// A WABA (contract §3.1).
#[derive(Debug, Clone, Deserialize)]
pub struct WabaNode {
    /// The node.
    pub id: WabaId,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// The namespace of its templates.
    pub message_template_namespace: Option<String>,
    /// The platform's review.
    pub account_review_status: Option<String>,
    /// The owner's verification.
    pub business_verification_status: Option<String>,
    /// `ACTIVE`, or why not.
    pub status: Option<String>,
    /// The owner.
    pub owner_business_info: Option<Owner>,
    /// What pays for it.
    pub primary_funding_id: Option<CredentialId>,
    /// What stands in the way of its messages (contract §3.3).
    #[serde(default)]
    health_status: Value,
}

/// The owner of a WABA.
#[derive(Debug, Clone, Deserialize)]
pub struct Owner {
    /// The business.
    pub id: BusinessId,
    /// Its name.
    #[serde(default)]
    pub name: String,
}

impl WabaNode {
    /// Whether the owner passed business verification (contract §9.5).
    #[must_use]
    pub fn verified(&self) -> bool {
        let status = self.business_verification_status.as_deref();
        status == Some(VerificationStatus::Verified.as_str())
    }

    /// Whether the platform reviews the owner right now (contract §9.5).
    #[must_use]
    pub fn verifying(&self) -> bool {
        let status = self.business_verification_status.as_deref();
        status == Some(VerificationStatus::Pending.as_str())
    }

    /// Whether the platform disabled it (contract §9.6, §9.9).
    #[must_use]
    pub fn disabled(&self) -> bool {
        let rejected = AccountReviewStatus::Rejected.as_str();
        self.account_review_status.as_deref() == Some(rejected)
            || matches!(self.status.as_deref(), Some("DISABLED" | "BANNED" | "LOCKED"))
    }

    /// What the platform says can be done about an account it blocks, in its words: whether the
    /// business may appeal, and how that stands (requirement D02).
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        let entities = self.health_status["entities"].as_array()?;
        let account = entities.iter().find(|one| one["entity_type"] == "WABA")?;
        let error = account["errors"].as_array()?.first()?;
        error["possible_solution"].as_str().map(ToOwned::to_owned)
    }
}

/// A number (contract §4.1).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PhoneNode {
    /// The node; zero only if the platform left it out.
    #[serde(deserialize_with = "phone_id")]
    pub id: u64,
    /// As people read it.
    pub display_phone_number: String,
    /// The display name asked for.
    pub verified_name: String,
    /// The review of the display name.
    pub name_status: Option<String>,
    /// The review of a changed display name.
    pub new_name_status: Option<String>,
    /// The certificate.
    pub certificate: Option<String>,
    /// The certificate of a changed display name.
    pub new_certificate: Option<String>,
    /// Whether it can be used.
    pub status: Option<String>,
    /// Trial or regular use.
    pub account_mode: Option<String>,
    /// Whether a code proved that the business has it.
    pub code_verification_status: Option<String>,
    /// Cloud or client.
    pub platform_type: Option<String>,
    /// When it last came through the signup.
    pub last_onboarded_time: Option<String>,
    /// How many customers it may write to first.
    pub messaging_limit_tier: Option<String>,
    /// How recipients rate it.
    pub quality_rating: Option<String>,
    /// Whether it has a two-step PIN.
    pub is_pin_enabled: Option<bool>,
}

fn phone_id<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    PhoneNumberId::deserialize(from).map(PhoneNumberId::get)
}

impl PhoneNode {
    /// Whether it is in the unverified trial.
    #[must_use]
    pub fn trial(&self) -> bool {
        self.account_mode.as_deref() == Some(graph::status::AccountMode::Sandbox.as_str())
    }

    /// When the trial ends, thirty days after the signup; `None` outside the trial.
    #[must_use]
    pub fn trial_ends(&self) -> Option<Timestamp> {
        let onboarded = self.last_onboarded_time.as_deref().filter(|_| self.trial())?;
        let onboarded = Timestamp::strptime("%Y-%m-%dT%H:%M:%S%z", onboarded).ok()?;
        onboarded.checked_add(SignedDuration::from_hours(24 * TRIAL_DAYS)).ok()
    }

    /// The certificate to be installed: the new one once a changed name is approved
    /// (requirement D08).
    #[must_use]
    pub fn current_certificate(&self) -> Option<&str> {
        let new = self.new_certificate.as_deref().filter(|_| self.renamed());
        new.or(self.certificate.as_deref()).filter(|text| !text.is_empty())
    }

    /// Whether a changed name is approved and waits for a registration.
    #[must_use]
    pub fn renamed(&self) -> bool {
        let approved = graph::status::NameStatus::Approved.as_str();
        self.new_name_status.as_deref() == Some(approved)
    }
}

/// A row of `client_whatsapp_business_accounts` (contract §2.2).
#[derive(Debug, Clone, Deserialize)]
pub struct SharedWaba {
    /// The account.
    pub id: WabaId,
    /// When it was created, in seconds since 1970, as far as that can be read.
    #[serde(default, deserialize_with = "seconds")]
    pub creation_time: Option<i64>,
}

fn seconds<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    serde_json::Value::deserialize(from).map(|value| value.as_i64())
}

/// A share of our credit line (contract §5.4).
#[derive(Debug, Clone, Deserialize)]
pub struct Allocation {
    /// The share.
    pub id: AllocationId,
    /// What the account's funding must be.
    pub receiving_credential: Option<Credential>,
    /// `DELETED` once it was revoked.
    pub request_status: Option<String>,
}

/// What an account pays with.
#[derive(Debug, Clone, Deserialize)]
pub struct Credential {
    /// Its id.
    pub id: CredentialId,
}

impl Allocation {
    /// Whether it still pays.
    #[must_use]
    pub fn alive(&self) -> bool {
        self.request_status.as_deref() != Some("DELETED")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e02_the_trial_ends_thirty_days_after_the_signup() {
        let node: PhoneNode = serde_json::from_value(serde_json::json!({
            "id": "106540352242922", "display_phone_number": "+1 555-093-4873",
            "account_mode": "SANDBOX", "last_onboarded_time": "2026-11-01T19:05:53+0000",
        }))
        .unwrap();
        assert_eq!(node.trial_ends(), Some("2026-12-01T19:05:53Z".parse().unwrap()));
        let live = PhoneNode { account_mode: Some("LIVE".to_owned()), ..node };
        assert_eq!(live.trial_ends(), None);
    }

    #[test]
    fn d08_the_new_certificate_counts_once_its_name_is_approved() {
        let mut node = PhoneNode {
            certificate: Some("old".to_owned()),
            new_certificate: Some("new".to_owned()),
            new_name_status: Some("PENDING_REVIEW".to_owned()),
            ..PhoneNode::default()
        };
        assert_eq!(node.current_certificate(), Some("old"));
        node.new_name_status = Some("APPROVED".to_owned());
        assert_eq!(node.current_certificate(), Some("new"));
    }
}
