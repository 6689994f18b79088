//! Faults: what goes wrong on purpose, with the command line that orders the same.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use shell::web::see_other;

use super::form::{Form, Problem, typed};
use super::{control, not_done, page};
use crate::Platform;
use crate::fault::{Fault, Kind, operations};
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, live};

const HERE: &str = "/desk/faults";
/// The kind of fault that is an answer of Meta's tables.
const ERROR: &str = "error";

/// How the occurrences that are struck are counted.
const COUNTING: [(&str, &str); 4] = [
    ("first", "The first so many"),
    ("nth", "This one alone"),
    ("every", "Every so many-th"),
    ("chance", "By chance, from 0 to 1"),
];

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
    shown_with(&platform, &Form::with(Fields::default().with("count", "1")))
}

fn shown_with(platform: &Platform, form: &Form) -> Markup {
    let faults = platform.ordered_faults();
    let body = html! {
        h1 { "Faults" }
        p.lead {
            "What goes wrong on purpose: calls, webhooks, the pop-up. Nothing does unless it is "
            "ordered here, and the same order always strikes alike."
        }
        section.sheet.scroll role="region" tabindex="0" aria-label="Ordered faults" {
            (live(HERE, ordered(platform, &faults)))
        }
        section.sheet { h2 { "Order a fault" } (form.summary()) (the_form(form)) }
    };
    page("Faults", HERE, body)
}

fn ordered(platform: &Platform, faults: &[Fault]) -> Markup {
    html! {
        @if faults.is_empty() { (empty("No fault is ordered.")) } @else {
            (table(platform, faults))
            form #clear-all method="post" action="/desk/faults/clear" {
                button.quiet #clear-button { "Take all back" }
            }
        }
    }
}

fn table(platform: &Platform, faults: &[Fault]) -> Markup {
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
                        td { code { (typed(platform, &fault.command_line())) } }
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

fn the_form(form: &Form) -> Markup {
    html! {
        form #order method="post" action=(HERE) {
            label for="kind" { "What goes wrong" }
            select id="kind" name="kind" aria-invalid=[form.invalid("kind")]
                aria-describedby=[form.described("kind")] {
                @for kind in Kind::EXAMPLES {
                    option value=(kind.name()) selected[kind.name() == form.value("kind")]
                        data-number[number_of(&kind).is_some()]
                        data-code[kind.name() == ERROR] data-words[has_words(kind.name())] {
                        (shown(&kind))
                    }
                }
            }
            (form.wrong("kind"))
            // What does not fit the choice is not shown, see platform.css; sent, it says nothing.
            div.for-number {
                (form.text("number", "Its number: code, milliseconds, bytes, minutes, copies or \
                    seconds"))
            }
            div.for-code { (form.text("subcode", "Finer number of an error")) }
            div.for-words {
                (form.text("message", "What an error says instead of its usual sentence"))
            }
            div.fields {
                div {
                    label for="when" { "When" }
                    select id="when" name="when" {
                        @for (value, words) in COUNTING {
                            option value=(value) data-chance[value == "chance"]
                                selected[value == form.value("when")] { (words) }
                        }
                    }
                }
                div { (form.text("count", "Number or chance")) }
                div.for-chance { (form.text("seed", "Seed of the chance")) }
                div { (form.text("times", "Ends after so many strikes")) }
            }
            @for (name, label) in MATCHING { (form.text(name, label)) }
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
        Kind::Latency { .. } | Kind::PopupMessageLate { .. } => Some("ms"),
        Kind::CutBody { .. } => Some("bytes"),
        Kind::RateLimit { .. } => Some("minutes"),
        Kind::Duplicate { .. } | Kind::PopupMessageTwice { .. } => Some("copies"),
        Kind::Delay { .. } => Some("seconds"),
        _ => None,
    }
}

/// `POST /desk/faults`: as `POST /_control/faults`.
pub(super) async fn order(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let problem = match missing(&fields).or_else(|| unreadable(&fields)) {
        Some(problem) => problem,
        None => match control::call(&platform, "/_control/faults", &wish(&fields)).await {
            Ok(_) => return see_other(HERE),
            Err(why) => Problem::at(field_of(&why), why),
        },
    };
    let form = Form::refused(fields, problem);
    form.answer(shown_with(&platform, &form))
}

/// The field that a sentence of the control interface is about: the first it names.
fn field_of(why: &str) -> &'static str {
    let names = MATCHING.iter().map(|(name, _)| *name).chain(["times", "message"]);
    let named = names.filter_map(|name| Some((why.find(&format!("`{name}`"))?, name))).min();
    match named {
        Some((_, name)) => name,
        None if why.contains("no event of") => "event",
        None if why.contains("no field of") => "field",
        None if why.contains("operation") || why.contains("reads nothing") => "operation",
        None => "kind",
    }
}

/// What is no number where one belongs.
fn unreadable(fields: &Fields) -> Option<Problem> {
    let chance = fields.get("when") == "chance";
    let whole = |name: &str| fields.given(name).is_some_and(|text| text.parse::<u64>().is_err());
    let ids = ["waba_id", "phone_number_id", "app_id"];
    for name in ["number", "subcode", "seed", "times"].into_iter().chain(ids) {
        if whole(name) {
            let why = format!("\u{201c}{}\u{201d} is no whole number.", fields.get(name));
            return Some(Problem::at(name, why));
        }
    }
    let part = fields.given("count").filter(|_| chance)?.parse::<f64>();
    let good = part.is_ok_and(|part| part > 0.0 && part <= 1.0);
    (!good).then(|| Problem::at("count", "A chance is a number above 0, up to 1, such as 0.2."))
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
fn missing(fields: &Fields) -> Option<Problem> {
    let (when, count) = (fields.get("when"), fields.given("count"));
    if ["nth", "every", "chance"].contains(&when) && count.is_none() {
        return Some(Problem::at("count", "Give the number or chance of when it strikes."));
    }
    let counted = count.filter(|_| when != "chance");
    if counted.is_some_and(|count| count.parse::<u32>().map_or(true, |count| count == 0)) {
        return Some(Problem::at("count", "This is a whole number from 1."));
    }
    if fields.given("number").is_some() {
        return None;
    }
    let why = match Kind::EXAMPLES.into_iter().find(|kind| kind.name() == fields.get("kind"))? {
        Kind::Error { .. } => "Give the code of the error, such as 131016.",
        Kind::Latency { .. } | Kind::PopupMessageLate { .. } => {
            "Give how many milliseconds to wait."
        }
        Kind::CutBody { .. } => "Give how many bytes of the body go out.",
        Kind::Delay { .. } => "Give how many seconds later to send.",
        _ => return None,
    };
    Some(Problem::at("number", why))
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
