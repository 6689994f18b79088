//! The rules of the era: presets, and any value in place of a preset's.

use serde_json::{Map, Value, json};

use crate::graph_scene::{Run, Scene};
use crate::stage::Stage;

fn rules(value: &Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

#[tokio::test]
async fn any_value_of_the_rules_can_be_chosen() {
    let chosen = rules(&json!({"preset": "today", "check_seconds": 5, "trial_days": 2}));
    let stage = Stage::told(|settings| settings.with_rules(&chosen).unwrap()).await;
    let scene = Scene::on(stage).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    assert_eq!(scene.member(phone, "messaging_limit_tier").await, "TIER_250", "as in `today`");
    scene.pass("5s").await;
    assert_eq!(scene.member(outcome.waba, "account_review_status").await, "APPROVED");
    scene.pass("2d").await;
    assert_eq!(scene.member(phone, "status").await, "UNVERIFIED", "the trial is over");
}

#[tokio::test]
async fn a_stored_world_goes_on_by_the_rules_that_are_chosen() {
    let chosen = rules(&json!({"check_seconds": 10}));
    let stage = Stage::told(|settings| settings.with_rules(&chosen).unwrap()).await;
    let (app, _) = stage.provider().await;
    let outcome = stage.signed_up(app).await;
    let Stage { disk, clock, board, platform } = stage;
    drop(platform);
    let chosen = rules(&json!({"check_seconds": 10, "trial_days": 1, "trial_warning_days": []}));
    let stage = Stage {
        platform: crate::stage::reopen(&disk, (&clock, &board), |settings| {
            settings.with_rules(&chosen).unwrap()
        })
        .await,
        disk,
        clock,
        board,
    };
    let rule = |stage: &Stage| stage.platform.read(|world| world.policy.trial_days);
    assert_eq!(rule(&stage), Some(1));
    let stage = stage.crash().await;
    assert_eq!(rule(&stage), Some(1), "it is remembered");
    stage.post("/_control/clock", json!({"advance": "31d"})).await;
    let phone = outcome.phone.unwrap();
    let off = stage.platform.read(|world| world.phones[&phone].off());
    assert!(off.is_some(), "the trial that was under way kept its thirty days, and ended");
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let settings = || platform::Settings::on_port(8090);
    let refused = |value: Value| settings().with_rules(&rules(&value)).unwrap_err().to_string();
    assert!(refused(json!({"trial_day": 2})).starts_with("there is no rule trial_day; known are "));
    assert!(refused(json!({"trial_days": "x"})).starts_with("the rule trial_days cannot be \"x\""));
    assert!(refused(json!({"preset": "x"})).contains("known are classic, today"));
}
