//! The order in which a provider brings a client live over the Graph API (contract §1.10).

use http::Method;
use serde_json::json;
use world::Policy;

use crate::graph_scene::{NO_ACCESS, Run, Scene};
use crate::live::{DONE, accepted, customer};

/// Code, webhooks, the system user, the credit line, the number, a test message: each step with the
/// token it is done with.
#[tokio::test]
async fn a_client_is_brought_live_in_the_documented_order() {
    let scene = Scene::in_era(Policy::classic().by_hand()).await;
    let inbox = scene.listen(scene.provider.own_waba).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    scene.stage.settle().await;
    let added = inbox.update("PARTNER_ADDED").expect("a finished signup is told by webhook");
    assert_eq!(added["waba_info"]["waba_id"], waba.to_string(), "{added}");

    let business = scene.business_token("AQBcode").await;
    let subscribe = format!("/v21.0/{waba}/subscribed_apps");
    assert_eq!(scene.post(&subscribe, &business, None).await.text, DONE);
    assert_eq!(scene.get(&subscribe, &business).await.status, 200);

    let employee = &scene.provider.employee;
    let numbers = format!("/v21.0/{waba}/phone_numbers");
    assert_eq!(scene.get(&numbers, employee).await.error(), NO_ACCESS, "not assigned yet");
    scene.assign(waba).await;
    assert_eq!(scene.get(&numbers, employee).await.ids(), [phone.to_string()]);

    let pin = json!({"messaging_product": "whatsapp", "pin": "123456"});
    let text = scene.send_text_as(&business, phone, &customer(1)).await;
    assert_eq!(text.error().1, 133_010, "not registered yet: {}", text.text);
    scene.share_credit(waba).await;
    let register = format!("/v21.0/{phone}/register");
    assert_eq!(scene.post(&register, &business, Some(pin)).await.text, DONE);
    scene.make_template(waba).await;
    accepted(&scene.send_template(phone, &customer(1)).await);
    assert_eq!(scene.member(phone, "status").await, "CONNECTED");
}

/// A code that is half a minute old, and a number whose signup is two weeks old, come too late.
#[tokio::test]
async fn steps_that_come_too_late_are_refused() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    scene.pass("31s").await;
    let app = (scene.provider.app, &scene.provider.secret);
    let exchange = format!(
        "/v21.0/oauth/access_token?client_id={}&client_secret={}&code=AQBcode",
        app.0, app.1
    );
    let late = scene.call(Method::GET, &exchange, None, None).await;
    assert_eq!(late.error(), (400, 100, Some(36_007)));
    scene.pass("14d").await;
    let phone = outcome.phone.unwrap();
    assert_eq!(scene.register(phone).await.error(), (400, 133_006, None));
}
