//! Faults of the pop-up: what the page that opened it does not hear.

use http::StatusCode;
use serde_json::{Value, json};

use crate::faults_calls::{counts, order};
use crate::signup::{OPENER, Walk, log_in, relayed};
use crate::stage::Stage;
use crate::visitor::{Page, Visitor};

/// The last screen of a signup under a fault; the signup itself went well.
async fn ended(kind: impl Into<Value>) -> (Page, Stage) {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    order(&stage, json!({"kind": kind.into(), "matching": {"app_id": app}})).await;
    let (mut walk, _) = Walk::begin(&stage, app, "response_type=code").await;
    let page = walk.walk_to_the_end().await;
    page.says("Your account is connected");
    walk.made(&stage);
    assert_eq!(counts(&stage).await, [(1, 1)]);
    // Shown again it is the same, and no further strike.
    let again = walk.visitor.open(&page.path).await;
    assert_eq!(again.html.contains("id=\"relay\""), page.html.contains("id=\"relay\""));
    assert_eq!(counts(&stage).await, [(1, 1)]);
    (page, stage)
}

#[tokio::test]
async fn the_page_hears_nothing() {
    let (page, _) = ended("popup_no_answer").await;
    // The button closes the window, and the script finds nothing to say.
    page.says("id=\"finish\"").says("<div id=\"relay\" hidden data-mode=\"done\"></div>");
    page.never_says("data-message");
}

#[tokio::test]
async fn the_message_comes_without_the_callback() {
    let (page, _) = ended("popup_message_only").await;
    let said = relayed(&page);
    assert_eq!(said["session_event"]["event"], "FINISH");
    assert_eq!((&said["auth_response"], &said["calls_back"]), (&Value::Null, &json!(false)));
}

#[tokio::test]
async fn the_callback_comes_without_the_message() {
    let (page, _) = ended("popup_callback_only").await;
    let said = relayed(&page);
    assert_eq!(said["session_event"], Value::Null);
    assert!(said["auth_response"]["code"].as_str().is_some_and(|code| code.starts_with("AQB")));
    assert!(said.get("calls_back").is_none());
}

#[tokio::test]
async fn the_message_is_told_otherwise_than_ever() {
    let late = json!({"popup_message_late": {"ms": 2500}});
    for (kind, telling) in [
        (json!("popup_message_last"), json!({"last": true})),
        (late, json!({"late_ms": 2500})),
        (json!("popup_message_twice"), json!({"copies": 1})),
        (json!({"popup_message_twice": {"copies": 3}}), json!({"copies": 3})),
        (json!("popup_message_object"), json!({"object": true})),
    ] {
        let (page, _) = ended(kind).await;
        let said = relayed(&page);
        assert_eq!(said["telling"], telling);
        assert_eq!(said["session_event"]["event"], "FINISH", "all of it comes: {said}");
        assert!(said["auth_response"]["code"].is_string(), "{said}");
    }
}

#[tokio::test]
async fn a_coexistence_names_the_account_and_nothing_else() {
    let (page, stage) = ended("popup_message_coexistence").await;
    let said = relayed(&page);
    let waba = stage.platform.read(|world| {
        let made = world.signups.values().next().unwrap();
        let world::SignupStage::Done(outcome) = &made.stage else { panic!("{:?}", made.stage) };
        outcome.waba.to_string()
    });
    assert_eq!(said["session_event"]["event"], "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING");
    assert_eq!(said["session_event"]["data"], json!({"waba_id": waba}));
    assert_eq!((&said["telling"], &said["version"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn the_script_of_the_sdk_does_not_load() {
    let stage = Stage::new().await;
    order(&stage, json!({"kind": "sdk_blocked", "when": {"nth": 2}})).await;
    let mut visitor = Visitor::new(&stage);
    for status in [StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE, StatusCode::OK] {
        let page = visitor.open("/de_DE/sdk.js").await;
        assert_eq!(page.status, status);
        // A page may load it from anywhere; what failed is asked for again.
        assert_eq!(page.headers["access-control-allow-origin"], "*");
        assert_eq!(page.headers["cache-control"] == "no-store", status != StatusCode::OK);
        assert_eq!(page.html.contains("FB"), status == StatusCode::OK);
    }
    assert_eq!(counts(&stage).await, [(2, 1)]);
}

#[tokio::test]
async fn orders_that_cannot_mean_anything_are_refused() {
    let stage = Stage::new().await;
    for (wish, why) in [
        (json!({"kind": "popup_message_late"}), "ms"),
        (json!({"kind": {"popup_message_late": {"ms": 0}}}), "`ms` must be from 1 to 600000"),
        (json!({"kind": {"popup_message_late": {"ms": 600_001}}}), "`ms` must be from 1 to"),
        (json!({"kind": {"popup_message_twice": {"copies": 0}}}), "`copies` must be from 1 to"),
        (json!({"kind": {"popup_message_last": {"ms": 5}}}), "popup_message_last"),
        (
            json!({"kind": "popup_message_object", "matching": {"field": "messages"}}),
            "a fault of the end of a pop-up cannot be matched by `field`",
        ),
        (
            json!({"kind": "sdk_blocked", "matching": {"app_id": "1"}}),
            "a fault of the loading of the SDK cannot be matched by `app_id`",
        ),
    ] {
        let (status, told) = stage.post("/_control/faults", wish.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wish}");
        let said = told["error"]["message"].as_str().unwrap_or_default();
        assert!(said.contains(why), "{wish}: {said}");
    }
}

#[tokio::test]
async fn an_error_comes_instead_of_the_first_screen() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let error =
        json!({"kind": {"popup_error": {"message": "Solution Co can't onboard customers"}}});
    order(&stage, error).await;
    let (mut walk, page) = Walk::begin(&stage, app, "").await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says("onboard customers").says("data-mode=\"leaving\"");
    let event = &relayed(&page)["session_event"];
    assert_eq!((&event["event"], &event["type"]), (&json!("CANCEL"), &json!("WA_EMBEDDED_SIGNUP")));
    let data = &event["data"];
    assert_eq!(data["error_message"], "Solution Co can't onboard customers");
    assert!(data["error_id"].is_string() && data["session_id"].is_string(), "{data}");
    assert!(stage.platform.read(|world| world.signups.is_empty()), "nothing was begun");
    walk.again().await.never_says("onboard customers");
}

#[tokio::test]
async fn an_ordered_error_blames_nobody() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    order(&stage, json!({"kind": "popup_error"})).await;
    let (_, page) = Walk::begin(&stage, app, "").await;
    page.says("Something went wrong. Please try again later.").never_says("disk");
    let data = &relayed(&page)["session_event"]["data"];
    assert_eq!(data["error_message"], "Something went wrong. Please try again later.");
}

#[tokio::test]
async fn where_no_page_waits_the_redirect_goes_on_as_ever() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    order(&stage, json!({"kind": "popup_error"})).await;
    let person = stage.platform.read(|world| world.people.keys().next().copied()).unwrap();
    let mut visitor = log_in(&stage, person).await;
    let path = format!(
        "/v21.0/dialog/oauth?client_id={app}&redirect_uri={OPENER}/back&response_type=code"
    );
    let page = visitor.open(&path).await;
    assert_eq!((page.status, counts(&stage).await), (StatusCode::OK, vec![(0, 0)]));
}
