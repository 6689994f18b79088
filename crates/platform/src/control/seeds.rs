//! `POST /_control/seed`: adds a seed to the present world (`docs/seeds.md`).

use axum::Json;
use serde_json::{Map, Value, json};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::request;
use crate::platform::Platform;
use crate::seeding::{self, Seed, SeedError};
use crate::store::Slice;

request! {
    /// A seed: the members of a seed document.
    pub(super) struct Asked {
        /// People with a Facebook account.
        person: Option<Value>,
        /// Providers with app, system users and credit line.
        provider: Option<Value>,
        /// Business portfolios of clients.
        business: Option<Value>,
        /// WhatsApp Business Accounts with their numbers and templates.
        waba: Option<Value>,
        /// What answers at telephones.
        handset: Option<Value>,
        /// Access tokens of a given text.
        token: Option<Value>,
        /// Login codes of the pop-up.
        code: Option<Value>,
        /// What goes wrong on purpose.
        fault: Option<Value>,
        /// A whole document as TOML, in place of the other members.
        toml: Option<String>,
    }
}

/// What can be sown.
pub(super) fn operations() -> Vec<Operation> {
    let summary = "Adds a seed to this world: people, providers, businesses, accounts, numbers.";
    let example = json!({
        "provider": [{ "name": "Harbour Messaging" }],
        "business": [{ "name": "Lighthouse Bakery" }],
        "waba": [{ "name": "Lighthouse Bakery",
            "number": [{ "number": "+16505550170", "status": "CONNECTED" }] }],
    });
    let answer = json!({ "APP_ID": "670843887433847", "WABA_ID": "102290129340398" });
    vec![Operation::post("/_control/seed", summary, sow).example(example).answers(answer)]
}

async fn sow(platform: Platform, asked: Asked) -> Told {
    let seed = read(asked)?;
    let _one = platform.example_lock().await;
    let before = newest(&platform).await?;
    match seeding::apply(&platform, &seed).await {
        Ok(fixture) => Ok(Json(fixture.to_json())),
        Err(mut error) => {
            if newest(&platform).await? != before {
                error.why.push_str(
                    "; it was good when it was rehearsed, but the world has changed since: what \
                     stands before it in the seed was made and stays",
                );
            }
            Err(error.into())
        }
    }
}

/// The number of the world's newest event.
async fn newest(platform: &Platform) -> Result<Option<i64>, No> {
    let newest = platform.store().events(Slice::newest(1)).await?;
    Ok(newest.first().map(|event| event.seq))
}

fn read(asked: Asked) -> Result<Seed, No> {
    let Asked { person, provider, business, waba, handset, token, code, fault, toml } = asked;
    let parts = [
        ("person", person),
        ("provider", provider),
        ("business", business),
        ("waba", waba),
        ("handset", handset),
        ("token", token),
        ("code", code),
        ("fault", fault),
    ];
    let said = parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), part?)));
    let said: Map<String, Value> = said.collect();
    match toml {
        None => Ok(Seed::from_json(&Value::Object(said))?),
        Some(text) if said.is_empty() => Ok(Seed::from_toml(&text)?),
        Some(_) => Err(No::bad("`toml` is a whole document: say nothing beside it")),
    }
}

impl From<SeedError> for No {
    fn from(error: SeedError) -> Self {
        if error.down { Self::down(error.to_string()) } else { Self::bad(error.to_string()) }
    }
}
