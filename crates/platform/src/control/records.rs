//! What left the house, as JSON: mails, notifications, telephones, the time line.

use axum::Json;
use graph::{BusinessId, PersonId, PhoneNumberId, WabaId};
use serde_json::{Value, json};

use super::answer::Told;
use super::operation::Operation;
use super::request::request;
use super::shape::Telephone;
use crate::platform::Platform;
use crate::store::{Entry, ROWS_MAX, Slice};
use crate::timeline::{self, Filter, Line};

request! {
    /// Which letters, newest first.
    pub(super) struct Mails {
        /// Only those to this address.
        to: Option<String>,
        /// Only rows before this `seq`.
        before: Option<i64>,
        /// At most so many rows, up to 500.
        limit: u32 = 100u32,
    }
}

request! {
    /// Which notifications, newest first.
    pub(super) struct Notices {
        /// Only those in this business's manager.
        business: Option<BusinessId>,
        /// Only rows before this `seq`.
        before: Option<i64>,
        /// At most so many rows, up to 500.
        limit: u32 = 100u32,
    }
}

request! {
    /// How many telephones.
    pub(super) struct Handsets {
        /// At most so many, up to 500.
        limit: u32 = 100u32,
    }
}

request! {
    /// What a telephone shows, newest first.
    pub(super) struct Screen {
        /// The telephone.
        number: Telephone,
        /// Only rows before this `seq`.
        before: Option<i64>,
        /// At most so many rows, up to 500.
        limit: u32 = 100u32,
    }
}

request! {
    /// Which events: with `after` oldest first, otherwise newest first.
    pub(super) struct Events {
        /// Only events after this `seq`, oldest first.
        after: Option<i64>,
        /// Only events before this `seq`.
        before: Option<i64>,
        /// Only about this business.
        business: Option<BusinessId>,
        /// Only about this WhatsApp Business Account.
        waba: Option<WabaId>,
        /// Only about this phone number.
        phone: Option<PhoneNumberId>,
        /// Only about this person, or by them.
        person: Option<PersonId>,
        /// At most so many rows, up to 500.
        limit: u32 = 100u32,
    }
}

/// What can be read.
pub(super) fn operations() -> Vec<Operation> {
    let time = "2026-11-22T08:00:00Z";
    vec![
        Operation::get("/_control/mail", "E-mails that were sent, newest first.", mails)
            .example(json!({ "to": "anna@bakery.example", "limit": 10 }))
            .answers(json!({ "data": [{
                "seq": 7, "at": time, "from": "notification@platform.localhost",
                "to": "anna@bakery.example", "subject": "Your trial", "text": "Hello",
            }] })),
        Operation::get("/_control/notices", "Notifications in Business Managers.", notices)
            .example(json!({ "business": "506914307656634" }))
            .answers(json!({ "data": [{
                "seq": 3, "at": time, "business": "506914307656634", "title": "Shared",
                "text": "Your account was shared.",
            }] })),
        Operation::get("/_control/handsets", "Telephones that show anything.", handsets)
            .answers(json!({ "data": [{ "number": "+16505550123", "last_at": time }] })),
        Operation::get(
            "/_control/handsets/{number}",
            "What a telephone shows: codes, messages, their statuses.",
            handset,
        )
        .example(json!({ "number": "+16505550123" }))
        .answers(json!({ "data": [{
            "seq": 4, "at": time, "with": "WhatsApp", "kind": "code", "body": "123456",
            "message_id": null,
        }] })),
        Operation::get(
            "/_control/events",
            "The time line of everything, secrets included.",
            events,
        )
        .example(json!({ "after": 0, "limit": 500 }))
        .answers(json!({ "data": [{
            "seq": 1, "at": time, "by": "desk", "who": "Anna",
            "words": "Anna opened an account", "event": { "event": "person_created" },
        }] })),
    ]
}

fn slice(before: Option<i64>, limit: u32) -> Slice {
    Slice { before, limit: limit.min(ROWS_MAX) }
}

/// `GET /_control/mail`.
async fn mails(platform: Platform, Mails { to, before, limit }: Mails) -> Told {
    let mails = platform.store().mails(to.as_deref(), slice(before, limit)).await?;
    Ok(Json(json!({ "data": mails })))
}

/// `GET /_control/notices`.
async fn notices(platform: Platform, Notices { business, before, limit }: Notices) -> Told {
    let notices = platform.store().notices(business, slice(before, limit)).await?;
    Ok(Json(json!({ "data": notices })))
}

/// `GET /_control/handsets`.
async fn handsets(platform: Platform, Handsets { limit }: Handsets) -> Told {
    let handsets = platform.store().handsets(limit.min(ROWS_MAX)).await?;
    Ok(Json(json!({ "data": handsets })))
}

/// `GET /_control/handsets/{number}`.
async fn handset(platform: Platform, asked: Screen) -> Told {
    let Screen { number: Telephone(number), before, limit } = asked;
    let number = format!("+{}", number.digits());
    let entries = platform.handset(&number, slice(before, limit)).await?;
    Ok(Json(json!({ "data": entries })))
}

/// `GET /_control/events`: secrets of apps and verification codes are in it: it is the whole truth.
async fn events(platform: Platform, asked: Events) -> Told {
    let Events { after, before, business, waba, phone, person, limit } = asked;
    let filter = Filter { viewer: None, business, waba, phone, person };
    let limit = usize::try_from(limit.min(ROWS_MAX)).unwrap_or_default();
    let found = match after {
        Some(after) => timeline::lines_after(&platform, filter, (after, limit)).await?,
        None => timeline::lines(&platform, filter, (before, limit)).await?,
    };
    let data: Vec<Value> = found.lines.iter().map(row).collect();
    Ok(Json(json!({ "data": data })))
}

fn row(line: &Line) -> Value {
    let Entry { seq, at, by, event } = &line.entry;
    json!({
        "seq": seq, "at": at, "by": by, "who": line.by, "words": line.what, "event": event,
    })
}
