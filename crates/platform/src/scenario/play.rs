//! Playing the steps of a scenario against a platform that was set up for it.

use std::collections::BTreeMap;

use bytes::Bytes;
use futures_util::future::join_all;
use http::{Method, Request, Response, header};
use serde_json::Value;
use shell::http::Client;

use super::Step;
use super::browser::{self, Cookies, Page};

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

/// Plays steps: what they mention by name, and the browsers in which some of them are made.
#[derive(Clone, Debug)]
pub struct Player {
    http: Client,
    base: String,
    names: BTreeMap<String, String>,
    browsers: BTreeMap<String, Cookies>,
}

/// What one call showed.
struct Shown {
    status: u16,
    text: String,
    /// Its JSON; of a page what it tells the page that opened it.
    json: Value,
    /// Where a browser came to.
    path: Option<String>,
    cookies: Cookies,
}

impl Player {
    /// A player that calls the platform at `base`; `names` are what steps mention.
    #[must_use]
    pub fn new(http: Client, base: &str, names: BTreeMap<String, String>) -> Self {
        Self { http, base: base.to_owned(), names, browsers: BTreeMap::new() }
    }

    /// Plays steps, one after the other, up to the first that does not show what it shall. What a
    /// step keeps is known to those after it. `pause` is awaited before a step is made again.
    pub async fn play(&mut self, steps: &[Step], pause: impl AsyncFn()) -> Vec<Played> {
        let mut all = Vec::with_capacity(steps.len());
        for step in steps {
            let mut played = self.once(step).await;
            for _ in 0..TRIES_MAX {
                if !step.until || played.missing.is_empty() {
                    break;
                }
                pause().await;
                played = self.once(step).await;
            }
            let over = !played.missing.is_empty();
            all.push(played);
            if over {
                break;
            }
        }
        all
    }

    /// Makes a step, as often at once as it says.
    async fn once(&mut self, step: &Step) -> Played {
        let call = fill(&step.call, &self.names);
        let tries = (0..step.at_once.max(1)).map(|_| self.call(&call, step));
        let all = join_all(tries).await;
        let mut played = Played {
            say: step.say.clone(),
            call,
            status: 0,
            answer: String::new(),
            missing: vec![],
        };
        for (at, shown) in all.into_iter().enumerate() {
            let mut missing = match &shown {
                Ok(shown) => missing(step, shown, &self.names),
                Err(why) => vec![why.clone()],
            };
            if let Ok(shown) = shown.as_ref()
                && at == 0
            {
                missing.extend(self.keep(step, shown));
            }
            let which = |why| if at == 0 { why } else { format!("{why}, the time {}", at + 1) };
            played.missing.extend(missing.into_iter().map(which));
            let Ok(shown) = shown else { continue };
            if at == 0 {
                (played.status, played.answer) = (shown.status, shown.text);
            }
            if let Some(browser) = &step.browser {
                self.browsers.entry(browser.clone()).or_default().extend(shown.cookies);
            }
        }
        played
    }

    async fn call(&self, call: &str, step: &Step) -> Result<Shown, String> {
        let (_, path) = call.split_once(' ').ok_or("the call cannot be made")?;
        let base = &self.base;
        let url = if path.starts_with('/') { format!("{base}{path}") } else { path.to_owned() };
        let text = |answer: &Response<Bytes>| String::from_utf8_lossy(answer.body()).into_owned();
        let Some(browser) = &step.browser else {
            let request = request(call, url, step, &self.names).ok_or("the call cannot be made")?;
            let answer = self.http.send(request).await;
            let answer = answer.map_err(|error| format!("an answer: {error}"))?;
            let (status, cookies) = (answer.status().as_u16(), Cookies::new());
            let text = text(&answer);
            let json = serde_json::from_str(&text).unwrap_or_default();
            return Ok(Shown { status, text, json, path: None, cookies });
        };
        let cookies = self.browsers.get(browser).cloned().unwrap_or_default();
        let filled = |(name, value): (&String, &String)| (name.clone(), fill(value, &self.names));
        let form = step.form.as_ref().map(|form| form.iter().map(filled).collect());
        let page = browser::open(&self.http, &url, form.as_ref(), cookies).await?;
        let Page { path, answer, cookies } = page;
        let status = answer.status().as_u16();
        let text = text(&answer);
        let json = browser::told(&text).unwrap_or_default();
        Ok(Shown { status, text, json, path: Some(path), cookies })
    }

    /// Keeps what later steps mention; says what of it was not there.
    fn keep(&mut self, step: &Step, shown: &Shown) -> Vec<String> {
        let mut missing = Vec::new();
        for (name, place) in &step.keep {
            let place = &fill(place, &self.names);
            let value = match (place.split_once('*'), &shown.path) {
                (Some((before, after)), Some(path)) => path
                    .split_once(before)
                    .and_then(|(_, rest)| Some(rest.split_once(after)?.0.to_owned())),
                _ => find(&shown.json, place).filter(|value| !value.is_null()).map(|value| {
                    match value {
                        Value::String(text) => text,
                        value => value.to_string(),
                    }
                }),
            };
            match value {
                Some(value) => drop(self.names.insert(name.clone(), value)),
                None => missing.push(format!("something at {place}, to be kept as {name}")),
            }
        }
        missing
    }
}

/// The value at a place, which may lead on into a text that is JSON itself.
fn find(json: &Value, place: &str) -> Option<Value> {
    if let Some(found) = json.pointer(place) {
        return Some(found.clone());
    }
    let cuts = place.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0);
    cuts.into_iter().find_map(|at| {
        let inner: Value = serde_json::from_str(json.pointer(&place[..at])?.as_str()?).ok()?;
        find(&inner, &place[at..])
    })
}

fn request(
    call: &str,
    url: String,
    step: &Step,
    names: &BTreeMap<String, String>,
) -> Option<Request<Bytes>> {
    let (method, _) = call.split_once(' ')?;
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
fn missing(step: &Step, shown: &Shown, names: &BTreeMap<String, String>) -> Vec<String> {
    let expect = &step.expect;
    let mut missing = Vec::new();
    if shown.status != expect.status {
        missing.push(format!("the status {}", expect.status));
    }
    for (place, wanted) in &expect.is {
        let wanted = match wanted.as_str() {
            Some(super::NOTHING) => Value::Null,
            _ => serde_json::from_str(&fill(&wanted.to_string(), names)).unwrap_or_default(),
        };
        let found = find(&shown.json, place).unwrap_or(Value::Null);
        if found != wanted {
            missing.push(format!("{place} = {wanted} (it is {found})"));
        }
    }
    let text = &shown.text;
    for words in &expect.says {
        let words = fill(words, names);
        if !text.contains(&words) {
            missing.push(format!("the words `{words}`"));
        }
    }
    for words in &expect.once {
        let (words, count) = (fill(words, names), text.matches(&fill(words, names)).count());
        if count != 1 {
            missing.push(format!("the words `{words}` once (they are there {count} times)"));
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
