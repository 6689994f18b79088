//! `/_control/clock`: what time it is, and turning it forward.

use std::time::Duration;

use axum::Json;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use world::Due;

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::request;
use crate::platform::Platform;
use crate::store::ROWS_MAX;
use crate::work::{Turn, TurnError};

/// The longest that a question waits for the next turn.
const WAIT_MAX_S: u64 = 60;

request! {
    /// Answer now, or when the clock is turned.
    pub(super) struct Waiting {
        /// Answer when the clock was turned more often than that (`turns`), or after the wait.
        after: Option<u64>,
        /// How many seconds to wait for it, at most 60.
        wait: u64 = 0u64,
    }
}

request! {
    /// One of the three.
    pub(super) struct Turning {
        /// How far: `30d`, `24h`, `90m`, `10s`, or several: `1d 12h`.
        advance: Option<String>,
        /// To which time, such as `2026-12-01T00:00:00Z`.
        set: Option<String>,
        /// To what happens next by itself, or when the next webhook is tried.
        next: bool = false,
    }
}

request! {
    /// How much of the future.
    pub(super) struct Future {
        /// At most so many, up to 500.
        limit: u32 = 20u32,
    }
}

/// What can be done with the clock.
pub(super) fn operations() -> Vec<Operation> {
    let path = "/_control/clock";
    let shown = json!({
        "now_us": 1_795_334_400_000_000_i64,
        "now": "2026-11-22T08:00:00Z",
        "turns": 0,
        "frozen": false,
    });
    vec![
        Operation::get(path, "What time it is by the platform's clock.", show)
            .answers(shown.clone()),
        Operation::post(path, "Turns the clock forward, and passes all that becomes due.", turn)
            .example(json!({ "advance": "1d 12h" }))
            .answers(shown),
        Operation::get("/_control/clock/due", "What happens by itself next, and when.", due)
            .answers(json!({ "data": [{
                "at": "2026-11-22T08:01:00Z", "what": "verdict", "about": "display_name 106540352",
            }] })),
    ]
}

/// `GET /_control/clock/due`: the world's own plans, and the next try of a webhook.
async fn due(platform: Platform, Future { limit }: Future) -> Told {
    let limit = usize::try_from(limit.min(ROWS_MAX)).unwrap_or(usize::MAX);
    let mut all: Vec<(Timestamp, String, String)> = platform.read(|world| {
        let due = world.due_list().take(limit);
        due.map(|(at, due)| (*at, planned(due)))
            .map(|(at, (what, about))| (at, what, about))
            .collect()
    });
    for plan in platform.store().webhooks_planned().await? {
        all.push((plan.at, "webhook".to_owned(), format!("app {}", plan.app)));
    }
    all.sort();
    all.truncate(limit);
    let shown = |(at, what, about)| json!({ "at": at, "what": what, "about": about });
    let data: Vec<Value> = all.into_iter().map(shown).collect();
    Ok(Json(json!({ "data": data })))
}

/// What is planned, and about what, in words: `trial_end` of a number's id.
fn planned(due: &Due) -> (String, String) {
    let told = json!(due);
    let (name, about) = match told.as_object().and_then(|members| members.iter().next()) {
        Some((name, about)) => (name.clone(), about.clone()),
        None => (told.as_str().unwrap_or_default().to_owned(), Value::Null),
    };
    let mut what = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !what.is_empty() {
            what.push('_');
        }
        what.push(letter.to_ascii_lowercase());
    }
    (what, plain(&about))
}

/// The values of a plan with spaces between them.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(plain).collect::<Vec<_>>().join(" "),
        Value::Object(parts) => parts.values().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// `GET /_control/clock`.
async fn show(platform: Platform, Waiting { after, wait }: Waiting) -> Told {
    let mut turns = platform.clock().turns();
    if let Some(after) = after {
        let wait = Duration::from_secs(wait.min(WAIT_MAX_S));
        let turned = turns.wait_for(|turns| *turns != after);
        // Whether it was turned or the wait is over, the answer is what the clock shows now.
        let _ = tokio::time::timeout(wait, turned).await.map(drop);
    }
    Ok(Json(shown(&platform)))
}

/// `POST /_control/clock`: turns, and passes what became due before it answers.
async fn turn(platform: Platform, turning: Turning) -> Told {
    let turn = match turning {
        Turning { advance: Some(by), set: None, next: false } => Turn::By(duration(&by)?),
        Turning { advance: None, set: Some(to), next: false } => Turn::To(moment(&to)?),
        Turning { advance: None, set: None, next: true } => {
            let next = platform.next_due().await;
            let next = next.ok_or_else(|| No::missing("nothing happens by itself any more"))?;
            Turn::To(next.max(platform.now()))
        }
        _ => {
            return Err(No::bad("say {\"advance\":\"30d\"}, {\"set\":\"…Z\"} or {\"next\":true}"));
        }
    };
    platform.turn_clock(turn).await.map_err(|error| match error {
        TurnError::Clock(_) | TurnError::TooFar => No::bad(error.to_string()),
        TurnError::Down(why) => No::down(why),
    })?;
    Ok(Json(shown(&platform)))
}

fn shown(platform: &Platform) -> Value {
    let clock = platform.clock();
    let (now, turns) = (clock.now(), *clock.turns().borrow());
    let now_us = now.as_microsecond();
    json!({ "now_us": now_us, "now": now, "turns": turns, "frozen": clock.is_frozen() })
}

fn moment(text: &str) -> Result<Timestamp, No> {
    let example = "2026-12-01T00:00:00Z";
    text.parse().map_err(|_| No::bad(format!("`{text}` is no time; write it like {example}")))
}

/// Reads `30d`, `24h`, `90m`, `10s`, or a sum of such parts.
fn duration(text: &str) -> Result<SignedDuration, No> {
    let no = || No::bad(format!("`{text}` is no duration; write it like 30d, 24h, 90m or 10s"));
    let mut sum = SignedDuration::ZERO;
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(no());
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(no)?;
        let count: i64 = rest[..digits].parse().map_err(|_| no())?;
        let unit = rest[digits..].chars().next().ok_or_else(no)?;
        let seconds = match unit {
            'd' => 86_400,
            'h' => 3_600,
            'm' => 60,
            's' => 1,
            _ => return Err(no()),
        };
        let part = count.checked_mul(seconds).map(SignedDuration::from_secs).ok_or_else(no)?;
        sum = sum.checked_add(part).ok_or_else(no)?;
        rest = rest[digits + unit.len_utf8()..].trim_start();
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_nonsense_is_not() {
        for (text, seconds) in [("30d", 2_592_000), ("24h", 86_400), ("90m", 5_400), ("10s", 10)] {
            assert_eq!(duration(text).unwrap(), SignedDuration::from_secs(seconds), "{text}");
        }
        assert_eq!(duration(" 1d 12h ").unwrap(), SignedDuration::from_hours(36));
        for text in
            ["", "30", "d", "-1d", "1w", "1.5h", "99999999999999999999d", "9223372036854775807d"]
        {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
