//! What the desk settles about numbers: accounts deleted in WhatsApp's apps, terms accepted.

use graph::BusinessId;
use serde_json::json;
use world::{Actor, Command, NumberCommand};

use super::answer::Told;
use super::operation::Operation;
use super::request::request;
use super::shape::Telephone;
use crate::platform::Platform;

request! {
    /// Whose account is deleted.
    pub(super) struct Freed {
        /// The telephone with an account in WhatsApp Messenger or the Business App.
        number: Telephone,
    }
}

request! {
    /// Whether the terms of the Cloud API are accepted.
    pub(super) struct Terms {
        /// The provider's business.
        business_id: BusinessId,
        /// Without it, registration of numbers is refused to its apps.
        accepted: bool,
    }
}

/// What can be done.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post(
            "/_control/handsets/{number}/free",
            "Deletes the account on a number in WhatsApp's app; the number is free 3 minutes later.",
            free,
        )
        .example(json!({ "number": "+16505990002" })),
        Operation::post(
            "/_control/terms",
            "Says whether a business has accepted the terms of the Cloud API.",
            terms,
        )
        .example(json!({ "business_id": "506914307656634", "accepted": true })),
    ]
}

/// `POST /_control/handsets/{number}/free`.
async fn free(platform: Platform, Freed { number: Telephone(number) }: Freed) -> Told {
    done(&platform, NumberCommand::FreeHandset { number }).await
}

/// `POST /_control/terms`.
async fn terms(platform: Platform, Terms { business_id, accepted }: Terms) -> Told {
    done(&platform, NumberCommand::SetTerms { business: business_id, accepted }).await
}

async fn done(platform: &Platform, command: NumberCommand) -> Told {
    platform.ask(Actor::Desk, Command::Number(command)).await?;
    Ok(axum::Json(json!({ "success": true })))
}
