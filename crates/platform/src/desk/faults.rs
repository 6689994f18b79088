//! Faults: what goes wrong on purpose, with the command line that orders the same.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use shell::web::see_other;

use super::{control, not_done, page};
use crate::Platform;
use crate::fault::{Fault, Kind, operations};
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, live, text_field};

const HERE: &str = "/desk/faults";
/// The kind of fault that is an answer of Meta's tables.
const ERROR: &str = "error";

/// What a fault may be matched by, and what its field asks for.
const MATCHING: [(&str, &str); 8] = [
    ("operation", "Operation, such as phone.register or waba.*"),
    ("path", "Part of the path"),
    ("waba_id", "WhatsApp account"),
    ("phone_number_id", "Phone number, by its id"),
    ("app_id", "App"),
    ("token", "Access token; only its hash is kept"),
    ("field", "Field of webhooks"),
    ("event", "Event of webhooks, such as PARTNER_ADDED"),
];

/// `/desk/faults`.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let faults = platform.ordered_faults();
    let body = html! {
        h1 { "Faults" }
        p.lead {
            "What goes wrong on purpose: calls, webhooks, the pop-up. Nothing does unless it is "
            "ordered here, and the same order always strikes alike."
        }
        section.sheet.scroll role="region" tabindex="0" aria-label="Ordered faults" {
            (live(HERE, ordered(&faults)))
        }
        section.sheet { h2 { "Order a fault" } (the_form()) }
    };
    page("Faults", HERE, body)
}

fn ordered(faults: &[Fault]) -> Markup {
    html! {
        @if faults.is_empty() { (empty("No fault is ordered.")) } @else {
            (table(faults))
            form #clear-all method="post" action="/desk/faults/clear" {
                button.quiet #clear-button { "Take all back" }
            }
        }
    }
}

fn table(faults: &[Fault]) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { "Number" }
                th scope="col" { "As it is typed" }
                th scope="col" { "Matched" }
                th scope="col" { "Struck" }
                th scope="col" { "State" }
                th scope="col" { "" }
            } }
            tbody {
                @for fault in faults {
                    tr {
                        td { (fault.id) }
                        td { code { (fault.command_line()) } }
                        td { (fault.seen) }
                        td { (fault.struck) }
                        td {
                            @if fault.is_over() { (badge(Tone::Plain, "Over")) }
                            @else { (badge(Tone::Warn, "Waits")) }
                        }
                        td {
                            form method="post" action="/desk/faults/clear" {
                                input type="hidden" name="id" value=(fault.id);
                                button.quiet id={ "clear-" (fault.id) } { "Take back" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn the_form() -> Markup {
    html! {
        form #order method="post" action=(HERE) {
            label for="kind" { "What goes wrong" }
            select id="kind" name="kind" {
                @for kind in Kind::EXAMPLES {
                    option value=(kind.name()) data-number[number_of(&kind).is_some()]
                        data-code[kind.name() == ERROR] data-words[has_words(kind.name())] {
                        (shown(&kind))
                    }
                }
            }
            // What does not fit the choice is not shown, see platform.css; sent, it says nothing.
            div.for-number {
                (text_field("number", "Its number: code, milliseconds, bytes, minutes, copies or \
                    seconds", ""))
            }
            div.for-code { (text_field("subcode", "Finer number of an error", "")) }
            div.for-words {
                (text_field("message", "What an error says instead of its usual sentence", ""))
            }
            div.fields {
                div {
                    label for="when" { "When" }
                    select id="when" name="when" {
                        option value="first" { "The first so many" }
                        option value="nth" { "This one alone" }
                        option value="every" { "Every so many-th" }
                        option value="chance" data-chance { "By chance, from 0 to 1" }
                    }
                }
                div { (text_field("count", "Number or chance", "1")) }
                div.for-chance { (text_field("seed", "Seed of the chance", "")) }
                div { (text_field("times", "Ends after so many strikes", "")) }
            }
            @for (name, label) in MATCHING { (text_field(name, label, "")) }
            details {
                summary { "Operations" }
                p { @for one in operations() { code { (one.name) } " " (one.about) br; } }
            }
            button { "Order" }
        }
    }
}

/// A kind's name, and which number it takes.
fn shown(kind: &Kind) -> String {
    let name = kind.name();
    match number_of(kind) {
        Some(number) => format!("{name} ({number})"),
        None => name.to_owned(),
    }
}

/// Whether a fault of this kind may say something of its own.
fn has_words(kind: &str) -> bool {
    [ERROR, "popup_error"].contains(&kind)
}

/// The member that the field for a number stands for.
fn number_of(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Error { .. } => Some("code"),
        Kind::Latency { .. } => Some("ms"),
        Kind::CutBody { .. } => Some("bytes"),
        Kind::RateLimit { .. } => Some("minutes"),
        Kind::Duplicate { .. } => Some("copies"),
        Kind::Delay { .. } => Some("seconds"),
        _ => None,
    }
}

/// `POST /desk/faults`: as `POST /_control/faults`.
pub(super) async fn order(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    if let Some(why) = missing(&fields) {
        return not_done(why, HERE);
    }
    match control::call(&platform, "/_control/faults", &wish(&fields)).await {
        Ok(_) => see_other(HERE),
        Err(why) => not_done(&why, HERE),
    }
}

/// `POST /desk/faults/clear`: as `DELETE /_control/faults`.
pub(super) async fn clear(State(platform): State<Platform>, body: Bytes) -> Response {
    let id = Fields::parse(&body).read("id");
    match platform.clear_faults(id).await {
        Ok(_) => see_other(HERE),
        Err(error) => not_done(&error.to_string(), HERE),
    }
}

/// Which number the order cannot do without, where the field for it is empty.
fn missing(fields: &Fields) -> Option<&'static str> {
    if ["nth", "every", "chance"].contains(&fields.get("when")) && fields.get("count").is_empty() {
        return Some("Give the number or chance of when it strikes.");
    }
    if fields.given("number").is_some() {
        return None;
    }
    match Kind::EXAMPLES.into_iter().find(|kind| kind.name() == fields.get("kind"))? {
        Kind::Error { .. } => Some("Give the code of the error, such as 131016."),
        Kind::Latency { .. } => Some("Give how many milliseconds to wait."),
        Kind::CutBody { .. } => Some("Give how many bytes of the body go out."),
        Kind::Delay { .. } => Some("Give how many seconds later to send."),
        _ => None,
    }
}

/// What the fields say; those that are empty say nothing.
fn wish(fields: &Fields) -> Value {
    let number = |name: &str| {
        let text = fields.given(name)?;
        Some(serde_json::from_str::<Value>(&text).unwrap_or(Value::String(text)))
    };
    let name = fields.get("kind");
    let example = Kind::EXAMPLES.into_iter().find(|kind| kind.name() == name);
    let mut members = Map::new();
    if let Some((member, value)) = example.as_ref().and_then(number_of).zip(number("number")) {
        members.insert(member.to_owned(), value);
    }
    if name == ERROR {
        members.extend(number("subcode").map(|value| ("subcode".to_owned(), value)));
    }
    if has_words(name) {
        members.extend(fields.given("message").map(|text| ("message".to_owned(), json!(text))));
    }
    let kind = if members.is_empty() { json!(name) } else { json!({ name: members }) };
    let mut when = Map::new();
    when.extend(number("count").map(|count| (fields.get("when").to_owned(), count)));
    if fields.get("when") == "chance" {
        when.extend(number("seed").map(|seed| ("seed".to_owned(), seed)));
    }
    let said = |(name, _): (&str, &str)| Some((name.to_owned(), json!(fields.given(name)?)));
    let matching: Map<String, Value> = MATCHING.into_iter().filter_map(said).collect();
    let mut wish = json!({ "kind": kind, "matching": matching });
    if !when.is_empty() {
        wish["when"] = when.into();
    }
    if let Some(times) = number("times") {
        wish["times"] = times;
    }
    wish
}
