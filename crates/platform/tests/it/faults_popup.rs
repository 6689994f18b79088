//! Faults of the pop-up: what the page that opened it does not hear.

use http::StatusCode;
use serde_json::{Value, json};

use crate::faults_calls::{counts, order};
use crate::signup::{OPENER, Walk, log_in, relayed};
use crate::stage::Stage;
use crate::visitor::Page;

/// The last screen of a signup under a fault; the signup itself went well.
async fn ended(kind: &str) -> (Page, Stage) {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    order(&stage, json!({"kind": kind, "matching": {"app_id": app}})).await;
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
