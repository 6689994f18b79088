//! A share of our credit line counts once the account is funded by it, not before (requirement
//! G01).

use anyhow::{Context, ensure};
use graph::id::BusinessId;
use http::Method;
use onboard::{Kind, State};
use provider::store::{clients::Stage, ledger};
use serde_json::json;
use stories::{signup::Made, village::Village};

/// What the ledger says of the business's shares.
async fn states(village: &Village, made: &Made) -> anyhow::Result<Vec<&'static str>> {
    let business: BusinessId = made.business.parse()?;
    let shares = village.provider().db.read(move |db| ledger::of_business(db, business)).await?;
    Ok(shares.iter().map(|share| share.state.as_str()).collect())
}

async fn holds(village: &Village, made: &Made, kind: Kind) -> anyhow::Result<State> {
    let row = village.client(&made.waba).await?.context("no client")?;
    let found = row.conditions.iter().find(|one| one.kind == kind);
    found.map(|one| one.state).with_context(|| format!("{kind:?} is not listed"))
}

#[tokio::test]
async fn g01_a_share_that_does_not_fund_the_account_is_not_verified() -> anyhow::Result<()> {
    let mut village = Village::found(831, "cloud").await?;
    // Our own call fails; somebody shares the line by hand and does not attach it to the account.
    let order = json!({"kind": {"error": {"code": 2}}, "when": {"every": 1},
        "matching": {"operation": "credit_line.whatsapp_credit_sharing_and_attach"}});
    village.control("faults", &order).await?;
    let made = Made::of(&village.person(1).sign_up().await?)?;
    village.pass("10m").await?;
    let line = village.provider().settings.credit_line_id;
    let by_hand = format!("{line}/whatsapp_credit_sharing?receiving_business_id={}", made.business);
    village.asks(Method::POST, &by_hand).await?;
    village.pass("2h").await?;
    ensure!(village.shares() == (1, 1), "{:?}", village.shares());
    ensure!(holds(&village, &made, Kind::Billable).await? == State::No);
    let said = states(&village, &made).await?;
    ensure!(!said.is_empty() && !said.contains(&"verified"), "{said:?}");
    village.is(&made.waba, Stage::Onboarding).await?;
    // Attached, it pays: the same share, and no second one.
    village.town.platform.clear_faults(None).await?;
    village.pass("3h").await?;
    village.is(&made.waba, Stage::Live).await?;
    ensure!(holds(&village, &made, Kind::Billable).await? == State::Yes);
    let said = states(&village, &made).await?;
    ensure!(said.contains(&"verified"), "{said:?}");
    ensure!(village.shares() == (1, 1), "{:?}", village.shares());
    Ok(())
}
