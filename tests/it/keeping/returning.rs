//! A client that left and comes back is onboarded afresh (A11, G01, E01).

use graph::id::PhoneNumberId;
use onboard::{Kind, State, Whose};
use provider::store::clients::Stage;
use serde_json::json;
use simulation::person::Person;
use stories::signup::Made;
use stories::village::{Village, again};

use super::{condition, fault, letters, met, past, stands};

/// Signs up, is live, takes its account back; leave is taken. Then it signs up again, with the same
/// account and number.
async fn back_again(village: &mut Village, owner: &mut Person) -> anyhow::Result<Made> {
    let made = village.live(owner).await?;
    village.unshare(owner, &made).await?;
    village.pass("5m").await?;
    let row = village.is(&made.waba, Stage::Left).await?;
    assert!(row.left.confirmed && village.shares() == (1, 0), "{row:?}");
    owner.wish = again(&made);
    let back = Made::of(&owner.sign_up().await?)?;
    assert_eq!(back, made, "the same account, number and business");
    village.pass("10m").await?;
    Ok(made)
}

/// What happened since it left.
async fn since_it_left(village: &Village, made: &Made) -> anyhow::Result<String> {
    let all = past(village, &made.waba).await?;
    let left = all.iter().rposition(|fact| fact.contains("is now left")).expect("it left");
    Ok(all[left..].join("\n"))
}

#[tokio::test]
async fn a11_g01_e06_a_client_that_comes_back_is_onboarded_afresh() -> anyhow::Result<()> {
    let mut village = Village::found(757, "client").await?;
    let mut owner = village.person(1);
    let made = back_again(&mut village, &mut owner).await?;
    village.is(&made.waba, Stage::Live).await?;
    // The credit is asked for anew; what was taken back stays so.
    assert_eq!(village.shares(), (2, 1));
    assert_eq!(village.town.running_instances().len(), 1);
    assert!(village.connected(&made).await?);
    for kind in [Kind::SystemUserAssigned, Kind::CreditShared, Kind::Subscribed, Kind::Registered] {
        stands(&village, &made.waba, kind, (State::Yes, None)).await?;
    }
    let since = since_it_left(&village, &made).await?;
    for fact in ["went through the signup again", "shared the credit line", "subscribed to"] {
        assert!(since.contains(fact), "{fact}: {since}");
    }
    let told = letters(&village, &village.provider().settings.operators_mail).await?;
    assert!(told.iter().any(|one| one.contains("shared with us again")), "{told:?}");
    assert_eq!(village.clients().await?.len(), 1, "it is the client it was");
    // It leaves again: all of it is done again.
    village.unshare(&mut owner, &made).await?;
    village.pass("5m").await?;
    let row = village.is(&made.waba, Stage::Left).await?;
    assert!(row.left.confirmed && village.shares() == (2, 0), "{row:?}");
    assert!(village.town.running_instances().is_empty());
    Ok(())
}

#[tokio::test]
async fn a11_e01_peer_09_the_pin_of_a_number_that_comes_back_is_asked_for() -> anyhow::Result<()> {
    let mut village = Village::found(758, "cloud").await?;
    let mut owner = village.person(1);
    let count = json!({"operation": "phone.register.post"});
    let tries = fault(&village, json!({"latency": {"ms": 1}}), json!({"every": 1}), count).await?;
    let made = back_again(&mut village, &mut owner).await?;
    // Our PIN was destroyed when it left, and the number has it still: it is not guessed.
    let phone = PhoneNumberId::new(made.phone.parse()?);
    let ours = village.town.watch.pins(phone);
    assert_eq!((ours.len(), met(&village, tries)?.0), (1, 1));
    village.pass("96h").await?;
    assert_eq!(met(&village, tries)?.0, 1, "a PIN is never guessed");
    village.is(&made.waba, Stage::Onboarding).await?;
    let said = stands(&village, &made.waba, Kind::Registered, (State::No, Some(Whose::Operator)));
    let said = said.await?;
    assert!(said.contains("two-step") && said.contains("numbers pin"), "{said}");
    // All else is done.
    assert_eq!(village.shares(), (2, 1));
    assert_eq!(condition(&village, &made.waba, Kind::Subscribed).await?.state, State::Yes);
    village.office().enter_pin(phone, &ours[0], "ops").await?;
    village.pass("5m").await?;
    village.is(&made.waba, Stage::Live).await?;
    assert_eq!(met(&village, tries)?.0, 2);
    Ok(())
}
