//! The pop-up: its entrance, its screens, its outcome (contract §1.3).

use http::{Request, StatusCode, header};
use serde_json::{Value, json};

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
    let config = crate::signup::configuration(&stage, app);
    let asked =
        format!("response_type=code&override_default_response_type=true&config_id={config}");
    let (mut walk, _) = Walk::begin(&stage, app, &asked).await;
    let page = walk.walk_to_the_end().await;
    page.says("data-mode=\"done\" data-at-once");
    let said = relayed(&page);
    let code = said["auth_response"]["code"].as_str().unwrap();
    assert!(code.starts_with("AQB"));
    let members = json!({"code": code, "userID": null, "expiresIn": null});
    assert_eq!(said["auth_response"], members, "no token comes with a code");
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
async fn b12_session_info_of_version_2_names_no_business() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "extras=%7B%22sessionInfoVersion%22:2%7D").await;
    let event = relayed(&walk.walk_to_the_end().await)["session_event"].clone();
    assert_eq!((&event["event"], &event["version"]), (&"FINISH".into(), &2.into()));
    let members: Vec<&str> =
        event["data"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, ["waba_id", "phone_number_id"]);
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
    let of_the_business = || {
        stage.platform.read(|world| {
            let owned =
                |waba: &&world::Waba| world.business(waba.owner).is_ok_and(|owner| !owner.provider);
            world.wabas.values().filter(owned).count()
        })
    };
    assert_eq!(of_the_business(), 1, "one account for one run");
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
    walk.step("waba", &[("waba", "new")]).await;
    walk.profile().await;
    walk.number("1512345679").await;
    let code = walk.code("491512345679").await;
    walk.step("verify", &[("code", &code)]).await;
    assert_eq!(of_the_business(), 1, "half a run makes none");
    walk.step("permissions", &[]).await.says("data-mode=\"done\"");
    assert_eq!(of_the_business(), 2, "and one for the next");
}

#[tokio::test]
async fn refusals_stand_beside_the_form_with_advice() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.step("authorization", &[]).await;
    let page = walk.step("business", &[("business", "new"), ("name", "Lucky Cat")]).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("Please check this field: Business e-mail address").says("value=\"Lucky Cat\"");
    page.says("aria-invalid=\"true\"");
    let here = format!("{}/business", walk.run);
    assert_eq!(page.path, here, "nothing is sent twice by loading again");
    walk.visitor.open(&here).await.says("Please check this field").says("value=\"Lucky Cat\"");
    walk.visitor.open(&format!("{}/authorization", walk.run)).await.never_says("Please check");
    walk.visitor.open(&here).await.never_says("Please check");
    walk.up_to_profile().await;
    let bad = [
        ("waba_name", "Lucky"),
        ("display_name", "Lucky ™"),
        ("timezone_id", "47"),
        ("vertical", "RETAIL"),
    ];
    let page = walk.step("profile", &bad).await;
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

#[tokio::test]
async fn the_login_page_names_the_field_and_keeps_what_was_typed() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let mut visitor = Visitor::new(&stage);
    let next = dialog(app, "");
    let fields = |name: &'static str, email: &'static str| {
        [("next", next.clone()), ("name", name.to_owned()), ("email", email.to_owned())]
    };
    for (typed, label, marked) in [
        (fields("", "ada@cat.example"), "Your name", "id=\"name-wrong\""),
        (fields("Ada Cat", "ada"), "Your e-mail address", "id=\"email-wrong\""),
    ] {
        let form: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = visitor.send("/login", &form).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says(&format!("Please check this field: {label}")).never_says("Business");
        page.says("aria-invalid=\"true\"").says(marked);
        for (_, value) in &typed[1..] {
            page.says(&format!("value=\"{value}\""));
        }
        let again = page.path.clone();
        visitor.open(&again).await.says(marked);
    }
    let form = fields("Ada Cat", "ada@cat.example");
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visitor.send("/login", &form).await.says("wants to connect your business");
}

#[tokio::test]
async fn a_locked_number_says_until_when_and_offers_nothing_that_is_refused() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    walk.profile().await;
    walk.number("1512345678").await;
    for _ in 0..4 {
        let page = walk.step("verify", &[("code", "000000")]).await;
        page.says("This code is not right").says("Call me instead");
    }
    let page = walk.step("verify", &[("code", "000000")]).await;
    page.says("guessed wrong too often").says("November 22, 2026 at 20:00 UTC");
    page.says("It is November 22, 2026 at 08:00 UTC").says("href=\"/desk/clock\"");
    page.never_says("Call me instead").never_says("id=\"code\"").says("Use another number");
    let (mut other, _) = Walk::begin(&stage, app, "").await;
    other.up_to_profile().await;
    other.profile().await;
    other.number("1512345678").await.says("guessed wrong too often").says("20:00 UTC");
    walk.visitor.send("/desk/clock", &[("advance", "12h")]).await;
    let path = format!("{}/verify", walk.run);
    let page = walk.visitor.open(&path).await;
    page.never_says("guessed wrong").says("Call me instead").says("id=\"code\"");
}

#[tokio::test]
async fn codes_that_are_spent_are_not_offered() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    walk.profile().await;
    let mut page = walk.number("1512345678").await;
    for _ in 0..4 {
        page.says("Send a new text message");
        walk.visitor.send("/desk/clock", &[("advance", "2m")]).await;
        page = walk.step("resend", &[("method", "sms")]).await;
    }
    page.says("No further code can be sent before November 23, 2026 at 08:00 UTC");
    page.never_says("Send a new text message").says("id=\"code\"");
}

#[tokio::test]
async fn e08_ones_own_number_is_said_to_be_connected_already() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await.says("We wrote to the e-mail address of your business");
    let page = walk.visitor.open("/desk/mailbox?to=hello@cat.example").await;
    page.says("You share an account with");
    walk.again().await;
    walk.up_to_profile().await;
    walk.profile().await;
    let page = walk.number("1512345678").await;
    page.says("already connected to your account “Lucky Cat Accounts”").never_says("Delete it");
    let (mut other, _) = Walk::begin(&stage, app, "").await;
    other.up_to_profile().await;
    other.profile().await;
    let page = other.number("1512345678").await;
    page.says("is in use on another account").never_says("Lucky Cat Accounts”");
}

#[tokio::test]
async fn b02_the_page_opened_by_its_number_is_told_its_name() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let address = dialog(app, "").replace(OPENER, "http://127.0.0.1:8080");
    let page = Visitor::new(&stage).open(&address).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says("may not be used on 127.0.0.1")
        .says("Open the page as http://provider.localhost:8080/");
}

#[tokio::test]
async fn a_person_who_lost_the_way_sees_a_page_and_a_program_an_error_of_graph() {
    let stage = Stage::new().await;
    for path in ["/nope", "/desk/nope"] {
        let request = Request::get(format!("{BASE}{path}"))
            .header(header::ACCEPT, "text/html,*/*;q=0.8")
            .body(bytes::Bytes::new())
            .unwrap();
        let answer = stage.http().send(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("script-src 'self'"), "{policy}");
        let html = String::from_utf8_lossy(answer.body());
        assert!(
            html.contains("There is nothing here") && html.contains("href=\"/desk\""),
            "{html}"
        );
        let page = Visitor::new(&stage).open(path).await;
        page.says("\"fbtrace_id\"");
    }
}
