//! Messages: sent, delivered, read, refused.

use graph::status::MessagingLimitTier;
use jiff::SignedDuration;

use crate::actor::Actor;
use crate::refusal::Refusal;
use crate::scene::{Client, Scene, actor, hello, number, text};
use crate::{Command, Effect, HandsetKind};

fn live() -> (Scene, Client) {
    let mut scene = Scene::new();
    let client = scene.sign_up("Lucky Shrub", "+4915112345678");
    scene.go_live(client);
    scene.effects.clear();
    (scene, client)
}

fn writes(scene: &mut Scene, client: Client, from: &str, words: &str) {
    scene.desk(Command::CustomerWrites {
        from: number(from),
        name: "Sheena".to_owned(),
        to_phone: client.phone,
        text: words.to_owned(),
    });
}

#[test]
fn a_message_is_sent_delivered_and_read() {
    let (mut scene, client) = live();
    let customer = number("+16505551234");
    let id = scene.template(client.phone, &customer).unwrap();
    assert!(id.as_str().starts_with("wamid."));
    scene.wait_secs(1);
    scene.desk(Command::CustomerReads { customer, phone: client.phone });
    let statuses: Vec<serde_json::Value> = scene
        .webhooks("messages")
        .into_iter()
        .map(|(_, value)| value["statuses"][0].clone())
        .collect();
    let words: Vec<&str> = statuses.iter().filter_map(|status| status["status"].as_str()).collect();
    assert_eq!(words, ["sent", "delivered", "read"]);
    assert!(statuses[0]["conversation"]["expiration_timestamp"].is_string());
    assert_eq!(statuses[0]["conversation"]["origin"]["type"], "utility");
    assert_eq!(statuses[0]["pricing"]["billable"], false, "the trial is free of charge");
    assert!(statuses[1]["conversation"].get("expiration_timestamp").is_none());
    assert!(statuses[2].get("pricing").is_none());
    let shown = scene.effects.iter().any(|effect| {
        matches!(effect, Effect::Handset { kind: HandsetKind::Message, body, .. }
            if body.contains("This message shows that the number works."))
    });
    assert!(shown);
}

#[test]
fn f01_free_text_needs_an_open_window() {
    let (mut scene, client) = live();
    let customer = number("+16505551234");
    let employee = actor("employee");
    scene.send(&employee, client.phone, &customer, text("Hello?")).unwrap();
    let failed = &scene.webhooks("messages")[0].1["statuses"][0];
    assert_eq!(failed["errors"][0]["code"], 131_047);
    writes(&mut scene, client, "+16505551234", "Hi!");
    scene.effects.clear();
    scene.send(&employee, client.phone, &customer, text("Hello!")).unwrap();
    let sent = &scene.webhooks("messages")[0].1["statuses"][0];
    assert_eq!(
        (&sent["status"], &sent["conversation"]["origin"]["type"]),
        (&"sent".into(), &"service".into())
    );
    scene.wait(SignedDuration::from_hours(24));
    scene.effects.clear();
    scene.send(&employee, client.phone, &customer, text("Still?")).unwrap();
    assert_eq!(scene.webhooks("messages")[0].1["statuses"][0]["status"], "failed");
}

#[test]
fn f02_fifty_customers_a_day_and_replies_without_limit() {
    let (mut scene, client) = live();
    let customer = |index: u32| number(&format!("+1650555{index:04}"));
    for index in 0..50 {
        scene.template(client.phone, &customer(index)).unwrap();
    }
    let d06 = scene.effects.iter().any(|effect| {
        matches!(effect, Effect::Notice { business, text, .. }
            if *business == client.business && text.contains("start business verification"))
    });
    assert!(d06);
    let tier = MessagingLimitTier::Tier50;
    let refused = scene.template(client.phone, &customer(50)).unwrap_err();
    assert_eq!(refused, Refusal::LimitReached { tier });
    assert_eq!(refused.to_graph().code, 131_048);
    assert!(scene.template(client.phone, &customer(7)).is_ok(), "known already");
    writes(&mut scene, client, "+16505559999", "Hi!");
    let employee = actor("employee");
    let reply = scene.send(&employee, client.phone, &number("+16505559999"), text("Yes?"));
    assert!(reply.is_ok());
    scene.wait(SignedDuration::from_hours(24));
    assert!(scene.template(client.phone, &customer(50)).is_ok());
}

#[test]
fn incoming_messages_reach_the_app_and_are_marked_read_once() {
    let (mut scene, client) = live();
    writes(&mut scene, client, "+16505551234", "Grüße");
    let value = &scene.webhooks("messages")[0].1;
    assert_eq!(value["metadata"]["phone_number_id"], client.phone.to_string());
    assert_eq!(value["contacts"][0]["profile"]["name"], "Sheena");
    assert_eq!(value["messages"][0]["text"]["body"], "Grüße");
    let phone = client.phone;
    let message = scene.world.messages.keys().next().unwrap().clone();
    let employee = actor("employee");
    let mark = Command::MarkRead { phone, message, typing: false };
    scene.ask(&employee, mark.clone()).unwrap();
    assert_eq!(scene.ask(&employee, mark), Ok(Vec::new()));
    let sent = scene.template(phone, &number("+16505551234")).unwrap();
    let outgoing = scene.ask(&employee, Command::MarkRead { phone, message: sent, typing: false });
    assert!(matches!(outgoing, Err(Refusal::OutgoingMessage { .. })));
    let unknown = crate::MessageId::new("wamid.x");
    let unknown =
        scene.ask(&employee, Command::MarkRead { phone, message: unknown, typing: false });
    assert_eq!(unknown, Err(Refusal::NoSuchMessage));
}

#[test]
fn a_client_gets_its_errors_at_once_and_its_webhooks_bare() {
    let mut scene = Scene::new();
    let client = scene.sign_up("Lucky Shrub", "+4915112345678");
    let phone = client.phone;
    let by = Actor::Client { phone };
    let certificate = scene.world.phones[&phone].certificate.as_ref().unwrap().text();
    scene.ask(&by, Command::ConnectClient { phone, certificate }).unwrap();
    let customer = number("+16505551234");
    let early = scene.send(&by, phone, &customer, hello());
    assert_eq!(early, Err(Refusal::NotRegistered));
    scene.wait_secs(5);
    let unpaid = scene.send(&by, phone, &customer, hello());
    assert_eq!(unpaid, Err(Refusal::PaymentMissing), "requirement F04");
    scene.onboard(client);
    let closed = scene.send(&by, phone, &customer, text("Hello?")).unwrap_err();
    assert_eq!(closed.to_client().code, 470);
    scene.effects.clear();
    let id = scene.send(&by, phone, &customer, hello()).unwrap();
    assert!(id.as_str().starts_with("gBEG"));
    scene.wait_secs(1);
    writes(&mut scene, client, "+16505551234", "Hi");
    let bodies: Vec<&serde_json::Value> = scene
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::ToClient { payload, .. } => Some(payload),
            _ => None,
        })
        .collect();
    assert_eq!(bodies.len(), 3);
    assert_eq!(bodies[1]["statuses"][0]["status"], "delivered");
    assert_eq!(bodies[2]["messages"][0]["text"]["body"], "Hi");
    assert!(scene.webhooks("messages").is_empty());
    let cloud = scene.template(phone, &customer);
    assert_eq!(cloud, Err(Refusal::NotRegistered), "it lives on one platform at a time");
}

#[test]
fn what_cannot_be_sent_is_said_at_once() {
    let (mut scene, client) = live();
    let employee = actor("employee");
    let own = scene.world.phones[&client.phone].number.clone();
    let to_self = scene.template(client.phone, &own).unwrap_err();
    assert_eq!(to_self.to_graph().code, 131_021);
    let customer = number("+16505551234");
    let empty = scene.send(&employee, client.phone, &customer, text(" ")).unwrap_err();
    assert_eq!(empty.to_graph().code, 131_008);
    let long = text(&"x".repeat(4097));
    let long = scene.send(&employee, client.phone, &customer, long).unwrap_err();
    assert_eq!(long.to_graph().code, 100);
}
