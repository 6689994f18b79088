//! `/{app}/subscriptions`: contract §6.1 and §6.2.

use graph::webhook::FIELDS;
use http::StatusCode;
use serde_json::json;

use crate::delivery_hook::Hook;
use crate::graph_scene::{Run, Scene, Told};

/// `POST /{app}/subscriptions` by the app itself.
async fn subscribe(scene: &Scene, version: &str, more: &str) -> Told {
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let path = format!(
        "/{version}/{app}/subscriptions?object=whatsapp_business_account\
         &callback_url=http://app.example/in&{more}"
    );
    scene.post(&path, &format!("{app}|{secret}"), None).await
}

async fn shown(scene: &Scene) -> serde_json::Value {
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let path = format!("/v21.0/{app}/subscriptions");
    scene.get(&path, &format!("{app}|{secret}")).await.json()["data"].clone()
}

#[tokio::test]
async fn every_field_can_be_subscribed_to_and_no_other() {
    let scene = Scene::new().await;
    let _hook = Hook::at(&scene.stage, "app.example");
    let all = format!("verify_token=vt&fields={}", FIELDS.join(","));
    let told = subscribe(&scene, "v21.0", &all).await;
    assert_eq!(told.text, r#"{"success":true}"#);
    let fields = shown(&scene).await[0]["fields"].as_array().unwrap().clone();
    assert_eq!(fields.len(), FIELDS.len());
    for wrong in ["message", "messages,feed", "leadgen"] {
        let told = subscribe(&scene, "v21.0", &format!("verify_token=vt&fields={wrong}")).await;
        assert_eq!((told.status, told.error().1), (400, 100), "{wrong}: {}", told.text);
    }
    let told =
        subscribe(&scene, "v21.0", "verify_token=vt&fields=messages&include_values=no").await;
    assert_eq!((told.status, told.error().1), (400, 100), "{}", told.text);
    assert_eq!(shown(&scene).await[0]["fields"].as_array().unwrap().len(), FIELDS.len());
}

#[tokio::test]
async fn a_callback_that_fails_the_handshake_changes_nothing() {
    let scene = Scene::new().await;
    let _hook = Hook::at(&scene.stage, "app.example");
    let told = subscribe(&scene, "v21.0", "verify_token=other&fields=messages").await;
    assert_eq!(told.error(), (400, 2200, None), "{}", told.text);
    assert_eq!(shown(&scene).await, json!([]));
    let told = subscribe(&scene, "v21.0", "verify_token=vt&fields=messages").await;
    assert_eq!(told.text, r#"{"success":true}"#);
    let expected = json!([{ "object": "whatsapp_business_account",
        "callback_url": "http://app.example/in", "active": true,
        "fields": [{ "name": "messages", "version": "v21.0" }] }]);
    assert_eq!(shown(&scene).await, expected);
}

#[tokio::test]
async fn a_field_keeps_its_version_and_fields_are_taken_away_one_by_one() {
    let scene = Scene::new().await;
    let _hook = Hook::at(&scene.stage, "app.example");
    subscribe(&scene, "v19.0", "verify_token=vt&fields=messages,account_update,security").await;
    let rows = shown(&scene).await;
    assert_eq!(rows[0]["fields"][0], json!({ "name": "account_update", "version": "v19.0" }));
    let (app, token) =
        (scene.provider.app, format!("{}|{}", scene.provider.app, scene.provider.secret));
    let path = |more: &str| format!("/v21.0/{app}/subscriptions?{more}");
    let one = "object=whatsapp_business_account&fields=security";
    assert_eq!(scene.delete(&path(one), &token).await.text, r#"{"success":true}"#);
    let names = |rows: &serde_json::Value| {
        let fields = rows[0]["fields"].as_array().cloned().unwrap_or_default();
        fields.iter().map(|field| field["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let rows = shown(&scene).await;
    assert_eq!(names(&rows), ["account_update", "messages"]);
    assert_eq!(rows[0]["fields"][1]["version"], "v19.0", "what stays keeps its version");
    let unknown = scene.delete(&path("fields=feed"), &token).await;
    assert_eq!((unknown.status, unknown.error().1), (400, 100));
    // Nobody but the app itself.
    let stranger = scene.delete(&path(""), &scene.provider.employee).await;
    assert_eq!(stranger.status, 403, "{}", stranger.text);
    assert_eq!(scene.delete(&path(""), &token).await.text, r#"{"success":true}"#);
    assert_eq!(shown(&scene).await, json!([]));
}

#[tokio::test]
async fn an_app_may_want_to_know_only_that_something_changed() {
    let scene = Scene::new().await;
    let hook = Hook::at(&scene.stage, "app.example");
    let quiet = "verify_token=vt&fields=account_update&include_values=false";
    assert_eq!(subscribe(&scene, "v21.0", quiet).await.status, StatusCode::OK.as_u16());
    scene.sign_up(Run::default()).await;
    scene.stage.settle().await;
    let got = hook.got();
    let entry = &got[0].json()["entry"][0];
    assert!(entry.get("changes").is_none(), "{entry}");
    assert_eq!(entry["changed_fields"][0], "account_update");
    assert!(entry["time"].is_i64());
}
