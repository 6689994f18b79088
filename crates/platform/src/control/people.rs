//! People, reviews, end customers and their telephones: what the desk plays.

use axum::Json;
use axum::extract::{Path, State};
use graph::{BusinessId, E164, PhoneNumberId, WabaId};
use serde::Deserialize;
use serde_json::json;
use world::{Actor, Command, Event, Handset};

use super::answer::{Body, No, Told};
use crate::platform::Platform;

/// A new person.
#[derive(Debug, Deserialize)]
pub(super) struct NewPerson {
    name: String,
    email: String,
    #[serde(default = "english")]
    locale: String,
}

fn english() -> String {
    "en_US".to_owned()
}

/// `POST /_control/people`.
pub(super) async fn create(
    State(platform): State<Platform>,
    Body(NewPerson { name, email, locale }): Body<NewPerson>,
) -> Told {
    let answer = platform.ask(Actor::Desk, Command::CreatePerson { name, email, locale }).await?;
    let person = answer.events.iter().find_map(|event| match event {
        Event::PersonCreated { person, .. } => Some(*person),
        _ => None,
    });
    Ok(Json(json!({ "person_id": person })))
}

/// Meta's conclusion about a business.
#[derive(Debug, Deserialize)]
pub(super) struct VerificationReview {
    business_id: BusinessId,
    approved: bool,
}

/// `POST /_control/reviews/verification`.
pub(super) async fn review_verification(
    State(platform): State<Platform>,
    Body(VerificationReview { business_id, approved }): Body<VerificationReview>,
) -> Told {
    done(&platform, Command::ConcludeVerification { business: business_id, approved }).await
}

/// Meta's conclusion about a display name.
#[derive(Debug, Deserialize)]
pub(super) struct NameReview {
    phone_number_id: PhoneNumberId,
    approved: bool,
}

/// `POST /_control/reviews/name`.
pub(super) async fn review_name(
    State(platform): State<Platform>,
    Body(NameReview { phone_number_id, approved }): Body<NameReview>,
) -> Told {
    done(&platform, Command::ConcludeNameReview { phone: phone_number_id, approved }).await
}

/// Meta's decision about an appeal.
#[derive(Debug, Deserialize)]
pub(super) struct AppealReview {
    waba_id: WabaId,
    granted: bool,
}

/// `POST /_control/reviews/appeal`.
pub(super) async fn review_appeal(
    State(platform): State<Platform>,
    Body(AppealReview { waba_id, granted }): Body<AppealReview>,
) -> Told {
    done(&platform, Command::ConcludeAppeal { waba: waba_id, granted }).await
}

/// What an end customer writes.
#[derive(Debug, Deserialize)]
pub(super) struct Written {
    to_phone_number_id: PhoneNumberId,
    text: String,
    #[serde(default)]
    name: String,
}

/// `POST /_control/customers/{number}/messages`.
pub(super) async fn customer_writes(
    State(platform): State<Platform>,
    Path(number): Path<String>,
    Body(Written { to_phone_number_id, text, name }): Body<Written>,
) -> Told {
    let from = telephone(&number)?;
    let name = if name.is_empty() { from.display() } else { name };
    let to_phone = to_phone_number_id;
    let command = Command::CustomerWrites { from, name, to_phone, text };
    let answer = platform.ask(Actor::Desk, command).await?;
    let message = answer.events.iter().find_map(|event| match event {
        Event::MessageReceived { message, .. } => Some(message.to_string()),
        _ => None,
    });
    Ok(Json(json!({ "success": true, "message_id": message })))
}

/// Which chat an end customer opens.
#[derive(Debug, Deserialize)]
pub(super) struct Opened {
    phone_number_id: PhoneNumberId,
}

/// `POST /_control/customers/{number}/read`.
pub(super) async fn customer_reads(
    State(platform): State<Platform>,
    Path(number): Path<String>,
    Body(Opened { phone_number_id }): Body<Opened>,
) -> Told {
    let customer = telephone(&number)?;
    done(&platform, Command::CustomerReads { customer, phone: phone_number_id }).await
}

/// What a number is used for.
#[derive(Debug, Deserialize)]
pub(super) struct Described {
    handset: Handset,
}

/// `POST /_control/handsets/{number}`: `plain`, `messenger`, `business_app` or `voice_menu`.
pub(super) async fn describe_handset(
    State(platform): State<Platform>,
    Path(number): Path<String>,
    Body(Described { handset }): Body<Described>,
) -> Told {
    let number = telephone(&number)?;
    done(&platform, Command::DescribeHandset { number, handset }).await
}

async fn done(platform: &Platform, command: Command) -> Told {
    platform.ask(Actor::Desk, command).await?;
    Ok(Json(json!({ "success": true })))
}

fn telephone(text: &str) -> Result<E164, No> {
    let text = if text.starts_with('+') { text.to_owned() } else { format!("+{text}") };
    E164::parse(&text).map_err(|error| No::bad(error.to_string()))
}
