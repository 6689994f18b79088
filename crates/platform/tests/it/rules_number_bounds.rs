//! Where the life of a number meets its bounds: caps, codes asked for too soon, accounts that are
//! disabled, moves that are not in order (rules D02, E07, E08, B06; contract §2.5, §3.5, §4.3,
//! §4.7).

use serde_json::{Value, json};
use world::{Outcome, Policy};

use crate::graph_scene::{Provider, Run, Scene, Told};
use crate::live::{DONE, customer};
use crate::rules_number_life::owner_of;
use crate::signup::Walk;
use crate::stage::Stage;

impl Scene {
    async fn number(&self, waba: graph::WabaId, number: &str) -> Told {
        let body = json!({"phone_number": number, "verified_name": "Lucky Two"});
        self.post(&format!("/v21.0/{waba}/phone_numbers"), &self.provider.admin, Some(body)).await
    }

    async fn disable(&self, outcome: &Outcome) {
        let measure = json!({"waba_id": outcome.waba, "violation": "SCAM", "measure": "disable"});
        self.control("measures", measure).await;
    }

    async fn offered(&self, number: &str) -> String {
        let path = format!("/v21.0/{}/add_phone_numbers", self.provider.business);
        let told = self.post(&path, &self.provider.admin, Some(json!({"phone_number": number})));
        told.await.json()["id"].as_str().expect("its id").to_owned()
    }

    async fn code_on(&self, number: &str) -> String {
        let told = self.stage.get(&format!("/_control/handsets/{number}")).await;
        let words = told["data"][0]["body"].as_str().expect("a code");
        words.chars().filter(char::is_ascii_digit).collect()
    }
}

#[tokio::test]
async fn e07_an_account_has_so_many_numbers_and_no_more() {
    let policy = Policy { numbers_per_waba: 2, ..Policy::classic() };
    let scene = Scene::in_era(policy.by_hand()).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    scene.verify_business(&outcome, true).await;
    assert_eq!(scene.number(outcome.waba, "+16505550171").await.status, 200);
    let refused = scene.number(outcome.waba, "+16505550172").await;
    assert_eq!(refused.error().1, 100, "{}", refused.text);
    assert!(refused.text.contains("maximum number of phone numbers"), "{}", refused.text);
}

#[tokio::test]
async fn d02_a_disabled_account_takes_no_numbers() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    scene.verify_business(&outcome, true).await;
    let id = scene.offered("+16505550177").await;
    let ask = format!("/v21.0/{id}/request_code?code_method=SMS&language=en_US");
    assert_eq!(scene.post(&ask, &scene.provider.admin, None).await.text, DONE);
    let first = scene.code_on("+16505550177").await;
    assert_eq!(scene.post(&ask, &scene.provider.admin, None).await.text, DONE, "on its way");
    assert_eq!(scene.code_on("+16505550177").await, first, "no second code");
    let verify = format!("/v21.0/{id}/verify_code?code={first}");
    assert_eq!(scene.post(&verify, &scene.provider.admin, None).await.text, DONE);
    let claim = async || {
        let path = format!("/v21.0/{}/phone_numbers", outcome.waba);
        let body = json!({"preverified_id": id, "verified_name": "Lucky Two"});
        scene.post(&path, &scene.provider.admin, Some(body)).await
    };
    scene.disable(&outcome).await;
    for refused in [scene.number(outcome.waba, "+16505550171").await, claim().await] {
        assert_eq!(refused.status / 100, 4, "{}", refused.text);
    }
    scene.control("measures/lift", json!({"waba_id": outcome.waba})).await;
    assert_eq!(scene.number(outcome.waba, "+16505550171").await.status, 200);
    assert_eq!(claim().await.status, 200);
}

#[tokio::test]
async fn numbers_proved_ahead_are_shared_among_providers_only() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let id = scene.offered("+16505550177").await;
    let share = async |partner: graph::BusinessId| {
        let own = scene.provider.business;
        let path = format!("/v21.0/{own}/share_preverified_numbers?preverified_id={id}");
        let path = format!("{path}&partner_business_id={partner}");
        scene.post(&path, &scene.provider.admin, None).await
    };
    for other in [outcome.business, scene.provider.business] {
        let refused = share(other).await;
        assert_eq!(refused.error().1, 3, "{other}: {}", refused.text);
    }
    let unshare = format!(
        "/v21.0/{}/share_preverified_numbers?preverified_id={id}&partner_business_id={}",
        scene.provider.business, rival.business
    );
    let shared = "preverified";
    let told = async || {
        let events = scene.stage.get("/_control/events").await.to_string().to_lowercase();
        events.matches(shared).count()
    };
    let before = told().await;
    assert_eq!(scene.delete(&unshare, &scene.provider.admin).await.text, DONE);
    assert_eq!(told().await, before, "what was not shared is not taken back");
    assert_eq!(share(rival.business).await.text, DONE);
    let client = scene.business_token("AQBcode").await;
    let add = format!("/v21.0/{}/add_phone_numbers", outcome.business);
    let own = scene.post(&add, &client, Some(json!({"phone_number": "+16505550178"}))).await;
    assert_ne!(own.status, 200, "a client offers none: {}", own.text);
}

#[tokio::test]
async fn b06_a_second_code_waits_and_a_proved_number_needs_none() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    walk.profile().await;
    walk.number("1512345678").await.says("Verification code");
    let first = walk.code("491512345678").await;
    let soon = walk.step("resend", &[("method", "voice")]).await;
    soon.says("seconds");
    let phone = walk.visitor.open("/desk/phones/491512345678").await;
    phone.never_says("Verification code is ");
    let page = walk.step("verify", &[("code", &first)]).await;
    assert!(page.path.ends_with("/permissions"), "{}", page.path);
    let again = walk.step("verify", &[("code", &first)]).await;
    again.says("verified already");
    walk.step("permissions", &[]).await.says("Your account is connected");
}

#[tokio::test]
async fn a_profile_has_words_about_the_business_and_two_websites() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let set = async |name: &str, value: Value| {
        let mut body = json!({"messaging_product": "whatsapp"});
        body[name] = value;
        let path = format!("/v21.0/{phone}/whatsapp_business_profile");
        scene.post(&path, &scene.provider.admin, Some(body)).await
    };
    let site = |count: usize| {
        let all = (0..count).map(|number| format!("https://shrub.example/{number}"));
        json!(all.collect::<Vec<_>>())
    };
    for (name, wrong, right) in [
        ("about", json!(" "), json!("Open")),
        ("about", json!("x".repeat(140)), json!("x".repeat(139))),
        ("address", json!("x".repeat(257)), json!("x".repeat(256))),
        ("description", json!("x".repeat(513)), json!("x".repeat(512))),
        ("email", json!("nobody"), json!("nobody@shrub.example")),
        ("websites", site(3), site(2)),
        ("websites", json!(["shrub"]), json!(["https://shrub.example"])),
        ("websites", json!(["https://two words.example"]), site(1)),
    ] {
        let told = set(name, wrong.clone()).await;
        assert_eq!(told.error().1, 100, "{name} {wrong}: {}", told.text);
        assert_eq!(set(name, right).await.text, DONE, "{name}");
    }
}

#[tokio::test]
async fn e08_a_move_needs_the_same_owner_and_an_approved_name() {
    let mut scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (_, first) = scene.sign_up(Run::default()).await;
    let run = Run { name: "Lemon Grove", number: None, code: "b", ..Run::default() };
    let own = std::mem::replace(&mut scene.provider, rival.clone());
    let other = scene.sign_up(run).await.1.waba;
    let run = Run {
        person: Some(scene.owner_of(first.business)),
        business: Some(first.business),
        number: None,
        code: "c",
        ..Run::default()
    };
    let target = scene.sign_up(run).await.1.waba;
    scene.pass("2m").await;
    for waba in [other, target] {
        scene.listen(waba).await;
        scene.share_credit(waba).await;
    }
    let refused = migrate(&scene, other, &rival).await;
    assert!(refused.text.contains("business"), "{}", refused.text);
    let unapproved = migrate(&scene, target, &rival).await;
    assert_eq!(unapproved.error(), (400, 100, Some(2_388_103)), "{}", unapproved.text);
    assert!(unapproved.text.contains("display name"), "{}", unapproved.text);
    scene.provider = own;
    scene.verify_business(&first, true).await;
    scene.review_name(first.phone.unwrap(), true).await;
    assert_ne!(migrate(&scene, other, &rival).await.status, 200, "still another owner's");
    let moving = migrate(&scene, target, &rival).await;
    assert_eq!(moving.status, 200, "{}", moving.text);
    scene.provider = rival;
    let added = scene.number(target, "+16505550123").await;
    assert_eq!(added.error(), (400, 100, Some(2_388_012)), "it is on its way: {}", added.text);
}

async fn migrate(scene: &Scene, to: graph::WabaId, by: &Provider) -> Told {
    let body = json!({"cc": "1", "phone_number": "6505550123", "migrate_phone_number": true});
    scene.post(&format!("/v21.0/{to}/phone_numbers"), &by.admin, Some(body)).await
}

#[tokio::test]
async fn e08_the_pop_up_moves_a_number_when_everything_is_in_order() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let (mut walk, _) = Walk::begin(&scene.stage, rival.app, "").await;
    let id = person.to_string();
    walk.visitor.send("/login", &[("next", "/business"), ("person", &id)]).await;
    walk.again().await;
    walk.step("authorization", &[]).await;
    walk.step("business", &[("business", &outcome.business.to_string())]).await;
    walk.step("waba", &[("waba", "new")]).await;
    walk.profile().await;
    let give = [("country", "US"), ("number", "6505550123"), ("method", "sms")];
    let refused = async |walk: &mut Walk| {
        let page = walk.step("number", &give).await;
        page.never_says("Verification code");
        page.html
    };
    let unverified = refused(&mut walk).await;
    scene.verify_business(&outcome, true).await;
    let unchecked = refused(&mut walk).await;
    assert_ne!(unverified, unchecked);
    scene.pass("2m").await;
    let unpaid = refused(&mut walk).await;
    assert_ne!(unchecked, unpaid);
    scene.share_credit(outcome.waba).await;
    let unnamed = refused(&mut walk).await;
    assert_ne!(unpaid, unnamed);
    scene.review_name(outcome.phone.unwrap(), true).await;
    walk.step("number", &give).await.says("Verification code");
}

#[tokio::test]
async fn a_number_cannot_be_deleted_twice_nor_written_to_by_itself() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    let mut owner = owner_of(&scene, scene.owner_of(outcome.business)).await;
    let to_itself = format!("/_control/customers/{}/messages", "+16505550123");
    let body = json!({"to_phone_number_id": phone, "text": "Hello me"});
    assert!(!scene.stage.post(&to_itself, body).await.0.is_success());
    assert!(scene.hears(phone, &customer(1)).await);
    let delete = format!("/wa/phones/{phone}/delete");
    owner.send(&delete, &[("pin", "123456")]).await.never_says("+1 650-555-0123");
    let told = || async { scene.stage.get("/_control/events").await.to_string().len() };
    let before = told().await;
    let again = owner.send(&delete, &[("pin", "123456")]).await;
    assert!(again.status.is_client_error(), "{}", again.status);
    assert_eq!(told().await, before, "nothing happened twice");
}
