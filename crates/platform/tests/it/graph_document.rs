//! Every operation of Meta's published document is served, or left out for a reason (contract,
//! source `OAS`).

use std::collections::BTreeMap;

use http::Method;
use serde_json::json;

use crate::graph_scene::{Run, Scene, Told};
use crate::stage::Stage;

/// What is not served, and why; matched against method and path without the version.
const LEFT_OUT: &[(&str, &str)] = &[
    ("/block_users", "block lists are not kept"),
    ("/call_permissions", "there are no calls"),
    ("/calls", "there are no calls"),
    ("/groups", "there are no groups"),
    ("/{group_id}", "there are no groups"),
    ("/marketing_messages", "marketing messages have their own product"),
    ("/onboard_partners_to_mm_lite", "marketing messages have their own product"),
    ("/media", "messages are texts and templates"),
    ("/{Media-ID}", "messages are texts and templates"),
    ("/{Media-URL}", "messages are texts and templates"),
    ("/message_qrdls", "there are no QR codes"),
    ("/messages_encrypted", "payloads are not encrypted"),
    ("/whatsapp_business_encryption", "payloads are not encrypted"),
    ("/message_history", "statuses come by webhook"),
    ("/{Message-History-ID}", "statuses come by webhook"),
    ("/whatsapp_commerce_settings", "there is no commerce"),
    ("/business_compliance_info", "particular to one country"),
    ("/conversational_automation", "there are no automations"),
    ("/{WABA-Bot-ID}", "there are no automations"),
    ("/flows", "there are no flows"),
    ("/migrate_flows", "there are no flows"),
    ("/{Flow-ID}", "there are no flows"),
    ("/obo_mobility_intent", "nothing is owned on behalf of others"),
    ("/set_obo_mobility_intent", "nothing is owned on behalf of others"),
    ("/{OBO-Mobility-Intent-ID}", "nothing is owned on behalf of others"),
    ("POST /{WABA-ID}/schedules", "schedules are only ever an empty list"),
    ("/{WhatsApp-Business-Profile-ID}", "a profile has no id of its own"),
    ("/whatsapp/webhooks", "what the platform sends, not what it answers"),
];

fn why_left_out(operation: &str) -> Option<&'static str> {
    let (_, path) = operation.split_once(' ').unwrap_or_default();
    let named = |pattern: &str| match pattern.contains(' ') {
        true => operation == pattern,
        false => {
            let parts = path.matches(pattern).count() > 0;
            parts
                && path
                    .split(pattern)
                    .nth(1)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }
    };
    LEFT_OUT.iter().find(|(pattern, _)| named(pattern)).map(|(_, why)| *why)
}

/// `GET /{WABA-ID}/phone_numbers` and so on: the keys of `paths` and their methods, by indentation.
fn operations(document: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut inside, mut path) = (false, String::new());
    for line in document.lines() {
        let level = line.len() - line.trim_start().len();
        let key = line.trim().trim_end_matches(':').trim_matches(['\'', '"']);
        match level {
            _ if line.trim().is_empty() || line.trim_start().starts_with('#') => {}
            0 => inside = line.starts_with("paths:") || line.starts_with("webhooks:"),
            2 if inside && line.trim_end().ends_with(':') => {
                path = key.trim_start_matches("/{Version}").to_owned();
            }
            4 if inside && ["get", "post", "delete", "put", "patch"].contains(&key) => {
                found.push(format!("{} {path}", key.to_uppercase()));
            }
            _ => {}
        }
    }
    found
}

/// Whether an answer is Graph's own refusal of what it does not know: no such object, field, edge
/// or path.
fn unknown(told: &Told) -> bool {
    let (_, code, subcode) = told.error();
    let message = told.message();
    (code == 100 && subcode == Some(33))
        || message.contains("nonexisting field")
        || code == 2500
        || told.status == 404
}

#[tokio::test]
async fn every_operation_of_the_document_is_served_or_left_out() {
    let Some(document) = proof::Document::text() else {
        let place = "Meta's document is not here: set VESTIBULE_META_SPEC to its folder.";
        use std::io::Write as _;
        writeln!(std::io::stderr(), "skipped: {place}").unwrap();
        return;
    };
    let operations = operations(&document);
    assert!(operations.len() > 100, "the document was not understood: {operations:?}");
    let scene = Scene::new().await;
    let nodes = nodes(&scene).await;
    let mut wrong = Vec::new();
    // What takes things away goes last.
    let (last, first): (Vec<&String>, Vec<&String>) =
        operations.iter().partition(|operation| operation.starts_with("DELETE"));
    for operation in first.into_iter().chain(last) {
        let left_out = why_left_out(operation);
        let (method, path) = operation.split_once(' ').unwrap();
        let Some((path, token)) = address(path, &nodes) else {
            if left_out.is_none() {
                wrong.push(format!("{operation}: no fitting object"));
            }
            continue;
        };
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let told =
            scene.call(method, &format!("/v23.0{path}"), Some(&token), body(operation)).await;
        match (unknown(&told), left_out) {
            (false, None) | (true, Some(_)) => {}
            (true, None) => wrong.push(format!("{operation}: not served: {}", told.text)),
            (false, Some(why)) => wrong.push(format!("{operation}: served, but '{why}'")),
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), operations.len(), wrong.join("\n"));
}

/// The record for docs/confidence.md begins with what there is.
#[tokio::test]
async fn what_is_served_is_written_down() {
    let stage = Stage::new().await;
    let told = stage.get("/_control/faults/operations").await;
    let names = told["data"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap());
    let names: Vec<String> = names.map(str::to_owned).collect();
    assert!(names.iter().any(|name| name == "waba.phone_numbers.get"), "{names:?}");
    proof::note_served(names);
}

/// For each placeholder an object that fits and a token that sees it.
async fn nodes(scene: &Scene) -> BTreeMap<&'static str, (String, String)> {
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let provider = &scene.provider;
    let admin = provider.admin.clone();
    let rival = scene.another_provider().await;
    let made = json!({"solution_name": "Both", "partner_app_id": rival.app,
        "owner_permissions": ["MESSAGING"]});
    let path = format!("/v23.0/{}/whatsapp_business_solution", provider.app);
    let solution = scene.post(&path, &admin, Some(made)).await.json()["solution_id"].clone();
    let solution = solution.as_str().unwrap().to_owned();
    scene.post(&format!("/v23.0/{solution}/accept"), &rival.admin, None).await;
    let ask = format!("/v23.0/{}/set_solution_migration_intent", outcome.waba);
    let intent = scene.post(&ask, &admin, Some(json!({"solution_id": solution}))).await;
    let intent = intent.json()["id"].as_str().unwrap().to_owned();
    let templates = format!("/v23.0/{}/message_templates", provider.own_waba);
    let template = scene.get(&templates, &admin).await.ids()[0].clone();
    let numbers = format!("/v23.0/{}/add_phone_numbers", provider.business);
    let preverified = scene.post(&numbers, &admin, Some(json!({"phone_number": "+16505550155"})));
    let preverified = preverified.await.json()["id"].as_str().unwrap_or("1").to_owned();
    let (waba, phone) = (outcome.waba.to_string(), outcome.phone.unwrap().to_string());
    let node = |id: String| (id, admin.clone());
    BTreeMap::from([
        ("Application-ID", node(provider.app.to_string())),
        ("Business-ID", node(provider.business.to_string())),
        ("Phone-Number-ID", node(phone.clone())),
        ("WhatsApp-Account-Number-ID", node(phone)),
        ("WABA-ID", node(waba.clone())),
        ("WhatsApp-Business-Account-ID", node(waba)),
        ("User-ID", node(provider.employee_id.to_string())),
        ("Solution-ID", node(solution)),
        ("Migration-Intent-ID", node(intent)),
        ("TEMPLATE_ID", node(template)),
        ("Pre-Verified-Phone-Number-ID", node(preverified)),
    ])
}

/// The path with its placeholder filled in, and a token; `None` if there is nothing that fits.
fn address(
    path: &str,
    nodes: &BTreeMap<&'static str, (String, String)>,
) -> Option<(String, String)> {
    let (_, rest) = path.split_once('{')?;
    let (name, behind) = rest.split_once('}')?;
    let (id, token) = nodes.get(name)?;
    Some((format!("/{id}{}", behind.replace(['{', '}'], "")), token.clone()))
}

/// What makes an operation more than an empty call; most refuse an empty one in words of their own.
fn body(operation: &str) -> Option<serde_json::Value> {
    match operation {
        "POST /{WABA-ID}" => Some(json!({"name": "Renamed"})),
        "POST /{Phone-Number-ID}" => Some(json!({"pin": "123456"})),
        _ => None,
    }
}
