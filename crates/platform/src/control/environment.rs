//! `GET /_control/world/env`: everything a test needs to call the Graph API, as names and values.

use axum::Json;
use axum::extract::{Query, State};
use graph::{BusinessId, PhoneNumberId};
use serde::Deserialize;
use serde_json::json;
use world::{Actor, Command, Method, SystemUserKind, Way, World};

use super::answer::{No, Told};
use super::callback::VERIFY_TOKEN;
use super::example::{self, Example};
use super::provider::{self, Founded};
use crate::platform::Platform;

/// `?code=1` adds a login code, which lives for 30 seconds.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    code: Option<String>,
}

/// Answers with fresh tokens for one example client, which is created when there is none yet.
pub(super) async fn show(State(platform): State<Platform>, Query(asked): Query<Asked>) -> Told {
    let example = existing_or_new(&platform).await?;
    let Example { provider, app, admin, employee, line, client, waba, phone, .. } = example;
    let secret = platform.read(|world| world.app(app).map(|app| app.secret.clone()));
    let secret = secret.map_err(|refusal| No::bad(refusal.sentence()))?;
    let integration = (app, example.integration);
    let base = platform.settings().api_base.clone();
    let number = platform.read(|world| world.phone(phone).map(|phone| phone.number.display()));
    let mut env = json!({
        "BASE_URL": base,
        "API_VERSION": "v21.0",
        "APP_ID": app,
        "APP_SECRET": secret,
        "BUSINESS_ID": provider,
        "CLIENT_BUSINESS_ID": client,
        "WABA_ID": waba,
        "PHONE_NUMBER_ID": phone,
        "PHONE_NUMBER": number.unwrap_or_default(),
        "CREDIT_LINE_ID": line,
        "SYSTEM_USER_ID": employee,
        "SYSTEM_TOKEN": provider::issue(&platform, app, admin).await?,
        "EMPLOYEE_TOKEN": provider::issue(&platform, app, employee).await?,
        "BUSINESS_TOKEN": provider::order(&platform, integration, Some(vec![waba])).await?,
        "PIN": example::PIN,
        "TO": example::CUSTOMER.trim_start_matches('+'),
        "CURRENCY": "USD",
        "WEBHOOK_URL": format!("{base}/_control/callback"),
        "VERIFY_TOKEN": VERIFY_TOKEN,
        "NEW_NUMBER": example::new_number(&platform)?,
        "INBOUND_WAMID": platform.read(|world| last_received(world, phone)),
    });
    if let Some(unverified) = example.unverified {
        env["UNVERIFIED_PHONE_ID"] = unverified.into();
        env["OTP"] = one_time_password(&platform, unverified).await.into();
    }
    if asked.code.is_some_and(|code| !matches!(code.as_str(), "" | "0")) {
        env["AUTH_CODE"] = example::login_code(&platform, &example).await?.into();
    }
    Ok(Json(env))
}

/// The newest message a customer wrote to a number.
fn last_received(world: &World, phone: PhoneNumberId) -> Option<String> {
    let received = world
        .messages
        .values()
        .filter(|message| message.phone == phone && matches!(message.way, Way::In { .. }));
    received.max_by_key(|message| message.at).map(|message| message.id.to_string())
}

/// The code that proves a number: a fresh one, or the last one where it is too soon for another.
async fn one_time_password(platform: &Platform, phone: PhoneNumberId) -> Option<String> {
    let method = Method::Sms;
    // Whether it was refused or not, the last code sent is the one that counts.
    let _ = platform.ask(Actor::Desk, Command::RequestCode { phone, method }).await;
    platform.read(|world| {
        let number = &world.phone(phone).ok()?.number;
        world.challenges.get(number).map(|challenge| challenge.code.clone())
    })
}

async fn existing_or_new(platform: &Platform) -> Result<Example, No> {
    let _one = platform.example_lock().await;
    if let Some(example) = platform.store().setting::<Example>("example").await? {
        return Ok(example);
    }
    let founded = match platform.read(first_provider) {
        Some(founded) => founded,
        None => provider::found_example(platform).await?,
    };
    let example = example::create(platform, founded).await?;
    platform.store().set_setting("example", &example).await?;
    Ok(example)
}

/// The oldest provider, if it has all its parts.
fn first_provider(world: &World) -> Option<Founded> {
    let provider = world.businesses.values().filter(|business| business.provider);
    let provider = provider.min_by_key(|business| business.created_at)?;
    let user = |wanted: SystemUserKind| {
        let is = |id: &&graph::SystemUserId| {
            world.system_users.get(id).is_some_and(|user| user.kind == wanted)
        };
        provider.system_users.iter().find(is).copied()
    };
    let business: BusinessId = provider.id;
    Some(Founded {
        business,
        app: *provider.apps.first()?,
        admin: user(SystemUserKind::Admin)?,
        employee: user(SystemUserKind::Employee)?,
        line: *provider.credit_lines.first()?,
        waba: *provider.owned_wabas.first()?,
        phone: None,
        person: None,
    })
}
