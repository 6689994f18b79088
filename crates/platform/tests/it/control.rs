//! The control interface: its document, its page, and what it refuses.

use bytes::Bytes;
use http::{Request, StatusCode};
use serde_json::{Map, Value, json};

use crate::stage::{BASE, Stage};
use crate::visitor::Visitor;

const VERBS: [&str; 3] = ["get", "post", "delete"];

/// Calls an operation the way its document's examples say.
async fn call(stage: &Stage, verb: &str, path: &str, operation: &Value) -> (StatusCode, Value) {
    let (mut path, mut query) = (path.to_owned(), form_urlencoded::Serializer::new(String::new()));
    for member in operation["parameters"].as_array().into_iter().flatten() {
        let name = member["name"].as_str().unwrap();
        let example = &member["example"];
        let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        match member["in"].as_str().unwrap() {
            "path" => path = path.replace(&format!("{{{name}}}"), &text),
            _ if example.is_null() => {}
            _ => drop(query.append_pair(name, &text)),
        }
    }
    let content = &operation["requestBody"]["content"]["application/json"];
    let body = content.get("example").map(Value::to_string).unwrap_or_default();
    let address = format!("{BASE}{path}?{}", query.finish());
    let request = Request::builder().method(verb.to_uppercase().as_str()).uri(address);
    stage.send(request.body(Bytes::from(body)).unwrap()).await
}

/// Whether an answer has the kinds that a schema names, wherever both have the member.
fn follows(value: &Value, schema: &Value) -> bool {
    match schema["type"].as_str() {
        None => true,
        Some("boolean") => value.is_boolean() || value.is_null(),
        Some("number") => value.is_number() || value.is_null(),
        Some("string") => value.is_string() || value.is_null(),
        Some("array") => {
            let items = value.as_array();
            items.is_some_and(|items| items.iter().all(|item| follows(item, &schema["items"])))
        }
        Some(_) => {
            let members = schema["properties"].as_object().unwrap();
            value.as_object().is_some_and(|object| {
                members.iter().all(|(name, schema)| match object.get(name) {
                    Some(value) => follows(value, schema),
                    None => false,
                })
            })
        }
    }
}

fn paths(document: &Value) -> &Map<String, Value> {
    document["paths"].as_object().unwrap()
}

#[tokio::test]
async fn the_document_tells_what_the_router_answers_and_nothing_else() {
    let stage = Stage::new().await;
    let document = stage.get("/_control/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    for known in ["/_control/clock", "/_control/handsets/{number}", "/_control/webhooks"] {
        assert!(paths(&document).contains_key(known), "{known}");
    }
    for (path, operations) in paths(&document) {
        for verb in VERBS {
            let request = Request::builder().method(verb.to_uppercase().as_str());
            let place = path.replace(['{', '}'], "");
            let request = request.uri(format!("{BASE}{place}?no_such_member=1"));
            let (status, told) = stage.send(request.body(Bytes::new()).unwrap()).await;
            let said = told["error"]["message"].as_str().unwrap_or_default();
            if operations.get(verb).is_none() {
                assert!(said.contains("another method"), "{verb} {path}: {status} {told}");
            } else if path != "/_control/callback" {
                assert!(said.contains("`no_such_member` is not known"), "{verb} {path}: {told}");
            }
        }
    }
    let (status, told) = stage.post("/_control/nowhere", json!({})).await;
    assert_eq!((status, told["error"]["kind"].as_str()), (StatusCode::NOT_FOUND, Some("missing")));
}

#[tokio::test]
async fn every_example_of_the_document_is_accepted() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    stage.signed_up(app).await;
    stage.settle().await;
    let document = stage.get("/_control/openapi.json").await;
    for (path, operations) in paths(&document) {
        for (verb, operation) in operations.as_object().unwrap() {
            if path == "/_control/callback" {
                continue;
            }
            let (status, told) = call(&stage, verb, path, operation).await;
            let kind = told["error"]["kind"].as_str();
            let fine = match kind {
                // The example's ids are nobody's here: the form was right all the same.
                Some("refused" | "missing" | "conflict") => verb != "get" || path.contains('{'),
                Some(_) => false,
                None => status == StatusCode::OK,
            };
            assert!(fine, "{verb} {path}: {status} {told}");
            let content = &operation["responses"]["200"]["content"]["application/json"];
            if kind.is_none() {
                assert!(follows(&told, &content["schema"]), "{verb} {path}: {told}");
            }
            for member in operation["parameters"].as_array().into_iter().flatten() {
                assert!(member["description"].as_str().unwrap().len() > 5, "{path}: {member}");
            }
        }
    }
}

/// A restriction of an account, with one more member.
fn measure(more: &Value) -> Value {
    let mut body = json!({ "waba_id": "1", "violation": "SPAM", "measure": "restrict" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn what_does_not_exist_is_missing() {
    let stage = Stage::new().await;
    for (path, body) in [
        ("measures", measure(&json!({}))),
        ("measures/lift", json!({ "waba_id": "1" })),
        ("terms", json!({ "business_id": "1", "accepted": true })),
        ("customers/+16315551000/read", json!({ "phone_number_id": "1" })),
        ("templates/1", json!({ "act": "pause" })),
    ] {
        let (status, told) = stage.post(&format!("/_control/{path}"), body).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}: {told}");
        assert_eq!(told["error"]["kind"], "missing", "{path}: {told}");
    }
}

#[tokio::test]
async fn what_is_not_known_or_not_right_is_refused_with_a_sentence() {
    let stage = Stage::new().await;
    for (path, body, said) in [
        ("clock", json!({ "forward": "1d" }), "can be said here is `advance`, `set`"),
        ("people", json!({ "name": "Anna" }), "`email` is missing: say a text"),
        ("people", json!({ "name": 7, "email": "a@b.example" }), "`name` must be a text, not 7"),
        ("reviews/appeal", json!({ "waba_id": "x", "granted": true }), "`waba_id` must be the id"),
        ("handsets/123", json!({ "handset": "plain" }), "`number` must be a telephone number"),
        ("handsets/+16505550199", json!({ "handset": "fax" }), "one of \"plain\", \"messenger\""),
        ("customers/+1631555/read", json!([]), "must be one JSON object"),
        ("measures", measure(&json!({ "days": 0 })), "`days` must be a number from 1 to 365"),
        ("measures", measure(&json!({ "restrictions": [] })), "`restrictions` names at least one"),
    ] {
        let (status, told) = stage.post(&format!("/_control/{path}"), body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}: {told}");
        assert_eq!(told["error"]["kind"], "request", "{path}: {told}");
        assert!(told["error"]["message"].as_str().unwrap().contains(said), "{path}: {told}");
    }
}

#[tokio::test]
async fn the_page_shows_every_operation_under_a_strict_policy() {
    let stage = Stage::new().await;
    let document = stage.get("/_control/openapi.json").await;
    let page = Visitor::new(&stage).open("/_control").await;
    assert_eq!(page.status, StatusCode::OK);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    page.says("openapi.json");
    for (path, operations) in paths(&document) {
        for (verb, operation) in operations.as_object().unwrap() {
            page.says(&format!("{} {path}", verb.to_uppercase()));
            page.says(operation["summary"].as_str().unwrap().split('\'').next().unwrap());
        }
    }
}
