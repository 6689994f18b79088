//! `POST /{phone}/messages`: what is refused at once, what fails later, and how statuses say it
//! (contract §4.8, §6.12, §9.2; rule F04).

use serde_json::{Value, json};
use world::Policy;

use crate::graph_scene::Run;
use crate::live::{DONE, accepted, customer};
use crate::messaging_scene::{NEVER_OPENS, NOT_ON_WHATSAPP, Work};

fn text(to: &str) -> Value {
    json!({"messaging_product": "whatsapp", "to": to, "type": "text", "text": {"body": "Hello"}})
}

#[tokio::test]
async fn what_a_message_lacks_or_has_wrong_is_said_at_once() {
    let work = Work::begun(Policy::classic()).await;
    let to = customer(1);
    assert!(work.scene.hears(work.phone, &to).await);
    let with = |name: &str, value: Value| {
        let mut body = text(&to);
        body[name] = value;
        body
    };
    let cases = [
        (with("messaging_product", json!("telegram")), 400, 100),
        (with("recipient_type", json!("group")), 400, 100),
        (with("to", json!("")), 400, 131_008),
        (with("to", json!("12")), 400, 131_009),
        (with("to", json!("16505550123")), 400, 131_021),
        (with("type", json!("image")), 400, 131_051),
        (with("type", json!("reaction")), 400, 131_051),
        (with("type", json!("poem")), 400, 100),
        (with("text", json!({})), 400, 131_008),
        (with("text", json!({"body": " "})), 400, 131_008),
        (with("text", json!({"body": "x".repeat(4_097)})), 400, 100),
        (with("biz_opaque_callback_data", json!("x".repeat(513))), 400, 100),
    ];
    for (body, status, code) in cases {
        let told = work.message(body.clone()).await;
        assert_eq!(told.error(), (status, code, None), "{body}: {}", told.text);
    }
    let told = work.message(with("type", json!("poem"))).await;
    assert!(told.message().contains("Param type must be one of {AUDIO,"), "{}", told.text);
    let data = work.message(with("to", json!("16505550123"))).await.json();
    assert_eq!(data["error"]["error_data"]["messaging_product"], "whatsapp");
    let mut marked = with("biz_opaque_callback_data", json!("order-7"));
    marked["context"] = json!({"message_id": "wamid.before"});
    let id = accepted(&work.message(marked).await);
    work.scene.pass("5s").await;
    let told = work.inbox.statuses(&id);
    assert!(told.iter().all(|status| status["biz_opaque_callback_data"] == "order-7"), "{told:?}");
    assert_eq!(told.len(), 2);
}

#[tokio::test]
async fn what_cannot_be_delivered_fails_later_with_its_own_number() {
    let work = Work::begun(Policy::classic()).await;
    let code = async |to: &str| work.fate(&work.send("order_ready", to).await).await;
    assert_eq!(code(NOT_ON_WHATSAPP).await, 131_026);
    assert_eq!(code("989121234567").await, 130_497, "nothing is delivered to that country");
    let late = work.message(text(&customer(3))).await;
    assert_eq!(work.fate(&late).await, 131_047);
    assert_eq!(work.scene.shown(NOT_ON_WHATSAPP).await, 0);
    let id = accepted(&work.send("order_ready", NEVER_OPENS).await);
    work.scene.pass("5s").await;
    let read = json!({"phone_number_id": work.phone});
    let path = format!("/_control/customers/{NEVER_OPENS}/read");
    assert!(work.scene.stage.post(&path, read).await.0.is_success());
    work.scene.pass("1s").await;
    let last = work.inbox.statuses(&id).pop().unwrap();
    assert_eq!(last["status"], "delivered", "it is never opened");
}

#[tokio::test]
async fn a_pair_gets_forty_five_at_once_then_one_in_six_seconds() {
    let work = Work::begun(Policy::classic()).await;
    let to = customer(1);
    assert!(work.scene.hears(work.phone, &to).await);
    assert!(work.scene.hears(work.phone, &customer(2)).await);
    for _ in 0..45 {
        accepted(&work.message(text(&to)).await);
    }
    let refused = work.message(text(&to)).await;
    assert_eq!(refused.error(), (400, 131_056, None));
    assert!(refused.message().contains("pair rate limit hit"));
    accepted(&work.message(text(&customer(2))).await);
    work.scene.pass("5s").await;
    assert_eq!(work.message(text(&to)).await.error().1, 131_056);
    work.scene.pass("1s").await;
    accepted(&work.message(text(&to)).await);
    assert_eq!(work.message(text(&to)).await.error().1, 131_056);
}

#[tokio::test]
async fn a_number_sends_eighty_messages_in_a_second() {
    let mut policy = Policy::classic();
    policy.messaging.pair_burst = 1_000;
    let work = Work::begun(policy).await;
    let to = customer(1);
    assert!(work.scene.hears(work.phone, &to).await);
    assert_eq!(work.scene.member(work.phone, "throughput").await, json!({"level": "STANDARD"}));
    for _ in 0..80 {
        accepted(&work.message(text(&to)).await);
    }
    assert_eq!(work.message(text(&to)).await.error(), (400, 130_429, None));
    work.scene.pass("1s").await;
    accepted(&work.message(text(&to)).await);
}

#[tokio::test]
async fn marketing_is_stopped_by_the_customer_and_today_by_a_cap_for_each() {
    let work = Work::begun(Policy::today()).await;
    work.template("weekly", "MARKETING", "News of the week for you.").await;
    let (first, second) = (customer(1), customer(2));
    assert!(work.scene.hears(work.phone, &first).await);
    work.scene.pass("25h").await;
    work.acts(&first, "stop_marketing").await;
    let stopped = work.send("weekly", &first).await;
    assert_eq!(work.fate(&stopped).await, 131_050);
    let told = work.inbox.of("user_preferences").pop().unwrap();
    assert_eq!(told["user_preferences"][0]["value"], "stop");
    assert_eq!(told["user_preferences"][0]["wa_id"], first);
    accepted(&work.send("order_ready", &first).await);
    work.acts(&first, "resume_marketing").await;
    accepted(&work.send("weekly", &first).await);

    accepted(&work.send("weekly", &second).await);
    accepted(&work.send("weekly", &second).await);
    let capped = work.send("weekly", &second).await;
    assert_eq!(work.fate(&capped).await, 131_049);
    accepted(&work.send("order_ready", &second).await);
    work.scene.pass("25h").await;
    accepted(&work.send("weekly", &second).await);
    let classic = Work::begun(Policy::classic()).await;
    classic.template("weekly", "MARKETING", "News of the week for you.").await;
    for _ in 0..3 {
        let id = accepted(&classic.send("weekly", &second).await);
        classic.scene.pass("5s").await;
        assert_eq!(classic.inbox.statuses(&id).len(), 2, "no cap in the classic era");
    }
}

#[tokio::test]
async fn today_numbers_of_555_need_an_approved_name() {
    let run = Run { number: Some("+15552010123"), ..Run::default() };
    let work = Work::of(Policy::today(), run.clone()).await;
    assert_eq!(work.fate(&work.send("order_ready", &customer(1)).await).await, 131_037);
    work.scene.verify_business(&work.outcome, true).await;
    work.scene.pass("2m").await;
    work.scene.review_name(work.phone, true).await;
    let id = accepted(&work.send("order_ready", &customer(1)).await);
    work.scene.pass("5s").await;
    assert_eq!(work.inbox.statuses(&id).len(), 2);
    let classic = Work::of(Policy::classic(), run).await;
    let id = accepted(&classic.send("order_ready", &customer(1)).await);
    classic.scene.pass("5s").await;
    assert_eq!(classic.inbox.statuses(&id)[0]["status"], "sent");
}

#[tokio::test]
async fn e02_f04_statuses_carry_conversation_and_price_of_the_era() {
    let prices = async |work: &Work, name: &str, to: &str| {
        let id = accepted(&work.send(name, to).await);
        work.scene.pass("5s").await;
        let statuses = work.inbox.statuses(&id);
        let billable = statuses[0]["pricing"]["billable"].clone();
        (statuses[0].clone(), statuses[1].clone(), billable)
    };
    let trial = Work::begun(Policy::classic()).await;
    let (sent, delivered, billable) = prices(&trial, "order_ready", &customer(1)).await;
    assert_eq!(billable, false, "the trial is free of charge");
    assert_eq!(sent["pricing"]["pricing_model"], "CBP");
    assert_eq!(sent["conversation"]["origin"]["type"], "utility");
    assert!(sent["conversation"]["expiration_timestamp"].is_string());
    assert_eq!(delivered["conversation"]["id"], sent["conversation"]["id"]);
    assert!(delivered["conversation"].get("expiration_timestamp").is_none());

    let work = Work::regular(Policy::classic()).await;
    let (first, _, billable) = prices(&work, "order_ready", &customer(1)).await;
    let (again, ..) = prices(&work, "order_ready", &customer(1)).await;
    assert_eq!(
        (billable, &again["conversation"]["id"]),
        (json!(true), &first["conversation"]["id"])
    );
    work.scene.pass("25h").await;
    let (later, ..) = prices(&work, "order_ready", &customer(1)).await;
    assert_ne!(later["conversation"]["id"], first["conversation"]["id"]);

    let today = Work::regular(Policy::today()).await;
    let (sent, _, billable) = prices(&today, "order_ready", &customer(1)).await;
    assert_eq!((&sent["pricing"]["pricing_model"], billable), (&json!("PMP"), json!(true)));
    assert_eq!(sent["pricing"]["type"], "regular");
    assert!(sent.get("conversation").is_none());
    assert!(today.scene.hears(today.phone, &customer(2)).await);
    let (sent, ..) = prices(&today, "order_ready", &customer(2)).await;
    assert_eq!(sent["pricing"]["billable"], false, "utility is free in an open window");
    assert_eq!(sent["pricing"]["type"], "free_customer_service");
}

#[tokio::test]
async fn marking_read_shows_typing_and_refuses_what_cannot_be_read() {
    let work = Work::begun(Policy::classic()).await;
    let to = customer(1);
    assert!(work.scene.hears(work.phone, &to).await);
    work.scene.pass("1s").await;
    let received = work.inbox.of("messages").pop().unwrap();
    let incoming = received["messages"][0]["id"].as_str().unwrap().to_owned();
    let read = |id: &str, typing: Value| {
        let mut body = json!({"messaging_product": "whatsapp", "status": "read", "message_id": id});
        if !typing.is_null() {
            body["typing_indicator"] = typing;
        }
        body
    };
    assert_eq!(work.message(read(&incoming, Value::Null)).await.text, DONE);
    let shown = async || {
        let told = work.scene.stage.get(&format!("/_control/handsets/{to}")).await;
        told["data"][0]["body"].clone()
    };
    assert_eq!(shown().await, "read");
    assert_eq!(work.message(read(&incoming, json!({"type": "text"}))).await.text, DONE);
    assert_eq!(shown().await, "typing");
    let dance = work.message(read(&incoming, json!({"type": "dance"}))).await;
    assert_eq!(dance.error(), (400, 131_009, None));
    let outgoing = accepted(&work.message(text(&to)).await);
    let refused = work.message(read(&outgoing, Value::Null)).await;
    assert_eq!(refused.error(), (400, 100, None));
    let details =
        |told: &Value| told["error"]["error_data"]["details"].as_str().unwrap().to_owned();
    assert!(details(&refused.json()).ends_with("is outgoing. Please use an incoming message ID."));
    let unknown = work.message(read("wamid.nothing", Value::Null)).await;
    assert_eq!(details(&unknown.json()), "Please check the message ID you have provided.");
}

#[tokio::test]
async fn settled_messages_are_forgotten_after_thirty_days() {
    let work = Work::begun(Policy::today()).await;
    let count =
        || work.scene.stage.platform.read(|world| (world.messages.len(), world.chats.len()));
    work.write_to(0..200).await;
    assert_eq!(count(), (200, 200));
    work.scene.pass("31d").await;
    work.write_to(0..110).await;
    let (messages, chats) = count();
    assert!(messages <= 120 && chats <= 120, "{messages} messages in {chats} chats are kept");
}
