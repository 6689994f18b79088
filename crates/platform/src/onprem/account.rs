//! The platform's side of a client's account, below `/_onprem`: certificate, code, PIN, profile,
//! contacts.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use axum::{Json, Router};
use graph::{E164, PhoneNumberId, Vertical};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::secret::sha256_hex;
use world::{Actor, Certificate, ClientCommand, Command, Event, Manners, Method, ProfileChange};

use super::server::{No, session, status};
use crate::platform::Platform;

type Told = Result<Json<Value>, No>;

/// The routes of this file.
pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/_onprem/connect", post(connect))
        .route("/_onprem/verify", post(verify))
        .route("/_onprem/contacts", post(contacts))
        .route("/_onprem/profile", post(profile))
        .route("/_onprem/profile/change", post(change_profile))
        .route("/_onprem/pin", post(set_pin))
}

/// A certificate, and the number the client believes it is for.
#[derive(Debug, Deserialize)]
struct Connecting {
    certificate: String,
    #[serde(default)]
    number: String,
    /// `sms` or `voice`.
    #[serde(default)]
    method: String,
    pin: Option<String>,
    #[serde(default)]
    code: String,
}

/// `POST /_onprem/connect`: takes a number over with its certificate; an earlier client loses it.
/// No `session` in the answer: the number needs a code, which was sent.
async fn connect(State(platform): State<Platform>, Json(wish): Json<Connecting>) -> Told {
    let certificate = presented(&platform, &wish)?;
    let phone = certificate.phone;
    let command = ClientCommand::Register {
        phone,
        certificate: wish.certificate,
        method: if wish.method == "voice" { Method::Voice } else { Method::Sms },
        pin: wish.pin.as_deref().map(|pin| platform.pin_key(pin.trim())),
    };
    let answer = platform.ask(Actor::Client { phone }, Command::Client(command)).await?;
    let registered = |event: &Event| matches!(event, Event::PhoneRegistered { .. });
    if answer.events.iter().any(registered) {
        return admit(&platform, phone).await;
    }
    Ok(Json(json!({ "phone_number_id": phone, "vname": certificate.name })))
}

/// `POST /_onprem/verify`: the code of a number that needed one.
async fn verify(State(platform): State<Platform>, Json(wish): Json<Connecting>) -> Told {
    let phone = presented(&platform, &wish)?.phone;
    let Connecting { certificate, code, .. } = wish;
    let command = Command::Client(ClientCommand::Verify { phone, certificate, code });
    platform.ask(Actor::Client { phone }, command).await?;
    admit(&platform, phone).await
}

/// The certificate, if it is of the number the client means.
fn presented(platform: &Platform, wish: &Connecting) -> Result<Certificate, No> {
    let certificate = Certificate::read(&wish.certificate);
    let certificate =
        certificate.ok_or_else(|| No::invalid("'cert' cannot be read as a certificate"))?;
    let phone = certificate.phone;
    let known = platform.read(|world| Some(world.phone(phone).ok()?.number.digits().to_owned()));
    let known = known.ok_or_else(|| No::denied("the certificate is of no number"))?;
    if !wish.number.is_empty() && known != wish.number {
        return Err(No::invalid("the certificate is of another number"));
    }
    Ok(certificate)
}

/// A new session for the number's client.
async fn admit(platform: &Platform, phone: PhoneNumberId) -> Told {
    let session = platform.secrets().token("opc-", 32);
    let (key, now) = (sha256_hex(session.as_bytes()), platform.now());
    platform.store().open_client_session(phone, key, now).await?;
    let status = platform.read(|world| status(world, phone));
    Ok(Json(json!({ "phone_number_id": phone, "session": session, "status": status })))
}

/// Digits of telephone numbers.
#[derive(Debug, Deserialize)]
struct Asked {
    numbers: Vec<String>,
}

/// `POST /_onprem/contacts`: which of the numbers have WhatsApp.
async fn contacts(
    State(platform): State<Platform>,
    headers: HeaderMap,
    Json(Asked { numbers }): Json<Asked>,
) -> Told {
    session(&platform, &headers).await?;
    let valid: Vec<String> = platform.read(|world| {
        let has = |digits: &String| {
            let number = E164::parse(&format!("+{digits}"));
            number.is_ok_and(|number| world.manners(&number) != Manners::Absent)
        };
        numbers.into_iter().filter(has).collect()
    });
    Ok(Json(json!({ "valid": valid })))
}

/// `POST /_onprem/profile`: what the number's WhatsApp profile tells.
async fn profile(State(platform): State<Platform>, headers: HeaderMap) -> Told {
    let phone = session(&platform, &headers).await?;
    let profile = platform.read(|world| Some(world.phone(phone).ok()?.profile.clone()));
    Ok(Json(json!({ "profile": profile })))
}

/// `POST /_onprem/profile/change`: new values; what is absent stays.
async fn change_profile(
    State(platform): State<Platform>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Told {
    let phone = session(&platform, &headers).await?;
    let change = read_change(&body)?;
    let command = Command::Client(ClientCommand::UpdateProfile { phone, change });
    platform.ask(Actor::Client { phone }, command).await?;
    Ok(Json(json!({ "success": true })))
}

/// The change that a profile's members ask for.
pub(crate) fn read_change(body: &Value) -> Result<ProfileChange, No> {
    let text = |name: &str| body[name].as_str().map(str::to_owned);
    let vertical = match body["vertical"].as_str().filter(|word| !word.is_empty()) {
        Some(word) => {
            let known = word.to_uppercase().parse::<Vertical>();
            Some(known.map_err(|_| No::invalid(format!("'vertical' cannot be {word}")))?)
        }
        None => None,
    };
    let websites = body["websites"]
        .as_array()
        .map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    Ok(ProfileChange {
        about: text("about"),
        address: text("address"),
        description: text("description"),
        email: text("email"),
        websites,
        vertical,
        ..ProfileChange::default()
    })
}

/// A new PIN.
#[derive(Debug, Deserialize)]
struct NewPin {
    pin: String,
}

/// `POST /_onprem/pin`: two-step verification is on, with this PIN.
async fn set_pin(
    State(platform): State<Platform>,
    headers: HeaderMap,
    Json(NewPin { pin }): Json<NewPin>,
) -> Told {
    let phone = session(&platform, &headers).await?;
    let pin = pin.trim();
    let pin_valid = pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit());
    let pin = platform.pin_key(pin);
    let command = Command::Client(ClientCommand::SetPin { phone, pin, pin_valid });
    platform.ask(Actor::Client { phone }, command).await?;
    Ok(Json(json!({ "success": true })))
}
