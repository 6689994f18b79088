//! What the ledger itself refuses, whatever the code around it does.

use graph::id::{AllocationId, BusinessId, WabaId};
use jiff::SignedDuration;
use shell::sql::Tx;

use super::shown::{Shown, lost, settle};
use crate::store::ledger::{self, Mark, State};
use crate::testing::{noon, provider};

fn mark(reason: &str) -> Mark {
    Mark::new(noon(), "anna", reason)
}

#[tokio::test]
async fn g01_the_database_refuses_a_second_share_of_ours_with_one_business() {
    let provider = provider().await;
    let whose = (BusinessId::new(7), WabaId::new(70));
    let enter = move |tx: &Tx<'_>| ledger::enter(tx, whose, None, State::Requested, &mark("first"));
    let first = provider.db.write(enter).await.unwrap();
    assert!(provider.db.write(enter).await.is_err(), "one may be alive already");
    // Somebody else's is no share of ours, and is written down beside it.
    let found = move |tx: &Tx<'_>| {
        ledger::enter(tx, whose, Some(AllocationId::new(9)), State::Shared, &mark("found"))
    };
    provider.db.write(found).await.unwrap();
    let end = move |tx: &Tx<'_>| {
        ledger::name(tx, first, AllocationId::new(8))?;
        ledger::advance(tx, first, State::Shared, &mark("made"))
    };
    provider.db.write(end).await.unwrap();
    assert!(provider.db.write(enter).await.is_err(), "one is alive");
    let end = move |tx: &Tx<'_>| {
        ledger::advance(tx, first, State::Revoked, &mark("left"))?;
        ledger::advance(tx, first, State::Confirmed, &mark("seen"))
    };
    provider.db.write(end).await.unwrap();
    provider.db.write(enter).await.unwrap();
    let all = provider.db.read(move |db| ledger::of_business(db, whose.0)).await.unwrap();
    let states: Vec<State> = all.iter().map(|share| share.state).collect();
    assert_eq!(states, [State::Confirmed, State::Shared, State::Requested]);
    let told = provider.db.read(move |db| ledger::events(db, first)).await.unwrap();
    let words: Vec<&str> = told.iter().map(|event| event.mark.reason.as_str()).collect();
    assert_eq!(words, ["first", "made", "left", "seen"]);
}

#[tokio::test]
async fn g03_a_share_that_was_lost_and_is_shown_again_is_alive_as_it_was() {
    let provider = provider().await;
    let (whose, name) = ((BusinessId::new(7), WabaId::new(70)), AllocationId::new(8));
    let shown =
        move |shares: Vec<(AllocationId, bool)>| Shown { shares, ..Shown::new(whose, &[], None) };
    let live = move |tx: &Tx<'_>| {
        let share = ledger::enter(tx, whose, Some(name), State::Shared, &mark("found"))?;
        for hours in [0, 12, 25] {
            let now = noon() + SignedDuration::from_hours(hours);
            lost(tx, &shown(vec![]), name, "ops@provider.example", now)?;
            let held = ledger::hold(tx, whose.0)?.is_some();
            assert_eq!(held, hours == 25, "after {hours} hours");
        }
        assert_eq!(ledger::get(tx, share)?.map(|one| one.state), Some(State::Revoked));
        settle(tx, &shown(vec![(name, true)]), noon())?;
        Ok((ledger::get(tx, share)?.map(|one| one.state), ledger::hold(tx, whose.0)?))
    };
    assert_eq!(provider.db.write(live).await.unwrap(), (Some(State::Shared), None));
}
