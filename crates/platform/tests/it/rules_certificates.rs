//! Certificates: who may download one, of which number, for how long (rules B13, C06, E04, E05,
//! contract §8).

use graph::{Permission, PhoneNumberId};
use http::StatusCode;
use serde_json::{Value, json};
use world::{Certificate, Holder, Outcome};

use crate::graph_scene::{Run, Scene, UNSEEN};
use crate::live::{DONE, accepted, customer};
use crate::visitor::Visitor;

const FIELDS: &str = "display_phone_number,name_status,certificate,new_certificate,new_name_status";

impl Scene {
    /// The rows of `phone_numbers` with the fields of the seed's call.
    async fn rows(&self, outcome: &Outcome) -> Vec<Value> {
        let path = format!("/v21.0/{}/phone_numbers?fields={FIELDS}", outcome.waba);
        let told = self.get(&path, &self.provider.admin).await;
        assert_eq!(told.status, 200, "{}", told.text);
        told.json()["data"].as_array().unwrap().clone()
    }

    /// Somebody in the managers, by name.
    async fn manager(&self, name: &str) -> Visitor {
        let person = self.stage.platform.read(|world| {
            world.people.values().find(|one| one.name == name).unwrap().id.to_string()
        });
        let mut visitor = Visitor::new(&self.stage);
        visitor.send("/login", &[("next", "/business"), ("person", &person)]).await;
        visitor
    }

    async fn add_number(&self, outcome: &Outcome, number: &str) -> PhoneNumberId {
        let body = json!({"cc": "1", "phone_number": number, "verified_name": "Lucky Cat"});
        let path = format!("/v21.0/{}/phone_numbers", outcome.waba);
        let told = self.post(&path, &self.provider.admin, Some(body)).await;
        assert_eq!(told.status, 200, "{}", told.text);
        told.json()["id"].as_str().unwrap().parse().unwrap()
    }
}

#[tokio::test]
async fn b13_the_certificate_comes_with_the_end_of_the_flow_and_the_whole_profile() {
    let scene = Scene::new().await;
    let (_, shared) = scene.sign_up(Run { number: None, ..Run::default() }).await;
    let phone = scene.add_number(&shared, "6505550123").await;
    let row = scene.rows(&shared).await.remove(0);
    assert_eq!((&row["name_status"], &row["certificate"]), (&json!("NONE"), &Value::Null));
    let profile = format!("/v21.0/{phone}/whatsapp_business_profile?fields=vertical");
    let trade = async || {
        scene.get(&profile, &scene.provider.admin).await.json()["data"][0]["vertical"].clone()
    };
    assert_eq!(trade().await, "UNDEFINED");
    let run = Run {
        business: Some(shared.business),
        waba: Some(shared.waba),
        person: scene
            .stage
            .platform
            .read(|world| world.people.values().find(|one| one.name == "Ada").map(|one| one.id)),
        code: "again",
        ..Run::default()
    };
    let (_, outcome) = scene.sign_up(run).await;
    assert_eq!(outcome.phone, Some(phone), "nothing is created twice");
    assert_eq!(trade().await, "RETAIL", "the profile of the flow");
    let row = scene.rows(&outcome).await.remove(0);
    assert_eq!(row["name_status"], "AVAILABLE_WITHOUT_REVIEW");
    let certificate = Certificate::read(row["certificate"].as_str().unwrap()).unwrap();
    assert_eq!((certificate.phone, certificate.name.as_str()), (phone, "Lucky Cat"));
}

#[tokio::test]
async fn c06_the_numbers_of_an_account_come_with_their_certificates() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    let rows = scene.rows(&outcome).await;
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(row["id"], phone.to_string());
    assert_eq!(row["display_phone_number"], "+1 650-555-0123");
    assert_eq!(row["new_name_status"], "NONE");
    assert!(row["certificate"].is_string() && row.get("new_certificate").is_none(), "{row}");
    let path = format!("/v21.0/{phone}?new_display_name=Lucky+Shrub+Berlin");
    assert_eq!(scene.post(&path, &scene.provider.admin, None).await.text, DONE);
    let row = scene.rows(&outcome).await.remove(0);
    let new = Certificate::read(row["new_certificate"].as_str().unwrap()).unwrap();
    assert_eq!(new.name, "Lucky Shrub Berlin");
    let rival = scene.another_provider().await;
    let path = format!("/v21.0/{}/phone_numbers?fields={FIELDS}", outcome.waba);
    assert_eq!(scene.get(&path, &rival.admin).await.error(), UNSEEN);
}

#[tokio::test]
async fn e05_the_business_gets_no_certificate_by_token_or_page() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    let token = "EAAowner";
    let ada = scene
        .stage
        .platform
        .read(|world| world.people.values().find(|one| one.name == "Ada").unwrap().id);
    let scopes = [Permission::WhatsappBusinessManagement, Permission::BusinessManagement];
    scene.token(token, Holder::Person(ada), &scopes).await;
    let path = format!("/v21.0/{}/phone_numbers?fields={FIELDS}", outcome.waba);
    let told = scene.get(&path, token).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let row = &told.json()["data"][0];
    assert_eq!(row["name_status"], "AVAILABLE_WITHOUT_REVIEW");
    assert!(row.get("certificate").is_none(), "{row}");
    assert!(scene.rows(&outcome).await[0]["certificate"].is_string(), "the provider does");

    let page = format!("/wa/manage/{}", outcome.waba);
    let file = format!("{page}/certificates/{phone}");
    let mut owner = scene.manager("Ada").await;
    owner.open(&page).await.says("Lucky Shrub").never_says("Download");
    assert_eq!(owner.open(&file).await.status, StatusCode::NOT_FOUND);
    scene.pass("8d").await;
    owner.open(&page).await.never_says("Request a new certificate");
    let asked = [("phone", phone.to_string())];
    let asked: Vec<(&str, &str)> = asked.iter().map(|(name, id)| (*name, id.as_str())).collect();
    let shown = owner.send(&format!("{page}/certificates"), &asked).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut stranger = Visitor::new(&scene.stage);
    assert_ne!(stranger.open(&file).await.path, file, "strangers have to log in");
}

#[tokio::test]
async fn e04_a_certificate_is_downloaded_for_seven_days_and_a_client_goes_on_longer() {
    let (scene, _, phone, _) = Scene::live(Run::default()).await;
    let to = customer(1);
    let unused =
        Run { name: "Lucky Cat", number: Some("+16505550177"), code: "b", ..Run::default() };
    let second = scene.sign_up(unused).await.1;
    let id = second.phone.unwrap();
    let first = scene.member(id, "certificate").await;
    scene.pass("6d").await;
    assert_eq!(scene.member(id, "certificate").await, first);
    scene.pass("1d").await;
    let row = scene.rows(&second).await.remove(0);
    assert_eq!(row["name_status"], "EXPIRED");
    assert!(row.get("certificate").is_none(), "{row}");
    assert_eq!(scene.member(phone, "certificate").await, Value::Null);
    assert_eq!(
        scene.member(phone, "name_status").await,
        "AVAILABLE_WITHOUT_REVIEW",
        "a number on the Cloud API needs no certificate"
    );
    assert!(scene.hears(phone, &to).await);
    accepted(&scene.send_text(phone, &to).await);

    let mut operator = scene.manager("Olive Hall").await;
    let page = format!("/wa/manage/{}", second.waba);
    let file = format!("{page}/certificates/{id}");
    assert_eq!(operator.open(&file).await.status, StatusCode::NOT_FOUND);
    let shown = operator.open(&page).await;
    shown.says("Expired").says("Request a new certificate").never_says(">Download<");
    let text = id.to_string();
    let shown = operator.send(&format!("{page}/certificates"), &[("phone", &text)]).await;
    shown.says(">Download<").never_says("Request a new certificate");
    let fresh = operator.open(&file).await.html;
    assert!(Certificate::read(&fresh).is_some() && json!(fresh) != first);
    assert_eq!(scene.member(id, "name_status").await, "AVAILABLE_WITHOUT_REVIEW");
    let again = operator.send(&format!("{page}/certificates"), &[("phone", &text)]).await;
    again.says("can still be downloaded");
}

#[tokio::test]
async fn e04_by_api_a_fresh_certificate_is_had_by_asking_for_the_same_name_again() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let ask = json!({"new_display_name": "Lucky Shrub"});
    let path = format!("/v21.0/{phone}");
    let told = scene.post(&path, &scene.provider.admin, Some(ask.clone())).await;
    assert_eq!(told.error().1, 100, "it can still be downloaded: {}", told.text);
    assert!(told.text.contains("has this display name already"), "{}", told.text);
    scene.pass("7d").await;
    assert_eq!(scene.member(phone, "name_status").await, "EXPIRED");
    assert_eq!(scene.post(&path, &scene.provider.admin, Some(ask)).await.text, DONE);
    assert!(scene.member(phone, "certificate").await.is_string());
    assert_eq!(scene.member(phone, "new_name_status").await, "NONE", "no review, no change");
}

#[tokio::test]
async fn e04_an_approved_name_and_a_number_turned_on_again_have_fresh_certificates() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    scene.pass("20d").await;
    assert_eq!(scene.member(phone, "certificate").await, Value::Null);
    scene.verify_business(&outcome, true).await;
    assert_eq!(scene.member(phone, "certificate").await, Value::Null, "the name is reviewed");
    scene.review_name(phone, true).await;
    assert!(scene.member(phone, "certificate").await.is_string());
    scene.pass("8d").await;
    assert_eq!(scene.member(phone, "name_status").await, "EXPIRED");

    let mut owner = scene.manager("Ada").await;
    let partner = scene.provider.business.to_string();
    let waba = outcome.waba.to_string();
    let fields = [("waba", waba.as_str()), ("partner", partner.as_str())];
    owner.send(&format!("/business/{}/unshare", outcome.business), &fields).await;
    let path = format!("/v21.0/{phone}?fields=certificate");
    assert_eq!(scene.get(&path, &scene.provider.admin).await.error(), UNSEEN);
    let ada = scene
        .stage
        .platform
        .read(|world| world.people.values().find(|one| one.name == "Ada").unwrap().id);
    let again = Run {
        person: Some(ada),
        business: Some(outcome.business),
        waba: Some(outcome.waba),
        number: None,
        code: "again",
        ..Run::default()
    };
    scene.sign_up(again).await;
    assert!(scene.member(phone, "certificate").await.is_string(), "it can be registered again");
}

#[tokio::test]
async fn e04_there_is_none_for_a_lapsed_or_disabled_number() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let (_, bad) = scene
        .sign_up(Run {
            name: "Fine Tobacco",
            number: Some("+16505550177"),
            code: "b",
            ..Run::default()
        })
        .await;
    let banned = bad.phone.unwrap();
    assert!(scene.member(banned, "certificate").await.is_string());
    scene.pass("2m").await;
    assert_eq!(scene.member(banned, "status").await, "BANNED");
    assert_eq!(scene.member(banned, "certificate").await, Value::Null);
    let mut operator = scene.manager("Olive Hall").await;
    let file = format!("/wa/manage/{}/certificates/{banned}", bad.waba);
    assert_eq!(operator.open(&file).await.status, StatusCode::NOT_FOUND);
    let text = banned.to_string();
    let ask =
        operator.send(&format!("/wa/manage/{}/certificates", bad.waba), &[("phone", &text)]).await;
    ask.says("no certificate");
    scene.pass("30d").await;
    assert_eq!(scene.member(phone, "status").await, "UNVERIFIED");
    assert_eq!(scene.member(phone, "certificate").await, Value::Null);
}
