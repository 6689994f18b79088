//! The numbers of an account in the WhatsApp Manager, and the download of certificates.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::{
    CodeVerificationStatus, MessagingLimitTier, NameStatus, PhoneNumberId, PhoneStatus, WabaId,
};
use http::{HeaderMap, header};
use jiff::Timestamp;
use maud::{Markup, html};
use world::{Certificate, Phone, Waba, World};

use super::provider::standing;
use super::{Side, not_yours, side, visitor};
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty};

/// A number with its messaging limit.
pub(super) struct Row {
    /// The number.
    pub phone: Phone,
    /// How many customers it may write to first in 24 hours.
    pub tier: MessagingLimitTier,
    /// How far its proof is.
    pub proof: CodeVerificationStatus,
    /// Whether there is a certificate to download.
    pub certified: bool,
}

impl Row {
    /// What the table tells about a number.
    pub(super) fn of(world: &World, phone: &Phone, now: Timestamp) -> Self {
        Self {
            phone: phone.clone(),
            tier: world.tier(phone),
            proof: phone.proof(world.policy.proof_days, now),
            certified: newest_certificate(world, phone).is_some(),
        }
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
                (phone.number.display()) br; small { (phone.id) }
                @if !proved && manage { (prove(waba, phone.id)) }
            }
            td { (name(phone)) @if manage { (rename(waba, phone)) } }
            td { (status(phone.status())) }
            td { (badge(Tone::Good, "High")) }
            td { (limit(row, now)) }
            td { (standing(phone, now)) }
            @if side == Side::Provider { td { (download(waba, row)) } }
        }
    }
}

fn name(phone: &Phone) -> Markup {
    html! {
        (phone.name.current) " " (review(phone.name.review.status()))
        @if let Some(change) = &phone.name.change {
            br; small { "Asked for: " (change.name) " " } (review(change.review.status()))
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

fn status(status: PhoneStatus) -> Markup {
    let (tone, word) = match status {
        PhoneStatus::Connected => (Tone::Good, "Connected"),
        PhoneStatus::Pending => (Tone::Warn, "Pending"),
        PhoneStatus::Disconnected => (Tone::Bad, "Offline"),
        PhoneStatus::Unverified => (Tone::Bad, "Unverified: trial ended"),
        PhoneStatus::Banned => (Tone::Bad, "Banned"),
        other => (Tone::Plain, other.as_str()),
    };
    badge(tone, word)
}

/// The messaging limit, its use, and what raises it (requirements D06, F02, F03).
fn limit(row: &Row, now: Timestamp) -> Markup {
    let used = row.phone.usage.count(now);
    html! {
        @match row.tier.customers() {
            Some(most) => {
                (used) " of " (most) " customers in 24 hours"
                @if used >= usize::try_from(most).unwrap_or(usize::MAX) {
                    br; (badge(Tone::Warn, "Limit reached: start business verification"))
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
            input name="code" inputmode="numeric" aria-label="Verification code" size="8";
            button.plain { "Verify" }
        }
    }
}

/// Only a provider downloads certificates (requirements E04, E05).
fn download(waba: WabaId, row: &Row) -> Markup {
    html! {
        @if row.certified {
            a href={ "/wa/manage/" (waba) "/certificates/" (row.phone.id) } { "Download" }
        } @else { span.muted { "None" } }
    }
}

/// The certificate of the newest name that may be downloaded (requirements D08, E04).
fn newest_certificate<'a>(world: &World, phone: &'a Phone) -> Option<&'a Certificate> {
    world.new_certificate(phone).or_else(|| world.certificate(phone))
}

/// `GET /wa/manage/{id}/certificates/{phone}`: the certificate as text, for a provider's people.
pub(super) async fn certificate(
    State(platform): State<Platform>,
    Path((waba, phone)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let here = format!("/wa/manage/{waba}");
    let person = match visitor(&platform, &headers, &here) {
        Ok(person) => person,
        Err(answer) => return *answer,
    };
    let asked = waba.parse::<WabaId>().ok().zip(phone.parse::<PhoneNumberId>().ok());
    let text = asked.and_then(|(waba, id)| {
        platform.read(|world| {
            let provider = side(world, &person, waba)? == Side::Provider;
            let phone = world.phones.get(&id).filter(|phone| phone.waba == waba && provider)?;
            newest_certificate(world, phone).map(Certificate::text)
        })
    });
    match text {
        Some(text) => {
            let name = format!("attachment; filename=\"certificate-{phone}.txt\"");
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, text).into_response()
        }
        None => not_yours(&person),
    }
}
