//! The login configurations of an app and the addresses its logins may go back to (contract §1.2,
//! §1.5).

use std::collections::BTreeSet;

use axum::Json;
use graph::{AppId, ConfigurationId, Permission};
use serde_json::{Value, json};
use world::{Actor, Command, Configuration, Event, FlowCommand, FlowEvent};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::request;
use crate::platform::Platform;

request! {
    /// Of which app.
    pub(super) struct OfApp {
        /// The app.
        app: AppId,
    }
}

request! {
    /// A new configuration.
    pub(super) struct NewConfiguration {
        /// The app.
        app: AppId,
        /// Its name in the app's settings.
        name: String = "WhatsApp Embedded Signup",
        /// What it asks for; what a signup asks for by itself where nothing is said.
        permissions: Option<Vec<String>>,
        /// Whether its tokens end after 60 days; otherwise they never end.
        sixty_days: bool = false,
    }
}

request! {
    /// Which configuration.
    pub(super) struct One {
        /// `config_id`.
        configuration: ConfigurationId,
    }
}

request! {
    /// Where logins may go back to.
    pub(super) struct Redirects {
        /// The app.
        app: AppId,
        /// The exact addresses; none means any page on the app's domains.
        uris: Vec<String>,
    }
}

/// What can be settled.
pub(super) fn operations() -> Vec<Operation> {
    let row = json!({
        "id": "506914307656634", "app": "670843887433847", "name": "WhatsApp Embedded Signup",
        "permissions": ["whatsapp_business_management"], "token_seconds": null,
    });
    vec![
        Operation::get(
            "/_control/apps/{app}/configurations",
            "The login configurations of an app: what a page names as config_id.",
            list,
        )
        .example(json!({ "app": "670843887433847" }))
        .answers(json!({ "data": [row] })),
        Operation::post(
            "/_control/apps/{app}/configurations",
            "A new login configuration of an app.",
            create,
        )
        .example(json!({ "app": "670843887433847", "name": "Sixty days", "sixty_days": true }))
        .answers(json!({ "config_id": "506914307656634" })),
        Operation::delete(
            "/_control/configurations/{configuration}",
            "A login configuration is taken away.",
            remove,
        )
        .example(json!({ "configuration": "506914307656634" })),
        Operation::post(
            "/_control/apps/{app}/redirects",
            "The exact addresses to which a login in redirect mode may go back.",
            redirects,
        )
        .example(json!({ "app": "670843887433847", "uris": ["https://provider.example/back"] })),
    ]
}

async fn list(platform: Platform, OfApp { app }: OfApp) -> Told {
    let rows: Vec<Value> = platform.read(|world| {
        let mine = world.flows.of(app);
        mine.into_iter().map(row).collect()
    });
    Ok(Json(json!({ "data": rows })))
}

fn row(one: &Configuration) -> Value {
    json!({
        "id": one.id,
        "app": one.app,
        "name": one.name,
        "permissions": one.permissions,
        "token_seconds": one.token_seconds,
    })
}

async fn create(platform: Platform, wanted: NewConfiguration) -> Told {
    let NewConfiguration { app, name, permissions, sixty_days } = wanted;
    let mut known = BTreeSet::new();
    for word in permissions.unwrap_or_default() {
        let permission = word.parse::<Permission>();
        known.insert(permission.map_err(|_| No::bad(format!("there is no permission {word}")))?);
    }
    let create = FlowCommand::CreateConfiguration { app, name, permissions: known, sixty_days };
    let answer = platform.ask(Actor::Desk, Command::Flow(create)).await?;
    let made = answer.events.iter().find_map(|event| match event {
        Event::Flow(FlowEvent::ConfigurationCreated { configuration, .. }) => Some(*configuration),
        _ => None,
    });
    Ok(Json(json!({ "config_id": made })))
}

async fn remove(platform: Platform, One { configuration }: One) -> Told {
    let command = Command::Flow(FlowCommand::RemoveConfiguration { configuration });
    platform.ask(Actor::Desk, command).await?;
    Ok(Json(json!({ "success": true })))
}

async fn redirects(platform: Platform, Redirects { app, uris }: Redirects) -> Told {
    let command = Command::Flow(FlowCommand::SetRedirectUris { app, uris });
    platform.ask(Actor::Desk, command).await?;
    Ok(Json(json!({ "success": true })))
}
