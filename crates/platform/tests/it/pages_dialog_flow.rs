//! The pop-up: how it starts, what it fills in ahead, existing profiles, limits (requirements B02
//! to B14, contract §1.2 and §9.10, points 14 and 15).

use graph::{AppId, PhoneNumberId};
use http::{Request, StatusCode, header};
use serde_json::{Value, json};
use world::Policy;

use crate::signup::{OPENER, Walk, configuration, dialog, log_in, relayed};
use crate::stage::{BASE, Stage};
use crate::visitor::{Page, Visitor};

/// `extras` as a page sends it.
fn extras(value: &Value) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("extras", &value.to_string()).finish()
}

async fn on_a_telephone(stage: &Stage, app: AppId) -> (StatusCode, String) {
    let request = Request::get(format!("{BASE}{}", dialog(app, "")))
        .header(header::USER_AGENT, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)")
        .body(bytes::Bytes::new())
        .unwrap();
    let answer = stage.http().send(request).await.unwrap();
    (answer.status(), String::from_utf8_lossy(answer.body()).into_owned())
}

#[tokio::test]
async fn b03_today_a_telephone_may_start_too() {
    let stage = Stage::in_era(Policy::today()).await;
    let (app, _) = stage.provider().await;
    assert_eq!(on_a_telephone(&stage, app).await.0, StatusCode::SEE_OTHER);
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (status, page) = on_a_telephone(&stage, app).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("Open the page on a desktop or laptop computer"), "{page}");
}

#[tokio::test]
async fn b02_only_a_providers_app_starts_the_signup() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (_, page) = Walk::begin(&stage, app, "").await;
    page.says("wants to connect your business");
    let foreign = dialog(AppId::new(4711), "");
    Visitor::new(&stage).open(&foreign).await.says("There is no app with the id 4711");
}

#[tokio::test]
async fn b02_an_unknown_configuration_is_refused_and_a_known_one_asks_for_what_it_says() {
    let stage = Stage::new().await;
    let (app, secret) = stage.provider().await;
    let (_, page) = Walk::begin(&stage, app, "config_id=7").await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.says("no login configuration with the id 7").says("config_id");
    let own = json!({"name": "Short", "sixty_days": true,
        "permissions": ["whatsapp_business_management"]});
    let path = format!("/_control/apps/{app}/configurations");
    let (_, made) = stage.post(&path, own).await;
    let config = made["config_id"].as_str().unwrap();
    let (mut walk, page) = Walk::begin(&stage, app, &format!("config_id={config}")).await;
    page.says("wants to connect your business");
    let said = relayed(&walk.walk_to_the_end().await);
    let code = said["auth_response"]["code"].as_str().unwrap();
    let path = format!("/v21.0/oauth/access_token?client_id={app}&client_secret={secret}");
    let told = stage.get(&format!("{path}&code={code}")).await;
    assert_eq!(told["expires_in"], 5_184_000, "a token that ends after 60 days");
    let token = told["access_token"].as_str().unwrap();
    let path = format!("/v21.0/debug_token?input_token={token}&access_token={token}");
    let scopes = stage.get(&path).await["data"]["scopes"].clone();
    assert_eq!(scopes, json!(["whatsapp_business_management", "public_profile"]));
    let listed = stage.get(&format!("/_control/apps/{app}/configurations")).await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 2);
    let mut desk = Visitor::new(&stage);
    desk.open("/desk/providers").await.says("Short").says("tokens end after 60 days");
    desk.send("/desk/providers/configurations/remove", &[("configuration", config)]).await;
    let (_, page) = Walk::begin(&stage, app, &format!("config_id={config}")).await;
    page.says("no login configuration");
    let lasting = configuration(&stage, app);
    let (_, page) = Walk::begin(&stage, app, &format!("config_id={lasting}")).await;
    page.says("wants to connect your business");
}

#[tokio::test]
async fn b04_setup_fills_fields_and_skips_nothing() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let setup = json!({"feature": "whatsapp_embedded_signup", "unknown": {"x": 1}, "setup": {
        "business": {"name": "Prefilled Ltd", "email": "pre@filled.example",
            "website": "https://filled.example", "phone": {"code": 49, "number": "30123456"},
            "address": {"streetAddress1": "1 Filled St", "city": "Berlin", "country": "DE"},
            "timezone": "Europe/Berlin"},
        "phone": {"displayName": "Prefilled", "category": "TRAVEL", "description": "We travel."}}});
    let (mut walk, page) = Walk::begin(&stage, app, &extras(&setup)).await;
    page.says("wants to connect your business");
    let page = walk.step("authorization", &[]).await;
    assert!(page.path.ends_with("/business"), "no screen is skipped: {}", page.path);
    page.says("value=\"Prefilled Ltd\"").says("value=\"pre@filled.example\"");
    page.says("value=\"1 Filled St\"").says("value=\"Berlin\"").says("value=\"+49 30123456\"");
    page.says("<option value=\"DE\" selected>").says("value=\"new\" selected");
    let typed = [
        ("business", "new"),
        ("name", "Typed Ltd"),
        ("email", "t@typed.example"),
        ("website", "https://typed.example"),
        ("country", "DE"),
        ("city", "Bonn"),
    ];
    walk.step("business", &typed).await;
    let page = walk.step("waba", &[("waba", "new")]).await;
    page.says("value=\"Prefilled\"").says("<option value=\"TRAVEL\" selected>");
    page.says("<option value=\"47\" selected>").says("We travel.");
    let page = walk.visitor.open(&format!("{}/business", walk.run)).await;
    page.says("value=\"Typed Ltd\"").says("value=\"Bonn\"").never_says("Prefilled Ltd");
}

#[tokio::test]
async fn b04_a_business_of_that_name_is_chosen_ahead() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let made = walk.made(&stage);
    let setup = json!({"setup": {"business": {"name": "lucky cat"},
        "whatsAppBusinessAccount": {"ids": made.waba.to_string()}}});
    let page = walk.visitor.open(&dialog(app, &extras(&setup))).await;
    walk.run = page.path.rsplit_once('/').unwrap().0.to_owned();
    let page = walk.step("authorization", &[]).await;
    page.says(&format!("<option value=\"{}\" selected>", made.business));
    let business = made.business.to_string();
    let page = walk.step("business", &[("business", &business)]).await;
    page.says(&format!("<option value=\"{}\" selected>", made.waba));
}

/// A person with a finished signup who has started another up to the account.
async fn again(stage: &Stage, app: AppId) -> (Walk, crate::signup::Made, Page) {
    let (mut walk, _) = Walk::begin(stage, app, "").await;
    walk.walk_to_the_end().await;
    let made = walk.made(stage);
    walk.again().await;
    walk.step("authorization", &[]).await;
    let business = made.business.to_string();
    let page = walk.step("business", &[("business", &business)]).await;
    (walk, made, page)
}

#[tokio::test]
async fn b08_an_existing_profile_is_looked_at_and_connected_as_it_is() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, made, page) = again(&stage, app).await;
    let (waba, phone) = (made.waba.to_string(), made.phone.to_string());
    page.says("Create a new profile with a new phone number").says("+49 151 234 5678");
    let page = walk.step("waba", &[("waba", "new"), ("profile", &phone)]).await;
    page.says("Please check this field").never_says("Your existing profile");
    let page = walk.step("waba", &[("waba", &waba), ("profile", &phone)]).await;
    page.says("Your existing profile").says("Shopping and retail").says("Europe/Berlin");
    page.never_says("<input id=\"display_name\"").never_says("<select");
    let page = walk.step("profile", &[("display_name", "Else")]).await;
    assert!(page.path.ends_with("/permissions"), "its number is verified: {}", page.path);
    walk.step("permissions", &[]).await.says("Your account is connected");
    let second = walk.made(&stage);
    assert_eq!((second.waba, second.phone), (made.waba, made.phone));
    let name = stage.platform.read(|world| world.phones[&made.phone].name.current.clone());
    assert_eq!(name, "Lucky Cat");
}

#[tokio::test]
async fn b08_a_number_left_unverified_is_verified_through_its_profile() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, made, _) = again(&stage, app).await;
    let business = made.business.to_string();
    let path = format!("/business/{business}/verification");
    walk.visitor.send(&path, &[]).await;
    stage
        .done(&world::Actor::Desk, world::Command::StartVerification { business: made.business })
        .await;
    let add = world::Command::AddPhoneNumber {
        waba: made.waba,
        number: graph::E164::parse("+491512345693").unwrap(),
        verified_name: "Second Cat".to_owned(),
    };
    let by = world::Actor::Person { person: made.person };
    let events = stage.done(&by, add).await;
    let phone: Option<PhoneNumberId> = events.iter().find_map(|event| match event {
        world::Event::PhoneAdded { phone, .. } => Some(*phone),
        _ => None,
    });
    let (waba, phone) = (made.waba.to_string(), phone.unwrap().to_string());
    walk.step("waba", &[("waba", &waba), ("profile", &phone)]).await.says("Second Cat");
    let page = walk.step("profile", &[]).await;
    assert!(page.path.ends_with("/verify"), "{}", page.path);
    let code = walk.code("491512345693").await;
    walk.step("verify", &[("code", &code)]).await;
    walk.step("permissions", &[]).await.says("Your account is connected");
    assert_eq!(walk.made(&stage).phone.to_string(), phone);
}

#[tokio::test]
async fn b08_a_new_number_goes_to_the_account_chosen() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, made, _) = again(&stage, app).await;
    let waba = made.waba.to_string();
    let page = walk.step("waba", &[("waba", &waba), ("profile", "new")]).await;
    page.says("id=\"display_name\"").never_says("id=\"waba_name\"");
    walk.profile().await;
    let page = walk.number("1512345694").await;
    page.says("Start business verification in the Business Manager first");
    let business = made.business;
    stage.done(&world::Actor::Desk, world::Command::StartVerification { business }).await;
    walk.number("1512345694").await;
    let code = walk.code("491512345694").await;
    walk.step("verify", &[("code", &code)]).await;
    walk.step("permissions", &[]).await.says("Your account is connected");
    let second = walk.made(&stage);
    assert_eq!(second.waba, made.waba);
    assert_ne!(second.phone, made.phone);
}

#[tokio::test]
async fn b06_a_person_creates_only_so_many_businesses() {
    let policy = Policy { businesses_per_person: 1, ..Policy::classic() };
    let stage = Stage::in_era(policy).await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    walk.again().await;
    let page = walk.step("authorization", &[]).await;
    page.says("You have created a business already").says("value=\"new\" disabled");
    page.never_says("id=\"name\"");
    let fields = [
        ("business", "new"),
        ("name", "Second"),
        ("email", "s@s.example"),
        ("website", "https://s.example"),
        ("country", "DE"),
    ];
    let page = walk.step("business", &fields).await;
    page.says("You have created a business already").says("Report this problem");
    assert!(page.path.ends_with("/business"));
}

#[tokio::test]
async fn b06_an_account_too_new_creates_no_business_yet() {
    let policy = Policy { account_age_seconds: 3_600, ..Policy::classic() };
    let stage = Stage::in_era(policy).await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    let page = walk.step("authorization", &[]).await;
    page.says("Your account is too new").says("November 22, 2026 at 09:00 UTC");
    walk.visitor.send("/desk/clock", &[("advance", "1h")]).await;
    let page = walk.up_to_profile().await;
    assert!(page.path.ends_with("/profile"), "{}", page.path);
}

#[tokio::test]
async fn b06_an_unverified_business_has_only_so_many_accounts() {
    let policy = Policy { wabas_before_verification: 1, ..Policy::classic() };
    let stage = Stage::in_era(policy).await;
    let (app, _) = stage.provider().await;
    let (mut walk, made, page) = again(&stage, app).await;
    page.says("A business that is not verified can have one account");
    let page = walk.step("waba", &[("waba", "new")]).await;
    page.says("A business that is not verified can have one account").says("Verify the business");
    let business = made.business;
    let verdict = json!({"business_id": business.to_string(), "approved": true});
    let (status, told) = stage.post("/_control/reviews/verification", verdict).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let page = walk.step("waba", &[("waba", "new")]).await;
    assert!(page.path.ends_with("/profile"), "{}", page.path);
    let policy = Policy { wabas_per_business: 1, ..Policy::classic() };
    let stage = Stage::in_era(policy).await;
    let (app, _) = stage.provider().await;
    let (mut walk, _, page) = again(&stage, app).await;
    page.says("has an account already, and can have no more");
    walk.step("waba", &[("waba", "new")]).await.says("has an account already");
}

#[tokio::test]
async fn b14_a_lost_login_comes_back_to_its_screen() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    let mut stranger = Visitor::new(&stage);
    let page = stranger.open(&format!("{}/profile", walk.run)).await;
    assert!(page.path.starts_with("/login?next=%2Fsignup%2F"), "{}", page.path);
    let next = format!("{}/profile", walk.run);
    let ada = stage
        .platform
        .read(|world| world.people.values().find(|one| one.name == "Ada Cat").unwrap().id);
    let fields = [("next", next.as_str()), ("person", &ada.to_string())];
    let page = stranger.send("/login", &fields).await;
    page.says("value=\"Lucky Cat\"").says("do not use test names");
    let (_, bert) = stage.post("/_control/people", json!({"name": "B", "email": "b@b.b"})).await;
    let bert = bert["person_id"].as_str().unwrap().parse().unwrap();
    let page = log_in(&stage, bert).await.open(&next).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.says("not open any more");
}

#[tokio::test]
async fn b14_nothing_is_created_twice_by_a_second_click() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let count = || stage.platform.read(|world| (world.wabas.len(), world.businesses.len()));
    let before = count();
    walk.step("permissions", &[]).await.says("Your account is connected");
    walk.profile().await.says("Your account is connected");
    assert_eq!(count(), before);
}

#[tokio::test]
async fn b13_the_profile_is_collected_before_there_is_a_certificate() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    let nameless = [("waba_name", "A"), ("timezone_id", "47"), ("vertical", "RETAIL")];
    walk.step("profile", &nameless).await.says("Please check this field: Display name");
    let certificates = || {
        stage
            .platform
            .read(|world| world.phones.values().filter(|one| one.certificate.is_some()).count())
    };
    walk.profile().await;
    walk.number("1512345678").await;
    let code = walk.code("491512345678").await;
    walk.step("verify", &[("code", &code)]).await;
    assert_eq!(certificates(), 0);
    walk.step("permissions", &[]).await.says("Your account is connected");
    assert_eq!(certificates(), 1);
    assert!(OPENER.contains("provider"));
}
