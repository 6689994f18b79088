//! `/_control/faults`: what goes wrong on purpose.

use axum::Json;
use serde_json::{Value, json};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::{Nothing, request};
use super::shape::Shape;
use crate::fault::{self, Fault, FaultError, Kind, Matching, NewFault, When};
use crate::platform::Platform;

impl Shape for Kind {
    fn schema() -> Value {
        let kinds = Self::EXAMPLES.map(|kind| json!(kind));
        json!({ "oneOf": [{ "type": "string" }, { "type": "object" }], "examples": kinds })
    }

    fn kind() -> String {
        "a kind of fault such as \"lost_answer\" or {\"error\":{\"code\":2}}".to_owned()
    }
}

impl Shape for When {
    fn schema() -> Value {
        let each = [Self::First(3), Self::Nth(2), Self::Every(5)];
        let chance = Self::Chance { chance: 0.2, seed: 7 };
        json!({ "type": "object", "examples": [each[0], each[1], each[2], chance] })
    }

    fn kind() -> String {
        "{\"first\":3}, {\"nth\":2}, {\"every\":5} or {\"chance\":0.2,\"seed\":7}".to_owned()
    }
}

impl Shape for Matching {
    fn schema() -> Value {
        let names = [
            "operation",
            "path",
            "waba_id",
            "phone_number_id",
            "app_id",
            "token",
            "field",
            "event",
        ];
        let texts = names.map(|name| (name.to_owned(), json!({ "type": "string" })));
        let texts: serde_json::Map<String, Value> = texts.into_iter().collect();
        json!({ "type": "object", "properties": texts, "additionalProperties": false })
    }

    fn kind() -> String {
        "an object such as {\"operation\":\"phone.register\"}".to_owned()
    }
}

request! {
    /// A fault to order.
    pub(super) struct Order {
        /// What goes wrong: a name such as `lost_answer`, or an object with the name and its
        /// members such as `{"error":{"code":2}}`.
        kind: Kind,
        /// Which of the matching occurrences: `{"first":N}`, `{"nth":N}`, `{"every":N}` or
        /// `{"chance":0.2,"seed":7}`.
        when: When = When::default(),
        /// The most strikes.
        times: Option<u32>,
        /// What it is about; all that is said must hold.
        matching: Matching = Matching::default(),
    }
}

request! {
    /// One fault.
    pub(super) struct One {
        /// Its number.
        id: u64,
    }
}

/// What can be done about faults.
pub(super) fn operations() -> Vec<Operation> {
    let order = json!({
        "kind": { "error": { "code": 131_016 } },
        "when": { "first": 3 },
        "matching": { "operation": "phone.register" },
    });
    let mut fault = order.clone();
    fault["id"] = json!(1);
    fault["times"] = Value::Null;
    fault["ordered_at"] = json!("2026-11-22T08:00:00Z");
    fault["after"] = json!(12);
    (fault["seen"], fault["struck"], fault["over"]) = (json!(0), json!(0), json!(false));
    vec![
        Operation::post("/_control/faults", "Orders a fault.", add)
            .example(order)
            .answers(fault.clone()),
        Operation::get("/_control/faults", "The faults that were ordered, with counts.", list)
            .answers(json!({ "data": [fault] })),
        Operation::delete("/_control/faults", "Takes all faults back.", clear)
            .answers(json!({ "success": true, "count": 1 })),
        Operation::delete("/_control/faults/{id}", "Takes one fault back.", clear_one)
            .example(json!({ "id": 1 }))
            .answers(json!({ "success": true, "count": 1 })),
        Operation::get(
            "/_control/faults/operations",
            "The names of all operations of the Graph API, for matching.",
            names,
        )
        .answers(json!({
            "data": [{ "name": "phone.register.post", "about": "Register with Cloud API" }]
        })),
        Operation::get("/_control/faults/errors", "The errors a call can be refused with.", errors)
            .answers(json!({
                "data": [{ "code": 131_016, "subcode": null, "status": 500,
                    "message": "(#131016) Service unavailable" }]
            })),
    ]
}

/// A fault as it is told.
pub(crate) fn told(fault: &Fault) -> Value {
    let mut told = json!(fault);
    told["over"] = json!(fault.is_over());
    told
}

async fn add(platform: Platform, Order { kind, when, times, matching }: Order) -> Told {
    let fault = platform.order_fault(NewFault { kind, when, times, matching }).await?;
    Ok(Json(told(&fault)))
}

async fn list(platform: Platform, Nothing {}: Nothing) -> Told {
    let data: Vec<Value> = platform.ordered_faults().iter().map(told).collect();
    Ok(Json(json!({ "data": data })))
}

async fn clear(platform: Platform, Nothing {}: Nothing) -> Told {
    let count = platform.clear_faults(None).await?;
    Ok(Json(json!({ "success": true, "count": count })))
}

async fn clear_one(platform: Platform, One { id }: One) -> Told {
    match platform.clear_faults(Some(id)).await? {
        0 => Err(No::missing(format!("there is no fault {id}"))),
        count => Ok(Json(json!({ "success": true, "count": count }))),
    }
}

async fn names(_: Platform, Nothing {}: Nothing) -> Told {
    Ok(Json(json!({ "data": fault::operations() })))
}

async fn errors(platform: Platform, Nothing {}: Nothing) -> Told {
    let mut all = fault::catalogue(platform.now());
    all.sort_by_key(|error| (error.code, error.subcode));
    let rows = all.iter().map(|error| {
        json!({
            "code": error.code, "subcode": error.subcode, "status": error.status,
            "message": error.message,
        })
    });
    Ok(Json(json!({ "data": rows.collect::<Vec<Value>>() })))
}

impl From<FaultError> for No {
    fn from(error: FaultError) -> Self {
        match error {
            FaultError::Nonsense(why) => Self::bad(why),
            FaultError::Down(_) => Self::down(error.to_string()),
        }
    }
}
