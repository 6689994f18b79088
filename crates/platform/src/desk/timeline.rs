//! The time line: every fact that changed, when, by whom (requirement I03).

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use maud::html;
use serde_json::{Map, Value};
use world::Event;

use super::{page, unreadable};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, time};
use crate::store::Slice;

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
                            @let (what, details) = told(&entry.event);
                            tr {
                                td { (time(entry.at)) }
                                td { (what) }
                                td { (entry.by) }
                                td { small { (details) } }
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

/// An event's name in words, and its members.
fn told(event: &Event) -> (String, String) {
    let Ok(Value::Object(mut members)) = serde_json::to_value(event) else {
        return (String::new(), String::new());
    };
    let name = members.shift_remove("event");
    let name = name.as_ref().and_then(Value::as_str).unwrap_or_default().replace('_', " ");
    let mut details = Vec::new();
    tell(&members, &mut details);
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    (first + letters.as_str(), details.join(" · "))
}

/// Members one after the other, those of members too, without secrets.
fn tell(members: &Map<String, Value>, details: &mut Vec<String>) {
    for (name, value) in members.iter().filter(|(name, _)| !SECRET.contains(&name.as_str())) {
        match value {
            Value::Null => {}
            Value::Object(inner) => tell(inner, details),
            Value::String(text) => details.push(format!("{name}: {text}")),
            other => details.push(format!("{name}: {other}")),
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
        assert_eq!(details, "app: 1 · business: 2 · name: Lucky · domains: []");
    }
}
