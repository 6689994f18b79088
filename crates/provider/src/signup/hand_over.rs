//! `POST /signup/callback`: takes what the dialog gave, and `POST /signup/cancelled`: remembers
//! where a person left it (requirement B12).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::id::WabaId;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use shell::db::DbError;
use shell::secret::sha256_hex;
use shell::sql::{Tx, params};
use shell::web::Cookies;

use super::{browser, words};
use crate::Provider;
use crate::callback::{CallbackRefusal, Handed};
use crate::pages::{Trouble, is_https, refuse_json};

/// Longer e-mail addresses do not exist.
const CONTACT_MAX: usize = 254;

/// What the dialog gave: exactly one of token and code.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HandOver {
    state: String,
    #[serde(default)]
    access_token: Option<String>,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    contact: Option<String>,
    /// The dialog's message to the page, an object or its text: never needed, since a browser can
    /// say what it likes.
    #[serde(default)]
    session: Option<Value>,
}

/// The state of a click, and the step at which the dialog was left, as it named it.
#[derive(Deserialize)]
pub(crate) struct Cancelled {
    state: String,
    step: String,
}

/// Answers `{"next": …}` once what was given is on disk.
pub(crate) async fn hand_over(
    State(provider): State<Provider>,
    cookies: Cookies,
    Json(given): Json<HandOver>,
) -> Result<Response, Trouble> {
    let token = given.access_token.filter(|token| !token.is_empty());
    let code = given.code.filter(|code| !code.is_empty());
    let handed = match (token, code) {
        (Some(token), None) => Handed::Token(token),
        (None, Some(code)) => Handed::Code(code),
        (None, None) | (Some(_), Some(_)) => {
            let words = "Exactly one access token or code is needed.";
            return Ok(refuse_json(StatusCode::BAD_REQUEST, words));
        }
    };
    let session = browser::session(&cookies, is_https(&provider.settings)).unwrap_or_default();
    if let Some(contact) = given.contact.as_deref().and_then(address) {
        let hashes = [given.state.as_str(), session].map(|text| sha256_hex(text.as_bytes()));
        provider.db.write(move |tx| keep_contact(tx, &hashes, &contact)).await?;
    }
    let hint = given.session.as_ref().and_then(named_account);
    answer(provider.take_callback(session, &given.state, handed, hint).await)
}

/// Answers `{"next": …}`.
pub(crate) async fn cancelled(
    State(provider): State<Provider>,
    cookies: Cookies,
    Json(said): Json<Cancelled>,
) -> Result<Response, Trouble> {
    let Some(step) = words::known_step(&said.step) else {
        return Ok(refuse_json(StatusCode::BAD_REQUEST, "The dialog has no such step."));
    };
    let session = browser::session(&cookies, is_https(&provider.settings)).unwrap_or_default();
    answer(provider.cancel_signup(session, &said.state, step).await)
}

fn answer(taken: Result<(), CallbackRefusal>) -> Result<Response, Trouble> {
    let (status, words) = match taken {
        Ok(()) => return Ok(Json(json!({ "next": "/signup/status" })).into_response()),
        Err(CallbackRefusal::Db(error)) => return Err(error.into()),
        Err(CallbackRefusal::NotYours) => {
            (StatusCode::FORBIDDEN, "This signup was not started in this browser.")
        }
        Err(CallbackRefusal::TooLate) => {
            (StatusCode::GONE, "This signup was started too long ago and has expired.")
        }
        Err(CallbackRefusal::Used) => (StatusCode::CONFLICT, "This signup was handed over before."),
    };
    Ok(refuse_json(status, words))
}

/// The account that the dialog's message names (contract §1.4), whichever form it came in.
fn named_account(session: &Value) -> Option<WabaId> {
    let parsed: Value;
    let message = match session {
        Value::String(text) => {
            parsed = serde_json::from_str(text).ok()?;
            &parsed
        }
        message => message,
    };
    match &message["data"]["waba_id"] {
        Value::String(id) => id.parse().ok(),
        id => id.to_string().parse().ok(),
    }
}

/// An e-mail address worth keeping. Whether it exists shows when a letter is sent.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let plain = text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>,;".contains(c));
    let fits = !local.is_empty() && !domain.is_empty() && text.len() <= CONTACT_MAX;
    (plain && fits).then(|| text.to_owned())
}

/// Keeps the address with the unused attempt of this state and session.
fn keep_contact(
    db: &Tx<'_>,
    [state_hash, session_hash]: &[String; 2],
    contact: &str,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE signup_attempt SET contact = $1
         WHERE state_hash = $2 AND session_hash = $3 AND used_at IS NULL",
        params![contact, state_hash, session_hash],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{address, named_account};

    #[test]
    fn peer_15_the_message_is_read_in_every_form_and_believed_in_none() {
        let message = json!({"type": "WA_EMBEDDED_SIGNUP", "data": {"waba_id": "98"}});
        let text = json!(message.to_string());
        let number = json!({"data": {"waba_id": 98}});
        for form in [message, text, number] {
            assert_eq!(named_account(&form).map(|id| id.get()), Some(98), "{form}");
        }
        for odd in [json!(null), json!("{"), json!([]), json!({"data": {"waba_id": "x"}})] {
            assert_eq!(named_account(&odd), None, "{odd}");
        }
    }

    #[test]
    fn only_what_looks_like_an_address_is_kept() {
        assert_eq!(address(" anna@shop.example "), Some("anna@shop.example".to_owned()));
        for odd in ["", "anna", "@shop", "anna@", "a b@c", "a@b>\r\nBcc: x@y", "a@b,c@d"] {
            assert_eq!(address(odd), None, "{odd}");
        }
    }
}
