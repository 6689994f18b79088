//! The example client: one business that signed up, made by the ordinary commands of the pop-up.

use graph::{AppId, BusinessId, E164, PersonId, PhoneNumberId, SystemUserId, Vertical, WabaId};
use serde::{Deserialize, Serialize};
use world::{
    Actor, BusinessChoice, Command, Connection, Event, Outcome, ProfileEntry, SignupStage,
    WabaChoice, World,
};

use super::answer::No;
use crate::keeper::AskError;
use crate::platform::Platform;
use crate::seeding::founding::{self, Founded};
use crate::seeding::signup::{Run, exchange};

/// The telephone of an end customer who has written to the example client.
pub(super) const CUSTOMER: &str = "+16315551000";
/// The PIN its number is registered with.
pub(super) const PIN: &str = "123456";

/// How often the number's connection is looked at before giving up.
const LOOKS_MAX: u32 = 10;

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
/// What an earlier attempt has made already is found and used.
pub(super) async fn create(
    platform: &Platform,
    provider: Founded,
    person: PersonId,
) -> Result<Example, No> {
    let Founded { business, app, admin, employee, line, .. } = provider;
    let outcome = match platform.read(|world| finished(world, person, app)) {
        Some(outcome) => outcome,
        None => sign_up(platform, person, app).await?,
    };
    let Outcome { business: client, waba, phone, .. } = outcome;
    let phone = phone.ok_or_else(|| No::down("the example signup made no number"))?;
    let known = platform.read(|world| world.integrations.get(&(client, app)).copied());
    let integration = match known {
        Some(user) => user,
        None => {
            let code = share_again(platform, Shared { person, app, client, waba }).await?;
            exchange(platform, app, &code).await?.0
        }
    };
    go_live(platform, phone).await?;
    let unverified = second_number(platform, person, (client, waba)).await?;
    let provider = business;
    Ok(Example {
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
    })
}

/// One more run of the signup, which shares the WABA again and ends with a fresh login code.
pub(super) async fn login_code(platform: &Platform, example: &Example) -> Result<String, No> {
    let Example { person, app, client, waba, .. } = *example;
    share_again(platform, Shared { person, app, client, waba }).await
}

/// The person who signs the example client up.
pub(super) async fn person(platform: &Platform) -> Result<PersonId, No> {
    let (name, email) = ("Ada Keeper".to_owned(), "ada@lighthouse.example".to_owned());
    Ok(founding::person(platform, (name, email, "en_US".to_owned())).await?)
}

/// What the signup of an earlier attempt made.
fn finished(world: &World, person: PersonId, app: AppId) -> Option<Outcome> {
    let runs = world.signups.values().filter(|run| run.person == person && run.app == app);
    runs.filter_map(|run| match run.stage {
        SignupStage::Done(outcome) => Some(outcome),
        SignupStage::At(_) | SignupStage::Cancelled(_) => None,
    })
    .find(|outcome| outcome.phone.is_some())
}

async fn sign_up(platform: &Platform, person: PersonId, app: AppId) -> Result<Outcome, No> {
    let business = BusinessChoice::New {
        name: "Lighthouse Bakery".to_owned(),
        email: "hello@lighthouse.example".to_owned(),
        website: "https://lighthouse.example".to_owned(),
        country: "US".to_owned(),
        address: None,
        phone: None,
    };
    let (waba, profile) = (WabaChoice::New, profile());
    let (number, redirect_uri) = (Some(free_number(platform)?), None);
    let run = Run { person, app, business, waba, profile, number, redirect_uri };
    let (outcome, code) = run.go(platform).await?;
    exchange(platform, app, &code).await?;
    Ok(outcome)
}

/// An account that a person shared with an app in a signup.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    person: PersonId,
    app: AppId,
    client: BusinessId,
    waba: WabaId,
}

/// The last signup that gave an app this account.
pub(super) fn shared(world: &World, waba: WabaId) -> Option<Shared> {
    let done = world.signups.values().filter_map(|run| match run.stage {
        SignupStage::Done(outcome) if outcome.waba == waba => {
            let (person, app, client) = (run.person, run.app, outcome.business);
            Some((run.started_at, Shared { person, app, client, waba }))
        }
        SignupStage::Done(_) | SignupStage::At(_) | SignupStage::Cancelled(_) => None,
    });
    done.max_by_key(|(at, _)| *at).map(|(_, shared)| shared)
}

/// One more run of a signup, which shares the account again: the login code at its end.
pub(super) async fn share_again(platform: &Platform, shared: Shared) -> Result<String, No> {
    let Shared { person, app, client, waba } = shared;
    let business = BusinessChoice::Existing { business: client };
    let name = platform.read(|world| world.waba(waba).map(|waba| waba.name.clone()));
    let waba_name = name.map_err(|refusal| No::refused(refusal.sentence()))?;
    let (waba, profile) = (WabaChoice::Existing { waba }, ProfileEntry { waba_name, ..profile() });
    let (number, redirect_uri) = (None, None);
    let run = Run { person, app, business, waba, profile, number, redirect_uri };
    Ok(run.go(platform).await?.1)
}

/// Has a customer write to the number, once it is live.
async fn go_live(platform: &Platform, phone: PhoneNumberId) -> Result<(), No> {
    connect(platform, phone).await?;
    let (from, to_phone) = (parse(CUSTOMER), phone);
    if platform.read(|world| world.chat(phone, &from).is_none()) {
        let (name, text) = ("Sam Customer".to_owned(), "Are you open on Sundays?".to_owned());
        let writes = Command::CustomerWrites { from, name, to_phone, text };
        platform.ask(Actor::Desk, writes).await?;
    }
    Ok(())
}

/// Waits until the number is live, and registers it where nobody else has. Looks again after each
/// wait: the clock may be turned, and somebody with a token may register the number elsewhere.
async fn connect(platform: &Platform, phone: PhoneNumberId) -> Result<(), No> {
    for _ in 0..LOOKS_MAX {
        match platform.read(|world| world.phone(phone).map(|phone| phone.connection)) {
            Ok(Connection::Connected { .. }) => return Ok(()),
            Ok(Connection::Connecting { ready_at, .. }) => {
                platform.reach(ready_at).await.map_err(No::down)?;
            }
            Ok(Connection::Unregistered | Connection::Disconnected { .. }) => {
                let pin = platform.pin_key(PIN);
                let register = Command::Register { phone, pin, pin_valid: true };
                platform.ask(Actor::Desk, register).await?;
            }
            Ok(Connection::Off { .. }) | Err(_) => {
                return Err(No::conflict("the example's number was turned off: begin anew"));
            }
        }
    }
    Err(No::conflict("the example's number is registered elsewhere again and again"))
}

/// A second number, which needs the verification to be started first (requirement E07). In an era
/// that refuses it there is none.
async fn second_number(
    platform: &Platform,
    person: PersonId,
    (client, waba): (BusinessId, WabaId),
) -> Result<Option<PhoneNumberId>, No> {
    let known = platform.read(|world| world.waba(waba).ok()?.phones.get(1).copied());
    if known.is_some() {
        return Ok(known);
    }
    let (number, verified_name) = (free_number(platform)?, "Lighthouse Bakery".to_owned());
    let mut added = None;
    for command in [
        // Refused where an earlier attempt started it.
        Command::StartVerification { business: client },
        Command::AddPhoneNumber { waba, number, verified_name },
    ] {
        match platform.ask(Actor::Person { person }, command).await {
            Ok(answer) => added = answer.events.iter().find_map(phone_added),
            Err(AskError::Refused(_)) => {}
            Err(down @ AskError::Down(_)) => return Err(down.into()),
        }
    }
    Ok(added)
}

fn phone_added(event: &Event) -> Option<PhoneNumberId> {
    match event {
        Event::PhoneAdded { phone, .. } => Some(*phone),
        _ => None,
    }
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
