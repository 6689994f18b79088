//! `/_control/scenarios`: named scenarios, and setting the present world up for one
//! (`docs/scenarios.md`).

use axum::Json;
use serde_json::{Value, json};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::{Nothing, request};
use crate::platform::Platform;
use crate::scenario::{self, Scenario};

request! {
    /// Which scenario.
    pub(super) struct One {
        /// Its name, or its number in the list.
        name: String,
    }
}

/// What can be asked about scenarios.
pub(super) fn operations() -> Vec<Operation> {
    let row = json!({
        "row": 1, "name": "override-before-subscribe",
        "title": "The override of a callback is refused",
    });
    let mut whole = row.clone();
    for member in ["cause", "remedy", "era"] {
        whole[member] = json!("…");
    }
    for member in ["threads", "by_hand"] {
        whole[member] = json!(["…"]);
    }
    for member in ["wrong", "right"] {
        whole[member] = json!([{ "say": "…", "call": "GET /v21.0/$WABA_ID", "expect": {} }]);
    }
    let mut ready = whole.clone();
    ready["env"] = json!({ "WABA_ID": "102290129340398", "SYSTEM_TOKEN": "EAA…" });
    let name = json!({ "name": "override-before-subscribe" });
    vec![
        Operation::get("/_control/scenarios", "The named scenarios.", list)
            .answers(json!({ "data": [row] })),
        Operation::get("/_control/scenarios/{name}", "What a scenario is about.", show)
            .example(name.clone())
            .answers(whole),
        Operation::post(
            "/_control/scenarios/{name}",
            "Sets this world up for a scenario: ids and tokens, and what to do and see.",
            set_up,
        )
        .example(name)
        .answers(ready),
    ]
}

async fn list(_: Platform, _: Nothing) -> Told {
    let rows: Vec<Value> = scenario::all().iter().map(short).collect();
    Ok(Json(json!({ "data": rows })))
}

async fn show(_: Platform, One { name }: One) -> Told {
    Ok(Json(whole(find(&name)?)))
}

async fn set_up(platform: Platform, One { name }: One) -> Told {
    let found = find(&name)?;
    let _one = platform.example_lock().await;
    let fixture = found.set_up(&platform).await?;
    let mut told = whole(found);
    told["env"] = fixture.to_json();
    Ok(Json(told))
}

fn find(name: &str) -> Result<&'static Scenario, No> {
    let all = "there is no such scenario: all of them are listed at /_control/scenarios";
    scenario::named(name).ok_or_else(|| No::missing(all))
}

fn short(one: &Scenario) -> Value {
    json!({ "row": one.row, "name": one.name, "title": one.title })
}

fn whole(one: &Scenario) -> Value {
    let mut told = short(one);
    told["threads"] = json!(one.threads);
    told["cause"] = json!(one.cause.trim());
    told["remedy"] = json!(one.remedy.trim());
    told["era"] = json!(one.era);
    told["by_hand"] = json!(one.by_hand);
    told["wrong"] = json!(one.wrong);
    told["right"] = json!(one.right);
    told
}
