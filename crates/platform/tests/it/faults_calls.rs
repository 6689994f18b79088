//! Faults of calls: each kind, each way of counting and matching, over a restart and a real socket.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use shell::http::HttpError;

use crate::graph_scene::{Run, Scene, Told};
use crate::live::DONE;
use crate::stage::{BASE, Stage};

/// Orders a fault; it as it is told.
pub(crate) async fn order(stage: &Stage, fault: Value) -> Value {
    let (status, told) = stage.post("/_control/faults", fault).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    told
}

/// Matched and struck so far, by fault.
pub(crate) async fn counts(stage: &Stage) -> Vec<(u64, u64)> {
    let told = stage.get("/_control/faults").await;
    let rows = told["data"].as_array().unwrap().iter();
    rows.map(|row| (row["seen"].as_u64().unwrap(), row["struck"].as_u64().unwrap())).collect()
}

/// Calls as the provider's admin, and says how that failed.
async fn fails(scene: &Scene, method: Method, path: &str, body: Value) -> HttpError {
    let request = Request::builder().method(method).uri(format!("{BASE}{path}"));
    let request = request
        .header("authorization", format!("Bearer {}", scene.provider.admin))
        .header("content-type", "application/json")
        .body(Bytes::from(body.to_string()));
    scene.stage.http().send(request.unwrap()).await.unwrap_err()
}

async fn own_waba(scene: &Scene) -> Told {
    scene.get(&format!("/v21.0/{}", scene.provider.own_waba), &scene.provider.admin).await
}

/// Which of so many reads of the provider's account are refused, counted from 1.
async fn refused_of(scene: &Scene, count: usize) -> Vec<usize> {
    let mut refused = Vec::new();
    for number in 1..=count {
        if own_waba(scene).await.status != 200 {
            refused.push(number);
        }
    }
    refused
}

#[tokio::test]
async fn nothing_goes_wrong_that_was_not_ordered() {
    let scene = Scene::new().await;
    assert_eq!(refused_of(&scene, 20).await, [0_usize; 0]);
    assert_eq!(scene.stage.get("/_control/faults").await["data"], json!([]));
    order(&scene.stage, json!({"kind": "reset", "matching": {"operation": "phone.register"}}))
        .await;
    assert_eq!(refused_of(&scene, 5).await, [0_usize; 0], "of another operation");
    assert_eq!(counts(&scene.stage).await, [(0, 0)]);
}

#[tokio::test]
async fn the_first_the_nth_every_nth_and_by_chance() {
    let chance = json!({"chance": 0.3, "seed": 7});
    let mut by_chance = Vec::new();
    for _ in 0..2 {
        let scene = Scene::new().await;
        let struck = async |when: Value, times: Option<u32>| {
            let fault = json!({"kind": {"error": {"code": 2}}, "when": when, "times": times});
            order(&scene.stage, fault).await;
            let struck = refused_of(&scene, 12).await;
            let (status, _) = delete(&scene.stage, "/_control/faults").await;
            assert_eq!(status, StatusCode::OK);
            struck
        };
        assert_eq!(struck(json!({"first": 2}), None).await, [1, 2]);
        assert_eq!(struck(json!({"nth": 3}), None).await, [3]);
        assert_eq!(struck(json!({"every": 5}), None).await, [5, 10]);
        assert_eq!(struck(json!({"every": 3}), Some(2)).await, [3, 6]);
        by_chance.push(struck(chance.clone(), None).await);
    }
    assert_eq!(by_chance[0], by_chance[1], "the same seed, the same strikes");
    assert!((1..12).contains(&by_chance[0].len()), "{by_chance:?}");
}

async fn delete(stage: &Stage, path: &str) -> (StatusCode, Value) {
    let request = Request::delete(format!("{BASE}{path}")).body(Bytes::new());
    stage.send(request.unwrap()).await
}

#[tokio::test]
async fn a_fault_is_about_what_it_names() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    let (admin, employee) = (&scene.provider.admin, &scene.provider.employee);
    scene.assign(waba).await;
    let rival = scene.another_provider().await;
    let read_phone = async |token: &str| scene.get(&format!("/v21.0/{phone}"), token).await.status;
    let about = async |matching: Value| {
        delete(&scene.stage, "/_control/faults").await;
        let fault = json!({"kind": {"error": {"code": 1}}, "matching": matching});
        order(&scene.stage, fault).await;
    };
    for matching in [
        json!({"operation": "phone.get"}),
        json!({"operation": "phone.*"}),
        json!({"path": phone.to_string()}),
        json!({"phone_number_id": phone}),
        json!({"waba_id": waba}),
        json!({"app_id": scene.provider.app}),
        json!({"token": admin}),
        json!({"waba_id": waba, "operation": "phone", "token": admin}),
    ] {
        about(matching.clone()).await;
        assert_eq!(read_phone(admin).await, 500, "{matching}");
    }
    for matching in [
        json!({"operation": "phone.register"}),
        json!({"path": "phone_numbers"}),
        json!({"waba_id": scene.provider.own_waba}),
        json!({"app_id": rival.app}),
        json!({"token": employee}),
        json!({"waba_id": waba, "operation": "waba.*"}),
    ] {
        about(matching.clone()).await;
        assert_eq!(read_phone(admin).await, 200, "{matching}");
    }
    about(json!({"token": employee})).await;
    let listed = scene.stage.get("/_control/faults").await.to_string();
    assert!(listed.contains("sha256:") && !listed.contains(employee.as_str()), "{listed}");
    assert_eq!(read_phone(employee).await, 500);
    about(json!({"operation": "oauth.access_token"})).await;
    let login = scene.call(Method::GET, "/v21.0/oauth/access_token", None, None).await;
    assert_eq!(login.status, 500, "{}", login.text);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_in_words() {
    let stage = Stage::new().await;
    for (fault, why) in [
        (json!({"kind": "earthquake"}), "lost_answer"),
        (json!({"kind": {"error": {"code": 5}}}), "/_control/faults/errors"),
        (json!({"kind": {"error": {"code": 190, "subcode": 5}}}), "190/5"),
        (json!({"kind": "latency"}), "`ms`"),
        (json!({"kind": {"latency": {"ms": 0}}}), "from 1"),
        (json!({"kind": {"rate_limit": {"code": 190}}}), "number of a limit"),
        (json!({"kind": "reset", "when": {"first": 0}}), "first"),
        (json!({"kind": "reset", "times": 0}), "`times`"),
        (json!({"kind": "reset", "matching": {"operation": "phone.sing"}}), "phone.sing"),
        (json!({"kind": "reset", "matching": {"field": "messages"}}), "`field`"),
        (json!({"kind": "drop", "matching": {"path": "x"}}), "`path`"),
        (json!({"kind": "popup_error", "matching": {"waba_id": "1"}}), "`waba_id`"),
    ] {
        let (status, told) = stage.post("/_control/faults", fault.clone()).await;
        let said = told["error"]["message"].as_str().unwrap_or_default();
        assert_eq!(status, StatusCode::BAD_REQUEST, "{fault}: {told}");
        assert!(said.contains(why), "{fault}: {said}");
    }
    assert_eq!(stage.get("/_control/faults").await["data"], json!([]));
    assert_eq!(delete(&stage, "/_control/faults/7").await.0, StatusCode::NOT_FOUND);
    let names = stage.get("/_control/faults/operations").await.to_string();
    assert!(names.contains("waba.subscribed_apps.post") && names.contains("oauth.access_token"));
    let errors = stage.get("/_control/faults/errors").await;
    let known = errors["data"].as_array().unwrap();
    assert!(known.iter().any(|row| row["code"] == 190 && row["subcode"] == 463), "{errors}");
}

#[tokio::test]
async fn an_earlier_fault_goes_first_and_an_error_can_say_what_it_likes() {
    let scene = Scene::new().await;
    order(&scene.stage, json!({"kind": {"error": {"code": 190, "subcode": 460}}})).await;
    let own = json!({"kind": {"error": {"code": 100, "subcode": 2_388_001,
        "message": "Cannot Create Certificate"}}});
    order(&scene.stage, own).await;
    assert_eq!(own_waba(&scene).await.error(), (401, 190, Some(460)));
    let second = own_waba(&scene).await;
    assert_eq!(second.error(), (400, 100, Some(2_388_001)));
    assert_eq!(second.message(), "Cannot Create Certificate");
    assert_eq!(own_waba(&scene).await.status, 200);
    let unseen = json!({"kind": {"error": {"code": 100, "subcode": 33}}});
    order(&scene.stage, unseen).await;
    let own = scene.provider.own_waba.to_string();
    assert!(own_waba(&scene).await.message().contains(&own), "the object is named");
}

#[tokio::test]
async fn a_lost_answer_has_had_its_effect_and_is_on_disk() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let path = format!("/v21.0/{phone}/register");
    let body = json!({"messaging_product": "whatsapp", "pin": "123456"});
    order(
        &scene.stage,
        json!({"kind": "lost_answer", "matching": {"operation": "phone.register"}}),
    )
    .await;
    let lost = fails(&scene, Method::POST, &path, body.clone()).await;
    assert!(matches!(lost, HttpError::Timeout { .. }), "{lost:?}");
    let Scene { stage, provider } = scene;
    let scene = Scene { stage: stage.crash().await, provider };
    let status = scene.member(phone, "platform_type").await;
    assert_eq!(status, "CLOUD_API", "it is registered, also after a crash");
    assert_eq!(counts(&scene.stage).await, [(1, 1)]);
    let wrong = json!({"messaging_product": "whatsapp", "pin": "654321"});
    let told = scene.post(&path, &scene.provider.admin, Some(wrong)).await;
    assert_eq!(told.error().1, 133_005, "with the PIN of the lost call: {}", told.text);
}

#[tokio::test]
async fn a_reset_comes_before_anything_is_done() {
    let scene = Scene::new().await;
    let waba = scene.provider.own_waba;
    let path = format!("/v21.0/{waba}/subscribed_apps");
    order(&scene.stage, json!({"kind": "reset", "matching": {"waba_id": waba}})).await;
    let reset = fails(&scene, Method::POST, &path, json!({})).await;
    assert!(matches!(reset, HttpError::Broken { .. }), "{reset:?}");
    let subscribed = scene.get(&path, &scene.provider.admin).await;
    assert_eq!(subscribed.text, r#"{"data":[]}"#, "nothing was done");
    assert_eq!(scene.post(&path, &scene.provider.admin, None).await.text, DONE);
}

#[tokio::test]
async fn a_body_is_cut_and_an_answer_delayed() {
    let scene = Scene::new().await;
    let path = format!("/v21.0/{}", scene.provider.own_waba);
    order(&scene.stage, json!({"kind": {"cut_body": {"bytes": 9}}})).await;
    let cut = fails(&scene, Method::GET, &path, json!({})).await;
    assert!(matches!(cut, HttpError::Broken { .. }), "{cut:?}");
    order(&scene.stage, json!({"kind": {"latency": {"ms": 40}}})).await;
    let began = Instant::now();
    assert_eq!(own_waba(&scene).await.status, 200);
    assert!(began.elapsed() >= Duration::from_millis(40));
    let began = counts(&scene.stage).await;
    assert_eq!(began, [(1, 1), (1, 1)]);
}

#[tokio::test]
async fn a_stale_read_sees_the_world_of_before_also_after_a_restart() {
    let scene = Scene::new().await;
    let waba = scene.provider.own_waba;
    let path = format!("/v21.0/{waba}/subscribed_apps");
    let lag = json!({"kind": "stale_read", "when": {"first": 2},
        "matching": {"operation": "waba.subscribed_apps"}});
    order(&scene.stage, lag).await;
    assert_eq!(scene.post(&path, &scene.provider.admin, None).await.text, DONE);
    assert_eq!(counts(&scene.stage).await, [(0, 0)], "only reads are matched");
    let apps = async |scene: &Scene| {
        let told = scene.get(&path, &scene.provider.admin).await;
        told.json()["data"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(apps(&scene).await, 0);
    let Scene { stage, provider } = scene;
    let scene = Scene { stage: stage.crash().await, provider };
    assert_eq!(apps(&scene).await, 0, "the same past");
    assert_eq!(apps(&scene).await, 1, "only the first two");
}

#[tokio::test]
async fn a_used_up_budget_is_told_in_the_headers() {
    let scene = Scene::new().await;
    let waba = scene.provider.own_waba;
    order(&scene.stage, json!({"kind": {"rate_limit": {"minutes": 12}}, "when": {"first": 2}}))
        .await;
    let told = own_waba(&scene).await;
    assert_eq!(told.error(), (400, 80_008, None));
    let used: Value =
        serde_json::from_slice(told.headers["x-business-use-case-usage"].as_bytes()).unwrap();
    let used = &used[waba.to_string()][0];
    assert_eq!(
        (&used["call_count"], &used["estimated_time_to_regain_access"]),
        (&json!(100), &json!(12))
    );
    assert_eq!(used["type"], "whatsapp_business_management");
    let business = format!("/v21.0/{}", scene.provider.business);
    let told = scene.get(&business, &scene.provider.admin).await;
    assert_eq!(told.error().1, 4);
    let used: Value = serde_json::from_slice(told.headers["x-app-usage"].as_bytes()).unwrap();
    assert_eq!(used["call_count"], 100);
    order(&scene.stage, json!({"kind": {"rate_limit": {"code": 130_429}}})).await;
    assert_eq!(own_waba(&scene).await.error(), (400, 130_429, None));
    assert_eq!(own_waba(&scene).await.status, 200);
}

#[tokio::test]
async fn faults_outlive_a_restart_with_their_counts() {
    let scene = Scene::new().await;
    order(&scene.stage, json!({"kind": {"error": {"code": 2}}, "when": {"every": 2}})).await;
    assert_eq!(own_waba(&scene).await.status, 200);
    let Scene { stage, provider } = scene;
    let scene = Scene { stage: stage.crash().await, provider };
    assert_eq!(own_waba(&scene).await.status, 503, "the second one");
    assert_eq!(counts(&scene.stage).await, [(2, 1)]);
    let listed = scene.stage.get("/_control/faults").await;
    assert_eq!((&listed["data"][0]["id"], &listed["data"][0]["over"]), (&json!(1), &json!(false)));
    assert_eq!(delete(&scene.stage, "/_control/faults/1").await.1["count"], 1);
    assert_eq!(refused_of(&scene, 4).await, [0_usize; 0]);
    let next = order(&scene.stage, json!({"kind": "reset"})).await;
    assert_eq!(next["id"], 2, "no number is given twice");
}

#[tokio::test]
async fn calls_of_a_batch_meet_faults_one_by_one() {
    let scene = Scene::new().await;
    let waba = scene.provider.own_waba;
    let calls = json!([{"method": "GET", "relative_url": waba},
        {"method": "GET", "relative_url": format!("{waba}/phone_numbers")}]);
    let batch = json!({"batch": calls, "access_token": scene.provider.admin});
    let about = json!({"operation": "waba.phone_numbers"});
    order(&scene.stage, json!({"kind": {"error": {"code": 1}}, "matching": about})).await;
    let told = scene.post("/v21.0/", &scene.provider.admin, Some(batch.clone())).await.json();
    assert_eq!((&told[0]["code"], &told[1]["code"]), (&json!(200), &json!(500)), "{told}");
    order(&scene.stage, json!({"kind": "lost_answer", "matching": about})).await;
    let lost = fails(&scene, Method::POST, "/v21.0/", batch.clone()).await;
    assert!(matches!(lost, HttpError::Timeout { .. }), "they travel together: {lost:?}");
    order(&scene.stage, json!({"kind": "reset", "matching": {"operation": "batch"}})).await;
    let reset = fails(&scene, Method::POST, "/v21.0/", batch).await;
    assert!(matches!(reset, HttpError::Broken { .. }), "{reset:?}");
}

#[tokio::test]
async fn reads_lag_behind_in_few_moments_which_faults_share() {
    let scene = Scene::new().await;
    let stage = &scene.stage;
    let lag = || json!({"kind": "stale_read"});
    for nth in 0..8 {
        assert!(stage.post("/_control/faults", lag()).await.0.is_success());
        let person = json!({"name": format!("P{nth}"), "email": format!("p{nth}@a.example")});
        let shared = stage.post("/_control/faults", lag()).await;
        assert!(shared.0.is_success(), "of the same moment: {shared:?}");
        assert!(stage.post("/_control/people", person).await.0.is_success());
    }
    let (status, told) = stage.post("/_control/faults", lag()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let said = told["error"]["message"].as_str().unwrap();
    assert!(said.contains("`stale_read` from 8 moments already"), "{said}");
    stage.platform.clear_faults(None).await.unwrap();
    assert!(stage.post("/_control/faults", lag()).await.0.is_success());
}
