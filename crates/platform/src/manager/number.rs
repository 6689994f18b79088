//! `/wa/phones/{id}`: one number in the WhatsApp Manager: its settings, two-step verification, and
//! its deletion by the owner (contract §4.2, §6.10).

use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path, State};
use axum::response::{IntoResponse, Response};
use graph::{CodeVerificationStatus, PhoneNumberId, PhoneStatus};
use http::request::Parts;
use maud::{Markup, html};
use world::{Command, Handset, NumberCommand, OfficialStage, Person, Phone, PinKey, Waba};

use super::sent::Visitor;
use super::{Side, act, not_done, not_yours, page, side};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge};

/// One number, looked at.
struct View {
    phone: Phone,
    waba: Waba,
    proof: CodeVerificationStatus,
    status: PhoneStatus,
    on_app: bool,
    side: Side,
    /// Whether the visitor administers the owner.
    manage: bool,
}

fn look(platform: &Platform, person: &Person, id: PhoneNumberId) -> Option<View> {
    let now = platform.now();
    platform.read(|world| {
        let phone = world.phones.get(&id).filter(|phone| !phone.is_deleted())?.clone();
        let waba = world.wabas.get(&phone.waba)?.clone();
        let side = side(world, person, waba.id)?;
        let admin = world.businesses.get(&waba.owner)?.is_admin(person.id);
        let proof = phone.proof(world.policy.proof_days, now);
        let on_app = world.handset(&phone.number) == Handset::BusinessApp;
        let status = world.phone_status(&phone, now);
        let manage = side == Side::Owner && admin;
        Some(View { phone, waba, proof, status, on_app, side, manage })
    })
}

/// Someone at a number they may see.
pub(super) struct Visit {
    person: Person,
    view: View,
    /// The page of the number.
    home: String,
}

impl FromRequestParts<Platform> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, platform: &Platform) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, platform).await?;
        let view = visitor.read("phone").and_then(|id| look(platform, &visitor.person, id));
        let Some(view) = view else { return Err(not_yours(&visitor.person)) };
        let home = address(view.phone.id);
        Ok(Self { person: visitor.person, view, home })
    }
}

/// The page.
pub(super) async fn show(Visit { person, view, .. }: Visit) -> Response {
    let phone = &view.phone;
    let title = phone.number.display();
    let body = html! {
        p { a href={ "/wa/manage/" (view.waba.id) } { (view.waba.name) } }
        h1 { (title) }
        p.lead { "Phone number id " (phone.id) " · display name " (phone.name.current) }
        (facts(&view))
        @if view.manage && !phone.is_gone() { (two_step(phone)) (deletion(phone)) }
    };
    page(&title, &person, body).into_response()
}

fn facts(view: &View) -> Markup {
    let phone = &view.phone;
    let region = phone.settings.storage_region.as_deref().unwrap_or("Default");
    html! {
        section.sheet {
            h2 { "Settings" }
            dl {
                dt { "Status" } dd { (super::phones::status(view.status)) }
                dt { "Ownership" } dd { (proof(view.proof)) }
                dt { "Official business account" }
                dd { a href={ (address(phone.id)) "/official" } { (official(phone)) } }
                dt { "Two-step verification" }
                dd {
                    @if phone.pin.is_some() { (badge(Tone::Good, "On")) }
                    @else { (badge(Tone::Plain, "Off")) }
                }
                dt { "Data storage" } dd { (region) }
                dt { "Identity check" }
                dd { @if phone.settings.identity_check { "On" } @else { "Off" } }
                @if view.on_app { dt { "WhatsApp Business App" } dd { "In use" } }
                @if phone.preverified { dt { "Pre-verified" } dd { "By the provider" } }
                @if let (Side::Provider, Some(callback)) = (view.side, &phone.callback) {
                    dt { "Webhook" } dd { (callback.url) }
                }
            }
        }
    }
}

/// Whether the owner has proved that the number is theirs.
fn proof(proof: CodeVerificationStatus) -> Markup {
    match proof {
        CodeVerificationStatus::Verified => badge(Tone::Good, "Verified"),
        CodeVerificationStatus::NotVerified => badge(Tone::Warn, "Not verified"),
        CodeVerificationStatus::Expired => badge(Tone::Warn, "Expired"),
    }
}

/// What the link to the application says.
fn official(phone: &Phone) -> &'static str {
    match phone.official.as_ref().map(|official| official.stage) {
        Some(OfficialStage::Granted { .. }) => "Yes",
        Some(OfficialStage::Pending { .. }) => "Applied for",
        _ => "Apply",
    }
}

fn two_step(phone: &Phone) -> Markup {
    let here = address(phone.id);
    html! {
        section.sheet {
            h2 { "Two-step verification" }
            p.muted {
                "The PIN protects the number: nobody can register it elsewhere without it. To move "
                "the number to another provider, turn two-step verification off first."
            }
            form #pin method="post" action={ (here) "/pin" } {
                label for="new-pin" { "New PIN (6 digits)" }
                input #new-pin name="pin" inputmode="numeric" autocomplete="off" maxlength="6";
                button.plain { "Change PIN" }
            }
            @if phone.pin.is_some() {
                form #two-step-off method="post" action={ (here) "/two-step" } {
                    button.plain { "Turn off two-step verification" }
                }
                @if phone.pin_reset.is_some() {
                    p { "An e-mail with a link was sent to your business. Open the link to turn "
                        "two-step verification off." }
                }
            }
        }
    }
}

fn deletion(phone: &Phone) -> Markup {
    let here = address(phone.id);
    html! {
        section.sheet {
            h2 { "Delete this number" }
            p.muted {
                "It leaves your account for good. A number that sent messages that were paid for "
                "in the last 30 days cannot be deleted. It can be registered again after 5 minutes."
            }
            form #delete method="post" action={ (here) "/delete" } {
                @if phone.pin.is_some() {
                    label for="delete-pin" { "PIN" }
                    input #delete-pin name="pin" inputmode="numeric" autocomplete="off"
                        maxlength="6";
                }
                button.plain { "Delete phone number" }
            }
        }
    }
}

/// `POST …/pin`: another PIN.
pub(super) async fn change_pin(
    State(platform): State<Platform>,
    Visit { person, view, home }: Visit,
    body: Bytes,
) -> Response {
    let (pin, pin_valid) = fingerprint(&platform, Fields::parse(&body).get("pin"));
    let command = NumberCommand::ChangePin { phone: view.phone.id, pin, pin_valid };
    act(&platform, &person, Command::Number(command), &home).await
}

/// `POST …/two-step`: the e-mail that asks for confirmation.
pub(super) async fn two_step_off(
    State(platform): State<Platform>,
    Visit { person, view, home }: Visit,
) -> Response {
    let command = NumberCommand::RequestPinReset { phone: view.phone.id };
    act(&platform, &person, Command::Number(command), &home).await
}

/// `POST …/delete`: the number leaves its account.
pub(super) async fn delete(
    State(platform): State<Platform>,
    Visit { person, view, home }: Visit,
    body: Bytes,
) -> Response {
    let given = Fields::parse(&body).given("pin");
    let pin = given.map(|pin| fingerprint(&platform, &pin).0);
    let command = Command::Number(NumberCommand::Delete { phone: view.phone.id, pin });
    let back = format!("/wa/manage/{}", view.waba.id);
    match crate::pages::ask(&platform, world::Actor::Person { person: person.id }, command).await {
        // A wrong PIN is remembered, and still leads back to the number.
        Err(crate::AskError::Refused(refusal)) => not_done(&person, &refusal.sentence(), &home),
        Err(error @ crate::AskError::Down(_)) => not_done(&person, &error.to_string(), &home),
        Ok(_) => shell::web::see_other(&back),
    }
}

/// `GET /wa/two-step/{phone}/{key}`: what the link in the e-mail opens.
pub(super) async fn confirmation(
    Visit { person, view, home }: Visit,
    Path((_, key)): Path<(String, String)>,
) -> Response {
    let here = format!("/wa/two-step/{}/{key}", view.phone.id);
    let body = html! {
        h1 { "Turn off two-step verification" }
        p.lead {
            "For " (view.phone.number.display()) ". Afterwards the number can be moved to another "
            "provider without its PIN."
        }
        form #confirm method="post" action=(here) { button { "Turn off" } }
        p { a href=(home) { "Leave it on" } }
    };
    page("Two-step verification", &person, body).into_response()
}

/// `POST /wa/two-step/{phone}/{key}`.
pub(super) async fn confirm_two_step_off(
    State(platform): State<Platform>,
    Visit { person, view, home }: Visit,
    Path((_, key)): Path<(String, String)>,
) -> Response {
    let command = NumberCommand::ConfirmPinReset { phone: view.phone.id, key };
    act(&platform, &person, Command::Number(command), &home).await
}

/// Where a number is shown.
fn address(id: PhoneNumberId) -> String {
    format!("/wa/phones/{id}")
}

/// What the world knows a PIN by, and whether it has six digits.
fn fingerprint(platform: &Platform, pin: &str) -> (PinKey, bool) {
    let pin = pin.trim();
    let valid = pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit());
    (platform.pin_key(pin), valid)
}
