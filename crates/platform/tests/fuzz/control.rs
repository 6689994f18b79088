//! The control interface: every operation its document names, with what its members may be, with
//! other kinds of values, and with bodies that are none.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Method;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use serde_json::{Map, Value, json};
use tokio::runtime::Builder;

use crate::input::{changed, edited, json_value, text};
use crate::search::{ROUND, search};
use crate::town::{Sent, Town, judge_control};

/// One operation of the document.
#[derive(Clone, Debug)]
struct Operation {
    method: Method,
    path: String,
    members: Vec<Member>,
    /// The media type of its body.
    kind: String,
}

/// What can be said, where, and what it may be.
#[derive(Clone, Debug)]
struct Member {
    name: String,
    place: Place,
    schema: Value,
    example: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Path,
    Query,
    Body,
}

fn operations(town: &Town) -> Vec<Operation> {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let document = runtime.block_on(town.scene.stage.get("/_control/openapi.json"));
    let paths = document["paths"].as_object().unwrap().iter();
    let all = paths.flat_map(|(path, verbs)| {
        let verbs = verbs.as_object().unwrap().iter();
        verbs.map(move |(verb, told)| {
            let outside = told["parameters"].as_array().into_iter().flatten().map(outside);
            let content = told["requestBody"]["content"].as_object();
            let (kind, body) = content.and_then(|content| content.iter().next()).unzip();
            let members = outside.chain(body.map(inside).unwrap_or_default()).collect();
            let method = Method::from_bytes(verb.to_uppercase().as_bytes()).unwrap();
            let kind = kind.map_or("application/json", String::as_str).to_owned();
            Operation { method, path: path.clone(), members, kind }
        })
    });
    all.collect()
}

fn outside(told: &Value) -> Member {
    let place = if told["in"] == "path" { Place::Path } else { Place::Query };
    let name = told["name"].as_str().unwrap().to_owned();
    Member { name, place, schema: told["schema"].clone(), example: told["example"].clone() }
}

fn inside(body: &Value) -> Vec<Member> {
    let members = body["schema"]["properties"].as_object().into_iter().flatten();
    let member = |(name, schema): (&String, &Value)| Member {
        name: name.clone(),
        place: Place::Body,
        schema: schema.clone(),
        example: body["example"][name].clone(),
    };
    members.map(member).collect()
}

/// What is said of one member: most of the time something that could be meant.
fn value(member: &Member) -> BoxedStrategy<Option<Value>> {
    // It would be waited for.
    if member.name == "wait" {
        return Just(None).boxed();
    }
    let odd = prop_oneof![2 => text().prop_map(Value::from), 1 => json_value()];
    let meant = prop_oneof![5 => meant(member), 2 => odd];
    match member.place {
        Place::Path => meant.prop_map(Some).boxed(),
        Place::Query | Place::Body => option::weighted(0.6, meant).boxed(),
    }
}

fn meant(member: &Member) -> BoxedStrategy<Value> {
    let Member { name, schema, example, .. } = member;
    let id = match schema["title"].as_str() {
        Some("an app") => "$app",
        Some("a business") => "$client",
        Some("a credit line") => "$line",
        Some("a phone number") => "$phone",
        Some("a system user") => "$employee",
        Some("a template") => "$template",
        Some("a WhatsApp Business Account") => "$waba",
        _ => "",
    };
    let samples = schema["enum"].as_array().or(schema["examples"].as_array());
    let mut samples: Vec<Value> = samples.cloned().unwrap_or_default();
    samples.extend(Some(example.clone()).filter(|example| !example.is_null()));
    samples.extend(Some(json!(id)).filter(|_| !id.is_empty()));
    match schema["type"].as_str() {
        Some("boolean") => samples.extend([json!(true), json!(false)]),
        Some("integer") => samples.extend([json!(0), json!(1), json!(7), json!(u64::MAX)]),
        _ if samples.is_empty() => samples.push(json!(name)),
        _ => {}
    }
    let sample = select(samples);
    prop_oneof![
        3 => sample.clone(),
        2 => sample.clone().prop_flat_map(changed),
        1 => sample.prop_flat_map(|sample| match sample {
            Value::String(text) => edited(Just(text)).prop_map(Value::from).boxed(),
            other => changed(other),
        }),
    ]
    .boxed()
}

/// A request to one of the operations.
fn asked(operation: Operation) -> BoxedStrategy<Sent> {
    let values: Vec<_> = operation.members.iter().map(value).collect();
    let bytes = prop_oneof![
        json_value().prop_map(|value| Bytes::from(value.to_string())),
        vec(any::<u8>(), 0..64).prop_map(Bytes::from),
        text().prop_map(Bytes::from),
    ];
    let broken = prop_oneof![12 => Just(None), 1 => bytes.prop_map(Some)];
    let twisted = prop_oneof![9 => Just(false), 1 => Just(true)];
    (values, broken, twisted)
        .prop_flat_map(move |(values, broken, twisted)| {
            let sent = written(&operation, &values, broken);
            match &sent.body {
                Some((kind, bytes)) if twisted => {
                    let (sent, kind) = (sent.clone(), kind.clone());
                    let text = String::from_utf8_lossy(bytes).into_owned();
                    let body = move |text: String| Some((kind.clone(), Bytes::from(text)));
                    edited(Just(text))
                        .prop_map(move |text| Sent { body: body(text), ..sent.clone() })
                        .boxed()
                }
                _ => Just(sent).boxed(),
            }
        })
        .boxed()
}

fn written(operation: &Operation, values: &[Option<Value>], broken: Option<Bytes>) -> Sent {
    let Operation { method, path, members, kind } = operation;
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let short = |text: String| text.chars().take(1_000).collect::<String>();
    let (mut places, mut query, mut body) = (BTreeMap::new(), Vec::new(), Map::new());
    for (member, value) in members.iter().zip(values) {
        let (name, Some(value)) = (member.name.clone(), value) else { continue };
        match member.place {
            Place::Path => drop(places.insert(format!("{{{name}}}"), short(plain(value)))),
            Place::Query => query.push((name, short(plain(value)))),
            Place::Body => drop(body.insert(name, value.clone())),
        }
    }
    let place = |part: &str| places.get(part).cloned().unwrap_or_else(|| part.to_owned());
    let path = path.split('/').skip(1).map(place);
    let posts = *method == Method::POST;
    let body = broken.or_else(|| posts.then(|| Bytes::from(Value::Object(body).to_string())));
    Sent {
        method: method.clone(),
        segments: path.collect(),
        query,
        body: body.map(|body| (kind.clone(), body)),
        ..Sent::default()
    }
}

async fn answered(town: &Town, sent: &Sent) -> TestCaseResult {
    let told = town.send_as(sent, &[]).await;
    if sent.segments == ["_control", "callback"] {
        // It plays a callback, which answers Meta as callbacks do.
        prop_assert!(told.status < 500, "{}: {}", told.status, told.text);
        return Ok(());
    }
    judge_control(&told)
}

#[test]
fn control() {
    search(ROUND, |town| select(operations(town)).prop_flat_map(asked), &answered);
}
