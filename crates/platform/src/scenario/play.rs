//! Playing the steps of a scenario against a platform that was set up for it.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{Method, Request, Response, header};
use serde_json::Value;
use shell::http::Client;

use super::Step;

/// How often a step is made until what it waits for is seen.
const TRIES_MAX: u32 = 100;

/// A step that was played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// What it was for.
    pub say: String,
    /// Method and address as called.
    pub call: String,
    /// The status of the answer.
    pub status: u16,
    /// Its text.
    pub answer: String,
    /// What was to be seen and was not; empty: it was seen.
    pub missing: Vec<String>,
}

/// Plays steps, one after the other, up to the first that does not show what it shall. `names` are
/// what the steps mention; what a step keeps is added. `pause` is awaited before a step is made
/// again.
pub async fn play(
    (http, base): (&Client, &str),
    steps: &[Step],
    names: &mut BTreeMap<String, String>,
    pause: impl AsyncFn(),
) -> Vec<Played> {
    let mut all = Vec::with_capacity(steps.len());
    for step in steps {
        let mut played = once((http, base), step, names).await;
        for _ in 0..TRIES_MAX {
            if !step.until || played.missing.is_empty() {
                break;
            }
            pause().await;
            played = once((http, base), step, names).await;
        }
        let over = !played.missing.is_empty();
        all.push(played);
        if over {
            break;
        }
    }
    all
}

async fn once(
    (http, base): (&Client, &str),
    step: &Step,
    names: &mut BTreeMap<String, String>,
) -> Played {
    let call = fill(&step.call, names);
    let mut played = Played {
        say: step.say.clone(),
        call: call.clone(),
        status: 0,
        answer: String::new(),
        missing: Vec::new(),
    };
    let Some(request) = request(base, &call, step, names) else {
        played.missing.push("the call cannot be made".to_owned());
        return played;
    };
    let answer = match http.send(request).await {
        Ok(answer) => answer,
        Err(error) => {
            played.missing.push(format!("no answer: {error}"));
            return played;
        }
    };
    played.status = answer.status().as_u16();
    played.answer = String::from_utf8_lossy(answer.body()).into_owned();
    played.missing = missing(step, &answer, names);
    let json: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    for (name, place) in &step.keep {
        match json.pointer(place) {
            Some(Value::String(text)) => names.insert(name.clone(), text.clone()),
            Some(value) => names.insert(name.clone(), value.to_string()),
            None => None,
        };
    }
    played
}

fn request(
    base: &str,
    call: &str,
    step: &Step,
    names: &BTreeMap<String, String>,
) -> Option<Request<Bytes>> {
    let (method, path) = call.split_once(' ')?;
    let url = if path.starts_with('/') { format!("{base}{path}") } else { path.to_owned() };
    let mut request = Request::builder()
        .method(method.parse::<Method>().ok()?)
        .uri(url)
        .header(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) vestibule-scenario");
    if let Some(token) = &step.token {
        let token = names.get(token).cloned().unwrap_or_else(|| fill(token, names));
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let body = match &step.body {
        Some(body) => {
            request = request.header(header::CONTENT_TYPE, "application/json");
            fill(&body.to_string(), names)
        }
        None => String::new(),
    };
    request.body(Bytes::from(body)).ok()
}

/// What was to be seen and was not.
fn missing(step: &Step, answer: &Response<Bytes>, names: &BTreeMap<String, String>) -> Vec<String> {
    let expect = &step.expect;
    let mut missing = Vec::new();
    let status = answer.status().as_u16();
    if status != expect.status {
        missing.push(format!("the status {}", expect.status));
    }
    let json: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    for (place, wanted) in &expect.is {
        let wanted = match wanted.as_str() {
            Some(super::NOTHING) => "null".to_owned(),
            _ => fill(&wanted.to_string(), names),
        };
        let found = json.pointer(place).unwrap_or(&Value::Null).to_string();
        if found != wanted {
            missing.push(format!("{place} = {wanted} (it is {found})"));
        }
    }
    let text = String::from_utf8_lossy(answer.body());
    for words in &expect.says {
        let words = fill(words, names);
        if !text.contains(&words) {
            missing.push(format!("the words `{words}`"));
        }
    }
    for words in &expect.lacks {
        let words = fill(words, names);
        if text.contains(&words) {
            missing.push(format!("no `{words}`"));
        }
    }
    missing
}

/// A text with the values of the names it mentions; longer names first.
fn fill(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut order: Vec<&String> = names.keys().collect();
    order.sort_by_key(|name| std::cmp::Reverse(name.len()));
    order
        .into_iter()
        .fold(text.to_owned(), |text, name| text.replace(&format!("${name}"), &names[name]))
}
