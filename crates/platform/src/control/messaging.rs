//! What end customers do about businesses, and what becomes of templates.

use axum::Json;
use graph::{PhoneNumberId, TemplateCategory, TemplateId};
use serde_json::json;
use world::{Act, Actor, Command, CustomerCommand, TemplateCommand};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::request;
use super::shape::{Telephone, words};
use crate::platform::Platform;

words!(Act);

request! {
    /// What an end customer does about a business.
    pub(super) struct Acted {
        /// The customer's telephone.
        number: Telephone,
        /// The business number.
        phone_number_id: PhoneNumberId,
        /// What it does.
        act: Act,
    }
}

request! {
    /// What becomes of a template.
    pub(super) struct Treated {
        /// The template.
        template_id: TemplateId,
        /// `pause`, `resume`, `disable` or `recategorise`.
        act: String,
        /// With `recategorise`: the category it will have, such as `MARKETING`.
        category: Option<String>,
    }
}

/// What customers and Meta do about messages.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post(
            "/_control/customers/{number}/acts",
            "An end customer blocks, unblocks or reports a business, or stops its marketing.",
            act,
        )
        .example(json!({
            "number": "+16315551000", "phone_number_id": "106540352242922", "act": "block",
        })),
        Operation::post(
            "/_control/templates/{template_id}",
            "Pauses, resumes or disables a message template, or announces another category.",
            treat,
        )
        .example(json!({ "template_id": "1689556908129835", "act": "pause" })),
    ]
}

async fn act(
    platform: Platform,
    Acted { number: Telephone(customer), phone_number_id, act }: Acted,
) -> Told {
    let command = CustomerCommand { customer, phone: phone_number_id, act };
    platform.ask(Actor::Desk, Command::Customer(command)).await?;
    Ok(Json(json!({ "success": true })))
}

async fn treat(platform: Platform, Treated { template_id, act, category }: Treated) -> Told {
    let template = template_id;
    let command = match (act.as_str(), category) {
        ("pause", None) => TemplateCommand::Pause { template },
        ("resume", None) => TemplateCommand::Resume { template },
        ("disable", None) => TemplateCommand::Disable { template },
        ("recategorise", Some(word)) => {
            let category = word.to_ascii_uppercase().parse::<TemplateCategory>();
            let category = category
                .map_err(|_| No::bad("category is AUTHENTICATION, MARKETING or UTILITY"))?;
            TemplateCommand::Recategorise { template, category }
        }
        ("recategorise", None) => return Err(No::bad("recategorise needs a category")),
        _ => return Err(No::bad("act is pause, resume, disable, or recategorise with a category")),
    };
    platform.ask(Actor::Desk, Command::Template(command)).await?;
    Ok(Json(json!({ "success": true })))
}
