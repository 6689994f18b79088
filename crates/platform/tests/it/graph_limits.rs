//! How many calls are answered in an hour, and how much of that is used (contract §7.6).

use jiff::SignedDuration;
use platform::Turn;
use serde_json::Value;
use world::{CallLimits, Policy};

use crate::graph_scene::{Run, Scene, Told};

async fn strict() -> Scene {
    let call_limits = CallLimits {
        waba: Some(4),
        active_waba: Some(6),
        credit: Some(2),
        app_per_user: Some(2),
        user: Some(3),
    };
    Scene::in_era(Policy { call_limits, ..Policy::classic() }).await
}

fn usage(told: &Told, header: &str) -> Value {
    let text = told.headers.get(header).map(|value| value.to_str().unwrap());
    serde_json::from_str(text.unwrap_or("null")).unwrap()
}

#[tokio::test]
async fn calls_about_a_waba_are_counted_for_an_hour() {
    let scene = strict().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone, admin) = (outcome.waba, outcome.phone.unwrap(), &scene.provider.admin);
    let path = format!("/v21.0/{waba}?fields=id");
    for percent in [25, 50, 75] {
        let told = scene.get(&path, admin).await;
        assert_eq!(told.status, 200, "{}", told.text);
        let used = &usage(&told, "x-business-use-case-usage")[waba.to_string()][0];
        assert_eq!(used["type"], "whatsapp_business_management");
        assert_eq!(used["call_count"], percent);
        assert_eq!(used["estimated_time_to_regain_access"], 0);
    }
    // The numbers of a WABA count for it.
    assert_eq!(scene.get(&format!("/v21.0/{phone}?fields=id"), admin).await.status, 200);
    let refused = scene.get(&path, admin).await;
    assert_eq!(refused.error(), (400, 80_008, None));
    let used = &usage(&refused, "x-business-use-case-usage")[waba.to_string()][0];
    assert_eq!(
        (&used["call_count"], &used["estimated_time_to_regain_access"]),
        (&100.into(), &60.into())
    );
    let cloud = format!("/v21.0/{phone}/whatsapp_business_profile");
    assert_eq!(scene.get(&cloud, admin).await.error(), (400, 80_007, None));
    // Another WABA has its own hour, and so has another app.
    let own = format!("/v21.0/{}?fields=id", scene.provider.own_waba);
    assert_eq!(scene.get(&own, admin).await.status, 200);
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_mins(61))).await.unwrap();
    assert_eq!(scene.get(&path, admin).await.status, 200, "an hour later");
}

#[tokio::test]
async fn a_registered_number_raises_the_limit_and_sending_has_its_own() {
    let scene = strict().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone, admin) = (outcome.waba, outcome.phone.unwrap(), &scene.provider.admin);
    let register = format!("/v21.0/{phone}/register");
    let body = serde_json::json!({"messaging_product": "whatsapp", "pin": "123456"});
    let told = scene.post(&register, admin, Some(body.clone())).await;
    assert_eq!(told.text, r#"{"success":true}"#);
    let used = &usage(&told, "x-business-use-case-usage")[waba.to_string()][0];
    assert_eq!((&used["type"], &used["call_count"]), (&"whatsapp".into(), &0.into()));
    let path = format!("/v21.0/{waba}?fields=id");
    for _ in 0..6 {
        assert_eq!(scene.get(&path, admin).await.status, 200);
    }
    assert_eq!(scene.get(&path, admin).await.error(), (400, 80_008, None));
    assert_eq!(scene.post(&register, admin, Some(body)).await.status, 200);
}

#[tokio::test]
async fn credit_lines_apps_and_people_have_limits_of_their_own() {
    let scene = strict().await;
    let (business, admin) = (scene.provider.business, &scene.provider.admin);
    let lines = format!("/v21.0/{business}/extendedcredits");
    let line = format!("/v21.0/{}?fields=id", scene.provider.line);
    assert_eq!(scene.get(&lines, admin).await.status, 200);
    let told = scene.get(&line, admin).await;
    let used = usage(&told, "x-business-use-case-usage");
    assert_eq!(used[business.to_string()][0]["call_count"], 100);
    assert_eq!(scene.get(&lines, admin).await.error(), (400, 80_008, None));

    scene.sign_up_for_token(Run::default(), "EAAperson").await;
    for _ in 0..3 {
        let told = scene.get("/v21.0/me", "EAAperson").await;
        assert!(usage(&told, "x-app-usage")["call_count"].as_u64().unwrap() > 0);
    }
    let refused = scene.get("/v21.0/me", "EAAperson").await;
    assert_eq!(
        (refused.error(), refused.message().as_str()),
        ((400, 17, None), "(#17) User request limit reached")
    );
    assert_eq!(refused.json()["error"]["is_transient"], true);

    let mut answered = 0;
    let refused = loop {
        let told = scene.get("/v21.0/me", admin).await;
        if told.status != 200 {
            break told;
        }
        answered += 1;
        assert!(answered < 50, "the app's limit never came");
    };
    assert_eq!(refused.error(), (400, 4, None));
    assert_eq!(refused.message(), "(#4) Application request limit reached");
}

#[tokio::test]
async fn limits_can_be_lifted() {
    let lifted = Policy { call_limits: CallLimits::lifted(), ..Policy::classic() };
    let scene = Scene::in_era(lifted).await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    for _ in 0..250 {
        let told = scene.get(&format!("/v21.0/{waba}?fields=id"), admin).await;
        assert_eq!(told.status, 200, "{}", told.text);
    }
    let classic = Scene::new().await;
    let (_, outcome) = classic.sign_up(Run { number: None, ..Run::default() }).await;
    let path = format!("/v21.0/{}?fields=id", outcome.waba);
    for _ in 0..200 {
        assert_eq!(classic.get(&path, &classic.provider.admin).await.status, 200);
    }
    assert_eq!(classic.get(&path, &classic.provider.admin).await.error().1, 80_008);
}
