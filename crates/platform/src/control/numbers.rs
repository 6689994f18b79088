//! What the desk settles about numbers: accounts deleted in WhatsApp's apps, terms accepted.

use graph::{BusinessId, PhoneNumberId};
use serde_json::json;
use world::{Actor, Command, NumberCommand, NumberFault};

use super::answer::Told;
use super::operation::Operation;
use super::request::request;
use super::shape::{Telephone, words};
use crate::platform::Platform;

words!(NumberFault);

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

request! {
    /// What is broken about a number.
    pub(super) struct Fault {
        /// The number.
        phone_number_id: PhoneNumberId,
        /// How registering and deregistering it fails; left out: no longer.
        fault: Option<NumberFault>,
    }
}

/// What can be done.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post(
            "/_control/handsets/{number}/free",
            "Deletes the account on a number in WhatsApp's app; the number is free 3 minutes \
             later.",
            free,
        )
        .example(json!({ "number": "+16505990002" })),
        Operation::post(
            "/_control/terms",
            "Says whether a business has accepted the terms of the Cloud API.",
            terms,
        )
        .example(json!({ "business_id": "506914307656634", "accepted": true })),
        Operation::post(
            "/_control/faults/number",
            "Lets registering a number fail by a fault on Meta's side, or mends it.",
            fault,
        )
        .example(json!({
            "phone_number_id": "106540352242922", "fault": "incomplete_deregistration",
        })),
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

/// `POST /_control/faults/number`.
async fn fault(platform: Platform, Fault { phone_number_id, fault }: Fault) -> Told {
    done(&platform, NumberCommand::SetFault { phone: phone_number_id, fault }).await
}

async fn done(platform: &Platform, command: NumberCommand) -> Told {
    platform.ask(Actor::Desk, Command::Number(command)).await?;
    Ok(axum::Json(json!({ "success": true })))
}
