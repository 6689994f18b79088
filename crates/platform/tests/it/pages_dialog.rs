//! The pop-up: its entrance, its screens, its outcome.

use http::{Request, StatusCode, header};
use serde_json::Value;

use crate::signup::{OPENER, Walk, dialog, relayed};
use crate::stage::{BASE, Stage};
use crate::visitor::Visitor;

#[tokio::test]
async fn b01_the_sdk_is_served_to_any_page() {
    let stage = Stage::new().await;
    for path in ["/en_US/sdk.js", "/de_DE/sdk.js?honest=1", "/en_US/all.js"] {
        let page = Visitor::new(&stage).open(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        page.says("window.FB = {").says("window.fbAsyncInit");
    }
    let page = Visitor::new(&stage).open("/nonsense/sdk.js").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn b01_b02_a_foreign_domain_is_refused_by_name() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let mut visitor = Visitor::new(&stage);
    let foreign = dialog(app, "").replace(OPENER, "https://evil.example");
    let page = visitor.open(&foreign).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says("may not be used on evil.example").says("allowed domains of the app");
    let page = visitor.open(&format!("/dialog/oauth?app_id=1&origin={OPENER}&channel=x")).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says("There is no app with the id 1");
    let page = visitor.open(&format!("/dialog/oauth?app_id={app}&channel=x")).await;
    page.says("did not say where it is");
    let redirect = format!("/dialog/oauth?client_id={app}&redirect_uri=https://evil.example/x");
    visitor.open(&redirect).await.says("may not be used on evil.example");
}

#[tokio::test]
async fn b03_a_telephone_is_sent_to_a_computer() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let request = Request::get(format!("{BASE}{}", dialog(app, "")))
        .header(header::USER_AGENT, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)")
        .body(bytes::Bytes::new())
        .unwrap();
    let answer = stage.http().send(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert!(String::from_utf8_lossy(answer.body()).contains("on a computer only"));
}

#[tokio::test]
async fn b06_b12_the_signup_runs_from_login_to_the_result() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, page) = Walk::begin(&stage, app, "").await;
    page.says("wants to connect your business").says("Who is billed").says("lang=\"en-US\"");
    assert_eq!(page.headers["cross-origin-opener-policy"], "unsafe-none");
    let page = walk.up_to_profile().await;
    page.says("do not use test names").says("Europe/Berlin").says("Shopping and retail");
    let page = walk.profile().await;
    page.says("Do not use a test or private number").says("Germany (+49)");
    let page = walk.number("0151 2345678").await;
    page.says("+49 151 234 5678").says("/desk/phones/491512345678");
    let code = walk.code("491512345678").await;
    let page = walk.step("verify", &[("code", &code)]).await;
    page.says("Lucky Cat Accounts").says("Send messages in your name");
    let page = walk.step("permissions", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("Your account is connected").says("id=\"finish\"");
    let said = relayed(&page);
    assert_eq!(said["nonce"], "n0nce");
    let event = &said["session_event"];
    assert_eq!((&event["type"], &event["event"]), (&"WA_EMBEDDED_SIGNUP".into(), &"FINISH".into()));
    let data = &event["data"];
    let (waba, phone, business) = stage.platform.read(|world| {
        let phone = world.phones.values().find(|phone| phone.name.current == "Lucky Cat").unwrap();
        let owner = world.wabas[&phone.waba].owner;
        (phone.waba.to_string(), phone.id.to_string(), owner.to_string())
    });
    assert_eq!(data["waba_id"], waba.as_str());
    assert_eq!(data["phone_number_id"], phone.as_str());
    assert_eq!(data["business_id"], business.as_str());
    let token = said["auth_response"]["accessToken"].as_str().unwrap();
    assert!(token.starts_with("EAA"));
    let key = stage.platform.token_key(token);
    assert!(stage.platform.read(|world| world.tokens.contains_key(&key)));
}

#[tokio::test]
async fn b12_a_code_comes_where_a_code_is_asked_for() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let asked = "response_type=code&override_default_response_type=true&config_id=7";
    let (mut walk, _) = Walk::begin(&stage, app, asked).await;
    let page = walk.walk_to_the_end().await;
    page.says("data-mode=\"done\" data-at-once");
    let said = relayed(&page);
    let code = said["auth_response"]["code"].as_str().unwrap();
    assert!(code.starts_with("AQB"));
    assert_eq!(said["auth_response"]["accessToken"], Value::Null);
    let key = stage.platform.code_key(code);
    assert!(stage.platform.read(|world| world.codes.contains_key(&key)));
}

#[tokio::test]
async fn b12_without_a_page_that_waits_the_result_comes_by_redirect() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let more = "response_type=code&state=s1";
    let (mut walk, _) = {
        let mut visitor = Visitor::new(&stage);
        let path = format!("/v21.0/dialog/oauth?client_id={app}&redirect_uri={OPENER}/back&{more}");
        let page = visitor.open(&path).await;
        let fields = [("next", path.as_str()), ("name", "Ada Cat"), ("email", "ada@cat.example")];
        let first = visitor.send("/login", &fields).await;
        let run = first.path.rsplit_once('/').unwrap().0.to_owned();
        (Walk { visitor, app, run }, page)
    };
    let page = walk.walk_to_the_end().await;
    page.never_says("data-message").says("http-equiv=\"refresh\"");
    let finish = format!("{}/finish", walk.run);
    let page = walk.visitor.open(&finish).await;
    assert_eq!(page.status, StatusCode::FOUND);
    let to = page.headers[header::LOCATION].to_str().unwrap();
    assert!(to.starts_with(&format!("{OPENER}/back?code=AQB")), "{to}");
    assert!(to.ends_with("&state=s1#_=_"), "{to}");
}

#[tokio::test]
async fn b12_cancelling_tells_the_step() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, page) =
        Walk::begin(&stage, app, "extras=%7B%22sessionInfoVersion%22:%222%22%7D").await;
    assert_eq!(relayed(&page)["session_event"], Value::Null, "the first screen has no step");
    let page = walk.up_to_profile().await;
    let open = relayed(&page);
    assert_eq!(open["session_event"]["data"]["current_step"], "WHATSAPP_BUSINESS_PROFILE_SETUP");
    page.says("data-mode=\"leaving\"");
    walk.profile().await;
    let page = walk.step("cancel", &[("step", "number")]).await;
    page.says("data-mode=\"cancelled\"").says("Signup cancelled");
    let said = relayed(&page);
    assert_eq!(said["session_event"]["event"], "CANCEL");
    assert_eq!(said["session_event"]["version"], 2);
    assert_eq!(said["session_event"]["data"]["current_step"], "PHONE_NUMBER_SETUP");
    assert_eq!(said["auth_response"], Value::Null);
}

#[tokio::test]
async fn b14_coming_back_finds_what_was_entered() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    walk.profile().await;
    walk.step("cancel", &[("step", "number")]).await;
    let page = walk.again().await;
    assert!(page.path.ends_with("/number"), "{}", page.path);
    let path = format!("{}/profile", walk.run);
    let page = walk.visitor.open(&path).await;
    page.says("value=\"Lucky Cat Accounts\"").says("<option value=\"47\" selected>");
    let page = walk.visitor.open(&format!("{}/business", walk.run)).await;
    page.says("value=\"hello@cat.example\"").says("<option value=\"DE\" selected>");
}

#[tokio::test]
async fn b07_a_second_run_adds_to_what_the_first_made() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let first = walk.run.clone();
    walk.again().await;
    assert_ne!(walk.run, first);
    walk.step("authorization", &[]).await;
    let business = stage.platform.read(|world| {
        let own = world.businesses.values().find(|one| !one.provider).unwrap();
        own.id.to_string()
    });
    let page = walk.step("business", &[("business", &business)]).await;
    page.says("Lucky Cat Accounts").says("Create a new account");
    let counted = stage.platform.read(|world| world.businesses.len());
    assert_eq!(counted, 2, "the provider and the business");
}

#[tokio::test]
async fn refusals_stand_beside_the_form_with_advice() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.step("authorization", &[]).await;
    let page = walk.step("business", &[("business", "new"), ("name", "Lucky Cat")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Please check this field: Business e-mail address").says("value=\"Lucky Cat\"");
    page.says("aria-invalid=\"true\"");
    walk.up_to_profile().await;
    let bad = [
        ("waba_name", "Lucky"),
        ("display_name", "Lucky ™"),
        ("timezone_id", "47"),
        ("vertical", "RETAIL"),
    ];
    let page = walk.step("profile", &bad).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("no emoji or symbols").says("Leave out symbols").says("value=\"Lucky ™\"");
    walk.profile().await;
    walk.number("1512345678").await;
    let page = walk.step("verify", &[("code", "000000")]).await;
    page.says("This code is not right").says("ask for a new code");
}

#[tokio::test]
async fn b09_a_number_with_an_account_is_refused_until_it_is_deleted_there() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    walk.profile().await;
    walk.visitor.send("/desk/phones/491512345678/use", &[("handset", "messenger")]).await;
    let page = walk.number("1512345678").await;
    page.says("is used in WhatsApp Messenger").says("delete the account");
    walk.visitor.send("/desk/phones/491512345678/use", &[("handset", "voice_menu")]).await;
    walk.number("1512345678").await.says("A voice menu answers");
    walk.visitor.send("/desk/phones/491512345678/use", &[("handset", "plain")]).await;
    walk.number("1512345678").await.says("Verification code");
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (walk, _) = Walk::begin(&stage, app, "").await;
    let request = Request::post(format!("{BASE}{}/authorization", walk.run))
        .header(header::ORIGIN, "https://evil.example")
        .body(bytes::Bytes::new())
        .unwrap();
    let answer = stage.http().send(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_run_is_shown_to_its_own_person_only() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (walk, _) = Walk::begin(&stage, app, "").await;
    let (mut other, _) = Walk::begin(&stage, app, "").await;
    let page = other.visitor.open(&format!("{}/authorization", walk.run)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.says("not open any more");
}
