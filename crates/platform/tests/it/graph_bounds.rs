//! Bounds of the Graph API that ordinary use meets rarely: batches, uploads, solutions, messages
//! and the addresses of webhooks (contract §3.7, §3.9, §4.7, §4.8, §6, §7.7; rules D06, F01, F04).

use axum::Router;
use axum::extract::RawQuery;
use axum::routing::get;
use bytes::Bytes;
use http::{Request, StatusCode};
use serde_json::{Value, json};
use world::Policy;

use crate::delivery_hook::{Delivery, Hook};
use crate::graph_scene::{NO_ACCESS, Provider, Run, Scene, Told, UNSEEN, handshake};
use crate::live::{DONE, accepted, customer};
use crate::messaging_scene::Work;
use crate::stage::BASE;

#[tokio::test]
async fn a_call_of_a_batch_has_a_method_and_the_version_of_the_batch() {
    let scene = Scene::new().await;
    let calls = json!([
        {"method": "GET", "relative_url": "me?fields=id"},
        {"method": "PATCH", "relative_url": "me?fields=id"},
        {"method": "GET", "relative_url": "v24.0/me?fields=id"},
    ]);
    let body = Some(json!({ "batch": calls }));
    let told = scene.post("/v19.0/", &scene.provider.admin, body).await.json();
    let codes: Vec<_> = (0..3).map(|at| told[at]["code"].as_i64().unwrap()).collect();
    assert_eq!(codes, [200, 400, 200]);
    let version = |entry: &Value| {
        let all = entry["headers"].as_array().unwrap();
        let found = all.iter().find(|header| header["name"] == "facebook-api-version");
        found.unwrap()["value"].as_str().unwrap().to_owned()
    };
    assert_eq!((version(&told[0]), version(&told[2])), ("v19.0".into(), "v24.0".into()));
}

#[tokio::test]
async fn ids_and_numbers_have_one_spelling() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    scene.verify_business(&outcome, true).await;
    let admin = &scene.provider.admin;
    let assign = async |user: String| {
        let path = format!("/v21.0/{}/assigned_users", outcome.waba);
        scene.post(&path, admin, Some(json!({"user": user, "tasks": ["MANAGE"]}))).await
    };
    let id = scene.provider.employee_id;
    for spelling in [format!("0{id}"), format!("+{id}"), format!("{id} 1")] {
        assert_eq!(assign(spelling.clone()).await.error().1, 100, "{spelling}");
    }
    assert_eq!(assign(id.to_string()).await.text, DONE);
    let add = async |number: &str| {
        let path = format!("/v21.0/{}/phone_numbers", outcome.waba);
        let body = json!({"phone_number": number, "verified_name": "Lucky Two"});
        scene.post(&path, admin, Some(body)).await
    };
    for number in ["+123456", "+1650555017712345", "+0650555017"] {
        assert_eq!(add(number).await.error().1, 100, "{number}");
    }
    assert_eq!(add("+16505550177").await.status, 200);
}

async fn upload(scene: &Scene, by: &Provider, bytes: Vec<u8>) -> (String, String) {
    let path = format!("/v21.0/{}/uploads?file_name=a.png", by.app);
    let path = format!("{path}&file_length={}&file_type=image/png", bytes.len());
    let session = scene.post(&path, &by.admin, None).await.json();
    let session = session["id"].as_str().expect("a session").to_owned();
    let request = Request::post(format!("{BASE}/v21.0/{session}"))
        .header("authorization", format!("OAuth {}", by.admin))
        .header("file_offset", 0)
        .body(Bytes::from(bytes));
    let told = scene.send(request.unwrap()).await;
    let handle = told.json()["h"].as_str().unwrap_or_else(|| panic!("{}", told.text)).to_owned();
    (session.trim_start_matches("upload:").to_owned(), handle)
}

#[tokio::test]
async fn a_picture_is_of_ones_own_app_small_and_shown_once_it_is_used() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let set = async |handle: &str| {
        let path = format!("/v21.0/{phone}/whatsapp_business_profile");
        let body = json!({"messaging_product": "whatsapp", "profile_picture_handle": handle});
        scene.post(&path, &scene.provider.admin, Some(body)).await
    };
    let picture = |length: usize| {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        bytes.resize(length, 0);
        bytes
    };
    let (_, theirs) = upload(&scene, &rival, picture(100)).await;
    assert_eq!(set(&theirs).await.error(), (400, 100, None), "another app's");
    let (_, large) = upload(&scene, &scene.provider, picture((5 << 20) + 1)).await;
    let refused = set(&large).await;
    assert!(refused.text.contains("larger than 5 MB"), "{}", refused.text);
    let (name, own) = upload(&scene, &scene.provider, picture(5 << 20)).await;
    let shown = async || scene.get(&format!("/_pictures/{name}"), "").await.status;
    assert_eq!(shown().await, 404, "not before it is used");
    assert_eq!(set(&own).await.text, DONE);
    let request = Request::get(format!("{BASE}/_pictures/{name}")).body(Bytes::new()).unwrap();
    let answer = scene.stage.http().send(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "image/png");
}

async fn solve(scene: &Scene, partner: &Provider, sender: &str) -> String {
    let body = json!({"solution_name": "Together", "partner_app_id": partner.app,
        sender: ["MESSAGING"]});
    let path = format!("/v23.0/{}/whatsapp_business_solution", scene.provider.app);
    let told = scene.post(&path, &scene.provider.admin, Some(body)).await;
    told.json()["solution_id"].as_str().unwrap_or_else(|| panic!("{}", told.text)).to_owned()
}

#[tokio::test]
async fn a_solution_is_answered_once_by_its_two_apps_and_nobody_else() {
    let scene = Scene::new().await;
    let (rival, third) = (scene.another_provider().await, scene.another_provider().await);
    scene.sign_up(Run::default()).await;
    let client = scene.business_token("AQBcode").await;
    let narrow = world::Holder::SystemUser(scene.provider.admin_id);
    scene.token("narrow", narrow, &[graph::Permission::BusinessManagement]).await;
    let id = solve(&scene, &rival, "owner_permissions").await;
    let act = async |act: &str, token: &str| {
        scene.post(&format!("/v23.0/{id}/{act}"), token, Some(json!({"reason": "x"}))).await
    };
    assert_eq!(act("accept", &third.admin).await.error(), UNSEEN, "a third one");
    assert_eq!(act("reject", &client).await.error(), NO_ACCESS, "a client's own software");
    assert_eq!(act("reject", "narrow").await.error().1, 10, "without the permission");
    let early = act("send_deactivation_request", &rival.admin).await;
    assert!(early.message().contains("not active"), "{}", early.text);
    assert_eq!(act("accept", &rival.admin).await.status, 200);
    let again = act("accept", &rival.admin).await;
    assert!(again.message().contains("not in status INITIATED"), "{}", again.text);
    assert_eq!(act("send_deactivation_request", &rival.admin).await.status, 200);
    let twice = act("send_deactivation_request", &rival.admin).await;
    assert!(twice.message().contains("is requested"), "{}", twice.text);
}

#[tokio::test]
async fn a_solutions_token_reaches_what_is_shared_and_sends_for_the_sender_alone() {
    let mut scene = Scene::in_era(Policy { parties_per_waba: 2, ..Policy::classic() }).await;
    let rival = scene.another_provider().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let id = solve(&scene, &rival, "owner_permissions").await;
    let (mine, theirs) = (scene.provider.clone(), rival.clone());
    let act = async |scene: &Scene, path: String, token: &str, body: Value| {
        scene.post(&format!("/v23.0/{path}"), token, Some(body)).await
    };
    assert_eq!(act(&scene, format!("{id}/accept"), &theirs.admin, json!({})).await.status, 200);
    let ask = format!("{}/set_solution_migration_intent", outcome.waba);
    let wish = json!({"solution_id": id});
    let intent = act(&scene, ask.clone(), &mine.admin, wish.clone()).await.json()["id"].clone();
    let count = async |scene: &Scene| {
        let told = scene.stage.get("/_control/events?limit=500").await;
        told["data"].as_array().unwrap().len()
    };
    let before = count(&scene).await;
    assert_eq!(act(&scene, ask, &mine.admin, wish).await.json()["id"], intent);
    assert_eq!(count(&scene).await, before, "asking twice is asking once");
    let path = format!("/_control/migration_intents/{}", intent.as_str().unwrap());
    assert!(scene.stage.post(&path, json!({"accept": true})).await.0.is_success());

    let token = format!("/v23.0/{id}/access_token?business_id={}", outcome.business);
    let scopes = async |scene: &Scene, by: &Provider| {
        let told = scene.get(&token, &by.admin).await.json();
        let text = told["access_token"].as_str().expect("a token").to_owned();
        let path = format!("/v21.0/debug_token?input_token={text}");
        let app = format!("{}|{}", by.app, by.secret);
        scene.get(&path, &app).await.json()["data"]["scopes"].to_string()
    };
    assert!(scopes(&scene, &mine).await.contains("whatsapp_business_messaging"));
    assert!(!scopes(&scene, &theirs).await.contains("whatsapp_business_messaging"));
    let mut owner = scene.visitor(person).await;
    let page = format!("/business/{}/unshare", outcome.business);
    let fields = [("waba", outcome.waba.to_string()), ("partner", theirs.business.to_string())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    owner.send(&page, &fields).await;
    let gone = scene.get(&token, &theirs.admin).await;
    assert_eq!(gone.status, 400, "not shared any more: {}", gone.text);
    assert_eq!(scene.get(&token, &mine.admin).await.status, 200);
    for (by, path) in
        [(&mine, "send_deactivation_request"), (&theirs, "accept_deactivation_request")]
    {
        let told = act(&scene, format!("{id}/{path}"), &by.admin, json!({"reason": "x"})).await;
        assert_eq!(told.status, 200, "{}", told.text);
    }
    assert_eq!(scene.get(&token, &mine.admin).await.status, 400, "it has ended");
    scene.provider = mine;
}

#[tokio::test]
async fn f01_f04_answers_are_free_and_a_stop_to_marketing_stops_nothing_else() {
    let work = Work::regular(Policy::classic()).await;
    let to = customer(1);
    assert!(work.scene.hears(work.phone, &to).await);
    let id = accepted(&work.scene.send_text(work.phone, &to).await);
    work.scene.pass("5s").await;
    let told = work.inbox.statuses(&id);
    assert_eq!(told[0]["pricing"]["billable"], false, "{told:?}");
    assert_eq!(told[0]["pricing"]["category"], "service");
    work.acts(&to, "stop_marketing").await;
    let id = accepted(&work.send("order_ready", &to).await);
    work.scene.pass("5s").await;
    let told = work.inbox.statuses(&id);
    assert!(told.iter().any(|status| status["status"] == "delivered"), "{told:?}");
}

#[tokio::test]
async fn d06_the_top_of_the_limit_is_told_once() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    for number in 0..50 {
        accepted(&scene.send_template(phone, &customer(number)).await);
    }
    for number in 0..3 {
        accepted(&scene.send_template(phone, &customer(number)).await);
    }
    let notices = scene.notices(outcome.business).await;
    let told = notices.iter().filter(|it| it.contains("reached its messaging limit")).count();
    assert_eq!(told, 1, "{notices:?}");
}

#[tokio::test]
async fn a_customers_report_counts_once_a_week() {
    let work = Work::begun(Policy::classic()).await;
    work.write_to(0..40).await;
    let report = async || {
        let path = format!("/_control/customers/{}/acts", customer(1));
        let body = json!({"phone_number_id": work.phone, "act": "report"});
        work.scene.stage.post(&path, body).await.0
    };
    assert!(report().await.is_success());
    assert_eq!(work.quality().await, "YELLOW");
    report().await;
    report().await;
    assert_eq!(work.quality().await, "YELLOW", "the same customer, within the week");
    work.acts(&customer(2), "report").await;
    assert_eq!(work.quality().await, "RED");
}

#[tokio::test]
async fn what_is_not_registered_cannot_be_deregistered() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let off = async || {
        let path = format!("/v21.0/{phone}/deregister");
        scene.post(&path, &scene.provider.admin, None).await
    };
    assert_eq!(off().await.error(), (400, 133_010, None));
    assert_eq!(scene.register(phone).await.text, DONE);
    scene.pass("10s").await;
    assert_eq!(off().await.text, DONE);
    assert_eq!(off().await.error(), (400, 133_010, None));
    let end = json!({"token": "EAAneverissued"});
    scene.control_refused("tokens/end", end).await;
}

/// An app that wants these fields, and where they arrive.
async fn wanting(scene: &Scene, by: &Provider, host: &str, fields: &str) -> (Told, Hook) {
    let hook = Hook::at(&scene.stage, host);
    let body = json!({"object": "whatsapp_business_account", "verify_token": "vt",
        "callback_url": format!("http://{host}/in"), "fields": fields, "include_values": true});
    let path = format!("/v21.0/{}/subscriptions", by.app);
    let told = scene.post(&path, &format!("{}|{}", by.app, by.secret), Some(body)).await;
    (told, hook)
}

#[tokio::test]
async fn an_app_hears_the_fields_it_asked_for_and_no_others() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (told, hook) = wanting(&scene, &scene.provider, "mine.example", "messages").await;
    assert_eq!(told.text, DONE);
    let (told, other) = wanting(&scene, &rival, "other.example", "messages").await;
    assert_eq!(told.text, DONE);
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let path = format!("/v21.0/{}/subscribed_apps", outcome.waba);
    assert_eq!(scene.post(&path, &scene.provider.admin, None).await.text, DONE);
    let phone = outcome.phone.unwrap();
    assert_eq!(scene.register(phone).await.text, DONE);
    solve(&scene, &rival, "owner_permissions").await;
    scene.verify_business(&outcome, true).await;
    scene.pass("2m").await;
    scene.review_name(phone, true).await;
    assert!(scene.hears(phone, &customer(1)).await);
    scene.pass("1m").await;
    let fields = |got: Vec<Delivery>| {
        let changes = got.iter().flat_map(Delivery::changes).map(|(field, _)| field);
        changes.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(fields(hook.got()), ["messages".to_owned()].into());
    assert_eq!(fields(other.got()), std::collections::BTreeSet::new());
}

#[tokio::test]
async fn an_edited_template_is_told_to_be_pending() {
    let work = Work::begun(Policy::classic()).await;
    let id = work.template("ready", "UTILITY", "Your order is ready.").await;
    let words = json!([{"type": "BODY", "text": "Your order waits for you."}]);
    let path = format!("/v21.0/{id}");
    let body = Some(json!({ "components": words }));
    assert_eq!(work.scene.post(&path, &work.scene.provider.admin, body).await.text, DONE);
    work.scene.pass("1s").await;
    let told = work.inbox.of("message_template_status_update");
    let of = told.iter().filter(|one| one["message_template_id"].as_u64() == id.parse().ok());
    let events: Vec<_> = of.map(|one| one["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["APPROVED", "PENDING"], "{told:?}");
}

#[tokio::test]
async fn a_callback_answers_200_and_nothing_else_and_the_log_keeps_the_beginning() {
    let scene = Scene::new().await;
    let (told, hook) = wanting(&scene, &scene.provider, "mine.example", "account_update").await;
    assert_eq!(told.text, DONE);
    hook.answers(StatusCode::CREATED, &"x".repeat(600));
    scene.sign_up(Run::default()).await;
    scene.stage.settle().await;
    let log = async || scene.stage.get("/_control/webhooks").await["data"][0].clone();
    assert_eq!(log().await["state"], "waiting", "201 is no 200");
    let posts = scene.stage.get("/_control/webhook-posts").await;
    let answer = posts["data"][0]["answer"].as_str().expect("its answer").len();
    assert_eq!(answer, 500);
    hook.answers(StatusCode::OK, "");
    scene.pass("1m").await;
    assert_eq!(log().await["state"], "delivered");
}

#[tokio::test]
async fn a_callbacks_address_may_ask_something_and_is_not_too_long() {
    let scene = Scene::new().await;
    let ask = async |RawQuery(query): RawQuery| {
        let own = query.as_deref().unwrap_or_default().starts_with("tenant=7&hub.");
        if own { handshake(RawQuery(query)).await } else { Err(StatusCode::FORBIDDEN) }
    };
    scene.stage.board.connect("asked.example", Router::new().route("/in", get(ask)));
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let subscribe = async |object: &str, url: &str| {
        let body = json!({"object": object, "verify_token": "vt", "callback_url": url,
            "fields": "messages"});
        scene
            .post(&format!("/v21.0/{app}/subscriptions"), &format!("{app}|{secret}"), Some(body))
            .await
    };
    let waba = "whatsapp_business_account";
    assert_eq!(subscribe(waba, "http://asked.example/in?tenant=7").await.text, DONE);
    let other = subscribe("page", "http://asked.example/in?tenant=7").await;
    assert_eq!(other.error(), (400, 100, None), "{}", other.text);

    let (_, outcome) = scene.sign_up(Run::default()).await;
    let long = |length: usize| {
        let start = "http://asked.example/in?tenant=7&hub.x=";
        format!("{start}{}", "x".repeat(length - start.len()))
    };
    let apps = format!("/v21.0/{}/subscribed_apps", outcome.waba);
    assert_eq!(scene.post(&apps, &scene.provider.admin, None).await.text, DONE);
    let number = format!("/v21.0/{}", outcome.phone.unwrap());
    for (length, status) in [(201, 400), (200, 200)] {
        let url = long(length);
        let body = json!({"override_callback_uri": url, "verify_token": "vt"});
        let told = scene.post(&apps, &scene.provider.admin, Some(body.clone())).await;
        assert_eq!(told.status, status, "{length}: {}", told.text);
        let body = json!({ "webhook_configuration": body });
        let told = scene.post(&number, &scene.provider.admin, Some(body)).await;
        assert_eq!(told.status, status, "{length}: {}", told.text);
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused_with_413() {
    let scene = Scene::new().await;
    let post = |path: &str, kind: &str, body: Vec<u8>| {
        let request = Request::post(format!("{BASE}{path}")).header("content-type", kind);
        request.body(Bytes::from(body)).unwrap()
    };
    let large = vec![b' '; (16 << 20) + 1];
    let form = "application/x-www-form-urlencoded";
    for kind in ["application/json", form] {
        let told = scene.send(post("/v21.0/7/messages", kind, large.clone())).await;
        assert_eq!(told.error(), (413, 100, None), "{}", told.text);
    }
    let head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
    let parts = [head.as_bytes(), &large, b"\r\n--x--\r\n"].concat();
    let told = scene.send(post("/v21.0/7/media", "multipart/form-data; boundary=x", parts)).await;
    assert_eq!(told.error(), (413, 100, None), "{}", told.text);
    let told = scene.send(post("/_control/people", "application/json", large.clone())).await;
    assert_eq!((told.status, told.json()["error"]["kind"].as_str()), (413, Some("request")));
    let told = scene.send(post("/login", form, large)).await;
    assert!(told.status == 413 && !told.text.starts_with('{'), "{}", told.text);
}

#[tokio::test]
async fn an_id_that_no_number_can_hold_is_nobodys() {
    let scene = Scene::new().await;
    let token = scene.provider.admin.clone();
    let id = "99999999999999999999";
    let ask = async |method: &str, rest: &str| {
        let request = Request::builder().method(method);
        let request = request.uri(format!("{BASE}/v21.0/{rest}"));
        let request = request.header("authorization", format!("Bearer {token}"));
        scene.send(request.body(Bytes::new()).unwrap()).await
    };
    let paths = [("GET", id.to_owned()), ("POST", format!("{id}/register"))];
    let paths = paths.into_iter().chain([("DELETE", id.to_owned()), ("GET", format!("?ids={id}"))]);
    for (method, path) in paths {
        let told = ask(method, &path).await;
        assert_eq!(told.error(), (400, 100, Some(33)), "{method} {path}: {}", told.text);
        assert!(told.message().contains(id), "{}", told.text);
    }
}
