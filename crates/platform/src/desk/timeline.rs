//! The time line: every fact that changed, when, by whom (requirement I03).

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::html;
use serde_json::{Map, Value};
use world::{Event, Holder, NodeKind, World};

use super::{page, unreadable};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, time};
use crate::store::{Entry, Slice};

const SHOWN: u32 = 100;
/// Members of events that stay secret.
const SECRET: [&str; 5] = ["secret", "verify_token", "pin", "key", "nonce"];

/// `/desk/timeline[?before=seq]`.
pub(super) async fn show(
    State(platform): State<Platform>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let before = Fields::parse(uri.query().unwrap_or_default().as_bytes()).read("before");
    let slice = Slice { before, limit: SHOWN };
    let entries = match platform.store().events(slice).await {
        Ok(entries) => entries,
        Err(error) => return unreadable(&error),
    };
    let entries: Vec<Row> =
        platform.read(|world| entries.iter().map(|entry| Row::of(world, entry)).collect());
    let older = entries.last().filter(|last| last.seq > 1).map(|last| last.seq);
    let body = html! {
        h1 { "Time line" }
        p.lead { "What became true, newest first." }
        section.sheet.scroll {
            @if entries.is_empty() { (empty("Nothing has happened yet.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "When" }
                        th scope="col" { "What" }
                        th scope="col" { "By" }
                        th scope="col" { "Details" }
                    } }
                    tbody {
                        @for entry in &entries {
                            tr {
                                td { (time(entry.at)) }
                                td { (entry.what) }
                                td { (entry.by) }
                                td { small { (entry.details) } }
                            }
                        }
                    }
                }
            }
            @if let Some(older) = older {
                p { a href={ "/desk/timeline?before=" (older) } { "Older" } }
            }
        }
    };
    page("Time line", "/desk/timeline", body).into_response()
}

/// One line of the page.
struct Row {
    seq: i64,
    at: Timestamp,
    what: String,
    by: String,
    details: String,
}

impl Row {
    fn of(world: &World, entry: &Entry) -> Self {
        let (what, details) = told(&entry.event);
        let details: Vec<String> =
            details.iter().map(|(name, value)| with_name(world, name, value)).collect();
        let details = details.join(" · ");
        Self { seq: entry.seq, at: entry.at, what, by: by_name(world, &entry.by), details }
    }
}

/// Who it was, with the name where there is one: of the person, of the system user whose token was
/// shown, of the app.
fn by_name(world: &World, by: &str) -> String {
    let named = match by.split_once(' ') {
        Some(("token", start)) => {
            let mut tokens = world.tokens.values();
            let token = tokens.find(|token| token.key.as_str().starts_with(start));
            token.and_then(|token| match token.holder {
                Holder::Person(person) => Some(("person", person.to_string())),
                Holder::SystemUser(user) => Some(("system user", user.to_string())),
                Holder::App => None,
            })
        }
        Some((what @ ("person" | "app" | "client"), id)) => Some((what, id.to_owned())),
        _ => None,
    };
    let Some((what, id)) = named else { return by.to_owned() };
    match name_of(world, &id) {
        Some(name) => format!("{name} ({what} {id})"),
        None => format!("{what} {id}"),
    }
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
        NodeKind::CreditLine(_) | NodeKind::Allocation(_) | NodeKind::Template(_) => None,
    }
}

/// An event's name in words, and its members.
fn told(event: &Event) -> (String, Vec<(String, String)>) {
    let Ok(Value::Object(mut members)) = serde_json::to_value(event) else {
        return (String::new(), Vec::new());
    };
    let name = members.shift_remove("event");
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
