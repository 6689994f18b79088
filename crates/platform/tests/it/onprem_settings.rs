//! The on-premises client's settings, profile, contacts, webhook and backup (contract §4.5, §8).

use http::{Method, StatusCode};
use platform::onprem::OnpremClient;
use serde_json::{Value, json};

use crate::graph_scene::{Run, Told};
use crate::live::DONE;
use crate::onprem_scene::{PASSWORD, Running, outside, settings};

const APPLICATION: &str = "/v1/settings/application";
const ABOUT: &str = "/v1/settings/profile/about";
const PROFILE: &str = "/v1/settings/business/profile";
const SAM: &str = "16315550001";

impl Running {
    async fn application(&self) -> Value {
        let told = self.call(Method::GET, APPLICATION, json!({}), StatusCode::OK).await;
        told["settings"]["application"].clone()
    }

    /// The profile as the Graph shows it.
    async fn profile(&self) -> Value {
        let fields = "about,address,description,email,websites,vertical";
        let path = format!("/v21.0/{}/whatsapp_business_profile?fields={fields}", self.phone);
        self.scene.get(&path, &self.scene.provider.admin).await.json()["data"][0].clone()
    }

    async fn to_the_cloud(&self, pin: &str, backup: Option<Value>) -> Told {
        let mut body = json!({ "messaging_product": "whatsapp", "pin": pin });
        if let Some(backup) = backup {
            body["backup"] = backup;
        }
        let path = format!("/v21.0/{}/register", self.phone);
        self.scene.post(&path, &self.scene.provider.admin, Some(body)).await
    }
}

#[tokio::test]
async fn application_settings_are_read_patched_replaced_and_reset() {
    let running = Running::live().await;
    let url = "http://hooks.example/hook";
    let shown = running.application().await;
    assert_eq!(shown["webhooks"]["url"], url);
    assert_eq!(
        (&shown["callback_persist"], &shown["wa_id"]),
        (&json!(true), &json!("16505550123"))
    );
    let change =
        json!({ "callback_backoff_delay_ms": 500, "webhooks": { "message": { "read": false } } });
    running.call(Method::PATCH, APPLICATION, change, StatusCode::OK).await;
    let shown = running.application().await;
    assert_eq!(shown["callback_backoff_delay_ms"], 500);
    assert_eq!(
        (&shown["webhooks"]["message"]["read"], &shown["webhooks"]["url"]),
        (&json!(false), &json!(url))
    );
    let table = [
        (json!({ "callback_persist": "maybe" }), 1009),
        (json!({ "webhooks": { "url": "gopher://x" } }), 1009),
        (json!({ "sharding": 4 }), 1010),
    ];
    for (body, code) in table {
        let refused = running.refused(Method::PATCH, APPLICATION, body.clone()).await;
        assert_eq!((refused.0, refused.1), (400, code), "{body}: {}", refused.2);
    }
    let whole = json!({ "webhooks": { "url": url }, "sent_status": false });
    running.call(Method::POST, APPLICATION, whole, StatusCode::OK).await;
    let shown = running.application().await;
    assert_eq!(shown["callback_backoff_delay_ms"], 3000, "what is not named has its default");
    assert_eq!(shown["webhooks"]["message"]["sent"], false);
    assert!(running.scene.hears(running.phone, SAM).await);
    let sent = running.write(SAM, StatusCode::CREATED).await;
    running.pass("5s").await;
    let id = sent["messages"][0]["id"].as_str().unwrap();
    assert_eq!(running.hooks.statuses(id), ["delivered"], "`sent` is not wanted");
    running.call(Method::DELETE, APPLICATION, json!({}), StatusCode::OK).await;
    assert_eq!(running.application().await["webhooks"]["url"], json!(null));
}

#[tokio::test]
async fn a_webhook_that_fails_is_tried_again_and_gets_everything_in_order() {
    let running = Running::live().await;
    running.hooks.refuse(3);
    for _ in 0..3 {
        assert!(running.scene.hears(running.phone, SAM).await);
    }
    for tries in 1..=3 {
        assert!(!running.client.tick().await, "refused {tries} times");
    }
    assert_eq!(running.hooks.all().len(), 0);
    running.pass("1s").await;
    let hooks = running.hooks.all();
    assert_eq!(hooks.len(), 3);
    let times: Vec<&Value> = hooks.iter().map(|hook| &hook["messages"][0]["id"]).collect();
    assert!(times.windows(2).all(|pair| pair[0] != pair[1]), "{times:?}");
    let stats = running.call(Method::GET, "/v1/stats/app", json!({}), StatusCode::OK).await;
    let stats = &stats["stats"]["app"];
    assert_eq!((&stats["callbacks_failed"], &stats["callbacks_accepted"]), (&json!(3), &json!(3)));

    let careless = json!({ "callback_persist": false });
    running.call(Method::PATCH, APPLICATION, careless, StatusCode::OK).await;
    running.hooks.refuse(1);
    assert!(running.scene.hears(running.phone, SAM).await);
    running.pass("1s").await;
    assert!(running.scene.hears(running.phone, SAM).await);
    running.pass("1s").await;
    assert_eq!(running.hooks.all().len(), 4, "one was dropped, the next one came");
}

#[tokio::test]
async fn what_comes_without_a_webhook_waits_for_one() {
    let running = Running::live().await;
    running.call(Method::DELETE, APPLICATION, json!({}), StatusCode::OK).await;
    assert!(running.scene.hears(running.phone, SAM).await);
    running.pass("1d").await;
    assert_eq!(running.hooks.all().len(), 0);
    let webhooks = json!({ "webhooks": { "url": "http://hooks.example/hook" } });
    running.call(Method::PATCH, APPLICATION, webhooks, StatusCode::OK).await;
    running.pass("1s").await;
    assert_eq!(running.hooks.all().len(), 1);
}

#[tokio::test]
async fn the_profile_is_set_by_the_client_and_shown_by_the_graph() {
    let running = Running::new().await;
    let early = running.refused(Method::PATCH, ABOUT, json!({ "text": "Plants" })).await;
    assert_eq!((early.0, early.1), (503, 1011), "no number yet");
    running.register(StatusCode::CREATED).await;
    running.call(Method::PATCH, ABOUT, json!({ "text": "Plants and cats" }), StatusCode::OK).await;
    let told = running.call(Method::GET, ABOUT, json!({}), StatusCode::OK).await;
    assert_eq!(told["settings"]["profile"]["about"]["text"], "Plants and cats");
    let profile = json!({ "address": "1 Shrub Way", "description": "We sell shrubs.",
        "email": "hello@shrub.example", "vertical": "apparel",
        "websites": ["https://shrub.example"] });
    running.call(Method::POST, PROFILE, profile, StatusCode::OK).await;
    let told = running.call(Method::GET, PROFILE, json!({}), StatusCode::OK).await;
    let shown = &told["settings"]["business"]["profile"];
    assert_eq!((&shown["address"], &shown["vertical"]), (&json!("1 Shrub Way"), &json!("APPAREL")));
    assert!(shown.get("about").is_none(), "{shown}");
    let graph = running.profile().await;
    assert_eq!(graph["about"], "Plants and cats");
    assert_eq!(
        (&graph["email"], &graph["websites"][0]),
        (&json!("hello@shrub.example"), &json!("https://shrub.example"))
    );
    let long = "x".repeat(140);
    let table = [
        (ABOUT, json!({}), 1008),
        (ABOUT, json!({ "text": long }), 1009),
        (PROFILE, json!({}), 1008),
        (PROFILE, json!({ "vertical": "SPACE" }), 1009),
        (PROFILE, json!({ "email": "nobody" }), 1009),
        (PROFILE, json!({ "colour": "green" }), 1010),
    ];
    for (path, body, code) in table {
        let refused = running.refused(Method::POST, path, body.clone()).await;
        assert_eq!((refused.0, refused.1), (400, code), "{path} {body}: {}", refused.2);
    }
    assert_eq!(running.profile().await, graph, "nothing was changed");
}

#[tokio::test]
async fn contacts_say_who_has_whatsapp() {
    let running = Running::live().await;
    let contacts = ["+1 631 555 0001", "16505990007", "cat"];
    let ask = |blocking: &str| json!({ "blocking": blocking, "contacts": contacts });
    let states = |told: &Value| {
        let contacts = told["contacts"].as_array().unwrap().iter();
        contacts.map(|one| one["status"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let path = "/v1/contacts";
    let told = running.call(Method::POST, path, ask("no_wait"), StatusCode::OK).await;
    assert_eq!(states(&told), ["processing", "processing", "processing"]);
    let told = running.call(Method::POST, path, ask("no_wait"), StatusCode::OK).await;
    assert_eq!(states(&told), ["valid", "invalid", "invalid"]);
    let contact = &told["contacts"][0];
    assert_eq!((&contact["wa_id"], &contact["input"]), (&json!(SAM), &json!("+1 631 555 0001")));
    let told = running.call(Method::POST, path, ask("wait"), StatusCode::OK).await;
    assert_eq!(states(&told), ["valid", "invalid", "invalid"]);
    assert_eq!(running.refused(Method::POST, path, json!({})).await.1, 1008);
    assert_eq!(running.refused(Method::POST, path, ask("later")).await.1, 1009);
}

#[tokio::test]
async fn a_number_moves_to_the_cloud_with_the_backup_of_its_client() {
    let running = Running::live().await;
    let path = "/v1/settings/account/two-step";
    assert_eq!(running.refused(Method::POST, path, json!({ "pin": "12" })).await.1, 1009);
    running.call(Method::POST, path, json!({ "pin": "424242" }), StatusCode::OK).await;
    assert_eq!(running.scene.member(running.phone, "is_pin_enabled").await, true);
    running.call(Method::PATCH, ABOUT, json!({ "text": "Plants" }), StatusCode::OK).await;
    let missing = running.refused(Method::POST, "/v1/settings/backup", json!({})).await;
    assert_eq!(missing.1, 1008);
    let password = "correct horse";
    let ask = json!({ "password": password });
    let told = running.call(Method::POST, "/v1/settings/backup", ask, StatusCode::OK).await;
    let data = told["settings"]["data"].as_str().unwrap().to_owned();
    running.call(Method::PATCH, ABOUT, json!({ "text": "Cats" }), StatusCode::OK).await;

    let restore = "/v1/settings/restore";
    let body = json!({ "password": "wrong", "data": data });
    assert_eq!(running.refused(Method::POST, restore, body).await.1, 1009);
    let body = json!({ "password": password, "data": data });
    running.call(Method::POST, restore, body, StatusCode::OK).await;
    assert_eq!(running.profile().await["about"], "Plants");
    running.call(Method::PATCH, ABOUT, json!({ "text": "Cats" }), StatusCode::OK).await;

    let wrong = json!({ "password": "wrong", "data": data });
    let told = running.to_the_cloud("424242", Some(wrong)).await;
    assert_eq!(told.error().1, 100, "{}", told.text);
    let right = json!({ "password": password, "data": data });
    let told = running.to_the_cloud("123456", Some(right.clone())).await;
    assert_eq!(told.error().1, 133_005, "the client's PIN counts: {}", told.text);
    assert_eq!(running.scene.member(running.phone, "platform_type").await, "ON_PREMISE");
    assert_eq!(running.profile().await["about"], "Cats", "nothing has moved");
    running.scene.pass("1h").await;
    assert_eq!(running.to_the_cloud("424242", Some(right)).await.text, DONE);
    running.pass("10s").await;
    assert_eq!(running.scene.member(running.phone, "platform_type").await, "CLOUD_API");
    assert_eq!(running.profile().await["about"], "Plants");
    assert_eq!(running.health().await, "disconnected", "a number lives in one place");
    let denied = running.write(SAM, StatusCode::FORBIDDEN).await;
    assert_eq!(denied["errors"][0]["code"], 1005);
    assert!(running.scene.hears(running.phone, SAM).await);
    let told = running.scene.send_text(running.phone, SAM).await;
    assert_eq!(told.status, 200, "{}", told.text);
}

#[tokio::test]
async fn a_backup_is_of_one_number() {
    let mut running = Running::live().await;
    let ask = json!({ "password": "correct horse" });
    let told = running.call(Method::POST, "/v1/settings/backup", ask, StatusCode::OK).await;
    let data = told["settings"]["data"].clone();
    let other =
        Run { name: "Lucky Cat", number: Some("+16505550177"), code: "b", ..Run::default() };
    let (_, other) = running.scene.sign_up(other).await;
    running.phone = other.phone.unwrap();
    let backup = json!({ "password": "correct horse", "data": data });
    let told = running.to_the_cloud("123456", Some(backup.clone())).await;
    assert_eq!(told.error().1, 100, "{}", told.text);
    assert!(told.text.contains("another number"), "{}", told.text);
    let fresh = OnpremClient::open(settings(None), outside(&running.scene.stage)).unwrap();
    running.replace_client(fresh);
    running.log_in("secret", json!({ "new_password": PASSWORD })).await;
    let certificate = running.scene.member(running.phone, "certificate").await;
    let account = json!({ "cc": "1", "phone_number": "6505550177", "method": "sms",
        "cert": certificate });
    running.call(Method::POST, "/v1/account", account, StatusCode::CREATED).await;
    let refused = running.refused(Method::POST, "/v1/settings/restore", backup).await;
    assert_eq!((refused.0, refused.1), (400, 1009), "{}", refused.2);
}
