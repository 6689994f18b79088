//! A number's life through the public surface: in use elsewhere and freed, behind a menu, proved by
//! a code, capped, moved, deleted (rules B09, B10, D05, E07, E08; contract §4.3, §4.5, §9.3, §9.7,
//! §9.10, point 10).

use serde_json::json;
use world::Policy;

use crate::graph_scene::{Run, Scene};
use crate::live::DONE;
use crate::signup::Walk;
use crate::stage::Stage;
use crate::visitor::{Page, Visitor};

/// A person at the screen for the number.
async fn at_number(stage: &Stage) -> Walk {
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(stage, app, "").await;
    walk.up_to_profile().await;
    walk.profile().await.says("Add a phone number");
    walk
}

async fn turn(stage: &Stage, time: &str) {
    let (status, told) = stage.post("/_control/clock", json!({"advance": time})).await;
    assert!(status.is_success(), "{told}");
    stage.settle().await;
}

impl Scene {
    /// The same with another number at the Graph API.
    async fn add(&self, waba: impl std::fmt::Display, number: &str) -> crate::graph_scene::Told {
        let body = json!({"phone_number": number, "verified_name": "Lucky Two"});
        let path = format!("/v21.0/{waba}/phone_numbers");
        self.post(&path, &self.provider.admin, Some(body)).await
    }
}

#[tokio::test]
async fn b09_a_number_in_use_in_an_app_is_refused_until_three_minutes_after_its_deletion() {
    let stage = Stage::new().await;
    let mut walk = at_number(&stage).await;
    for (number, app) in [("151990002", "Messenger"), ("151990003", "Business App")] {
        let page = walk.number(number).await;
        page.says(&format!("WhatsApp {app}").replace("Business App", "Business App"));
        page.says("delete the account").says("wait about three minutes");
        let phone = walk.visitor.open(&format!("/desk/phones/49{number}")).await;
        phone.says("Delete the WhatsApp account");
        walk.visitor.send(&format!("/desk/phones/49{number}/free"), &[]).await;
        walk.number(number).await.says("was deleted in the app a moment ago");
        turn(&stage, "2m59s").await;
        walk.number(number).await.says("was deleted in the app a moment ago");
        turn(&stage, "1s").await;
        walk.number(number).await.says("Verification code");
    }
    let (status, told) = stage.post("/_control/handsets/49151990001/free", json!({})).await;
    assert_eq!(status, 400, "{told}");
    let (status, told) = stage.post("/_control/handsets/491519990002/free", json!({})).await;
    assert!(status.is_success(), "{told}");
}

#[tokio::test]
async fn b09_what_was_described_wins_over_the_digits() {
    let stage = Stage::new().await;
    let mut walk = at_number(&stage).await;
    walk.number("151990002").await.says("is used in WhatsApp Messenger");
    let (status, _) =
        stage.post("/_control/handsets/49151990002", json!({"handset": "plain"})).await;
    assert!(status.is_success());
    walk.number("151990002").await.says("Verification code");
}

#[tokio::test]
async fn b10_a_number_behind_a_voice_menu_is_refused_and_the_dialog_says_why() {
    let stage = Stage::new().await;
    let mut walk = at_number(&stage).await;
    let page = walk.number("151990001").await;
    page.says("A voice menu answers at +49 151 990 001").says("no code can reach a person there");
    walk.number("1512345678").await.says("Verification code");
}

#[tokio::test]
async fn b10_the_graph_says_so_too() {
    let scene = Scene::in_era(Policy::today().by_hand()).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let refused = scene.add(outcome.waba, "+16505990001").await;
    assert_eq!(refused.error().1, 136_024, "{}", refused.text);
    assert!(refused.text.contains("voice menu"));
    assert_eq!(scene.add(outcome.waba, "+16505990011").await.status, 200);
}

#[tokio::test]
async fn a_code_comes_by_text_message_or_is_read_three_times_and_sometimes_never() {
    let stage = Stage::new().await;
    let mut walk = at_number(&stage).await;
    walk.number("1512345678").await;
    let phone = walk.visitor.open("/desk/phones/491512345678").await;
    let text = phone.between("<p class=\"bubble code\"><span class=\"text\">", "</span>");
    let code = text.strip_prefix("WhatsApp code ").expect("the words").replace('-', "");
    turn(&stage, "1m").await;
    walk.step("resend", &[("method", "voice")]).await;
    let phone = walk.visitor.open("/desk/phones/491512345678").await;
    assert_eq!(phone.html.matches("Verification code is ").count(), 3);
    walk.step("verify", &[("code", &code)]).await.says("This code is not right");

    let page = walk.number("151990004").await;
    page.says("Verification code");
    let phone = walk.visitor.open("/desk/phones/49151990004").await;
    phone.says("Nothing has arrived here yet");
}

#[tokio::test]
async fn codes_end_and_requests_and_guesses_are_limited_on_the_graph() {
    let scene = Scene::in_era(Policy::today().by_hand()).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let admin = &scene.provider.admin;
    let phone = scene.add(outcome.waba, "+16505550177").await.json()["id"].clone();
    let phone = phone.as_str().expect("its id").to_owned();
    let verify = format!("/v21.0/{phone}/verify_code?code=");
    let early = scene.post(&format!("{verify}123456"), admin, None).await;
    assert_eq!(early.error(), (400, 136_025, Some(2_388_093)));

    let ask = |language: &str| format!("/v21.0/{phone}/request_code?code_method=SMS{language}");
    let refused = scene.post(&ask(""), admin, None).await;
    assert_eq!(refused.message(), "(#100) The parameter language is required.");
    let refused = scene.post(&ask("&language=American"), admin, None).await;
    assert_eq!(refused.error().1, 100);
    let ask = ask("&language=en_US");
    assert_eq!(scene.post(&ask, admin, None).await.text, DONE);
    let sent = async || {
        let told = scene.stage.get("/_control/handsets/+16505550177").await;
        let words = told["data"][0]["body"].as_str().expect("a code").to_owned();
        words.chars().filter(char::is_ascii_digit).collect::<String>()
    };
    let first = sent().await;
    scene.pass("10m").await;
    let late = scene.post(&format!("{verify}{first}"), admin, None).await;
    assert_eq!(late.error().1, 136_025);
    assert!(late.text.contains("has expired"), "{}", late.text);
    for _ in 0..4 {
        assert_eq!(scene.post(&ask, admin, None).await.text, DONE);
        scene.pass("2m").await;
    }
    let spent = scene.post(&ask, admin, None).await;
    assert_eq!(spent.error().1, 136_024);
    assert_eq!(
        spent.json()["error"]["error_user_msg"],
        "You have requested a verification code too many times. Try again later."
    );
    let last = sent().await;
    let wrong = if last == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(scene.post(&format!("{verify}{wrong}"), admin, None).await.error().1, 136_025);
    }
    let locked = scene.post(&format!("{verify}{last}"), admin, None).await;
    assert!(locked.text.contains("guessed too many times"), "{}", locked.text);
    scene.pass("11h59m").await;
    let locked = scene.post(&format!("{verify}{last}"), admin, None).await;
    assert!(locked.text.contains("guessed too many times"), "{}", locked.text);
    scene.pass("13h").await;
    assert_eq!(scene.post(&ask, admin, None).await.text, DONE);
    let code = sent().await;
    assert_eq!(scene.post(&format!("{verify}{code}"), admin, None).await.text, DONE);
    let again = scene.post(&ask, admin, None).await;
    assert!(again.text.contains("already verified"), "{}", again.text);
}

#[tokio::test]
async fn e07_d05_a_second_number_waits_until_verification_was_started() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let inbox = scene.listen_to(outcome.waba, "business_capability_update").await;
    let refused = scene.add(outcome.waba, "+16505550177").await;
    assert_eq!(refused.error().1, 100);
    let error = &refused.json()["error"];
    assert!(error["error_user_title"].as_str().unwrap().contains("Start business verification"));
    let mut owner = Visitor::new(&scene.stage);
    owner.send("/login", &[("next", "/business"), ("person", &person.to_string())]).await;
    let page = format!("/wa/manage/{}", outcome.waba);
    let form = [("number", "+16505550177"), ("name", "Lucky Two")];
    owner.send(&format!("{page}/numbers"), &form).await.says("Start business verification");
    let (status, told) = scene
        .stage
        .post(
            "/_control/reviews/verification",
            json!({"business_id": outcome.business, "approved": false}),
        )
        .await;
    assert!(status.is_success(), "{told}");
    scene.stage.settle().await;
    let told = inbox.of("business_capability_update");
    assert!(told.iter().any(|value| value["max_phone_numbers_per_waba"] == 25), "{told:?}");
    owner.send(&format!("{page}/numbers"), &form).await.says("+1 650-555-0177");
    let twice = scene.add(outcome.waba, "+16505550177").await;
    assert_eq!(twice.error(), (400, 100, Some(2_388_012)));
}

#[tokio::test]
async fn today_a_business_has_two_numbers_before_it_is_verified_and_twenty_after() {
    let scene = Scene::in_era(Policy::today().by_hand()).await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let inbox = scene.listen_to(outcome.waba, "business_capability_update").await;
    assert_eq!(scene.add(outcome.waba, "+16505550170").await.status, 200);
    let run = Run {
        person: Some(person),
        business: Some(outcome.business),
        number: None,
        code: "b",
        ..Run::default()
    };
    let (_, second) = scene.sign_up(run).await;
    let refused = scene.add(second.waba, "+16505550171").await;
    let error = &refused.json()["error"];
    assert_eq!(
        error["error_user_title"],
        "You have already linked the maximum number of phone numbers"
    );
    assert!(error["error_user_msg"].as_str().unwrap().contains("not verified can have 2"));
    scene.verify_business(&outcome, true).await;
    scene.stage.settle().await;
    let told = inbox.of("business_capability_update");
    assert_eq!(told.last().unwrap()["max_phone_numbers_per_waba"], 20, "{told:?}");
    for number in 0..18 {
        let added = scene.add(second.waba, &format!("+1650555{:04}", 2_000 + number)).await;
        assert_eq!(added.status, 200, "{}", added.text);
    }
    let refused = scene.add(outcome.waba, "+16505550171").await;
    assert!(refused.text.contains("20 phone numbers already"), "{}", refused.text);
}

#[tokio::test]
async fn e01_wrong_pins_are_counted_and_registrations_limited() {
    let (scene, _, phone, _) = Scene::live(Run::default()).await;
    let register = async |pin: &str| {
        let body = json!({"messaging_product": "whatsapp", "pin": pin});
        let path = format!("/v21.0/{phone}/register");
        scene.post(&path, &scene.provider.admin, Some(body)).await
    };
    assert_eq!(register("000000").await.error(), (400, 133_005, None));
    let soon = register("123456").await;
    assert_eq!(soon.error(), (400, 133_009, None));
    assert!(soon.json()["error"]["error_data"]["details"].as_str().unwrap().contains("5 seconds"));
    for _ in 0..4 {
        scene.pass("5s").await;
        assert_eq!(register("000000").await.error(), (400, 133_005, None));
    }
    scene.pass("5s").await;
    let locked = register("123456").await;
    assert_eq!(locked.error(), (400, 133_008, None));
    assert!(locked.text.contains("Try again after"), "{}", locked.text);
    scene.pass("12h").await;
    for _ in 0..4 {
        assert_eq!(register("123456").await.text, DONE);
    }
    let limited = register("123456").await;
    assert_eq!(limited.error(), (400, 133_016, None));
    let off = format!("/v21.0/{phone}/deregister");
    assert_eq!(scene.post(&off, &scene.provider.admin, None).await.error(), limited.error());
    scene.pass("71h").await;
    assert_eq!(register("123456").await.error(), limited.error());
    scene.pass("1h").await;
    assert_eq!(register("123456").await.text, DONE);
}

/// The owner's browser.
pub(crate) async fn owner_of(scene: &Scene, person: graph::PersonId) -> Visitor {
    let mut owner = Visitor::new(&scene.stage);
    owner.send("/login", &[("next", "/business"), ("person", &person.to_string())]).await;
    owner
}

#[tokio::test]
async fn the_owner_deletes_a_number_with_its_pin_and_it_waits_five_minutes() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    assert_eq!(scene.register(phone).await.text, DONE);
    let mut owner = owner_of(&scene, person).await;
    let page = format!("/wa/phones/{phone}");
    owner.open(&page).await.says("Delete phone number").says("Two-step verification");
    let delete = format!("{page}/delete");
    owner.send(&delete, &[]).await.says("Two-step verification is on: give the PIN");
    owner.send(&delete, &[("pin", "000000")]).await.says("The PIN is not that of the number");
    scene.pass("1m").await;
    let mut olive = Visitor::new(&scene.stage);
    let operator = scene.stage.platform.read(|world| {
        world.people.values().find(|one| one.name == "Olive Hall").unwrap().id.to_string()
    });
    olive.send("/login", &[("next", "/business"), ("person", &operator)]).await;
    olive.open(&page).await.never_says("Delete phone number");
    olive.send(&delete, &[("pin", "123456")]).await.says("You are not an admin");
    let unknown = scene.delete(&format!("/v21.0/{phone}"), &scene.provider.admin).await;
    assert_eq!(unknown.status, 400, "no call deletes a number");

    let after: Page = owner.send(&delete, &[("pin", "123456")]).await;
    after.never_says("+1 650-555-0123");
    scene.both_were_told(&outcome, "was deleted").await;
    let told = scene.get(&format!("/v21.0/{phone}?fields=status"), &scene.provider.admin).await;
    assert_eq!(told.error(), (400, 33, None), "{}", told.text);
    assert_eq!(scene.register(phone).await.error(), (400, 33, None));
    assert!(
        scene
            .get(&format!("/v21.0/{}/phone_numbers", outcome.waba), &scene.provider.admin)
            .await
            .ids()
            .is_empty()
    );

    let run = Run {
        person: Some(person),
        business: Some(outcome.business),
        waba: Some(outcome.waba),
        code: "b",
        ..Run::default()
    };
    let again = scene.sign_up(run).await.1.phone.unwrap();
    assert_ne!(again, phone);
    let early = scene.register(again).await;
    assert_eq!(early.error(), (400, 133_015, None), "{}", early.text);
    scene.pass("4m59s").await;
    assert_eq!(scene.register(again).await.error(), (400, 133_015, None));
    scene.pass("1s").await;
    assert_eq!(scene.register(again).await.text, DONE, "five minutes after");
}

#[tokio::test]
async fn a_number_with_messages_paid_for_in_the_last_thirty_days_stays() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    scene.listen(outcome.waba).await;
    assert_eq!(scene.register(phone).await.text, DONE);
    scene.verify_business(&outcome, true).await;
    scene.pass("2m").await;
    scene.review_name(phone, true).await;
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    let told = scene.send_template(phone, &crate::live::customer(1)).await;
    crate::live::accepted(&told);
    scene.pass("1h").await;
    let mut owner = owner_of(&scene, person).await;
    let delete = format!("/wa/phones/{phone}/delete");
    let form = [("pin", "123456")];
    owner.send(&delete, &form).await.says("sent messages that were paid for");
    assert_eq!(scene.member(phone, "status").await, "CONNECTED");
    scene.pass("30d").await;
    owner.send(&delete, &form).await.never_says("paid for");
    let told = scene.get(&format!("/v21.0/{phone}"), &scene.provider.admin).await;
    assert_eq!(told.error(), (400, 33, None));
}
