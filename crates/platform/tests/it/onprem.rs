//! The on-premises client: its number, messages both ways, the end of it (contract §8).

use http::{Method, StatusCode};
use platform::onprem::OnpremClient;
use serde_json::json;

use crate::graph_scene::Scene;
use crate::live::DONE;
use crate::onprem_scene::{PASSWORD, Running, basic, outside, request, settings};
use crate::stage::Scratch;

const SAM: &str = "16315550001";

fn id(told: &serde_json::Value) -> String {
    told["messages"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn e06_a_certificate_makes_a_number_live_and_messages_flow() {
    let running = Running::new().await;
    assert_eq!(running.health().await, "unregistered");
    running.write(SAM, StatusCode::SERVICE_UNAVAILABLE).await;
    let told = running.register(StatusCode::CREATED).await;
    assert_eq!(told["account"], json!(null), "verified in the signup: no code");
    assert_eq!(running.health().await, "connecting");
    assert_eq!(running.scene.member(running.phone, "platform_type").await, "ON_PREMISE");
    running.pass("10s").await;
    assert_eq!(running.health().await, "connected");
    let outside_window = running.write(SAM, StatusCode::BAD_REQUEST).await;
    assert_eq!(outside_window["errors"][0]["code"], 470, "{outside_window}");
    assert!(running.scene.hears(running.phone, SAM).await);
    let sent = id(&running.write(SAM, StatusCode::CREATED).await);
    assert!(sent.starts_with("gBEG"), "{sent}");
    running.pass("5s").await;
    let hooks = running.hooks.all();
    assert_eq!(hooks[0]["messages"][0]["text"]["body"], "Open today?", "{hooks:?}");
    assert_eq!(hooks[0]["contacts"][0]["profile"]["name"], "Kim");
    assert!(hooks[0].get("entry").is_none(), "no envelope: {hooks:?}");
    assert_eq!(running.hooks.statuses(&sent), ["sent", "delivered"]);
    let log = running.scene.stage.platform.store().events_after(0, 500).await.unwrap().len();
    running.register(StatusCode::CREATED).await;
    let again = running.scene.stage.platform.store().events_after(0, 500).await.unwrap().len();
    assert_eq!(log, again, "the same certificate changes nothing");
}

#[tokio::test]
async fn e06_the_trial_is_sent_from_by_a_client_while_unverified() {
    let running = Running::live().await;
    let scene = &running.scene;
    scene.share_credit(running.outcome.waba).await;
    scene.make_template(running.outcome.waba).await;
    let namespace = scene.member(running.outcome.waba, "message_template_namespace").await;
    let message = |namespace: &serde_json::Value| {
        json!({ "to": SAM, "type": "template", "template": {
            "namespace": namespace, "name": "order_ready",
            "language": { "code": "en_US", "policy": "deterministic" } } })
    };
    let path = "/v1/messages";
    running.call(Method::POST, path, message(&namespace), StatusCode::CREATED).await;
    let other = running.refused(Method::POST, path, message(&json!("none"))).await;
    assert_eq!((other.0, other.1), (400, 2001), "{}", other.2);
    let mut nameless = message(&namespace);
    nameless["template"].as_object_mut().unwrap().remove("namespace");
    let missing = running.refused(Method::POST, path, nameless).await;
    assert_eq!((missing.1, missing.2.as_str()), (1008, "'template.namespace' is required"));
    let mut unknown = message(&namespace);
    unknown["template"]["name"] = json!("nothing_here");
    assert_eq!(running.refused(Method::POST, path, unknown).await.1, 2001);
    let mut filled = message(&namespace);
    filled["template"]["components"] =
        json!([{ "type": "body", "parameters": [{ "type": "text", "text": "12" }] }]);
    assert_eq!(running.refused(Method::POST, path, filled).await.1, 2000);
    running.pass("5s").await;
    assert_eq!(scene.shown(SAM).await, 1);
}

#[tokio::test]
async fn a_template_without_payment_method_is_refused_with_402() {
    let running = Running::live().await;
    let waba = running.outcome.waba;
    let namespace = running.scene.member(waba, "message_template_namespace").await;
    let message = json!({ "to": SAM, "type": "template", "template": {
        "namespace": namespace, "name": "hello_world", "language": { "code": "en_US" } } });
    let refused = running.refused(Method::POST, "/v1/messages", message).await;
    assert_eq!((refused.0, refused.1), (400, 402), "{}", refused.2);
}

#[tokio::test]
async fn messages_that_cannot_be_are_refused_by_the_client() {
    let running = Running::live().await;
    let to = SAM;
    let long = "x".repeat(4097);
    let table = [
        (json!({ "type": "text", "text": { "body": "Hi" } }), 1008),
        (json!({ "to": to, "type": "text", "text": {} }), 1008),
        (json!({ "to": to, "type": "text", "text": { "body": long } }), 1001),
        (json!({ "to": to, "recipient_type": "group", "text": { "body": "Hi" } }), 1002),
        (json!({ "to": "12", "text": { "body": "Hi" } }), 1009),
        (json!({ "to": "16505550123", "text": { "body": "Hi" } }), 1013),
        (json!({ "to": "16505990007", "text": { "body": "Hi" } }), 1013),
        (json!({ "to": to, "type": "hologram", "hologram": {} }), 1009),
    ];
    for (body, code) in table {
        let refused = running.refused(Method::POST, "/v1/messages", body.clone()).await;
        assert_eq!((refused.0, refused.1), (400, code), "{body}: {}", refused.2);
    }
    let stats = running.call(Method::GET, "/v1/stats/app", json!({}), StatusCode::OK).await;
    assert_eq!(stats["stats"]["app"]["messages_refused"], 4, "four got as far as the platform");
}

#[tokio::test]
async fn a_message_is_marked_read_and_nothing_else() {
    let running = Running::live().await;
    assert!(running.scene.hears(running.phone, SAM).await);
    running.pass("1s").await;
    let hooks = running.hooks.all();
    let incoming = hooks[0]["messages"][0]["id"].as_str().unwrap();
    let outgoing = id(&running.write(SAM, StatusCode::CREATED).await);
    let path = |id: &str| format!("/v1/messages/{}", id.replace('=', "%3D").replace('/', "%2F"));
    let read = json!({ "status": "read" });
    running.call(Method::PUT, &path(incoming), read.clone(), StatusCode::OK).await;
    let told = running.scene.stage.get(&format!("/_control/handsets/{SAM}")).await;
    assert!(told["data"].as_array().unwrap().iter().any(|entry| entry["body"] == "read"), "{told}");
    let unread = json!({ "status": "unread" });
    assert_eq!(running.refused(Method::PUT, &path(incoming), unread).await.1, 1009);
    assert_eq!(running.refused(Method::PUT, &path(&outgoing), read.clone()).await.1, 1009);
    let unknown = running.refused(Method::PUT, "/v1/messages/gBEGnone", read).await;
    assert_eq!((unknown.0, unknown.1), (404, 1006));
}

#[tokio::test]
async fn e03_a_number_that_was_turned_off_answers_1005() {
    let mut running = Running::live().await;
    running.pass("6d").await;
    assert_eq!(running.health().await, "connected");
    running.pass("25d").await;
    let old = running.refused(Method::GET, "/v1/health", json!({})).await;
    assert_eq!((old.0, old.1), (401, 1005), "logins last seven days");
    running.log_in(PASSWORD, json!({})).await;
    assert_eq!(running.health().await, "disconnected");
    let denied = running.write(SAM, StatusCode::FORBIDDEN).await;
    assert_eq!(denied["errors"][0]["code"], 1005, "{denied}");
    let denied = running.register(StatusCode::FORBIDDEN).await;
    assert_eq!(denied["errors"][0]["code"], 1005, "{denied}");
}

#[tokio::test]
async fn a_second_client_takes_the_number_over() {
    let mut running = Running::live().await;
    let scratch = Scratch::new();
    let dir = Some(scratch.0.clone());
    let first = running.client.clone();
    let second = OnpremClient::open(settings(dir.clone()), outside(&running.scene.stage)).unwrap();
    let held = OnpremClient::open(settings(dir.clone()), outside(&running.scene.stage));
    assert!(held.unwrap_err().to_string().contains("another running client"));
    let first_token = running.token.clone();
    running.replace_client(second);
    running.log_in("secret", json!({ "new_password": PASSWORD })).await;
    running.register(StatusCode::CREATED).await;
    first.tick().await;
    running.replace_client(first);
    running.token = first_token;
    assert_eq!(running.health().await, "disconnected", "it lost the number");
    let denied = running.write(SAM, StatusCode::FORBIDDEN).await;
    assert_eq!(denied["errors"][0]["code"], 1005);
    let kept = std::fs::read_to_string(scratch.0.join("client.json")).unwrap();
    assert!(kept.contains(&running.phone.to_string()) && !kept.contains(PASSWORD));
}

#[tokio::test]
async fn what_a_client_holds_outlives_its_process() {
    let scratch = Scratch::new();
    let dir = Some(scratch.0.clone());
    let mut running = Running::in_scene(Scene::new().await, dir.clone()).await;
    running.register(StatusCode::CREATED).await;
    running.pass("10s").await;
    assert!(running.scene.hears(running.phone, SAM).await);
    let gone = Running {
        client: OnpremClient::open(settings(None), outside(&running.scene.stage)).unwrap(),
        ..running
    };
    running = gone;
    running.scene.stage.board.connect("client.localhost:9090", running.client.router());
    let again = OnpremClient::open(settings(dir), outside(&running.scene.stage)).unwrap();
    running.replace_client(again);
    assert_eq!(running.health().await, "connecting", "the login is still good");
    running.pass("1s").await;
    assert_eq!(running.health().await, "connected");
    assert_eq!(running.hooks.all().len(), 1, "what came meanwhile is posted, once");
    running.write(SAM, StatusCode::CREATED).await;
}

#[tokio::test]
async fn d08_e06_a_certificate_is_replaced_and_no_message_lost() {
    let running = Running::live().await;
    let scene = &running.scene;
    assert!(scene.hears(running.phone, SAM).await);
    let body = json!({ "new_display_name": "Lucky Shrub Berlin" });
    let path = format!("/v21.0/{}", running.phone);
    assert_eq!(scene.post(&path, &scene.provider.admin, Some(body)).await.text, DONE);
    let before = id(&running.write(SAM, StatusCode::CREATED).await);
    running.pass("5s").await;
    let new = scene.member(running.phone, "new_certificate").await;
    let account = json!({ "cc": "1", "phone_number": "6505550123", "method": "voice",
        "cert": new });
    let mut sent = Vec::new();
    let replace = running.call(Method::POST, "/v1/account", account, StatusCode::CREATED);
    let talk = async {
        for _ in 0..20 {
            sent.push(id(&running.write(SAM, StatusCode::CREATED).await));
            assert!(scene.hears(running.phone, SAM).await);
            running.client.tick().await;
        }
    };
    tokio::join!(talk, replace);
    assert_eq!(running.health().await, "connected", "it went on all the time");
    running.pass("5s").await;
    assert_eq!(running.hooks.statuses(&before), ["sent", "delivered"]);
    for message in &sent {
        assert_eq!(running.hooks.statuses(message), ["sent", "delivered"]);
    }
    let heard = running.hooks.all().iter().filter(|hook| hook["messages"].is_array()).count();
    assert_eq!(heard, 21, "each message of the customer came once");
    assert_eq!(scene.member(running.phone, "verified_name").await, "Lucky Shrub Berlin");
    assert_eq!(scene.member(running.phone, "certificate").await, new);
    let told = scene.stage.get(&format!("/_control/handsets/{SAM}?limit=1")).await;
    assert_eq!(told["data"][0]["from_name"], "Lucky Shrub Berlin", "{told}");
    let old = running.refused(Method::POST, "/v1/account", running.account()).await;
    assert_eq!(old.1, 1005, "the old name's certificate is of no more use");
}

#[tokio::test]
async fn e04_a_running_client_goes_on_when_its_certificate_is_too_old_to_be_downloaded() {
    let mut running = Running::live().await;
    running.pass("8d").await;
    running.log_in(PASSWORD, json!({})).await;
    let scene = &running.scene;
    assert_eq!(scene.member(running.phone, "name_status").await, "EXPIRED");
    assert_eq!(scene.member(running.phone, "certificate").await, json!(null));
    assert_eq!(running.health().await, "connected");
    assert!(scene.hears(running.phone, SAM).await);
    running.write(SAM, StatusCode::CREATED).await;
    let ask = request(Method::POST, "/v1/users/login", &basic("wrong"), &json!({}));
    assert_eq!(running.scene.stage.send(ask).await.0, StatusCode::UNAUTHORIZED);
}
