//! Quality: what customers' blocks and reports do to numbers and templates (contract §6.7, §6.11,
//! §9.1, §9.8).

use std::ops::Range;

use serde_json::json;
use world::Policy;

use crate::live::{CLIENT, accepted, customer};
use crate::messaging_scene::{BLOCKER, REPORTER, Work};
use crate::visitor::Visitor;

#[tokio::test]
async fn quality_is_unknown_then_follows_blocks_and_reports_of_seven_days() {
    let work = Work::begun(Policy::classic()).await;
    assert_eq!(work.quality().await, "UNKNOWN");
    work.write_to(0..19).await;
    assert_eq!(work.quality().await, "UNKNOWN", "not enough messages yet");
    work.write_to(19..40).await;
    assert_eq!(work.quality().await, "GREEN");
    work.acts(&customer(1), "block").await;
    work.acts(&customer(1), "block").await;
    assert_eq!(work.quality().await, "GREEN", "one of forty, counted once");
    work.acts(&customer(2), "block").await;
    assert_eq!(work.quality().await, "YELLOW");
    assert_eq!(work.scene.member(work.phone, "quality_score").await, json!({"score": "YELLOW"}));
    work.acts(&customer(3), "report").await;
    assert_eq!(work.quality().await, "RED", "a report weighs as much as two blocks");
    let mails = work.scene.mails(CLIENT).await;
    for word in ["medium", "low"] {
        assert!(mails.iter().any(|it| it.ends_with(&format!("is {word}"))), "{mails:?}");
    }
    work.scene.pass("8d").await;
    assert_eq!(work.quality().await, "UNKNOWN");
}

#[tokio::test]
async fn only_who_wrote_or_was_written_to_can_block_or_report() {
    let work = Work::begun(Policy::classic()).await;
    let path = |customer: &str| format!("/_control/customers/{customer}/acts");
    let body = |act: &str| json!({"phone_number_id": work.phone, "act": act});
    for act in ["block", "report"] {
        let (status, told) = work.scene.stage.post(&path(&customer(1)), body(act)).await;
        assert_eq!(status, http::StatusCode::BAD_REQUEST, "{told}");
        assert!(told.to_string().contains("neither wrote to the number"), "{told}");
    }
    assert!(work.scene.hears(work.phone, &customer(1)).await);
    work.acts(&customer(1), "block").await;
    work.write_to(2..3).await;
    work.acts(&customer(2), "report").await;
}

/// Customers who complain about an answer, not about a template.
async fn answered_and_angry(work: &Work, customers: Range<usize>, act: &str) {
    for number in customers.clone() {
        assert!(work.scene.hears(work.phone, &customer(number)).await);
        accepted(&work.scene.send_text(work.phone, &customer(number)).await);
    }
    work.scene.pass("2s").await;
    for number in customers {
        work.acts(&customer(number), act).await;
    }
    work.scene.pass("1s").await;
}

#[tokio::test]
async fn a_flagged_number_loses_a_step_after_seven_days_and_one_that_recovers_does_not() {
    let work = Work::regular(Policy::classic()).await;
    work.write_to(0..30).await;
    answered_and_angry(&work, 0..5, "block").await;
    assert_eq!(work.status().await, "FLAGGED");
    assert_eq!(work.quality_updates().last().unwrap(), "FLAGGED");
    accepted(&work.send("order_ready", &customer(100)).await);

    // Enough good messages make up for it.
    work.write_to(100..200).await;
    assert_eq!((work.status().await, work.tier().await), (json!("CONNECTED"), json!("TIER_1K")));
    assert_eq!(work.quality_updates().last().unwrap(), "UNFLAGGED");

    // Now it stays bad for a week.
    for day in 0..8 {
        if day > 0 {
            work.scene.pass("24h").await;
        }
        let first = 1_000 + day * 40;
        work.write_to(first..first + 40).await;
        answered_and_angry(&work, first..first + 20, "report").await;
    }
    work.scene.pass("1h").await;
    assert_eq!((work.status().await, work.tier().await), (json!("CONNECTED"), json!("TIER_50")));
    let updates = work.inbox.of("phone_number_quality_update");
    let lowered = updates.iter().find(|it| it["event"] == "DOWNGRADE").expect("told");
    assert_eq!(
        (&lowered["current_limit"], &lowered["old_limit"]),
        (&json!("TIER_50"), &json!("TIER_1K"))
    );
}

#[tokio::test]
async fn today_nothing_is_flagged_and_no_limit_is_lowered() {
    let work = Work::regular(Policy::today()).await;
    work.write_to(0..30).await;
    for number in 0..10 {
        work.acts(&customer(number), "report").await;
    }
    assert_eq!((work.quality().await, work.status().await), (json!("RED"), json!("CONNECTED")));
    work.scene.pass("8d").await;
    assert_eq!(work.tier().await, "TIER_2K");
    assert!(!work.quality_updates().iter().any(|it| it.contains("FLAGGED")));
}

#[tokio::test]
async fn blocked_numbers_reach_nobody_and_patterns_block_and_report_by_themselves() {
    let work = Work::begun(Policy::classic()).await;
    let first = accepted(&work.send("order_ready", BLOCKER).await);
    work.scene.pass("5s").await;
    let words = |id: &str| -> Vec<String> {
        let all = work.inbox.statuses(id).into_iter();
        all.map(|it| it["status"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(words(&first), ["sent", "delivered"]);
    let second = accepted(&work.send("order_ready", BLOCKER).await);
    work.scene.pass("5s").await;
    assert_eq!(words(&second), ["sent"], "it blocked the business after its first message");
    assert_eq!(work.scene.shown(BLOCKER).await, 1);
    assert!(!work.scene.hears(work.phone, BLOCKER).await, "who blocks cannot write");
    work.acts(BLOCKER, "unblock").await;
    assert!(work.scene.hears(work.phone, BLOCKER).await);

    work.write_to(0..18).await;
    assert_eq!(work.quality().await, "UNKNOWN");
    accepted(&work.send("order_ready", REPORTER).await);
    work.scene.pass("5s").await;
    assert_eq!(work.quality().await, "RED", "one block and one report of twenty");
}

#[tokio::test]
async fn a_template_of_low_quality_is_paused_twice_and_then_disabled() {
    let work = Work::regular(Policy::classic()).await;
    let id = work.template("weekly", "MARKETING", "News of the week for you.").await;
    let mut next = 0;
    for (pause, title) in [("3h", "FIRST_PAUSE"), ("6h", "SECOND_PAUSE"), ("", "")] {
        for number in next..next + 25 {
            accepted(&work.send("weekly", &customer(number)).await);
        }
        work.scene.pass("2s").await;
        for number in next..next + 5 {
            work.acts(&customer(number), "report").await;
        }
        next += 25;
        work.scene.pass("1s").await;
        let update = work.inbox.of("message_template_status_update").pop().unwrap();
        if pause.is_empty() {
            assert_eq!(update["event"], "DISABLED");
            assert!(update["disable_info"]["disable_date"].is_i64());
            break;
        }
        assert_eq!(work.scene.member(&id, "status").await, "PAUSED");
        assert_eq!(
            (&update["event"], &update["other_info"]["title"]),
            (&json!("PAUSED"), &json!(title))
        );
        assert_eq!(work.send("weekly", &customer(next)).await.error(), (400, 132_015, None));
        work.scene.pass(pause).await;
        assert_eq!(work.scene.member(&id, "status").await, "APPROVED");
    }
    assert_eq!(work.send("weekly", &customer(next)).await.error(), (400, 132_016, None));
    let old = json!({"messaging_product": "whatsapp", "to": customer(1), "type": "template",
        "template": {"name": "weekly", "language": {"code": "en_US"}}});
    assert_eq!(work.message_in("v16.0", old).await.error(), (404, 132_001, None), "before v17");
    assert_eq!(work.scene.member(&id, "quality_score").await["score"], "RED");
    let rated = work.inbox.of("message_template_quality_update");
    assert_eq!(rated[0]["previous_quality_score"], "UNKNOWN");
    assert_eq!(rated[0]["message_template_id"].to_string(), id);
    let health = work.scene.member(&id, "health_status").await;
    assert_eq!(health["can_send_message"], "BLOCKED");
    assert_eq!(health["entities"][0]["errors"][0]["error_code"], 141_002);
}

#[tokio::test]
async fn the_desk_shows_templates_and_what_customers_can_do() {
    let work = Work::begun(Policy::classic()).await;
    accepted(&work.send("order_ready", &customer(1)).await);
    work.scene.pass("5s").await;
    let mut desk = Visitor::new(&work.scene.stage);
    let here = format!("/desk/phones/{}", customer(1));
    desk.open(&here).await.says("Your order is ready.").says("Block it");
    let phone = work.phone.to_string();
    let form = [("phone_number_id", phone.as_str()), ("act", "block")];
    desk.send(&format!("{here}/act"), &form).await.says("Your order is ready.");
    assert!(!work.scene.hears(work.phone, &customer(1)).await);
    desk.send(&format!("{here}/act"), &[("act", "dance")]).await.says("Choose what the customer");

    let id = work.template("sale", "MARKETING", "Come and see our new plants.").await;
    desk.open("/desk/templates").await.says("Come and see our new plants.").says("APPROVED");
    let form = [("template_id", id.as_str()), ("act", "pause")];
    desk.send("/desk/templates", &form).await.says("PAUSED");
    assert_eq!(work.send("sale", &customer(2)).await.error().1, 132_015);
    let form = [("template_id", id.as_str()), ("act", "resume")];
    desk.send("/desk/templates", &form).await.never_says("PAUSED");
    accepted(&work.send("sale", &customer(2)).await);
}
