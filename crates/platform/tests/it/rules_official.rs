//! Official business accounts (rule D10).

use http::StatusCode;
use serde_json::{Value, json};
use world::Policy;

use crate::graph_scene::{Run, Scene};
use crate::review_scene::Office;

const WHY: [(&str, &str); 2] =
    [("statement", "Everybody in town knows us"), ("link_1", "https://news.example/shrub")];

#[tokio::test]
async fn d10_the_mark_is_applied_for_after_verification_was_started_and_granted_by_review() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let inbox = scene.listen(outcome.waba).await;
    scene.wants_all().await;
    let mut office = Office::of(&scene, person, outcome.business).await;
    let path = format!("/wa/phones/{phone}/official");
    office.visitor.open(&path).await.says("Start business verification first");
    let refused = office.visitor.send(&path, &WHY).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("Start business verification in the Security Center before you apply");
    assert_eq!(scene.member(phone, "is_official_business_account").await, false);

    office.start().await;
    let bad = [("statement", "We are"), ("link_1", "shrub")];
    assert_eq!(office.visitor.send(&path, &bad).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    office.visitor.send(&path, &WHY).await.says("In review");
    let twice = office.visitor.send(&path, &WHY).await;
    twice.says("The application is in review already");
    let decide = |verdict: &str| {
        let subject = phone.to_string();
        json!({"kind": "official_account", "subject": subject, "verdict": verdict})
    };
    scene.control("reviews/decide", decide("decline")).await;
    assert_eq!(inbox.alerts(), ["OBA_REJECTED"]);
    assert_eq!(scene.member(phone, "is_official_business_account").await, false);
    let notices = scene.notices(outcome.business).await;
    assert!(notices[0].contains("did not become an official business account"), "{notices:?}");

    scene.pass("29d").await;
    office.visitor.send(&path, &WHY).await.says("Apply again after");
    scene.pass("1d").await;
    office.visitor.send(&path, &WHY).await.says("In review");
    scene.control("reviews/decide", decide("approve")).await;
    assert_eq!(scene.member(phone, "is_official_business_account").await, true);
    let alert = inbox.of("account_alerts").pop().unwrap();
    assert_eq!(
        (&alert["entity_type"], &alert["entity_id"]),
        (&json!("PHONE_NUMBER"), &json!(phone.to_string()))
    );
    assert_eq!(alert["alert_info"]["alert_type"], "OBA_APPROVED");
    assert_eq!(alert["alert_info"]["alert_severity"], "INFORMATIONAL");
    office.visitor.open(&path).await.says("Official business account");
    office.visitor.send(&path, &WHY).await.says("is an official business account already");
}

#[tokio::test]
async fn d10_the_provider_applies_by_graph_and_the_verdict_comes_by_itself() {
    let scene = Scene::in_era(Policy::classic()).await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let path = format!("/v21.0/{phone}/official_business_account");
    let apply = |words: &str| {
        json!({"action": "SUBMIT_APPLICATION", "application_data": {
            "business_name": "Lucky Shrub", "business_description": words,
            "website_url": "https://shrub.example",
        }})
    };
    let admin = &scene.provider.admin;
    let refused = scene.post(&path, admin, Some(apply("Known"))).await;
    assert_eq!(refused.error(), (400, 100, None), "{}", refused.text);
    assert!(refused.text.contains("Start business verification"), "{}", refused.text);
    assert_eq!(scene.get(&path, admin).await.json(), json!({"id": phone.to_string()}));
    Office::of(&scene, person, outcome.business).await.start().await;
    let applied = scene.post(&path, admin, Some(apply("You will reject us"))).await.json();
    assert_eq!(applied["updated_status"]["oba_status"], "PENDING", "{applied}");
    let withdraw = json!({"action": "WITHDRAW_APPLICATION"});
    let withdrawn = scene.post(&path, admin, Some(withdraw)).await.json();
    assert_eq!(withdrawn["updated_status"]["oba_status"], "CANCELLED");
    assert_eq!(scene.post(&path, admin, Some(apply("You will reject us"))).await.status, 200);
    scene.pass("2m").await;
    let state = async || scene.get(&path, admin).await.json()["oba_status"].clone();
    assert_eq!(state().await, "REJECTED");
    scene.pass("30d").await;
    assert_eq!(scene.post(&path, admin, Some(apply("Known everywhere"))).await.status, 200);
    scene.pass("2m").await;
    assert_eq!(state().await, "APPROVED");
    let official: Value = scene.member(phone, "is_official_business_account").await;
    assert_eq!(official, true);
}
