//! Callbacks: bound to a browser, stored before the answer, used once.

use shell::sql::Sql;
use std::sync::{Arc, Mutex};

use axum::extract::Request;
use axum::{Json, Router};
use jiff::SignedDuration;
use serde_json::{Value, json};
use shell::http::Switchboard;

use super::*;
use crate::testing;

/// A platform that answers each call with the next of these, and remembers what it was asked.
fn platform(answers: Vec<Value>) -> (Arc<Switchboard>, Arc<Mutex<Vec<String>>>) {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let answers = Arc::new(Mutex::new(answers.into_iter()));
    let log = Arc::clone(&asked);
    let answer = move |request: Request| {
        log.lock().unwrap().push(format!("{} {}", request.method(), request.uri().path()));
        let next = answers.lock().unwrap().next();
        async move {
            let body = next.unwrap_or_else(|| json!({"error": {"message": "down", "code": 2}}));
            let status = if body["error"].is_null() { 200 } else { 500 };
            (http::StatusCode::from_u16(status).unwrap(), Json(body))
        }
    };
    let switchboard = Arc::new(Switchboard::new());
    switchboard.connect("platform.localhost:8090", Router::new().fallback(answer));
    (switchboard, asked)
}

async fn provider(switchboard: &Arc<Switchboard>) -> Provider {
    let outside = testing::outside(Sql::scratch().await.unwrap(), switchboard);
    Provider::open(testing::settings(), outside).await.unwrap()
}

fn debugged(app: &str, is_valid: bool, targets: &[&str]) -> Value {
    let scope = json!({"scope": "whatsapp_business_management", "target_ids": targets});
    json!({"data": {"app_id": app, "is_valid": is_valid, "scopes": [], "granular_scopes": [scope]}})
}

async fn newest(provider: &Provider, state: &str) -> CallbackRow {
    let hash = sha256_hex(state.as_bytes());
    provider.db.read(move |db| callbacks::of_state(db, &hash)).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_state_belongs_to_one_browser_once_and_not_for_ever() {
    let provider = testing::provider().await;
    let token = || Handed::Token("EAAtoken".to_owned());
    let started = provider.start_signup("cookie", None).await.unwrap();
    let state = &started.state;
    for (session, state) in [("another cookie", state.as_str()), ("cookie", "made up")] {
        let refused = provider.take_callback(session, state, token(), None).await.unwrap_err();
        assert!(matches!(refused, CallbackRefusal::NotYours));
    }
    provider.take_callback("cookie", state, token(), None).await.unwrap();
    let again = provider.take_callback("cookie", state, token(), None).await.unwrap_err();
    assert!(matches!(again, CallbackRefusal::Used));
    let late = provider.start_signup("cookie", None).await.unwrap();
    provider.clock.advance(SignedDuration::from_mins(STATE_MINUTES)).unwrap();
    let refused = provider.take_callback("cookie", &late.state, token(), None).await.unwrap_err();
    assert!(matches!(refused, CallbackRefusal::TooLate));
}

#[tokio::test]
async fn the_token_lies_sealed_and_is_destroyed_after_use() {
    let (switchboard, _) = platform(vec![debugged("11", true, &["98", "99"])]);
    let provider = provider(&switchboard).await;
    let started = provider.start_signup("cookie", Some("anna@shop.example".into())).await.unwrap();
    let handed = Handed::Token("EAA-very-secret".to_owned());
    provider.take_callback("cookie", &started.state, handed, None).await.unwrap();
    let stored = newest(&provider, &started.state).await;
    assert!(!stored.sealed.unwrap().contains("very-secret"));
    assert!(work(&provider).await.unwrap());
    let used = newest(&provider, &started.state).await;
    assert_eq!((used.sealed, used.problem), (None, None));
    assert_eq!(used.wabas, [WabaId::new(98), WabaId::new(99)]);
    let row = provider.db.read(|db| clients::get(db, WabaId::new(98))).await.unwrap().unwrap();
    assert_eq!(row.contact.as_deref(), Some("anna@shop.example"));
    assert!(!work(&provider).await.unwrap(), "used once");
}

#[tokio::test]
async fn i03_the_signup_stands_before_what_came_of_it_whoever_was_quicker() {
    let (switchboard, _) = platform(vec![debugged("11", true, &["98"])]);
    let provider = provider(&switchboard).await;
    let started = provider.start_signup("cookie", None).await.unwrap();
    let waba = WabaId::new(98);
    // The platform tells of the account, and we look at it, before the browser comes back.
    for (who, what) in [(timeline::PLATFORM, "reported it"), (timeline::PROVIDER, "assigned")] {
        provider.clock.advance(SignedDuration::from_millis(300)).unwrap();
        let at = provider.clock.now();
        let fact = timeline::Fact { at, waba: Some(waba), phone: None, who, what };
        provider.db.write(move |tx| timeline::add(tx, fact)).await.unwrap();
    }
    provider.clock.advance(SignedDuration::from_millis(300)).unwrap();
    let handed = Handed::Token("EAAtoken".to_owned());
    provider.take_callback("cookie", &started.state, handed, None).await.unwrap();
    provider.clock.advance(SignedDuration::from_mins(5)).unwrap();
    work(&provider).await.unwrap();
    let facts = provider.db.read(move |db| timeline::of_client(db, waba, None, 9)).await.unwrap();
    let words: Vec<&str> = facts.iter().rev().map(|fact| fact.what.as_str()).collect();
    assert_eq!(words, ["signed up", "reported it", "assigned"]);
}

#[tokio::test]
async fn i03_a_signup_nobody_told_us_of_before_has_the_time_it_was_received() {
    let (switchboard, _) = platform(vec![debugged("11", true, &["98"])]);
    let provider = provider(&switchboard).await;
    let started = provider.start_signup("cookie", None).await.unwrap();
    let handed = Handed::Token("EAAtoken".to_owned());
    provider.take_callback("cookie", &started.state, handed, None).await.unwrap();
    let received_at = provider.clock.now();
    provider.clock.advance(SignedDuration::from_mins(5)).unwrap();
    work(&provider).await.unwrap();
    let read = |db: &Tx<'_>| timeline::of_client(db, WabaId::new(98), None, 9);
    let facts = provider.db.read(read).await.unwrap();
    assert_eq!((facts.len(), facts[0].at), (1, received_at));
}

#[tokio::test]
async fn a_code_is_exchanged_once_and_the_token_survives_a_failing_second_call() {
    let token = json!({"access_token": "EAAtoken", "token_type": "bearer"});
    let down = json!({"error": {"message": "down", "code": 2}});
    let (switchboard, asked) = platform(vec![token, down, debugged("11", true, &["98"])]);
    let provider = provider(&switchboard).await;
    let started = provider.start_signup("cookie", None).await.unwrap();
    let handed = Handed::Code("AQBcode".to_owned());
    provider.take_callback("cookie", &started.state, handed, None).await.unwrap();
    work(&provider).await.unwrap();
    assert!(newest(&provider, &started.state).await.problem.is_some());
    provider.clock.advance(SignedDuration::from_secs(10)).unwrap();
    work(&provider).await.unwrap();
    assert_eq!(newest(&provider, &started.state).await.wabas, [WabaId::new(98)]);
    let exchange = "POST /v21.0/oauth/access_token";
    let debug = "GET /v21.0/debug_token";
    assert_eq!(*asked.lock().unwrap(), [exchange, debug, debug]);
}

#[tokio::test]
async fn a_token_of_another_app_or_without_permission_makes_no_client() {
    for (answer, expected) in [
        (debugged("12", true, &["98"]), "another app"),
        (debugged("11", false, &["98"]), "not valid"),
        (debugged("11", true, &[]), "did not grant"),
    ] {
        let (switchboard, _) = platform(vec![answer]);
        let provider = provider(&switchboard).await;
        let started = provider.start_signup("cookie", None).await.unwrap();
        let handed = Handed::Token("EAAtoken".to_owned());
        provider.take_callback("cookie", &started.state, handed, None).await.unwrap();
        work(&provider).await.unwrap();
        let row = newest(&provider, &started.state).await;
        assert!(row.problem.as_deref().unwrap().contains(expected), "{row:?}");
        assert_eq!(row.sealed, None);
        let client = provider.db.read(|db| clients::get(db, WabaId::new(98))).await.unwrap();
        assert_eq!(client, None);
    }
}

#[tokio::test]
async fn c01_a_token_for_everything_is_tried_on_the_account_that_the_browser_named() {
    let everything = || {
        let scope = json!({"scope": "whatsapp_business_management"});
        json!({"data": {"app_id": "11", "is_valid": true, "granular_scopes": [scope]}})
    };
    let reached = json!({"id": "98"});
    let denied = json!({"error": {"message": "no permission", "code": 200}});
    for (answer, expected) in [(reached, vec![WabaId::new(98)]), (denied, vec![])] {
        let (switchboard, asked) = platform(vec![everything(), answer]);
        let provider = provider(&switchboard).await;
        let contact = Some("anna@shop.example".to_owned());
        let started = provider.start_signup("cookie", contact).await.unwrap();
        let handed = Handed::Token("EAAtoken".to_owned());
        let hint = Some(WabaId::new(98));
        provider.take_callback("cookie", &started.state, handed, hint).await.unwrap();
        work(&provider).await.unwrap();
        assert_eq!(asked.lock().unwrap()[1], "GET /v21.0/98");
        let used = newest(&provider, &started.state).await;
        assert_eq!((used.wabas, used.sealed), (expected.clone(), None));
        let client = provider.db.read(|db| clients::get(db, WabaId::new(98))).await.unwrap();
        assert_eq!(client.is_some(), !expected.is_empty());
    }
}
