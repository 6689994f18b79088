//! Messages and conversations, counted by the edges of an account (contract §3.1).

use serde_json::{Value, json};
use world::Policy;

use crate::graph_scene::UNSEEN;
use crate::live::customer;
use crate::messaging_scene::Work;

/// The sum of one count over all points of time.
fn total(points: &Value, of: &str) -> u64 {
    let points = points.as_array().unwrap().iter();
    points.map(|point| point[of].as_u64().unwrap()).sum()
}

#[tokio::test]
async fn messages_and_conversations_are_counted_where_they_are_asked_for() {
    let work = Work::begun(Policy::classic()).await;
    let (scene, waba) = (&work.scene, work.outcome.waba);
    let start = scene.stage.platform.now().as_second() - 3_600;
    let edge = |name: &str, span: i64, granularity: &str| {
        let end = start + span;
        format!("/v21.0/{waba}/{name}?start={start}&end={end}&granularity={granularity}")
    };
    let admin = &scene.provider.admin;
    let ask = async |path: String| {
        let told = scene.get(&path, admin).await;
        assert_eq!(told.status, 200, "{path}: {}", told.text);
        told.json()
    };
    let none = ask(edge("analytics", 86_400, "DAY")).await;
    assert_eq!(none["data_points"], json!([]), "{none}");
    work.write_to(0..3).await;
    assert_eq!(work.send("order_ready", &customer(0)).await.status, 200);
    scene.pass("10s").await;

    let sent = ask(edge("analytics", 86_400, "DAY")).await;
    assert_eq!(
        (&sent["granularity"], &sent["phone_numbers"]),
        (&json!("DAY"), &json!(["16505550123"]))
    );
    assert_eq!(total(&sent["data_points"], "sent"), 4, "{sent}");
    assert_eq!(total(&sent["data_points"], "delivered"), 4, "{sent}");
    let before = ask(edge("analytics", 60, "HALF_HOUR")).await;
    assert_eq!(before["data_points"], json!([]), "what was sent later does not count: {before}");
    let conversations = ask(edge("conversation_analytics", 86_400, "DAILY")).await;
    let points = &conversations["data"][0]["data_points"];
    assert_eq!(total(points, "conversation"), 3, "two messages to one customer are one: {points}");

    let stranger = scene.another_provider().await.admin;
    for name in ["analytics", "conversation_analytics"] {
        let path = edge(name, 86_400, "DAY");
        assert_eq!(scene.get(&path, &stranger).await.error(), UNSEEN, "{name}");
        let backwards = scene.get(&edge(name, -60, "DAY"), admin).await;
        assert_eq!(backwards.error(), (400, 100, None), "{name}: {}", backwards.text);
    }
}
