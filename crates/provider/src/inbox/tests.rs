//! The inbox: genuine or refused, stored before the answer, taken in once.

use shell::sql::{Sql, Tx};
use std::sync::Arc;

use axum::body::Body;
use graph::webhook::{SIGNATURE_HEADER, sign};
use http::{Request, StatusCode};
use serde_json::json;
use shell::db::{Db, Mode};
use shell::http::Switchboard;
use tower::ServiceExt;

use super::*;
use crate::store::{clients, messages, timeline};
use crate::testing::{self, APP_SECRET};

const PHONE: PhoneNumberId = PhoneNumberId::new(101);

fn delivery(field: &str, value: &serde_json::Value) -> String {
    let change = json!({"field": field, "value": value});
    json!({"object": "whatsapp_business_account", "entry": [{"id": "77", "changes": [change]}]})
        .to_string()
}

fn reply(wamid: &str) -> String {
    delivery(
        "messages",
        &json!({
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "4930", "phone_number_id": "101"},
            "contacts": [{"profile": {"name": "Cem"}, "wa_id": "49170"}],
            "messages": [{"from": "49170", "id": wamid, "timestamp": "1764590400",
                "text": {"body": "hello"}, "type": "text"}],
        }),
    )
}

async fn post(provider: &Provider, path: &str, body: &str, signature: Option<&str>) -> StatusCode {
    let mut request = Request::post(path).header("host", "provider.localhost:8080");
    if let Some(signature) = signature {
        request = request.header(SIGNATURE_HEADER, signature);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    provider.router().oneshot(request).await.unwrap().status()
}

async fn deliver(provider: &Provider, body: &str) -> StatusCode {
    let signature = sign(APP_SECRET, body.as_bytes());
    post(provider, "/webhooks/whatsapp", body, Some(&signature)).await
}

async fn open_count(provider: &Provider) -> usize {
    let for_ever = later(testing::noon(), SignedDuration::from_hours(9_000));
    provider.db.read(move |db| inbox::open(db, for_ever, 100)).await.unwrap().len()
}

async fn messages_with_cem(provider: &Provider) -> usize {
    let read = |db: &Tx<'_>| messages::with_customer(db, PHONE, "49170", 100);
    provider.db.read(read).await.unwrap().len()
}

#[tokio::test]
async fn an_unsigned_or_wrongly_signed_body_is_refused_and_not_kept() {
    let provider = testing::provider().await;
    let body = reply("w1");
    let path = "/webhooks/whatsapp";
    let right = sign(APP_SECRET, body.as_bytes());
    let other = sign("another secret", body.as_bytes());
    for signature in [None, Some(""), Some("sha256="), Some(other.as_str()), Some(&right[7..])] {
        let status = post(&provider, path, &body, signature).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{signature:?}");
    }
    let changed = body.replace("hello", "hellO");
    assert_eq!(post(&provider, path, &changed, Some(&right)).await, StatusCode::UNAUTHORIZED);
    assert_eq!(open_count(&provider).await, 0);
}

#[tokio::test]
async fn a_body_larger_than_meta_sends_is_refused() {
    let provider = testing::provider().await;
    let status = deliver(&provider, &"x".repeat(BODY_MAX + 1)).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_repetition_is_acknowledged_and_applied_once() {
    let provider = testing::provider().await;
    for _ in 0..3 {
        assert_eq!(deliver(&provider, &reply("w1")).await, StatusCode::OK);
    }
    assert_eq!(open_count(&provider).await, 1);
    assert!(drain(&provider).await.unwrap());
    assert_eq!(deliver(&provider, &reply("w1")).await, StatusCode::OK);
    assert!(!drain(&provider).await.unwrap());
    assert_eq!(messages_with_cem(&provider).await, 1);
}

#[tokio::test]
async fn what_was_acknowledged_outlives_a_restart_and_so_does_the_memory_of_it() {
    let folder = std::env::temp_dir().join(format!("vestibule-inbox-{}", std::process::id()));
    let path = folder.join("provider.db");
    // A folder of an earlier run with the same process id.
    let _ = std::fs::remove_dir_all(&folder);
    let open = async || {
        let db = Db::open(&path, Mode::Inline).unwrap();
        let outside = testing::outside(db.into(), &Arc::new(Switchboard::new()));
        Provider::open(testing::settings(), outside).await.unwrap()
    };
    let provider = open().await;
    assert_eq!(deliver(&provider, &reply("w1")).await, StatusCode::OK);
    drop(provider);
    let provider = open().await;
    assert_eq!(open_count(&provider).await, 1);
    drain(&provider).await.unwrap();
    drop(provider);
    let provider = open().await;
    assert_eq!(deliver(&provider, &reply("w1")).await, StatusCode::OK);
    assert_eq!(open_count(&provider).await, 0);
    assert_eq!(messages_with_cem(&provider).await, 1);
    drop(provider);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn repetitions_are_known_for_eight_days_and_then_forgotten() {
    let provider = testing::provider().await;
    deliver(&provider, &reply("w1")).await;
    drain(&provider).await.unwrap();
    provider.clock.advance(SignedDuration::from_hours(24 * 8 - 1)).unwrap();
    deliver(&provider, &reply("w1")).await;
    assert_eq!(open_count(&provider).await, 0, "known on the eighth day");
    provider.clock.advance(SignedDuration::from_hours(2)).unwrap();
    deliver(&provider, &reply("w2")).await;
    drain(&provider).await.unwrap();
    let all = (i64::MAX, i64::MAX);
    let kept = provider.db.read(move |db| inbox::digests_before(db, all, 10)).await.unwrap().len();
    assert_eq!(kept, 1, "the old one is gone from the table");
    provider.clock.advance(SignedDuration::from_hours(24)).unwrap();
    deliver(&provider, &reply("w3")).await;
    drain(&provider).await.unwrap();
    assert_eq!(provider.recent.held(), 2, "and with its day from memory");
}

#[tokio::test]
async fn c08_an_account_nobody_told_us_of_becomes_a_client_to_be_looked_at() {
    let provider = testing::provider().await;
    let info = json!({"waba_id": "98", "owner_business_id": "23"});
    let body = delivery("account_update", &json!({"event": "PARTNER_ADDED", "waba_info": info}));
    assert_eq!(deliver(&provider, &body).await, StatusCode::OK);
    drain(&provider).await.unwrap();
    let waba = graph::id::WabaId::new(98);
    let row = provider.db.read(move |db| clients::get(db, waba)).await.unwrap().unwrap();
    assert_eq!(row.again_at, Some(testing::noon()));
    let facts = provider.db.read(move |db| timeline::of_client(db, waba, None, 10)).await.unwrap();
    assert_eq!(facts[0].what, "reported account_update: PARTNER_ADDED");
}

#[tokio::test]
async fn i03_what_the_platform_reports_stands_at_the_time_it_says() {
    let provider = testing::provider().await;
    let now = testing::noon();
    let cases = [(-90, -89_000_001), (0, 0), (90, 0)];
    for (seconds, micros) in cases {
        let said = (now + SignedDuration::from_secs(seconds)).as_second();
        let info = json!({"waba_id": "98", "owner_business_id": "23", "said": said});
        let body =
            delivery("account_update", &json!({"event": "PARTNER_ADDED", "waba_info": info}));
        let mut body: serde_json::Value = serde_json::from_str(&body).unwrap();
        body["entry"][0]["time"] = json!(said);
        assert_eq!(deliver(&provider, &body.to_string()).await, StatusCode::OK);
        drain(&provider).await.unwrap();
        let read = |db: &Tx<'_>| {
            let mut facts = timeline::of_client(db, graph::id::WabaId::new(98), None, 10)?;
            facts.sort_by_key(|fact| fact.seq);
            Ok(facts)
        };
        let at = provider.db.read(read).await.unwrap().last().unwrap().at;
        assert_eq!(at, now + SignedDuration::from_micros(micros), "{seconds}");
    }
}

#[tokio::test]
async fn the_handshake_is_answered_for_the_right_token_only() {
    let provider = testing::provider().await;
    let ask = async |token: &str| {
        let query = graph::webhook::handshake_query("1158201444", token);
        let request = Request::get(format!("http://127.0.0.1:8080/webhooks/whatsapp?{query}"));
        let answer = provider.router().oneshot(request.body(Body::empty()).unwrap());
        let answer = answer.await.unwrap();
        let status = answer.status();
        (status, axum::body::to_bytes(answer.into_body(), 100).await.unwrap())
    };
    assert_eq!(ask("verify-0123456789abcdef").await, (StatusCode::OK, "1158201444".into()));
    assert_eq!(ask("wrong").await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_instance_signs_with_its_own_secret() {
    let provider = testing::provider().await;
    let context = crate::perform::secret_context(PHONE);
    let sealed = provider.sealer.seal(&context, b"its own secret", &provider.secrets);
    let now = testing::noon();
    let wish = instances::Wish {
        phone: PHONE,
        waba: graph::id::WabaId::new(98),
        password: "p".to_owned(),
        secret: sealed,
        home: None,
        home_until: now,
    };
    let want = move |tx: &Tx<'_>| instances::want(tx, &wish, now);
    provider.db.write(want).await.unwrap();
    let body = json!({"contacts": [{"profile": {"name": "Cem"}, "wa_id": "49170"}],
        "messages": [{"from": "49170", "id": "w9", "timestamp": "1764590400",
            "text": {"body": "hello"}, "type": "text"}]})
    .to_string();
    let path = "/webhooks/onprem/101";
    let foreign = sign(APP_SECRET, body.as_bytes());
    assert_eq!(post(&provider, path, &body, Some(&foreign)).await, StatusCode::UNAUTHORIZED);
    let own = sign("its own secret", body.as_bytes());
    assert_eq!(post(&provider, path, &body, Some(&own)).await, StatusCode::OK);
    let unknown = post(&provider, "/webhooks/onprem/102", &body, Some(&own)).await;
    assert_eq!(unknown, StatusCode::NOT_FOUND);
    for no_id in ["18446744073709551615", "9223372036854775808", "x"] {
        let path = format!("/webhooks/onprem/{no_id}");
        assert_eq!(post(&provider, &path, &body, Some(&own)).await, StatusCode::NOT_FOUND);
    }
    drain(&provider).await.unwrap();
    assert_eq!(messages_with_cem(&provider).await, 1);
}

#[tokio::test]
async fn a_webhook_that_cannot_be_applied_holds_up_no_other_and_is_set_aside() {
    let provider = testing::provider().await;
    let now = provider.clock.now();
    let poison = move |tx: &Tx<'_>| {
        clients::add(tx, graph::id::WabaId::new(97), now)?;
        tx.execute("CREATE UNIQUE INDEX poison ON client (waba_name)", &[])
    };
    provider.db.write(poison).await.unwrap();
    let info = json!({"waba_id": "98", "owner_business_id": "23"});
    let bad = delivery("account_update", &json!({"event": "PARTNER_ADDED", "waba_info": info}));
    assert_eq!(deliver(&provider, &bad).await, StatusCode::OK);
    assert_eq!(deliver(&provider, &reply("w1")).await, StatusCode::OK);
    assert!(drain(&provider).await.unwrap());
    assert_eq!(messages_with_cem(&provider).await, 1);
    let entry = async || {
        let found = provider.db.read(|db| inbox::get(db, 1)).await.unwrap();
        found.unwrap().0
    };
    // It is tried again after a pause each time, and in the end set aside.
    for tries in 1..ATTEMPTS_MAX {
        let shown = entry().await;
        assert_eq!((shown.attempts, shown.state), (tries, inbox::State::Open));
        assert!(!drain(&provider).await.unwrap(), "not before its time");
        provider.clock.set(shown.again_at.unwrap()).unwrap();
        drain(&provider).await.unwrap();
    }
    let shown = entry().await;
    assert_eq!((shown.attempts, shown.state), (ATTEMPTS_MAX, inbox::State::Poison));
    assert!(shown.problem.unwrap().to_lowercase().contains("unique"));
    assert_eq!(open_count(&provider).await, 0);
    // Once it can be applied somebody has it tried again.
    let mend = |tx: &Tx<'_>| tx.execute("DROP INDEX poison", &[]);
    provider.db.write(mend).await.unwrap();
    let now = provider.clock.now();
    let retry = move |tx: &Tx<'_>| decide(tx, Decision::Retry { seq: 1 }, "anna", now);
    assert_eq!(provider.db.write(retry).await.unwrap(), 1);
    drain(&provider).await.unwrap();
    assert_eq!(entry().await.state, inbox::State::Done);
    let waba = graph::id::WabaId::new(98);
    assert!(provider.db.read(move |db| clients::get(db, waba)).await.unwrap().is_some());
}

#[tokio::test]
async fn two_secrets_count_while_one_replaces_the_other() {
    let settings = crate::Settings {
        app_secret_previous: Some("previous-0123456789abcdef".into()),
        ..testing::settings()
    };
    let outside = testing::outside(Sql::scratch().await.unwrap(), &Arc::new(Switchboard::new()));
    let provider = Provider::open(settings, outside).await.unwrap();
    let path = "/webhooks/whatsapp";
    let cases = [
        (APP_SECRET, StatusCode::OK),
        ("previous-0123456789abcdef", StatusCode::OK),
        ("older-0123456789abcdef", StatusCode::UNAUTHORIZED),
    ];
    for (n, (secret, expected)) in cases.into_iter().enumerate() {
        let body = reply(&format!("w{n}"));
        let signature = sign(secret, body.as_bytes());
        assert_eq!(post(&provider, path, &body, Some(&signature)).await, expected, "{secret}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_before_anything_is_made_of_it() {
    let provider = testing::provider().await;
    for (size, expected) in
        [(BODY_MAX, StatusCode::OK), (BODY_MAX + 1, StatusCode::PAYLOAD_TOO_LARGE)]
    {
        let body = " ".repeat(size);
        assert_eq!(deliver(&provider, &body).await, expected);
    }
    assert_eq!(open_count(&provider).await, 1);
}
