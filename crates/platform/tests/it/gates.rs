//! Who is let in: own names only, forms of own pages only; and the control interface behind them.

use bytes::Bytes;
use graph::E164;
use http::{Method, Request, StatusCode};
use jiff::SignedDuration;
use platform::Turn;
use platform::store::Slice;
use serde_json::json;
use world::{Actor, Command};

use crate::graph_scene::Scene;
use crate::stage::{BASE, Stage, ids};

fn turn(host: &str, headers: &[(&str, &str)]) -> Request<Bytes> {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(format!("{BASE}/_control/clock"))
        .header("host", host);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Bytes::from_static(br#"{"advance":"1s"}"#)).unwrap()
}

#[tokio::test]
async fn only_own_names_and_own_pages_are_let_in() {
    let stage = Stage::new().await;
    let own = "platform.localhost:8090";
    type Headers = &'static [(&'static str, &'static str)];
    let cases: [(&str, Headers, StatusCode); 7] = [
        (own, &[], StatusCode::OK),
        ("127.0.0.1:8090", &[], StatusCode::OK),
        ("evil.example", &[], StatusCode::MISDIRECTED_REQUEST),
        (own, &[("origin", BASE)], StatusCode::OK),
        (own, &[("origin", "http://provider.localhost:8080")], StatusCode::FORBIDDEN),
        (own, &[("origin", "null"), ("sec-fetch-site", "cross-site")], StatusCode::FORBIDDEN),
        (own, &[("sec-fetch-site", "same-origin")], StatusCode::OK),
    ];
    for (host, headers, expected) in cases {
        let (status, _) = stage.send(turn(host, headers)).await;
        assert_eq!(status, expected, "{host} {headers:?}");
    }
}

#[tokio::test]
async fn another_sites_page_asks_nothing_of_the_control_interface() {
    let stage = Stage::new().await;
    let ask = async |path: &str, site: &str| {
        let request = Request::get(format!("{BASE}{path}")).header("sec-fetch-site", site);
        stage.send(request.body(Bytes::new()).unwrap()).await.0
    };
    assert_eq!(ask("/_control/world/env", "cross-site").await, StatusCode::FORBIDDEN);
    assert_eq!(ask("/_control/world/env", "same-site").await, StatusCode::FORBIDDEN);
    let known = stage.platform.read(|world| world.businesses.len());
    assert_eq!(known, 0, "and nothing was made");
    assert_eq!(ask("/_control/world/env", "same-origin").await, StatusCode::OK);
    assert_eq!(ask("/_control", "cross-site").await, StatusCode::OK, "a page may be linked to");
}

#[tokio::test]
async fn a_second_provider_is_founded_only_when_meant() {
    let stage = Stage::new().await;
    stage.provider().await;
    let (status, told) = stage.post("/_control/provider", json!({})).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(told["error"]["message"].as_str().unwrap().contains("another"), "{told}");
    let another = json!({ "another": true, "name": "Second Provider" });
    assert_eq!(stage.post("/_control/provider", another).await.0, StatusCode::OK);
}

#[tokio::test]
async fn the_environment_is_one_live_client_with_fresh_tokens() {
    let stage = Stage::new().await;
    let first = stage.get("/_control/world/env?code=1").await;
    for name in [
        "BASE_URL",
        "APP_ID",
        "APP_SECRET",
        "BUSINESS_ID",
        "CLIENT_BUSINESS_ID",
        "WABA_ID",
        "PHONE_NUMBER_ID",
        "CREDIT_LINE_ID",
        "SYSTEM_USER_ID",
        "SYSTEM_TOKEN",
        "EMPLOYEE_TOKEN",
        "BUSINESS_TOKEN",
        "AUTH_CODE",
        "PIN",
        "TO",
        "WEBHOOK_URL",
        "VERIFY_TOKEN",
        "API_VERSION",
        "CURRENCY",
        "UNVERIFIED_PHONE_ID",
        "OTP",
        "NEW_NUMBER",
        "INBOUND_WAMID",
    ] {
        assert!(first[name].as_str().is_some_and(|value| !value.is_empty()), "{name}: {first}");
    }
    let phone = first["PHONE_NUMBER_ID"].as_str().unwrap().parse().unwrap();
    let status = stage.platform.read(|world| world.phone(phone).unwrap().status());
    assert_eq!(status.as_str(), "CONNECTED");
    let key = stage.platform.token_key(first["BUSINESS_TOKEN"].as_str().unwrap());
    let now = stage.platform.now();
    assert!(stage.platform.read(|world| world.caller(&key, now)).is_ok());
    let again = stage.get("/_control/world/env").await;
    assert_eq!(again["WABA_ID"], first["WABA_ID"]);
    assert_ne!(again["SYSTEM_TOKEN"], first["SYSTEM_TOKEN"]);
    assert!(again["AUTH_CODE"].is_null());
}

#[tokio::test]
async fn the_desk_can_be_played_by_programs() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (_, _, phone) = ids(&stage.signed_up(app).await);
    let pin = stage.platform.pin_key("123456");
    stage.done(&Actor::Desk, Command::Register { phone, pin, pin_valid: true }).await;
    stage.platform.turn_clock(Turn::By(SignedDuration::from_secs(10))).await.unwrap();
    let person = json!({ "name": "Eve", "email": "eve@example.test" });
    let (status, told) = stage.post("/_control/people", person).await;
    assert!(status == StatusCode::OK && told["person_id"].is_string(), "{told}");
    let message = json!({ "to_phone_number_id": phone, "text": "Hello?", "name": "Sam" });
    let path = "/_control/customers/16315550001/messages";
    let (status, told) = stage.post(path, message).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let shown = stage.get("/_control/handsets/+16315550001").await;
    assert_eq!(shown["data"][0]["body"], "Hello?", "{shown}");
    let number = E164::parse("+16315550001").unwrap();
    let kept = stage.platform.store().handset(number.digits(), Slice::newest(9)).await.unwrap();
    assert_eq!(kept.len(), 1);
    let mails = stage.get("/_control/mail").await;
    assert!(!mails["data"].as_array().unwrap().is_empty(), "sharing is told by mail");
    let (status, told) = stage
        .post("/_control/reviews/name", json!({ "phone_number_id": phone, "approved": true }))
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "no review is under way: {told}");
}

#[tokio::test]
async fn a_code_asked_for_again_at_once_is_the_one_the_environment_tells() {
    let scene = Scene::new().await;
    let env = scene.stage.get("/_control/world/env").await;
    let text = |name: &str| env[name].as_str().unwrap().to_owned();
    let (phone, token) = (text("UNVERIFIED_PHONE_ID"), text("SYSTEM_TOKEN"));
    let path = format!("/v21.0/{phone}/request_code?code_method=SMS&language=en_US");
    let asked = scene.post(&path, &token, None).await;
    assert_eq!(asked.text, r#"{"success":true}"#);
    let again = scene.stage.get("/_control/world/env").await;
    assert_eq!(again["OTP"], env["OTP"]);
    scene.stage.post("/_control/clock", json!({"advance": "61s"})).await;
    assert_eq!(scene.post(&path, &token, None).await.status, 200);
    let later = scene.stage.get("/_control/world/env").await["OTP"].as_str().unwrap().to_owned();
    assert_ne!(later, text("OTP"), "a minute later another code goes out");
    let path = format!("/v21.0/{phone}/verify_code");
    let old = scene.post(&path, &token, Some(json!({"code": text("OTP")}))).await;
    assert_eq!(old.error().1, 136_025, "{}", old.text);
    let proved = scene.post(&path, &token, Some(json!({"code": later}))).await;
    assert_eq!(proved.text, r#"{"success":true}"#);

    let read = json!({"messaging_product": "whatsapp", "status": "read",
        "message_id": text("INBOUND_WAMID")});
    let path = format!("/v21.0/{}/messages", text("PHONE_NUMBER_ID"));
    assert_eq!(scene.post(&path, &token, Some(read)).await.text, r#"{"success":true}"#);
    let add = json!({"cc": "1", "phone_number": text("NEW_NUMBER"), "verified_name": "Two"});
    let path = format!("/v21.0/{}/phone_numbers", text("WABA_ID"));
    let added = scene.post(&path, &token, Some(add)).await;
    assert_eq!(added.status, 200, "{}", added.text);
}
