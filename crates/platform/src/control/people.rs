//! People, reviews, end customers and their telephones: what the desk plays.

use axum::Json;
use graph::{BusinessId, PhoneNumberId, WabaId};
use serde_json::json;
use world::{Actor, Command, Event, Handset};

use super::answer::Told;
use super::operation::Operation;
use super::request::request;
use super::shape::{Telephone, words};
use crate::platform::Platform;

words!(Handset);

request! {
    /// A new person.
    pub(super) struct NewPerson {
        /// First and last name.
        name: String,
        /// Where its letters go.
        email: String,
        /// Language and country, such as `de_DE`.
        locale: String = "en_US",
    }
}

request! {
    /// Meta's conclusion about a business.
    pub(super) struct VerificationReview {
        /// The business.
        business_id: BusinessId,
        /// Whether it is verified.
        approved: bool,
    }
}

request! {
    /// Meta's conclusion about a display name.
    pub(super) struct NameReview {
        /// The number whose name is reviewed.
        phone_number_id: PhoneNumberId,
        /// Whether the name is good.
        approved: bool,
    }
}

request! {
    /// Meta's decision about an appeal.
    pub(super) struct AppealReview {
        /// The disabled account.
        waba_id: WabaId,
        /// Whether it is reinstated.
        granted: bool,
    }
}

request! {
    /// What an end customer writes.
    pub(super) struct Written {
        /// The customer's telephone.
        number: Telephone,
        /// The business number it writes to.
        to_phone_number_id: PhoneNumberId,
        /// The words.
        text: String,
        /// The name in the customer's WhatsApp profile; the number where nothing is said.
        name: String = "",
    }
}

request! {
    /// Which chat an end customer opens.
    pub(super) struct Opened {
        /// The customer's telephone.
        number: Telephone,
        /// The business number it chats with.
        phone_number_id: PhoneNumberId,
    }
}

request! {
    /// What a number is used for.
    pub(super) struct Described {
        /// The number.
        number: Telephone,
        /// What answers there.
        handset: Handset,
    }
}

/// What people and customers do.
pub(super) fn operations() -> Vec<Operation> {
    let (customer, phone) = ("+16315551000", "106540352242922");
    vec![
        Operation::post("/_control/people", "Creates a person with a Facebook account.", create)
            .example(json!({ "name": "Anna Berger", "email": "anna@bakery.example" }))
            .answers(json!({ "person_id": "7001" })),
        Operation::post(
            "/_control/reviews/verification",
            "Concludes the verification of a business.",
            review_verification,
        )
        .example(json!({ "business_id": "506914307656634", "approved": true })),
        Operation::post(
            "/_control/reviews/name",
            "Concludes the review of a display name.",
            review_name,
        )
        .example(json!({ "phone_number_id": phone, "approved": false })),
        Operation::post(
            "/_control/reviews/appeal",
            "Decides the appeal against a disabled account.",
            review_appeal,
        )
        .example(json!({ "waba_id": "102290129340398", "granted": true })),
        Operation::post(
            "/_control/customers/{number}/messages",
            "An end customer writes to a business.",
            customer_writes,
        )
        .example(json!({ "number": customer, "to_phone_number_id": phone, "text": "Hello" }))
        .answers(json!({ "success": true, "message_id": "wamid.HBgL" })),
        Operation::post(
            "/_control/customers/{number}/read",
            "An end customer opens the chat with a business.",
            customer_reads,
        )
        .example(json!({ "number": customer, "phone_number_id": phone })),
        Operation::post(
            "/_control/handsets/{number}",
            "Says what a telephone number is used for outside the platform.",
            describe_handset,
        )
        .example(json!({ "number": "+16505550199", "handset": "messenger" })),
    ]
}

/// `POST /_control/people`.
async fn create(platform: Platform, NewPerson { name, email, locale }: NewPerson) -> Told {
    let answer = platform.ask(Actor::Desk, Command::CreatePerson { name, email, locale }).await?;
    let person = answer.events.iter().find_map(|event| match event {
        Event::PersonCreated { person, .. } => Some(*person),
        _ => None,
    });
    Ok(Json(json!({ "person_id": person })))
}

/// `POST /_control/reviews/verification`.
async fn review_verification(
    platform: Platform,
    VerificationReview { business_id, approved }: VerificationReview,
) -> Told {
    done(&platform, Command::ConcludeVerification { business: business_id, approved }).await
}

/// `POST /_control/reviews/name`.
async fn review_name(
    platform: Platform,
    NameReview { phone_number_id, approved }: NameReview,
) -> Told {
    done(&platform, Command::ConcludeNameReview { phone: phone_number_id, approved }).await
}

/// `POST /_control/reviews/appeal`.
async fn review_appeal(
    platform: Platform,
    AppealReview { waba_id, granted }: AppealReview,
) -> Told {
    done(&platform, Command::ConcludeAppeal { waba: waba_id, granted }).await
}

/// `POST /_control/customers/{number}/messages`.
async fn customer_writes(
    platform: Platform,
    Written { number: Telephone(from), to_phone_number_id, text, name }: Written,
) -> Told {
    let name = if name.is_empty() { from.display() } else { name };
    let to_phone = to_phone_number_id;
    let command = Command::CustomerWrites { from, name, to_phone, text };
    let answer = platform.ask(Actor::Desk, command).await?;
    let message = answer.events.iter().find_map(|event| match event {
        Event::MessageReceived { message, .. } => Some(message.to_string()),
        _ => None,
    });
    Ok(Json(json!({ "success": true, "message_id": message })))
}

/// `POST /_control/customers/{number}/read`.
async fn customer_reads(
    platform: Platform,
    Opened { number: Telephone(customer), phone_number_id }: Opened,
) -> Told {
    done(&platform, Command::CustomerReads { customer, phone: phone_number_id }).await
}

/// `POST /_control/handsets/{number}`: `plain`, `messenger`, `business_app` or `voice_menu`.
async fn describe_handset(
    platform: Platform,
    Described { number: Telephone(number), handset }: Described,
) -> Told {
    done(&platform, Command::DescribeHandset { number, handset }).await
}

async fn done(platform: &Platform, command: Command) -> Told {
    platform.ask(Actor::Desk, command).await?;
    Ok(Json(json!({ "success": true })))
}
