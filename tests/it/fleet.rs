//! Client instances: run by a command of one's own or by somebody else, watched, started again,
//! given new certificates without a lost message, and stopped for good (E05, E06, D04, D08, A11).

mod command;
mod elsewhere;
mod leftovers;
mod replacement;
mod tls;

use anyhow::Context;
use serde_json::Value;
use stories::{house::House, office::office, wait::until};

/// What `vestibule numbers show` says of a number.
async fn shown(house: &House, phone: &str) -> anyhow::Result<Value> {
    office(house, &["numbers", "show", phone, "--json"], &[], "").await?.json()
}

/// Waits until a number's client stands so, and gives all that is said of it.
async fn client_is(house: &House, phone: &str, state: &str) -> anyhow::Result<Value> {
    let mut last = Value::Null;
    let waited = until(&format!("the client to be {state}"), async || {
        last = shown(house, phone).await?;
        Ok((last["client_state"] == state).then(|| last.clone()))
    })
    .await;
    waited.with_context(|| format!("{last:#}"))
}

/// One finding of `vestibule doctor`.
async fn finding(house: &House, check: &str, other: &[(&str, &str)]) -> anyhow::Result<Value> {
    let ended = office(house, &["doctor", "--offline", "--json"], other, "").await?;
    let told: Value = serde_json::from_str(&ended.out).with_context(|| ended.err.clone())?;
    let mut rows = told["findings"].as_array().into_iter().flatten();
    let row = rows.find(|row| row["check"] == check);
    row.cloned().with_context(|| format!("nothing is said of {check}: {told}"))
}
