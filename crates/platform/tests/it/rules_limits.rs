//! Messaging limits: reached, raised, shared (rules D06, D09, F02, F03; contract §6.7 to §6.9,
//! §9.1 and §9.10, points 7 and 8).

use graph::MessagingLimitTier;
use serde_json::{Value, json};
use world::{Policy, World};

use crate::graph_scene::Run;
use crate::live::{CLIENT, DONE, OPERATORS, accepted, customer};
use crate::messaging_scene::Work;
use crate::review_scene::Office;

#[tokio::test]
async fn d06_f02_the_first_refusal_of_a_day_is_told_with_what_raises_the_limit() {
    let work = Work::begun(Policy::classic()).await;
    work.write_to(0..49).await;
    assert_eq!(work.status().await, "CONNECTED");
    accepted(&work.send("order_ready", &customer(49)).await);
    assert_eq!(work.status().await, "RESTRICTED", "its 24-hour limit is used up");
    for number in [50, 51] {
        assert_eq!(work.send("order_ready", &customer(number)).await.error().1, 131_048);
    }
    work.scene.pass("1s").await;
    let alerts = work.inbox.of("account_alerts");
    assert_eq!(alerts.len(), 1, "told once");
    assert_eq!(alerts[0]["entity_type"], "BUSINESS");
    assert_eq!(alerts[0]["entity_id"], work.outcome.business.to_string());
    let info = &alerts[0]["alert_info"];
    assert_eq!(info["alert_type"], "INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO");
    assert_eq!(
        (&info["alert_severity"], &info["alert_status"]),
        (&json!("WARNING"), &json!("ACTIVE"))
    );
    assert!(info["alert_description"].as_str().unwrap().contains("start business verification"));
    let notices = work.scene.notices(work.outcome.business).await;
    assert!(notices.iter().any(|it| it.contains("was refused: the messaging limit is reached")));

    // Replies still work, and a day later it is told again.
    assert!(work.scene.hears(work.phone, &customer(60)).await);
    accepted(&work.scene.send_text(work.phone, &customer(60)).await);
    work.scene.pass("25h").await;
    assert_eq!(work.status().await, "CONNECTED");
    work.write_to(100..150).await;
    assert_eq!(work.send("order_ready", &customer(151)).await.error().1, 131_048);
    work.scene.pass("1s").await;
    assert_eq!(work.inbox.of("account_alerts").len(), 2);
}

#[tokio::test]
async fn d06_what_raises_the_limit_is_the_step_that_is_open() {
    let work = Work::begun(Policy::classic()).await;
    let business = work.outcome.business;
    let owner = |world: &World| *world.businesses[&business].people.first_key_value().unwrap().0;
    let person = work.scene.stage.platform.read(owner);
    Office::of(&work.scene, person, business).await.start().await;
    work.write_to(0..50).await;
    let refused = work.send("order_ready", &customer(50)).await;
    assert!(refused.text.contains("Verify the business"), "{}", refused.text);
    work.scene.pass("1s").await;
    let said = || {
        let alerts = work.inbox.of("account_alerts");
        alerts.last().unwrap()["alert_info"]["alert_description"].as_str().unwrap().to_owned()
    };
    assert!(said().contains("hand in the form and the documents"), "started: {}", said());

    work.scene.pass("25h").await;
    work.scene.verify_business(&work.outcome, true).await;
    work.write_to(100..150).await;
    assert_eq!(work.send("order_ready", &customer(151)).await.error().1, 131_048);
    work.scene.pass("1s").await;
    assert!(said().contains("display name"), "verified, the name is not: {}", said());
    assert_eq!(work.inbox.of("account_alerts").len(), 2);
}

#[tokio::test]
async fn f03_half_of_the_limit_in_seven_days_raises_it_by_one_step_within_24_hours() {
    let work = Work::regular(Policy::classic()).await;
    assert_eq!(work.tier().await, "TIER_1K");
    let before = work.inbox.of("business_capability_update").len();
    for day in 0..4 {
        work.write_to(day * 120..(day + 1) * 120).await;
        work.scene.pass("24h").await;
    }
    work.write_to(480..499).await;
    work.scene.pass("25h").await;
    assert_eq!(work.tier().await, "TIER_1K", "499 are less than half");
    work.write_to(499..500).await;
    work.scene.pass("23h").await;
    assert_eq!(work.tier().await, "TIER_1K", "not at once");
    work.scene.pass("1h").await;
    assert_eq!(work.tier().await, "TIER_10K");
    let told = work.inbox.of("phone_number_quality_update");
    let last = told.last().unwrap();
    assert_eq!(last["event"], "UPGRADE");
    assert_eq!(
        (&last["current_limit"], &last["old_limit"]),
        (&json!("TIER_10K"), &json!("TIER_1K"))
    );
    let capability = work.inbox.of("business_capability_update");
    assert_eq!(capability.len(), before + 1);
    assert_eq!(capability.last().unwrap()["max_daily_conversation_per_phone"], 10_000);
    for address in [CLIENT, OPERATORS] {
        let mails = work.scene.mails(address).await;
        assert!(mails.iter().any(|it| it.contains("The messaging limit of")), "{mails:?}");
    }
}

#[tokio::test]
async fn f03_low_quality_keeps_the_limit_where_it_is() {
    let work = Work::regular(Policy::classic()).await;
    work.write_to(0..500).await;
    for number in 0..60 {
        work.acts(&customer(number), "block").await;
    }
    assert_eq!(work.quality().await, "RED");
    work.scene.pass("25h").await;
    assert_eq!(work.tier().await, "TIER_1K");
    let upgrades = work.quality_updates().into_iter().filter(|event| event == "UPGRADE").count();
    assert_eq!(upgrades, 1, "that of regular use");
}

#[tokio::test]
async fn d09_verified_alone_the_limit_of_the_trial_stays_and_is_not_raised() {
    let work = Work::begun(Policy::classic()).await;
    work.scene.verify_business(&work.outcome, true).await;
    work.scene.pass("2m").await;
    assert_eq!(work.tier().await, "TIER_50");
    work.write_to(0..50).await;
    assert_eq!(work.send("order_ready", &customer(50)).await.error().1, 131_048);
    work.scene.pass("30h").await;
    assert_eq!(work.tier().await, "TIER_50", "its display name was not approved");
    work.scene.review_name(work.phone, true).await;
    assert_eq!(work.tier().await, "TIER_1K");
}

#[tokio::test]
async fn f03_today_all_numbers_of_a_business_share_one_limit_that_rises_within_six_hours() {
    let work = Work::begun(Policy::today()).await;
    let run = Run {
        business: Some(work.outcome.business),
        person: work.scene.stage.platform.read(|world| world.people.keys().next_back().copied()),
        name: "Lucky Cat",
        number: Some("+16505550177"),
        code: "second",
        ..Run::default()
    };
    let second = work.scene.sign_up(run).await.1.phone.unwrap();
    assert_eq!(work.scene.register(second).await.text, DONE);
    work.scene.pass("10s").await;
    assert_eq!(work.tier().await, "TIER_250");
    work.write_to(0..250).await;
    let other = work.scene.stage.platform.read(|world| world.phones[&second].waba);
    work.scene.share_credit(other).await;
    work.scene.make_template(other).await;
    let refused = work.scene.send_template(second, &customer(300)).await;
    assert_eq!(refused.error().1, 131_048, "the other number used the limit up");
    accepted(&work.scene.send_template(second, &customer(7)).await);

    work.scene.verify_business(&work.outcome, true).await;
    work.scene.pass("2m").await;
    work.scene.review_name(work.phone, true).await;
    work.scene.review_name(second, true).await;
    assert_eq!(work.tier().await, "TIER_2K");
    work.write_to(300..1_051).await;
    work.scene.pass("6h").await;
    assert_eq!(work.tier().await, "TIER_10K");
    assert_eq!(work.scene.member(second, "messaging_limit_tier").await, "TIER_10K");
    let last = work.inbox.of("phone_number_quality_update").pop().unwrap();
    assert_eq!(last["max_daily_conversations_per_business"], "TIER_10K");
    let shared = |one: &Value| one["max_daily_conversations_per_business"] == one["current_limit"];
    let told = work.inbox.of("phone_number_quality_update");
    assert!(told.iter().all(shared), "{told:?}");
    assert_eq!(told.len(), 2, "to the first limit of regular use, and one step on: {told:?}");
    let capability = work.inbox.of("business_capability_update").pop().unwrap();
    assert_eq!(capability["max_daily_conversations_per_business"], 10_000);
}

#[tokio::test]
async fn without_limit_a_number_sends_faster() {
    let mut policy = Policy::classic();
    policy.messaging.tiers = vec![MessagingLimitTier::Tier50, MessagingLimitTier::Unlimited];
    policy.regular_tier = MessagingLimitTier::Tier50;
    let work = Work::regular(policy).await;
    let level = async || work.scene.member(work.phone, "throughput").await["level"].clone();
    assert_eq!(level().await, "STANDARD");
    work.write_to(0..25).await;
    work.scene.pass("24h").await;
    assert_eq!((work.tier().await, level().await), (json!("TIER_UNLIMITED"), json!("HIGH")));
    assert_eq!(work.quality_updates(), ["UPGRADE", "UPGRADE", "THROUGHPUT_UPGRADE"]);
    let capability = work.inbox.of("business_capability_update").pop().unwrap();
    assert_eq!(capability["max_daily_conversation_per_phone"], -1);
    for number in 0..90 {
        accepted(&work.send("order_ready", &customer(number)).await);
    }
}

#[tokio::test]
async fn d09_f03_a_lost_verification_lowers_each_number_and_a_new_one_raises_both_told_once() {
    let work = Work::regular(Policy::classic()).await;
    let person = work.scene.stage.platform.read(|world| world.people.keys().next_back().copied());
    let run = Run {
        person,
        business: Some(work.outcome.business),
        waba: Some(work.outcome.waba),
        name: "Lucky Cat",
        number: Some("+16505550177"),
        code: "second",
    };
    let second = work.scene.sign_up(run).await.1.phone.unwrap();
    work.scene.review_name(second, true).await;
    work.scene.pass("2m").await;
    let tiers =
        async || [work.tier().await, work.scene.member(second, "messaging_limit_tier").await];
    assert_eq!(tiers().await, ["TIER_1K", "TIER_1K"]);
    let (quality, capability) = ("phone_number_quality_update", "business_capability_update");
    let before = [work.inbox.of(quality).len(), work.inbox.of(capability).len()];

    let end = json!({"business_id": work.outcome.business, "how": "expire"});
    work.scene.control("verification/end", end).await;
    assert_eq!(tiers().await, ["TIER_50", "TIER_50"]);
    let told = work.inbox.of(quality).split_off(before[0]);
    let mut numbers: Vec<&Value> = told.iter().map(|one| &one["display_phone_number"]).collect();
    numbers.sort_by_key(|number| number.to_string());
    assert_eq!(numbers, ["16505550123", "16505550177"]);
    for one in &told {
        let what = [&one["event"], &one["old_limit"], &one["current_limit"]];
        assert_eq!(what, ["DOWNGRADE", "TIER_1K", "TIER_50"]);
    }
    let told = work.inbox.of(capability).split_off(before[1]);
    let limits: Vec<&Value> =
        told.iter().map(|one| &one["max_daily_conversation_per_phone"]).collect();
    assert_eq!(limits, [50], "both numbers fell, the account is told once");
    for address in [CLIENT, OPERATORS] {
        let letters = work.scene.letters(address).await;
        let lowered =
            letters.iter().filter(|it| it.contains("was lowered from TIER_1K to TIER_50"));
        assert_eq!(lowered.count(), 2, "{address}: {letters:?}");
        assert!(letters[0].contains("hand in the form and the documents"), "{letters:?}");
    }

    work.scene.verify_business(&work.outcome, true).await;
    work.scene.pass("1s").await;
    assert_eq!(tiers().await, ["TIER_1K", "TIER_1K"]);
    assert_eq!(work.inbox.of(quality).len(), before[0] + 4);
    let told = work.inbox.of(capability).split_off(before[1] + 1);
    assert_eq!(told.len(), 1, "{told:?}");
}
