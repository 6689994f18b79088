//! Several calls in one (contract §7.7): carried out one after the other, where a later one may
//! depend on an earlier one and use its answer.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use graph::error::Method as Verb;
use graph::{GraphError, Params, json_path};
use serde_json::{Value, json};
use shell::http::Hangup;

use super::answer::Envelope;
use super::call::{Call, File, Target};
use super::dispatch::dispatch;
use super::faults::Ending;
use super::kept::Keeping;
use crate::Platform;

/// The most calls in one batch.
const CALLS_MAX: usize = 50;

/// Whether a call is a batch.
pub(crate) fn is_batch(call: &Call) -> bool {
    call.verb == Verb::Post && call.target.path.is_empty() && call.params.get("batch").is_some()
}

/// What became of the named calls so far.
#[derive(Debug, Default)]
struct Named {
    /// The answers of those that succeeded.
    answers: BTreeMap<String, Value>,
    /// Those that failed, or were not carried out.
    failed: BTreeSet<String>,
}

/// Carries out the calls of a batch. Each entry is the answer of one call: its status, its headers
/// unless they are not wanted, and its body as text; `null` for a call that was left out because
/// what it depends on failed, and for one whose success nobody wants to hear of.
///
/// # Errors
/// 104 without a token of its own, `(#100)` for a batch that cannot be read or is too long.
pub(crate) async fn carry_out(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    let items = call.params.json("batch")?.unwrap_or_default();
    let items = items.as_array().ok_or_else(|| GraphError::bad_value("batch", "no list"))?;
    if items.len() > CALLS_MAX {
        let sentence =
            format!("Too many requests in batch message. Maximum batch size is {CALLS_MAX}");
        return Err(GraphError::parameter(&sentence));
    }
    if call.token.is_none() {
        return Err(GraphError::missing_token());
    }
    let headers = call.params.bool("include_headers")?.unwrap_or(true);
    let used = used_names(items);
    let mut named = Named::default();
    let mut answers = Vec::with_capacity(items.len());
    for item in items {
        answers.push(one(platform, (call, item), &used, (&mut named, headers)).await);
        if call.marks.ending() == Some(Ending::Hangup(Hangup::Reset)) {
            return Err(GraphError::unavailable());
        }
    }
    Ok(Value::Array(answers))
}

/// The names whose answers other calls of the batch use.
fn used_names(items: &[Value]) -> BTreeSet<String> {
    let texts = items.iter().flat_map(|item| [text(item, "relative_url"), text(item, "body")]);
    texts.flat_map(json_path::names).map(str::to_owned).collect()
}

async fn one(
    platform: &Platform,
    (batch, item): (&Call, &Value),
    used: &BTreeSet<String>,
    (named, headers): (&mut Named, bool),
) -> Value {
    let name = text(item, "name");
    if depends_on_failure(item, named) {
        named.failed.insert(name.to_owned());
        return Value::Null;
    }
    let call = read((batch, item), named);
    let version = call.as_ref().map_or(batch.target.version, |call| call.target.version);
    let keeping = call.as_ref().ok().and_then(|call| Keeping::of(platform, call));
    let outcome = match &call {
        Ok(call) if is_batch(call) => Err(GraphError::parameter("A batch within a batch")),
        // Boxed because dispatching a batch dispatches its calls.
        Ok(call) => Box::pin(dispatch(platform, call)).await,
        Err(error) => Err(error.clone()),
    };
    // What breaks one answer breaks the answer they travel in.
    if let Ok(call) = &call
        && let Some(ending) = call.marks.ending()
    {
        batch.marks.end(ending);
    }
    if !name.is_empty() {
        match &outcome {
            Ok(value) => drop(named.answers.insert(name.to_owned(), value.clone())),
            Err(_) => drop(named.failed.insert(name.to_owned())),
        }
    }
    // What another call has used is not repeated, unless that is wished for.
    let quiet = item["omit_response_on_success"].as_bool().unwrap_or_else(|| used.contains(name));
    if quiet && outcome.is_ok() && !name.is_empty() {
        return Value::Null;
    }
    let mut envelope = Envelope::new(platform.secrets(), version);
    if let Ok(call) = &call {
        envelope = envelope.for_call(call);
    }
    let response = envelope.answer(&outcome);
    let response = match (&call, keeping) {
        (Ok(call), Some(keeping)) => keeping.keep(call, &outcome, response).await,
        _ => response,
    };
    told(response, headers).await
}

/// Whether a call waits for one that failed, or uses its answer.
fn depends_on_failure(item: &Value, named: &Named) -> bool {
    let listed = text(item, "depends_on").split(',').map(str::trim);
    let listed = listed.filter(|name| !name.is_empty());
    let used = [text(item, "relative_url"), text(item, "body")];
    let used = used.into_iter().flat_map(json_path::names);
    listed.chain(used).any(|name| named.failed.contains(name))
}

/// One answer as an entry of the batch's list.
async fn told(response: Response, headers: bool) -> Value {
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let mut answer = json!({"code": parts.status.as_u16()});
    if headers {
        let list = parts.headers.iter().map(|(name, value)| {
            json!({"name": written(name.as_str()), "value": value.to_str().unwrap_or_default()})
        });
        answer["headers"] = list.collect();
    }
    answer["body"] = String::from_utf8_lossy(&body).into();
    answer
}

/// A header's name as Meta writes it: `Content-Type`, but `x-fb-rev`.
fn written(name: &str) -> String {
    if name.starts_with("x-fb") || name.starts_with("facebook") {
        return name.to_owned();
    }
    match name {
        "etag" => return "ETag".to_owned(),
        "www-authenticate" => return "WWW-Authenticate".to_owned(),
        _ => {}
    }
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect::<Vec<_>>().join("-")
}

/// One call of a batch: `{method, relative_url[, body][, attached_files]}`. It has the batch's
/// token unless it brings its own.
fn read((batch, item): (&Call, &Value), named: &Named) -> Result<Call, GraphError> {
    let fill = |text: &str| {
        json_path::fill_in(text, |name| {
            named.answers.get(name).ok_or_else(|| {
                GraphError::parameter(&format!("No earlier request is named '{name}'"))
            })
        })
    };
    let address = fill(text(item, "relative_url"))?;
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    let mut params = Params::of_query(query);
    match &item["body"] {
        Value::Object(members) => {
            params.push_json(Value::from(members.clone()).to_string().as_bytes())?;
        }
        _ => params.push_form(fill(text(item, "body"))?.as_bytes()),
    }
    let token = match params.non_empty("access_token") {
        Some(own) => Some(own.to_owned()),
        None => {
            if let Some(proof) = batch.params.non_empty("appsecret_proof") {
                params.push("appsecret_proof", proof);
            }
            batch.token.clone()
        }
    };
    let verb = match text(item, "method").to_ascii_uppercase().as_str() {
        "GET" | "" => Verb::Get,
        "POST" => Verb::Post,
        "DELETE" => Verb::Delete,
        other => return Err(GraphError::bad_value("method", other)),
    };
    let mut target = Target::of(path)?;
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    if graph::Version::parse(first).is_none() {
        target.version = batch.target.version;
    }
    let mut call = Call::new(verb, target, params, (token, batch.origin.clone()));
    call.files = attached(batch, text(item, "attached_files"))?;
    Ok(call)
}

/// The files of the batch that a call names.
fn attached(batch: &Call, names: &str) -> Result<Vec<File>, GraphError> {
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| {
            let file = batch.files.iter().find(|file| file.part == name);
            file.cloned().ok_or_else(|| GraphError::bad_value("attached_files", name))
        })
        .collect()
}

fn text<'a>(item: &'a Value, name: &str) -> &'a str {
    item[name].as_str().unwrap_or_default()
}
