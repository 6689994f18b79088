//! The account: when it is shared, what the background check does, who may send (rules A02, B13,
//! D01, H02; contract §9.6, §9.9).

use graph::Permission;
use serde_json::{Value, json};
use world::Holder;

use crate::graph_scene::{Run, Scene};
use crate::live::{accepted, customer};
use crate::signup::Walk;

impl Scene {
    async fn client_wabas(&self) -> Vec<String> {
        let business = self.provider.business;
        let path = format!("/v21.0/{business}/client_whatsapp_business_accounts");
        self.get(&path, &self.provider.admin).await.ids()
    }

    async fn numbers(&self, waba: &str) -> Vec<Value> {
        let path = format!("/v21.0/{waba}/phone_numbers?fields=display_phone_number,certificate");
        let told = self.get(&path, &self.provider.admin).await;
        told.json()["data"].as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn a02_the_waba_is_shared_when_the_flow_completes_and_not_before() {
    let scene = Scene::new().await;
    let (mut walk, _) = Walk::begin(&scene.stage, scene.provider.app, "").await;
    walk.up_to_profile().await;
    assert!(scene.client_wabas().await.is_empty(), "the account was only chosen");
    walk.profile().await;
    walk.number("1512345678").await;
    let code = walk.code("491512345678").await;
    walk.step("verify", &[("code", &code)]).await;
    assert!(scene.client_wabas().await.is_empty(), "the flow is not complete");
    walk.step("permissions", &[]).await.says("data-mode=\"done\"");
    let wabas = scene.client_wabas().await;
    let [waba] = wabas.as_slice() else { panic!("{wabas:?}") };
    assert_eq!(scene.member(waba, "name").await, "Lucky Cat Accounts", "nothing is left to do");
    let notices = scene.notices(scene.provider.business).await;
    assert!(notices[0].contains("Lucky Cat shared"), "{notices:?}");
}

#[tokio::test]
async fn b13_the_certificate_is_there_once_the_flow_is_complete_and_the_profile_captured() {
    let scene = Scene::new().await;
    let (mut walk, _) = Walk::begin(&scene.stage, scene.provider.app, "").await;
    walk.up_to_profile().await;
    let early = walk.step("permissions", &[]).await;
    early.never_says("data-mode=\"done\"");
    let unnamed = [("waba_name", "Lucky"), ("display_name", ""), ("timezone_id", "47")];
    let page = walk.step("profile", &unnamed).await;
    page.says("Please check this field: Display name");
    walk.step("permissions", &[]).await.never_says("data-mode=\"done\"");
    walk.profile().await;
    walk.number("1512345678").await;
    walk.step("permissions", &[]).await.never_says("data-mode=\"done\"");
    assert!(scene.client_wabas().await.is_empty());
    let code = walk.code("491512345678").await;
    walk.step("verify", &[("code", &code)]).await;
    walk.step("permissions", &[]).await.says("data-mode=\"done\"");
    let waba = scene.client_wabas().await.remove(0);
    let numbers = scene.numbers(&waba).await;
    assert!(numbers[0]["certificate"].is_string(), "{numbers:?}");

    // A number added later has none until it is proved.
    let (client, waba_id) = scene.stage.platform.read(|world| {
        let waba = &world.wabas[&waba.parse().unwrap()];
        (waba.owner, waba.id)
    });
    walk.visitor.send(&format!("/business/{client}/verification"), &[]).await;
    let add = json!({"cc": "1", "phone_number": "6505550199", "verified_name": "Lucky Two"});
    let path = format!("/v21.0/{waba_id}/phone_numbers");
    let added = scene.post(&path, &scene.provider.admin, Some(add)).await;
    let phone = added.json()["id"].as_str().expect("its id").to_owned();
    assert_eq!(scene.member(&phone, "certificate").await, Value::Null);
    let admin = &scene.provider.admin;
    scene
        .post(&format!("/v21.0/{phone}/request_code?code_method=SMS&language=en_US"), admin, None)
        .await;
    let code = walk.code("16505550199").await;
    let path = format!("/v21.0/{phone}/verify_code");
    assert_eq!(scene.post(&path, admin, Some(json!({"code": code}))).await.status, 200);
    assert!(scene.member(&phone, "certificate").await.is_string());
}

#[tokio::test]
async fn d01_the_policy_check_runs_by_itself_and_a_good_account_passes() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    let review = async || scene.member(outcome.waba, "account_review_status").await;
    assert_eq!(review().await, "PENDING");
    assert!(inbox.of("account_review_update").is_empty());
    scene.pass("60s").await;
    assert_eq!(review().await, "APPROVED");
    assert_eq!(inbox.of("account_review_update"), [json!({"decision": "APPROVED"})]);
    assert_eq!(scene.member(phone, "status").await, "CONNECTED");
    assert_eq!(inbox.update("DISABLED_UPDATE"), None);
}

#[tokio::test]
async fn d01_an_account_that_fails_the_check_is_disabled_and_both_are_told() {
    let run = Run { name: "Tobacco House", ..Run::default() };
    let (scene, outcome, phone, inbox) = Scene::live(run).await;
    let to = customer(1);
    assert!(scene.hears(phone, &to).await);
    accepted(&scene.send_text(phone, &to).await);
    scene.pass("60s").await;
    assert_eq!(scene.member(outcome.waba, "account_review_status").await, "REJECTED");
    assert_eq!(scene.member(phone, "status").await, "BANNED");
    assert_eq!(scene.member(phone, "certificate").await, Value::Null);
    assert_eq!(scene.send_text(phone, &to).await.error(), (403, 368, None));
    assert_eq!(scene.register(phone).await.error(), (403, 368, None));
    let update = inbox.update("DISABLED_UPDATE").expect("the webhook");
    assert_eq!(update["ban_info"]["waba_ban_state"], "DISABLE");
    assert_eq!(inbox.of("account_review_update"), [json!({"decision": "REJECTED"})]);
    scene.both_were_told(&outcome, "was disabled").await;
}

#[tokio::test]
async fn h02_sending_needs_one_of_the_two_whatsapp_permissions() {
    let (scene, _, phone, _) = Scene::live(Run::default()).await;
    let to = customer(1);
    assert!(scene.hears(phone, &to).await);
    let holder = Holder::SystemUser(scene.provider.admin_id);
    for (token, scope) in [
        ("EAAmessaging", Permission::WhatsappBusinessMessaging),
        ("EAAmanagement", Permission::WhatsappBusinessManagement),
    ] {
        scene.token(token, holder, &[scope]).await;
        accepted(&scene.send_text_as(token, phone, &to).await);
    }
    scene.token("EAAneither", holder, &[Permission::BusinessManagement]).await;
    scene.pass("5s").await;
    let before = scene.shown(&to).await;
    let refused = scene.send_text_as("EAAneither", phone, &to).await;
    assert_eq!(refused.error(), (403, 10, None), "{}", refused.text);
    scene.pass("5s").await;
    assert_eq!((before, scene.shown(&to).await), (2, 2), "nothing more arrived");
}
