//! Who works with whom: people of a business, partners and their requests, apps a business lets in,
//! and what an owner settles about its own WABA (requirements A08 to A11).

use std::collections::BTreeMap;

use graph::id::{AppId, BusinessId, PersonId, ShareRequestId, WabaId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is asked about people, partners and the owner's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartnershipCommand {
    /// Someone leaves a business, or is removed by an admin of it.
    RemoveMember {
        /// The business.
        business: BusinessId,
        /// Who.
        person: PersonId,
    },
    /// A share outside the signup: refused, or in later eras a request (requirement A09).
    AskToShare {
        /// The WABA.
        waba: WabaId,
        /// The provider that would work with it.
        partner: BusinessId,
    },
    /// The owner answers such a request.
    AnswerRequest {
        /// Which.
        request: ShareRequestId,
        /// Whether the WABA is shared.
        accept: bool,
    },
    /// The owner removes a partner: none of its WABAs is shared any more (requirement A11).
    RemovePartner {
        /// The owner.
        business: BusinessId,
        /// The provider.
        partner: BusinessId,
    },
    /// The owner takes an app's permissions back.
    UninstallApp {
        /// The owner.
        business: BusinessId,
        /// The provider's app.
        app: AppId,
    },
    /// The owner gives its WABA another internal name.
    RenameWaba {
        /// The WABA.
        waba: WabaId,
        /// At most 255 characters.
        name: String,
    },
    /// The owner sets the time zone; no longer once someone pays for the WABA (contract §5.2).
    SetTimeZone {
        /// The WABA.
        waba: WabaId,
        /// Facebook's number of it.
        timezone_id: u32,
    },
    /// Someone has read the notifications of a business.
    ReadNotices {
        /// The business.
        business: BusinessId,
        /// Number of the last one read.
        through: i64,
    },
}

/// What became true about people, partners and the owner's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum PartnershipEvent {
    MemberRemoved {
        business: BusinessId,
        person: PersonId,
    },
    /// A provider asked to work with a WABA; the owner has until `expires_at` to answer.
    ShareRequested {
        request: ShareRequestId,
        waba: WabaId,
        partner: BusinessId,
        expires_at: Timestamp,
    },
    ShareRequestAnswered {
        request: ShareRequestId,
        accepted: bool,
    },
    /// The business no longer lists the provider as a partner.
    PartnerRemoved {
        business: BusinessId,
        partner: BusinessId,
    },
    /// The app has no permission of the business any more; its tokens are void.
    AppUninstalled {
        business: BusinessId,
        app: AppId,
        wabas: Vec<WabaId>,
    },
    WabaRenamed {
        waba: WabaId,
        name: String,
    },
    TimeZoneSet {
        waba: WabaId,
        timezone_id: u32,
    },
    NoticesRead {
        business: BusinessId,
        person: PersonId,
        through: i64,
    },
}

/// Requests and what was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partnerships {
    /// Requests to share, answered ones included.
    pub requests: BTreeMap<ShareRequestId, ShareRequest>,
    /// The last notification someone has read of a business.
    pub read: BTreeMap<(BusinessId, PersonId), i64>,
}

/// A provider's request to work with a WABA.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareRequest {
    /// Its id.
    pub id: ShareRequestId,
    /// The WABA.
    pub waba: WabaId,
    /// Who asks.
    pub partner: BusinessId,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// What the owner said.
    pub accepted: Option<bool>,
}

impl ShareRequest {
    /// Whether it can still be answered.
    pub fn open(&self, now: Timestamp) -> bool {
        self.accepted.is_none() && now < self.expires_at
    }
}
