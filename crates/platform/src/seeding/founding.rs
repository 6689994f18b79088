//! A provider on the day it is founded, and the tokens of its system users.

use std::collections::BTreeSet;

use graph::{
    AppId, BusinessId, CreditLineId, Permission, PersonId, PhoneNumberId, SystemUserId, WabaId,
};
use serde::{Deserialize, Serialize};
use world::{
    Actor, AppCommand, Command, Event, Holder, MoneyCommand, NumberCommand, ProviderSetup,
    SystemUserKind, TokenOrder,
};

use crate::keeper::AskError;
use crate::platform::Platform;

/// What was founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Founded {
    pub(crate) business: BusinessId,
    pub(crate) app: AppId,
    pub(crate) admin: SystemUserId,
    pub(crate) employee: SystemUserId,
    pub(crate) line: CreditLineId,
    pub(crate) waba: WabaId,
    pub(crate) phone: Option<PhoneNumberId>,
    pub(crate) person: Option<PersonId>,
}

/// What is as on the first day, or not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FirstDay {
    /// The app is in development, with Standard access; otherwise it passed App Review.
    pub(crate) fresh: bool,
    /// Whether the Credit Allocation API terms are accepted.
    pub(crate) credit_terms: bool,
    /// Whether the terms of the Cloud API are accepted.
    pub(crate) cloud_api_terms: bool,
}

/// A person opens a Facebook account.
///
/// # Errors
/// When the world refuses it or it could not be stored.
pub(crate) async fn person(
    platform: &Platform,
    (name, email, locale): (String, String, String),
) -> Result<PersonId, AskError> {
    let create = Command::CreatePerson { name, email, locale };
    let answer = platform.ask(Actor::Desk, create).await?;
    let person = answer.events.iter().find_map(|event| match event {
        Event::PersonCreated { person, .. } => Some(*person),
        _ => None,
    });
    person.ok_or_else(|| AskError::Down("the world made no person".to_owned()))
}

/// Founds a provider with app, system users, credit line and own account.
///
/// # Errors
/// When the world refuses it or it could not be stored.
pub(crate) async fn found(
    platform: &Platform,
    setup: ProviderSetup,
    first_day: FirstDay,
) -> Result<Founded, AskError> {
    let person = setup.admin;
    let answer = platform.ask(Actor::Desk, Command::FoundProvider(Box::new(setup))).await?;
    let founded = read_founded(&answer.events, person);
    let founded = founded.ok_or_else(|| {
        AskError::Down("the world founded a provider without all its parts".to_owned())
    })?;
    take_back(platform, &founded, first_day).await?;
    Ok(founded)
}

/// Takes back what a provider has not reached or accepted yet.
///
/// # Errors
/// When it could not be stored.
pub(crate) async fn take_back(
    platform: &Platform,
    founded: &Founded,
    first_day: FirstDay,
) -> Result<(), AskError> {
    if first_day.fresh {
        let command = Command::App(AppCommand::BeginFresh { app: founded.app });
        platform.ask(Actor::Desk, command).await?;
    }
    let business = founded.business;
    if !first_day.credit_terms {
        let open = MoneyCommand::SetTerms { business, accepted: false };
        platform.ask(Actor::Desk, Command::Money(open)).await?;
    }
    if !first_day.cloud_api_terms {
        let open = NumberCommand::SetTerms { business, accepted: false };
        platform.ask(Actor::Desk, Command::Number(open)).await?;
    }
    Ok(())
}

fn read_founded(events: &[Event], person: Option<PersonId>) -> Option<Founded> {
    fn find<T>(events: &[Event], pick: impl Fn(&Event) -> Option<T>) -> Option<T> {
        events.iter().find_map(pick)
    }
    let user = |wanted: SystemUserKind| {
        find(events, |event| match event {
            Event::SystemUserCreated { user, kind, .. } if *kind == wanted => Some(*user),
            _ => None,
        })
    };
    let (business, app) = find(events, |event| match event {
        Event::AppCreated { business, app, .. } => Some((*business, *app)),
        _ => None,
    })?;
    let line = find(events, |event| match event {
        Event::CreditLineOpened { line, .. } => Some(*line),
        _ => None,
    })?;
    let waba = find(events, |event| match event {
        Event::WabaCreated { waba, .. } => Some(*waba),
        _ => None,
    })?;
    let phone = find(events, |event| match event {
        Event::PhoneAdded { phone, .. } => Some(*phone),
        _ => None,
    });
    let (admin, employee) = (user(SystemUserKind::Admin)?, user(SystemUserKind::Employee)?);
    Some(Founded { business, app, admin, employee, line, waba, phone, person })
}

/// An app secret as Meta makes them: 32 hexadecimal digits.
pub(crate) fn hex_secret(platform: &Platform) -> String {
    shell::secret::hex(&platform.secrets().bytes::<16>())
}

/// A fresh token of a system user with every permission, without end.
///
/// # Errors
/// When the world refuses it or it could not be stored.
pub(crate) async fn issue(
    platform: &Platform,
    app: AppId,
    user: SystemUserId,
) -> Result<String, AskError> {
    order(platform, (app, user), None).await
}

/// A fresh token of a system user for some WABAs, or for all it reaches.
///
/// # Errors
/// When the world refuses it or it could not be stored.
pub(crate) async fn order(
    platform: &Platform,
    (app, user): (AppId, SystemUserId),
    wabas: Option<Vec<WabaId>>,
) -> Result<String, AskError> {
    let text = platform.secrets().token("EAA", 96);
    let holder = Holder::SystemUser(user);
    let order = TokenOrder {
        key: platform.token_key(&text),
        app,
        holder,
        scopes: permissions(),
        wabas,
        expires_at: None,
    };
    platform.ask(Actor::Desk, Command::IssueToken(Box::new(order))).await?;
    Ok(text)
}

/// Every permission there is.
pub(crate) fn permissions() -> BTreeSet<Permission> {
    Permission::ALL.iter().copied().collect()
}
