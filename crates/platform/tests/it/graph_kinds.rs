//! What is of another kind than it must be is refused, and nothing is changed: an object where a
//! text belongs, a selection on what has no members (contract §7.1, §7.4, §7.6).

use bytes::Bytes;
use http::{Method, Request};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::graph_scene::{Run, Scene, Told};
use crate::stage::BASE;

/// The refusal of what is of the wrong kind.
fn is_refused(told: &Told, sentence: &str) {
    assert_eq!((told.error(), told.message().as_str()), ((400, 100, None), sentence));
}

#[tokio::test]
async fn a_text_is_no_object_no_list_and_no_boolean() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    let (business, line) = (scene.provider.business, &scene.provider.line);
    let profile = format!("{phone}/whatsapp_business_profile");
    let sent = |name: &str, value: Value| json!({"messaging_product": "whatsapp", name: value});
    let calls = [
        (waba.to_string(), "name"),
        (waba.to_string(), "purchase_order_number"),
        (profile.clone(), "about"),
        (profile.clone(), "address"),
        (profile.clone(), "description"),
        (profile, "email"),
        (phone.to_string(), "new_display_name"),
        (phone.to_string(), "pin"),
        (format!("{phone}/messages"), "to"),
        (format!("{phone}/register"), "pin"),
        (format!("{business}/system_users"), "name"),
        (format!("{business}/owned_businesses"), "name"),
        (format!("{business}/business_users"), "email"),
        (format!("{waba}/phone_numbers"), "phone_number"),
        (format!("{line}/owning_credit_allocation_configs"), "liability_type"),
    ];
    let admin = &scene.provider.admin;
    let events = scene.stage.get("/_control/events?limit=500").await;
    for (path, name) in calls {
        for value in [json!({"a": 1}), json!(["x", "y"]), json!(true)] {
            let mut body = sent(name, value);
            body["receiving_business_id"] = json!(outcome.business);
            let told = scene.post(&format!("/v21.0/{path}"), admin, Some(body)).await;
            is_refused(&told, &format!("(#100) Param {name} must be a string"));
        }
    }
    assert_eq!(scene.stage.get("/_control/events?limit=500").await, events, "nothing happened");
    // A number passes for a text, as clients send it.
    let body = json!({"purchase_order_number": 4711});
    let told = scene.post(&format!("/v21.0/{waba}"), admin, Some(body)).await;
    assert_eq!(told.text, r#"{"success":true}"#);
    let shared = json!({"waba_id": waba, "waba_currency": "USD"});
    let share = format!("/v21.0/{line}/whatsapp_credit_sharing_and_attach");
    assert_eq!(scene.post(&share, admin, Some(shared)).await.status, 200);
    let told = scene.get(&format!("/v21.0/{waba}?fields=purchase_order_number"), admin).await;
    assert_eq!(told.json()["purchase_order_number"], "4711");
}

#[tokio::test]
async fn members_of_messages_and_templates_have_their_kinds() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone, admin) = (outcome.waba, outcome.phone.unwrap(), &scene.provider.admin);
    let send = async |name: &str, value: Value| {
        let kind = if name == "text" { "text" } else { "template" };
        let mut body = json!({"messaging_product": "whatsapp", "to": "16315551000", "type": kind});
        body[name] = value;
        scene.post(&format!("/v21.0/{phone}/messages"), admin, Some(body)).await
    };
    let string = "(#100) Param text['body'] must be a string";
    is_refused(&send("text", json!({"body": 5})).await, string);
    let boolean = "(#100) Param text['preview_url'] must be a boolean";
    is_refused(&send("text", json!({"body": "Hi", "preview_url": "banana"})).await, boolean);
    is_refused(&send("text", json!(["Hi"])).await, "(#100) Param text must be a JSON object");
    let named = "(#100) Param template['name'] must be a string";
    is_refused(&send("template", json!({"name": {}})).await, named);
    let parts = json!({"name": "x", "language": {"code": "en_US"}, "components": {"type": "body"}});
    let list = "(#100) Param template['components'] must be an array";
    is_refused(&send("template", parts).await, list);
    assert_eq!(send("text", json!({"preview_url": true})).await.error().1, 131_008, "no body");

    let mut template = json!({"name": "news", "language": "en_US", "category": "UTILITY",
        "components": {"type": "BODY", "text": "Hello there."}});
    let path = format!("/v21.0/{waba}/message_templates");
    let told = scene.post(&path, admin, Some(template.clone())).await;
    is_refused(&told, "(#100) Param components must be an array");
    template["components"] = json!([template["components"]]);
    let made = scene.post(&path, admin, Some(template)).await.json();
    let edit = json!({"components": {"type": "BODY", "text": "Hello here."}});
    let path = format!("/v21.0/{}", made["id"].as_str().unwrap());
    let told = scene.post(&path, admin, Some(edit)).await;
    is_refused(&told, "(#100) Param components must be an array");
}

#[tokio::test]
async fn a_body_that_is_no_object_and_an_offset_that_is_none_are_told_so() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let post = async |path: &str, headers: &[(&str, &str)], body: &'static [u8]| {
        let request = Request::post(format!("{BASE}/v21.0/{path}"));
        let request = request.header("authorization", format!("Bearer {admin}"));
        let request = headers.iter().fold(request, |it, (name, value)| it.header(*name, *value));
        scene.send(request.body(Bytes::from_static(body)).unwrap()).await
    };
    let details = |told: &Told| {
        assert_eq!(told.error(), (400, 100, None), "{}", told.text);
        told.json()["error"]["error_data"]["details"].as_str().unwrap_or_default().to_owned()
    };
    let json = [("content-type", "application/json")];
    for body in [&b"[1]"[..], b"\"x\"", b"null"] {
        let told = post(&waba.to_string(), &json, body).await;
        assert!(details(&told).starts_with("The body must be a JSON object"), "{}", told.text);
    }
    let told = post(&waba.to_string(), &json, b"{\"name\": \"Lucky\"").await;
    assert_eq!(details(&told), "The body is not JSON: line 1, column 16.");
    let announced = format!("/v21.0/{}/uploads", scene.provider.app);
    let file = json!({"file_length": 4, "file_type": "image/png"});
    let session = scene.post(&announced, admin, Some(file)).await.json();
    let session = session["id"].as_str().unwrap();
    let told = post(session, &[("file_offset", "-1")], b"abcd").await;
    is_refused(&told, "(#100) Param file_offset has an invalid value: -1");
    is_refused(&post(session, &[], b"abcd").await, "(#100) The parameter file_offset is required.");
}

#[tokio::test]
async fn a_selection_takes_members_and_an_id_is_written_in_one_way() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone, admin) = (outcome.waba, outcome.phone.unwrap(), &scene.provider.admin);
    let told = scene.get(&format!("/v21.0/{waba}?fields=id,name{{id}}"), admin).await;
    assert_eq!(told.error(), (400, 2500, None));
    assert_eq!(told.message(), "Subfields are not supported by name");
    let told = scene.get(&format!("/v21.0/{waba}?fields=owner_business_info{{name}}"), admin).await;
    assert_eq!(told.json()["owner_business_info"]["name"], "Lucky Shrub");
    let profile = format!("/v21.0/{phone}/whatsapp_business_profile");
    let told = scene.get(&format!("{profile}?fields=id"), admin).await;
    let node = "(#100) Tried accessing nonexisting field (id) on node type";
    assert!(told.message().starts_with(node), "{}", told.text);
    let told = scene.get(&format!("/v21.0/0{waba}"), admin).await;
    assert_eq!(told.error(), (400, 100, Some(33)));
    let pin = json!({"messaging_product": "whatsapp", "pin": " 123456"});
    let register = format!("/v21.0/{phone}/register");
    assert_eq!(scene.post(&register, admin, Some(pin)).await.error().0, 400);
    let pin = json!({"messaging_product": "whatsapp", "pin": 123_456});
    assert_eq!(scene.post(&register, admin, Some(pin)).await.text, r#"{"success":true}"#);
}

#[tokio::test]
async fn a_head_is_told_the_length_of_what_a_get_answers() {
    let scene = Scene::new().await;
    let path = format!("/v21.0/{}?fields=id,name", scene.provider.business);
    let get = scene.get(&path, &scene.provider.admin).await;
    let head = scene.call(Method::HEAD, &path, Some(&scene.provider.admin), None).await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    assert_eq!(head.headers["content-length"].to_str().unwrap(), get.text.len().to_string());
}

#[tokio::test]
async fn answers_carry_the_date_of_the_world() {
    let scene = Scene::new().await;
    let path = format!("/v21.0/{}?fields=id", scene.provider.business);
    let month = SignedDuration::from_hours(24 * 30);
    scene.stage.platform.turn_clock(platform::Turn::By(month)).await.unwrap();
    let told = scene.get(&path, &scene.provider.admin).await;
    let date = told.headers["date"].to_str().unwrap().to_owned();
    let now = scene.stage.platform.now();
    let shown = jiff::fmt::rfc2822::parse(&date).unwrap().timestamp();
    assert!((now.as_second() - shown.as_second()).abs() <= 1, "{date} at {now}");
}

#[tokio::test]
async fn templates_made_within_one_second_are_listed_newest_first() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let path = format!("/v21.0/{waba}/message_templates");
    for name in ["one", "two", "three", "four", "five", "six"] {
        let template = json!({"name": name, "language": "en_US", "category": "UTILITY",
            "components": [{"type": "BODY", "text": format!("This is number {name}.")}]});
        assert_eq!(scene.post(&path, admin, Some(template)).await.status, 200);
        let tick = platform::Turn::By(SignedDuration::from_millis(1));
        scene.stage.platform.turn_clock(tick).await.unwrap();
    }
    let listed = scene.get(&format!("{path}?fields=name&limit=6"), admin).await.json();
    let names: Vec<&str> = listed["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["six", "five", "four", "three", "two", "one"]);
}
