//! Numbers from registration to regular use, or to the end of the trial (rules E01 to E04;
//! contract §9.10, points 5 and 6).

use http::StatusCode;
use serde_json::{Value, json};

use crate::graph_scene::{Run, Scene};
use crate::live::{CLIENT, DONE, OPERATORS, accepted, customer};
use crate::visitor::Visitor;

#[tokio::test]
async fn e01_a_number_is_usable_once_registered_and_live_within_minutes() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let inbox = scene.listen(outcome.waba).await;
    let to = customer(1);
    assert_eq!(scene.member(phone, "status").await, "PENDING");
    assert!(!scene.hears(phone, &to).await, "customers do not reach it yet");
    assert_eq!(scene.send_text(phone, &to).await.error(), (400, 133_010, None));
    scene.pass("1h").await;
    assert_eq!(scene.member(phone, "status").await, "PENDING", "nobody registered it");

    assert_eq!(scene.register(phone).await.text, DONE);
    assert_eq!(scene.send_text(phone, &to).await.error(), (400, 133_010, None), "not at once");
    scene.pass("2m").await;
    assert_eq!(scene.member(phone, "status").await, "CONNECTED");
    assert!(scene.hears(phone, &to).await);
    let id = accepted(&scene.send_text(phone, &to).await);
    scene.pass("5s").await;
    let words = inbox.statuses(&id).into_iter().map(|status| status["status"].clone());
    assert_eq!(words.collect::<Vec<_>>(), ["sent", "delivered"]);
    assert_eq!(scene.shown(&to).await, 1);
}

#[tokio::test]
async fn e02_each_number_has_its_own_trial_of_thirty_days_limited_and_free_of_charge() {
    let (scene, outcome, first, inbox) = Scene::live(Run::default()).await;
    let standing = async |phone| {
        let tier = scene.member(phone, "messaging_limit_tier").await;
        (scene.member(phone, "account_mode").await, tier, scene.member(phone, "status").await)
    };
    let trial = (json!("SANDBOX"), json!("TIER_50"), json!("CONNECTED"));
    let lapsed = (json!("SANDBOX"), json!("TIER_50"), json!("UNVERIFIED"));
    assert_eq!(standing(first).await, trial);
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    let id = accepted(&scene.send_template(first, &customer(1)).await);
    scene.pass("5s").await;
    assert_eq!(inbox.statuses(&id)[0]["pricing"]["billable"], false, "free of charge");
    assert_eq!(scene.shown(&customer(1)).await, 1, "no list of allowed recipients");

    scene.pass("10d").await;
    let run = Run { name: "Lucky Cat", number: Some("+16505550177"), code: "b", ..Run::default() };
    let second = scene.sign_up(run).await.1.phone.unwrap();
    assert_eq!(scene.register(second).await.text, DONE);
    scene.pass("19d").await;
    assert_eq!((standing(first).await, standing(second).await), (trial.clone(), trial.clone()));
    scene.pass("1d").await;
    assert_eq!((standing(first).await, standing(second).await), (lapsed.clone(), trial));
    scene.pass("10d").await;
    assert_eq!(standing(second).await, lapsed);
}

#[tokio::test]
async fn e02_d09_regular_use_needs_verification_and_the_display_name() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    let standing = async || {
        let tier = scene.member(phone, "messaging_limit_tier").await;
        (scene.member(phone, "account_mode").await, tier)
    };
    let limited = (json!("SANDBOX"), json!("TIER_50"));
    scene.verify_business(&outcome, true).await;
    assert_eq!(standing().await, limited, "two checks are open");
    scene.pass("2m").await;
    assert_eq!(scene.member(outcome.waba, "account_review_status").await, "APPROVED");
    assert_eq!(standing().await, limited, "the display name is still reviewed");
    scene.pass("40d").await;
    assert_eq!(scene.member(phone, "status").await, "CONNECTED", "verified numbers do not lapse");
    scene.review_name(phone, true).await;
    assert_eq!(standing().await, (json!("LIVE"), json!("TIER_1K")));
}

#[tokio::test]
async fn e03_the_trial_ends_unverified_and_registering_again_needs_verification() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    let to = customer(1);
    scene.pass("29d").await;
    assert!(scene.hears(phone, &to).await);
    accepted(&scene.send_text(phone, &to).await);
    let warnings = scene.mails(CLIENT).await;
    for left in ["7 days", "3 days", "1 day"] {
        let words = format!("ends in {left}");
        assert!(warnings.iter().any(|mail| mail.ends_with(&words)), "{left}: {warnings:?}");
    }
    assert_eq!(inbox.update("ACCOUNT_RESTRICTION"), None);

    scene.pass("1d").await;
    assert_eq!(scene.member(phone, "status").await, "UNVERIFIED");
    assert_eq!(scene.member(phone, "certificate").await, Value::Null);
    assert_eq!(scene.send_text(phone, &to).await.error(), (403, 131_031, None));
    assert!(!scene.hears(phone, &to).await, "customers do not reach it");
    scene.both_were_told(&outcome, "has ended").await;
    let update = inbox.update("ACCOUNT_RESTRICTION").expect("the webhook");
    assert_eq!(update["phone_number"], "16505550123");
    assert_eq!(scene.register(phone).await.error(), (403, 131_031, None));
    scene.verify_business(&outcome, false).await;
    assert_eq!(scene.register(phone).await.error(), (403, 131_031, None), "it was declined");

    scene.verify_business(&outcome, true).await;
    let mails = scene.mails(OPERATORS).await;
    assert!(mails[0].contains("can be registered again"), "{mails:?}");
    assert_eq!(scene.register(phone).await.text, DONE);
    scene.pass("2m").await;
    assert_eq!(scene.member(phone, "status").await, "CONNECTED");
    assert!(scene.hears(phone, &to).await);
    accepted(&scene.send_text(phone, &to).await);
}

#[tokio::test]
async fn e04_a_changed_name_has_no_certificate_while_it_is_reviewed() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    let shown = async |field: &str| scene.member(phone, field).await;
    let path = format!("/v21.0/{phone}?new_display_name=Lucky+Shrub+Berlin");
    assert_eq!(scene.post(&path, &scene.provider.admin, None).await.text, DONE);
    assert_eq!(shown("new_name_status").await, "AVAILABLE_WITHOUT_REVIEW");
    assert!(shown("new_certificate").await.is_string(), "nobody reviews names in the trial");
    scene.verify_business(&outcome, true).await;
    assert_eq!(shown("new_name_status").await, "PENDING_REVIEW");
    assert_eq!(shown("new_certificate").await, Value::Null);
}

#[tokio::test]
async fn e04_without_a_trial_too_a_name_under_review_has_no_certificate() {
    let scene = Scene::in_era(world::Policy::today().by_hand()).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let shown = async |field: &str| scene.member(phone, field).await;
    assert!(shown("certificate").await.is_string());
    scene.verify_business(&outcome, true).await;
    assert_eq!(shown("name_status").await, "PENDING_REVIEW");
    assert_eq!(shown("certificate").await, Value::Null);
    scene.review_name(phone, true).await;
    assert!(shown("certificate").await.is_string());
}

#[tokio::test]
async fn e04_there_is_no_certificate_while_the_name_is_reviewed_or_declined() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.pass("2m").await;
    let mut olive = Visitor::new(&scene.stage);
    let person = scene.stage.platform.read(|world| {
        world.people.values().find(|one| one.name == "Olive Hall").unwrap().id.to_string()
    });
    olive.send("/login", &[("next", "/business"), ("person", &person)]).await;
    let page = format!("/wa/manage/{}", outcome.waba);
    let file = format!("{page}/certificates/{phone}");
    let shown = async |field: &str| scene.member(phone, field).await;
    assert!(shown("certificate").await.is_string());
    assert_eq!(olive.open(&file).await.status, StatusCode::OK);

    scene.verify_business(&outcome, true).await;
    assert_eq!(shown("name_status").await, "PENDING_REVIEW");
    assert_eq!(shown("certificate").await, Value::Null);
    olive.open(&page).await.says("In review").never_says(">Download<");
    assert_eq!(olive.open(&file).await.status, StatusCode::NOT_FOUND);
    scene.review_name(phone, false).await;
    assert_eq!(shown("name_status").await, "DECLINED");
    assert_eq!(shown("certificate").await, Value::Null);

    let path = format!("/v21.0/{phone}?new_display_name=Lucky+Shrub+Berlin");
    assert_eq!(scene.post(&path, &scene.provider.admin, None).await.text, DONE);
    assert_eq!(shown("new_name_status").await, "PENDING_REVIEW");
    assert_eq!(shown("new_certificate").await, Value::Null);
    scene.review_name(phone, true).await;
    assert!(shown("new_certificate").await.is_string());
    assert_eq!(olive.open(&file).await.status, StatusCode::OK);
    assert_eq!(scene.register(phone).await.text, DONE);
    let name = (shown("verified_name").await, shown("account_mode").await);
    assert_eq!(name, (json!("Lucky Shrub Berlin"), json!("LIVE")));
    assert!(shown("certificate").await.is_string());
}
