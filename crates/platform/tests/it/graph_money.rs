//! Credit lines and what they pay for (rules F04, G03, G06; contract §4.8, §5).

use jiff::SignedDuration;
use platform::Turn;
use platform::store::Slice;
use serde_json::json;

use crate::graph_scene::{HOOK, Run, Scene, UNSEEN, text};

const DONE: &str = r#"{"success":true}"#;

#[tokio::test]
async fn g06_a_share_has_its_own_id_and_deleting_it_revokes_the_line() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let admin = &scene.provider.admin;
    let waba = format!("/v21.0/{}?fields=primary_funding_id,currency", outcome.waba);
    assert_eq!(scene.get(&waba, admin).await.json().get("primary_funding_id"), None);
    let id = scene.share_credit(outcome.waba).await;
    let node = format!("/v21.0/{id}?fields=receiving_credential{{id}},request_status");
    let shared = scene.get(&node, admin).await.json();
    let funding = scene.get(&waba, admin).await.json();
    assert_eq!(funding["primary_funding_id"], shared["receiving_credential"]["id"]);
    assert_ne!(shared["request_status"], "DELETED");
    assert_eq!(scene.share_credit(outcome.waba).await, id, "sharing again is no second share");

    let client = scene.business_token("AQBcode").await;
    let path = format!("/v21.0/{id}");
    assert_eq!(scene.delete(&path, &client).await.error(), UNSEEN);
    assert_eq!(scene.delete(&path, admin).await.text, DONE);
    let revoked =
        scene.get(&format!("{path}?fields=receiving_business,request_status"), admin).await;
    let receiving = json!({"name": "Lucky Shrub", "id": outcome.business});
    assert_eq!(
        revoked.text,
        text(&json!({"receiving_business": receiving, "request_status": "DELETED", "id": id}))
    );
    assert_eq!(scene.get(&waba, admin).await.json().get("primary_funding_id"), None);
}

#[tokio::test]
async fn sharing_credit_refuses_what_it_cannot_do() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (line, admin) = (&scene.provider.line, &scene.provider.admin);
    let path = format!("/v21.0/{line}/whatsapp_credit_sharing_and_attach");
    let refused = scene.post(&path, admin, Some(json!({"waba_currency": "USD"}))).await;
    assert_eq!(refused.message(), "(#100) The parameter waba_id is required.");
    let body = json!({"waba_id": outcome.waba, "waba_currency": "CHF"});
    assert_eq!(scene.post(&path, admin, Some(body)).await.error(), (400, 100, None));
    let client = scene.business_token("AQBcode").await;
    let body = json!({"waba_id": outcome.waba, "waba_currency": "USD"});
    assert_eq!(scene.post(&path, &client, Some(body)).await.error(), UNSEEN);
}

#[tokio::test]
async fn f04_a_template_without_payment_method_fails_and_with_a_shared_line_arrives() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    let admin = scene.provider.admin.clone();
    let app_token = format!("{}|{}", scene.provider.app, scene.provider.secret);
    let hook = json!({"object": "whatsapp_business_account", "callback_url": HOOK,
        "verify_token": "vt", "fields": "messages"});
    let path = format!("/v21.0/{}/subscriptions", scene.provider.app);
    assert_eq!(scene.post(&path, &app_token, Some(hook)).await.text, DONE);
    let path = format!("/v21.0/{waba}/subscribed_apps");
    assert_eq!(scene.post(&path, &admin, None).await.text, DONE);
    let register = json!({"messaging_product": "whatsapp", "pin": "123456"});
    let path = format!("/v21.0/{phone}/register");
    assert_eq!(scene.post(&path, &admin, Some(register)).await.text, DONE);
    let template = json!({"name": "order_ready", "language": "en_US", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Order {{1}} is ready.",
            "example": {"body_text": [["No. 7"]]}}]});
    let path = format!("/v21.0/{waba}/message_templates");
    assert_eq!(scene.post(&path, &admin, Some(template)).await.status, 200);
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_mins(5))).await.unwrap();

    let send = json!({
        "messaging_product": "whatsapp", "to": "+1 650-555-1234", "type": "template",
        "template": {"name": "order_ready", "language": {"code": "en_US"}, "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "No. 7"}]}
        ]},
    });
    let path = format!("/v21.0/{phone}/messages");
    let statuses = async |id: &str| {
        let hooks = scene.stage.platform.store().webhooks(Slice::newest(50)).await.unwrap();
        let mut about: Vec<String> =
            hooks.into_iter().map(|hook| hook.body).filter(|body| body.contains(id)).collect();
        about.reverse();
        about
    };
    let unpaid = scene.post(&path, &admin, Some(send.clone())).await;
    let id = unpaid.json()["messages"][0]["id"].as_str().expect("accepted").to_owned();
    let accepted = json!({
        "messaging_product": "whatsapp",
        "contacts": [{"input": "+1 650-555-1234", "wa_id": "16505551234"}],
        "messages": [{"id": id, "message_status": "accepted"}],
    });
    assert_eq!(unpaid.text, text(&accepted));
    let told = statuses(&id).await;
    assert!(told.iter().any(|body| body.contains("131042") && body.contains("failed")), "{told:?}");

    scene.share_credit(waba).await;
    let paid = scene.post(&path, &admin, Some(send)).await;
    let id = paid.json()["messages"][0]["id"].as_str().expect("accepted").to_owned();
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_secs(5))).await.unwrap();
    let told = statuses(&id).await;
    assert!(told.iter().any(|body| body.contains("delivered")), "{told:?}");
    assert!(!told.iter().any(|body| body.contains("131042")), "{told:?}");
}

#[tokio::test]
async fn messages_say_what_is_wrong_with_them() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let path = format!("/v21.0/{phone}/messages");
    let words =
        json!({"messaging_product": "whatsapp", "to": "+16505551234", "text": {"body": "Hi"}});
    let early = scene.post(&path, admin, Some(words)).await;
    assert_eq!(early.error(), (400, 133_010, None), "not registered yet");
    let details = early.json()["error"]["error_data"].clone();
    assert_eq!(details["messaging_product"], "whatsapp");
    assert!(details["details"].is_string());
    let register = json!({"messaging_product": "whatsapp", "pin": "123456"});
    let on = format!("/v21.0/{phone}/register");
    assert_eq!(scene.post(&on, admin, Some(register)).await.text, DONE);
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_secs(10))).await.unwrap();
    let image = json!({"messaging_product": "whatsapp", "to": "+16505551234", "type": "image",
        "image": {"link": "https://shrub.example/a.png"}});
    assert_eq!(scene.post(&path, admin, Some(image)).await.error(), (400, 131_051, None));
    let nobody = json!({"messaging_product": "whatsapp", "to": "nobody", "text": {"body": "Hi"}});
    assert_eq!(scene.post(&path, admin, Some(nobody)).await.error(), (400, 131_009, None));
    let empty = json!({"messaging_product": "whatsapp", "to": "+16505551234", "type": "text"});
    assert_eq!(scene.post(&path, admin, Some(empty)).await.error(), (400, 131_008, None));
    let read = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.X"});
    let refused = scene.post(&path, admin, Some(read)).await;
    assert_eq!(refused.error(), (400, 100, None));
    assert_eq!(
        refused.json()["error"]["error_data"]["details"],
        "Please check the message ID you have provided."
    );
}
