//! The client's settings (contract §8): application, profile, two-step verification, backup.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use graph::PhoneNumberId;
use http::HeaderMap;
use serde_json::{Value, json};

use super::api::done;
use super::backup::Backup;
use super::client::OnpremClient;
use super::errors::{OnpremError, meta};
use super::settings::Application;
use super::wire::{Answer, authorize, parse, text};

/// The routes below `/v1/settings`.
pub(super) fn routes() -> Router<OnpremClient> {
    let application = get(application).patch(patch).post(replace).delete(reset);
    Router::new()
        .route("/v1/settings/application", application)
        .route("/v1/settings/profile/about", get(about).patch(set_about).post(set_about))
        .route("/v1/settings/business/profile", get(profile).post(set_profile))
        .route("/v1/settings/account/two-step", post(set_pin))
        .route("/v1/settings/backup", post(back_up))
        .route("/v1/settings/restore", post(restore))
}

/// `GET /v1/settings/application`.
async fn application(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    authorize(&client, &headers)?;
    let shown = client.remembered(|state| {
        let number = state.account.as_ref().map(|account| account.number.as_str());
        state.settings.shown(number.filter(|number| !number.is_empty()))
    });
    Ok(settings(&json!({ "application": shown })))
}

/// `PATCH /v1/settings/application`: changes what the body names.
async fn patch(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let set = client.remembered(|state| state.settings.with(&parse(&body)?))?;
    client.change(|state| state.settings = set)?;
    Ok(done())
}

/// `POST /v1/settings/application`: what the body does not name gets its default.
async fn replace(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let set = Application::default().with(&parse(&body)?)?;
    client.change(|state| state.settings = set)?;
    Ok(done())
}

/// `DELETE /v1/settings/application`: everything gets its default.
async fn reset(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    authorize(&client, &headers)?;
    client.change(|state| state.settings = Application::default())?;
    Ok(done())
}

/// `GET /v1/settings/profile/about`.
async fn about(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    authorize(&client, &headers)?;
    let profile = profile_of(&client).await?;
    let about = profile["about"].as_str().unwrap_or_default();
    Ok(settings(&json!({ "profile": { "about": { "text": about } } })))
}

/// `PATCH /v1/settings/profile/about` with `{"text":"…"}`.
async fn set_about(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let change = json!({ "about": text(&body, "text")? });
    client.forward("_onprem/profile/change", &change).await?;
    Ok(done())
}

/// `GET /v1/settings/business/profile`.
async fn profile(State(client): State<OnpremClient>, headers: HeaderMap) -> Answer {
    authorize(&client, &headers)?;
    let mut profile = profile_of(&client).await?;
    if let Some(members) = profile.as_object_mut() {
        members.remove("about");
        members.retain(|_, value| !value.is_null());
    }
    Ok(settings(&json!({ "business": { "profile": profile } })))
}

/// The members of `POST /v1/settings/business/profile`.
const PROFILE: [&str; 5] = ["address", "description", "email", "vertical", "websites"];

/// `POST /v1/settings/business/profile`.
async fn set_profile(
    State(client): State<OnpremClient>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let Some(members) = body.as_object().filter(|members| !members.is_empty()) else {
        return Err(OnpremError::missing("address, description, email, vertical or websites"));
    };
    if let Some(other) = members.keys().find(|name| !PROFILE.contains(&name.as_str())) {
        return Err(OnpremError::not_a_parameter(other));
    }
    client.forward("_onprem/profile/change", &body).await?;
    Ok(done())
}

/// `POST /v1/settings/account/two-step` with `{"pin":"123456"}`.
async fn set_pin(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    client.forward("_onprem/pin", &json!({ "pin": text(&body, "pin")? })).await?;
    Ok(done())
}

/// `POST /v1/settings/backup` with `{"password":"…"}`: what moves the number to the Cloud API
/// (contract §4.5) or to another client.
async fn back_up(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let password = text(&body, "password")?.to_owned();
    let told = profile_of(&client).await?;
    let profile = serde_json::from_value(told);
    let profile = profile.map_err(|error| OnpremError::internal(error.to_string()))?;
    let phone_number_id = held(&client)?;
    let secrets = client.outside().secrets.clone();
    // Deriving a key from the password takes some milliseconds.
    let seal = move || Backup { phone_number_id, profile }.seal(&password, &secrets);
    let data = tokio::task::spawn_blocking(seal).await;
    let data = data.map_err(|error| OnpremError::internal(error.to_string()))?;
    let data = data.ok_or_else(|| OnpremError::invalid("'password' makes no key"))?;
    Ok(settings(&json!({ "data": data })))
}

/// `POST /v1/settings/restore` with `{"password":"…","data":"…"}`: the profile is what it was.
async fn restore(State(client): State<OnpremClient>, headers: HeaderMap, body: Bytes) -> Answer {
    authorize(&client, &headers)?;
    let body = parse(&body)?;
    let (password, data) = (text(&body, "password")?.to_owned(), text(&body, "data")?.to_owned());
    let opened = tokio::task::spawn_blocking(move || Backup::open(&password, &data)).await;
    let backup = opened.map_err(|error| OnpremError::internal(error.to_string()))?;
    let Some(backup) = backup else {
        return Err(OnpremError::invalid("'data' is no backup, or of another password"));
    };
    if backup.phone_number_id != held(&client)? {
        return Err(OnpremError::invalid("'data' is the backup of another number"));
    }
    let profile = serde_json::to_value(&backup.profile);
    let profile = profile.map_err(|error| OnpremError::internal(error.to_string()))?;
    client.forward("_onprem/profile/change", &profile).await?;
    Ok(done())
}

/// The number the client holds.
fn held(client: &OnpremClient) -> Result<PhoneNumberId, OnpremError> {
    let id = client.remembered(|state| Some(state.account.as_ref()?.phone_number_id.parse().ok()));
    id.flatten().ok_or_else(|| OnpremError::not_ready("no number is registered"))
}

async fn profile_of(client: &OnpremClient) -> Result<Value, OnpremError> {
    Ok(client.forward("_onprem/profile", &json!({})).await?["profile"].take())
}

fn settings(settings: &Value) -> axum::response::Response {
    Json(json!({ "settings": settings, "meta": meta() })).into_response()
}
