//! The calls the requirements' source prints, with their answers as text (rules A01, C03, C05, C06,
//! C09, G04, G05).

use serde_json::json;

use crate::graph_scene::{Run, Scene, text};

fn cursor(text: &str) -> String {
    let answer: serde_json::Value = serde_json::from_str(text).unwrap();
    answer["paging"]["cursors"]["after"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn c03_c09_owned_whatsapp_business_accounts() {
    let scene = Scene::new().await;
    let (business, token) = (scene.provider.business, &scene.provider.admin);
    let path = format!("/v21.0/{business}/owned_whatsapp_business_accounts?access_token={token}");
    let told = scene.call(http::Method::GET, &path, None, None).await;
    let row = scene.stage.platform.read(|world| {
        let waba = &world.wabas[&scene.provider.own_waba];
        json!({
            "id": waba.id, "name": waba.name, "currency": "USD",
            "timezone_id": waba.timezone_id.to_string(),
            "message_template_namespace": waba.namespace,
        })
    });
    let after = cursor(&told.text);
    let paging = json!({"cursors": {"before": after, "after": after}});
    assert_eq!(told.text, text(&json!({"data": [row], "paging": paging})));
}

#[tokio::test]
async fn c05_a01_owner_business_info() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, token) = (outcome.waba, &scene.provider.admin);
    let path = format!("/v21.0/{waba}?fields=owner_business_info&access_token={token}");
    let told = scene.call(http::Method::GET, &path, None, None).await;
    assert_eq!(
        told.text,
        format!(
            r#"{{"owner_business_info":{{"name":"Lucky Shrub","id":"{}"}},"id":"{waba}"}}"#,
            outcome.business
        )
    );
}

#[tokio::test]
async fn c06_phone_numbers_with_certificates() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    let fields = "display_phone_number,name_status,certificate,new_certificate,new_name_status";
    let path = format!("/v21.0/{waba}/phone_numbers?fields={fields}");
    let told = scene.get(&path, &scene.provider.admin).await;
    let certificate = scene
        .stage
        .platform
        .read(|world| world.phones[&phone].certificate.as_ref().expect("it is on trial").text());
    let row = json!({
        "display_phone_number": "+1 650-555-0123",
        "name_status": "AVAILABLE_WITHOUT_REVIEW",
        "certificate": certificate,
        "new_name_status": "NONE",
        "id": phone,
    });
    let after = cursor(&told.text);
    let paging = json!({"cursors": {"before": after, "after": after}});
    assert_eq!(told.text, text(&json!({"data": [row], "paging": paging})));
}

#[tokio::test]
async fn g04_extendedcredits() {
    let scene = Scene::new().await;
    let (business, line) = (scene.provider.business, &scene.provider.line);
    let token = &scene.provider.employee;
    let path = format!(
        "/v21.0/{business}/extendedcredits?fields=id,legal_entity_name&access_token={token}"
    );
    let told = scene.call(http::Method::GET, &path, None, None).await;
    let rows = format!(r#"{{"data":[{{"id":"{line}","legal_entity_name":"Solution Co"}}],"#);
    assert!(told.text.starts_with(&rows), "{}", told.text);
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let client = scene.business_token("AQBcode").await;
    let path = format!("/v21.0/{business}/extendedcredits");
    assert_eq!(scene.get(&path, &client).await.error(), (400, 100, Some(33)));
    let path = format!("/v21.0/{}/extendedcredits", outcome.business);
    assert_eq!(scene.get(&path, token).await.error(), (400, 100, Some(33)));
}

#[tokio::test]
async fn g05_g06_owning_credit_allocation_configs() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (line, admin) = (&scene.provider.line, &scene.provider.admin);
    let shared = scene
        .post(
            &format!(
                "/v21.0/{line}/whatsapp_credit_sharing_and_attach?waba_id={}&waba_currency=USD",
                outcome.waba
            ),
            admin,
            None,
        )
        .await;
    let share = shared.json()["allocation_config_id"].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        shared.text,
        format!(r#"{{"allocation_config_id":"{share}","waba_id":"{}"}}"#, outcome.waba)
    );
    let edge = format!("/v21.0/{line}/owning_credit_allocation_configs?receiving_business_id=");
    let path = format!("{edge}{}&fields=id,receiving_business", outcome.business);
    let told = scene.get(&path, admin).await;
    let row = format!(
        r#"{{"data":[{{"id":"{share}","receiving_business":{{"name":"Lucky Shrub","id":"{}"}}}}],"#,
        outcome.business
    );
    assert!(told.text.starts_with(&row), "{}", told.text);
    let other = path.replace(&outcome.business.to_string(), "123");
    assert_eq!(scene.get(&other, admin).await.text, r#"{"data":[]}"#);
}
