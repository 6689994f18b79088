//! Registration: what the platform refuses is understood, and never forced.

use graph::id::PhoneNumberId;
use http::Method;
use onboard::{Kind, State, Whose};
use provider::store::clients::Stage;
use serde_json::json;
use stories::{signup::Made, village::Village};

use super::{fault, graph, mend, met, past, stands};

/// Somebody signs up; for some hours nothing but time passes.
async fn signed_up(village: &mut Village, hours: &str) -> anyhow::Result<Made> {
    let made = Made::of(&village.person(1).sign_up().await?)?;
    village.pass(hours).await?;
    Ok(made)
}

#[tokio::test]
async fn peer_07_a_number_that_is_blocked_rests_and_the_budget_holds() -> anyhow::Result<()> {
    let mut village = Village::found(721, "cloud").await?;
    let kind = json!({"error": {"code": 133_016}});
    let register = json!({"operation": "phone.register.post"});
    let blocked = fault(&village, kind, json!({"every": 1}), register).await?;
    let made = signed_up(&mut village, "70h").await?;
    assert_eq!(met(&village, blocked)?.0, 1, "72 hours are not over");
    let said = stands(&village, &made.waba, Kind::Registered, (State::No, Some(Whose::Platform)));
    let said = said.await?;
    assert!(said.contains("133016") && said.contains("72 hours"), "{said}");
    village.pass("96h").await?;
    assert!(met(&village, blocked)?.0 <= 3, "{:?}", met(&village, blocked)?);
    mend(&village).await?;
    village.pass("73h").await?;
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}

#[tokio::test]
async fn peer_07_an_error_nobody_knows_uses_three_tries_a_day_and_no_more() -> anyhow::Result<()> {
    let mut village = Village::found(722, "cloud").await?;
    let kind = json!({"error": {"code": 131_000, "message": "Something went wrong"}});
    let register = json!({"operation": "phone.register.post"});
    let id = fault(&village, kind, json!({"every": 1}), register).await?;
    signed_up(&mut village, "23h").await?;
    assert_eq!(met(&village, id)?.0, 3);
    village.pass("48h").await?;
    let tries = met(&village, id)?.0;
    assert!((7..10).contains(&tries), "the platform blocks after ten in 72 hours: {tries}");
    Ok(())
}

#[tokio::test]
async fn peer_06_a_certificate_that_cannot_be_made_is_the_business_s_turn() -> anyhow::Result<()> {
    let mut village = Village::found(723, "cloud").await?;
    let error = json!({"code": 100, "subcode": 2_388_001, "message": "Cannot Create Certificate"});
    let kind = json!({ "error": error });
    let register = json!({"operation": "phone.register.post"});
    let id = fault(&village, kind, json!({"every": 1}), register).await?;
    let made = signed_up(&mut village, "50m").await?;
    assert_eq!(met(&village, id)?.0, 1);
    let said = stands(&village, &made.waba, Kind::Registered, (State::No, Some(Whose::Business)));
    let said = said.await?;
    assert!(said.contains("display name"), "{said}");
    mend(&village).await?;
    village.pass("1h").await?;
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}

#[tokio::test]
async fn peer_09_an_unknown_pin_is_asked_for_and_never_guessed() -> anyhow::Result<()> {
    let mut village = Village::found(724, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    // Somebody else sets another PIN and takes the number off.
    graph(&village, Method::POST, &format!("{}?pin=271828", made.phone)).await?;
    graph(&village, Method::POST, &format!("{}/deregister", made.phone)).await?;
    let count = json!({"operation": "phone.register.post"});
    let id = fault(&village, json!({"latency": {"ms": 1}}), json!({"every": 1}), count).await?;
    village.pass("216h").await?;
    assert_eq!(met(&village, id)?.0, 1, "our own PIN is tried once, and no other ever");
    let said = stands(&village, &made.waba, Kind::Registered, (State::No, Some(Whose::Operator)));
    let said = said.await?;
    assert!(said.contains("numbers pin"), "{said}");
    // An operator enters what the business told.
    let phone = PhoneNumberId::new(made.phone.parse()?);
    let office = village.office();
    assert!(office.enter_pin(phone, "27182", "ops").await.is_err());
    office.enter_pin(phone, "271828", "ops").await?;
    village.pass("5m").await?;
    village.is(&made.waba, Stage::Live).await?;
    assert_eq!(met(&village, id)?.0, 2);
    let past = past(&village, &made.waba).await?.join("\n");
    assert!(past.contains("ops: entered the two-step PIN"), "{past}");
    assert!(!past.contains("271828"), "{past}");
    Ok(())
}

#[tokio::test]
async fn e01_e06_every_number_is_registered_by_itself_and_a_client_runs_at_once()
-> anyhow::Result<()> {
    for (seed, hosting) in [(725, "cloud"), (726, "client")] {
        let mut village = Village::found(seed, hosting).await?;
        let made = village.live(&mut village.person(1)).await?;
        stands(&village, &made.waba, Kind::Registered, (State::Yes, None)).await?;
        // E06: although nothing is verified.
        let unverified = (State::No, Some(Whose::Business));
        stands(&village, &made.waba, Kind::BusinessVerified, unverified).await?;
        let path = format!("{}?fields=status,account_mode", made.phone);
        let number = graph(&village, Method::GET, &path).await?;
        assert_eq!(number["status"], "CONNECTED");
        assert_eq!(number["account_mode"], "SANDBOX");
        let running = village.town.running_instances();
        assert_eq!(running.len(), usize::from(hosting == "client"));
    }
    Ok(())
}

#[tokio::test]
async fn a_lost_answer_is_looked_up_before_anything_is_done_again() -> anyhow::Result<()> {
    let mut village = Village::found(727, "cloud").await?;
    let operations = [
        "waba.assigned_users.post",
        "waba.subscribed_apps.post",
        "credit_line.whatsapp_credit_sharing_and_attach.post",
        "phone.register.post",
    ];
    let mut faults = Vec::new();
    for operation in operations {
        // A lost answer is the last that a call meets, so calls are counted before it.
        for (kind, when) in [
            (json!({"latency": {"ms": 1}}), json!({"every": 1})),
            (json!("lost_answer"), json!({"first": 1})),
        ] {
            let matching = json!({"operation": operation});
            faults.push(fault(&village, kind, when, matching).await?);
        }
    }
    let made = village.live(&mut village.person(1)).await?;
    village.pass("3h").await?;
    for (operation, pair) in operations.iter().zip(faults.chunks(2)) {
        assert_eq!(met(&village, pair[0])?.0, 1, "{operation} was called again");
        assert_eq!(met(&village, pair[1])?.1, 1, "{operation}: no answer was lost");
    }
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}
