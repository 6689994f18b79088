//! Tokens and callbacks (contract §1.6, §3.7, §6.1).

use http::Method;
use jiff::SignedDuration;
use platform::Turn;
use serde_json::json;

use crate::graph_scene::{HOOK, Run, Scene, text};

const DONE: &str = r#"{"success":true}"#;

#[tokio::test]
async fn a_login_code_is_exchanged_once_within_its_time() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let path = |extra: &str| {
        format!("/v21.0/oauth/access_token?client_id={app}&client_secret={secret}{extra}")
    };
    let code = path("&code=AQBcode&redirect_uri=");
    let told = scene.call(Method::POST, &code, Some("BAD"), None).await;
    let token = told.json()["access_token"].as_str().expect("a token").to_owned();
    assert_eq!(told.text, format!(r#"{{"access_token":"{token}","token_type":"bearer"}}"#));
    let seen = scene.get(&format!("/v21.0/{}?fields=id", outcome.waba), &token).await;
    assert_eq!(seen.status, 200);
    let used = scene.call(Method::GET, &code, None, None).await;
    assert_eq!(used.error(), (400, 100, Some(36_009)));
    let unknown = scene.call(Method::GET, &path("&code=never"), None, None).await;
    assert_eq!(unknown.error(), (400, 100, None));

    let late = Run { number: Some("+16505550130"), code: "AQBlate", ..Run::default() };
    scene.sign_up(late).await;
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_secs(31))).await.unwrap();
    let expired = scene.call(Method::GET, &path("&code=AQBlate"), None, None).await;
    assert_eq!(expired.error(), (400, 100, Some(36_007)));
}

#[tokio::test]
async fn an_app_proves_itself_before_it_gets_anything() {
    let scene = Scene::new().await;
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let ask = async |query: String| {
        let path = format!("/v21.0/oauth/access_token?{query}");
        scene.call(Method::GET, &path, None, None).await
    };
    assert_eq!(ask(String::new()).await.error(), (400, 101, None));
    assert_eq!(ask("client_id=1&client_secret=x".to_owned()).await.error(), (400, 101, None));
    assert_eq!(ask(format!("client_id={app}&client_secret=x")).await.error(), (400, 1, None));
    let mine = format!("client_id={app}&client_secret={secret}");
    assert_eq!(ask(mine.clone()).await.message(), "Missing code parameter.");
    let told = ask(format!("{mine}&grant_type=client_credentials")).await.json();
    let token = told["access_token"].as_str().unwrap();
    assert!(token.starts_with(&format!("{app}|")) && !token.contains(secret.as_str()));
    let debug = scene.get(&format!("/v21.0/debug_token?input_token={token}"), token).await.json();
    assert_eq!((&debug["data"]["type"], &debug["data"]["is_valid"]), (&json!("APP"), &json!(true)));
}

#[tokio::test]
async fn a_user_token_is_extended() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up_for_token(Run::default(), "EAAuser").await;
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let mine = format!("client_id={app}&client_secret={secret}&grant_type=fb_exchange_token");
    let path = format!("/v21.0/oauth/access_token?{mine}&fb_exchange_token=");
    let told = scene.call(Method::GET, &format!("{path}EAAuser"), None, None).await.json();
    assert_eq!(told["expires_in"], 5_184_000);
    let token = told["access_token"].as_str().unwrap();
    let waba = scene.get(&format!("/v21.0/{}?fields=id", outcome.waba), token).await;
    assert_eq!(waba.status, 200);
    let refused = scene.call(Method::GET, &format!("{path}EAAnever"), None, None).await;
    assert_eq!(refused.error(), (401, 190, None));
}

#[tokio::test]
async fn a_token_of_another_app_is_not_extended() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up_for_token(Run::default(), "EAAuser").await;
    let other = scene.another_provider().await;
    for token in ["EAAuser", &scene.provider.admin, &scene.provider.employee] {
        let path = format!(
            "/v21.0/oauth/access_token?client_id={}&client_secret={}\
             &grant_type=fb_exchange_token&fb_exchange_token={token}",
            other.app, other.secret
        );
        let refused = scene.call(Method::GET, &path, None, None).await;
        assert_eq!(refused.error(), (400, 100, None), "{}", refused.text);
    }
    let waba = scene.get(&format!("/v21.0/{}?fields=id", outcome.waba), &other.admin).await;
    assert_eq!(waba.error(), crate::graph_scene::UNSEEN);
}

#[tokio::test]
async fn a_system_users_token_that_ends_is_not_made_endless() {
    let scene = Scene::new().await;
    scene.sign_up(Run::default()).await;
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let (platform, at) = (&scene.stage.platform, scene.stage.clock.now());
    let ends_at = at + SignedDuration::from_hours(1);
    let order = world::TokenOrder {
        key: platform.token_key("EAAhour"),
        app,
        holder: world::Holder::SystemUser(scene.provider.admin_id),
        scopes: [graph::Permission::WhatsappBusinessManagement].into(),
        wabas: None,
        expires_at: Some(ends_at),
    };
    let issue = world::Command::IssueToken(Box::new(order));
    scene.stage.done(&world::Actor::Desk, issue).await;
    let path = format!(
        "/v21.0/oauth/access_token?client_id={app}&client_secret={secret}\
         &grant_type=fb_exchange_token&fb_exchange_token=EAAhour"
    );
    let told = scene.call(Method::GET, &path, None, None).await.json();
    assert_eq!(told["expires_in"], 3_600, "{told}");
}

#[tokio::test]
async fn an_apps_webhook_is_set_after_a_handshake_by_the_app_alone() {
    let scene = Scene::new().await;
    let app_token = format!("{}|{}", scene.provider.app, scene.provider.secret);
    let path = format!("/v21.0/{}/subscriptions", scene.provider.app);
    let hook = |token: &str| {
        Some(json!({"object": "whatsapp_business_account", "callback_url": HOOK,
            "verify_token": token, "fields": ["messages", "account_update"]}))
    };
    let refused = scene.post(&path, &scene.provider.admin, hook("vt")).await;
    assert_eq!(refused.error(), (403, 200, None));
    let failed = scene.post(&path, &app_token, hook("wrong")).await;
    assert_eq!(failed.error(), (400, 2200, None));
    assert_eq!(
        failed.message(),
        "(#2200) Callback verification failed with the following errors: HTTP Status Code = 403; \
         HTTP Message = Forbidden"
    );
    assert_eq!(scene.get(&path, &app_token).await.text, r#"{"data":[]}"#);
    assert_eq!(scene.post(&path, &app_token, hook("vt")).await.text, DONE);
    assert_eq!(
        scene.get(&path, &app_token).await.text,
        r#"{"data":[{"object":"whatsapp_business_account","callback_url":"http:\/\/hooks.example\/in","active":true,"fields":[{"name":"account_update","version":"v21.0"},{"name":"messages","version":"v21.0"}]}]}"#
    );
    let some = format!("{path}?object=whatsapp_business_account&fields=messages");
    assert_eq!(scene.delete(&some, &app_token).await.text, DONE);
    let left = scene.get(&path, &app_token).await.json();
    assert_eq!(left["data"][0]["fields"].as_array().unwrap().len(), 1);
    assert_eq!(scene.delete(&path, &app_token).await.text, DONE);
    assert_eq!(scene.get(&path, &app_token).await.text, r#"{"data":[]}"#);
}

#[tokio::test]
async fn an_app_subscribes_to_a_waba_with_or_without_another_address() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let token = scene.business_token("AQBcode").await;
    let path = format!("/v21.0/{}/subscribed_apps", outcome.waba);
    scene.has_callback().await;
    assert_eq!(scene.post(&path, &token, Some(json!({}))).await.text, DONE);
    let app = scene.provider.app;
    let row = format!(
        r#""whatsapp_business_api_data":{{"link":"https:\/\/www.facebook.com\/games\/?app_id={app}","name":"Example App","id":"{app}"}}"#
    );
    assert_eq!(scene.get(&path, &token).await.text, format!(r#"{{"data":[{{{row}}}]}}"#));
    let override_with =
        |token: &str| Some(json!({"override_callback_uri": HOOK, "verify_token": token}));
    let failed = scene.post(&path, &token, override_with("wrong")).await;
    assert_eq!(failed.error(), (400, 2200, None));
    assert_eq!(scene.post(&path, &token, override_with("vt")).await.text, DONE);
    let set = scene.get(&path, &token).await.json();
    assert_eq!(set["data"][0]["override_callback_uri"], HOOK);
    assert_eq!(scene.post(&path, &token, None).await.text, DONE);
    let cleared = scene.get(&path, &token).await.json();
    assert_eq!(cleared["data"][0].get("override_callback_uri"), None);
    assert_eq!(scene.delete(&path, &token).await.text, DONE);
    assert_eq!(scene.get(&path, &token).await.text, r#"{"data":[]}"#);
}

#[tokio::test]
async fn templates_are_made_listed_and_deleted() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let admin = &scene.provider.admin;
    let path = format!("/v21.0/{}/message_templates", outcome.waba);
    let body = json!({"name": "order_ready", "language": "en_US", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Your order is ready."}]});
    let made = scene.post(&path, admin, Some(body)).await;
    let id = made.json()["id"].as_str().expect("its id").to_owned();
    assert_eq!(made.text, format!(r#"{{"id":"{id}","status":"PENDING","category":"UTILITY"}}"#));
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_mins(5))).await.unwrap();
    let row = text(&json!({
        "name": "order_ready", "parameter_format": "POSITIONAL",
        "components": [{"type": "BODY", "text": "Your order is ready."}],
        "language": "en_US", "status": "APPROVED", "category": "UTILITY", "id": id,
    }));
    let listed = scene.get(&format!("{path}?status=approved&name=order_ready"), admin).await;
    assert!(listed.text.starts_with(&format!(r#"{{"data":[{row}],"#)), "{}", listed.text);
    assert_eq!(scene.get(&format!("/v21.0/{id}"), admin).await.text, row);
    let pending = scene.get(&format!("{path}?status=PENDING"), admin).await;
    assert_eq!(pending.text, r#"{"data":[]}"#);
    let refused = scene.delete(&format!("{path}?name=fake"), admin).await;
    assert_eq!(refused.error(), (400, 100, Some(2_593_002)));
    assert_eq!(scene.delete(&format!("{path}?name=order_ready"), admin).await.text, DONE);
    let gone = scene.get(&format!("{path}?name=order_ready"), admin).await;
    assert_eq!(gone.text, r#"{"data":[]}"#);
}
