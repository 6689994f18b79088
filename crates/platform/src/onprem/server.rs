//! The platform's side of the on-premises client, below `/_onprem`.

use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use graph::{E164, Params, PhoneNumberId};
use http::header::AUTHORIZATION;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::secret::sha256_hex;
use tokio::time::{Instant, timeout_at};
use world::{
    Actor, ClientError, Command, Connection, Event, Hosting, Manners, MessageId, Outgoing, Refusal,
    World,
};

use super::account;
use crate::graph::content;
use crate::keeper::AskError;
use crate::platform::Platform;

/// The longest that a question for events waits, in seconds.
const WAIT_MAX_S: u64 = 60;

/// All routes below `/_onprem`.
pub(crate) fn routes(platform: Platform) -> Router {
    Router::new()
        .route("/_onprem/messages", post(send))
        .route("/_onprem/read", post(mark))
        .route("/_onprem/events", get(events))
        .merge(account::routes())
        .with_state(platform)
}

/// A refusal in the client's own words (contract §8).
#[derive(Debug)]
pub(super) struct No {
    status: StatusCode,
    code: u32,
    title: &'static str,
    details: String,
}

impl No {
    pub(super) fn denied(details: &str) -> Self {
        let (status, details) = (StatusCode::FORBIDDEN, details.to_owned());
        Self { status, code: 1005, title: "Access denied", details }
    }

    pub(super) fn no_session() -> Self {
        Self { status: StatusCode::UNAUTHORIZED, ..Self::denied("no such session") }
    }

    pub(super) fn invalid(details: impl Into<String>) -> Self {
        let (status, title) = (StatusCode::BAD_REQUEST, "Parameter value is not valid");
        Self { status, code: 1009, title, details: details.into() }
    }

    fn no_such_user() -> Self {
        let (status, details) =
            (StatusCode::BAD_REQUEST, "the recipient has no WhatsApp".to_owned());
        Self { status, code: 1013, title: "User is not valid", details }
    }

    fn no_such_namespace() -> Self {
        let details = "template.namespace is not that of the number's account".to_owned();
        let (status, title) = (StatusCode::BAD_REQUEST, "Template does not exist");
        Self { status, code: 2001, title, details }
    }

    pub(super) fn broken(details: impl Into<String>) -> Self {
        let (status, title) = (StatusCode::SERVICE_UNAVAILABLE, "Internal error");
        Self { status, code: 1014, title, details: details.into() }
    }
}

impl From<AskError> for No {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Refused(refusal) => {
                let ClientError { http_status, code, title, details } = refusal.to_client();
                let status = StatusCode::from_u16(http_status).unwrap_or(StatusCode::BAD_REQUEST);
                Self { status, code, title, details }
            }
            AskError::Down(why) => Self::broken(why),
        }
    }
}

impl From<shell::db::DbError> for No {
    fn from(error: shell::db::DbError) -> Self {
        Self::broken(error.to_string())
    }
}

impl IntoResponse for No {
    fn into_response(self) -> Response {
        let Self { status, code, title, details } = self;
        let error = json!({ "code": code, "title": title, "details": details });
        (status, Json(json!({ "error": error }))).into_response()
    }
}

/// `POST /_onprem/messages`: the body of the client's own `/v1/messages`.
async fn send(
    State(platform): State<Platform>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<Json<Value>, No> {
    let phone = session(&platform, &headers).await?;
    let outgoing = Box::new(read_message(phone, &body)?);
    platform.read(|world| check_recipient(world, &outgoing, &body))?;
    let answer = platform.ask(Actor::Client { phone }, Command::SendMessage(outgoing)).await?;
    let id = answer.events.iter().find_map(|event| match event {
        Event::MessageAccepted { message, .. } => Some(message.to_string()),
        _ => None,
    });
    let id = id.ok_or_else(|| No::broken("the message has no id"))?;
    Ok(Json(json!({ "messages": [{ "id": id }] })))
}

/// What the number's own servers see to: that the recipient has WhatsApp, and whose template it is.
fn check_recipient(world: &World, outgoing: &Outgoing, body: &Value) -> Result<(), No> {
    if world.manners(&outgoing.to) == Manners::Absent {
        return Err(No::no_such_user());
    }
    let named = body["template"]["namespace"].as_str();
    let waba = world.phone(outgoing.phone).ok().and_then(|phone| world.waba(phone.waba).ok());
    match (named, waba) {
        (Some(named), Some(waba)) if named != waba.namespace => Err(No::no_such_namespace()),
        _ => Ok(()),
    }
}

/// `POST /_onprem/read`.
async fn mark(
    State(platform): State<Platform>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<Json<Value>, No> {
    let phone = session(&platform, &headers).await?;
    let message = MessageId::new(body["message_id"].as_str().unwrap_or_default());
    platform
        .ask(Actor::Client { phone }, Command::MarkRead { phone, message, typing: false })
        .await?;
    Ok(Json(json!({ "success": true })))
}

/// `?after=N&wait=s`.
#[derive(Debug, Deserialize)]
struct Waiting {
    #[serde(default)]
    after: i64,
    #[serde(default)]
    wait: u64,
    /// What the client knows of its status; a change answers the question early.
    #[serde(default)]
    status: String,
}

/// `GET /_onprem/events`: what came for the number, and whether it is still on.
async fn events(
    State(platform): State<Platform>,
    headers: HeaderMap,
    Query(Waiting { after, wait, status: known }): Query<Waiting>,
) -> Result<Json<Value>, No> {
    let phone = session(&platform, &headers).await?;
    let deadline = Instant::now() + Duration::from_secs(wait.min(WAIT_MAX_S));
    let mut commits = platform.keeper().commits();
    let (events, status) = loop {
        commits.borrow_and_update();
        let events = platform.store().client_events(phone, after).await?;
        let status = platform.read(|world| status(world, phone));
        let news = !events.is_empty() || (!known.is_empty() && status != known);
        // Who does not want to wait is answered at once, whatever the system's timers say.
        if news || wait == 0 || !matches!(timeout_at(deadline, commits.changed()).await, Ok(Ok(())))
        {
            break (events, status);
        }
    };
    // Another client may have taken the number over while this one waited.
    session(&platform, &headers).await?;
    Ok(Json(json!({ "events": events, "status": status })))
}

/// The number of the session whose bearer token was sent.
pub(super) async fn session(platform: &Platform, headers: &HeaderMap) -> Result<PhoneNumberId, No> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token =
        header.and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(No::no_session)?;
    let key = sha256_hex(token.as_bytes());
    platform.store().client_of_session(key).await?.ok_or_else(No::no_session)
}

/// `connected`, `connecting` or `off`.
pub(super) fn status(world: &World, phone: PhoneNumberId) -> &'static str {
    match world.phone(phone).map(|phone| phone.connection) {
        Ok(Connection::Connected { hosting: Hosting::OnPremise, .. }) => "connected",
        Ok(Connection::Connecting { hosting: Hosting::OnPremise, .. }) => "connecting",
        _ => "off",
    }
}

/// Reads the body of `/v1/messages`, which is that of the Cloud API without `messaging_product`.
fn read_message(phone: PhoneNumberId, body: &Value) -> Result<Outgoing, No> {
    let to = body["to"].as_str().unwrap_or_default();
    let digits: String = to.chars().filter(char::is_ascii_digit).collect();
    let to = E164::parse(&format!("+{digits}")).map_err(|error| No::invalid(error.to_string()))?;
    let mut params = Params::new();
    let read = params.push_json(body.to_string().as_bytes()).and_then(|()| content(&params));
    let content = read.map_err(|error| {
        let (code, sentence) = (error.code, error.message.clone());
        let details = error.details.clone().unwrap_or(sentence);
        No::from(AskError::Refused(Refusal::Messaging { code, details }))
    })?;
    let context = body["context"]["message_id"].as_str().map(MessageId::new);
    Ok(Outgoing { phone, to, content, context, callback_data: None })
}
