//! The pop-up against hands that do not keep to its order: screens out of turn, what belongs to
//! others, what was taken away meanwhile, the same form sent twice (rules A12, B02, B06, B08, B14,
//! D02, H03).

use http::StatusCode;
use serde_json::json;
use world::{Actor, Command, Policy, Role};

use crate::signup::{Walk, dialog};
use crate::stage::Stage;
use crate::visitor::Visitor;

async fn begun() -> (Stage, Walk) {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (walk, _) = Walk::begin(&stage, app, "").await;
    (stage, walk)
}

/// How often a code was shown on a telephone.
async fn codes(stage: &Stage, number: &str) -> usize {
    let told = stage.get(&format!("/_control/handsets/{number}")).await;
    told["data"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "code").count()
}

#[tokio::test]
async fn b06_no_screen_is_jumped_over() {
    let (stage, mut walk) = begun().await;
    let page = walk.step("authorization", &[]).await;
    assert!(page.path.ends_with("/business"), "{}", page.path);
    let page = walk.number("1512345678").await;
    assert!(page.path.ends_with("/business"), "{}", page.path);
    assert_eq!(codes(&stage, "+491512345678").await, 0, "no code goes out");
    let page = walk.visitor.open(&format!("{}/verify", walk.run)).await;
    assert!(page.path.ends_with("/business"), "{}", page.path);
    walk.walk_to_the_end().await.says("Your account is connected");
    let page = walk.visitor.open(&format!("{}/profile", walk.run)).await;
    page.says("Your account is connected");
    walk.step("cancel", &[("step", "profile")]).await.says("Your account is connected");
}

#[tokio::test]
async fn b14_a_form_sent_twice_is_sent_once() {
    let (stage, mut walk) = begun().await;
    walk.up_to_profile().await;
    walk.profile().await;
    for _ in 0..2 {
        let page = walk.number("1512345678").await;
        assert!(page.path.ends_with("/verify"), "{}", page.path);
        page.says("Verification code").never_says("Report this problem");
    }
    assert_eq!(codes(&stage, "+491512345678").await, 1);
    walk.step("verify", &[("code", "")]).await.says("Please check this field: Verification code");
    let code = walk.code("491512345678").await;
    walk.step("verify", &[("code", &code)]).await;
    walk.step("permissions", &[]).await.says("Your account is connected");
}

#[tokio::test]
async fn b08_a_number_of_the_account_that_is_proved_is_taken_as_it_is() {
    let (stage, mut walk) = begun().await;
    walk.walk_to_the_end().await;
    let first = walk.made(&stage);
    let shown = || {
        stage.platform.read(|world| {
            let phone = &world.phones[&first.phone];
            let issued = phone.certificate.as_ref().map(|one| one.nonce.clone());
            (world.phones.len(), phone.standing, issued)
        })
    };
    let before = shown();
    let (status, _) = stage.post("/_control/clock", json!({"advance": "3d"})).await;
    assert!(status.is_success());
    walk.again().await;
    walk.step("authorization", &[]).await;
    walk.step("business", &[("business", &first.business.to_string())]).await;
    walk.step("waba", &[("waba", &first.waba.to_string()), ("profile", "new")]).await;
    walk.profile().await;
    let page = walk.number("1512345678").await;
    assert!(page.path.ends_with("/permissions"), "it needs no code: {}", page.path);
    walk.step("permissions", &[]).await.says("Your account is connected");
    assert_eq!(walk.made(&stage).phone, first.phone);
    assert_eq!(shown(), before, "neither a second trial nor another certificate");
}

#[tokio::test]
async fn a12_what_is_not_ones_own_cannot_be_chosen() {
    let (stage, mut walk) = begun().await;
    walk.walk_to_the_end().await;
    let hers = walk.made(&stage);
    let (_, bert) = stage.post("/_control/people", json!({"name": "B", "email": "b@b.b"})).await;
    let bert = bert["person_id"].as_str().unwrap().to_owned();
    let mut other = Walk { visitor: Visitor::new(&stage), app: walk.app, run: String::new() };
    other.visitor.send("/login", &[("next", "/business"), ("person", &bert)]).await;
    other.again().await;
    other.step("authorization", &[]).await;
    let page = other.step("business", &[("business", &hers.business.to_string())]).await;
    assert!(page.path.ends_with("/business"), "not one of its people: {}", page.path);
    other.business().await;
    let page = other.step("waba", &[("waba", &hers.waba.to_string())]).await;
    assert!(page.path.ends_with("/waba"), "of another business: {}", page.path);
    let page = other.step("waba", &[("waba", "new")]).await;
    assert!(page.path.ends_with("/profile"), "{}", page.path);
}

#[tokio::test]
async fn a12_who_is_no_admin_any_more_does_not_finish() {
    let (stage, mut walk) = begun().await;
    walk.walk_to_the_end().await;
    let made = walk.made(&stage);
    walk.again().await;
    walk.step("authorization", &[]).await;
    walk.step("business", &[("business", &made.business.to_string())]).await;
    walk.step("waba", &[("waba", "new")]).await;
    walk.profile().await;
    walk.number("1512345679").await;
    let code = walk.code("491512345679").await;
    walk.step("verify", &[("code", &code)]).await;
    let role = async |role: Role| {
        let (business, person) = (made.business, made.person);
        stage.done(&Actor::Desk, Command::AddMember { business, person, role }).await;
    };
    let (_, bert) = stage.post("/_control/people", json!({"name": "B", "email": "b@b.b"})).await;
    let bert = bert["person_id"].as_str().unwrap().parse().unwrap();
    let join = Command::AddMember { business: made.business, person: bert, role: Role::Admin };
    stage.done(&Actor::Desk, join).await;
    role(Role::Employee).await;
    let page = walk.step("permissions", &[]).await;
    page.never_says("Your account is connected").says("an admin");
    role(Role::Admin).await;
    walk.step("permissions", &[]).await.says("Your account is connected");
}

#[tokio::test]
async fn d02_a_disabled_account_is_not_connected_again() {
    let (stage, mut walk) = begun().await;
    walk.walk_to_the_end().await;
    let made = walk.made(&stage);
    let measure = json!({"waba_id": made.waba, "violation": "SCAM", "measure": "disable"});
    assert!(stage.post("/_control/measures", measure).await.0.is_success());
    walk.again().await;
    walk.step("authorization", &[]).await;
    let page = walk.step("business", &[("business", &made.business.to_string())]).await;
    let option = format!("<option value=\"{}\" disabled", made.waba);
    page.says(&option);
    let page = walk.step("waba", &[("waba", &made.waba.to_string())]).await;
    assert!(page.path.ends_with("/waba"), "{}", page.path);
    page.says("disabled").says("Report this problem");
    let lift = json!({"waba_id": made.waba});
    assert!(stage.post("/_control/measures/lift", lift).await.0.is_success());
    let page = walk.step("waba", &[("waba", &made.waba.to_string())]).await;
    assert!(page.path.ends_with("/profile"), "{}", page.path);
}

#[tokio::test]
async fn b06_a_time_zone_is_one_of_the_list() {
    let (_stage, mut walk) = begun().await;
    walk.up_to_profile().await;
    let profile = |zone: &'static str| {
        [
            ("waba_name", "Lucky Cat"),
            ("display_name", "Lucky Cat"),
            ("timezone_id", zone),
            ("vertical", "RETAIL"),
        ]
    };
    let page = walk.step("profile", &profile("593")).await;
    assert!(page.path.ends_with("/profile"), "{}", page.path);
    page.says("Please check this field");
    let page = walk.step("profile", &profile("592")).await;
    assert!(page.path.ends_with("/number"), "{}", page.path);
}

#[tokio::test]
async fn b08_the_number_of_an_existing_profile_is_not_exchanged() {
    let (stage, mut walk) = begun().await;
    walk.walk_to_the_end().await;
    let made = walk.made(&stage);
    stage.done(&Actor::Desk, Command::StartVerification { business: made.business }).await;
    walk.again().await;
    walk.step("authorization", &[]).await;
    walk.step("business", &[("business", &made.business.to_string())]).await;
    let chosen = [("waba", made.waba.to_string()), ("profile", made.phone.to_string())];
    let chosen: Vec<_> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    walk.step("waba", &chosen).await.says("Your existing profile");
    walk.step("profile", &[]).await;
    walk.number("1512345699").await;
    assert_eq!(codes(&stage, "+491512345699").await, 0);
    let add = Command::AddPhoneNumber {
        waba: made.waba,
        number: graph::E164::parse("+491512345693").unwrap(),
        verified_name: "Second Cat".to_owned(),
    };
    let events = stage.done(&Actor::Person { person: made.person }, add).await;
    let second = events.iter().find_map(|event| match event {
        world::Event::PhoneAdded { phone, .. } => Some(phone.to_string()),
        _ => None,
    });
    let waba = made.waba.to_string();
    let second = second.expect("a number");
    walk.step("waba", &[("waba", &waba), ("profile", &second)]).await.says("Second Cat");
    for _ in 0..2 {
        let page = walk.step("profile", &[]).await;
        assert!(page.path.ends_with("/verify"), "the first code counts: {}", page.path);
        assert_eq!(codes(&stage, "+491512345693").await, 1);
    }
    walk.step("waba", &chosen).await.says("Your existing profile");
    walk.step("profile", &[]).await;
    walk.step("permissions", &[]).await.says("Your account is connected");
    assert_eq!(walk.made(&stage).phone, made.phone);
}

#[tokio::test]
async fn b02_only_this_computers_own_pages_are_told_their_right_address() {
    let (stage, walk) = begun().await;
    let mut visitor = Visitor::new(&stage);
    let opened = |origin: &str| {
        format!("/v21.0/dialog/oauth?app_id={}&display=popup&origin={origin}", walk.app)
    };
    let near = visitor.open(&opened("http://127.0.0.1:8080")).await;
    assert_eq!(near.status, StatusCode::BAD_REQUEST);
    near.says("provider.localhost:8080");
    let far = visitor.open(&opened("https://evil.example")).await;
    assert_eq!(far.status, StatusCode::BAD_REQUEST);
    far.never_says("https://provider.localhost");
    let unknown = dialog(walk.app, "").replace("v21.0", "v9.9");
    assert_eq!(visitor.open(&unknown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn b12_an_address_to_return_to_is_one_of_the_web() {
    let (stage, walk) = begun().await;
    let path = format!("/_control/apps/{}/redirects", walk.app);
    let with = async |uri: &str| stage.post(&path, json!({"uris": [uri]})).await.0.is_success();
    for uri in ["ftp://provider.localhost/back", "https://provider.localhost/a b", "back"] {
        assert!(!with(uri).await, "{uri}");
    }
    assert!(with("https://provider.localhost/back").await);
}

#[tokio::test]
async fn h03_an_app_goes_back_to_development_while_somebody_signs_up() {
    let stage = Stage::in_era(Policy::classic().by_hand()).await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    let access = format!("/_control/apps/{app}/access");
    assert!(stage.post(&access, json!({"mode": "development"})).await.0.is_success());
    let page = walk.visitor.open(&dialog(app, "")).await;
    page.says("is in development mode");
    assert!(stage.post(&access, json!({"mode": "live"})).await.0.is_success());
    walk.visitor.open(&dialog(app, "")).await.never_says("is in development mode");
}
