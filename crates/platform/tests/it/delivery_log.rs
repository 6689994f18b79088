//! The log of deliveries: every try, sending again, broken signatures, what is forgotten.

use graph::webhook::verify;
use http::StatusCode;
use platform::Webhooks;
use serde_json::{Value, json};

use crate::delivery_hook::Hook;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// A provider whose app is subscribed to everything, and its secret.
async fn subscribed(stage: &Stage) -> (String, String, Hook) {
    let (app, secret) = stage.provider().await;
    let hook = Hook::at(stage, "app.example");
    let path = format!(
        "/v21.0/{app}/subscriptions?object=whatsapp_business_account&verify_token=vt\
         &callback_url=http://app.example/in&fields=account_update&access_token={app}%7C{secret}"
    );
    let (status, told) = stage.post(&path, json!({})).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    (app.to_string(), secret, hook)
}

async fn signed_up(stage: &Stage, app: &str) {
    stage.signed_up(app.parse().unwrap()).await;
    stage.settle().await;
}

async fn log(stage: &Stage) -> Vec<Value> {
    stage.get("/_control/webhooks").await["data"].as_array().unwrap().clone()
}

async fn advance(stage: &Stage, span: &str) {
    let (status, told) = stage.post("/_control/clock", json!({ "advance": span })).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    stage.settle().await;
}

#[tokio::test]
async fn every_try_is_in_the_log_also_after_a_crash() {
    let stage = Stage::new().await;
    let (app, secret, hook) = subscribed(&stage).await;
    hook.answers(StatusCode::BAD_GATEWAY, "the cat is on the server");
    signed_up(&stage, &app).await;
    hook.answers(StatusCode::OK, "thank you");
    advance(&stage, "10s").await;
    let stage = stage.crash().await;
    let log = log(&stage).await;
    let row = log.last().unwrap();
    assert_eq!((&row["state"], &row["attempts"]), (&json!("delivered"), &json!(2)));
    let one = stage.get(&format!("/_control/webhooks/{}", row["seq"])).await;
    let posts = one["posts"].as_array().unwrap();
    assert_eq!((&posts[0]["status"], &posts[1]["status"]), (&json!(502), &json!(200)));
    assert_eq!(posts[0]["answer"], "the cat is on the server");
    assert!(posts[0]["error"].as_str().unwrap().contains("502"), "{posts:?}");
    assert_eq!((&posts[1]["answer"], &posts[1]["error"]), (&json!("thank you"), &Value::Null));
    assert_eq!(posts[1]["url"], "http://app.example/in");
    assert_eq!(posts[1]["took_us"], 0, "the clock stood still meanwhile");
    // The exact bytes and their signature.
    let sent = stage.get(&format!("/_control/webhook-posts/{}", posts[1]["seq"])).await;
    let body = sent["body"].as_str().unwrap();
    assert!(verify(&secret, sent["signature"].as_str().unwrap(), body.as_bytes()));
    assert_eq!(hook.got().last().unwrap().body, body);
    // The same on the desk.
    let mut visitor = Visitor::new(&stage);
    let page = visitor.open(&format!("/desk/webhooks/{}", row["seq"])).await;
    page.says("502").says("Accepted").says("PARTNER_ADDED");
    let page = visitor.open(&format!("/desk/webhooks/posts/{}", posts[0]["seq"])).await;
    page.says("the cat is on the server").says("sha256=").says("http://app.example/in");
    let (status, _) = stage
        .send(
            shell::http::get(&format!("{}/_control/webhooks/999", crate::stage::BASE), None)
                .unwrap(),
        )
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn webhooks_are_sent_again_one_or_many() {
    let stage = Stage::new().await;
    let (app, _, hook) = subscribed(&stage).await;
    signed_up(&stage, &app).await;
    let all = log(&stage).await;
    let (newest, oldest) = (all[0]["seq"].clone(), all.last().unwrap()["seq"].clone());
    let first = hook.got();
    let (_, told) = stage.post("/_control/webhooks/redeliver", json!({ "seq": oldest })).await;
    assert_eq!(told, json!({ "success": true, "count": 1 }));
    stage.settle().await;
    let again = hook.got();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].changes()[0], first[0].changes()[0], "the same news");
    let range = json!({ "from": oldest, "to": newest });
    let (_, told) = stage.post("/_control/webhooks/redeliver", range).await;
    assert_eq!(told["count"], all.len());
    stage.settle().await;
    let changes = hook.got().iter().map(|one| one.changes().len()).sum::<usize>();
    assert_eq!(changes, all.len());
    // By a click on the desk.
    let mut visitor = Visitor::new(&stage);
    let seq = oldest.to_string();
    let page = visitor.send("/desk/webhooks/redeliver", &[("seq", &seq)]).await;
    assert_eq!(
        (page.status, page.path.as_str()),
        (StatusCode::OK, &*format!("/desk/webhooks/{seq}"))
    );
    stage.settle().await;
    assert_eq!(hook.got().len(), 1);
    let refused = visitor.send("/desk/webhooks/redeliver", &[("from", "9000")]).await;
    refused.says("there is no such webhook");
    for wrong in [json!({}), json!({ "seq": 1, "from": 1 }), json!({ "to": 3 })] {
        let (status, told) = stage.post("/_control/webhooks/redeliver", wrong).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
    }
}

#[tokio::test]
async fn what_was_dropped_is_tried_for_seven_days_again_when_asked_for() {
    let stage = Stage::new().await;
    let (app, _, hook) = subscribed(&stage).await;
    hook.answers(StatusCode::INTERNAL_SERVER_ERROR, "");
    signed_up(&stage, &app).await;
    for _ in 0..40 {
        advance(&stage, "12h").await;
    }
    let dropped = stage.get("/_control/webhooks?state=dropped").await;
    let row = dropped["data"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(row["next_at"], Value::Null);
    let seq = row["seq"].clone();
    let mut visitor = Visitor::new(&stage);
    visitor.open(&format!("/desk/webhooks/{seq}")).await.says("Dropped after 7 days");
    stage.post("/_control/webhooks/redeliver", json!({ "seq": seq })).await;
    stage.settle().await;
    let waiting = stage.get(&format!("/_control/webhooks/{seq}")).await;
    assert_eq!(waiting["state"], "waiting", "one failure is not the end: {waiting}");
    hook.answers(StatusCode::OK, "");
    advance(&stage, "1m").await;
    let delivered = stage.get(&format!("/_control/webhooks/{seq}")).await;
    assert_eq!(delivered["state"], "delivered", "{delivered}");
}

#[tokio::test]
async fn what_is_over_for_long_leaves_the_log() {
    let stage = Stage::told(|mut settings| {
        settings.webhooks = Webhooks { keep_days: 10, ..Webhooks::default() };
        settings
    });
    let stage = stage.await;
    let (app, _, _hook) = subscribed(&stage).await;
    signed_up(&stage, &app).await;
    let before = log(&stage).await.len();
    assert!(before > 1);
    advance(&stage, "9d").await;
    assert_eq!(log(&stage).await.len(), before, "nothing is forgotten early");
    advance(&stage, "2d").await;
    assert_eq!(log(&stage).await.len(), 1, "the newest stays, so that no number comes twice");
    let posts = stage.get("/_control/webhook-posts").await;
    assert_eq!(posts["data"].as_array().unwrap().len(), 1, "{posts}");
}

#[tokio::test]
async fn the_log_is_narrowed_by_app_field_and_state() {
    let stage = Stage::new().await;
    let (app, _, _hook) = subscribed(&stage).await;
    signed_up(&stage, &app).await;
    let all = log(&stage).await.len();
    let count = async |query: &str| {
        let told = stage.get(&format!("/_control/webhooks?{query}")).await;
        told["data"].as_array().unwrap().len()
    };
    assert_eq!(count(&format!("app_id={app}&field=account_update&state=delivered")).await, all);
    assert_eq!(count("field=messages").await, 0);
    assert_eq!(count("state=waiting").await, 0);
    assert_eq!(count("app_id=77").await, 0);
    assert_eq!(count("limit=1").await, 1);
    let mut visitor = Visitor::new(&stage);
    visitor.open("/desk/webhooks?field=messages&app=&state=").await.says("No webhook is here.");
    visitor.open("/desk/webhooks?field=&app=&state=delivered").await.says("account_update");
}
