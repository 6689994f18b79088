//! Health and what a full disk does to webhooks, through what the server answers.

use std::sync::Arc;

use axum::body::Body;
use graph::webhook::{SIGNATURE_HEADER, sign};
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use shell::db::{Db, Mode};
use shell::http::Switchboard;
use tower::ServiceExt as _;

use crate::testing::{self, APP_SECRET};
use crate::{Provider, store};

async fn ask(provider: &Provider, path: &str) -> (StatusCode, Value) {
    let request = Request::get(path).header("host", "provider.localhost:8080");
    let request = request.body(Body::empty()).unwrap();
    let answer = provider.router().oneshot(request).await.unwrap();
    let status = answer.status();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap())
}

async fn deliver(provider: &Provider, body: &str) -> StatusCode {
    let request = Request::post("/webhooks/whatsapp")
        .header("host", "provider.localhost:8080")
        .header(SIGNATURE_HEADER, sign(APP_SECRET, body.as_bytes()))
        .body(Body::from(body.to_owned()))
        .unwrap();
    provider.router().oneshot(request).await.unwrap().status()
}

/// Room for so many more pages: a disk of which the end is near.
async fn room(db: &Db, pages: u32) {
    db.write(move |tx| {
        let used: u32 = tx.pragma_query_value(None, "page_count", |row| row.get(0))?;
        tx.pragma_update_and_check(None, "max_page_count", used + pages, |_| Ok(()))
    })
    .await
    .unwrap();
}

fn webhook(number: u32, padding: usize) -> String {
    let value = json!({ "event": "ACCOUNT_VIOLATION", "note": "x".repeat(padding) });
    let change = json!({ "field": "account_update", "value": value });
    json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": number.to_string(), "changes": [change] }],
    })
    .to_string()
}

#[tokio::test]
async fn a_stop_makes_it_unready_but_it_lives_and_answers_on() {
    let provider = testing::provider().await;
    assert_eq!(ask(&provider, "/health/live").await, (StatusCode::OK, json!({ "live": true })));
    let ready = json!({ "ready": true, "reasons": [] });
    assert_eq!(ask(&provider, "/health/ready").await, (StatusCode::OK, ready));
    provider.announce_stop();
    let stopping = json!({ "ready": false, "reasons": ["the server is stopping"] });
    let unready = (StatusCode::SERVICE_UNAVAILABLE, stopping);
    assert_eq!(ask(&provider, "/health/ready").await, unready);
    assert_eq!(ask(&provider, "/health/live").await.0, StatusCode::OK);
    assert_eq!(deliver(&provider, &webhook(1, 10)).await, StatusCode::OK);
}

#[tokio::test]
async fn a_full_disk_refuses_webhooks_and_takes_them_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&folder.path().join("provider.db"), Mode::Threaded).unwrap();
    let outside = testing::outside(db.clone().into(), &Arc::new(Switchboard::new()));
    let provider = Provider::open(testing::settings(), outside).await.unwrap();
    room(&db, 4).await;
    let large = webhook(2, 200_000);
    assert_eq!(deliver(&provider, &large).await, StatusCode::SERVICE_UNAVAILABLE);
    let open = |provider: &Provider| {
        let provider = provider.clone();
        async move { provider.db.read(store::figures::standing).await.unwrap().inbox_open }
    };
    assert_eq!(open(&provider).await, 0);
    // What was refused comes again, as the platform repeats it; nothing else was lost either.
    room(&db, 1_000).await;
    assert_eq!(deliver(&provider, &large).await, StatusCode::OK);
    assert_eq!(deliver(&provider, &large).await, StatusCode::OK);
    assert_eq!(open(&provider).await, 1);
    assert_eq!(ask(&provider, "/health/ready").await.0, StatusCode::OK);
    let text = provider.metrics().await.unwrap();
    let seen = shell::metrics::values(&text);
    let count = |outcome: &str| seen[&format!("vestibule_webhooks_total{{outcome=\"{outcome}\"}}")];
    let counts = (count("not_stored"), count("received"), count("duplicate"));
    assert_eq!(counts, (1.0, 1.0, 1.0), "{text}");
}
