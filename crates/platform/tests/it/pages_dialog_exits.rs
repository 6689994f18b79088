//! The pop-up's exits: cancelled at each step, a problem reported, redirect mode (requirement B12,
//! contract §1.4, §1.5).

use http::{StatusCode, header};
use serde_json::Value;
use url::Url;

use crate::signup::{OPENER, Walk, dialog, relayed};
use crate::stage::Stage;
use crate::visitor::{Page, Visitor};

/// Walks as far as the screen of this name.
async fn up_to(walk: &mut Walk, step: &str) -> Page {
    let mut page = walk.step("authorization", &[]).await;
    let order = ["business", "waba", "profile", "number", "verify", "permissions"];
    for passed in order.into_iter().take_while(|one| *one != step) {
        page = match passed {
            "business" => walk.business().await,
            "waba" => walk.step("waba", &[("waba", "new")]).await,
            "profile" => walk.profile().await,
            "number" => walk.number("1512345678").await,
            _ => {
                let code = walk.code("491512345678").await;
                walk.step("verify", &[("code", &code)]).await
            }
        };
    }
    page
}

#[tokio::test]
async fn b12_every_screen_is_left_with_its_step() {
    let steps = [
        ("business", "BUSINESS_ACCOUNT_SELECTION"),
        ("waba", "WABA_PHONE_PROFILE_PICKER"),
        ("profile", "WHATSAPP_BUSINESS_PROFILE_SETUP"),
        ("number", "PHONE_NUMBER_SETUP"),
        ("verify", "PHONE_NUMBER_VERIFICATION"),
        ("permissions", "PERMISSIONS"),
    ];
    for (step, word) in steps {
        let stage = Stage::new().await;
        let (app, _) = stage.provider().await;
        let (mut walk, _) = Walk::begin(&stage, app, "").await;
        let page = up_to(&mut walk, step).await;
        assert!(page.path.ends_with(step), "{step}: {}", page.path);
        let leaving = relayed(&page);
        assert_eq!(leaving["session_event"]["data"]["current_step"], word, "{step}");
        let said = relayed(&walk.step("cancel", &[("step", step)]).await);
        assert_eq!(said["session_event"]["event"], "CANCEL");
        assert_eq!(said["session_event"]["data"]["current_step"], word);
        assert_eq!(said["auth_response"], Value::Null);
        let page = walk.again().await;
        assert!(page.path.ends_with(step), "it goes on at {step}: {}", page.path);
    }
}

#[tokio::test]
async fn b12_a_reported_problem_is_a_cancel_with_its_number() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    let page = walk.profile().await;
    page.never_says("Report this problem");
    let page = walk.step("report", &[("step", "number")]).await;
    assert!(page.path.ends_with("/number"), "there is nothing to report: {}", page.path);
    walk.number("1512345678").await;
    let page = walk.step("verify", &[("code", "000000")]).await;
    page.says("This code is not right").says("Report this problem and leave");
    let page = walk.step("report", &[("step", "verify")]).await;
    page.says("data-mode=\"cancelled\"").says("Signup cancelled");
    let said = relayed(&page);
    let event = &said["session_event"];
    assert_eq!((&event["type"], &event["event"]), (&"WA_EMBEDDED_SIGNUP".into(), &"CANCEL".into()));
    let data = &event["data"];
    assert_eq!(data["error_message"], "This code is not right.");
    assert_eq!((&data["error_id"], &data["error_code"]), (&"2593039".into(), &"2593039".into()));
    assert_eq!(data["timestamp"], "1795334400");
    assert!(!data["session_id"].as_str().unwrap().is_empty());
    assert_eq!((&data["current_step"], &said["auth_response"]), (&Value::Null, &Value::Null));
    let told = stage.get("/_control/events?limit=5").await.to_string();
    assert!(
        told.contains("Ada Cat reported a problem at the code: This code is not right."),
        "{told}"
    );
    assert!(walk.again().await.path.ends_with("/verify"));
}

/// A person who is sent to the dialog by a whole page, up to where they are sent back.
async fn by_redirect(stage: &Stage, more: &str) -> (Walk, Page) {
    let (app, _) = stage.provider().await;
    let mut visitor = Visitor::new(stage);
    let path = format!("/v21.0/dialog/oauth?client_id={app}&redirect_uri={OPENER}/back&{more}");
    let fields = [("next", path.as_str()), ("name", "Ada Cat"), ("email", "ada@cat.example")];
    let first = visitor.send("/login", &fields).await;
    let run = first.path.rsplit_once('/').unwrap().0.to_owned();
    (Walk { visitor, app, run }, first)
}

async fn sent_back(walk: &mut Walk) -> Url {
    walk.walk_to_the_end().await;
    let page = walk.visitor.open(&format!("{}/finish", walk.run)).await;
    assert_eq!(page.status, StatusCode::FOUND);
    page.headers[header::LOCATION].to_str().unwrap().parse().unwrap()
}

fn part(text: Option<&str>, name: &str) -> Option<String> {
    form_urlencoded::parse(text.unwrap_or_default().as_bytes())
        .find_map(|(key, value)| (key == name).then(|| value.into_owned()))
}

#[tokio::test]
async fn b12_a_token_comes_in_the_fragment() {
    let stage = Stage::new().await;
    let (mut walk, _) = by_redirect(&stage, "response_type=token&state=s1").await;
    let to = sent_back(&mut walk).await;
    assert!(part(to.fragment(), "access_token").unwrap().starts_with("EAA"));
    assert_eq!(part(to.fragment(), "state").as_deref(), Some("s1"));
    assert_eq!(part(to.fragment(), "expires_in").as_deref(), Some("5184000"));
    assert_eq!(to.query(), None);
}

#[tokio::test]
async fn b12_code_and_token_come_together_and_granted_scopes_where_asked_for() {
    let stage = Stage::new().await;
    let more = "response_type=code%20token,granted_scopes&state=s1";
    let (mut walk, _) = by_redirect(&stage, more).await;
    let to = sent_back(&mut walk).await;
    let (code, token) = (part(to.fragment(), "code"), part(to.fragment(), "access_token"));
    assert!(code.unwrap().starts_with("AQB") && token.unwrap().starts_with("EAA"));
    let granted = part(to.fragment(), "granted_scopes").unwrap();
    assert!(granted.contains("whatsapp_business_management"), "{granted}");
}

#[tokio::test]
async fn b12_who_gives_up_is_sent_back_with_an_error() {
    let stage = Stage::new().await;
    let (mut walk, _) = by_redirect(&stage, "response_type=code&state=s1").await;
    let page = walk.step("cancel", &[("step", "authorization")]).await;
    let back = page.between("id=\"finish\" role=\"button\" href=\"", "\"").replace("&amp;", "&");
    let back: Url = back.parse().unwrap();
    let query = |name| part(back.query(), name);
    assert_eq!(query("error").as_deref(), Some("access_denied"));
    assert_eq!(query("error_code").as_deref(), Some("200"));
    assert_eq!(query("error_reason").as_deref(), Some("user_denied"));
    assert_eq!(query("state").as_deref(), Some("s1"));
}

#[tokio::test]
async fn b02_an_address_that_is_not_registered_is_blocked() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let mut visitor = Visitor::new(&stage);
    let to = |uri: &str| format!("/v21.0/dialog/oauth?client_id={app}&redirect_uri={uri}");
    let page = visitor.open(&to("https://evil.example/x")).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says("URL blocked").says("https://evil.example/x").never_says("access_denied");
    let uris = serde_json::json!({"uris": [format!("{OPENER}/back")]});
    stage.post(&format!("/_control/apps/{app}/redirects"), uris).await;
    visitor.open(&to(&format!("{OPENER}/other"))).await.says("URL blocked");
    let page = visitor.open(&to(&format!("{OPENER}/back"))).await;
    assert!(page.path.starts_with("/login"), "{}", page.path);
}

#[tokio::test]
async fn b12_a_code_of_redirect_mode_is_exchanged_with_the_same_address_only() {
    let stage = Stage::new().await;
    let (app, secret) = stage.provider().await;
    let mut visitor = Visitor::new(&stage);
    let path = format!(
        "/v21.0/dialog/oauth?client_id={app}&redirect_uri={OPENER}/back&response_type=code"
    );
    let fields = [("next", path.as_str()), ("name", "Ada Cat"), ("email", "ada@cat.example")];
    let first = visitor.send("/login", &fields).await;
    let run = first.path.rsplit_once('/').unwrap().0.to_owned();
    let mut walk = Walk { visitor, app, run };
    let to = sent_back(&mut walk).await;
    let code = part(to.query(), "code").unwrap();
    let exchange = |more: String| {
        format!(
            "{}/v21.0/oauth/access_token?client_id={app}&client_secret={secret}&code={code}{more}",
            crate::stage::BASE
        )
    };
    let ask = async |path: String| stage.send(shell::http::get(&path, None).unwrap()).await;
    for more in [String::new(), format!("&redirect_uri={OPENER}/other")] {
        let (status, told) = ask(exchange(more)).await;
        let error = &told["error"];
        assert_eq!((status, &error["error_subcode"]), (StatusCode::BAD_REQUEST, &36_008.into()));
        assert!(
            error["message"].as_str().unwrap().starts_with("Error validating verification code")
        );
    }
    let (status, told) = ask(exchange(format!("&redirect_uri={OPENER}/back"))).await;
    assert_eq!((status, &told["token_type"]), (StatusCode::OK, &"bearer".into()));
}

#[tokio::test]
async fn b12_asking_again_shows_the_consent_again() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    let page = walk.visitor.open(&dialog(app, "auth_type=rerequest")).await;
    assert!(page.path.ends_with("/authorization"), "{}", page.path);
    let page = walk.visitor.open(&dialog(app, "")).await;
    assert!(page.path.ends_with("/profile"), "{}", page.path);
    let page = walk.visitor.open(&dialog(app, "auth_type=reauthenticate")).await;
    assert!(page.path.starts_with("/login"), "{}", page.path);
}
