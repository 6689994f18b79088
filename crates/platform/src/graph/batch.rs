//! Several calls in one (contract §7.7): each is carried out by itself, one after the other.

use graph::error::Method as Verb;
use graph::{GraphError, Params, to_meta_json};
use serde_json::{Value, json};

use super::call::{Call, Target};
use super::dispatch::dispatch;
use crate::Platform;

/// The most calls in one batch.
const CALLS_MAX: usize = 50;

/// Whether a call is a batch.
pub(crate) fn is_batch(call: &Call) -> bool {
    call.verb == Verb::Post && call.target.path.is_empty() && call.params.get("batch").is_some()
}

/// Carries out the calls of a batch. Each entry is the answer of one call: its status, its headers
/// unless they are not wanted, and its body as text.
///
/// # Errors
/// 104 without any token, `(#100)` for a batch that cannot be read or is too long.
pub(crate) async fn carry_out(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    let items = call.params.json("batch")?.unwrap_or_default();
    let items = items.as_array().ok_or_else(|| GraphError::bad_value("batch", "no list"))?;
    if items.len() > CALLS_MAX {
        let sentence = format!("Too many requests in batch message. Maximum is {CALLS_MAX}.");
        return Err(GraphError::parameter(&sentence));
    }
    let headers = call.params.bool("include_headers")?.unwrap_or(true);
    let mut answers = Vec::with_capacity(items.len());
    for item in items {
        answers.push(one(platform, call, item, headers).await);
    }
    Ok(Value::Array(answers))
}

async fn one(platform: &Platform, batch: &Call, item: &Value, headers: bool) -> Value {
    let outcome = match read(batch, item) {
        Ok(call) if is_batch(&call) => Err(GraphError::parameter("A batch within a batch")),
        // Boxed because dispatching a batch dispatches its calls.
        Ok(call) => Box::pin(dispatch(platform, &call)).await,
        Err(error) => Err(error),
    };
    let (code, body) = match outcome {
        Ok(value) => (200, to_meta_json(&value)),
        Err(error) => {
            let trace = platform.secrets().token("A", 16);
            (error.status, to_meta_json(&error.to_json(&trace)))
        }
    };
    let mut answer = json!({"code": code, "body": body});
    if headers {
        let kind = json!({"name": "Content-Type", "value": "application/json; charset=UTF-8"});
        answer["headers"] = json!([kind]);
    }
    answer
}

/// One call of a batch: `{method, relative_url[, body]}`. It has the batch's token unless it brings
/// its own.
fn read(batch: &Call, item: &Value) -> Result<Call, GraphError> {
    let address = item["relative_url"].as_str().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut params = Params::of_query(query);
    params.push_form(item["body"].as_str().unwrap_or_default().as_bytes());
    let token = match params.non_empty("access_token") {
        Some(own) => Some(own.to_owned()),
        None => {
            if let Some(proof) = batch.params.non_empty("appsecret_proof") {
                params.push("appsecret_proof", proof);
            }
            batch.token.clone()
        }
    };
    let verb = match item["method"].as_str().unwrap_or("GET").to_ascii_uppercase().as_str() {
        "GET" => Verb::Get,
        "POST" => Verb::Post,
        "DELETE" => Verb::Delete,
        other => return Err(GraphError::bad_value("method", other)),
    };
    let mut target = Target::of(path)?;
    if !path.trim_start_matches('/').starts_with('v') {
        target.version = batch.target.version;
    }
    Ok(Call { verb, target, params, token, origin: batch.origin.clone() })
}
