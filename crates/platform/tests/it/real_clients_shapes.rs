//! What clients were seen to send and to rely on, continued: bodies, rows, pop-up, batches.

use axum::Router;
use axum::routing::get;
use http::header;
use serde_json::{Value, json};

use crate::graph_scene::{HOOK, Run, Scene, handshake};
use crate::real_clients::{DONE, FORM, client, raw, three_ways};
use crate::signup::{Walk, configuration, dialog, relayed};
use crate::stage::Stage;
use crate::visitor::Visitor;

#[tokio::test]
async fn client_08_changes_come_as_query_form_or_json() {
    let (scene, outcome, token) = client().await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    let admin = &scene.provider.admin;
    let pin = json!({"messaging_product": "whatsapp", "pin": "123456"});
    for told in three_ways(&scene, &format!("/v21.0/{phone}/register"), &token, &pin).await {
        assert_eq!(told.text, DONE);
    }
    let user = json!({"user": scene.provider.employee_id, "tasks": ["MANAGE"]});
    for told in three_ways(&scene, &format!("/v21.0/{waba}/assigned_users"), admin, &user).await {
        assert_eq!(told.text, DONE);
    }
    let path = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", scene.provider.line);
    let share = json!({"waba_id": waba, "waba_currency": "USD"});
    for told in three_ways(&scene, &path, admin, &share).await {
        let answer = told.json();
        assert!(answer["allocation_config_id"].is_string(), "{}", told.text);
        assert_eq!(answer["waba_id"], waba.to_string());
    }
}

#[tokio::test]
async fn client_08_a_plain_subscription_comes_before_the_one_with_an_address() {
    let (scene, outcome, token) = client().await;
    scene.has_callback().await;
    let path = format!("/v21.0/{}/subscribed_apps", outcome.waba);
    let address = json!({"override_callback_uri": HOOK, "verify_token": "vt"});
    let plain = [None, Some(json!({})), Some(json!({"subscribed_fields": ["messages"]}))];
    for body in plain {
        for (body, uri) in [(body.clone(), Value::Null), (Some(address.clone()), json!(HOOK))] {
            let told = scene.post(&path, &token, body.clone()).await;
            assert_eq!(told.text, DONE, "{body:?}");
            let row = scene.get(&path, &token).await.json()["data"][0].clone();
            assert_eq!(row["override_callback_uri"], uri, "{body:?}: {row}");
        }
    }
    let unreachable = json!({"override_callback_uri": HOOK, "verify_token": "wrong"});
    assert_eq!(scene.post(&path, &token, Some(unreachable)).await.status, 400);
    let row = scene.get(&path, &token).await.json()["data"][0].clone();
    assert_eq!(row["override_callback_uri"], HOOK, "a refused address changes nothing");
}

#[tokio::test]
async fn client_08_the_example_client_takes_an_address_at_once() {
    let stage = Stage::new().await;
    stage.board.connect("hooks.example", Router::new().route("/in", get(handshake)));
    let env = stage.get("/_control/world/env").await;
    let text = |name: &str| env[name].as_str().unwrap().to_owned();
    let path = format!("/v21.0/{}/subscribed_apps", text("WABA_ID"));
    let body = json!({"override_callback_uri": HOOK, "verify_token": "vt",
        "access_token": text("BUSINESS_TOKEN")});
    let (status, told) = stage.post(&path, body).await;
    assert_eq!((status.as_u16(), told), (200, json!({"success": true})));
}

#[tokio::test]
async fn client_09_rows_have_the_members_that_typed_clients_need() {
    let (scene, outcome, token) = client().await;
    let (waba, phone, app) = (outcome.waba, outcome.phone.unwrap(), scene.provider.app);
    scene.post(&format!("/v21.0/{waba}/subscribed_apps"), &token, None).await;
    let rows = scene.get(&format!("/v21.0/{waba}/subscribed_apps"), &token).await.json();
    let row = &rows["data"][0]["whatsapp_business_api_data"];
    assert_eq!(row["id"], app.to_string());
    assert!(row["name"].is_string() && row["link"].is_string(), "{rows}");
    let summed =
        format!("/v21.0/{waba}/message_templates?summary=total_count,message_template_count");
    let summed = scene.get(&summed, &token).await.json();
    assert_eq!(summed["summary"], json!({"total_count": 1, "message_template_count": 1}));
    let profile = scene.get(&format!("/v21.0/{phone}/whatsapp_business_profile"), &token).await;
    assert_eq!(profile.json()["data"][0]["messaging_product"], "whatsapp", "{}", profile.text);
    let vertical = format!("/v21.0/{phone}/whatsapp_business_profile?fields=vertical");
    assert_eq!(scene.get(&vertical, &token).await.json()["data"][0]["vertical"], "RETAIL");
    let path = format!("/v21.0/{waba}?fields=on_behalf_of_business_info");
    let info = scene.get(&path, &token).await.json()["on_behalf_of_business_info"].clone();
    assert_eq!(info["id"], outcome.business.to_string());
    assert!(info["name"].is_string() && info["status"].is_string(), "{info}");
    let unasked = scene.get(&format!("/v21.0/{waba}"), &token).await.json();
    assert_eq!(unasked.get("on_behalf_of_business_info"), None);
}

#[tokio::test]
async fn client_10_a_page_reads_the_configurations_before_its_button_works() {
    let scene = Scene::new().await;
    let provider = &scene.provider;
    let app_token = format!("{}|{}", provider.app, provider.secret);
    let path = format!("/v21.0/{}?fields=config_ids,name", provider.app);
    let told = scene.get(&path, &app_token).await.json();
    let known = configuration(&scene.stage, provider.app);
    assert_eq!(told["config_ids"], json!([known]), "{told}");
    assert_eq!(told["id"], provider.app.to_string());
}

#[tokio::test]
async fn client_10_code_and_message_arrive_whichever_is_awaited_first() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let config = configuration(&stage, app);
    let asked =
        format!("response_type=code&override_default_response_type=true&config_id={config}");
    let (mut walk, _) = Walk::begin(&stage, app, &asked).await;
    let said = relayed(&walk.walk_to_the_end().await);
    // One message carries both; the SDK hands them on one after the other.
    assert_eq!(said["session_event"]["type"], "WA_EMBEDDED_SIGNUP");
    assert!(said["auth_response"]["code"].is_string(), "{said}");
    let sdk = Visitor::new(&stage).open("/en_US/sdk.js").await;
    // Pages parse `event.data`, and replace `window.open` around the call.
    sdk.says(": JSON.stringify(message), origin").says("window.open(");
    // Pages compare the origin with facebook.com or look at its end.
    sdk.says("facebook.com");
    let entrance = Visitor::new(&stage).open(&dialog(app, &asked)).await;
    assert_eq!(entrance.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
}

#[tokio::test]
async fn client_11_enums_are_written_in_their_own_case() {
    let (scene, outcome, token) = client().await;
    let (waba, phone, admin) = (outcome.waba, outcome.phone.unwrap(), &scene.provider.admin);
    let business = format!("/v21.0/{}?fields=verification_status", outcome.business);
    assert_eq!(scene.get(&business, &token).await.json()["verification_status"], "not_verified");
    let own = format!("/v21.0/{}?fields=verification_status", scene.provider.business);
    assert_eq!(scene.get(&own, admin).await.json()["verification_status"], "verified");
    let account = format!(
        "/v21.0/{waba}?fields=account_review_status,business_verification_status,ownership_type"
    );
    let account = scene.get(&account, &token).await.json();
    assert_eq!(account["business_verification_status"], "not_verified", "{account}");
    let number = format!(
        "/v21.0/{phone}?fields=code_verification_status,quality_rating,name_status,status,\
         platform_type"
    );
    let number = scene.get(&number, &token).await.json();
    let upper = [&account["account_review_status"], &account["ownership_type"]];
    let words = number.as_object().unwrap().iter().filter(|(name, _)| *name != "id");
    for word in upper.into_iter().chain(words.map(|(_, word)| word)) {
        let text = word.as_str().unwrap();
        assert_eq!(text, text.to_uppercase(), "{number} {account}");
    }
}

#[tokio::test]
async fn client_12_batches_proofs_and_absolute_links() {
    let (scene, outcome, token) = client().await;
    let (provider, waba) = (&scene.provider, outcome.waba);
    let right = graph::appsecret_proof(&token, &provider.secret);
    let wrong = graph::appsecret_proof(&token, "another");
    let batch = |proof: &str| {
        let calls = json!([
            {"method": "GET", "relative_url": format!("v21.0/{waba}?fields=id")},
            {"method": "GET", "relative_url": format!("v21.0/{waba}/phone_numbers?fields=id")},
        ]);
        form_urlencoded::Serializer::new(String::new())
            .append_pair("access_token", &token)
            .append_pair("appsecret_proof", proof)
            .append_pair("batch", &calls.to_string())
            .finish()
    };
    let told = raw(&scene, "POST /v21.0/", &[("content-type", FORM)], &batch(&right)).await.json();
    let body = |place: usize| -> Value {
        serde_json::from_str(told[place]["body"].as_str().unwrap()).unwrap()
    };
    assert_eq!((&told[0]["code"], body(0)), (&json!(200), json!({"id": waba})));
    assert_eq!(body(1)["data"][0]["id"], outcome.phone.unwrap().to_string());
    let path = format!("/v21.0/{waba}?fields=id&appsecret_proof=");
    assert_eq!(scene.get(&format!("{path}{right}"), &token).await.status, 200);
    let refused = scene.get(&format!("{path}{wrong}"), &token).await;
    assert_eq!(refused.error(), (400, 100, None));
    scene.sign_up(Run { number: Some("+16505550126"), code: "AQBtwo", ..Run::default() }).await;
    let list = format!("/v21.0/{}/client_whatsapp_business_accounts?limit=1", provider.business);
    let first = scene.get(&list, &provider.admin).await;
    let next = first.json()["paging"]["next"].as_str().unwrap().to_owned();
    assert!(next.starts_with("http://platform.localhost:8090/v21.0/"), "{next}");
    let path = next.strip_prefix("http://platform.localhost:8090").unwrap();
    let bearer = format!("Bearer {}", provider.admin);
    let second = raw(&scene, &format!("GET {path}"), &[("authorization", &bearer)], "").await;
    assert_eq!(second.ids().len(), 1);
    assert_ne!(second.ids(), first.ids());
}
