//! Tokens of system users: generated and shown once, revoked (contract §0).

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::{AppId, SystemUserId};
use http::header;
use jiff::SignedDuration;
use maud::html;
use world::{Actor, Command, Holder, SIXTY_DAYS, StaffCommand, TokenKey, TokenOrder};

use super::Visit;
use super::system_users::ticked;
use crate::manager::{act, not_done, page};
use crate::pages::fields::Fields;
use crate::{AskError, Platform, pages};

/// Random bytes of a token.
const TOKEN_BYTES: usize = 120;

/// `POST …/tokens`: the answer shows the token, this once.
pub(in crate::manager) async fn generate(
    State(platform): State<Platform>,
    visit: Visit,
    body: Bytes,
) -> Response {
    let fields = Fields::parse(&body);
    let (Some(user), Some(app)) =
        (fields.read::<SystemUserId>("user"), fields.read::<AppId>("app"))
    else {
        return not_done(&visit.person, "The form was not filled in.", &visit.here);
    };
    let limited = fields.get("expiry") != "never";
    let end = platform.now() + SignedDuration::from_secs(SIXTY_DAYS);
    let text = platform.secrets().token("EAA", TOKEN_BYTES);
    let order = TokenOrder {
        key: platform.token_key(&text),
        app,
        holder: Holder::SystemUser(user),
        scopes: ticked(&fields),
        wabas: None,
        expires_at: limited.then_some(end),
    };
    let command = Command::Staff(StaffCommand::GenerateToken(Box::new(order)));
    let by = Actor::Person { person: visit.person.id };
    match pages::ask(&platform, by, command).await {
        Ok(_) => shown_once(&visit, &text),
        Err(AskError::Refused(refusal)) => {
            not_done(&visit.person, &refusal.sentence(), &visit.here)
        }
        Err(error @ AskError::Down(_)) => not_done(&visit.person, &error.to_string(), &visit.here),
    }
}

fn shown_once(visit: &Visit, token: &str) -> Response {
    let body = html! {
        p { a href=(visit.here) { "System users" } }
        h1 { "Your token" }
        div.advice {
            strong { "Keep it now" }
            p { "It is shown only once. Nobody can show it again, only revoke it." }
        }
        section.sheet { code #token { (token) } }
    };
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (headers, page("Your token", &visit.person, body)).into_response()
}

/// `POST …/tokens/revoke`.
pub(in crate::manager) async fn revoke(
    State(platform): State<Platform>,
    visit: Visit,
    body: Bytes,
) -> Response {
    let fields = Fields::parse(&body);
    let Some(key) = fields.given("token") else {
        return not_done(&visit.person, "The form was not filled in.", &visit.here);
    };
    let command = StaffCommand::RevokeToken { key: TokenKey::new(key) };
    act(&platform, &visit.person, Command::Staff(command), &visit.here).await
}
