//! A client that leaves: everything is taken down, whatever goes wrong on the way (A11).

use graph::id::PhoneNumberId;
use onboard::{Kind, State, Whose};
use provider::store::{clients::Stage, instances, keeping};
use serde_json::json;
use shell::secret::ExposeSecret;
use stories::{signup::Made, village::Village};

use super::{condition, fault, letters, mend, past, stands};

/// Shares of our line with other businesses that pay.
fn shares(village: &Village) -> usize {
    village.town.platform.read(|world| {
        let active = world.allocations.values().filter(|one| one.is_active());
        active.filter(|one| one.owner != one.receiving).count()
    })
}

/// Whether anything secret of a number is kept: its PIN, or its instance's password and secret.
async fn secrets(village: &Village, made: &Made) -> anyhow::Result<bool> {
    let phone = PhoneNumberId::new(made.phone.parse()?);
    let read = move |db: &shell::sql::Tx<'_>| {
        Ok(keeping::has_pin(db, phone)? || instances::get(db, phone)?.is_some())
    };
    Ok(village.provider().db.read(read).await?)
}

async fn confirmed(village: &Village, made: &Made) -> anyhow::Result<bool> {
    Ok(village.client(&made.waba).await?.is_some_and(|client| client.left.confirmed))
}

#[tokio::test]
async fn a11_everything_is_taken_down_and_the_history_stays() -> anyhow::Result<()> {
    for (seed, hosting) in [(751, "client"), (752, "cloud")] {
        let mut village = Village::found(seed, hosting).await?;
        let mut owner = village.person(1);
        let made = village.live(&mut owner).await?;
        assert!(secrets(&village, &made).await? && shares(&village) == 1);
        village.unshare(&mut owner, &made).await?;
        village.pass("5m").await?;
        village.is(&made.waba, Stage::Left).await?;
        assert_eq!((shares(&village), village.town.running_instances().len()), (0, 0));
        assert!(!secrets(&village, &made).await?);
        assert!(confirmed(&village, &made).await?);
        let said =
            stands(&village, &made.waba, Kind::Authorised, (State::No, Some(Whose::Business)));
        assert!(said.await?.contains("leave was taken"));
        let past = past(&village, &made.waba).await?.join("\n");
        for fact in [
            "took the credit line back",
            "destroyed its PINs",
            "has taken leave",
            "shared the credit line",
        ] {
            assert!(past.contains(fact), "{fact}: {past}");
        }
        // Nothing more is done, however long it takes.
        village.pass("72h").await?;
        assert_eq!(super::past(&village, &made.waba).await?.join("\n"), past);
    }
    Ok(())
}

#[tokio::test]
async fn a11_what_fails_holds_up_nothing_else() -> anyhow::Result<()> {
    let mut village = Village::found(754, "client").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    let kind = json!({"error": {"code": 2}});
    fault(&village, kind, json!({"every": 1}), json!({"operation": "allocation.delete"})).await?;
    village.unshare(&mut owner, &made).await?;
    village.pass("24h").await?;
    assert!(village.town.running_instances().is_empty());
    assert!(!secrets(&village, &made).await?);
    assert!(!confirmed(&village, &made).await? && shares(&village) == 1);
    let said = condition(&village, &made.waba, Kind::Authorised).await?.words;
    assert!(said.ends_with("still to be done: taking our credit line back"), "{said}");
    mend(&village).await?;
    village.pass("2h").await?;
    assert!(confirmed(&village, &made).await? && shares(&village) == 0);
    Ok(())
}

#[tokio::test]
async fn peer_18_leave_is_taken_with_a_dead_token_as_far_as_it_goes() -> anyhow::Result<()> {
    let mut village = Village::found(755, "client").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    // The employee's token is dead: the admin's finds out and does all of it.
    let token = village.provider().settings.employee_token.expose_secret().to_owned();
    village.control("tokens/end", &json!({"token": token, "reason": "logged_out"})).await?;
    village.unshare(&mut owner, &made).await?;
    village.pass("2h").await?;
    village.is(&made.waba, Stage::Left).await?;
    assert_eq!((shares(&village), village.town.running_instances().len()), (0, 0));
    assert!(!secrets(&village, &made).await? && confirmed(&village, &made).await?);
    Ok(())
}

#[tokio::test]
async fn peer_18_with_no_token_our_side_is_taken_down_and_the_rest_waits() -> anyhow::Result<()> {
    let mut village = Village::found(756, "client").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    // Its leaving is seen; before the credit is taken back both tokens die.
    let kind = json!({"error": {"code": 2}});
    fault(&village, kind, json!({"every": 1}), json!({"operation": "allocation.delete"})).await?;
    village.unshare(&mut owner, &made).await?;
    village.town.settle().await?;
    village.is(&made.waba, Stage::Left).await?;
    mend(&village).await?;
    let settings = village.provider().settings.clone();
    for token in [&settings.employee_token, &settings.admin_token] {
        let token = token.expose_secret();
        village.control("tokens/end", &json!({"token": token, "reason": "app_removed"})).await?;
    }
    village.pass("24h").await?;
    assert!(village.town.running_instances().is_empty());
    assert!(!secrets(&village, &made).await? && !confirmed(&village, &made).await?);
    let row = village.client(&made.waba).await?.expect("its history stays");
    assert!(row.waiting.join("; ").contains("a new token for the"), "{:?}", row.waiting);
    // Of all there is to be done nothing is left but what needs a token, and that is said.
    let said = condition(&village, &made.waba, Kind::Authorised).await?.words;
    assert!(said.ends_with("still to be done: taking our credit line back"), "{said}");
    let page = village.shown(&made.waba).await?;
    let shown = page.text("#client")?;
    assert!(shown.contains("taking our credit line back"), "{shown}");
    let told = letters(&village, &settings.operators_mail).await?;
    let refused = told.iter().filter(|subject| subject.contains("is refused")).count();
    assert_eq!(refused, 2, "{told:?}");
    Ok(())
}
