//! The time line: every fact that changed, when, by whom (requirement I03).

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::{Map, Value};
use world::{Event, NodeKind, World};

use super::{page, unreadable};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, text_field, time};
use crate::timeline::{self, Filter, Line};

const SHOWN: usize = 100;
/// Members of events that stay secret.
const SECRET: [&str; 5] = ["secret", "verify_token", "pin", "key", "nonce"];
/// What the time line can be narrowed to, with the words for it.
const FILTERS: [(&str, &str); 4] = [
    ("business", "Business id"),
    ("waba", "Account id"),
    ("phone", "Phone number id"),
    ("person", "Person id"),
];

/// `/desk/timeline[?before=seq&business=id&waba=id&phone=id&person=id]`.
pub(super) async fn show(
    State(platform): State<Platform>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let query = Fields::parse(uri.query().unwrap_or_default().as_bytes());
    let filter = Filter {
        viewer: None,
        business: query.read("business"),
        waba: query.read("waba"),
        phone: query.read("phone"),
        person: query.read("person"),
    };
    let lines = match timeline::lines(&platform, filter, (query.read("before"), SHOWN)).await {
        Ok(lines) => lines,
        Err(error) => return unreadable(&error),
    };
    let details: Vec<String> =
        platform.read(|world| lines.lines.iter().map(|line| details(world, line)).collect());
    let body = html! {
        h1 { "Time line" }
        p.lead { "What became true, newest first." }
        (form(&query))
        section.sheet.scroll role="region" tabindex="0" aria-label="Time line" {
            @if lines.lines.is_empty() { (empty("Nothing has happened yet.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "When" }
                        th scope="col" { "What" }
                        th scope="col" { "By" }
                        th scope="col" { "Details" }
                    } }
                    tbody {
                        @for (line, details) in lines.lines.iter().zip(&details) {
                            tr {
                                td { (time(line.entry.at)) }
                                td { (line.what) }
                                td { (line.by) }
                                td.raw { small { (details) } }
                            }
                        }
                    }
                }
            }
            @if let Some(older) = lines.older { p { a href=(further(&query, older)) { "Older" } } }
        }
    };
    page("Time line", "/desk/timeline", body).into_response()
}

fn form(query: &Fields) -> Markup {
    html! {
        form #filter action="/desk/timeline" {
            div.fields {
                @for (name, label) in FILTERS { div { (text_field(name, label, query.get(name))) } }
            }
            button.quiet { "Show" }
        }
    }
}

fn further(query: &Fields, before: i64) -> String {
    let mut address = form_urlencoded::Serializer::new(String::new());
    address.append_pair("before", &before.to_string());
    for (name, _) in FILTERS {
        if let Some(value) = query.given(name) {
            address.append_pair(name, &value);
        }
    }
    format!("/desk/timeline?{}", address.finish())
}

/// The event's name and its members.
fn details(world: &World, line: &Line) -> String {
    let (name, members) = told(&line.entry.event);
    let members = members.iter().map(|(name, value)| with_name(world, name, value));
    std::iter::once(name).chain(members).collect::<Vec<_>>().join(" · ")
}

/// A member of an event; behind an id that has a name, that name.
fn with_name(world: &World, member: &str, value: &str) -> String {
    match name_of(world, value) {
        Some(name) => format!("{member}: {value} ({name})"),
        None => format!("{member}: {value}"),
    }
}

fn name_of(world: &World, id: &str) -> Option<String> {
    match world.kind_of(id.parse().ok()?)? {
        NodeKind::Person(id) => world.people.get(&id).map(|one| one.name.clone()),
        NodeKind::SystemUser(id) => world.system_users.get(&id).map(|one| one.name.clone()),
        NodeKind::Business(id) => world.businesses.get(&id).map(|one| one.profile.name.clone()),
        NodeKind::App(id) => world.apps.get(&id).map(|one| one.name.clone()),
        NodeKind::Waba(id) => world.wabas.get(&id).map(|one| one.name.clone()),
        NodeKind::Phone(id) => world.phones.get(&id).map(|one| one.number.display()),
        NodeKind::Solution(id) => world.solutions.all.get(&id).map(|one| one.name.clone()),
        _ => None,
    }
}

/// An event's name in words, and its members.
fn told(event: &Event) -> (String, Vec<(String, String)>) {
    let Ok(Value::Object(mut members)) = serde_json::to_value(event) else {
        return (String::new(), Vec::new());
    };
    // Grown groups of events name the event as their kind; a system user has a kind of its own.
    let grouped = !matches!(event, Event::SystemUserCreated { .. });
    let kind = if grouped { members.shift_remove("kind") } else { None };
    let name = members.shift_remove("event");
    let name = kind.or(name);
    let name = name.as_ref().and_then(Value::as_str).unwrap_or_default().replace('_', " ");
    let mut details = Vec::new();
    tell(&members, &mut details);
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    (first + letters.as_str(), details)
}

/// Members one after the other, those of members too, without secrets.
fn tell(members: &Map<String, Value>, details: &mut Vec<(String, String)>) {
    for (name, value) in members.iter().filter(|(name, _)| !SECRET.contains(&name.as_str())) {
        match value {
            Value::Null => {}
            Value::Object(inner) => tell(inner, details),
            Value::String(text) => details.push((name.clone(), text.clone())),
            other => details.push((name.clone(), other.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::told;
    use graph::{AppId, BusinessId};
    use world::Event;

    #[test]
    fn i03_events_are_told_without_their_secrets() {
        let event = Event::AppCreated {
            app: AppId::new(1),
            business: BusinessId::new(2),
            name: "Lucky".to_owned(),
            secret: "s3cret".to_owned(),
            domains: Vec::new(),
        };
        let (what, details) = told(&event);
        assert_eq!(what, "App created");
        let said: Vec<String> = details.iter().map(|(name, it)| format!("{name}: {it}")).collect();
        assert_eq!(said, ["app: 1", "business: 2", "name: Lucky", "domains: []"]);
    }
}
