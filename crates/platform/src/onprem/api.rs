//! The client's HTTP API (contract §8): login, account, messages, contacts, health.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use shell::secret::Cost;

use super::client::{Gateway, OnpremClient, Registered, Wish};
use super::errors::{OnpremError, meta};
use super::settings_api;
use super::wire::{Answer, authorize, credential, digits, parse, text};

/// The longest text of a message, in characters.
const TEXT_MAX: usize = 4096;
/// The most numbers of one question about contacts.
const CONTACTS_MAX: usize = 500;

/// All routes of the client.
pub(super) fn routes(client: OnpremClient) -> Router {
    Router::new()
        .route("/v1/users/login", post(login))
        .route("/v1/users/logout", post(logout))
        .route("/v1/account", post(account))
        .route("/v1/account/verify", post(verify))
        .route("/v1/messages", post(send))
        .route("/v1/messages/{id}", put(mark))
        .route("/v1/contacts", post(contacts))
        .route("/v1/health", get(health))
        .route("/v1/stats/app", get(stats))
        .merge(settings_api::routes())
        .fallback(unknown)
        .with_state(client)
}

/// What is not part of the API.
async fn unknown() -> OnpremError {
    OnpremError::not_found("there is no such endpoint")
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
    let cost = client.cost();
    let work = move || client.login(&user, &password, fresh.as_deref());
    let (token, expires) = match cost {
        Cost::Cheap => work()?,
        // Hashing a password takes some tens of milliseconds.
        Cost::Normal => {
            let done = tokio::task::spawn_blocking(work).await;
            done.map_err(|error| OnpremError::internal(error.to_string()))??
        }
    };
    let expires = expires.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string();
    Ok(Json(json!({
        "users": [{ "token": token, "expires_after": expires }], "meta": meta()
    }))
    .into_response())
}

/// `POST /v1/users/logout`: the token is of no more use.
async fn logout(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    authorize(&client, &headers)?;
    client.logout(credential(&headers, "Bearer ").unwrap_or_default())?;
    Ok(Json(json!({ "meta": meta() })).into_response())
}

/// `POST /v1/account`: takes the number of a certificate. 201: it needs no code, for it is
/// verified; 202: a code is on its way.
async fn account(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let (cc, number) = (text(&body, "cc")?, text(&body, "phone_number")?);
    let method = text(&body, "method")?;
    if !matches!(method, "sms" | "voice") {
        return Err(OnpremError::invalid("'method' is sms or voice"));
    }
    let wish = Wish {
        number: digits(&format!("{cc}{number}")),
        certificate: text(&body, "cert")?.trim().to_owned(),
        method: method.to_owned(),
        pin: body["pin"].as_str().map(str::to_owned),
    };
    Ok(match client.register(&wish).await? {
        Registered::Held => {
            (StatusCode::CREATED, Json(json!({ "account": null, "meta": meta() }))).into_response()
        }
        Registered::CodeSent { vname } => {
            let answer = json!({ "account": [{ "vname": vname }], "meta": meta() });
            (StatusCode::ACCEPTED, Json(answer)).into_response()
        }
    })
}

/// `POST /v1/account/verify`: the code; 201 with an empty body.
async fn verify(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let code = digits(text(&body, "code")?);
    client.verify(&code, body["cert"].as_str()).await?;
    Ok(StatusCode::CREATED.into_response())
}

/// `POST /v1/messages`.
async fn send(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    check_message(&body)?;
    let sent = client.forward("_onprem/messages", &body).await;
    let stats = &mut client.now().stats;
    let sent = match sent {
        Ok(sent) => {
            stats.messages_sent += 1;
            sent
        }
        Err(error) => {
            stats.messages_refused += 1;
            return Err(error);
        }
    };
    let answer = json!({ "messages": sent["messages"], "meta": meta() });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// What the client itself sees to before a message leaves it.
fn check_message(body: &Value) -> Result<(), OnpremError> {
    text(body, "to")?;
    if body["recipient_type"].as_str().is_some_and(|kind| kind != "individual") {
        return Err(OnpremError::recipient_type());
    }
    match body["type"].as_str().unwrap_or("text") {
        "text" => {
            let words = body["text"]["body"].as_str().unwrap_or_default();
            if words.is_empty() {
                return Err(OnpremError::missing("text.body"));
            }
            if words.chars().count() > TEXT_MAX {
                let most = format!("a text has at most {TEXT_MAX} characters");
                return Err(OnpremError::too_long(most));
            }
            Ok(())
        }
        "template" => {
            let template = &body["template"];
            for member in ["namespace", "name"] {
                text(template, member)
                    .map_err(|_| OnpremError::missing(&format!("template.{member}")))?;
            }
            text(&template["language"], "code")
                .map_err(|_| OnpremError::missing("template.language.code"))?;
            Ok(())
        }
        _ => Ok(()),
    }
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

/// `POST /v1/contacts`: who has WhatsApp. With `"blocking":"wait"` every number is answered at
/// once; without, one that was not asked about before is `processing` at first.
async fn contacts(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let waits = match body["blocking"].as_str() {
        None | Some("no_wait") => false,
        Some("wait") => true,
        Some(_) => return Err(OnpremError::invalid("'blocking' is wait or no_wait")),
    };
    let Some(asked) = body["contacts"].as_array().filter(|asked| !asked.is_empty()) else {
        return Err(OnpremError::missing("contacts"));
    };
    if asked.len() > CONTACTS_MAX {
        return Err(OnpremError::invalid(format!("at most {CONTACTS_MAX} contacts at a time")));
    }
    let numbers: Vec<String> =
        asked.iter().map(|input| digits(input.as_str().unwrap_or_default())).collect();
    let known = client.forward("_onprem/contacts", &json!({ "numbers": numbers })).await?;
    let valid = |wa_id: &str| {
        known["valid"].as_array().is_some_and(|all| all.iter().any(|one| one == wa_id))
    };
    let new = if waits { Vec::new() } else { client.first_asked(&numbers) };
    let contact = |(input, wa_id): (&Value, &String)| match wa_id {
        wa_id if new.contains(wa_id) => json!({ "input": input, "status": "processing" }),
        wa_id if valid(wa_id) => json!({ "input": input, "wa_id": wa_id, "status": "valid" }),
        _ => json!({ "input": input, "status": "invalid" }),
    };
    let found: Vec<Value> = asked.iter().zip(&numbers).map(contact).collect();
    Ok(Json(json!({ "contacts": found, "meta": meta() })).into_response())
}

/// `GET /v1/health`. Before anybody has logged in there is no token to ask with: then everybody may
/// see that the client waits for its first login.
async fn health(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    let gateway = client.gateway();
    if gateway != Gateway::Uninitialized {
        authorize(&client, &headers)?;
    }
    let word = gateway.word();
    Ok(Json(json!({ "health": { "gateway_status": word }, "meta": meta() })).into_response())
}

/// `GET /v1/stats/app`: what the client did since it started.
async fn stats(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    authorize(&client, &headers)?;
    let stats = client.now().stats;
    Ok(Json(json!({ "stats": { "app": stats }, "meta": meta() })).into_response())
}

/// An answer that says no more than that it is done.
pub(super) fn done() -> Response {
    Json(json!({ "meta": meta() })).into_response()
}
