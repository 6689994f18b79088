//! `POST /_control/provider`: founds a provider with app, system users, credit line and own WABA.

use axum::Json;
use graph::{Currency, E164};
use serde_json::json;
use world::{Currencies, ProviderSetup};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::{Given, Request as _, request};
use crate::platform::Platform;
use crate::seeding::founding::{self, FirstDay, Founded, hex_secret, issue};

request! {
    /// What can be said about a new provider; everything has a default.
    pub(super) struct Wanted {
        /// Name of its business portfolio.
        name: String = "Example Provider",
        /// The legal entity that pays for the credit line; the name where nothing is said.
        legal_name: Option<String>,
        /// Where its notices go.
        email: String = "operators@provider.example",
        /// Its website.
        website: String = "https://provider.example",
        /// Two-letter country code.
        country: String = "US",
        /// Name of its app, as the pop-up shows it.
        app_name: String = "Example App",
        /// Secret of its app; drawn where nothing is said.
        app_secret: Option<String>,
        /// Host names, or origins, whose host counts, from whose pages the signup may start.
        domains: Vec<String> = vec!["provider.localhost".to_owned(), "localhost".to_owned()],
        /// A verified number on its own account.
        own_number: Option<String>,
        /// In what its credit line pays, such as `EUR`.
        currency: Option<String>,
        /// The person who administers its Business Manager.
        admin_name: String = "Olive Hall",
        /// That person's address; the provider's own where nothing else is said.
        admin_email: Option<String>,
        /// Its app is as on its first day: in development, Standard access; otherwise it passed
        /// App Review.
        fresh: bool = false,
        /// Whether it has accepted the Credit Allocation API terms.
        credit_terms: bool = true,
        /// Founds a further provider where there is one already.
        another: bool = false,
    }
}

/// What can be done about providers.
pub(super) fn operations() -> Vec<Operation> {
    let summary = "Founds a provider with app, system users, credit line and own account.";
    let example = json!({ "name": "Harbour Messaging", "currency": "EUR", "another": true });
    let answer = json!({
        "business_id": "2949482758682047",
        "app_id": "670843887433847",
        "app_secret": "614fc2afde15eee07a26b2fe3eaee9b9",
        "admin_system_user_id": "122100000000001",
        "admin_token": "EAA…",
        "employee_system_user_id": "122100000000002",
        "employee_token": "EAA…",
        "credit_line_id": "1972385232742146",
        "own_waba_id": "102290129340398",
        "own_phone_number_id": null,
        "admin_person_id": "7001",
        "verify_token": "Vb3…",
    });
    vec![Operation::post("/_control/provider", summary, found).example(example).answers(answer)]
}

/// `POST /_control/provider`.
async fn found(platform: Platform, wanted: Wanted) -> Told {
    if !wanted.another && platform.read(|world| world.businesses.values().any(|one| one.provider)) {
        return Err(No::conflict(
            "there is a provider already: use its settings, send {\"another\": true} for a further \
             one, or begin anew with an empty data folder",
        ));
    }
    let secret = wanted.app_secret.clone().unwrap_or_else(|| hex_secret(&platform));
    let founded = establish(&platform, wanted, &secret).await?;
    let Founded { business, app, admin, employee, line, waba, phone, person } = founded;
    let configuration =
        platform.read(|world| world.flows.of(app).first().map(|one| one.id.to_string()));
    Ok(Json(json!({
        "business_id": business,
        "app_id": app,
        "app_secret": secret,
        "config_id": configuration,
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
    let wanted = Wanted::read(&mut Given::default())?;
    establish(platform, wanted, &hex_secret(platform)).await
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
    let first_day =
        FirstDay { fresh: wanted.fresh, credit_terms: wanted.credit_terms, cloud_api_terms: true };
    let mut setup = wanted.setup(secret)?;
    setup.admin = Some(founding::person(platform, (name, email, "en_US".to_owned())).await?);
    Ok(founding::found(platform, setup, first_day).await?)
}
