//! Whether the events of an exported world say only what this program knows. A member that nobody
//! reads would be passed over without a word, and be gone from the next export.

use serde_json::Value;
use world::Event;

use super::TextError;
use crate::store;

/// Refuses the first event with a member, or a caller, that is none.
///
/// # Errors
/// With its line.
pub(super) fn events(text: &str) -> Result<(), TextError> {
    for (line, words) in (1..).zip(text.lines()) {
        // Whether it is a row at all is said where it is stored.
        let row = serde_json::from_str::<Value>(words).unwrap_or_default();
        if let Some(event) = row.get("event") {
            require(event).map_err(|why| TextError { line, why })?;
        }
    }
    Ok(())
}

fn require(row: &Value) -> Result<(), String> {
    if let Some(by) = row["by_whom"].as_str().filter(|by| !store::is_caller(by)) {
        return Err(format!(
            "`by_whom` is `{by}`, which is nobody: there are `desk` and `time`, and `person`, \
             `token`, `app` and `client` with an id"
        ));
    }
    let body = match &row["body"] {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        body => body.clone(),
    };
    // What makes no sense is said when the log is replayed.
    let Ok(event) = serde_json::from_value::<Event>(body.clone()) else { return Ok(()) };
    let known = serde_json::to_value(event).unwrap_or_default();
    match stranger(&body, &known, "body") {
        Some(place) => Err(format!("there is no member `{place}` of such an event")),
        None => Ok(()),
    }
}

/// The first member that is said and not known.
fn stranger(said: &Value, known: &Value, place: &str) -> Option<String> {
    match (said, known) {
        (Value::Object(said), Value::Object(known)) => said.iter().find_map(|(name, value)| {
            let place = format!("{place}.{name}");
            match known.get(name) {
                Some(known) => stranger(value, known, &place),
                None => Some(place),
            }
        }),
        (Value::Array(said), Value::Array(known)) if said.len() == known.len() => {
            let pairs = said.iter().zip(known).enumerate();
            pairs
                .into_iter()
                .find_map(|(at, (said, known))| stranger(said, known, &format!("{place}[{at}]")))
        }
        _ => None,
    }
}
