//! `GET /_control/world/env`: everything a test needs to call the Graph API, as names and values.
//! No value has white space, so that a shell can take them as they are.

use std::collections::BTreeMap;

use axum::Json;
use graph::{AppId, PersonId, PhoneNumberId, WabaId};
use serde_json::{Map, Value, json};
use world::{Actor, Command, Method, Way, World};

use super::answer::{No, Told};
use super::callback::VERIFY_TOKEN;
use super::example::{self, Example};
use super::operation::Operation;
use super::provider;
use super::request::request;
use crate::platform::Platform;
use crate::seeding::founding::{self, Founded};
use crate::worlds::fixture;

request! {
    /// What is wanted besides.
    pub(super) struct Asked {
        /// Adds a login code, which lives for 30 seconds.
        code: bool = false,
    }
}

/// What tools ask.
pub(super) fn operations() -> Vec<Operation> {
    let summary = "Ids and fresh tokens of an example client, which is made when there is none.";
    let answer = json!({
        "BASE_URL": "http://127.0.0.1:8090",
        "API_VERSION": "v21.0",
        "APP_ID": "670843887433847",
        "WABA_ID": "102290129340398",
        "PHONE_NUMBER_ID": "106540352242922",
        "SYSTEM_TOKEN": "EAA…",
    });
    vec![
        Operation::get("/_control/world/env", summary, show)
            .example(json!({ "code": true }))
            .answers(answer),
    ]
}

/// The same without a login code, for programs that this process starts.
pub(crate) async fn environment(platform: Platform) -> Result<Map<String, Value>, String> {
    let told = show(platform, Asked { code: false }).await;
    let Json(told) = told.map_err(|no| no.message().to_owned())?;
    Ok(match told {
        Value::Object(members) => members,
        _ => Map::new(),
    })
}

/// Answers with what the world was seeded with; where that was nothing, with fresh tokens for one
/// example client, which is created when there is none yet.
async fn show(platform: Platform, Asked { code }: Asked) -> Told {
    if let Some(mut seeded) = fixture::kept(&platform).await? {
        if code {
            seeded.insert("AUTH_CODE".to_owned(), seeded_code(&platform, &seeded).await?);
        }
        return Ok(Json(json!(seeded)));
    }
    let example = existing_or_new(&platform).await?;
    let Example { provider, app, admin, employee, line, client, waba, phone, .. } = example;
    subscribe(&platform, app, waba).await?;
    let secret = platform.read(|world| world.app(app).map(|app| app.secret.clone()));
    let secret = secret.map_err(|refusal| No::refused(refusal.sentence()))?;
    let integration = (app, example.integration);
    let base = platform.settings().api_base.clone();
    let number = platform
        .read(|world| world.phone(phone).map(|phone| format!("+{}", phone.number.digits())));
    let mut env = json!({
        "BASE_URL": base,
        "API_VERSION": "v21.0",
        "APP_ID": app,
        "APP_SECRET": secret,
        "CONFIG_ID": configuration(&platform, app),
        "BUSINESS_ID": provider,
        "CLIENT_BUSINESS_ID": client,
        "WABA_ID": waba,
        "PHONE_NUMBER_ID": phone,
        "PHONE_NUMBER": number.unwrap_or_default(),
        "CREDIT_LINE_ID": line,
        "SYSTEM_USER_ID": employee,
        "SYSTEM_TOKEN": founding::issue(&platform, app, admin).await?,
        "EMPLOYEE_TOKEN": founding::issue(&platform, app, employee).await?,
        "BUSINESS_TOKEN": founding::order(&platform, integration, Some(vec![waba])).await?,
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
    if code {
        env["AUTH_CODE"] = example::login_code(&platform, &example).await?.into();
    }
    Ok(Json(env))
}

/// A login code of the first client that the world was seeded with, who shares its account again.
async fn seeded_code(platform: &Platform, seeded: &BTreeMap<String, String>) -> Result<String, No> {
    let waba = seeded.get("WABA_ID").and_then(|id| id.parse::<WabaId>().ok());
    let shared = waba.and_then(|waba| platform.read(|world| example::shared(world, waba)));
    let shared = shared.ok_or_else(|| {
        No::refused(
            "this world was seeded with no account that came by a signup, so nobody can log in \
             for a code: seed a [[waba]], or make a world without a seed",
        )
    })?;
    example::share_again(platform, shared).await
}

/// The callback of an app that has none of its own. It wants no field, so nothing is ever sent
/// there, and it is the same in every world, so that a recorded one repeats to the byte.
const NOWHERE: &str = "https://callback.invalid/";

/// Gives the app a callback that wants nothing and subscribes it plainly, unless it is so: tools
/// give the account an address of its own at once, and that takes both (contract §3.7).
async fn subscribe(platform: &Platform, app: AppId, waba: WabaId) -> Result<(), No> {
    let known = platform.read(|world| {
        let waba = world.waba(waba);
        waba.is_ok_and(|waba| waba.subscriptions.contains_key(&app))
    });
    if platform.read(|world| world.app(app).is_ok_and(|app| app.callback.is_none())) {
        let callback = Command::SetAppCallback {
            app,
            callback_url: NOWHERE.to_owned(),
            verify_token: VERIFY_TOKEN.to_owned(),
            fields: std::collections::BTreeSet::new(),
        };
        platform.ask(Actor::Desk, callback).await?;
    }
    if !known {
        let plain = Command::SubscribeApp { waba, app, callback: None };
        platform.ask(Actor::Desk, plain).await?;
    }
    Ok(())
}

/// The login configuration an app began with.
fn configuration(platform: &Platform, app: AppId) -> String {
    platform.read(|world| {
        let first = world.flows.of(app).first().map(|one| one.id.to_string());
        first.unwrap_or_default()
    })
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

/// The example has a provider of its own, whose app no server runs: nobody takes its number over or
/// onto another server, and what is tried with its app changes nothing for others. Each part is
/// remembered once it is made, so that an attempt that failed is gone on with.
async fn existing_or_new(platform: &Platform) -> Result<Example, No> {
    let _one = platform.example_lock().await;
    let store = platform.store();
    if let Some(example) = store.setting::<Example>("example").await? {
        return Ok(example);
    }
    let founded = match store.setting::<Founded>("example_provider").await? {
        Some(founded) => founded,
        None => {
            let founded = provider::found_example(platform).await?;
            store.set_setting("example_provider", &founded).await?;
            founded
        }
    };
    let person = match store.setting::<PersonId>("example_person").await? {
        Some(person) => person,
        None => {
            let person = example::person(platform).await?;
            store.set_setting("example_person", &person).await?;
            person
        }
    };
    let example = example::create(platform, founded, person).await?;
    store.set_setting("example", &example).await?;
    Ok(example)
}
