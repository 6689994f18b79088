//! The console's page of webhooks: what was set aside is shown as it came, and decided about.

use axum::body::Body;
use graph::webhook::{SIGNATURE_HEADER, sign};
use http::Request;
use provider::store::{audit as rows, inbox};
use serde_json::json;

use crate::house::House;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Posts a signed body; it is kept, and the server deals with it.
pub(crate) async fn deliver(house: &House, body: &str) {
    let request = Request::post("/webhooks/whatsapp")
        .header("host", "provider.localhost:8080")
        .header(SIGNATURE_HEADER, sign(SECRET, body.as_bytes()));
    let answer = house.browser().raw(request.body(Body::from(body.to_owned())).unwrap()).await;
    assert_eq!(answer.status, 200);
    work(house).await;
}

async fn work(house: &House) {
    while house.provider.tick().await.unwrap() {}
}

/// How many webhooks wait, and how many are set aside.
async fn counts(house: &House) -> (u64, u64) {
    house.provider.db.read(inbox::counts).await.unwrap()
}

#[tokio::test]
async fn webhooks_that_were_set_aside_are_shown_tried_again_and_given_up() {
    let house = House::new().await;
    let mut operator = house.operator().await;
    assert!(operator.get("/console/inbox").await.text.contains("Nothing is set aside."));
    deliver(&house, "{\"object\": <script>alert(1)</script>").await;
    let fine = json!({"object": "whatsapp_business_account", "entry": []}).to_string();
    deliver(&house, &fine).await;
    let page = operator.get("/console/inbox").await;
    for words in ["data-webhook=\"1\" data-state=\"poison\"", "it cannot be read"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    assert!(!page.text.contains("data-webhook=\"2\""), "one that was applied is no trouble");
    // As it came, and harmless.
    let page = operator.get("/console/inbox/1").await;
    assert!(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{}", page.text);
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    let page = operator.get("/console/inbox/2").await;
    assert!(page.text.contains("data-state=\"done\"") && !page.text.contains("/discard"));
    assert_eq!(operator.get("/console/inbox/3").await.status, 404);

    let page = operator.post_form("/console/inbox/1/retry", &[]).await;
    assert_eq!((page.status.as_u16(), page.location()), (303, "/console/inbox"));
    assert_eq!(counts(&house).await, (1, 0));
    work(&house).await;
    assert_eq!(counts(&house).await, (0, 1), "tried again and set aside again");
    assert!(operator.get("/console/inbox/1").await.text.contains("1 time"));
    assert_eq!(operator.post_form("/console/inbox/1/discard", &[]).await.status, 303);
    assert_eq!(counts(&house).await, (0, 0));
    for deed in ["retry", "discard"] {
        for seq in [1, 2, 3] {
            let path = format!("/console/inbox/{seq}/{deed}");
            assert_eq!(operator.post_form(&path, &[]).await.status, 404, "{path}");
        }
    }
    let all = house.provider.db.read(|tx| rows::after(tx, 0, 100)).await.unwrap();
    let log = serde_json::to_string(&all).unwrap();
    for deed in ["had a webhook tried again", "gave a webhook up"] {
        assert_eq!(log.matches(deed).count(), 1, "{deed}: {log}");
    }
}

#[tokio::test]
async fn webhooks_are_shown_to_operators_and_decided_by_their_own_forms_only() {
    let house = House::new().await;
    deliver(&house, "{\"object\": 7").await;
    let mut stranger = house.browser();
    for path in ["/console/inbox", "/console/inbox/1"] {
        let page = stranger.get(path).await;
        assert_eq!(page.status, 303, "{path}");
        assert!(!page.text.contains("object"), "{path}");
    }
    assert_eq!(
        stranger.post_form("/console/inbox/1/discard", &[]).await.location(),
        "/console/login"
    );
    let mut operator = house.operator().await;
    operator.origin = Some("https://evil.test");
    for deed in ["retry", "discard"] {
        let page = operator.post_form(&format!("/console/inbox/1/{deed}"), &[]).await;
        assert_eq!(page.status, 403);
    }
    assert_eq!(counts(&house).await, (0, 1));
}
