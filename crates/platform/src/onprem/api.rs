//! The client's HTTP API (contract §8): login, account, messages, contacts, health, settings.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::client::OnpremClient;
use super::errors::{OnpremError, meta};

type Answer = Result<Response, OnpremError>;

/// All routes of the client.
pub(super) fn routes(client: OnpremClient) -> Router {
    Router::new()
        .route("/v1/users/login", post(login))
        .route("/v1/account", post(account))
        .route("/v1/messages", post(send))
        .route("/v1/messages/{id}", put(mark))
        .route("/v1/contacts", post(contacts))
        .route("/v1/health", get(health))
        .route("/v1/settings/application", get(settings).patch(set_settings))
        .with_state(client)
}

/// `POST /v1/users/login`: Basic credentials, and at first the new password.
async fn login(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    let basic = credential(&headers, "Basic ").and_then(|text| STANDARD.decode(text).ok());
    let basic = basic.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let Some((user, password)) = basic.split_once(':') else {
        return Err(OnpremError::unauthorized("Basic credentials are needed"));
    };
    let body = parse(&body)?;
    let (user, password) = (user.to_owned(), password.to_owned());
    let fresh = body["new_password"].as_str().map(str::to_owned);
    // Hashing a password takes some tens of milliseconds.
    let work = move || client.login(&user, &password, fresh.as_deref());
    let done = tokio::task::spawn_blocking(work).await;
    let (token, expires) = done.map_err(|error| OnpremError::internal(error.to_string()))??;
    let expires = expires.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string();
    Ok(Json(json!({
        "users": [{ "token": token, "expires_after": expires }], "meta": meta()
    }))
    .into_response())
}

/// `POST /v1/account`: takes the number of a certificate. 201: it needs no code, for the number was
/// verified in the signup.
async fn account(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let cc = text(&body, "cc")?;
    let number = text(&body, "phone_number")?;
    if !matches!(text(&body, "method")?, "sms" | "voice") {
        return Err(OnpremError::invalid("'method' is sms or voice"));
    }
    client.register(&digits(&format!("{cc}{number}")), text(&body, "cert")?).await?;
    Ok((StatusCode::CREATED, Json(json!({ "account": null, "meta": meta() }))).into_response())
}

/// `POST /v1/messages`.
async fn send(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    text(&body, "to")?;
    let sent = client.forward("_onprem/messages", &body).await?;
    let answer = json!({ "messages": sent["messages"], "meta": meta() });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// `PUT /v1/messages/{id}` with `{"status":"read"}`.
async fn mark(
    State(client): State<OnpremClient>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    authorize(&client, &headers)?;
    if text(&parse(&body)?, "status")? != "read" {
        return Err(OnpremError::invalid("'status' can only become read"));
    }
    client.forward("_onprem/read", &json!({ "message_id": id })).await?;
    Ok(Json(json!({ "meta": meta() })).into_response())
}

/// `POST /v1/contacts`: in this world every well-formed number has WhatsApp.
async fn contacts(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let Some(asked) = body["contacts"].as_array() else {
        return Err(OnpremError::missing("contacts"));
    };
    let contact = |input: &Value| {
        let input = input.as_str().unwrap_or_default();
        let wa_id = digits(input);
        match wa_id.len() {
            7..=15 => json!({ "input": input, "wa_id": wa_id, "status": "valid" }),
            _ => json!({ "input": input, "status": "invalid" }),
        }
    };
    let found: Vec<Value> = asked.iter().map(contact).collect();
    Ok(Json(json!({ "contacts": found, "meta": meta() })).into_response())
}

/// `GET /v1/health`.
async fn health(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    authorize(&client, &headers)?;
    let word = client.gateway().word();
    Ok(Json(json!({ "health": { "gateway_status": word }, "meta": meta() })).into_response())
}

/// `GET /v1/settings/application`.
async fn settings(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    authorize(&client, &headers)?;
    let url = client.webhook_url();
    let application = json!({ "webhooks": { "url": url } });
    Ok(Json(json!({ "settings": { "application": application }, "meta": meta() })).into_response())
}

/// `PATCH /v1/settings/application` with `{"webhooks":{"url":"…"}}`; null stops the posting.
async fn set_settings(
    State(client): State<OnpremClient>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let url = match &body["webhooks"]["url"] {
        Value::Null => None,
        Value::String(url) if url.starts_with("http://") || url.starts_with("https://") => {
            Some(url.clone())
        }
        _ => return Err(OnpremError::invalid("'webhooks.url' is an http or https address")),
    };
    client.set_webhook_url(url)?;
    Ok(Json(json!({ "meta": meta() })).into_response())
}

fn authorize(client: &OnpremClient, headers: &HeaderMap) -> Result<(), OnpremError> {
    match credential(headers, "Bearer ") {
        Some(token) if client.knows(token) => Ok(()),
        _ => Err(OnpremError::unauthorized("log in first: POST /v1/users/login")),
    }
}

fn credential<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix(scheme)
}

fn parse(body: &Bytes) -> Result<Value, OnpremError> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|error| OnpremError::invalid(error.to_string()))
}

fn text<'b>(body: &'b Value, field: &str) -> Result<&'b str, OnpremError> {
    body[field].as_str().filter(|text| !text.is_empty()).ok_or_else(|| OnpremError::missing(field))
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
