//! The example client: one business that signed up, made by the ordinary commands of the pop-up.

use std::collections::BTreeSet;

use graph::{
    AppId, BusinessId, E164, PersonId, PhoneNumberId, SignupId, SystemUserId, Vertical, WabaId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use world::{
    Actor, BusinessChoice, Command, Connection, Event, Feature, Login, LoginGrant, Method, Outcome,
    ProfileEntry, WabaChoice,
};

use super::answer::No;
use super::provider::Founded;
use crate::platform::Platform;

/// The telephone of an end customer who has written to the example client.
pub(super) const CUSTOMER: &str = "+16315551000";
/// The PIN its number is registered with.
pub(super) const PIN: &str = "123456";

/// What the example consists of; remembered in the table of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Example {
    pub(super) provider: BusinessId,
    pub(super) app: AppId,
    pub(super) admin: SystemUserId,
    pub(super) employee: SystemUserId,
    pub(super) line: graph::CreditLineId,
    pub(super) person: PersonId,
    pub(super) client: BusinessId,
    pub(super) waba: WabaId,
    pub(super) phone: PhoneNumberId,
    pub(super) unverified: Option<PhoneNumberId>,
    /// The system user under which the app works for the client.
    pub(super) integration: SystemUserId,
}

/// Signs the example client up with the provider, registers its number, and waits until it is live.
pub(super) async fn create(platform: &Platform, provider: Founded) -> Result<Example, No> {
    let app = provider.app;
    let person = person(platform).await?;
    let choice = BusinessChoice::New {
        name: "Lighthouse Bakery".to_owned(),
        email: "hello@lighthouse.example".to_owned(),
        website: "https://lighthouse.example".to_owned(),
        country: "US".to_owned(),
        address: None,
        phone: None,
    };
    let signup = start(platform, person, app, Feature::Full).await?;
    let by = Actor::Person { person };
    let step = |command| platform.ask(by.clone(), command);
    step(Command::ChooseBusiness { signup, choice }).await?;
    step(Command::ChooseWaba { signup, choice: WabaChoice::New }).await?;
    step(Command::DescribeProfile { signup, profile: profile() }).await?;
    let (number, method) = (free_number(platform)?, Method::Sms);
    let sent = step(Command::GiveNumber { signup, number, method }).await?;
    if let Some(code) = code(&sent.events) {
        step(Command::VerifyNumber { signup, code }).await?;
    }
    let (outcome, code) = finish(platform, person, signup).await?;
    let integration = exchange(platform, app, &code).await?;
    let Outcome { business: client, waba, phone, .. } = outcome;
    let phone = phone.ok_or_else(|| No::down("the example signup made no number"))?;
    go_live(platform, phone).await?;
    let unverified = second_number(platform, person, client, waba).await;
    let Founded { business, admin, employee, line, .. } = provider;
    let provider = business;
    let parts = Example {
        provider,
        app,
        admin,
        employee,
        line,
        person,
        client,
        waba,
        phone,
        unverified,
        integration,
    };
    Ok(parts)
}

/// One more run of the signup, which shares the WABA again and ends with a fresh login code.
pub(super) async fn login_code(platform: &Platform, example: &Example) -> Result<String, No> {
    let Example { person, app, client, waba, .. } = *example;
    let signup = start(platform, person, app, Feature::OnlyWabaSharing).await?;
    let by = Actor::Person { person };
    let step = |command| platform.ask(by.clone(), command);
    let choice = BusinessChoice::Existing { business: client };
    step(Command::ChooseBusiness { signup, choice }).await?;
    step(Command::ChooseWaba { signup, choice: WabaChoice::Existing { waba } }).await?;
    step(Command::DescribeProfile { signup, profile: profile() }).await?;
    Ok(finish(platform, person, signup).await?.1)
}

async fn person(platform: &Platform) -> Result<PersonId, No> {
    let (name, email) = ("Ada Keeper".to_owned(), "ada@lighthouse.example".to_owned());
    let command = Command::CreatePerson { name, email, locale: "en_US".to_owned() };
    let answer = platform.ask(Actor::Desk, command).await?;
    let person = answer.events.iter().find_map(|event| match event {
        Event::PersonCreated { person, .. } => Some(*person),
        _ => None,
    });
    person.ok_or_else(|| No::down("the world made no person"))
}

async fn start(
    platform: &Platform,
    person: PersonId,
    app: AppId,
    feature: Feature,
) -> Result<SignupId, No> {
    let domain = platform.read(|world| world.app(app).ok()?.domains.first().cloned());
    let domain = domain.ok_or_else(|| No::bad("the provider's app has no domain"))?;
    let origin = format!("https://{domain}");
    let (login, scopes) = (Login::Code, BTreeSet::new());
    let command = Command::StartSignup { app, origin, login, feature, scopes };
    let by = Actor::Person { person };
    let answer = platform.ask(by.clone(), command).await?;
    let signup = answer.events.iter().find_map(|event| match event {
        Event::SignupStarted { signup, .. } | Event::SignupResumed { signup, .. } => Some(*signup),
        _ => None,
    });
    let signup = signup.ok_or_else(|| No::down("the world started no signup"))?;
    platform.ask(by, Command::Consent { signup }).await?;
    Ok(signup)
}

async fn finish(
    platform: &Platform,
    person: PersonId,
    signup: SignupId,
) -> Result<(Outcome, String), No> {
    let code = platform.secrets().token("AQB", 96);
    let grant = LoginGrant::Code { key: platform.code_key(&code), redirect_uri: None };
    let by = Actor::Person { person };
    let answer = platform.ask(by, Command::FinishSignup { signup, grant }).await?;
    let outcome = answer.events.iter().find_map(|event| match event {
        Event::SignupFinished { outcome, .. } => Some(*outcome),
        _ => None,
    });
    Ok((outcome.ok_or_else(|| No::down("the world finished no signup"))?, code))
}

/// Exchanges the code, and finds the system user the app works under from now on.
async fn exchange(platform: &Platform, app: AppId, code: &str) -> Result<SystemUserId, No> {
    let key = platform.token_key(&platform.secrets().token("EAA", 96));
    let command = Command::ExchangeCode { code: platform.code_key(code), key, redirect_uri: None };
    let answer = platform.ask(Actor::App { app }, command).await?;
    let holder = answer.events.iter().find_map(|event| match event {
        Event::TokenIssued { token } => Some(token.holder),
        _ => None,
    });
    match holder {
        Some(world::Holder::SystemUser(user)) => Ok(user),
        _ => Err(No::down("the code was exchanged for no system user's token")),
    }
}

/// Registers the number, waits until it is live, and has a customer write to it.
async fn go_live(platform: &Platform, phone: PhoneNumberId) -> Result<(), No> {
    let pin = platform.pin_key(PIN);
    let by = Actor::Desk;
    platform.ask(by.clone(), Command::Register { phone, pin, pin_valid: true }).await?;
    let ready_at = platform.read(|world| match world.phone(phone).ok()?.connection {
        Connection::Connecting { ready_at, .. } => Some(ready_at),
        _ => None,
    });
    wait_until(platform, ready_at).await;
    let (from, to_phone) = (parse(CUSTOMER), phone);
    let (name, text) = ("Sam Customer".to_owned(), "Are you open on Sundays?".to_owned());
    platform.ask(by, Command::CustomerWrites { from, name, to_phone, text }).await?;
    Ok(())
}

/// A clock that stands still is turned: nobody else would.
async fn wait_until(platform: &Platform, ready_at: Option<Timestamp>) {
    let Some(ready_at) = ready_at else { return };
    if platform.clock().is_frozen() {
        // Refused only if it is later already.
        let _ = platform.turn_clock(crate::Turn::To(ready_at)).await;
    } else {
        platform.clock().sleep_until(ready_at).await;
    }
}

/// A second number, which needs the verification to be started first (requirement E07).
async fn second_number(
    platform: &Platform,
    person: PersonId,
    client: BusinessId,
    waba: WabaId,
) -> Option<PhoneNumberId> {
    let by = Actor::Person { person };
    platform.ask(by.clone(), Command::StartVerification { business: client }).await.ok()?;
    let (number, verified_name) = (free_number(platform).ok()?, "Lighthouse Bakery".to_owned());
    let command = Command::AddPhoneNumber { waba, number, verified_name };
    let answer = platform.ask(by, command).await.ok()?;
    answer.events.iter().find_map(|event| match event {
        Event::PhoneAdded { phone, .. } => Some(*phone),
        _ => None,
    })
}

/// The code that was sent, if one was.
pub(super) fn code(events: &[Event]) -> Option<String> {
    events.iter().find_map(|event| match event {
        Event::CodeSent { code, .. } => Some(code.clone()),
        _ => None,
    })
}

fn profile() -> ProfileEntry {
    ProfileEntry {
        waba_name: "Lighthouse Bakery".to_owned(),
        timezone_id: 1,
        display_name: "Lighthouse Bakery".to_owned(),
        vertical: Vertical::Restaurant,
        description: Some("Bread and cakes by the harbour.".to_owned()),
        website: Some("https://lighthouse.example".to_owned()),
    }
}

/// A number that nobody has; an earlier attempt at the example may have taken some.
fn free_number(platform: &Platform) -> Result<E164, No> {
    let numbers = (110..200).map(|last| parse(&format!("+16505550{last}")));
    let free = platform.read(|world| numbers.into_iter().find(|it| world.phone_of(it).is_none()));
    free.ok_or_else(|| No::conflict("all numbers of the example are taken: begin anew"))
}

/// A number that can still be added to the example's account, without its country code.
pub(super) fn new_number(platform: &Platform) -> Result<String, No> {
    let number = free_number(platform)?;
    Ok(number.digits().trim_start_matches('1').to_owned())
}

fn parse(number: &str) -> E164 {
    E164::parse(number).expect("the example's numbers are numbers")
}
