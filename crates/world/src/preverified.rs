//! Pre-verified numbers: a provider proves a number first, a client of it claims it in the signup
//! without a code (contract §2.5).

use std::collections::BTreeSet;

use graph::id::{BusinessId, PhoneNumberId, PreverifiedId, WabaId};
use graph::phone_number::E164;
use graph::status::CodeVerificationStatus;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ownership::Method;
use crate::world::World;

/// A number that its owner proved before a client has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preverified {
    /// Its id, until a client claims it.
    pub id: PreverifiedId,
    /// The number.
    pub number: E164,
    /// The provider that added it.
    pub owner: BusinessId,
    /// When it was added.
    pub added_at: Timestamp,
    /// When the code was typed, and until when that counts.
    pub proved: Option<Proved>,
    /// The businesses it is shared with, whose clients may claim it too.
    pub partners: BTreeSet<BusinessId>,
}

/// The proof of a pre-verified number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proved {
    /// When the code was typed.
    pub at: Timestamp,
    /// When the proof ends.
    pub expires_at: Timestamp,
}

impl Preverified {
    /// The word of `code_verification_status`.
    pub fn status(&self, now: Timestamp) -> CodeVerificationStatus {
        match self.proved {
            None => CodeVerificationStatus::NotVerified,
            Some(proved) if proved.expires_at <= now => CodeVerificationStatus::Expired,
            Some(_) => CodeVerificationStatus::Verified,
        }
    }

    /// Whether this business may let its clients claim it.
    pub fn is_offered_by(&self, business: BusinessId) -> bool {
        self.owner == business || self.partners.contains(&business)
    }
}

/// What can be asked of pre-verified numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum PreverifiedCommand {
    /// `POST /{business}/add_phone_numbers`.
    Add { business: BusinessId, number: E164 },
    /// `POST /{preverified}/request_code`.
    RequestCode { id: PreverifiedId, method: Method },
    /// `POST /{preverified}/verify_code`.
    VerifyCode { id: PreverifiedId, code: String },
    /// `POST /{business}/share_preverified_numbers`.
    Share { business: BusinessId, id: PreverifiedId, partner: BusinessId },
    /// `DELETE /{business}/share_preverified_numbers`.
    Unshare { business: BusinessId, id: PreverifiedId, partner: BusinessId },
    /// `DELETE /{preverified}`.
    Delete { id: PreverifiedId },
    /// `POST /{waba}/phone_numbers` with `preverified_id`: a number without a code.
    Claim { id: PreverifiedId, waba: WabaId, verified_name: String },
}

/// What became of a pre-verified number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum PreverifiedEvent {
    Added {
        id: PreverifiedId,
        business: BusinessId,
        number: E164,
    },
    Verified {
        id: PreverifiedId,
        expires_at: Timestamp,
    },
    Shared {
        id: PreverifiedId,
        partner: BusinessId,
    },
    Unshared {
        id: PreverifiedId,
        partner: BusinessId,
    },
    Deleted {
        id: PreverifiedId,
    },
    /// A client has it now: an ordinary number takes its place.
    Claimed {
        id: PreverifiedId,
        phone: PhoneNumberId,
    },
}

impl World {
    /// The proved number that this business offers to its clients.
    pub fn preverified_for(
        &self,
        business: BusinessId,
        number: &E164,
        now: Timestamp,
    ) -> Option<&Preverified> {
        self.preverified_offers(business, now).find(|one| one.number == *number)
    }

    /// All proved numbers that this business offers to its clients.
    pub fn preverified_offers(
        &self,
        business: BusinessId,
        now: Timestamp,
    ) -> impl Iterator<Item = &Preverified> {
        self.preverified.values().filter(move |one| {
            one.is_offered_by(business) && one.status(now) == CodeVerificationStatus::Verified
        })
    }
}
