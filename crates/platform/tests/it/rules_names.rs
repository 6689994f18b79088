//! Display names: form, review, change, adoption (rules D07, D08, contract §6.6, §9.4).

use graph::PhoneNumberId;
use serde_json::{Value, json};
use world::{Actor, Command, Event, Policy, ReviewKind, Role};

use crate::graph_scene::{Run, Scene, Told};
use crate::live::{CLIENT, DONE, Inbox, OPERATORS, accepted, customer};
use crate::signup::Walk;
use crate::stage::Stage;
use crate::visitor::Visitor;

const FIELD: &str = "phone_number_name_update";

impl Scene {
    /// The provider's app also wants what is told about names.
    async fn hear_of_names(&self) {
        let app = self.provider.app;
        let hook = json!({
            "object": "whatsapp_business_account", "callback_url": "http://inbox.example/in",
            "verify_token": "vt", "fields": "messages,account_update,phone_number_name_update",
        });
        let token = format!("{app}|{}", self.provider.secret);
        let told = self.post(&format!("/v21.0/{app}/subscriptions"), &token, Some(hook)).await;
        assert_eq!(told.text, DONE);
    }

    /// A client whose business is verified, name approved, in regular use.
    async fn established(policy: Policy) -> (Self, world::Outcome, PhoneNumberId, Inbox) {
        Box::pin(Self::verified(policy)).await
    }

    async fn verified(policy: Policy) -> (Self, world::Outcome, PhoneNumberId, Inbox) {
        let scene = Self::in_era(policy).await;
        let (_, outcome) = scene.sign_up(Run::default()).await;
        let phone = outcome.phone.unwrap();
        let inbox = scene.listen(outcome.waba).await;
        scene.hear_of_names().await;
        assert_eq!(scene.register(phone).await.text, DONE);
        scene.verify_business(&outcome, true).await;
        scene.review_name(phone, true).await;
        scene.pass("2m").await;
        (scene, outcome, phone, inbox)
    }

    async fn rename(&self, phone: PhoneNumberId, name: &str) -> Told {
        let body = json!({"new_display_name": name});
        self.post(&format!("/v21.0/{phone}"), &self.provider.admin, Some(body)).await
    }

    async fn decide_name(&self, phone: PhoneNumberId, verdict: &str, reason: Option<&str>) {
        let mut body = json!({
            "kind": ReviewKind::DisplayName, "subject": phone.to_string(), "verdict": verdict,
        });
        if let Some(reason) = reason {
            body["reason"] = json!(reason);
        }
        let (status, told) = self.stage.post("/_control/reviews/decide", body).await;
        assert!(status.is_success(), "{told}");
        self.stage.settle().await;
    }

    /// Name in use, its status, the new name, its status.
    async fn names(&self, phone: PhoneNumberId) -> [Value; 4] {
        let fields = "verified_name,name_status,new_display_name,new_name_status";
        let path = format!("/v21.0/{phone}?fields={fields}");
        let told = self.get(&path, &self.provider.admin).await.json();
        fields.split(',').map(|field| told[field].clone()).collect::<Vec<_>>().try_into().unwrap()
    }

    /// The name under which the last message on a customer's telephone came.
    async fn sender(&self, customer: &str) -> String {
        let told = self.stage.get(&format!("/_control/handsets/{customer}")).await;
        let entries = told["data"].as_array().unwrap();
        let last = entries.iter().find(|entry| entry["kind"] == "message").unwrap();
        last["from_name"].as_str().unwrap().to_owned()
    }
}

/// Names that are refused at entry, and a word of the sentence that says why.
const UNACCEPTABLE: [(&str, &str); 8] = [
    ("FP", "at least 3"),
    ("www.shrub.example", "web address"),
    ("Shrub®", "symbols"),
    ("Lucky🌵Shrub", "symbols"),
    ("Lucky!! Shrub", "extra punctuation"),
    ("LUCKY SHRUB STORE", "capitals"),
    ("WhatsApp Shrubs", "platform"),
    ("Fashion", "general word"),
];

#[tokio::test]
async fn d07_the_form_of_a_name_is_judged_wherever_it_is_entered() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    let person = scene
        .stage
        .platform
        .read(|world| world.people.values().find(|one| one.name == "Ada").unwrap().id.to_string());
    let mut ada = Visitor::new(&scene.stage);
    ada.send("/login", &[("next", "/business"), ("person", &person)]).await;
    let (page, id) = (format!("/wa/manage/{}", outcome.waba), phone.to_string());
    for (name, word) in UNACCEPTABLE {
        let told = scene.rename(phone, name).await;
        assert_eq!(told.error(), (400, 100, None), "{name}: {}", told.text);
        let error = &told.json()["error"];
        let said = error["error_user_msg"].as_str().unwrap_or_default().to_owned();
        assert!(said.contains(word), "{name}: {said}");
        let body = json!({"cc": "1", "phone_number": "6505550188", "verified_name": name});
        let path = format!("/v21.0/{}/phone_numbers", outcome.waba);
        let told = scene.post(&path, &scene.provider.admin, Some(body)).await;
        assert_eq!(told.status, 400, "{name}: {}", told.text);
        assert!(told.text.contains(word), "{name}: {}", told.text);
        let form = [("phone", id.as_str()), ("name", name)];
        let shown = ada.send(&format!("{page}/name"), &form).await;
        assert_eq!(shown.status, http::StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        shown.says(word);
    }
    assert_eq!(scene.names(phone).await[0], "Lucky Shrub", "nothing was changed");
    let form = [("phone", id.as_str()), ("name", "Lucky Shrub Berlin")];
    ada.send(&format!("{page}/name"), &form).await.says("Asked for: Lucky Shrub Berlin");
}

#[tokio::test]
async fn d07_the_form_of_a_name_is_judged_in_the_pop_up() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.up_to_profile().await;
    for (name, word) in UNACCEPTABLE {
        let fields = [
            ("waba_name", "Lucky Cat Accounts"),
            ("display_name", name),
            ("timezone_id", "47"),
            ("vertical", "RETAIL"),
        ];
        let page = walk.step("profile", &fields).await;
        page.says("id=\"display_name\"").says(word);
    }
    walk.profile().await.never_says("id=\"display_name\"");
}

#[tokio::test]
async fn d07_a_fresh_name_is_available_and_its_review_starts_with_verification() {
    let scene = Scene::in_era(Policy::classic()).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let inbox = scene.listen(outcome.waba).await;
    scene.hear_of_names().await;
    scene.pass("1d").await;
    assert_eq!(scene.names(phone).await[1], "AVAILABLE_WITHOUT_REVIEW", "nobody looks at it");
    assert_eq!(inbox.of(FIELD), Vec::<Value>::new());
    scene.verify_business(&outcome, true).await;
    assert_eq!(scene.names(phone).await[1], "PENDING_REVIEW");
    scene.pass("59s").await;
    assert_eq!(scene.names(phone).await[1], "PENDING_REVIEW");
    scene.pass("1s").await;
    assert_eq!(scene.names(phone).await[1], "APPROVED", "decided by itself");
    let decisions: Vec<Value> =
        inbox.of(FIELD).iter().map(|value| value["decision"].clone()).collect();
    assert_eq!(decisions, ["PENDING", "APPROVED"]);
}

#[tokio::test]
async fn d07_after_verification_every_change_is_reviewed_again() {
    let (scene, _, phone, _) = Scene::established(Policy::classic().by_hand()).await;
    for name in ["Lucky Shrub Berlin", "Lucky Shrub Hamburg"] {
        assert_eq!(scene.rename(phone, name).await.text, DONE);
        let [_, old, new, status] = scene.names(phone).await;
        assert_eq!((old, new, status), (json!("APPROVED"), json!(name), json!("PENDING_REVIEW")));
        assert_eq!(scene.member(phone, "new_certificate").await, Value::Null);
        scene.review_name(phone, true).await;
        assert_eq!(scene.names(phone).await[3], "APPROVED");
        assert_eq!(scene.register(phone).await.text, DONE);
        let names = [json!(name), json!("APPROVED"), Value::Null, json!("NONE")];
        assert_eq!(scene.names(phone).await, names);
    }
}

#[tokio::test]
async fn d07_a_change_under_review_is_replaced_by_the_next_one() {
    let (scene, _, phone, inbox) = Scene::established(Policy::classic()).await;
    let before = inbox.of(FIELD).len();
    assert_eq!(scene.rename(phone, "Lucky Reject").await.text, DONE);
    scene.pass("40s").await;
    assert_eq!(scene.rename(phone, "Lucky Shrub Berlin").await.text, DONE);
    assert_eq!(scene.names(phone).await[2], "Lucky Shrub Berlin");
    scene.pass("40s").await;
    assert_eq!(scene.names(phone).await[3], "PENDING_REVIEW", "its own review takes its time");
    scene.pass("20s").await;
    assert_eq!(scene.names(phone).await[3], "APPROVED");
    let told: Vec<(Value, Value)> = inbox.of(FIELD)[before..]
        .iter()
        .map(|value| (value["requested_verified_name"].clone(), value["decision"].clone()))
        .collect();
    let berlin = |decision: &str| (json!("Lucky Shrub Berlin"), json!(decision));
    let reject = (json!("Lucky Reject"), json!("PENDING"));
    assert_eq!(told, [reject, berlin("PENDING"), berlin("APPROVED")], "no verdict on the first");
}

#[tokio::test]
async fn d07_today_no_other_name_can_be_asked_for_while_one_is_reviewed() {
    let (scene, _, phone, _) = Scene::established(Policy::today().by_hand()).await;
    assert_eq!(scene.rename(phone, "Lucky Shrub Berlin").await.text, DONE);
    let told = scene.rename(phone, "Lucky Shrub Hamburg").await;
    assert_eq!(told.error(), (400, 100, Some(2_388_009)), "{}", told.text);
    let error = &told.json()["error"];
    assert_eq!(error["error_user_title"], "Cannot Edit Verified Name");
    assert_eq!(error["error_user_msg"], "Name verification already in progress");
    assert_eq!(scene.names(phone).await[2], "Lucky Shrub Berlin");
    scene.review_name(phone, false).await;
    assert_eq!(scene.rename(phone, "Lucky Shrub Hamburg").await.text, DONE, "it is decided");
}

#[tokio::test]
async fn d08_an_approved_name_is_told_certified_and_worn_after_registration() {
    let (scene, outcome, phone, inbox) = Scene::established(Policy::classic().by_hand()).await;
    let to = customer(1);
    assert!(scene.hears(phone, &to).await);
    assert_eq!(scene.rename(phone, "Lucky Shrub Berlin").await.text, DONE);
    scene.review_name(phone, true).await;
    scene.stage.settle().await;
    let update = inbox.of(FIELD).pop().unwrap();
    let expected = json!({
        "display_phone_number": "16505550123", "decision": "APPROVED",
        "requested_verified_name": "Lucky Shrub Berlin", "rejection_reason": null,
    });
    assert_eq!(update, expected);
    scene.both_were_told(&outcome, "Lucky Shrub Berlin was approved").await;
    let names =
        [json!("Lucky Shrub"), json!("APPROVED"), json!("Lucky Shrub Berlin"), json!("APPROVED")];
    assert_eq!(scene.names(phone).await, names);
    let new = scene.member(phone, "new_certificate").await;
    assert!(new.is_string() && new != scene.member(phone, "certificate").await);

    accepted(&scene.send_text(phone, &to).await);
    scene.pass("5s").await;
    assert_eq!(scene.sender(&to).await, "Lucky Shrub", "before the number is registered again");
    assert_eq!(scene.register(phone).await.text, DONE);
    assert_eq!(scene.names(phone).await[0], "Lucky Shrub Berlin");
    assert_eq!(scene.member(phone, "certificate").await, new);
    accepted(&scene.send_text(phone, &to).await);
    scene.pass("5s").await;
    assert_eq!(scene.sender(&to).await, "Lucky Shrub Berlin");
    let mut desk = Visitor::new(&scene.stage);
    let page = desk.open(&format!("/desk/phones/{to}")).await;
    page.says("Lucky Shrub · ").says("Lucky Shrub Berlin · ");
}

#[tokio::test]
async fn d08_a_declined_change_is_told_with_its_reason_and_the_old_name_stays() {
    let (scene, outcome, phone, inbox) = Scene::established(Policy::classic().by_hand()).await;
    let certificate = scene.member(phone, "certificate").await;
    let reasons = [
        "NAME_EMPLOYEE_ISSUE",
        "NAME_ENDCLIENT_NOTRELATED",
        "NAME_FORMAT_UNACCEPTABLE",
        "NAME_INDIVIDUAL_ISSUE",
        "NAME_NOT_CONSISTENT",
        "UNKNOWN",
    ];
    for reason in reasons {
        assert_eq!(scene.rename(phone, "Sheena Nelson").await.text, DONE);
        scene.decide_name(phone, "decline", Some(reason)).await;
        let update = inbox.of(FIELD).pop().unwrap();
        assert_eq!(
            (&update["decision"], &update["rejection_reason"]),
            (&json!("REJECTED"), &json!(reason))
        );
        let [name, status, _, new] = scene.names(phone).await;
        assert_eq!(
            (name, status, new),
            (json!("Lucky Shrub"), json!("APPROVED"), json!("DECLINED"))
        );
        assert_eq!(scene.member(phone, "certificate").await, certificate);
        assert_eq!(scene.member(phone, "new_certificate").await, Value::Null);
    }
    scene.both_were_told(&outcome, "Sheena Nelson was declined").await;
    let told = scene.stage.get(&format!("/_control/mail?to={CLIENT}")).await;
    let text = told["data"][0].to_string();
    assert!(text.contains("UNKNOWN") && text.contains("The old name stays"), "{text}");
    assert_eq!(scene.register(phone).await.text, DONE);
    assert_eq!(scene.names(phone).await[0], "Lucky Shrub", "there is nothing to adopt");
}

#[tokio::test]
async fn d08_names_are_decided_by_what_they_say() {
    let (scene, outcome, phone, inbox) = Scene::established(Policy::classic()).await;
    let sheena = Command::CreatePerson {
        name: "Sheena Nelson".to_owned(),
        email: "sheena@shrub.example".to_owned(),
        locale: "en_US".to_owned(),
    };
    let made = scene.stage.done(&Actor::Desk, sheena).await;
    let [Event::PersonCreated { person, .. }] = made[..] else { panic!("{made:?}") };
    let (business, role) = (outcome.business, Role::Employee);
    scene.stage.done(&Actor::Desk, Command::AddMember { business, person, role }).await;
    let table = [
        ("Lucky Reject", "NAME_NOT_CONSISTENT"),
        ("Lucky Name Individual Issue", "NAME_INDIVIDUAL_ISSUE"),
        ("Solution Co", "NAME_ENDCLIENT_NOTRELATED"),
        ("Sheena Nelson", "NAME_EMPLOYEE_ISSUE"),
    ];
    for (name, reason) in table {
        assert_eq!(scene.rename(phone, name).await.text, DONE);
        scene.pass("1m").await;
        let update = inbox.of(FIELD).pop().unwrap();
        assert_eq!(update["rejection_reason"], reason, "{name}: {update}");
    }
    assert_eq!(scene.rename(phone, "Lucky Defer").await.text, DONE);
    scene.pass("1m").await;
    assert_eq!(inbox.of(FIELD).pop().unwrap()["decision"], "DEFERRED");
    let mails = scene.mails(OPERATORS).await;
    assert!(mails[0].contains("Lucky Defer was put off"), "{mails:?}");
    scene.pass("30d").await;
    assert_eq!(scene.names(phone).await[3], "PENDING_REVIEW", "it waits for the desk");
    scene.decide_name(phone, "approve", None).await;
    assert_eq!(scene.names(phone).await[3], "APPROVED");
}

#[tokio::test]
async fn d07_a_held_review_waits_for_the_desk() {
    let (scene, _, phone, _) = Scene::established(Policy::classic()).await;
    assert_eq!(scene.rename(phone, "Lucky Shrub Berlin").await.text, DONE);
    let subject = phone.to_string();
    let kind = ReviewKind::DisplayName;
    let hold = |hold: bool| json!({"kind": kind, "subject": subject, "hold": hold});
    let (status, told) = scene.stage.post("/_control/reviews/hold", hold(true)).await;
    assert!(status.is_success(), "{told}");
    scene.pass("1d").await;
    assert_eq!(scene.names(phone).await[3], "PENDING_REVIEW");
    let (status, told) = scene.stage.post("/_control/reviews/hold", hold(false)).await;
    assert!(status.is_success(), "{told}");
    scene.pass("1m").await;
    assert_eq!(scene.names(phone).await[3], "APPROVED");
}

/// A name that is approved and not registered with yet, and another one under review.
async fn one_name_waits_and_the_next_is_reviewed() -> (Scene, PhoneNumberId, Inbox, Value) {
    let (scene, _, phone, inbox) = Scene::established(Policy::classic().by_hand()).await;
    assert_eq!(scene.rename(phone, "Lucky Shrub Berlin").await.text, DONE);
    scene.review_name(phone, true).await;
    let approved = scene.member(phone, "new_certificate").await;
    assert!(approved.is_string());
    assert_eq!(scene.rename(phone, "Lucky Shrub Hamburg").await.text, DONE);
    let [_, _, new, status] = scene.names(phone).await;
    assert_eq!((new, status), (json!("Lucky Shrub Hamburg"), json!("PENDING_REVIEW")));
    (scene, phone, inbox, approved)
}

#[tokio::test]
async fn d08_a_declined_name_leaves_the_one_approved_before_it_alone() {
    let (scene, phone, inbox, approved) = one_name_waits_and_the_next_is_reviewed().await;
    scene.decide_name(phone, "decline", Some("NAME_NOT_CONSISTENT")).await;
    let update = inbox.of(FIELD).pop().unwrap();
    assert_eq!(
        (&update["requested_verified_name"], &update["decision"]),
        (&json!("Lucky Shrub Hamburg"), &json!("REJECTED"))
    );
    let names =
        [json!("Lucky Shrub"), json!("APPROVED"), json!("Lucky Shrub Berlin"), json!("APPROVED")];
    assert_eq!(scene.names(phone).await, names);
    assert_eq!(scene.member(phone, "new_certificate").await, approved);
    assert_eq!(scene.register(phone).await.text, DONE);
    assert_eq!(scene.names(phone).await[0], "Lucky Shrub Berlin");
    assert_eq!(scene.member(phone, "certificate").await, approved);
}

#[tokio::test]
async fn d08_an_approved_name_can_be_put_to_use_while_another_is_reviewed() {
    let (scene, phone, _, approved) = one_name_waits_and_the_next_is_reviewed().await;
    assert_eq!(scene.register(phone).await.text, DONE);
    let names = [
        json!("Lucky Shrub Berlin"),
        json!("APPROVED"),
        json!("Lucky Shrub Hamburg"),
        json!("PENDING_REVIEW"),
    ];
    assert_eq!(scene.names(phone).await, names);
    assert_eq!(scene.member(phone, "certificate").await, approved);
    scene.review_name(phone, true).await;
    assert_eq!(scene.register(phone).await.text, DONE);
    assert_eq!(scene.names(phone).await[0], "Lucky Shrub Hamburg");
}
