//! Pre-verified numbers: a provider proves them, a client claims them without a code
//! (contract §2.5).

use serde_json::json;
use world::Policy;

use crate::graph_scene::{Run, Scene, Told, UNSEEN};
use crate::live::DONE;
use crate::signup::Walk;

const NUMBER: &str = "+16505550177";

impl Scene {
    /// Adds a pre-verified number; its id.
    async fn preverified(&self) -> String {
        let path = format!("/v21.0/{}/add_phone_numbers", self.provider.business);
        let body = json!({"phone_number": NUMBER});
        let told = self.post(&path, &self.provider.admin, Some(body)).await;
        let id = told.json()["id"].as_str().unwrap_or_else(|| panic!("{}", told.text)).to_owned();
        assert_eq!(told.text, format!(r#"{{"id":"{id}"}}"#));
        id
    }

    async fn prove(&self, id: &str) {
        let ask = format!("/v21.0/{id}/request_code?code_method=SMS&language=en_US");
        assert_eq!(self.post(&ask, &self.provider.admin, None).await.text, DONE);
        let told = self.stage.get(&format!("/_control/handsets/{NUMBER}")).await;
        let words = told["data"][0]["body"].as_str().unwrap();
        let code: String = words.chars().filter(char::is_ascii_digit).collect();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let verify = |code: &str| format!("/v21.0/{id}/verify_code?code={code}");
        let refused = self.post(&verify(wrong), &self.provider.admin, None).await;
        assert_eq!(refused.error().1, 136_025);
        assert_eq!(self.post(&verify(&code), &self.provider.admin, None).await.text, DONE);
    }

    async fn list(&self, filter: &str) -> Told {
        let path = format!("/v21.0/{}/preverified_numbers?{filter}", self.provider.business);
        self.get(&path, &self.provider.admin).await
    }
}

#[tokio::test]
async fn a_number_is_added_proved_listed_and_claimed_by_the_graph() {
    let scene = Scene::in_era(Policy::today().by_hand()).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let id = scene.preverified().await;
    let path = format!("/v21.0/{}/add_phone_numbers", scene.provider.business);
    let twice =
        scene.post(&path, &scene.provider.admin, Some(json!({"phone_number": NUMBER}))).await;
    assert_eq!(twice.error(), (400, 100, Some(2_388_012)));
    let taken = json!({"phone_number": "+16505550123"});
    let taken = scene.post(&path, &scene.provider.admin, Some(taken)).await;
    assert_eq!(taken.error(), (400, 100, Some(2_388_001)));

    let claim = format!("/v21.0/{}/phone_numbers", outcome.waba);
    let body = json!({"preverified_id": id, "verified_name": "Lucky Two"});
    let early = scene.post(&claim, &scene.provider.admin, Some(body.clone())).await;
    assert_eq!(early.error(), (400, 136_025, Some(2_388_093)), "{}", early.text);
    assert_eq!(scene.list("code_verification_status=VERIFIED").await.ids(), Vec::<String>::new());
    scene.prove(&id).await;
    assert_eq!(scene.list("code_verification_status=VERIFIED").await.ids(), [id.as_str()]);
    assert_eq!(scene.list("phone_number=%2B1-650-555-0177").await.ids(), [id.as_str()]);
    assert_eq!(scene.list("phone_number=16505550178").await.ids(), Vec::<String>::new());
    let fields = "phone_number,code_verification_status,verification_expiry_time";
    let shown = scene.get(&format!("/v21.0/{id}?fields={fields}"), &scene.provider.admin).await;
    let shown = shown.json();
    assert_eq!(shown["phone_number"], "16505550177");
    assert_eq!(shown["code_verification_status"], "VERIFIED");
    assert_eq!(shown["verification_expiry_time"], "2027-02-20T08:00:00+0000", "90 days");

    let claimed = scene.post(&claim, &scene.provider.admin, Some(body)).await;
    let phone: graph::PhoneNumberId = claimed.json()["id"].as_str().unwrap().parse().unwrap();
    assert_ne!(phone.to_string(), id, "an ordinary number with an id of its own");
    assert_eq!(scene.member(phone, "code_verification_status").await, "VERIFIED");
    assert_eq!(scene.member(phone, "is_preverified_number").await, true);
    let gone = scene.get(&format!("/v21.0/{id}"), &scene.provider.admin).await;
    assert_eq!(gone.error(), UNSEEN);
    assert_eq!(scene.register(phone).await.text, DONE);
}

#[tokio::test]
async fn the_proof_ends_after_ninety_days_and_can_be_given_anew() {
    let scene = Scene::new().await;
    let id = scene.preverified().await;
    scene.prove(&id).await;
    let again = format!("/v21.0/{id}/request_code?code_method=SMS&language=en_US");
    assert_eq!(scene.post(&again, &scene.provider.admin, None).await.error().1, 136_024);
    let status = async || {
        let path = format!("/v21.0/{id}?fields=code_verification_status");
        scene.get(&path, &scene.provider.admin).await.json()["code_verification_status"].clone()
    };
    scene.pass("89d").await;
    assert_eq!(status().await, "VERIFIED");
    scene.pass("1d").await;
    assert_eq!(status().await, "EXPIRED");
    scene.prove(&id).await;
    assert_eq!(status().await, "VERIFIED");
    assert_eq!(scene.delete(&format!("/v21.0/{id}"), &scene.provider.admin).await.text, DONE);
    assert_eq!(scene.list("").await.ids(), Vec::<String>::new());
}

#[tokio::test]
async fn it_is_shared_with_partners_and_taken_back() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let id = scene.preverified().await;
    let node = format!("/v21.0/{id}");
    assert_eq!(scene.get(&node, &rival.admin).await.error(), UNSEEN);
    let share = format!(
        "/v21.0/{}/share_preverified_numbers?preverified_id={id}&partner_business_id={}",
        scene.provider.business, rival.business
    );
    assert_eq!(scene.post(&share, &rival.admin, None).await.error(), UNSEEN, "not theirs to share");
    assert_eq!(scene.post(&share, &scene.provider.admin, None).await.text, DONE);
    assert_eq!(scene.get(&node, &rival.admin).await.status, 200);
    let partners = scene.get(&format!("{node}/partners"), &scene.provider.admin).await;
    assert_eq!(partners.ids(), [rival.business.to_string()]);
    assert_eq!(scene.delete(&node, &rival.admin).await.error(), UNSEEN, "not theirs to delete");
    assert_eq!(scene.delete(&share, &scene.provider.admin).await.text, DONE);
    assert_eq!(scene.get(&node, &rival.admin).await.error(), UNSEEN);
}

#[tokio::test]
async fn the_pop_up_offers_it_and_asks_for_no_code() {
    let scene = Scene::new().await;
    let id = scene.preverified().await;
    let extras = format!(r#"{{"setup":{{"preVerifiedPhone":{{"ids":["{id}"]}}}}}}"#);
    let more =
        form_urlencoded::Serializer::new(String::new()).append_pair("extras", &extras).finish();
    let (mut walk, _) = Walk::begin(&scene.stage, scene.provider.app, &more).await;
    walk.up_to_profile().await;
    walk.profile().await.never_says("Use a number of your provider");
    scene.prove(&id).await;
    let page = walk.visitor.open(&format!("{}/number", walk.run)).await;
    page.says("Use a number of your provider").says("+1 650-555-0177");
    let page = walk.step("number", &[("number", NUMBER)]).await;
    page.never_says("Verification code").says("Send messages in your name");
    walk.step("permissions", &[]).await.says("Your account is connected");
    let gone = scene.get(&format!("/v21.0/{id}"), &scene.provider.admin).await;
    assert_eq!(gone.error(), UNSEEN);
    let wabas = format!("/v21.0/{}/client_whatsapp_business_accounts", scene.provider.business);
    let waba = scene.get(&wabas, &scene.provider.admin).await.ids()[0].clone();
    let numbers = format!("/v21.0/{waba}/phone_numbers?fields=is_preverified_number");
    let rows = scene.get(&numbers, &scene.provider.admin).await.json();
    assert_eq!(rows["data"][0]["is_preverified_number"], true);
}
