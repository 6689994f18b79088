//! Whatever is posted to the inbox: it is never answered with an error of ours, never lost once it
//! was accepted, and never takes effect twice (requirement C08, docs/security.md).
//!
//! The search is that of the platform's targets: inside the test command some hundred inputs of a
//! fixed seed; with `FUZZ_SECONDS` on and on; `FUZZ_SEED` sets the first. `cargo xtask fuzz inbox`
//! is the way to say so.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[path = "../it/browser.rs"]
#[expect(dead_code, reason = "what the house of the other tests needs")]
mod browser;
mod delivery;
#[path = "../it/house.rs"]
#[expect(dead_code, reason = "the house of the other tests, of which the settings are needed")]
mod house;
#[path = "../../../platform/tests/fuzz/input.rs"]
mod input;
#[path = "../../../platform/tests/fuzz/search.rs"]
mod search;
mod town;

use proptest::test_runner::TestCaseResult;
use proptest::{prop_assert, prop_assert_eq};
use provider::store::inbox::State;

use crate::delivery::{Delivery, delivery};
use crate::search::{ROUND, search};
use crate::town::Town;

/// Posts it as often as it comes, checks each answer, and says whether it was accepted.
async fn posted(
    town: &Town,
    delivery: &Delivery,
) -> Result<bool, proptest::test_runner::TestCaseError> {
    let readable = std::str::from_utf8(&delivery.body).is_ok();
    let expected = match (delivery.genuine(), readable) {
        (false, _) => 401,
        (true, false) => 400,
        (true, true) => 200,
    };
    for turn in 0..=delivery.copies {
        if turn == 1 && delivery.restart {
            town.restart().await;
        }
        let status = town.post(delivery).await;
        prop_assert_eq!(status, expected, "{:?}", delivery);
    }
    Ok(expected == 200)
}

async fn check(town: &Town, delivery: &Delivery) -> TestCaseResult {
    town.later();
    let before = town.kept().await;
    let known = before.contains(&delivery.digest());
    if !posted(town, delivery).await? {
        prop_assert_eq!(town.kept().await, before, "something refused was kept");
        return Ok(());
    }
    // It is kept once, byte for byte, however often it came.
    let places = town.places(&delivery.digest()).await;
    prop_assert_eq!(places.len(), 1, "kept at {:?}", places);
    let (stored, body) = town.stored(places[0]).await;
    prop_assert_eq!(body.as_bytes(), &delivery.body[..]);
    prop_assert!(known || stored.state == State::Open, "{:?}", stored);
    // It comes to an end: it takes effect, or it is set aside and says why.
    let ended = town.work_off(places[0]).await;
    prop_assert!(ended.state != State::Open, "{:?}", ended);
    prop_assert_eq!(ended.state == State::Poison, ended.problem.is_some(), "{:?}", ended);
    // Whatever comes or is applied once more changes nothing.
    let effects = town.effects().await;
    prop_assert_eq!(town.post(delivery).await, 200);
    town.apply_anew(ended.received_at).await;
    town.work_off(places[0]).await;
    prop_assert_eq!(town.effects().await, effects, "it took effect twice");
    Ok(())
}

#[test]
fn inbox() {
    search(ROUND, delivery, &check);
}
