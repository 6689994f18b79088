//! Several calls in one, several objects in one answer (contract §7.7).

use bytes::Bytes;
use http::Request;
use serde_json::{Value, json};

use crate::graph_scene::{Run, Scene};
use crate::stage::BASE;

async fn batch(scene: &Scene, token: &str, calls: Value) -> Vec<Value> {
    let body = json!({"batch": calls, "include_headers": false});
    let told = scene.post("/v21.0/", token, Some(body)).await;
    assert_eq!(told.status, 200, "{}", told.text);
    told.json().as_array().unwrap().clone()
}

fn body(entry: &Value) -> Value {
    serde_json::from_str(entry["body"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_call_uses_the_answer_of_an_earlier_one() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (business, admin) = (scene.provider.business, &scene.provider.admin);
    let list = format!("{business}/client_whatsapp_business_accounts?fields=id");
    let calls = json!([
        {"method": "GET", "name": "clients", "relative_url": list},
        {"method": "GET", "relative_url": "?ids={result=clients:$.data.*.id}&fields=name"},
        {"method": "GET", "relative_url": "{result=clients:$.data[0].id}/phone_numbers?fields=id"},
    ]);
    let told = batch(&scene, admin, calls.clone()).await;
    assert_eq!(told[0], Value::Null, "what another call has used is not repeated");
    let waba = outcome.waba.to_string();
    assert_eq!(body(&told[1]), json!({&waba: {"name": "Lucky Shrub", "id": waba}}));
    assert_eq!(body(&told[2])["data"][0]["id"], outcome.phone.unwrap().to_string());

    let mut loud = calls;
    loud[0]["omit_response_on_success"] = false.into();
    let told = batch(&scene, admin, loud).await;
    assert_eq!(body(&told[0])["data"][0]["id"], waba);
}

#[tokio::test]
async fn a_call_that_depends_on_a_failure_is_left_out() {
    let scene = Scene::new().await;
    let (business, admin) = (scene.provider.business, &scene.provider.admin);
    let calls = json!([
        {"method": "GET", "name": "gone", "relative_url": "123123"},
        {"method": "GET", "name": "second", "depends_on": "gone",
            "relative_url": format!("{business}?fields=id")},
        {"method": "GET", "relative_url": "{result=second:$.id}"},
        {"method": "GET", "relative_url": format!("{business}?fields=id")},
        {"method": "GET", "relative_url": "{result=never:$.id}"},
    ]);
    let told = batch(&scene, admin, calls).await;
    assert_eq!(
        (told[0]["code"].as_i64(), &told[1], &told[2]),
        (Some(400), &Value::Null, &Value::Null)
    );
    assert_eq!(told[3]["code"], 200);
    assert!(body(&told[4])["error"]["message"].as_str().unwrap().contains("named 'never'"));
}

#[tokio::test]
async fn each_call_has_its_own_token_form_and_headers() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let client = scene.business_token("AQBcode").await;
    let (waba, admin) = (outcome.waba, &scene.provider.admin);
    let user = scene.provider.employee_id;
    let calls = json!([
        {"method": "POST", "relative_url": format!("{waba}/assigned_users"),
            "body": format!("user={user}&tasks=['MANAGE']")},
        {"method": "GET", "relative_url": format!("me?fields=id&access_token={client}")},
        {"method": "GET", "relative_url": format!("/v24.0/{waba}?fields=id")},
        {"relative_url": format!("{waba}?fields=id&access_token=EAAbad")},
    ]);
    let told = scene.post("/v21.0/", admin, Some(json!({"batch": calls}))).await.json();
    assert_eq!(body(&told[0]), json!({"success": true}));
    assert_ne!(body(&told[1])["id"], scene.provider.admin_id.to_string());
    assert_eq!(told[3]["code"], 401);
    let header = |entry: &Value, name: &str| {
        let all = entry["headers"].as_array().unwrap().clone();
        let found = all.into_iter().find(|header| header["name"] == name);
        found.map(|header| header["value"].as_str().unwrap().to_owned())
    };
    assert_eq!(header(&told[2], "facebook-api-version").as_deref(), Some("v24.0"));
    assert_eq!(header(&told[0], "facebook-api-version").as_deref(), Some("v21.0"));
    let usage = header(&told[2], "X-Business-Use-Case-Usage").unwrap();
    assert!(usage.contains(&waba.to_string()), "{usage}");
    assert!(header(&told[3], "WWW-Authenticate").is_some());
}

#[tokio::test]
async fn a_batch_has_a_token_and_at_most_fifty_calls() {
    let scene = Scene::new().await;
    let admin = &scene.provider.admin;
    let me = json!({"method": "GET", "relative_url": "me?fields=id"});
    let fifty = batch(&scene, admin, vec![me.clone(); 50].into()).await;
    assert!(fifty.iter().all(|entry| entry["code"] == 200), "{fifty:?}");
    let many = Some(json!({"batch": vec![me.clone(); 51]}));
    let refused = scene.post("/v21.0/", admin, many).await;
    assert_eq!(refused.error(), (400, 100, None));
    assert!(refused.message().contains("Maximum batch size is 50"), "{}", refused.text);
    let alone = Some(json!({"batch": [me]}));
    let refused = scene.call(http::Method::POST, "/v21.0/", None, alone).await;
    assert_eq!(refused.error(), (400, 104, None));
    let nested = json!([{"method": "POST", "relative_url": "", "body": "batch=[]"}]);
    assert_eq!(batch(&scene, admin, nested).await[0]["code"], 400);
}

#[tokio::test]
async fn a_form_with_files_may_be_a_batch() {
    let scene = Scene::new().await;
    let admin = &scene.provider.admin;
    let calls = json!([
        {"method": "GET", "relative_url": "me?fields=id", "attached_files": "one"},
        {"method": "GET", "relative_url": "me?fields=id", "attached_files": "two"},
    ]);
    let parts = format!(
        "--x\r\nContent-Disposition: form-data; name=\"batch\"\r\n\r\n{calls}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"one\"; filename=\"a.png\"\r\n\
         Content-Type: image/png\r\n\r\nPNG\r\n--x--\r\n"
    );
    let request = Request::post(format!("{BASE}/v21.0/"))
        .header("authorization", format!("Bearer {admin}"))
        .header("content-type", "multipart/form-data; boundary=x");
    let told = scene.send(request.body(Bytes::from(parts)).unwrap()).await.json();
    assert_eq!((told[0]["code"].as_i64(), told[1]["code"].as_i64()), (Some(200), Some(400)));
}

#[tokio::test]
async fn ids_name_objects_or_an_edge_of_each() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (own, waba, admin) = (scene.provider.own_waba, outcome.waba, &scene.provider.admin);
    let edges = scene.get(&format!("/v21.0/phone_numbers?ids={own},{waba}&fields=id"), admin).await;
    let phone = outcome.phone.unwrap().to_string();
    let edges = edges.json();
    assert_eq!(edges[waba.to_string()]["data"][0]["id"], phone);
    assert_eq!(edges[own.to_string()], json!({"data": []}));
    let alias = scene.get(&format!("/v21.0/?ids={own},lucky"), admin).await;
    assert_eq!(alias.error(), (404, 803, None));
    let many = vec![own.to_string(); 51].join(",");
    let refused = scene.get(&format!("/v21.0/?ids={many}"), admin).await;
    assert_eq!(refused.message(), "(#100) Too many IDs. Maximum: 50. Provided: 51.");
}

#[tokio::test]
async fn the_root_is_called_without_a_version_too() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let admin = &scene.provider.admin;
    let calls = json!({"batch": [{"relative_url": "me?fields=id"}], "include_headers": false});
    let told = scene.post("/", admin, Some(calls)).await.json();
    assert_eq!(body(&told[0]), json!({"id": scene.provider.admin_id}));
    let waba = outcome.waba.to_string();
    let told = scene.get(&format!("/?fields=id&ids={waba}"), admin).await.json();
    assert_eq!(told, json!({&waba: {"id": waba}}));
    let page = scene.get("/", admin).await;
    assert!(page.text.starts_with("<!DOCTYPE html>"), "a browser finds the front page");
    let nothing = scene.get("/v21.0/", admin).await;
    assert_eq!(nothing.error(), (400, 100, None), "{}", nothing.text);
    assert!(nothing.message().starts_with("Unsupported get request. Please read the Graph API"));
}
