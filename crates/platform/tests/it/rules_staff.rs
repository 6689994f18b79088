//! System users, their tokens, people and child businesses over Graph and on pages (rules A03, A04;
//! contract §1.9, §2.4, §2.5).

use graph::token::appsecret_proof;
use serde_json::{Value, json};

use crate::graph_scene::{NO_ACCESS, Run, Scene, UNSEEN};

#[tokio::test]
async fn a03_system_users_are_made_over_graph_as_many_as_the_access_level_allows() {
    let scene = Scene::new().await;
    let admin = &scene.provider.admin;
    let edge = format!("/v21.0/{}/system_users", scene.provider.business);
    let access = format!("/_control/apps/{}/access", scene.provider.app);
    assert!(scene.stage.post(&access, json!({"advanced": []})).await.0.is_success());
    for role in ["ADMIN", "EMPLOYEE"] {
        let body = json!({"name": format!("Second {role}"), "role": role});
        let refused = scene.post(&edge, admin, Some(body)).await;
        assert_eq!(refused.error(), (400, 100, None), "one of each at Standard access");
        assert!(refused.message().contains(role), "{}", refused.text);
    }
    let all = json!({"advanced": ["whatsapp_business_management", "business_management"]});
    assert!(scene.stage.post(&access, all).await.0.is_success());
    let body = json!({"name": "Dispatcher", "role": "EMPLOYEE"});
    let employee = scene.post(&edge, &scene.provider.employee, Some(body.clone())).await;
    assert_eq!(employee.error(), NO_ACCESS, "only an admin makes one");
    let made = scene.post(&edge, admin, Some(body.clone())).await.json();
    let id = made["id"].as_str().expect("its id").to_owned();
    let twice = scene.post(&edge, admin, Some(body)).await;
    assert_eq!(twice.error(), (400, 100, Some(1_690_089)));
    let fields = "?fields=id,name,role,finance_permission,created_by,created_time,system_user_id";
    let told = scene.get(&format!("{edge}{fields}"), admin).await.json();
    let rows = told["data"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == id.as_str()).unwrap();
    assert_eq!((&row["name"], &row["role"]), (&json!("Dispatcher"), &json!("EMPLOYEE")));
    assert_eq!(row["created_by"]["id"], scene.provider.admin_id.to_string());
    assert!(row["created_time"].is_string());
    let body = json!({"name": "Accountant", "role": "FINANCE_ANALYST"});
    let analyst = scene.post(&edge, admin, Some(body)).await.json();
    let node = format!("/v21.0/{}?fields=finance_permission", analyst["id"].as_str().unwrap());
    assert_eq!(scene.get(&node, admin).await.json()["finance_permission"], "FINANCE_ANALYST");
    let rival = scene.another_provider().await;
    let foreign = json!({"name": "Spy", "role": "EMPLOYEE"});
    assert_eq!(scene.post(&edge, &rival.admin, Some(foreign)).await.error(), UNSEEN);
}

#[tokio::test]
async fn a04_a_token_is_generated_on_the_page_shown_once_and_revoked() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let mut operator = scene.operator().await;
    let path = scene.office("system-users");
    let page = operator.open(&path).await;
    page.says("A leaked admin token opens").says("Employee").says("Financial editor");
    let unasked = operator.send(&path, &[("name", "Robot"), ("role", "ADMIN")]).await;
    unasked.says("policy for system users has to be accepted");
    let fields = [("name", "Robot"), ("role", "ADMIN"), ("policy", "yes")];
    operator.send(&path, &fields).await.says("Robot");
    let user = scene.stage.platform.read(|world| {
        world.system_users.values().find(|user| user.name == "Robot").unwrap().id.to_string()
    });
    let app = scene.provider.app.to_string();
    let wish = [
        ("user", user.as_str()),
        ("app", app.as_str()),
        ("expiry", "60"),
        ("whatsapp_business_management", "yes"),
    ];
    let shown = operator.send(&format!("{path}/tokens"), &wish).await;
    assert_eq!(shown.headers["cache-control"], "no-store");
    let token = shown.between("<code id=\"token\">", "</code>");
    assert!(token.starts_with("EAA"), "{token}");
    let client = format!("/v21.0/{}?fields=name", outcome.waba);
    assert_eq!(scene.get(&client, &token).await.status, 200);
    let lines = format!("/v21.0/{}/extendedcredits", scene.provider.business);
    assert_eq!(scene.get(&lines, &token).await.error(), (403, 10, None), "only what was ticked");
    let page = operator.open(&path).await;
    page.never_says(&token);

    let section = page.between(&format!("id=\"user-{user}\""), "</section>");
    let (_, rest) = section.split_once("name=\"token\" value=\"").expect("a token to revoke");
    let key = rest.split('"').next().unwrap().to_owned();
    let mut stranger = scene.visitor(scene.person().await).await;
    let refused = stranger.send(&format!("{path}/tokens/revoke"), &[("token", &key)]).await;
    assert_eq!(refused.status, 404);
    operator.send(&format!("{path}/tokens/revoke"), &[("token", &key)]).await.says("No token.");
    let over = scene.get(&client, &token).await;
    assert_eq!((over.status, over.json()["error"]["code"].clone()), (401, json!(190)));

    let wish = [
        ("user", user.as_str()),
        ("app", app.as_str()),
        ("expiry", "60"),
        ("whatsapp_business_management", "yes"),
    ];
    let shown = operator.send(&format!("{path}/tokens"), &wish).await;
    let limited = shown.between("<code id=\"token\">", "</code>");
    scene.pass("61d").await;
    assert_eq!(scene.get(&client, &limited).await.json()["error"]["error_subcode"], 463);
}

#[tokio::test]
async fn a_business_token_is_fetched_again_with_proof() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let admin = &scene.provider.admin;
    let edge = format!("/v21.0/{}/system_user_access_tokens", outcome.business);
    let proof = appsecret_proof(admin, &scene.provider.secret);
    let body = json!({"fetch_only": true, "appsecret_proof": proof});
    let early = scene.post(&edge, admin, Some(body.clone())).await;
    assert_eq!(early.status, 400, "nothing was exchanged yet: {}", early.text);
    let first = scene.business_token("AQBcode").await;

    let bare = scene.post(&edge, admin, Some(json!({"fetch_only": true}))).await;
    assert!(bare.message().contains("appsecret_proof"), "{}", bare.text);
    let wrong = json!({"fetch_only": true, "appsecret_proof": "00"});
    assert_eq!(scene.post(&edge, admin, Some(wrong)).await.status, 400);
    let made = json!({"appsecret_proof": proof});
    let refused = scene.post(&edge, admin, Some(made)).await;
    assert!(refused.message().contains("fetch_only"), "{}", refused.text);
    let told = scene.post(&edge, admin, Some(body.clone())).await.json();
    let token = told["access_token"].as_str().expect("a token").to_owned();
    let me = "/v21.0/me?fields=client_business_id";
    let again = scene.get(me, &token).await.json();
    assert_eq!(again["client_business_id"], outcome.business.to_string());
    assert_eq!(again, scene.get(me, &first).await.json(), "the same system user");
    let path = format!("/v21.0/{}?fields=name", outcome.waba);
    assert_eq!(scene.get(&path, &token).await.status, 200);
    let employee = &scene.provider.employee;
    let proof = appsecret_proof(employee, &scene.provider.secret);
    let body = json!({"fetch_only": true, "appsecret_proof": proof});
    let unassigned = scene.post(&edge, employee, Some(body)).await;
    assert_eq!(unassigned.error(), NO_ACCESS, "no way round the assignment: {}", unassigned.text);
    let rival = scene.another_provider().await;
    let proof = appsecret_proof(&rival.admin, &rival.secret);
    let theirs = json!({"fetch_only": true, "appsecret_proof": proof});
    assert_eq!(scene.post(&edge, &rival.admin, Some(theirs)).await.error(), UNSEEN);
}

#[tokio::test]
async fn a_token_for_ones_own_system_user_is_made_over_graph() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let admin = &scene.provider.admin;
    let edge = format!("/v21.0/{}/system_user_access_tokens", scene.provider.business);
    let proof = appsecret_proof(admin, &scene.provider.secret);
    let body = json!({
        "appsecret_proof": proof, "system_user_id": scene.provider.admin_id,
        "scope": ["whatsapp_business_management"], "asset": [outcome.waba],
        "set_token_expires_in_60_days": true,
    });
    let told = scene.post(&edge, admin, Some(body)).await.json();
    assert_eq!(told["expires_in"], 5_184_000);
    let token = told["access_token"].as_str().expect("a token");
    let path = |waba| format!("/v21.0/{waba}?fields=name");
    assert_eq!(scene.get(&path(outcome.waba), token).await.status, 200);
    assert_eq!(scene.get(&path(scene.provider.own_waba), token).await.error(), UNSEEN);
    let proof = appsecret_proof(&scene.provider.employee, &scene.provider.secret);
    let body = json!({"appsecret_proof": proof, "system_user_id": scene.provider.admin_id,
        "scope": ["whatsapp_business_management"]});
    let employee = scene.post(&edge, &scene.provider.employee, Some(body)).await;
    assert_eq!(employee.error(), NO_ACCESS, "an employee makes itself no admin");
}

#[tokio::test]
async fn an_app_revokes_a_token_of_its_own_and_no_other() {
    let scene = Scene::new().await;
    scene.sign_up(Run::default()).await;
    let token = scene.business_token("AQBcode").await;
    let rival = scene.another_provider().await;
    let path = |app: graph::AppId, secret: &str| {
        format!("/v21.0/oauth/revoke?client_id={app}&client_secret={secret}&revoke_token={token}")
    };
    let call = async |path: String| scene.call(http::Method::GET, &path, None, None).await;
    let refused = call(path(rival.app, &rival.secret)).await;
    assert_eq!(refused.status, 400, "{}", refused.text);
    assert_eq!(scene.get("/v21.0/me", &token).await.status, 200);
    let done = call(path(scene.provider.app, &scene.provider.secret)).await;
    assert_eq!(done.text, r#"{"success":true}"#);
    assert_eq!(scene.get("/v21.0/me", &token).await.status, 401);
}

#[tokio::test]
async fn people_are_invited_by_mail_and_join() {
    let scene = Scene::new().await;
    let admin = &scene.provider.admin;
    let business = scene.provider.business;
    let edge = format!("/v21.0/{business}/business_users");
    let body = json!({"email": "nora@solution.example", "role": "ADMIN"});
    let refused = scene.post(&edge, &scene.provider.employee, Some(body.clone())).await;
    assert_eq!(refused.error(), NO_ACCESS);
    let told = scene.post(&edge, admin, Some(body.clone())).await.json();
    let id = told["id"].as_str().expect("its id").to_owned();
    assert_eq!(scene.post(&edge, admin, Some(body)).await.error(), (400, 100, None), "twice");
    let mails = scene.stage.get("/_control/mail?to=nora@solution.example").await;
    let text = mails["data"][0]["text"].as_str().expect("a mail");
    assert!(text.contains(&format!("/business/invitations/{id}")), "{text}");
    let pending = format!("/v21.0/{business}/pending_users");
    assert_eq!(scene.get(&pending, admin).await.ids(), std::slice::from_ref(&id));

    let path = format!("/business/invitations/{id}");
    let mut other = scene.visitor(scene.person().await).await;
    assert_eq!(other.open(&path).await.status, 404, "meant for somebody else");
    assert_eq!(other.send(&path, &[]).await.status, 422);
    let all = scene.get(&edge, admin).await.json();
    let create = json!({"name": "Nora Lind", "email": "nora@solution.example"});
    let (status, person) = scene.stage.post("/_control/people", create).await;
    assert!(status.is_success(), "{person}");
    let nora = scene
        .stage
        .platform
        .read(|world| world.people.values().find(|one| one.name == "Nora Lind").unwrap().id);
    let mut nora = scene.visitor(nora).await;
    nora.open(&path).await.says("Solution Co").says("as an admin");
    nora.send(&path, &[]).await.says("You accepted this invitation");
    nora.open(&format!("/business/{business}")).await.says("Solution Co");
    let users = scene.get(&format!("{edge}?fields=id,name,email,role"), admin).await.json();
    let rows = users["data"].as_array().unwrap();
    let row = rows.iter().find(|row| row["email"] == "nora@solution.example").unwrap();
    assert_eq!((&row["role"], &row["id"]), (&json!("ADMIN"), &json!(id)));
    assert_eq!(rows.len(), 2);
    let cursors = &all["paging"]["cursors"];
    let behind = format!("{edge}?after={}", cursors["after"].as_str().unwrap());
    let ahead = format!("{edge}?before={}", cursors["before"].as_str().unwrap());
    let mut others = scene.get(&behind, admin).await.ids();
    others.extend(scene.get(&ahead, admin).await.ids());
    assert_eq!(others, [id], "who joined later is on one side, who was there on none");
    assert_eq!(scene.get(&pending, admin).await.json()["data"], json!([]));
}

#[tokio::test]
async fn child_businesses_are_added_found_and_removed() {
    let scene = Scene::new().await;
    let admin = &scene.provider.admin;
    let edge = format!("/v21.0/{}/owned_businesses", scene.provider.business);
    let body = json!({"name": "Solution Co Nordics", "vertical": "TECHNOLOGY", "timezone_id": 47,
        "child_business_external_id": "nordics"});
    let refused = scene.post(&edge, &scene.provider.employee, Some(body.clone())).await;
    assert_eq!(refused.error(), NO_ACCESS);
    let told = scene.post(&edge, admin, Some(body.clone())).await.json();
    let id = told["id"].as_str().expect("its id").to_owned();
    assert_eq!(scene.post(&edge, admin, Some(body)).await.error(), (400, 100, None), "twice");
    let found = format!("{edge}?child_business_external_id=nordics&fields=id,name");
    let rows = scene.get(&found, admin).await.json()["data"].clone();
    assert_eq!(rows, json!([{"id": id, "name": "Solution Co Nordics"}]));
    let none = format!("{edge}?child_business_external_id=other");
    assert_eq!(scene.get(&none, admin).await.json()["data"], Value::Array(Vec::new()));
    let gone = format!("{edge}?client_id={id}");
    assert_eq!(scene.delete(&gone, admin).await.text, r#"{"success":true}"#);
    assert_eq!(scene.get(&edge, admin).await.json()["data"], Value::Array(Vec::new()));
    assert_eq!(scene.delete(&gone, admin).await.error(), (400, 100, None));
}
