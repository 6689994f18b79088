//! Where webhooks go, together or alone: contract §3.7, §4.2, §6.1, §6.3.

use graph::webhook::{sign_legacy, verify};
use graph::{PhoneNumberId, WabaId};
use http::StatusCode;
use platform::Webhooks;
use serde_json::json;

use crate::delivery_hook::{Delivery, Hook};
use crate::graph_scene::{Run, Scene};
use crate::stage::ids;

const FIELDS: &str =
    "account_update,messages,phone_number_name_update,message_template_status_update";
const CUSTOMER: &str = "+16315551000";

/// A provider whose app and system user are subscribed to a client's WABA.
async fn subscribed(scene: &Scene) -> (WabaId, PhoneNumberId, Hook) {
    let hook = Hook::at(&scene.stage, "app.example");
    subscribe(scene, "http://app.example/in", FIELDS).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (_, waba, phone) = ids(&outcome);
    scene.assign(waba).await;
    let told =
        scene.post(&format!("/v21.0/{waba}/subscribed_apps"), &scene.provider.employee, None).await;
    assert_eq!(told.text, r#"{"success":true}"#);
    let register = json!({ "messaging_product": "whatsapp", "pin": "123456" });
    let told = scene
        .post(&format!("/v21.0/{phone}/register"), &scene.provider.employee, Some(register))
        .await;
    assert_eq!(told.text, r#"{"success":true}"#);
    scene.stage.post("/_control/clock", json!({ "advance": "1m" })).await;
    scene.stage.settle().await;
    (waba, phone, hook)
}

async fn subscribe(scene: &Scene, url: &str, fields: &str) {
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let path = format!(
        "/v21.0/{app}/subscriptions?object=whatsapp_business_account&callback_url={url}\
         &verify_token=vt&fields={fields}&include_values=true"
    );
    let told = scene.post(&path, &format!("{app}|{secret}"), None).await;
    assert_eq!(told.text, r#"{"success":true}"#);
}

/// A customer writes to the number; the platform delivers.
async fn write(scene: &Scene, phone: PhoneNumberId, text: &str) {
    let path = format!("/_control/customers/{CUSTOMER}/messages");
    let wish = json!({ "to_phone_number_id": phone, "text": text });
    let (status, told) = scene.stage.post(&path, wish).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    scene.stage.settle().await;
}

fn texts(deliveries: &[Delivery]) -> Vec<String> {
    let changes = deliveries.iter().flat_map(Delivery::changes);
    let text = changes.map(|(_, value)| value["messages"][0]["text"]["body"].clone());
    text.filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn the_number_goes_before_the_account_and_that_before_the_app() {
    let scene = Scene::new().await;
    let (waba, phone, app_hook) = subscribed(&scene).await;
    let (of_waba, of_phone) =
        (Hook::at(&scene.stage, "waba.example"), Hook::at(&scene.stage, "phone.example"));
    app_hook.got();
    write(&scene, phone, "to the app").await;
    assert_eq!(texts(&app_hook.got()), ["to the app"]);

    let employee = &scene.provider.employee;
    let other = json!({ "override_callback_uri": "http://waba.example/in", "verify_token": "vt" });
    let told =
        scene.post(&format!("/v21.0/{waba}/subscribed_apps"), employee, Some(other.clone())).await;
    assert_eq!(told.status, 200, "{}", told.text);
    write(&scene, phone, "to the account").await;
    assert_eq!(texts(&of_waba.got()), ["to the account"]);

    let other = json!({ "webhook_configuration": {
        "override_callback_uri": "http://phone.example/in", "verify_token": "vt" } });
    let told = scene.post(&format!("/v21.0/{phone}"), employee, Some(other)).await;
    assert_eq!(told.status, 200, "{}", told.text);
    write(&scene, phone, "to the number").await;
    assert_eq!(texts(&of_phone.got()), ["to the number"]);
    assert!(of_waba.got().is_empty() && app_hook.got().is_empty());

    // Everything but messages goes to the app.
    let template = json!({ "name": "hello", "language": "en", "category": "UTILITY",
        "components": [{ "type": "BODY", "text": "Good morning" }] });
    let told =
        scene.post(&format!("/v21.0/{waba}/message_templates"), employee, Some(template)).await;
    assert_eq!(told.status, 200, "{}", told.text);
    scene.stage.post("/_control/clock", json!({ "advance": "1h" })).await;
    scene.stage.settle().await;
    let fields: Vec<_> = app_hook.got().iter().flat_map(Delivery::changes).map(|c| c.0).collect();
    assert!(fields.contains(&"message_template_status_update".to_owned()), "{fields:?}");
    assert!(of_phone.got().is_empty());

    // Both are cleared: an empty address, and a subscription without one.
    let none = json!({ "webhook_configuration": { "override_callback_uri": "" } });
    let told = scene.post(&format!("/v21.0/{phone}"), employee, Some(none)).await;
    assert_eq!(told.status, 200, "{}", told.text);
    write(&scene, phone, "to the account again").await;
    assert_eq!(texts(&of_waba.got()), ["to the account again"]);
    scene.post(&format!("/v21.0/{waba}/subscribed_apps"), employee, None).await;
    write(&scene, phone, "to the app again").await;
    assert_eq!(texts(&app_hook.got()), ["to the app again"]);
}

#[tokio::test]
async fn an_override_must_pass_the_handshake() {
    let scene = Scene::new().await;
    let (waba, phone, _) = subscribed(&scene).await;
    let _hook = Hook::at(&scene.stage, "other.example");
    let employee = &scene.provider.employee;
    let wrong = json!({ "override_callback_uri": "http://other.example/in", "verify_token": "no" });
    for (path, body) in [
        (format!("/v21.0/{waba}/subscribed_apps"), wrong.clone()),
        (format!("/v21.0/{phone}"), json!({ "webhook_configuration": wrong })),
    ] {
        let told = scene.post(&path, employee, Some(body)).await;
        assert_eq!(told.error(), (400, 2200, None), "{}", told.text);
        let said = "(#2200) Callback verification failed with the following errors: HTTP Status \
                    Code = 403; HTTP Message = Forbidden";
        assert_eq!(told.message(), said);
    }
    let rows = scene.get(&format!("/v21.0/{waba}/subscribed_apps"), employee).await.json();
    assert!(rows["data"][0].get("override_callback_uri").is_none(), "{rows}");
}

#[tokio::test]
async fn what_is_due_together_travels_together() {
    let scene = Scene::new().await;
    let (_, phone, hook) = subscribed(&scene).await;
    hook.answers(StatusCode::SERVICE_UNAVAILABLE, "");
    for text in ["one", "two", "three"] {
        write(&scene, phone, text).await;
    }
    hook.got();
    hook.answers(StatusCode::OK, "");
    scene.stage.post("/_control/clock", json!({ "advance": "1m" })).await;
    scene.stage.settle().await;
    let got = hook.got();
    assert_eq!(got.len(), 1, "three messages in one request: {got:?}");
    assert_eq!(texts(&got), ["one", "two", "three"]);
    let told = got[0].json();
    let entries = told["entry"].as_array().unwrap();
    assert_eq!(entries.len(), 1, "one account, one entry: {told}");
    assert_eq!(entries[0]["changes"].as_array().unwrap().len(), 3);
    assert!(entries[0].get("time").is_none(), "messages carry no time: {told}");
    assert!(verify(&scene.provider.secret, got[0].header("x-hub-signature-256"), &got[0].body));
}

#[tokio::test]
async fn batching_can_be_switched_off() {
    let alone = Webhooks { batch_max: 1, ..Webhooks::default() };
    let stage = crate::stage::Stage::told(|mut settings| {
        settings.webhooks = alone;
        settings
    });
    let scene = Scene::on(stage.await).await;
    let (_, phone, hook) = subscribed(&scene).await;
    hook.answers(StatusCode::SERVICE_UNAVAILABLE, "");
    for text in ["one", "two", "three"] {
        write(&scene, phone, text).await;
    }
    hook.got();
    hook.answers(StatusCode::OK, "");
    scene.stage.post("/_control/clock", json!({ "advance": "1m" })).await;
    scene.stage.settle().await;
    let got = hook.got();
    assert_eq!((got.len(), texts(&got)), (3, ["one", "two", "three"].map(str::to_owned).into()));
}

#[tokio::test]
async fn every_request_carries_both_signatures_and_metas_name() {
    let scene = Scene::new().await;
    let (_, phone, hook) = subscribed(&scene).await;
    hook.got();
    write(&scene, phone, "Grüße / 👋").await;
    let got = hook.got();
    let secret = &scene.provider.secret;
    let one = &got[0];
    assert!(verify(secret, one.header("x-hub-signature-256"), &one.body));
    assert_eq!(one.header("x-hub-signature"), sign_legacy(secret, &one.body));
    assert_eq!(one.header("user-agent"), "facebookexternalua");
    assert_eq!(one.header("content-type"), "application/json");
    let text = std::str::from_utf8(&one.body).unwrap();
    assert!(text.contains(r"Gr\u00fc\u00dfe \/ \ud83d\udc4b"), "{text}");
}

#[tokio::test]
async fn an_edited_template_tells_its_new_words() {
    let scene = Scene::new().await;
    let (waba, _, hook) = subscribed(&scene).await;
    let fields = format!("{FIELDS},message_template_components_update");
    subscribe(&scene, "http://app.example/in", &fields).await;
    let employee = &scene.provider.employee;
    let words = |body: &str| {
        let footer = json!({ "type": "FOOTER", "text": "Lucky Shrub" });
        json!([{ "type": "BODY", "text": body }, footer])
    };
    let template = json!({ "name": "hello", "language": "en", "category": "UTILITY",
        "components": words("Good morning") });
    let told =
        scene.post(&format!("/v21.0/{waba}/message_templates"), employee, Some(template)).await;
    let id = told.json()["id"].as_str().unwrap().to_owned();
    scene.stage.post("/_control/clock", json!({ "advance": "25h" })).await;
    scene.stage.settle().await;
    hook.got();
    let edit = json!({ "components": words("Good evening") });
    let told = scene.post(&format!("/v21.0/{id}"), employee, Some(edit)).await;
    assert_eq!(told.status, 200, "{}", told.text);
    scene.stage.settle().await;
    let changes: Vec<_> = hook.got().iter().flat_map(Delivery::changes).collect();
    let told = changes.iter().find(|(field, _)| field == "message_template_components_update");
    let expected = json!({ "message_template_id": id.parse::<u64>().unwrap(),
        "message_template_name": "hello", "message_template_language": "en",
        "message_template_element": "Good evening", "message_template_footer": "Lucky Shrub" });
    assert_eq!(told.unwrap().1, expected);
}

#[tokio::test]
async fn an_app_in_development_hears_of_its_own_business_only() {
    let scene = Scene::new().await;
    let (_, phone, hook) = subscribed(&scene).await;
    let access = format!("/_control/apps/{}/access", scene.provider.app);
    hook.got();
    write(&scene, phone, "heard").await;
    assert_eq!(texts(&hook.got()), ["heard"]);
    let (status, told) = scene.stage.post(&access, json!({ "mode": "development" })).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    write(&scene, phone, "not heard").await;
    assert!(hook.got().is_empty(), "a client's messages are not for an unpublished app");
    let (status, told) = scene.stage.post(&access, json!({ "mode": "live" })).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    write(&scene, phone, "heard again").await;
    assert_eq!(texts(&hook.got()), ["heard again"]);
}
