//! The OpenAPI document of the control interface, and a page that shows it.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use super::operation::{Operation, Verb};
use crate::pages::layout::Frame;
use crate::platform::Platform;

/// `GET /_control/openapi.json`.
pub(super) async fn openapi(State(platform): State<Platform>) -> Json<Value> {
    Json(document(&super::operations(), &platform.settings().api_base))
}

/// The document of these operations.
pub(super) fn document(operations: &[Operation], server: &str) -> Value {
    let mut paths = Map::new();
    for operation in operations {
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.verb.word()] = described(operation);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Vestibule platform: control interface",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Plays Meta and everybody else: clock, reviews, telephones, webhooks. \
                            It has no password and is meant for this machine only.",
        },
        "servers": [{ "url": server }],
        "paths": paths,
        "components": { "schemas": { "Refusal": refusal() } },
    })
}

/// What is answered when nothing was done.
fn refusal() -> Value {
    json!({
        "type": "object",
        "required": ["error"],
        "properties": { "error": {
            "type": "object",
            "required": ["message", "kind"],
            "properties": {
                "message": { "type": "string", "description": "What to do, in a sentence." },
                "kind": {
                    "enum": ["request", "refused", "missing", "conflict", "down"],
                    "description": "`request`: it does not say what it must; `refused`: the \
                                    platform's rules forbid it; `missing`: there is no such \
                                    thing; `conflict`: it was done already; `down`: it could not \
                                    be stored.",
                },
            },
        } },
    })
}

fn described(operation: &Operation) -> Value {
    let mut told = json!({
        "summary": operation.summary,
        "operationId": name(operation),
        "tags": [group(operation.path)],
    });
    if operation.foreign {
        told["responses"] = json!({ "200": { "description": "not JSON" } });
        return told;
    }
    let parameters = parameters(operation);
    if !parameters.is_empty() {
        told["parameters"] = parameters.into();
    }
    if operation.verb == Verb::Post {
        told["requestBody"] = body(operation);
    }
    let refusal = json!({
        "description": "Nothing was done; the sentence says why and what to do.",
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Refusal" } } },
    });
    let content = json!({ "schema": shape_of(&operation.answer), "example": operation.answer });
    let content = json!({ operation.media: content });
    told["responses"] = json!({
        "200": { "description": "Done.", "content": content },
        "default": refusal,
    });
    told
}

/// What is said in path and query.
fn parameters(operation: &Operation) -> Vec<Value> {
    let members = operation.members.iter();
    let in_query = operation.verb != Verb::Post || operation.text.is_some();
    let outside = |name: &str| operation.in_path(name) || in_query;
    let told = members.filter(|member| outside(member.name)).map(|member| {
        let in_path = operation.in_path(member.name);
        let mut told = json!({
            "name": member.name,
            "in": if in_path { "path" } else { "query" },
            "required": in_path || !member.optional,
            "description": member.about,
            "schema": member.schema,
        });
        if let Some(example) = operation.example.get(member.name) {
            told["example"] = example.clone();
        }
        told
    });
    told.collect()
}

/// What is said in the body.
fn body(operation: &Operation) -> Value {
    if let Some(media) = operation.text {
        let content = json!({ media: { "schema": { "type": "string" } } });
        return json!({ "required": true, "content": content });
    }
    let (mut properties, mut required, mut example) = (Map::new(), Vec::new(), Map::new());
    let members = operation.members.iter().filter(|member| !operation.in_path(member.name));
    for member in members {
        let mut schema = member.schema.clone();
        schema["description"] = json!(member.about);
        properties.insert(member.name.to_owned(), schema);
        if !member.optional {
            required.push(member.name);
        }
        if let Some(value) = operation.example.get(member.name) {
            example.insert(member.name.to_owned(), value.clone());
        }
    }
    let schema = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    let needed = !required.is_empty();
    let content = json!({ "schema": schema, "example": example });
    json!({ "required": needed, "content": { "application/json": content } })
}

/// The schema that an example follows.
fn shape_of(value: &Value) -> Value {
    match value {
        Value::Null => json!({}),
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(_) => json!({ "type": "number" }),
        Value::String(_) => json!({ "type": "string" }),
        Value::Array(items) => {
            let items = items.first().map_or_else(|| json!({}), shape_of);
            json!({ "type": "array", "items": items })
        }
        Value::Object(members) => {
            let shapes = members.iter().map(|(name, value)| (name.clone(), shape_of(value)));
            json!({ "type": "object", "properties": shapes.collect::<Map<_, _>>() })
        }
    }
}

/// The word after `/_control/`: operations about one thing stand together.
fn group(path: &str) -> &str {
    path.split('/').nth(2).unwrap_or_default()
}

/// Such as `post_handsets_number`.
fn name(operation: &Operation) -> String {
    let words = operation.path.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && *word != "control");
    std::iter::once(operation.verb.word()).chain(words).collect::<Vec<_>>().join("_")
}

/// `GET /_control`: the operations for people.
pub(super) async fn page() -> Response {
    let operations = super::operations();
    let groups: BTreeSet<&str> = operations.iter().map(|one| group(one.path)).collect();
    let body = html! {
        h1 { "Control interface" }
        p.lead {
            "What the desk does, for programs. The same as a document: "
            a href="/_control/openapi.json" { "openapi.json" }
            " (OpenAPI 3.1)."
        }
        nav.tabs aria-label="Operations" {
            @for group in &groups { a href={ "#" (group) } { (group) } " " }
        }
        @for wanted in &groups {
            section.sheet id=(wanted) {
                h2 { (wanted) }
                @for operation in operations.iter().filter(|one| group(one.path) == *wanted) {
                    (shown(operation))
                }
            }
        }
    };
    let bar = html! {
        header.bar { nav aria-label="Control" {
            (crate::pages::mark::mark())
            a href="/desk" { "Desk" }
            a href="/_control" aria-current="true" { "Control" }
        } }
    };
    Frame::wide("Control interface").around(bar, body).into_response()
}

fn shown(operation: &Operation) -> Markup {
    html! {
        h3 { code { (operation.verb.word().to_uppercase()) " " (operation.path) } }
        p { (operation.summary) }
        @if !operation.members.is_empty() {
            dl {
                @for member in &operation.members {
                    dt {
                        code { (member.name) }
                        @if operation.in_path(member.name) { " (in the path)" }
                        @else if !member.optional { " (needed)" }
                    }
                    dd { (member.about) (choices(&member.schema)) }
                }
            }
        }
        @if !operation.foreign { pre { (call(operation)) } }
    }
}

/// The words a member can be, and what counts when it is left out.
fn choices(schema: &Value) -> Markup {
    let words = schema["enum"].as_array().map(|words| {
        let words = words.iter().filter_map(Value::as_str).collect::<Vec<_>>();
        words.join(", ")
    });
    html! {
        @if let Some(words) = words { " One of: " (words) "." }
        @if let Some(default) = schema.get("default") { " Otherwise " code { (default) } "." }
    }
}

/// The example as a request.
fn call(operation: &Operation) -> String {
    let members = operation.example.as_object().into_iter().flatten();
    let rest = members.filter(|(name, _)| !operation.in_path(name));
    let head = format!("{} {}", operation.verb.word().to_uppercase(), operation.example_path());
    if let Some(media) = operation.text {
        return format!("{head}\n({media})");
    }
    if operation.verb == Verb::Post {
        let body: Map<String, Value> =
            rest.map(|(name, value)| (name.clone(), value.clone())).collect();
        return format!("{head}\n{}", Value::Object(body));
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in rest {
        query.append_pair(name, &value.as_str().map_or(value.to_string(), str::to_owned));
    }
    let query = query.finish();
    if query.is_empty() { head } else { format!("{head}?{query}") }
}
