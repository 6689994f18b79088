//! A number moves from one provider's account to another's (rule E08, contract §3.5, §6.10).

use graph::{PersonId, PhoneNumberId};
use serde_json::{Value, json};
use world::Outcome;

use crate::graph_scene::{Provider, Run, Scene, Told};
use crate::live::{CLIENT, DONE, Inbox};
use crate::rules_number_life::owner_of;
use crate::signup::Walk;

/// A verified business with a number in regular use at one provider, and another provider.
struct Move {
    scene: Scene,
    rival: Provider,
    person: PersonId,
    outcome: Outcome,
    phone: PhoneNumberId,
    inbox: Inbox,
}

impl Move {
    async fn new() -> Self {
        let scene = Scene::new().await;
        let rival = scene.another_provider().await;
        let (person, outcome) = scene.sign_up(Run::default()).await;
        let phone = outcome.phone.unwrap();
        let inbox = scene.listen_to(outcome.waba, "security,messages").await;
        assert_eq!(scene.register(phone).await.text, DONE);
        scene.share_credit(outcome.waba).await;
        scene.pass("2m").await;
        scene.verify_business(&outcome, true).await;
        scene.review_name(phone, true).await;
        assert_eq!(scene.member(phone, "account_mode").await, "LIVE");
        Self { scene, rival, person, outcome, phone, inbox }
    }

    /// The owner turns two-step verification off.
    async fn two_step_off(&self) {
        let scene = &self.scene;
        let mut owner = owner_of(scene, self.person).await;
        let page = format!("/wa/phones/{}", self.phone);
        owner.send(&format!("{page}/two-step"), &[]).await.says("An e-mail with a link was sent");
        assert_eq!(scene.member(self.phone, "is_pin_enabled").await, true, "not before the link");
        let told = scene.stage.get(&format!("/_control/mail?to={CLIENT}")).await;
        let text = told["data"][0]["text"].as_str().unwrap();
        let link = text.split_whitespace().find(|word| word.starts_with("/wa/two-step/")).unwrap();
        let wrong = format!("{}x", &link[..link.len() - 1]);
        owner.send(&wrong, &[]).await.says("This link was used already, or it is too old");
        owner.open(link).await.says("Turn off two-step verification");
        owner.send(link, &[]).await.says("Off");
        owner.send(link, &[]).await.says("This link was used already");
        assert_eq!(scene.member(self.phone, "is_pin_enabled").await, false);
    }
}

impl Scene {
    /// The provider's app takes these fields of a WABA.
    pub(crate) async fn listen_to(&self, waba: graph::WabaId, fields: &str) -> Inbox {
        let inbox = self.listen(waba).await;
        let app = self.provider.app;
        let hook = json!({
            "object": "whatsapp_business_account", "callback_url": "http://inbox.example/in",
            "verify_token": "vt", "fields": fields,
        });
        let token = format!("{app}|{}", self.provider.secret);
        let told = self.post(&format!("/v21.0/{app}/subscriptions"), &token, Some(hook)).await;
        assert_eq!(told.text, DONE);
        inbox
    }

    /// The provider asks for a code to the number that moves and enters it.
    async fn prove_by_code(&self, arrived: PhoneNumberId) {
        let ask = format!("/v21.0/{arrived}/request_code?code_method=SMS&language=en_US");
        assert_eq!(self.post(&ask, &self.provider.admin, None).await.text, DONE);
        let told = self.stage.get("/_control/handsets/+16505550123").await;
        let words = told["data"][0]["body"].as_str().unwrap();
        let code: String = words.chars().filter(char::is_ascii_digit).collect();
        let verify = format!("/v21.0/{arrived}/verify_code?code={code}");
        assert_eq!(self.post(&verify, &self.provider.admin, None).await.text, DONE);
    }
}

fn why(told: &Told) -> String {
    let error = &told.json()["error"];
    error["error_user_msg"].as_str().unwrap_or_default().to_owned()
}

/// What a number takes along: its name, how far that is, its mode and its limit.
async fn kept(scene: &Scene, phone: PhoneNumberId) -> Vec<Value> {
    let mut shown = Vec::new();
    for field in ["verified_name", "name_status", "account_mode", "messaging_limit_tier"] {
        shown.push(scene.member(phone, field).await);
    }
    shown
}

#[tokio::test]
async fn e08_a_number_moves_by_api_once_everything_is_in_order() {
    let mut all = Move::new().await;
    let (phone, first, rival) = (all.phone, all.scene.provider.clone(), all.rival.clone());
    all.scene.provider = rival.clone();
    let scene = &all.scene;
    let run = Run {
        person: Some(all.person),
        business: Some(all.outcome.business),
        number: None,
        code: "b",
        ..Run::default()
    };
    let target = scene.sign_up(run).await.1.waba;
    let migrate = async |number: &str| {
        let body = json!({"cc": "1", "phone_number": number, "migrate_phone_number": true});
        let path = format!("/v21.0/{target}/phone_numbers");
        scene.post(&path, &rival.admin, Some(body)).await
    };
    let plain = json!({"phone_number": "+16505550123", "verified_name": "Lucky Shrub"});
    let path = format!("/v21.0/{target}/phone_numbers");
    let refused = scene.post(&path, &rival.admin, Some(plain)).await;
    assert_eq!(refused.error(), (400, 100, Some(2_388_001)), "in use elsewhere");

    let refused = migrate("6505550199").await;
    assert_eq!(refused.error(), (400, 100, Some(2_388_103)));
    assert!(why(&refused).contains("can be added directly"));
    assert!(why(&migrate("6505550123").await).contains("not approved"));
    scene.pass("2m").await;
    assert!(why(&migrate("6505550123").await).contains("no payment account"));
    scene.share_credit(target).await;
    assert!(why(&migrate("6505550123").await).contains("Webhooks are not set up"));
    scene.listen(target).await;
    let refused = migrate("6505550123").await;
    assert_eq!(refused.error(), (400, 100, Some(2_388_001)), "two-step verification is on");
    assert!(why(&refused).contains("Two-step verification of this number is on"));

    all.scene.provider = first.clone();
    all.two_step_off().await;
    all.scene.provider = rival;
    let scene = &all.scene;
    let path = format!("/v21.0/{target}/phone_numbers");
    let body = json!({"cc": "1", "phone_number": "6505550123", "migrate_phone_number": true});
    let moved = scene.post(&path, &scene.provider.admin, Some(body.clone())).await;
    let arrived: PhoneNumberId = moved.json()["id"].as_str().expect("its id").parse().unwrap();
    let twice = scene.post(&path, &scene.provider.admin, Some(body)).await;
    assert_eq!(twice.error(), (400, 100, Some(2_388_012)));
    assert_eq!(scene.register(arrived).await.error(), (400, 133_006, None), "not proved here yet");
    let old = async |scene: &Scene| {
        let told = scene.get(&format!("/v21.0/{phone}?fields=status"), &first.admin).await;
        told.json()["status"].clone()
    };
    assert_eq!(old(scene).await, "CONNECTED", "until the code");
    scene.prove_by_code(arrived).await;
    assert_eq!(old(scene).await, "MIGRATED");
    assert_eq!(kept(scene, arrived).await, ["Lucky Shrub", "APPROVED", "LIVE", "TIER_1K"]);
    assert_eq!(scene.register(arrived).await.text, DONE);
    scene.pass("1m").await;
    assert_eq!(scene.member(arrived, "status").await, "CONNECTED");
    let body = json!({"messaging_product": "whatsapp", "pin": "123456"});
    let path = format!("/v21.0/{phone}/register");
    assert_eq!(scene.post(&path, &first.admin, Some(body)).await.error(), (400, 133_010, None));
    let ask = format!("/v21.0/{phone}/request_code?code_method=SMS&language=en_US");
    let refused = scene.post(&ask, &first.admin, None).await;
    assert_eq!(refused.error(), (400, 136_024, Some(2_388_091)));
}

#[tokio::test]
async fn e08_two_step_verification_goes_off_by_the_link_of_an_e_mail_and_webhooks_tell() {
    let all = Move::new().await;
    let page = format!("/wa/phones/{}", all.phone);
    let mut owner = owner_of(&all.scene, all.person).await;
    owner.send(&format!("{page}/pin"), &[("pin", "12345")]).await.says("must have six digits");
    owner.send(&format!("{page}/pin"), &[("pin", "654321")]).await;
    assert_eq!(all.scene.register(all.phone).await.error(), (400, 133_005, None), "another PIN");
    all.two_step_off().await;
    all.scene.stage.settle().await;
    let told = all.inbox.of("security");
    let events: Vec<&Value> = told.iter().map(|value| &value["event"]).collect();
    assert_eq!(events, ["PIN_CHANGED", "PIN_RESET_REQUEST", "PIN_REQUEST_SUCCESS"]);
    assert!(told.iter().all(|value| value["display_phone_number"] == "16505550123"));
    let requesters: Vec<&Value> = told.iter().map(|value| &value["requester"]).collect();
    let person = json!(all.person.to_string());
    assert_eq!(requesters, [&Value::Null, &person, &Value::Null]);
    owner.send(&format!("{page}/two-step"), &[]).await.says("Two-step verification is off already");
}

#[tokio::test]
async fn e08_the_pop_up_says_what_frees_the_number_and_then_moves_it() {
    let all = Move::new().await;
    let scene = &all.scene;
    let (mut walk, _) = Walk::begin(&scene.stage, all.rival.app, "").await;
    let id = all.person.to_string();
    walk.visitor.send("/login", &[("next", "/business"), ("person", &id)]).await;
    walk.again().await;
    let up_to_number = async |walk: &mut Walk| {
        walk.step("authorization", &[]).await;
        walk.step("business", &[("business", &all.outcome.business.to_string())]).await;
        walk.step("waba", &[("waba", "new")]).await;
        walk.profile().await;
    };
    up_to_number(&mut walk).await;
    let give = [("country", "US"), ("number", "6505550123"), ("method", "sms")];
    let page = walk.step("number", &give).await;
    page.says("with two-step verification on").says("turn two-step verification off");
    all.two_step_off().await;
    walk.step("number", &give).await.says("Verification code");
    let told = scene.stage.get("/_control/handsets/+16505550123").await;
    let words = told["data"][0]["body"].as_str().unwrap();
    let code: String = words.chars().filter(char::is_ascii_digit).collect();
    walk.step("verify", &[("code", &code)]).await;
    walk.step("permissions", &[]).await.says("Your account is connected");
    assert_eq!(scene.member(all.phone, "status").await, "MIGRATED");
    let wabas = format!("/v21.0/{}/client_whatsapp_business_accounts", all.rival.business);
    let waba = scene.get(&wabas, &all.rival.admin).await.ids()[0].clone();
    let numbers = format!("/v21.0/{waba}/phone_numbers?fields=verified_name,account_mode");
    let rows = scene.get(&numbers, &all.rival.admin).await.json();
    assert_eq!(rows["data"][0]["verified_name"], "Lucky Shrub", "its name came with it");
    assert_eq!(rows["data"][0]["account_mode"], "LIVE");
    let told = scene.mails(crate::live::OPERATORS).await;
    assert!(told.iter().any(|mail| mail.contains("was migrated")), "{told:?}");
}
