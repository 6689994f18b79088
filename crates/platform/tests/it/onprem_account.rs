//! The on-premises client's account: log-in, registration, code, PIN, era (contract §8).

use http::{Method, StatusCode};
use platform::onprem::OnpremClient;
use serde_json::json;
use world::Policy;

use crate::graph_scene::{Run, Scene};
use crate::live::DONE;
use crate::onprem_scene::{PASSWORD, Running, basic, outside, request, settings};

const ACCOUNT: &str = "/v1/account";
const VERIFY: &str = "/v1/account/verify";

#[tokio::test]
async fn the_first_login_sets_the_password_and_tokens_last_seven_days() {
    let mut running = Running::new().await;
    let fresh = OnpremClient::open(settings(None), outside(&running.scene.stage)).unwrap();
    running.replace_client(fresh);
    running.token = String::new();
    assert_eq!(running.health().await, "uninitialized", "nobody has logged in yet");
    let ask = async |password: &str, body| {
        let ask = request(Method::POST, "/v1/users/login", &basic(password), &body);
        running.scene.stage.send(ask).await
    };
    let (status, told) = ask("wrong", json!({})).await;
    assert_eq!((status, &told["errors"][0]["code"]), (StatusCode::UNAUTHORIZED, &json!(1005)));
    let (status, told) = ask("secret", json!({})).await;
    assert_eq!((status, &told["errors"][0]["code"]), (StatusCode::FORBIDDEN, &json!(1024)));
    let (status, _) = ask("secret", json!({ "new_password": "short" })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, _) = ask("secret", json!({ "new_password": PASSWORD })).await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = ask("secret", json!({})).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "the old password is gone");
    let (_, told) = ask(PASSWORD, json!({})).await;
    let expires = told["users"][0]["expires_after"].as_str().unwrap();
    assert!(expires.starts_with("2026-11-29 08:00:"), "seven days: {expires}");
    assert!(told["meta"]["version"].as_str().unwrap().starts_with("v2."), "{told}");

    running.log_in(PASSWORD, json!({})).await;
    assert_eq!(running.health().await, "unregistered");
    let other = running.token.clone();
    running.log_in(PASSWORD, json!({})).await;
    running.call(Method::POST, "/v1/users/logout", json!({}), StatusCode::OK).await;
    let out = running.refused(Method::GET, "/v1/health", json!({})).await;
    assert_eq!((out.0, out.1), (401, 1005));
    running.token = other;
    assert_eq!(running.health().await, "unregistered", "the other login goes on");
    let unknown = running.refused(Method::GET, "/v1/groups", json!({})).await;
    assert_eq!((unknown.0, unknown.1), (404, 1006));
}

#[tokio::test]
async fn what_an_account_is_asked_for_with_is_checked() {
    let running = Running::new().await;
    let changed = |member: &str, value: serde_json::Value| {
        let mut account = running.account();
        account[member] = value;
        account
    };
    let rival =
        Run { name: "Lucky Cat", number: Some("+16505550177"), code: "b", ..Run::default() };
    let (_, other) = running.scene.sign_up(rival).await;
    let theirs = running.scene.member(other.phone.unwrap(), "certificate").await;
    let table = [
        (changed("cc", json!(null)), 400, 1008),
        (changed("phone_number", json!("")), 400, 1008),
        (changed("method", json!(null)), 400, 1008),
        (changed("method", json!("pigeon")), 400, 1009),
        (changed("cert", json!(null)), 400, 1008),
        (changed("cert", json!("bm9uc2Vuc2U=")), 400, 1009),
        (changed("cert", theirs.clone()), 400, 1009),
    ];
    for (account, status, code) in table {
        let refused = running.refused(Method::POST, ACCOUNT, account.clone()).await;
        assert_eq!((refused.0, refused.1), (status, code), "{account}: {}", refused.2);
    }
    let forged = world::Certificate {
        name: "Bank".to_owned(),
        ..world::Certificate::read(&running.certificate).unwrap()
    };
    let refused =
        running.refused(Method::POST, ACCOUNT, changed("cert", json!(forged.text()))).await;
    assert_eq!((refused.0, refused.1), (403, 1005), "{}", refused.2);
    running.register(StatusCode::CREATED).await;
    let mut second = changed("cert", theirs);
    second["phone_number"] = json!("6505550177");
    let refused = running.refused(Method::POST, ACCOUNT, second).await;
    assert_eq!((refused.0, refused.1), (409, 1004), "one client, one number: {}", refused.2);
    let theirs = other.phone.unwrap();
    assert_eq!(running.scene.member(theirs, "status").await, "PENDING", "it was left alone");
}

#[tokio::test]
async fn a_number_whose_proof_is_too_old_needs_a_code() {
    let mut running = Running::new().await;
    running.pass("15d").await;
    running.log_in(PASSWORD, json!({})).await;
    let early = running.refused(Method::POST, VERIFY, json!({ "code": "123456" })).await;
    assert_eq!((early.0, early.1), (404, 1006), "{}", early.2);
    let told = running.register(StatusCode::ACCEPTED).await;
    assert_eq!(told["account"][0]["vname"], "Lucky Shrub");
    assert_eq!(running.health().await, "unregistered");
    let shown = running.scene.stage.get("/_control/handsets/16505550123?limit=1").await;
    let code: String =
        shown["data"][0]["body"].as_str().unwrap().chars().filter(char::is_ascii_digit).collect();
    let wrong = if code == "000000" { "111111" } else { "000000" };
    let refused = running.refused(Method::POST, VERIFY, json!({ "code": wrong })).await;
    assert_eq!((refused.0, refused.1), (400, 1009), "{}", refused.2);
    let code = format!("{}-{}", &code[..3], &code[3..]);
    let told =
        running.call(Method::POST, VERIFY, json!({ "code": code }), StatusCode::CREATED).await;
    assert_eq!(told, json!(null), "an empty body");
    running.pass("10s").await;
    assert_eq!(running.health().await, "connected");
    assert_eq!(running.scene.member(running.phone, "status").await, "CONNECTED");
}

#[tokio::test]
async fn codes_by_call_and_the_lock_after_wrong_guesses() {
    let mut running = Running::new().await;
    running.pass("15d").await;
    running.log_in(PASSWORD, json!({})).await;
    let mut account = running.account();
    account["method"] = json!("voice");
    running.call(Method::POST, ACCOUNT, account, StatusCode::ACCEPTED).await;
    let shown = running.scene.stage.get("/_control/handsets/16505550123?limit=1").await;
    let said = shown["data"][0]["body"].as_str().unwrap();
    assert!(said.starts_with("Verification code is"), "{said}");
    let wrong = if said.contains("000000") { "111111" } else { "000000" };
    let mut codes = Vec::new();
    for _ in 0..6 {
        let refused = running.refused(Method::POST, VERIFY, json!({ "code": wrong })).await;
        codes.push((refused.0, refused.1));
    }
    assert_eq!(codes[0], (400, 1009));
    assert_eq!(codes[5], (429, 1015), "{codes:?}");
}

#[tokio::test]
async fn a_number_with_two_step_verification_needs_its_pin() {
    let running = Running::new().await;
    assert_eq!(running.scene.register(running.phone).await.text, DONE);
    let missing = running.refused(Method::POST, ACCOUNT, running.account()).await;
    assert_eq!((missing.0, missing.1), (400, 1008), "{}", missing.2);
    assert!(missing.2.contains("PIN"), "{}", missing.2);
    let with = |pin: &str| {
        let mut account = running.account();
        account["pin"] = json!(pin);
        account
    };
    let wrong = running.refused(Method::POST, ACCOUNT, with("654321")).await;
    assert_eq!((wrong.0, wrong.1), (403, 1005), "{}", wrong.2);
    assert_eq!(running.scene.member(running.phone, "platform_type").await, "CLOUD_API");
    running.scene.pass("1h").await;
    running.call(Method::POST, ACCOUNT, with("123456"), StatusCode::CREATED).await;
    assert_eq!(running.scene.member(running.phone, "platform_type").await, "ON_PREMISE");
}

#[tokio::test]
async fn today_new_numbers_of_clients_are_blocked() {
    let policy = Policy { on_premise_registration: false, ..Policy::classic().by_hand() };
    let running = Running::in_scene(Scene::in_era(policy).await, None).await;
    let refused = running.refused(Method::POST, ACCOUNT, running.account()).await;
    let details = "Unknown error: biz_link_on_prem_reg_blocked";
    assert_eq!(refused, (403, 1005, details.to_owned()));
    assert_eq!(running.health().await, "unregistered");
    assert!(!Policy::today().on_premise_registration && Policy::classic().on_premise_registration);
    assert_eq!(running.scene.register(running.phone).await.text, DONE, "the Cloud API is open");
}
