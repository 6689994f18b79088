//! Numbers: proof, registration, certificates, profile (rules D05, E01, E04; contract §3.5, §4).

use graph::BusinessId;
use jiff::SignedDuration;
use platform::Turn;
use serde_json::{Value, json};
use world::{Actor, Command};

use crate::graph_scene::{Run, Scene, UNSEEN, text};

const DONE: &str = r#"{"success":true}"#;

async fn verify(scene: &Scene, business: BusinessId) {
    let start = Command::StartVerification { business };
    scene.stage.done(&Actor::Desk, start).await;
    let conclude = Command::ConcludeVerification { business, approved: true };
    scene.stage.done(&Actor::Desk, conclude).await;
}

async fn certificate(scene: &Scene, phone: &str) -> Option<Value> {
    let path = format!("/v21.0/{phone}?fields=certificate,status");
    scene.get(&path, &scene.provider.admin).await.json().get("certificate").cloned()
}

#[tokio::test]
async fn e04_a_certificate_is_there_in_trial_and_gone_when_it_lapses() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap().to_string();
    assert!(certificate(&scene, &phone).await.is_some());
    let register = format!("/v21.0/{phone}/register");
    let body = Some(json!({"messaging_product": "whatsapp", "pin": "123456"}));
    let told = scene.post(&register, &scene.provider.admin, body.clone()).await;
    assert_eq!(told.text, DONE);
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_hours(30 * 24))).await.unwrap();
    assert_eq!(certificate(&scene, &phone).await, None);
    let status = scene.get(&format!("/v21.0/{phone}?fields=status"), &scene.provider.admin).await;
    assert_eq!(status.json()["status"], "UNVERIFIED");
    let refused = scene.post(&register, &scene.provider.admin, body.clone()).await;
    assert_eq!(refused.error(), (403, 131_031, None), "{}", refused.text);
    verify(&scene, outcome.business).await;
    assert_eq!(scene.post(&register, &scene.provider.admin, body).await.text, DONE);
    assert_eq!(certificate(&scene, &phone).await, None, "its display name is still reviewed");
    scene.review_name(outcome.phone.unwrap(), true).await;
    assert!(certificate(&scene, &phone).await.is_some());
}

#[tokio::test]
async fn a_number_is_added_proved_and_registered() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let admin = &scene.provider.admin;
    let add = format!("/v21.0/{}/phone_numbers", outcome.waba);
    let body = json!({"cc": "1", "phone_number": "650 555 0199", "verified_name": "Lucky Two"});
    let refused = scene.post(&add, admin, Some(body.clone())).await;
    assert_eq!(refused.error().1, 100, "d05: verification was not started");
    assert!(refused.text.contains("Start business verification"), "{}", refused.text);
    verify(&scene, outcome.business).await;
    let added = scene.post(&add, admin, Some(body)).await;
    let phone = added.json()["id"].as_str().expect("its id").to_owned();
    assert_eq!(added.text, format!(r#"{{"id":"{phone}"}}"#));
    let fields = "code_verification_status,status,certificate,display_phone_number";
    let shown = json!({
        "code_verification_status": "NOT_VERIFIED", "status": "PENDING",
        "display_phone_number": "+1 650-555-0199", "id": phone,
    });
    let node = format!("/v21.0/{phone}?fields={fields}");
    assert_eq!(scene.get(&node, admin).await.text, text(&shown));
    let register = json!({"messaging_product": "whatsapp", "pin": "123456"});
    let path = format!("/v21.0/{phone}/register");
    let early = scene.post(&path, admin, Some(register.clone())).await;
    assert_eq!(early.error(), (400, 133_006, None));

    let path = format!("/v21.0/{phone}/request_code?code_method=SMS&language=en_US");
    assert_eq!(scene.post(&path, admin, None).await.text, DONE);
    let number = graph::E164::parse("+16505550199").unwrap();
    let code = scene.stage.platform.read(|world| world.challenges[&number].code.clone());
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let path = format!("/v21.0/{phone}/verify_code");
    let refused = scene.post(&path, admin, Some(json!({"code": wrong}))).await;
    assert_eq!((refused.error().0, refused.error().1), (400, 136_025));
    let typed = format!("{}-{}", &code[..3], &code[3..]);
    assert_eq!(scene.post(&path, admin, Some(json!({"code": typed}))).await.text, DONE);
    let path = format!("/v21.0/{phone}/register");
    assert_eq!(scene.post(&path, admin, Some(register)).await.text, DONE);
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_secs(10))).await.unwrap();
    let live = scene
        .get(&format!("/v21.0/{phone}?fields=status,platform_type,is_pin_enabled"), admin)
        .await;
    let live = live.json();
    assert_eq!(
        (&live["status"], &live["platform_type"], &live["is_pin_enabled"]),
        (&json!("CONNECTED"), &json!("CLOUD_API"), &json!(true))
    );
}

#[tokio::test]
async fn registration_refuses_what_it_cannot_take() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let path = format!("/v21.0/{phone}/register");
    let whatsapp = json!("whatsapp");
    let mut moved = json!({"messaging_product": whatsapp, "pin": "123456"});
    moved["data_localization_region"] = json!("CH");
    let cases = [
        (json!({"messaging_product": whatsapp, "pin": "12345"}), 100),
        (json!({"messaging_product": whatsapp}), 100),
        (json!({"pin": "123456"}), 100),
        (moved, 100),
    ];
    for (body, code) in cases {
        let refused = scene.post(&path, admin, Some(body.clone())).await;
        assert_eq!((refused.status, refused.error().1), (400, code), "{body}");
    }
    let pin = |pin: &str| Some(json!({"messaging_product": whatsapp, "pin": pin}));
    assert_eq!(scene.post(&path, admin, pin("123456")).await.text, DONE);
    assert_eq!(scene.post(&path, admin, pin("654321")).await.error(), (400, 133_005, None));
    let set = format!("/v21.0/{phone}/");
    assert_eq!(scene.post(&set, admin, Some(json!({"pin": "654321"}))).await.text, DONE);
    assert_eq!(scene.post(&path, admin, pin("654321")).await.text, DONE);
    let off = format!("/v21.0/{phone}/deregister");
    assert_eq!(scene.post(&off, admin, None).await.text, DONE);
    let unknown = scene.post("/v21.0/123123/register", admin, pin("654321")).await;
    assert_eq!(unknown.error(), UNSEEN);
    assert!(unknown.message().starts_with("Unsupported post request. Object with ID '123123'"));
    assert_eq!(scene.delete(&format!("/v21.0/{phone}"), admin).await.error(), UNSEEN);
}

#[tokio::test]
async fn a_profile_is_one_flat_row() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let path = format!("/v21.0/{phone}/whatsapp_business_profile");
    let body = json!({
        "messaging_product": "whatsapp", "about": "Grüße", "email": "hello@shrub.example",
        "websites": ["https://shrub.example/"], "vertical": "EDU",
    });
    assert_eq!(scene.post(&path, admin, Some(body)).await.text, DONE);
    let told =
        scene.get(&format!("{path}?fields=about,address,email,websites,vertical"), admin).await;
    assert_eq!(
        told.text,
        r#"{"data":[{"about":"Gr\u00fc\u00dfe","email":"hello\u0040shrub.example","websites":["https:\/\/shrub.example\/"],"vertical":"EDU","messaging_product":"whatsapp"}]}"#
    );
    assert_eq!(
        scene.get(&path, admin).await.text,
        r#"{"data":[{"messaging_product":"whatsapp"}]}"#
    );
    let nested = format!("/v21.0/{phone}?fields=whatsapp_business_profile{{about,vertical}}");
    let nested = scene.get(&nested, admin).await.json();
    assert_eq!(nested["whatsapp_business_profile"]["data"][0]["vertical"], "EDU");
    let refused = scene.get(&format!("{path}?fields=shoe"), admin).await;
    assert_eq!(refused.error(), (400, 100, None));
    let refused = scene.post(&path, admin, Some(json!({"about": "x"}))).await;
    assert_eq!(refused.message(), "(#100) The parameter messaging_product is required.");
}
