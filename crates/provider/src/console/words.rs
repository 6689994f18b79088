//! Meta's words and ours, as operators read them.

use maud::{Markup, html};
use onboard::{Kind, Whose};

use crate::pages::{Tone, badge};
use crate::store::clients::Stage;

/// The stage of a client.
pub(crate) fn stage(stage: Stage) -> Markup {
    match stage {
        Stage::New => badge(Tone::Plain, "new"),
        Stage::Onboarding => badge(Tone::Warn, "onboarding"),
        Stage::Live => badge(Tone::Good, "live"),
        Stage::Off => badge(Tone::Bad, "off"),
        Stage::Left => badge(Tone::Plain, "left"),
    }
}

/// The name of a condition for people.
pub(crate) fn condition_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Authorised => "Authorised",
        Kind::SystemUserAssigned => "System user assigned",
        Kind::CreditShared => "Credit line shared",
        Kind::Billable => "Paid for",
        Kind::Subscribed => "Webhooks subscribed",
        Kind::BusinessVerified => "Business verified",
        Kind::NameApproved => "Display name approved",
        Kind::CertificateCurrent => "Certificate current",
        Kind::ClientRunning => "Client runs",
        Kind::Registered => "Number registered",
        Kind::TrialEnds => "Trial not ending",
        Kind::Limit => "Limit leaves room",
        Kind::Quality => "Quality",
        Kind::Live => "Live",
    }
}

/// Whose action is next, for people.
pub(crate) fn whose(whose: Whose) -> Markup {
    match whose {
        Whose::Us => badge(Tone::Plain, "by itself"),
        Whose::Operator => badge(Tone::Bad, "you"),
        Whose::Business => badge(Tone::Warn, "the business"),
        Whose::Platform => badge(Tone::Plain, "the platform"),
    }
}

/// The state of a number (contract §9.8).
pub(crate) fn phone_status(status: &str) -> Markup {
    match status {
        "CONNECTED" => badge(Tone::Good, "connected"),
        "PENDING" => badge(Tone::Warn, "connecting"),
        "UNVERIFIED" => badge(Tone::Warn, "not usable"),
        "FLAGGED" => badge(Tone::Warn, "connected, quality low"),
        "RESTRICTED" => badge(Tone::Warn, "limit reached"),
        "RATE_LIMITED" => badge(Tone::Warn, "slowed down"),
        "BANNED" => badge(Tone::Bad, "banned"),
        "DISCONNECTED" => badge(Tone::Bad, "disconnected"),
        "DELETED" | "MIGRATED" => badge(Tone::Plain, "gone"),
        "" => badge(Tone::Plain, "not looked at yet"),
        other => badge(Tone::Plain, other),
    }
}

/// The review of a display name (contract §9.4).
pub(crate) fn name_status(status: &str) -> &str {
    match status {
        "APPROVED" => "approved",
        "AVAILABLE_WITHOUT_REVIEW" => "usable, not reviewed yet",
        "PENDING_REVIEW" => "under review",
        "DECLINED" => "declined",
        "EXPIRED" => "expired",
        "NONE" | "" => "none yet",
        other => other,
    }
}

/// How many different customers a number may write to first within 24 hours (contract §9.1).
pub(crate) fn limit(tier: &str) -> Option<&'static str> {
    match tier {
        "TIER_50" => Some("50"),
        "TIER_250" => Some("250"),
        "TIER_1K" => Some("1,000"),
        "TIER_2K" => Some("2,000"),
        "TIER_10K" => Some("10,000"),
        "TIER_100K" => Some("100,000"),
        "TIER_UNLIMITED" => Some("any number of"),
        _ => None,
    }
}

/// What raises the limit (requirements F03, F05).
pub(crate) fn raised_by(tier: &str) -> &'static str {
    match tier {
        "TIER_50" | "TIER_250" => {
            "business verification, the platform's checks and the approved display name raise it"
        }
        "TIER_1K" | "TIER_2K" | "TIER_10K" => {
            "good quality, and use of half of it within a week, raise it"
        }
        _ => "nothing more to gain",
    }
}

/// How far a message came.
pub(crate) fn message_status(status: &str) -> &str {
    match status {
        "received" => "received",
        "waiting" => "waits for the number's client",
        "sending" => "being sent …",
        "accepted" => "accepted by the platform",
        "sent" => "sent ✓",
        "delivered" => "delivered ✓✓",
        "read" => "read ✓✓",
        "failed" => "not sent",
        "unknown" => "the answer was lost: nobody knows whether it went out",
        other => other,
    }
}

/// What an operator's choice of system user means (requirement A04).
pub(crate) fn system_user(admin: bool) -> Markup {
    if admin {
        html! {
            p { strong { "Admin system user." } " It reaches every account shared with us at once "
                "and is never assigned." }
            p { "The risk: its token lives long, and whoever gets hold of it reaches all clients. "
                "The employee system user reaches only the accounts it is assigned to." }
        }
    } else {
        html! {
            p { strong { "Employee system user." } " The server assigns it to every new account by "
                "itself; without that it reaches nothing." }
            p { "This is the careful choice: an admin system user would reach every shared account "
                "without being assigned, and so would whoever gets hold of its token." }
        }
    }
}
