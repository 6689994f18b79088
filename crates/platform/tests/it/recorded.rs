//! Exchanges with the real platform that were recorded (contract §0, mark `REC`), repeated here:
//! the same call gets an answer of the same members in the same order, with the same words.
//!
//! `Recorded:` names the contract's section and the operations; `docs/confidence.md` reads it.

use http::Method;
use serde_json::{Value, json};

use crate::graph_scene::{Run, Scene, Told};
use crate::live::{DONE, accepted, customer};

/// The names of an object's members, in the order they came.
fn members(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

/// An error without its trace id, as text.
fn error_without_trace(told: &Told) -> String {
    let (before, trace) = told.text.split_once(r#","fbtrace_id":""#).expect("a trace id");
    assert!(trace.ends_with(r#""}}"#), "{trace}");
    before.to_owned()
}

/// Recorded: contract §3.1, waba.get
#[tokio::test]
async fn recorded_a_waba_shows_what_is_set_and_nothing_else() {
    let scene = Scene::new().await;
    let waba = scene.provider.own_waba;
    let fields = "id,name,timezone_id,message_template_namespace,account_review_status,\
                  business_verification_status,ownership_type";
    let told = scene.get(&format!("/v20.0/{waba}?fields={fields}"), &scene.provider.admin).await;
    let answer = told.json();
    assert_eq!(members(&answer), fields.split(',').collect::<Vec<_>>());
    let namespace = answer["message_template_namespace"].as_str().unwrap();
    assert!(namespace.split('_').map(str::len).eq([8, 4, 4, 4, 12]), "{namespace}");
    assert!(answer["timezone_id"].as_str().unwrap().parse::<u16>().is_ok());
    assert_eq!(answer["ownership_type"], "SELF");
    assert_eq!(answer["account_review_status"], "APPROVED");

    let (_, outcome) = scene.sign_up(Run::default()).await;
    let unset = format!("/v20.0/{}?fields=id,primary_business_location", outcome.waba);
    let told = scene.get(&unset, &scene.provider.admin).await;
    assert_eq!(told.text, format!(r#"{{"id":"{}"}}"#, outcome.waba), "unset is absent, not null");
}

/// Recorded: contract §4.1 §7.5, waba.phone_numbers.get phone.get
#[tokio::test]
async fn recorded_a_row_of_numbers_comes_in_the_order_asked_for() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone, admin) = (outcome.waba, outcome.phone.unwrap(), &scene.provider.admin);
    let fields = "id,is_official_business_account,display_phone_number,verified_name,\
                  account_mode,quality_rating,code_verification_status,\
                  eligibility_for_api_business_global_search,is_pin_enabled,name_status,\
                  new_name_status,status,search_visibility,messaging_limit_tier";
    let told = scene.get(&format!("/v20.0/{waba}/phone_numbers?fields={fields}"), admin).await;
    let answer = told.json();
    let row = &answer["data"][0];
    assert_eq!(members(row), fields.split(',').collect::<Vec<_>>());
    assert_eq!(row["is_official_business_account"], false);
    assert_eq!(row["name_status"], "AVAILABLE_WITHOUT_REVIEW");
    assert_eq!(row["new_name_status"], "NONE");
    let cursors = &answer["paging"]["cursors"];
    assert_eq!(members(cursors), ["before", "after"]);
    assert_eq!(cursors["before"], cursors["after"], "one row begins and ends the page");
    assert_eq!(members(&answer["paging"]), ["cursors"], "the last page has no next");
    let node = scene.get(&format!("/v20.0/{phone}?fields={fields}"), admin).await;
    assert_eq!(&node.json(), row, "the object is the row without its list");
}

/// Recorded: contract §4.7 §7.3, phone.whatsapp_business_profile.get
/// phone.whatsapp_business_profile.post
#[tokio::test]
async fn recorded_a_profile_reads_as_it_was_written() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let path = format!("/v20.0/{}/whatsapp_business_profile", outcome.phone.unwrap());
    let told = json!({"messaging_product": "whatsapp", "about": "A very cool business",
        "address": "123, Main Street, New York, NY, 10001", "email": "testing@gmail.com",
        "description": "This is a description", "websites": ["https://www.google.com/"],
        "vertical": "EDU"});
    let admin = &scene.provider.admin;
    assert_eq!(scene.post(&path, admin, Some(told)).await.text, DONE);
    let fields = "about,address,description,email,profile_picture_url,websites,vertical";
    assert_eq!(
        scene.get(&format!("{path}?fields={fields}"), admin).await.text,
        r#"{"data":[{"about":"A very cool business","address":"123, Main Street, New York, NY, 10001","description":"This is a description","email":"testing\u0040gmail.com","websites":["https:\/\/www.google.com\/"],"vertical":"EDU","messaging_product":"whatsapp"}]}"#
    );
}

/// Recorded: contract §3.8, waba.message_templates.get waba.message_templates.post
/// waba.message_templates.delete template.get template.post
#[tokio::test]
async fn recorded_a_template_is_made_shown_changed_and_taken_away() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (admin, edge) =
        (&scene.provider.admin, format!("/v20.0/{}/message_templates", outcome.waba));
    let none = scene.get(&format!("{edge}?name=half_price"), admin).await;
    assert_eq!(none.text, r#"{"data":[]}"#);
    let parts = json!([{"type": "BODY", "text": "Half price until Sunday."}]);
    let made = json!({"name": "half_price", "language": "en_US", "category": "MARKETING",
        "components": parts});
    let made = scene.post(&edge, admin, Some(made)).await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(made.text, format!(r#"{{"id":"{id}","status":"PENDING","category":"MARKETING"}}"#));
    let optional = ["parameter_format", "previous_category", "sub_category"];
    for shown in [
        scene.get(&format!("{edge}?name=half_price"), admin).await.json()["data"][0].clone(),
        scene.get(&format!("/v20.0/{id}"), admin).await.json(),
    ] {
        let sure = members(&shown).into_iter().filter(|name| !optional.contains(name));
        let sure: Vec<&str> = sure.collect();
        assert_eq!(sure, ["name", "components", "language", "status", "category", "id"]);
    }
    scene.pass("1d").await;
    let changed = json!({"components": [{"type": "BODY", "text": "Half price until Monday."}]});
    let changed = scene.post(&format!("/v20.0/{id}"), admin, Some(changed)).await;
    assert_eq!(changed.text, DONE);
    let gone = scene.delete(&format!("{edge}?name=fake%20name"), admin).await;
    assert_eq!(
        (gone.status, error_without_trace(&gone).as_str()),
        (
            400,
            concat!(
                r#"{"error":{"message":"Invalid parameter","type":"OAuthException","code":100,"#,
                r#""error_subcode":2593002,"is_transient":false,"#,
                r#""error_user_title":"Message Template Not Found","#,
                r#""error_user_msg":"The message template fake name wasn't found for "#,
                r#"this account.""#
            )
        )
    );
    assert_eq!(scene.delete(&format!("{edge}?name=half_price"), admin).await.text, DONE);
}

/// Recorded: contract §4.5, phone.register.post phone.deregister.post
#[tokio::test]
async fn recorded_registering_says_success_and_nothing_else() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    assert_eq!(scene.register(phone).await.text, DONE);
    scene.pass("1m").await;
    assert_eq!(scene.post(&format!("/v20.0/{phone}/deregister"), admin, None).await.text, DONE);
    let unknown = scene.post("/v20.0/123123/register", admin, None).await;
    assert_eq!(
        (unknown.status, error_without_trace(&unknown).as_str()),
        (
            400,
            r#"{"error":{"message":"Unsupported post request. Object with ID '123123' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https:\/\/developers.facebook.com\/docs\/graph-api","type":"GraphMethodException","code":100,"error_subcode":33"#
        )
    );
}

/// Recorded: contract §4.8, phone.messages.post
#[tokio::test]
async fn recorded_a_template_message_is_accepted() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    let told = scene.send_template(phone, &customer(1)).await;
    let (id, to) = (accepted(&told), customer(1));
    assert!(id.starts_with("wamid."), "{id}");
    let expected = json!({"messaging_product": "whatsapp",
        "contacts": [{"input": to, "wa_id": to}],
        "messages": [{"id": id, "message_status": "accepted"}]});
    assert_eq!(told.text, crate::graph_scene::text(&expected));
}

/// Recorded: contract §7.6, waba.get
#[tokio::test]
async fn recorded_the_usage_of_an_account_stands_in_a_header() {
    let scene = Scene::new().await;
    let waba = scene.provider.own_waba;
    let path = format!("/v20.0/{waba}?fields=id");
    let told = scene.call(Method::GET, &path, Some(&scene.provider.admin), None).await;
    let header = told.headers["x-business-use-case-usage"].to_str().unwrap();
    let usage: Value = serde_json::from_str(header).unwrap();
    let used = &usage[waba.to_string()][0];
    assert_eq!(used["type"], "whatsapp_business_management");
    let recorded =
        ["type", "call_count", "total_cputime", "total_time", "estimated_time_to_regain_access"];
    assert_eq!(members(used), recorded);
}
