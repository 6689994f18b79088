//! `POST /_control/provider`: founds a provider with app, system users, credit line and own WABA.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use graph::{
    AppId, BusinessId, CreditLineId, Currency, E164, Permission, PersonId, PhoneNumberId,
    SystemUserId, WabaId,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use world::{Actor, Command, Currencies, Event, Holder, ProviderSetup, SystemUserKind, TokenOrder};

use super::answer::{Body, No, Told};
use crate::keeper::AskError;
use crate::platform::Platform;

/// What can be said about a new provider; everything has a default.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Wanted {
    name: String,
    legal_name: Option<String>,
    email: String,
    website: String,
    country: String,
    app_name: String,
    app_secret: Option<String>,
    /// Host names, or origins, whose host counts.
    domains: Vec<String>,
    own_number: Option<String>,
    currency: Option<String>,
    /// The person who administers its Business Manager.
    admin_name: String,
    /// That person's address; the provider's own where nothing else is said.
    admin_email: Option<String>,
    /// Founds a further provider where there is one already.
    another: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            name: "Example Provider".to_owned(),
            legal_name: None,
            email: "operators@provider.example".to_owned(),
            website: "https://provider.example".to_owned(),
            country: "US".to_owned(),
            app_name: "Example App".to_owned(),
            app_secret: None,
            domains: vec!["provider.localhost".to_owned(), "localhost".to_owned()],
            own_number: None,
            currency: None,
            admin_name: "Olive Hall".to_owned(),
            admin_email: None,
            another: false,
        }
    }
}

/// What was founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Founded {
    pub(super) business: BusinessId,
    pub(super) app: AppId,
    pub(super) admin: SystemUserId,
    pub(super) employee: SystemUserId,
    pub(super) line: CreditLineId,
    pub(super) waba: WabaId,
    pub(super) phone: Option<PhoneNumberId>,
    pub(super) person: Option<PersonId>,
}

/// `POST /_control/provider`.
pub(super) async fn found(State(platform): State<Platform>, Body(wanted): Body<Wanted>) -> Told {
    if !wanted.another && platform.read(|world| world.businesses.values().any(|one| one.provider)) {
        return Err(No::conflict(
            "there is a provider already: use its settings, send {\"another\": true} for a further \
             one, or begin anew with an empty data folder",
        ));
    }
    let secret = wanted.app_secret.clone().unwrap_or_else(|| hex_secret(&platform));
    let founded = establish(&platform, wanted, &secret).await?;
    let Founded { business, app, admin, employee, line, waba, phone, person } = founded;
    Ok(Json(json!({
        "business_id": business,
        "app_id": app,
        "app_secret": secret,
        "admin_system_user_id": admin,
        "admin_token": issue(&platform, app, admin).await?,
        "employee_system_user_id": employee,
        "employee_token": issue(&platform, app, employee).await?,
        "credit_line_id": line,
        "own_waba_id": waba,
        "own_phone_number_id": phone,
        "admin_person_id": person,
        "verify_token": platform.secrets().token("", 18),
    })))
}

/// Founds the provider of the example.
pub(super) async fn found_example(platform: &Platform) -> Result<Founded, No> {
    establish(platform, Wanted::default(), &hex_secret(platform)).await
}

/// An app secret as Meta makes them: 32 hexadecimal digits.
fn hex_secret(platform: &Platform) -> String {
    shell::secret::hex(&platform.secrets().bytes::<16>())
}

impl Wanted {
    fn setup(self, secret: &str) -> Result<ProviderSetup, No> {
        let bad = |what: &str, why: &dyn std::fmt::Display| No::bad(format!("{what}: {why}"));
        let number = self.own_number.as_deref().map(E164::parse).transpose();
        let currency = self.currency.as_deref().map(str::parse::<Currency>).transpose();
        let mut currencies = Currencies::default();
        if let Some(own) = currency.map_err(|why| bad("currency", &why))? {
            currencies.own = own;
        }
        Ok(ProviderSetup {
            legal_name: self.legal_name.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            email: self.email,
            website: self.website,
            country: self.country,
            app_name: self.app_name,
            app_secret: secret.to_owned(),
            domains: self.domains.iter().map(|domain| host(domain)).collect(),
            admin: None,
            currencies,
            own_number: number.map_err(|why| bad("own_number", &why))?,
        })
    }
}

/// The host name of a domain that may have been written as an origin.
fn host(domain: &str) -> String {
    let named = url::Url::parse(domain).ok().and_then(|url| url.host_str().map(str::to_owned));
    named.unwrap_or_else(|| domain.split(':').next().unwrap_or_default().to_owned())
}

/// Founds it, with a person who can open its Business Manager.
async fn establish(platform: &Platform, wanted: Wanted, secret: &str) -> Result<Founded, No> {
    let name = wanted.admin_name.clone();
    let email = wanted.admin_email.clone().unwrap_or_else(|| wanted.email.clone());
    let mut setup = wanted.setup(secret)?;
    let create = Command::CreatePerson { name, email, locale: "en_US".to_owned() };
    let created = platform.ask(Actor::Desk, create).await?;
    setup.admin = created.events.iter().find_map(|event| match event {
        Event::PersonCreated { person, .. } => Some(*person),
        _ => None,
    });
    let person = setup.admin;
    let answer = platform.ask(Actor::Desk, Command::FoundProvider(Box::new(setup))).await?;
    read_founded(&answer.events, person)
        .ok_or_else(|| No::down("the world founded a provider without all its parts"))
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

/// A fresh token of a system user with every permission, without end.
pub(super) async fn issue(
    platform: &Platform,
    app: AppId,
    user: SystemUserId,
) -> Result<String, AskError> {
    order(platform, (app, user), None).await
}

/// A fresh token of a system user for some WABAs, or for all it reaches.
pub(super) async fn order(
    platform: &Platform,
    (app, user): (AppId, SystemUserId),
    wabas: Option<Vec<WabaId>>,
) -> Result<String, AskError> {
    let token = platform.secrets().token("EAA", 96);
    let order = TokenOrder {
        key: platform.token_key(&token),
        app,
        holder: Holder::SystemUser(user),
        scopes: permissions(),
        wabas,
        expires_at: None,
    };
    platform.ask(Actor::Desk, Command::IssueToken(Box::new(order))).await?;
    Ok(token)
}

fn permissions() -> BTreeSet<Permission> {
    Permission::ALL.iter().copied().collect()
}
