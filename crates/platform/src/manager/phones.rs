//! The numbers of an account in the WhatsApp Manager.

use graph::{
    CodeVerificationStatus, MessagingLimitTier, NameStatus, PhoneNumberId, PhoneStatus,
    QualityRating, WabaId,
};
use jiff::Timestamp;
use maud::{Markup, html};
use world::{NameReview, Phone, Waba, World};

use super::Side;
use super::certificates::{Paper, cell};
use super::provider::standing;
use crate::pages::parts::{Tone, badge, empty};

/// A number with its messaging limit.
pub(super) struct Row {
    /// The number.
    pub phone: Phone,
    /// How many customers it may write to first in 24 hours.
    pub tier: MessagingLimitTier,
    /// How many it wrote to.
    pub used: usize,
    /// Its state, and what customers think of it.
    pub state: (PhoneStatus, QualityRating),
    /// How far its proof is.
    pub proof: CodeVerificationStatus,
    /// Its certificate.
    pub paper: Paper,
    /// How far the reviews of its name and of a new one are.
    pub names: [NameStatus; 2],
}

impl Row {
    /// What the table tells about a number.
    pub(super) fn of(world: &World, phone: &Phone, now: Timestamp) -> Self {
        Self {
            phone: phone.clone(),
            tier: world.tier(phone),
            used: world.usage(phone).count(now),
            state: (world.phone_status(phone, now), world.quality(phone, now)),
            proof: phone.proof(world.policy.proof_days, now),
            paper: Paper::of(world, phone, now),
            names: [world.name_status(phone, now), world.new_name_status(phone, now)],
        }
    }

    /// Whether all customers of its limit were written to in 24 hours (requirement D06).
    pub(super) fn is_at_its_limit(&self) -> bool {
        let most = self.tier.customers().and_then(|most| usize::try_from(most).ok());
        most.is_some_and(|most| self.used >= most)
    }
}

/// The table of numbers.
pub(super) fn table(
    waba: &Waba,
    rows: &[Row],
    (side, manage): (Side, bool),
    now: Timestamp,
) -> Markup {
    html! {
        @if rows.is_empty() { (empty("There is no phone number yet.")) } @else {
            table {
                thead { tr {
                    th scope="col" { "Number" }
                    th scope="col" { "Display name" }
                    th scope="col" { "Status" }
                    th scope="col" { "Quality" }
                    th scope="col" { "Messaging limit" }
                    th scope="col" { "Standing" }
                    @if side == Side::Provider { th scope="col" { "Certificate" } }
                } }
                tbody {
                    @for row in rows { (line(waba.id, row, (side, manage), now)) }
                }
            }
        }
    }
}

fn line(waba: WabaId, row: &Row, (side, manage): (Side, bool), now: Timestamp) -> Markup {
    let phone = &row.phone;
    let proved = row.proof == CodeVerificationStatus::Verified;
    html! {
        tr {
            td {
                a href={ "/wa/phones/" (phone.id) } { (phone.number.display()) }
                br; small { (phone.id) }
                @if !proved && manage { (prove(waba, phone.id)) }
            }
            td { (name(row)) @if manage { (rename(waba, phone)) } }
            td { (status(row.state.0)) }
            td { (quality(row.state.1)) }
            td { (limit(row)) }
            td { (standing(phone, now)) }
            @if side == Side::Provider { td { (cell(waba, phone.id, row.paper)) } }
        }
    }
}

/// The name in use and the one asked for, with what the reviews say (requirements D07, D08).
fn name(row: &Row) -> Markup {
    let ([current, new], name) = (row.names, &row.phone.name);
    html! {
        (name.current) " " (review(current)) (reason(name.review))
        @if let Some(change) = &name.change {
            br; small { "Asked for: " (change.name) " " } (review(new)) (reason(change.review))
        }
    }
}

/// Why a name was declined.
fn reason(review: NameReview) -> Markup {
    html! {
        @if let NameReview::Declined { reason, .. } = review {
            br; small { (reason.sentence()) " (" (reason.as_str()) ")" }
        }
    }
}

fn review(status: NameStatus) -> Markup {
    match status {
        NameStatus::Approved => badge(Tone::Good, "Approved"),
        NameStatus::AvailableWithoutReview => badge(Tone::Plain, "Available without review"),
        NameStatus::PendingReview => badge(Tone::Warn, "In review"),
        NameStatus::Declined => badge(Tone::Bad, "Declined"),
        NameStatus::Expired => badge(Tone::Bad, "Expired"),
        NameStatus::None => badge(Tone::Plain, "None"),
    }
}

/// The state of a number, in a word.
pub(super) fn status(status: PhoneStatus) -> Markup {
    let (tone, word) = match status {
        PhoneStatus::Connected => (Tone::Good, "Connected"),
        PhoneStatus::Pending => (Tone::Warn, "Pending"),
        PhoneStatus::Disconnected => (Tone::Bad, "Offline"),
        PhoneStatus::Unverified => (Tone::Bad, "Unverified: trial ended"),
        PhoneStatus::Banned => (Tone::Bad, "Banned"),
        PhoneStatus::Flagged => (Tone::Warn, "Flagged: quality low"),
        PhoneStatus::Restricted => (Tone::Warn, "Restricted: limit reached"),
        other => (Tone::Plain, other.as_str()),
    };
    badge(tone, word)
}

/// What customers think of a number.
pub(super) fn quality(rating: QualityRating) -> Markup {
    match rating {
        QualityRating::Green => badge(Tone::Good, "High"),
        QualityRating::Yellow => badge(Tone::Warn, "Medium"),
        QualityRating::Red => badge(Tone::Bad, "Low"),
        QualityRating::Unknown => badge(Tone::Plain, "Not rated yet"),
    }
}

/// The messaging limit, its use, and what raises it (requirements D06, F02, F03).
fn limit(row: &Row) -> Markup {
    let used = row.used;
    html! {
        @match row.tier.customers() {
            Some(most) => {
                (used) " of " (most) " customers in 24 hours"
                @if row.is_at_its_limit() {
                    br; (badge(Tone::Warn, "Limit reached"))
                }
            },
            None => "No limit",
        }
    }
}

fn rename(waba: WabaId, phone: &Phone) -> Markup {
    html! {
        details {
            summary { "Change" }
            form.row method="post" action={ "/wa/manage/" (waba) "/name" } {
                input type="hidden" name="phone" value=(phone.id);
                input name="name" aria-label="New display name" value=(phone.name.current);
                button.plain { "Ask for review" }
            }
        }
    }
}

/// Proof of a number that was added here.
fn prove(waba: WabaId, phone: PhoneNumberId) -> Markup {
    html! {
        form.row method="post" action={ "/wa/manage/" (waba) "/code" } {
            input type="hidden" name="phone" value=(phone);
            button.plain { "Send code" }
        }
        form.row method="post" action={ "/wa/manage/" (waba) "/verify" } {
            input type="hidden" name="phone" value=(phone);
            label for={ "code-" (phone) } { "Verification code" }
            input id={ "code-" (phone) } name="code" inputmode="numeric" size="8"
                autocomplete="one-time-code";
            button.plain { "Verify" }
        }
    }
}
