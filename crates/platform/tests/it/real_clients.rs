//! What clients that nobody of this project wrote were seen to send, and what they rely on: one
//! test for each observation. The clients themselves run in `tests/clients`.

use std::collections::BTreeSet;

use bytes::Bytes;
use graph::WabaId;
use http::Request;
use serde_json::{Value, json};
use world::{Outcome, Policy};

use crate::graph_scene::{Run, Scene, Told};
use crate::stage::BASE;

pub(crate) const DONE: &str = r#"{"success":true}"#;
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// A provider, a client that signed up with it, and the token for it.
pub(crate) async fn client() -> (Scene, Outcome, String) {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let token = scene.business_token("AQBcode").await;
    (scene, outcome, token)
}

/// A call with headers and a body as they are; no token unless they bring one.
pub(crate) async fn raw(scene: &Scene, line: &str, headers: &[(&str, &str)], body: &str) -> Told {
    let (method, path) = line.split_once(' ').unwrap();
    let path = path.replace('[', "%5B").replace(']', "%5D").replace('"', "%22");
    let path = path.replace('|', "%7C");
    let mut request = Request::builder().method(method).uri(format!("{BASE}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    scene.send(request.body(Bytes::from(body.to_owned())).unwrap()).await
}

/// The same call three times: its parameters in the query, in a form, in JSON.
pub(crate) async fn three_ways(
    scene: &Scene,
    path: &str,
    token: &str,
    members: &Value,
) -> [Told; 3] {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pairs = members.as_object().unwrap().iter().map(|(name, value)| (name, text(value)));
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let bearer = format!("Bearer {token}");
    let with = |kind: &'static str| [("authorization", bearer.as_str()), ("content-type", kind)];
    let line = format!("POST {path}");
    [
        raw(scene, &format!("{line}?{form}"), &with(FORM)[..1], "").await,
        raw(scene, &line, &with(FORM), &form).await,
        raw(scene, &line, &with(JSON), &members.to_string()).await,
    ]
}

/// Every member of an answer, with its name.
fn members<'a>(value: &'a Value, into: &mut Vec<(&'a str, &'a Value)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| members(item, into)),
        Value::Object(object) => {
            for (name, value) in object {
                into.push((name, value));
                members(value, into);
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn client_01_the_page_after_the_last_is_empty_and_has_no_cursors() {
    let (scene, outcome, token) = client().await;
    let admin = &scene.provider.admin;
    let shop = Run { number: Some("+16505550124"), code: "AQBnext", ..Run::default() };
    scene.sign_up(shop).await;
    let clients = format!("{}/client_whatsapp_business_accounts", scene.provider.business);
    let lists = [
        (clients, admin, 2),
        (format!("{}/phone_numbers", outcome.waba), &token, 1),
        (format!("{}/message_templates", outcome.waba), &token, 1),
        (format!("{}/extendedcredits", scene.provider.business), admin, 1),
        (format!("{}/system_users", scene.provider.business), admin, 2),
    ];
    for (list, token, rows) in lists {
        let (mut seen, mut after) = (BTreeSet::new(), String::new());
        for page in 0.. {
            assert!(page <= rows, "{list} never ends");
            let path = format!("/v21.0/{list}?limit=1&after={after}");
            let told = scene.get(&path, token).await;
            let ids = told.ids();
            if ids.is_empty() {
                assert_eq!(told.text, r#"{"data":[]}"#, "{list}");
                break;
            }
            assert!(seen.insert(ids[0].clone()), "{list}: {} came twice", ids[0]);
            after = told.json()["paging"]["cursors"]["after"].as_str().unwrap().to_owned();
        }
        assert_eq!(seen.len(), rows, "{list}");
    }
}

#[tokio::test]
async fn client_02_slashes_summaries_and_lists_as_they_are_written() {
    let (scene, outcome, token) = client().await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    for node in [waba.to_string(), phone.to_string()] {
        let told = scene.get(&format!("/v21.0/{node}/?fields=id"), &token).await;
        assert_eq!(told.text, format!(r#"{{"id":"{node}"}}"#));
    }
    for edge in ["phone_numbers", "message_templates", "subscribed_apps", "activities"] {
        let told = scene.get(&format!("/v21.0/{waba}/{edge}/?summary=true"), &token).await;
        assert_eq!(told.status, 200, "{edge}: {}", told.text);
    }
    let (admin, user) = (&scene.provider.admin, scene.provider.employee_id);
    let bearer = format!("Bearer {admin}");
    let headers = [("authorization", bearer.as_str()), ("content-type", FORM)];
    for tasks in [r#"tasks=["MANAGE"]"#, "tasks=MANAGE", "tasks[]=MANAGE", "tasks[0]=MANAGE"] {
        let path = format!("/v21.0/{waba}/assigned_users");
        let told =
            raw(&scene, &format!("POST {path}"), &headers, &format!("user={user}&{tasks}")).await;
        assert_eq!(told.text, DONE, "{tasks}");
        let list = format!("{path}?business={}", scene.provider.business);
        let rows = scene.get(&list, admin).await.json()["data"].clone();
        let row = rows.as_array().unwrap().iter().find(|row| row["id"] == user.to_string());
        assert_eq!(row.unwrap()["tasks"], json!(["MANAGE"]), "{tasks}");
        let gone = scene.delete(&format!("{path}?user={user}"), admin).await;
        assert_eq!(gone.text, DONE);
    }
}

#[tokio::test]
async fn client_03_a_token_is_found_in_every_place() {
    let (scene, _, _) = client().await;
    let provider = &scene.provider;
    let app_token = format!("{}|{}", provider.app, provider.secret);
    let cases = [
        (provider.admin.as_str(), format!("/v21.0/{}?fields=id", provider.business)),
        (app_token.as_str(), format!("/v21.0/{}/subscriptions?fields=object", provider.app)),
    ];
    for (token, path) in cases {
        let (bearer, oauth) = (format!("Bearer {token}"), format!("OAuth {token}"));
        let pair = form_urlencoded::Serializer::new(String::new())
            .append_pair("access_token", token)
            .finish();
        let json = json!({"access_token": token, "method": "get"}).to_string();
        let ways = [
            (format!("GET {path}"), vec![("authorization", bearer.as_str())], String::new()),
            (format!("GET {path}"), vec![("authorization", oauth.as_str())], String::new()),
            (format!("GET {path}&{pair}"), vec![], String::new()),
            (format!("GET {path}&{pair}"), vec![("authorization", bearer.as_str())], String::new()),
            (format!("POST {path}&method=get"), vec![("content-type", FORM)], pair),
            (format!("POST {path}"), vec![("content-type", JSON)], json),
        ];
        for (line, headers, body) in ways {
            let told = raw(&scene, &line, &headers, &body).await;
            assert_eq!(told.status, 200, "{line} {headers:?} {body}: {}", told.text);
        }
    }
}

#[tokio::test]
async fn client_04_ids_are_texts_and_errors_have_numbers() {
    let (scene, outcome, token) = client().await;
    let (admin, phone) = (&scene.provider.admin, outcome.phone.unwrap());
    let reads = [
        (format!("{}?metadata=1", outcome.waba), &token),
        (format!("{phone}"), &token),
        (format!("{}/phone_numbers", outcome.waba), &token),
        (format!("{}/message_templates", outcome.waba), &token),
        (format!("{}?fields=owner_business_info,on_behalf_of_business_info", outcome.waba), admin),
        (format!("{}/client_whatsapp_business_accounts", scene.provider.business), admin),
        (format!("{}/extendedcredits", scene.provider.business), admin),
        (format!("{}/system_users", scene.provider.business), admin),
        (format!("debug_token?input_token={token}"), admin),
    ];
    for (path, token) in reads {
        let told = scene.get(&format!("/v21.0/{path}"), token).await;
        assert_eq!(told.status, 200, "{path}: {}", told.text);
        let answer = told.json();
        let mut all = Vec::new();
        members(&answer, &mut all);
        let ids = all.iter().filter(|(name, _)| *name == "id" || name.ends_with("_id"));
        let ids: Vec<_> = ids.collect();
        assert!(!ids.is_empty(), "{path}: {answer}");
        assert!(ids.iter().all(|(_, id)| id.is_string()), "{path}: {ids:?}");
    }
    let unseen = scene.get("/v21.0/99999999", admin).await;
    assert_eq!(unseen.error(), (400, 100, Some(33)));
    assert_eq!(unseen.json()["error"]["type"], "GraphMethodException");
    let bad = scene.get("/v21.0/99999999", "BAD").await;
    assert_eq!(
        (bad.error(), &bad.json()["error"]["type"]),
        ((401, 190, None), &json!("OAuthException"))
    );
    let (short, hour) = ("EAAshort", jiff::SignedDuration::from_hours(1));
    let order = world::TokenOrder {
        key: scene.stage.platform.token_key(short),
        app: scene.provider.app,
        holder: world::Holder::SystemUser(scene.provider.admin_id),
        scopes: BTreeSet::new(),
        wabas: None,
        expires_at: Some(scene.stage.platform.now() + hour),
    };
    let issue = world::Command::IssueToken(Box::new(order));
    scene.stage.done(&world::Actor::Desk, issue).await;
    scene.stage.platform.turn_clock(platform::Turn::By(hour)).await.unwrap();
    let expired = scene.get(&format!("/v21.0/{}", outcome.waba), short).await;
    assert_eq!(expired.error(), (401, 190, Some(463)));
}

#[tokio::test]
async fn client_05_versions_from_13_to_24_are_answered_with_their_own_fields() {
    let (scene, outcome, token) = client().await;
    for version in 13..=24 {
        let path = format!("/v{version}.0/{}?fields=id", outcome.waba);
        let told = scene.get(&path, &token).await;
        assert_eq!(told.text, format!(r#"{{"id":"{}"}}"#, outcome.waba), "v{version}");
    }
    let newer = "whatsapp_business_manager_messaging_limit";
    let ask = async |scene: &Scene, version: &str, waba: WabaId| {
        let path = format!("/{version}/{waba}?fields={newer}");
        scene.get(&path, &scene.provider.admin).await
    };
    for version in 13..=23 {
        let old = ask(&scene, &format!("v{version}.0"), outcome.waba).await;
        assert!(old.message().contains("nonexisting field"), "v{version}: {}", old.text);
    }
    assert_eq!(ask(&scene, "v24.0", outcome.waba).await.json()[newer], "TIER_50");
    // A retired version is answered as v15, with its members and a warning.
    let phone = outcome.phone.unwrap();
    let tier = format!("/v13.0/{phone}?fields=messaging_limit_tier");
    let tier = scene.get(&tier, &scene.provider.admin).await;
    assert_eq!(tier.json()["messaging_limit_tier"], "TIER_50");
    assert_eq!(tier.headers["facebook-api-version"], "v15.0");
    assert!(tier.headers.contains_key("x-ad-api-version-warning"));
    // Who names no version speaks the app's; in the later era that is the newest.
    let today = Scene::in_era(Policy::today().by_hand()).await;
    let own = today.provider.own_waba;
    let told = ask(&today, "v24.0", own).await;
    assert!(told.json()[newer].is_string(), "{}", told.text);
}

#[tokio::test]
async fn client_06_the_exchange_of_a_code_takes_what_clients_send_with_it() {
    let scene = Scene::new().await;
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let runs = [
        ("GET", "+16505550130", "AQB1", "", None),
        ("GET", "+16505550131", "AQB2", "&redirect_uri=", None),
        ("GET", "+16505550132", "AQB3", "", Some("Bearer BAD")),
        ("POST", "+16505550133", "AQB4", "&grant_type=authorization_code", None),
        // One client's onboarding names the wrong grant; the code says what is wanted.
        ("GET", "+16505550134", "AQB5", "&grant_type=client_credentials", None),
    ];
    for (method, number, code, more, bearer) in runs {
        let (_, outcome) =
            scene.sign_up(Run { number: Some(number), code, ..Run::default() }).await;
        let form = format!("client_id={app}&client_secret={secret}&code={code}{more}");
        let mut headers = vec![("content-type", FORM)];
        headers.extend(bearer.map(|bearer| ("authorization", bearer)));
        let told = match method {
            "GET" => {
                let line = format!("GET /v21.0/oauth/access_token?{form}");
                raw(&scene, &line, &headers[1..], "").await
            }
            _ => raw(&scene, "POST /v21.0/oauth/access_token", &headers, &form).await,
        };
        assert_eq!(told.json()["token_type"], "bearer", "{code}: {}", told.text);
        let token = told.json()["access_token"].as_str().unwrap().to_owned();
        let seen = scene.get(&format!("/v21.0/{}?fields=id", outcome.waba), &token).await;
        assert_eq!(seen.status, 200, "{code}: {}", seen.text);
    }
}

#[tokio::test]
async fn client_07_the_first_calls_come_at_once_or_in_any_order() {
    let (scene, outcome, token) = client().await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    let (settings, subscribed) =
        (format!("/v21.0/{phone}/settings"), format!("/v21.0/{waba}/subscribed_apps"));
    let register = format!("/v21.0/{phone}/register");
    let pin = Some(json!({"messaging_product": "whatsapp", "pin": "123456"}));
    let told = futures_util::join!(
        scene.post(&register, &token, pin.clone()),
        scene.post(&subscribed, &token, None),
        scene.get(&settings, &token),
    );
    assert_eq!((told.0.text.as_str(), told.1.text.as_str(), told.2.status), (DONE, DONE, 200));
    let orders = [("+16505550141", "AQBa", [0, 1, 2]), ("+16505550142", "AQBb", [2, 1, 0])];
    for (number, code, order) in orders {
        let (_, outcome) =
            scene.sign_up(Run { number: Some(number), code, ..Run::default() }).await;
        let token = scene.business_token(code).await;
        let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
        for step in order {
            let told = match step {
                0 => scene.post(&format!("/v21.0/{phone}/register"), &token, pin.clone()).await,
                1 => scene.post(&format!("/v21.0/{waba}/subscribed_apps"), &token, None).await,
                _ => scene.get(&format!("/v21.0/{phone}/settings"), &token).await,
            };
            assert_eq!(told.status, 200, "{order:?}, {step}: {}", told.text);
        }
    }
}
