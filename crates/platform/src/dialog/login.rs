//! The login page: pick a person or create one. Pop-up and managers share it.

use axum::body::Bytes;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use graph::PersonId;
use http::{HeaderMap, StatusCode};
use shell::web::{local_path, see_other};
use world::{Actor, Command, Event, Refusal};

use super::oauth::browser_words;
use super::refusals::Problem;
use super::screens::login::{Login, Someone};
use super::{Dialog, Words, refusals};
use crate::AskError;
use crate::pages::fields::Fields;
use crate::pages::session;

/// Where a login leads when nobody asked for it.
const HOME: &str = "/business";

/// The field of the login page's address that names the field to check.
const CHECK: &str = "check";

/// Shows who there is. After a refusal the address holds what was typed, so that going back and
/// loading again send nothing a second time.
pub(crate) async fn show(
    State(dialog): State<Dialog>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let query = Fields::parse(uri.query().unwrap_or_default().as_bytes());
    let words = browser_words(&headers);
    let problem = refusals::missing_at_login(&words, query.get(CHECK));
    page(&dialog, &words, &query, problem.as_ref()).into_response()
}

/// Logs in as someone who is there, or as someone new.
pub(crate) async fn submit(
    State(dialog): State<Dialog>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let fields = Fields::parse(&body);
    match person(&dialog, &fields).await {
        Ok(person) => {
            let next = local_path(fields.get("next")).unwrap_or(HOME);
            (session::cookie(person), see_other(next)).into_response()
        }
        Err(Trouble::Nobody) => see_other(&again(&fields, "")),
        Err(Trouble::Refused(AskError::Refused(Refusal::BadValue { field, .. }))) => {
            see_other(&again(&fields, field))
        }
        Err(Trouble::Refused(error)) => {
            let words = browser_words(&headers);
            let problem = refusals::Trouble::Asked(error).problem(&words);
            let page = page(&dialog, &words, &fields, Some(&problem));
            (StatusCode::SERVICE_UNAVAILABLE, page).into_response()
        }
    }
}

enum Trouble {
    Nobody,
    Refused(AskError),
}

/// Address of the login page with what was typed.
fn again(fields: &Fields, check: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in ["next", "name", "email", "locale"] {
        query.append_pair(name, fields.get(name));
    }
    format!("/login?{}", query.append_pair(CHECK, check).finish())
}

async fn person(dialog: &Dialog, fields: &Fields) -> Result<PersonId, Trouble> {
    if let Some(id) = fields.given("person") {
        let known = id.parse().ok().filter(|id| session::named(&dialog.platform, *id).is_some());
        return known.ok_or(Trouble::Nobody);
    }
    let command = Command::CreatePerson {
        name: fields.get("name").to_owned(),
        email: fields.get("email").to_owned(),
        locale: fields.given("locale").unwrap_or_else(|| "en_US".to_owned()),
    };
    let answer = dialog.platform.ask(Actor::Desk, command).await.map_err(Trouble::Refused)?;
    let created = answer.events.iter().find_map(|event| match event {
        Event::PersonCreated { person, .. } => Some(*person),
        _ => None,
    });
    created.ok_or(Trouble::Nobody)
}

fn page(
    dialog: &Dialog,
    words: &Words,
    fields: &Fields,
    problem: Option<&Problem>,
) -> maud::Markup {
    let people: Vec<Someone> = session::people(&dialog.platform)
        .into_iter()
        .map(|person| Someone { id: person.id, name: person.name, email: person.email })
        .collect();
    Login { words, people: &people, next: fields.get("next"), fields, problem }.page()
}
