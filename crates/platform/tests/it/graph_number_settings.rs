//! Settings of a number on the Graph API: storage, identity checks, its own callback address,
//! permissions and terms of registration (rule H02; contract §4.1, §4.2, §4.5, §4.6).

use graph::Permission;
use serde_json::json;
use world::{Holder, Policy};

use crate::graph_scene::{HOOK, Run, Scene};
use crate::live::DONE;

#[tokio::test]
async fn data_is_kept_where_it_was_asked_before_registration() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let path = format!("/v21.0/{phone}/settings");
    let plain = r#"{"storage_configuration":{"status":"DEFAULT"}}"#;
    assert_eq!(scene.get(&path, admin).await.text, plain);
    let store = |region: &str| {
        let status = "IN_COUNTRY_STORAGE_ENABLED";
        let storage = json!({"status": status, "data_localization_region": region});
        Some(json!({"storage_configuration": storage}))
    };
    assert_eq!(scene.post(&path, admin, store("FR")).await.error().1, 100, "no such region");
    assert_eq!(scene.post(&path, admin, Some(json!({}))).await.error().1, 100);
    assert_eq!(scene.post(&path, admin, store("CH")).await.text, DONE);
    assert_eq!(
        scene.get(&path, admin).await.text,
        concat!(
            r#"{"storage_configuration":{"status":"IN_COUNTRY_STORAGE_ENABLED","#,
            r#""data_localization_region":"CH"}}"#
        )
    );
    assert_eq!(scene.register(phone).await.text, DONE);
    let refused = scene.post(&path, admin, store("BR")).await;
    assert_eq!(refused.error().1, 100);
    assert!(refused.text.contains("while the number is not registered"), "{}", refused.text);
    let off = format!("/v21.0/{phone}/deregister");
    assert_eq!(scene.post(&off, admin, None).await.text, DONE);
    assert_eq!(scene.post(&path, admin, store("BR")).await.text, DONE);

    let change = json!({"user_identity_change": {"enable_identity_key_check": true}});
    assert_eq!(scene.post(&path, admin, Some(change)).await.text, DONE);
    let shown = scene.get(&format!("{path}?fields=user_identity_change"), admin).await;
    assert_eq!(shown.text, r#"{"user_identity_change":{"enable_identity_key_check":true}}"#);
    let empty = json!({"user_identity_change": {}});
    assert_eq!(scene.post(&path, admin, Some(empty)).await.error().1, 100);
}

#[tokio::test]
async fn one_call_changes_name_and_pin_or_neither() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let path = format!("/v21.0/{phone}");
    let both = |name: &str, pin: &str| Some(json!({"new_display_name": name, "pin": pin}));
    let refused = scene.post(&path, admin, both("Lucky Cactus", "12")).await;
    assert_eq!(refused.error().1, 100);
    assert_eq!(scene.member(phone, "new_name_status").await, "NONE", "the name is not changed");
    assert_eq!(scene.post(&path, admin, both("Lucky Cactus", "654321")).await.text, DONE);
    assert_eq!(scene.member(phone, "new_display_name").await, "Lucky Cactus");
    assert_eq!(scene.member(phone, "is_pin_enabled").await, true);
}

#[tokio::test]
async fn until_v20_the_region_is_named_at_registration() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let body = |region: &str| {
        let product = "whatsapp";
        Some(json!({"messaging_product": product, "pin": "123456",
            "data_localization_region": region}))
    };
    let refused = scene.post(&format!("/v21.0/{phone}/register"), admin, body("CH")).await;
    assert_eq!(refused.error().1, 100);
    let path = format!("/v20.0/{phone}/register");
    assert_eq!(scene.post(&path, admin, body("FR")).await.error().1, 100);
    assert_eq!(scene.post(&path, admin, body("CH")).await.text, DONE);
    let shown = scene.get(&format!("/v20.0/{phone}/settings"), admin).await.json();
    assert_eq!(shown["storage_configuration"]["data_localization_region"], "CH");
}

#[tokio::test]
async fn a_wrong_pin_moves_no_data() {
    let (scene, _, phone, _) = Scene::live(Run::default()).await;
    let admin = &scene.provider.admin;
    let off = format!("/v20.0/{phone}/deregister");
    assert_eq!(scene.post(&off, admin, None).await.text, DONE);
    let register = async |pin: &str| {
        let body = json!({"messaging_product": "whatsapp", "pin": pin,
            "data_localization_region": "CH"});
        scene.post(&format!("/v20.0/{phone}/register"), admin, Some(body)).await
    };
    let stored = async || {
        let shown = scene.get(&format!("/v20.0/{phone}/settings"), admin).await.json();
        shown["storage_configuration"]["status"].clone()
    };
    assert_eq!(register("000000").await.error().1, 133_005);
    assert_eq!(stored().await, "DEFAULT");
    scene.pass("10s").await;
    assert_eq!(register("123456").await.text, DONE);
    assert_eq!(stored().await, "IN_COUNTRY_STORAGE_ENABLED");
}

#[tokio::test]
async fn a_number_has_a_callback_of_its_own_after_a_handshake() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let path = format!("/v21.0/{phone}");
    let set = |url: &str, token: &str| {
        let one = json!({"override_callback_uri": url, "verify_token": token});
        Some(json!({"webhook_configuration": one}))
    };
    let early = scene.post(&path, admin, set(HOOK, "vt")).await;
    assert_eq!(early.error().1, 100);
    assert!(early.text.contains("must be subscribed"), "{}", early.text);
    scene.listen(outcome.waba).await;
    let refused = scene.post(&path, admin, set(HOOK, "wrong")).await;
    assert_eq!(refused.error(), (400, 2200, None));
    let nameless = json!({"webhook_configuration": {"override_callback_uri": HOOK}});
    assert_eq!(scene.post(&path, admin, Some(nameless)).await.error().1, 100);
    assert_eq!(scene.member(phone, "webhook_configuration").await["phone_number"], json!(null));
    assert_eq!(scene.post(&path, admin, set(HOOK, "vt")).await.text, DONE);
    let shown = scene.member(phone, "webhook_configuration").await;
    assert_eq!(shown, json!({"phone_number": HOOK, "application": "http://inbox.example/in"}));
    assert_eq!(scene.post(&path, admin, set("", "")).await.text, DONE);
    let shown = scene.member(phone, "webhook_configuration").await;
    assert_eq!(shown, json!({"application": "http://inbox.example/in"}));
    assert_eq!(scene.post(&path, admin, set(HOOK, "vt")).await.text, DONE);
    let unshare =
        world::Command::UnshareWaba { waba: outcome.waba, partner: scene.provider.business };
    scene.stage.done(&world::Actor::Desk, unshare).await;
    let kept = scene.stage.platform.read(|world| world.phones[&phone].callback.clone());
    assert_eq!(kept, None, "the partner's address goes with the partner");
}

#[tokio::test]
async fn h02_registering_takes_either_permission_and_today_both() {
    for (policy, both) in [(Policy::classic().by_hand(), false), (Policy::today().by_hand(), true)]
    {
        let scene = Scene::in_era(policy).await;
        let (_, outcome) = scene.sign_up(Run::default()).await;
        let phone = outcome.phone.unwrap();
        let holder = Holder::SystemUser(scene.provider.admin_id);
        let management = Permission::WhatsappBusinessManagement;
        let messaging = Permission::WhatsappBusinessMessaging;
        scene.token("none", holder, &[Permission::BusinessManagement]).await;
        scene.token("one", holder, &[management]).await;
        scene.token("both", holder, &[management, messaging]).await;
        let body = || Some(json!({"messaging_product": "whatsapp", "pin": "123456"}));
        let path = format!("/v21.0/{phone}/register");
        assert_eq!(scene.post(&path, "none", body()).await.error(), (403, 10, None));
        let told = scene.post(&path, "one", body()).await;
        if both {
            assert_eq!(told.error(), (403, 10, None));
            let pin =
                scene.post(&format!("/v21.0/{phone}"), "one", Some(json!({"pin": "1"}))).await;
            assert_eq!(pin.error(), (403, 10, None));
        } else {
            assert_eq!(told.text, DONE);
        }
        assert_eq!(scene.post(&path, "both", body()).await.text, DONE);
    }
}

#[tokio::test]
async fn registration_waits_until_the_terms_are_accepted() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let accept = async |accepted: bool| {
        let body = json!({"business_id": scene.provider.business, "accepted": accepted});
        let (status, told) = scene.stage.post("/_control/terms", body).await;
        assert!(status.is_success(), "{told}");
    };
    accept(false).await;
    let refused = scene.register(phone).await;
    assert_eq!(refused.error(), (403, 200, None));
    assert!(refused.message().contains("You must accept the WhatsApp Business Cloud API terms"));
    accept(true).await;
    assert_eq!(scene.register(phone).await.text, DONE);
}

#[tokio::test]
async fn faults_of_metas_side_stop_registration_until_they_are_mended() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let wish = async |fault: serde_json::Value| {
        let body = json!({"phone_number_id": phone, "fault": fault});
        let (status, told) = scene.stage.post("/_control/faults/number", body).await;
        assert!(status.is_success(), "{told}");
    };
    let faults = [
        ("incomplete_deregistration", (500, 133_000, None)),
        ("account_maintenance", (500, 131_057, None)),
        ("number_maintenance", (400, 2_494_100, None)),
    ];
    for (fault, error) in faults {
        wish(json!(fault)).await;
        assert_eq!(scene.register(phone).await.error(), error, "{fault}");
    }
    wish(json!(null)).await;
    assert_eq!(scene.register(phone).await.text, DONE);
}

#[tokio::test]
async fn the_node_tells_how_a_number_stands() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let shown = async |field: &str| scene.member(phone, field).await;
    let told = [
        shown("is_pin_enabled").await,
        shown("is_preverified_number").await,
        shown("is_on_biz_app").await,
        shown("code_verification_status").await,
        shown("status").await,
    ];
    let expected = [json!(false), json!(false), json!(false), json!("VERIFIED"), json!("PENDING")];
    assert_eq!(told, expected);
    let body = json!({"handset": "business_app"});
    scene.stage.post("/_control/handsets/16505550123", body).await;
    assert_eq!(shown("is_on_biz_app").await, true);
    scene.pass("14d").await;
    assert_eq!(shown("code_verification_status").await, "EXPIRED");
    assert_eq!(scene.register(phone).await.error(), (400, 133_006, None));
}
