//! What may be sent to whom, and who pays (rules F01, F02, F04, G01, G03).

use serde_json::json;

use crate::graph_scene::{Run, Scene};
use crate::live::{DONE, OPERATORS, accepted, customer};

#[tokio::test]
async fn f01_free_words_reach_only_who_wrote_within_24_hours_and_then_without_limit() {
    let (scene, _, phone, inbox) = Scene::live(Run::default()).await;
    let to = customer(1);
    let outside = accepted(&scene.send_text(phone, &to).await);
    scene.pass("5s").await;
    let statuses = inbox.statuses(&outside);
    assert_eq!(statuses[0]["status"], "failed");
    assert_eq!(statuses[0]["errors"][0]["code"], 131_047);
    assert_eq!(scene.shown(&to).await, 0);

    // More customers than the trial's limit, and more than one reply each.
    for number in 1..=60 {
        assert!(scene.hears(phone, &customer(number)).await);
        accepted(&scene.send_text(phone, &customer(number)).await);
    }
    scene.pass("1m").await;
    for _ in 0..30 {
        accepted(&scene.send_text(phone, &to).await);
    }
    scene.pass("5m").await;
    for _ in 0..30 {
        accepted(&scene.send_text(phone, &to).await);
    }
    scene.pass("5s").await;
    assert_eq!((scene.shown(&to).await, scene.shown(&customer(60)).await), (61, 1));

    // The window counts from the customer's last message.
    scene.pass("20h").await;
    assert!(scene.hears(phone, &to).await);
    scene.pass("23h").await;
    accepted(&scene.send_text(phone, &to).await);
    scene.pass("1h").await;
    assert_eq!(scene.shown(&to).await, 62);
    let late = accepted(&scene.send_text(phone, &to).await);
    scene.pass("5s").await;
    assert_eq!(inbox.statuses(&late)[0]["errors"][0]["code"], 131_047);
    assert_eq!(scene.shown(&to).await, 62);
}

#[tokio::test]
async fn f02_unverified_numbers_start_conversations_with_fifty_customers_in_rolling_24_hours() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    let send = async |number: usize| scene.send_template(phone, &customer(number)).await;
    // Customers who write first do not count.
    for number in 900..905 {
        assert!(scene.hears(phone, &customer(number)).await);
        accepted(&send(number).await);
    }
    for number in 0..30 {
        accepted(&send(number).await);
    }
    scene.pass("12h").await;
    for number in 30..50 {
        accepted(&send(number).await);
    }
    let refused = send(50).await;
    assert_eq!((refused.status, refused.error().1), (400, 131_048), "{}", refused.text);
    assert!(refused.text.contains("TIER_50"), "{}", refused.text);
    accepted(&send(49).await);
    assert!(scene.hears(phone, &customer(50)).await);
    accepted(&scene.send_text(phone, &customer(50)).await);
    assert_eq!(send(51).await.error().1, 131_048);

    // Twelve hours later the first thirty count no longer, the other twenty still do.
    scene.pass("12h 1m").await;
    for number in 100..130 {
        accepted(&send(number).await);
    }
    assert_eq!(send(130).await.error().1, 131_048);
    scene.pass("24h 1m").await;
    accepted(&send(130).await);
}

#[tokio::test]
async fn g01_the_signup_asks_for_the_credit_line_and_templates_wait_for_its_share() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    let told = scene.stage.get(&format!("/_control/mail?to={OPERATORS}")).await;
    let asked = "asks for access to your credit line";
    assert!(
        told["data"]
            .as_array()
            .unwrap()
            .iter()
            .any(|mail| { mail["text"].as_str().unwrap().contains(asked) })
    );
    scene.make_template(outcome.waba).await;
    let line = &scene.provider.line;
    let shares = format!("/v21.0/{line}/owning_credit_allocation_configs");
    let shares = format!("{shares}?receiving_business_id={}", outcome.business);
    let admin = &scene.provider.admin;
    assert!(scene.get(&shares, admin).await.ids().is_empty());
    let unpaid = accepted(&scene.send_template(phone, &customer(1)).await);
    scene.pass("5s").await;
    assert_eq!(inbox.statuses(&unpaid)[0]["errors"][0]["code"], 131_042);
    assert_eq!(scene.shown(&customer(1)).await, 0);

    let share = scene.share_credit(outcome.waba).await;
    assert_eq!(scene.get(&shares, admin).await.ids(), [share]);
    let paid = accepted(&scene.send_template(phone, &customer(1)).await);
    scene.pass("5s").await;
    let words = inbox.statuses(&paid).into_iter().map(|status| status["status"].clone());
    assert_eq!(words.collect::<Vec<_>>(), ["sent", "delivered"]);
    assert_eq!(scene.shown(&customer(1)).await, 1);
}

#[tokio::test]
async fn f04_g03_templates_fail_without_payment_method_and_again_when_the_share_is_revoked() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    scene.make_template(outcome.waba).await;
    let error = async |to: usize| {
        let id = accepted(&scene.send_template(phone, &customer(to)).await);
        scene.pass("5s").await;
        inbox.statuses(&id)[0]["errors"][0]["code"].clone()
    };
    assert_eq!(error(1).await, 131_042);
    let share = scene.share_credit(outcome.waba).await;
    assert_eq!(error(2).await, json!(null));
    let admin = &scene.provider.admin;
    assert_eq!(scene.delete(&format!("/v21.0/{share}"), admin).await.text, DONE);
    assert_eq!(error(3).await, 131_042);
    assert!(scene.hears(phone, &customer(4)).await);
    accepted(&scene.send_text(phone, &customer(4)).await);
    scene.pass("5s").await;
    assert_eq!(scene.shown(&customer(4)).await, 1, "replies need no payment method");
    let shown = (scene.shown(&customer(1)).await, scene.shown(&customer(3)).await);
    assert_eq!(shown, (0, 0));
}
