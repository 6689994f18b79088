//! Providers and their apps; founding one.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::AppId;
use maud::{Markup, html};
use serde_json::{Value, json};
use world::{Command, Configuration, FlowCommand, World};

use super::control;
use super::{act, not_done, page};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, text_field};

struct Row {
    app: AppId,
    app_name: String,
    provider: String,
    business: String,
    domains: String,
    callback: Option<String>,
    configurations: Vec<Configuration>,
    redirects: String,
}

fn rows(world: &World) -> Vec<Row> {
    let rows = world.apps.values().filter_map(|app| {
        let business = world.businesses.get(&app.business)?;
        Some(Row {
            app: app.id,
            app_name: app.name.clone(),
            provider: business.profile.name.clone(),
            business: business.id.to_string(),
            domains: app.domains.join(", "),
            callback: app.callback.as_ref().map(|callback| callback.url.clone()),
            configurations: world.flows.of(app.id).into_iter().cloned().collect(),
            redirects: world
                .flows
                .redirect_uris
                .get(&app.id)
                .map(|all| all.join(", "))
                .unwrap_or_default(),
        })
    });
    rows.collect()
}

/// `/desk/providers`.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let rows = platform.read(rows);
    let body = html! {
        h1 { "Providers" }
        p.lead {
            "A provider (BSP, Solution Partner) owns the app whose pages may start the signup, and "
            "the credit line that pays."
        }
        div.pair {
            div {
                @if rows.is_empty() { (empty("There is no provider yet.")) }
                @for row in &rows { (provider(row)) }
            }
            section.sheet { h2 { "Create a provider" } (founding()) }
        }
    };
    page("Providers", "/desk/providers", body)
}

fn provider(row: &Row) -> Markup {
    let domains = format!("domains-{}", row.app);
    html! {
        section.sheet {
            h2 { (row.provider) }
            dl {
                dt { "Business" } dd { a href={ "/business/" (row.business) } { (row.business) } }
                dt { "App" } dd { (row.app_name) " " small { (row.app) } }
                dt { "Webhooks go to" } dd { (row.callback.as_deref().unwrap_or("nowhere yet")) }
            }
            form id={ "form-" (domains) } method="post" action="/desk/providers/domains" {
                input type="hidden" name="app" value=(row.app);
                label for=(domains) { "Domains whose pages may start the signup" }
                input id=(domains) name="domains" value=(row.domains);
                button.plain { "Save domains" }
            }
            (configurations(row))
        }
    }
}

/// The login configurations of the app, and where its logins may go back to (contract §1.2, §1.5).
fn configurations(row: &Row) -> Markup {
    let (name, redirects) = (format!("config-{}", row.app), format!("redirects-{}", row.app));
    html! {
        h3 { "Login configurations" }
        @for one in &row.configurations {
            div.row {
                span { (one.name) " " small { "config_id " (one.id) } }
                @if one.token_seconds.is_some() { small { "tokens end after 60 days" } }
                form method="post" action="/desk/providers/configurations/remove" {
                    input type="hidden" name="configuration" value=(one.id);
                    button.quiet { "Remove" }
                }
            }
        }
        form method="post" action="/desk/providers/configurations" {
            input type="hidden" name="app" value=(row.app);
            label for=(name) { "Name of a new configuration" }
            input id=(name) name="name" value="";
            label {
                input type="checkbox" name="sixty_days" value="yes";
                "Its tokens end after 60 days"
            }
            button.plain { "Add configuration" }
        }
        form method="post" action="/desk/providers/redirects" {
            input type="hidden" name="app" value=(row.app);
            label for=(redirects) {
                "Valid OAuth redirect addresses; none means any on the domains"
            }
            input id=(redirects) name="uris" value=(row.redirects);
            button.plain { "Save addresses" }
        }
    }
}

fn founding() -> Markup {
    html! {
        form #provider-new method="post" {
            (text_field("name", "Name", ""))
            (text_field("email", "E-mail for notifications", ""))
            (text_field("website", "Website", ""))
            (text_field("app_name", "Name of its app", ""))
            (text_field("domains", "Domains, separated by commas", "provider.localhost"))
            button { "Create" }
        }
    }
}

/// `POST /desk/providers`: as `POST /_control/provider`. What it answers is shown once.
pub(super) async fn found(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let mut wish = json!({ "another": true, "domains": split(fields.get("domains")) });
    for name in ["name", "email", "website", "app_name"] {
        if let Some(given) = fields.given(name) {
            wish[name] = Value::String(given);
        }
    }
    match control::call(&platform, "/_control/provider", &wish).await {
        Ok(told) => {
            let headers = [(http::header::CACHE_CONTROL, "no-store")];
            (headers, page("Provider founded", "/desk/providers", founded(&told))).into_response()
        }
        Err(why) => not_done(&why, "/desk/providers"),
    }
}

fn founded(told: &Value) -> Markup {
    let members = told.as_object().into_iter().flatten();
    html! {
        h1 { "The provider is founded" }
        div.advice {
            strong { "Keep these now" }
            p { "Tokens and the app secret are shown only once." }
        }
        section.sheet {
            dl {
                @for (name, value) in members.filter(|(_, value)| !value.is_null()) {
                    dt { (name) }
                    dd { code { (value.as_str().unwrap_or_default()) } }
                }
            }
        }
        p { a href="/desk/providers" { "All providers" } }
    }
}

/// `POST /desk/providers/domains` (requirement B02).
pub(super) async fn domains(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    match fields.read("app") {
        Some(app) => {
            let domains = split(fields.get("domains"));
            act(&platform, Command::SetAppDomains { app, domains }, "/desk/providers").await
        }
        None => not_done("The form was not filled in.", "/desk/providers"),
    }
}

/// `POST /desk/providers/configurations` (contract §1.2).
pub(super) async fn configure(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let Some((app, name)) = fields.read("app").zip(fields.given("name")) else {
        return not_done("The form was not filled in.", "/desk/providers");
    };
    let (permissions, sixty_days) = (BTreeSet::new(), fields.get("sixty_days") == "yes");
    let create = FlowCommand::CreateConfiguration { app, name, permissions, sixty_days };
    act(&platform, Command::Flow(create), "/desk/providers").await
}

/// `POST /desk/providers/configurations/remove`.
pub(super) async fn remove_configuration(
    State(platform): State<Platform>,
    body: Bytes,
) -> Response {
    match Fields::parse(&body).read("configuration") {
        Some(configuration) => {
            let remove = FlowCommand::RemoveConfiguration { configuration };
            act(&platform, Command::Flow(remove), "/desk/providers").await
        }
        None => not_done("The form was not filled in.", "/desk/providers"),
    }
}

/// `POST /desk/providers/redirects` (contract §1.5).
pub(super) async fn redirects(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    match fields.read("app") {
        Some(app) => {
            let set = FlowCommand::SetRedirectUris { app, uris: split(fields.get("uris")) };
            act(&platform, Command::Flow(set), "/desk/providers").await
        }
        None => not_done("The form was not filled in.", "/desk/providers"),
    }
}

fn split(domains: &str) -> Vec<String> {
    let parts = domains.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(ToOwned::to_owned).collect()
}
