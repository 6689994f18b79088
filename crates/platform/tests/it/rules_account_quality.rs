//! Accounts that break the policies: warned, restricted, locked, disabled; and the reviews their
//! owners request (rules D01, D02, D03; contract §3.3, §9.9).

use http::StatusCode;
use serde_json::{Value, json};
use world::{Outcome, Policy};

use crate::graph_scene::{Run, Scene};
use crate::live::{CLIENT, OPERATORS, accepted, customer};
use crate::review_scene::Office;

async fn office(scene: &Scene, outcome: &Outcome) -> Office {
    let person = scene
        .stage
        .platform
        .read(|world| *world.businesses[&outcome.business].people.first_key_value().unwrap().0);
    Office::of(scene, person, outcome.business).await
}

fn measure(outcome: &Outcome, measure: &str, days: i64) -> Value {
    json!({"waba_id": outcome.waba, "violation": "SPAM", "measure": measure, "days": days})
}

#[tokio::test]
async fn d02_a_disabled_account_may_appeal_and_a_reversed_decision_restores_it() {
    let run = Run { name: "Tobacco House", ..Run::default() };
    let (scene, outcome, phone, inbox) = Scene::live(run).await;
    let mut office = office(&scene, &outcome).await;
    office.quality().await.says("No issues");
    let early = office.appeal(outcome.waba, "Why?").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    scene.pass("60s").await;
    assert!(scene.letters(CLIENT).await[0].contains("appeal"), "the mail names the way");
    let page = office.quality().await;
    page.says("Disabled: TOBACCO").says("selling tobacco").says("Request a review");
    let sent = scene.send_text(phone, &customer(1)).await;
    assert_eq!(sent.error(), (403, 368, None), "disabled");
    office.appeal(outcome.waba, "We sell pipes of copper").await.says("In review");
    let twice = office.appeal(outcome.waba, "Once more").await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    scene.control("reviews/appeal", json!({"waba_id": outcome.waba, "granted": true})).await;
    office.quality().await.says("Reversed").says("We sell pipes of copper").says("No issues");
    let states: Vec<Value> = inbox
        .of("account_update")
        .into_iter()
        .filter(|update| update["event"] == "DISABLED_UPDATE")
        .map(|update| update["ban_info"]["waba_ban_state"].clone())
        .collect();
    assert_eq!(states, ["DISABLE", "REINSTATE"]);
    scene.both_were_told(&outcome, "was decided").await;
    assert_eq!(scene.register(phone).await.status, 200);
    scene.pass("10s").await;
    assert_eq!(scene.member(phone, "status").await, "CONNECTED");
}

#[tokio::test]
async fn d02_an_unchanged_decision_is_final_and_appeals_are_for_ninety_days() {
    let run = Run { name: "Tobacco House", ..Run::default() };
    let (scene, outcome, phone, _) = Scene::live(run).await;
    let mut office = office(&scene, &outcome).await;
    scene.pass("60s").await;
    office.appeal(outcome.waba, "A mistake").await;
    scene.control("reviews/appeal", json!({"waba_id": outcome.waba, "granted": false})).await;
    office.quality().await.says("Unchanged").says("the decision is final");
    let again = office.appeal(outcome.waba, "Please").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(scene.register(phone).await.error(), (403, 368, None));

    let run =
        Run { name: "Casino Royal", number: Some("+16505550124"), code: "AQB2", ..Run::default() };
    let (person, late) = scene.sign_up(run).await;
    scene.pass("91d").await;
    let mut office = Office::of(&scene, person, late.business).await;
    let page = office.appeal(late.waba, "Too late").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn d02_appeals_are_decided_by_themselves_by_what_they_say() {
    let scene = Scene::in_era(Policy::classic()).await;
    let run = Run { name: "Tobacco House", ..Run::default() };
    let (person, outcome) = scene.sign_up(run).await;
    let mut office = Office::of(&scene, person, outcome.business).await;
    scene.pass("60s").await;
    office.appeal(outcome.waba, "We sell pipes of copper").await.says("In review");
    scene.pass("119s").await;
    assert_eq!(scene.member(outcome.waba, "account_review_status").await, "REJECTED");
    scene.pass("1s").await;
    assert_eq!(scene.member(outcome.waba, "account_review_status").await, "APPROVED");

    scene.control("measures", measure(&outcome, "lock", 1)).await;
    office.appeal(outcome.waba, "You will reject this").await;
    scene.pass("2m").await;
    office.quality().await.says("Unchanged").says("This account is locked");
}

#[tokio::test]
async fn d01_a_check_can_be_deferred_and_decided_by_hand() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    let subject = outcome.waba.to_string();
    let decide = |verdict: &str, reason: Option<&str>| {
        json!({
            "kind": "policy_check", "subject": subject, "verdict": verdict, "reason": reason,
        })
    };
    scene.control("reviews/decide", decide("ask_for_more", None)).await;
    assert_eq!(inbox.of("account_review_update"), [json!({"decision": "DEFERRED"})]);
    scene.pass("1d").await;
    assert_eq!(scene.member(outcome.waba, "account_review_status").await, "PENDING");
    scene.control("reviews/decide", decide("decline", Some("GAMBLING"))).await;
    assert_eq!(scene.member(outcome.waba, "account_review_status").await, "REJECTED");
    assert_eq!(scene.member(phone, "status").await, "BANNED");
    assert!(scene.letters(CLIENT).await[0].contains("GAMBLING"));
}

#[tokio::test]
async fn d03_a_restriction_forbids_what_it_names_and_ends_by_itself() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    scene.wants_all().await;
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    let to = customer(1);
    assert!(scene.hears(phone, &to).await);
    let mut body = measure(&outcome, "restrict", 3);
    body["restrictions"] = json!(["biz_initiated_messaging", "add_phone_number"]);
    scene.control("measures", body).await;
    assert_eq!(inbox.updates(), ["ACCOUNT_VIOLATION", "ACCOUNT_RESTRICTION"], "in this order");
    let violation = inbox.update("ACCOUNT_VIOLATION").unwrap();
    assert_eq!(violation["violation_info"]["violation_type"], "SPAM");
    let restriction = inbox.update("ACCOUNT_RESTRICTION").unwrap();
    let until = scene.stage.platform.now().as_second() + 3 * 86_400;
    assert_eq!(
        restriction["restriction_info"],
        json!([
            {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": until},
            {"restriction_type": "RESTRICTED_ADD_PHONE_NUMBER_ACTION", "expiration": until},
        ])
    );
    scene.both_were_told(&outcome, "broke a policy").await;
    let refused = scene.send_template(phone, &customer(2)).await;
    assert_eq!(refused.error(), (403, 368, None), "{}", refused.text);
    assert!(refused.text.contains("start conversations"), "{}", refused.text);
    accepted(&scene.send_text(phone, &to).await);
    scene.verify_business(&outcome, true).await;
    let path = format!("/v21.0/{}/phone_numbers", outcome.waba);
    let add = json!({"cc": "1", "phone_number": "6505550177", "verified_name": "Lucky Two"});
    let refused = scene.post(&path, &scene.provider.admin, Some(add.clone())).await;
    assert_eq!(refused.error().1, 368, "{}", refused.text);
    assert_eq!(health(&scene, &outcome).await["can_send_message"], "LIMITED");
    let mut office = office(&scene, &outcome).await;
    office.quality().await.says("may not start conversations").says("may not add phone numbers");

    scene.pass("259199s").await;
    assert_eq!(scene.send_template(phone, &customer(2)).await.error(), (403, 368, None));
    scene.pass("1s").await;
    accepted(&scene.send_template(phone, &customer(2)).await);
    assert_eq!(scene.post(&path, &scene.provider.admin, Some(add)).await.status, 200);
    assert!(scene.notices(outcome.business).await.iter().any(|one| one.contains("is over")));
    office.quality().await.says("No issues").says("Restricted until");
}

#[tokio::test]
async fn d03_a_locked_account_is_131031_a_disabled_one_368() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    let to = customer(1);
    assert!(scene.hears(phone, &to).await);
    scene.control("measures", measure(&outcome, "lock", 1)).await;
    let refused = scene.send_text(phone, &to).await;
    assert_eq!(refused.error(), (403, 131_031, None), "{}", refused.text);
    let restriction = inbox.update("ACCOUNT_RESTRICTION").unwrap();
    assert_eq!(restriction["restriction_info"][0]["expiration"], 0, "without end");
    let entity = health(&scene, &outcome).await;
    assert_eq!(
        (&entity["can_send_message"], &entity["errors"][0]["error_code"]),
        (&json!("BLOCKED"), &json!(131_031))
    );
    scene.control("measures", measure(&outcome, "disable", 1)).await;
    assert_eq!(scene.send_text(phone, &to).await.error(), (403, 368, None));
    assert_eq!(health(&scene, &outcome).await["errors"][0]["error_code"], 368);
    let why = scene.control_refused("measures", measure(&outcome, "lock", 1)).await;
    assert_eq!(why, "The account is disabled.");
    scene.control("measures/lift", json!({"waba_id": outcome.waba})).await;
    assert_eq!(scene.register(phone).await.status, 200);
    scene.pass("10s").await;
    accepted(&scene.send_text(phone, &to).await);
}

#[tokio::test]
async fn d03_an_announced_end_comes_on_its_day_and_waits_for_an_appeal() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    let to = customer(1);
    scene.control("measures", measure(&outcome, "schedule_disable", 7)).await;
    let ban = inbox.update("DISABLED_UPDATE").unwrap()["ban_info"].clone();
    let expected = json!({
        "waba_ban_state": "SCHEDULE_FOR_DISABLE", "waba_ban_date": "November 29, 2026",
    });
    assert_eq!(ban, expected);
    scene.both_were_told(&outcome, "will be disabled").await;
    let mut office = office(&scene, &outcome).await;
    office.quality().await.says("This account will be disabled");
    assert!(scene.hears(phone, &to).await);
    accepted(&scene.send_text(phone, &to).await);
    office.appeal(outcome.waba, "A mistake").await.says("In review");
    scene.pass("8d").await;
    assert_eq!(scene.member(phone, "status").await, "CONNECTED", "the appeal is in review");
    scene.control("reviews/appeal", json!({"waba_id": outcome.waba, "granted": false})).await;
    assert_eq!(scene.member(phone, "status").await, "BANNED");
    office.quality().await.says("This account is disabled").says("Unchanged");
    let letter = scene.letters(CLIENT).await.into_iter().find(|one| one.contains("was disabled"));
    let letter = letter.expect("a letter about it");
    assert!(letter.contains("the decision is final") && !letter.contains("request a review"));

    let run = Run { number: Some("+16505550124"), code: "AQB2", ..Run::default() };
    let (_, other) = scene.sign_up(run).await;
    scene.control("measures", measure(&other, "schedule_disable", 7)).await;
    scene.pass("604799s").await;
    assert_eq!(scene.member(other.waba, "status").await, "ACTIVE");
    scene.pass("1s").await;
    assert_eq!(scene.member(other.waba, "status").await, "DISABLED");
    assert!(scene.letters(OPERATORS).await[0].contains("was disabled"));
}

#[tokio::test]
async fn d03_a_warning_only_tells() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    scene.control("measures", measure(&outcome, "warn", 1)).await;
    assert_eq!(inbox.updates(), ["ACCOUNT_VIOLATION"]);
    scene.both_were_told(&outcome, "broke a policy").await;
    let to = customer(1);
    assert!(scene.hears(phone, &to).await);
    accepted(&scene.send_text(phone, &to).await);
}

#[tokio::test]
async fn d03_the_desk_does_the_same_on_its_page() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    let mut desk = crate::visitor::Visitor::new(&scene.stage);
    desk.open("/desk/measures").await.says("Lucky Shrub").says("No issues");
    let waba = outcome.waba.to_string();
    let fields = [
        ("waba", waba.as_str()),
        ("violation", "SCAM"),
        ("days", "0"),
        ("RESTRICTED_ADD_PHONE_NUMBER_ACTION", "yes"),
        ("measure", "restrict"),
    ];
    desk.send("/desk/measures", &fields).await.says("is no valid days");
    let fields = [("waba", waba.as_str()), ("violation", "SCAM"), ("measure", "lock")];
    desk.send("/desk/measures", &fields).await.says("Locked");
    assert_eq!(scene.send_text(phone, &customer(1)).await.error().1, 131_031);
    desk.send("/desk/measures/lift", &[("waba", &waba)]).await.never_says("Locked");
}

/// The entity of the account in its own health.
async fn health(scene: &Scene, outcome: &Outcome) -> Value {
    let health = scene.member(outcome.waba, "health_status").await;
    let entities = health["entities"].as_array().unwrap().clone();
    entities.into_iter().find(|one| one["entity_type"] == "WABA").unwrap()
}
