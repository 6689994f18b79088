//! Every error of the general table, by ordinary use or by a fault made to order (contract §7.1).

use http::Method;
use jiff::SignedDuration;
use platform::Turn;
use serde_json::json;
use world::{Actor, Command, Holder, PartnershipCommand};

use crate::graph_scene::{NO_ACCESS, Run, Scene, UNSEEN};

#[tokio::test]
async fn tokens_die_in_different_ways() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up_for_token(Run::default(), "EAAperson").await;
    let path = format!("/v21.0/{}?fields=id", outcome.waba);
    assert_eq!(scene.get(&path, "EAAperson").await.status, 200);

    let garbage = scene.get(&path, "nonsense").await;
    assert_eq!(garbage.error(), (401, 190, None));
    assert!(garbage.message().contains("Cannot parse access token"));
    let never = format!("EAA{}", "x1Y".repeat(30));
    let undecryptable = scene.get(&path, &never).await;
    assert_eq!(undecryptable.error(), (401, 190, None));
    assert_eq!(undecryptable.message(), "The access token could not be decrypted");
    let forged = format!("{}|forged", scene.provider.app);
    let forged = scene.get("/v21.0/debug_token?input_token=x", &forged).await;
    assert_eq!(forged.message(), "Invalid OAuth access token signature.");

    let end = json!({"reason": "password_changed"});
    let (status, _) =
        scene.stage.post(&format!("/_control/people/{person}/sessions/end"), end).await;
    assert!(status.is_success());
    let ended = scene.get(&path, "EAAperson").await;
    assert_eq!(ended.error(), (401, 190, Some(460)));
    assert!(ended.message().contains("changed their password"), "{}", ended.text);
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let asked = "/v21.0/debug_token?input_token=EAAperson";
    let data = scene.get(asked, &format!("{app}|{secret}")).await.json()["data"].clone();
    assert_eq!((&data["is_valid"], &data["error"]["subcode"]), (&json!(false), &json!(460)));

    let admin = &scene.provider.admin;
    for (reason, subcode) in [("logged_out", 467), ("app_removed", 458), ("revoked", 492)] {
        let token = format!("EAA{reason}");
        scene.token(&token, Holder::SystemUser(scene.provider.admin_id), &[]).await;
        assert_eq!(scene.get("/v21.0/me", &token).await.status, 200);
        let end = json!({"token": token, "reason": reason});
        assert!(scene.stage.post("/_control/tokens/end", end).await.0.is_success());
        assert_eq!(scene.get("/v21.0/me", &token).await.error(), (401, 190, Some(subcode)));
        assert_eq!(scene.get("/v21.0/me", admin).await.status, 200, "other tokens live on");
    }
}

#[tokio::test]
async fn a_user_token_expires_by_the_clock() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up_for_token(Run::default(), "EAAperson").await;
    let path = format!("/v21.0/{}?fields=id", outcome.waba);
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_hours(61 * 24))).await.unwrap();
    let expired = scene.get(&path, "EAAperson").await;
    assert_eq!(expired.error(), (401, 190, Some(463)));
    assert!(expired.message().contains("Session has expired on"), "{}", expired.text);
}

#[tokio::test]
async fn an_app_that_is_removed_loses_its_tokens_with_458() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let token = scene.business_token("AQBcode").await;
    let path = format!("/v21.0/{}?fields=id", outcome.waba);
    assert_eq!(scene.get(&path, &token).await.status, 200);
    let (business, app) = (outcome.business, scene.provider.app);
    let remove = Command::Partnership(PartnershipCommand::UninstallApp { business, app });
    scene.stage.done(&Actor::Person { person }, remove).await;
    assert_eq!(scene.get(&path, &token).await.error(), (401, 190, Some(458)));
    assert_eq!(scene.get(&path, &scene.provider.admin).await.status, 200, "the sharing stays");
}

#[tokio::test]
async fn an_app_may_demand_proof() {
    let scene = Scene::new().await;
    let (admin, app) = (&scene.provider.admin, scene.provider.app);
    let demand = async |required: bool| {
        let path = format!("/_control/apps/{app}/proof");
        assert!(scene.stage.post(&path, json!({"required": required})).await.0.is_success());
    };
    assert_eq!(scene.get("/v21.0/me", admin).await.status, 200);
    demand(true).await;
    let missing = scene.get("/v21.0/me", admin).await;
    assert_eq!(missing.error(), (400, 100, None));
    assert_eq!(missing.json()["error"]["type"], "GraphMethodException");
    assert_eq!(missing.message(), "API calls from the server require an appsecret_proof argument");
    let proof = graph::appsecret_proof(admin, &scene.provider.secret);
    let proved = format!("/v21.0/me?appsecret_proof={proof}");
    assert_eq!(scene.get(&proved, admin).await.status, 200);
    let wrong = format!("/v21.0/me?appsecret_proof={}", "0".repeat(64));
    assert!(scene.get(&wrong, admin).await.message().starts_with("Invalid appsecret_proof"));
    let batch =
        json!({"batch": [{"method": "GET", "relative_url": "me"}], "appsecret_proof": proof});
    let told = scene.post("/v21.0/", admin, Some(batch)).await.json();
    assert_eq!(told[0]["code"], 200, "the batch's proof counts for its calls");
    demand(false).await;
    assert_eq!(scene.get("/v21.0/me", admin).await.status, 200);
}

#[tokio::test]
async fn the_general_table_is_reached_by_ordinary_use() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, provider) = (outcome.waba, &scene.provider);
    let none = scene.call(Method::GET, &format!("/v21.0/{waba}"), None, None).await;
    assert_eq!(none.error(), (400, 104, None));
    let me = scene.call(Method::GET, "/v21.0/me", None, None).await;
    assert_eq!(me.error(), (400, 2500, None));
    assert_eq!(scene.get("/v99.0/me", &provider.admin).await.error(), (400, 2500, None));
    let unseen = scene.get("/v21.0/987654321", &provider.admin).await;
    assert_eq!(unseen.error(), UNSEEN);
    let unassigned = scene.get(&format!("/v21.0/{waba}"), &provider.employee).await;
    assert_eq!(unassigned.error(), NO_ACCESS);
    scene.token("EAAbare", Holder::SystemUser(provider.admin_id), &[]).await;
    let scopeless = scene.get(&format!("/v21.0/{waba}"), "EAAbare").await;
    assert_eq!(
        (scopeless.error(), scopeless.message().as_str()),
        ((403, 10, None), "(#10) Application does not have permission for this action")
    );
    let missing = scene.post(&format!("/v21.0/{waba}/assigned_users"), &provider.admin, None).await;
    assert_eq!(missing.message(), "(#100) The parameter user is required.");
    let rival = scene.another_provider().await;
    let foreign = scene.delete(&format!("/v21.0/{waba}/subscribed_apps"), &rival.admin).await;
    assert_eq!(foreign.error(), UNSEEN);
    assert!(foreign.message().starts_with("Unsupported delete request."), "{}", foreign.text);
}

#[tokio::test]
async fn faults_are_made_to_order() {
    let scene = Scene::new().await;
    let (business, admin) = (scene.provider.business, &scene.provider.admin);
    let order = async |body: serde_json::Value| scene.stage.post("/_control/faults", body).await;
    let path = format!("/v21.0/{business}?fields=id");
    let cases = [
        (1, 500),
        (2, 503),
        (3, 500),
        (4, 400),
        (17, 400),
        (33, 400),
        (131_016, 500),
        (131_057, 500),
    ];
    for (code, status) in cases {
        assert!(order(json!({"kind": {"error": {"code": code}}})).await.0.is_success());
        let refused = scene.get(&path, admin).await;
        assert_eq!((refused.status, refused.error().1), (status, code), "{}", refused.text);
        assert_eq!(scene.get(&path, admin).await.status, 200, "once only");
    }
    let twice = json!({"kind": {"error": {"code": 2}}, "when": {"first": 2},
        "matching": {"path": "phone_numbers"}});
    assert!(order(twice).await.0.is_success());
    assert_eq!(scene.get(&path, admin).await.status, 200, "another path");
    let numbers = format!("/v21.0/{}/phone_numbers", scene.provider.own_waba);
    let refused = scene.get(&numbers, admin).await;
    assert_eq!(refused.json()["error"]["is_transient"], true);
    let waiting = scene.stage.get("/_control/faults").await;
    let last = waiting["data"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["struck"], &last["over"]), (&json!(1), &json!(false)));
}

#[tokio::test]
async fn older_versions_tell_errors_in_their_own_words() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let send = json!({"messaging_product": "whatsapp", "to": "16315551000", "type": "sticker"});
    let told = async |version: &str| {
        scene.post(&format!("/{version}/{phone}/messages"), admin, Some(send.clone())).await
    };
    let (_, code, subcode) = told("v16.0").await.error();
    assert!(code > 100_000 && subcode.is_none(), "{code} {subcode:?}");
    assert_eq!(told("v15.0").await.error().2, Some(2_494_010));
    let retired = told("v14.0").await;
    assert_eq!(retired.error().2, Some(2_494_010), "v14 is answered as v15");
    assert_eq!(
        retired.headers["x-ad-api-version-warning"],
        "The call has been auto-upgraded to v15.0 as v14.0 will be deprecated."
    );
    assert_eq!(retired.headers["facebook-api-version"], "v15.0");
    assert!(!told("v21.0").await.headers.contains_key("x-ad-api-version-warning"));
    let cursor = format!("{}/message_templates?after=nonsense", scene.provider.own_waba);
    let old = scene.get(&format!("/v23.0/{cursor}"), admin).await;
    assert_eq!(old.error(), (400, 100, None));
    let new = scene.get(&format!("/v24.0/{cursor}"), admin).await;
    assert_eq!(new.error(), (400, 131_059, None));
}
