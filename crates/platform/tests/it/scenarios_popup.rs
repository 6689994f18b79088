//! The scenarios that are about the pop-up, gone through as their `by_hand` tells: by a person who
//! opens it from a page.

use graph::AppId;
use http::{StatusCode, header};
use platform::scenario;
use platform::seeding::Fixture;
use serde_json::{Value, json};

use crate::signup::{OPENER, Walk, dialog, log_in, relayed};
use crate::stage::Stage;
use crate::visitor::Visitor;

/// A stage that is set up for a scenario, and the app that opens the pop-up.
async fn set_up(name: &str) -> (Stage, Fixture, AppId) {
    let stage = Stage::new().await;
    let fixture = scenario::named(name).expect(name).set_up(&stage.platform).await.unwrap();
    let app = fixture.get("APP_ID").unwrap().parse().unwrap();
    (stage, fixture, app)
}

#[tokio::test]
async fn pop_up_given_up_tells_error_step_and_an_account_without_a_number() {
    let (stage, _, app) = set_up("pop-up-given-up").await;
    let (mut walk, page) = Walk::begin(&stage, app, "").await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    let event = relayed(&page)["session_event"].clone();
    assert_eq!(event["event"], "CANCEL", "{event}");
    assert!(event["data"]["error_message"].is_string() && event["data"]["error_id"].is_string());
    walk.again().await;
    walk.up_to_profile().await;
    walk.profile().await;
    let page = walk.step("cancel", &[("step", "number")]).await;
    let said = relayed(&page);
    assert_eq!(said["session_event"]["data"]["current_step"], "PHONE_NUMBER_SETUP", "{said}");
    assert_eq!(said["auth_response"], Value::Null);
    let only = "extras=%7B%22featureType%22:%22only_waba_sharing%22%7D";
    let (mut walk, _) = Walk::begin(&stage, app, only).await;
    walk.up_to_profile().await;
    walk.profile().await;
    let page = walk.step("permissions", &[]).await;
    assert_eq!(relayed(&page)["session_event"]["event"], "FINISH_ONLY_WABA");
}

#[tokio::test]
async fn pop_up_without_answer_is_got_by_with_a_redirect() {
    let (stage, _, app) = set_up("pop-up-without-answer").await;
    let (mut walk, _) = Walk::begin(&stage, app, "response_type=code").await;
    let page = walk.walk_to_the_end().await;
    page.says("Your account is connected").never_says("data-message");
    page.says("<div id=\"relay\" hidden data-mode=\"done\"></div>");
    let path = format!(
        "/v21.0/dialog/oauth?client_id={app}&redirect_uri={OPENER}/back&response_type=code&state=s"
    );
    let mut visitor = Visitor::new(&stage);
    visitor.open(&path).await;
    let fields = [("next", path.as_str()), ("name", "Ben Cat"), ("email", "ben@cat.example")];
    let first = visitor.send("/login", &fields).await;
    let run = first.path.rsplit_once('/').unwrap().0.to_owned();
    let mut walk = Walk { visitor, app, run };
    walk.up_to_profile().await;
    walk.profile().await;
    walk.number("1512345679").await;
    let code = walk.code("491512345679").await;
    walk.step("verify", &[("code", &code)]).await;
    walk.step("permissions", &[]).await;
    let page = walk.visitor.open(&format!("{}/finish", walk.run)).await;
    let to = page.headers[header::LOCATION].to_str().unwrap();
    assert!(to.starts_with(&format!("{OPENER}/back?code=AQB")), "{to}");
}

#[tokio::test]
async fn message_apart_from_callback_first_one_alone_then_the_other() {
    let (stage, _, app) = set_up("message-apart-from-callback").await;
    let (mut walk, _) = Walk::begin(&stage, app, "response_type=code").await;
    let said = relayed(&walk.walk_to_the_end().await);
    assert_eq!(said["session_event"], Value::Null, "{said}");
    assert!(said["auth_response"]["code"].is_string());
    let (mut walk, _) = Walk::begin(&stage, app, "response_type=code").await;
    walk.up_to_profile().await;
    walk.profile().await;
    walk.number("1512345679").await;
    let code = walk.code("491512345679").await;
    walk.step("verify", &[("code", &code)]).await;
    let said = relayed(&walk.step("permissions", &[]).await);
    assert_eq!(said["session_event"]["event"], "FINISH", "{said}");
    assert_eq!((&said["auth_response"], &said["calls_back"]), (&Value::Null, &json!(false)));
}

#[tokio::test]
async fn provider_may_not_onboard_anybody_without_a_role() {
    let (stage, _, app) = set_up("provider-may-not-onboard").await;
    let (_, page) = Walk::begin(&stage, app, "").await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says("role=\"alert\"");
    let path = format!("/_control/apps/{app}/access");
    let level = json!({"mode": "live", "advanced": ["business_management",
        "whatsapp_business_management", "whatsapp_business_messaging"]});
    assert!(stage.post(&path, level).await.0.is_success());
    let (_, page) = Walk::begin(&stage, app, "").await;
    page.says("wants to connect your business");
}

#[tokio::test]
async fn held_by_another_partner_until_the_owner_takes_it_back() {
    let (stage, fixture, _) = set_up("held-by-another-partner").await;
    let id = |name: &str| fixture.get(name).unwrap().to_owned();
    let (rival, waba, business) =
        (id("APP_ID_2").parse().unwrap(), id("WABA_ID"), id("CLIENT_BUSINESS_ID"));
    let owner = stage.platform.read(|world| {
        let business = business.parse().unwrap();
        *world.businesses[&business].people.keys().next().unwrap()
    });
    let visitor: Visitor = log_in(&stage, owner).await;
    let mut walk = Walk { visitor, app: rival, run: String::new() };
    let page = walk.visitor.open(&dialog(rival, "")).await;
    walk.run = page.path.rsplit_once('/').unwrap().0.to_owned();
    walk.step("authorization", &[]).await;
    walk.step("business", &[("business", &business)]).await;
    let page = walk.step("waba", &[("waba", &waba)]).await;
    page.says("one provider only");
    let partner = id("BUSINESS_ID");
    let unshare = format!("/business/{business}/unshare");
    walk.visitor.send(&unshare, &[("waba", &waba), ("partner", &partner)]).await;
    let page = walk.step("waba", &[("waba", &waba)]).await;
    assert_eq!(page.status, StatusCode::OK);
    page.never_says("one provider only");
}
