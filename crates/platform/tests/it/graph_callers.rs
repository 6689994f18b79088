//! Callers about themselves: their own node, their own edges, the end of their token (contract
//! §1.6, §1.8, §2.4).

use bytes::Bytes;
use graph::Permission;
use http::Request;
use serde_json::json;
use world::Holder;

use crate::graph_scene::{Run, Scene, UNSEEN};
use crate::stage::BASE;

#[tokio::test]
async fn a_system_user_lists_the_accounts_it_is_assigned_to_as_me() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (user, token) = (scene.provider.employee_id, &scene.provider.employee);
    let list = "/v21.0/me/assigned_whatsapp_business_accounts";
    assert!(scene.get(list, token).await.ids().is_empty(), "it has none yet");
    scene.assign(outcome.waba).await;
    let told = scene.get(&format!("{list}?fields=id,name"), token).await.json();
    assert_eq!(told["data"], json!([{"id": outcome.waba, "name": "Lucky Shrub"}]));
    scene.token("EAAbare", Holder::SystemUser(user), &[Permission::PublicProfile]).await;
    assert_eq!(scene.get(list, "EAAbare").await.error(), (403, 10, None));
    assert_eq!(scene.get(list, "EAAnever").await.error(), (401, 190, None));
    let person = Run { number: Some("+16505550124"), ..Run::default() };
    scene.sign_up_for_token(person, "EAAuser").await;
    let refused = scene.get(list, "EAAuser").await;
    assert_eq!(refused.error(), (400, 100, None), "people have no such edge: {}", refused.text);
}

#[tokio::test]
async fn a_person_is_seen_by_their_own_token_alone() {
    let scene = Scene::new().await;
    let (person, _) = scene.sign_up_for_token(Run::default(), "EAAuser").await;
    let path = format!("/v21.0/{person}");
    let told = scene.get(&path, "EAAuser").await;
    assert_eq!(told.json(), json!({"name": "Ada", "id": person}));
    assert_eq!(scene.get("/v21.0/me", "EAAuser").await.text, told.text);
    let email = scene.get(&format!("{path}?fields=email"), "EAAuser").await.json();
    assert_eq!(email, json!({"email": "ada@shrub.example", "id": person}));
    let other = Run { number: Some("+16505550124"), ..Run::default() };
    scene.sign_up_for_token(other, "EAAother").await;
    for token in ["EAAother", &scene.provider.admin] {
        assert_eq!(scene.get(&path, token).await.error(), UNSEEN);
    }
    let unknown = scene.get(&format!("{path}?fields=birthday"), "EAAuser").await;
    assert!(unknown.message().contains("nonexisting field (birthday)"), "{}", unknown.text);
    let changed = scene.post(&path, "EAAuser", Some(json!({"name": "Eve"}))).await;
    assert_ne!(changed.status, 200, "{}", changed.text);
    assert_eq!(scene.get(&path, "EAAuser").await.json()["name"], "Ada");
}

#[tokio::test]
async fn a_token_is_revoked_by_a_form_too() {
    let scene = Scene::new().await;
    scene.sign_up_for_token(Run::default(), "EAAuser").await;
    let rival = scene.another_provider().await;
    let revoke = async |app: graph::AppId, secret: &str, token: &str| {
        let form = format!("client_id={app}&client_secret={secret}&revoke_token={token}");
        let request = Request::post(format!("{BASE}/v21.0/oauth/revoke"))
            .header("content-type", "application/x-www-form-urlencoded");
        scene.send(request.body(Bytes::from(form)).unwrap()).await
    };
    let (app, secret) = (scene.provider.app, scene.provider.secret.as_str());
    assert_eq!(revoke(app, "guessed", "EAAuser").await.error(), (400, 1, None));
    assert_eq!(revoke(rival.app, &rival.secret, "EAAuser").await.status, 400);
    assert_eq!(scene.get("/v21.0/me", "EAAuser").await.status, 200);
    assert_eq!(revoke(app, secret, "EAAuser").await.text, r#"{"success":true}"#);
    assert_eq!(scene.get("/v21.0/me", "EAAuser").await.error(), (401, 190, Some(492)));
    let employee = scene.get("/v21.0/me", &scene.provider.employee).await;
    assert_eq!(employee.status, 200, "no other token of the app ends with it");
}
