//! Clients that are only watched, or were imported: nothing of them is changed on the platform,
//! none is lost, and what is ours of them is kept and ended like anybody's (A11, C04, E06, G03).

mod copies;
mod hosted;
mod imported;
mod leaving;
mod seen;

use anyhow::{Context, ensure};
use graph::id::BusinessId;
use onboard::{Condition, Kind};
use provider::import::{Became, read};
use provider::ledger::decide::{Decision, Voice, decide};
use provider::ledger::strangers;
use provider::store::timeline;
use shell::sql::Tx;
use stories::{signup::Made, village::Village};

/// From now on a client is only watched.
async fn watch(village: &Village, made: &Made) -> anyhow::Result<()> {
    let now = village.office().watch(made.waba.parse()?, "anna").await?.context("no client")?;
    ensure!(now.is_news, "it was watched already");
    Ok(())
}

/// An account is imported.
async fn import(village: &Village, made: &Made) -> anyhow::Result<()> {
    let office = village.office();
    let shared = office.shared().await?;
    for entry in read(&made.waba)? {
        let taken = office.take_over(&entry, &shared, "anna", false).await?;
        ensure!(taken.became == Became::Added, "{taken:?}");
    }
    Ok(())
}

/// An operator takes our line back from a business.
async fn revoke(village: &Village, made: &Made) -> anyhow::Result<()> {
    let (office, business) = (village.office(), made.business.parse::<BusinessId>()?);
    let (now, line) = (office.clock.now(), office.settings.credit_line_id);
    strangers::meet(&office.db, &office.graph, (line, business), now).await?;
    let decision = Decision::Revoke { business, reason: "left".to_owned() };
    let (sealer, voice) = (office.sealer.clone(), Voice::Console("anna".to_owned()));
    office.db.write(move |tx: &Tx<'_>| decide(tx, &sealer, &decision, &voice, now)).await??;
    village.provider().nudge();
    Ok(())
}

/// Somebody else shares our line with a business, at the platform.
async fn shared_elsewhere(village: &Village, made: &Made) -> anyhow::Result<()> {
    let line = village.provider().settings.credit_line_id;
    let path = format!(
        "{line}/owning_credit_allocation_configs?receiving_business_id={}&liability_type=Normal",
        made.business
    );
    village.asks(http::Method::POST, &path).await.map(drop)
}

async fn condition(village: &Village, made: &Made, kind: Kind) -> anyhow::Result<Condition> {
    let row = village.client(&made.waba).await?.context("no client")?;
    let found = row.conditions.into_iter().find(|one| one.kind == kind);
    found.with_context(|| format!("{kind:?} is not listed"))
}

/// What was done to a client by this server, oldest first.
async fn deeds(village: &Village, made: &Made) -> anyhow::Result<Vec<String>> {
    let waba = made.waba.parse()?;
    let read = move |db: &Tx<'_>| timeline::of_client(db, waba, None, 500);
    let mut facts = village.provider().db.read(read).await?;
    facts.reverse();
    let ours = facts.into_iter().filter(|fact| fact.who == timeline::PROVIDER);
    Ok(ours.map(|fact| fact.what).collect())
}
