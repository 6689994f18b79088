//! The example client of `/_control/world/env`.

use http::StatusCode;
use serde_json::{Value, json};
use world::{Actor, Command};

use crate::graph_scene::{Scene, UNSEEN};
use crate::stage::{BASE, Stage};

fn text<'a>(env: &'a Value, name: &str) -> &'a str {
    env[name].as_str().unwrap_or_else(|| panic!("{name}: {env}"))
}

#[tokio::test]
async fn the_example_has_a_provider_that_no_server_runs() {
    let scene = Scene::new().await;
    let env = scene.stage.get("/_control/world/env").await;
    assert_ne!(text(&env, "APP_ID"), scene.provider.app.to_string());
    assert_ne!(text(&env, "BUSINESS_ID"), scene.provider.business.to_string());
    let waba = format!("/v21.0/{}?fields=id", text(&env, "WABA_ID"));
    assert_eq!(scene.get(&waba, &scene.provider.admin).await.error(), UNSEEN);
    assert_eq!(scene.get(&waba, text(&env, "SYSTEM_TOKEN")).await.status, 200);

    let (phone, token) = (text(&env, "PHONE_NUMBER_ID"), text(&env, "SYSTEM_TOKEN"));
    let register = json!({"messaging_product": "whatsapp", "pin": text(&env, "PIN")});
    let path = format!("/v21.0/{phone}/register");
    assert_eq!(scene.post(&path, token, Some(register)).await.status, 200);
    scene.stage.post("/_control/clock", json!({"advance": "10s"})).await;
    let send = json!({"messaging_product": "whatsapp", "to": text(&env, "TO"), "type": "text",
        "text": {"body": "Yes, we are."}});
    let path = format!("/v21.0/{phone}/messages");
    let sent = scene.post(&path, token, Some(send)).await;
    assert_eq!(sent.status, 200, "{}", sent.text);
}

#[tokio::test]
async fn an_attempt_that_failed_is_gone_on_with() {
    let whole = Stage::new().await;
    whole.get("/_control/world/env").await;
    let all = whole.platform.store().events_after(0, 500).await.unwrap().len();
    assert!(all > 30, "{all}");
    for stored in 1..all {
        let stage = Stage::new().await;
        let disk = stage.disk.mount();
        let full = format!(
            "CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.seq > {stored} \
             BEGIN SELECT RAISE(ABORT, 'full'); END"
        );
        disk.write(move |db| db.execute_batch(&full)).await.unwrap();
        let request = shell::http::get(&format!("{BASE}/_control/world/env"), None).unwrap();
        let (status, told) = stage.send(request).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "after {stored} events: {told}");
        disk.write(|db| db.execute_batch("DROP TRIGGER full")).await.unwrap();
        let env = stage.get("/_control/world/env").await;
        assert!(!text(&env, "INBOUND_WAMID").is_empty() && !text(&env, "OTP").is_empty());
        let (clients, providers, people) = stage.platform.read(|world| {
            let providers = world.businesses.values().filter(|one| one.provider).count();
            (world.businesses.len() - providers, providers, world.people.len())
        });
        assert_eq!((clients, providers), (1, 1), "after {stored} events");
        assert!(people <= 3, "{people} people after {stored} events");
    }
}

#[tokio::test]
async fn a_number_registered_by_somebody_else_meanwhile_is_waited_for() {
    let stage = Stage::new().await;
    let disk = stage.disk.mount();
    // The first attempt ends where the customer would write.
    let full = "CREATE TRIGGER full BEFORE INSERT ON event \
                WHEN NEW.body LIKE '%Are you open on Sundays?%' \
                BEGIN SELECT RAISE(ABORT, 'full'); END";
    disk.write(move |db| db.execute_batch(full)).await.unwrap();
    let request = shell::http::get(&format!("{BASE}/_control/world/env"), None).unwrap();
    assert_eq!(stage.send(request).await.0, StatusCode::SERVICE_UNAVAILABLE);
    disk.write(|db| db.execute_batch("DROP TRIGGER full")).await.unwrap();
    let phone = stage.platform.read(|world| world.phones.values().next_back().unwrap().id);
    let pin = stage.platform.pin_key("123456");
    let again = Command::Register { phone, pin, pin_valid: true };
    stage.done(&Actor::Desk, Command::Deregister { phone }).await;
    stage.done(&Actor::Desk, again).await;
    let env = stage.get("/_control/world/env").await;
    assert_eq!(text(&env, "PHONE_NUMBER_ID"), phone.to_string());
}
