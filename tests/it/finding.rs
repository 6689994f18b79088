//! What nobody tells the provider is found all the same: with webhooks switched off and browsers
//! that never report back (requirements C02, C07, C08). What browsers and webhooks say is a hint.

use anyhow::{Context, ensure};
use provider::store::clients::Stage;
use serde_json::json;
use simulation::person::{Handed, Wish};
use stories::{
    signup::Made,
    village::{Village, again},
};

/// A telephone number nobody else in these stories has.
const SECOND_NUMBER: &str = "+14155550177";

fn id(handed: &Handed, name: &str) -> anyhow::Result<String> {
    let said = handed.session_event["data"][name].as_str();
    said.map(str::to_owned).with_context(|| format!("the pop-up told no {name}"))
}

#[tokio::test]
async fn c08_c04_with_nothing_heard_the_quick_sweep_finds_a_new_account() -> anyhow::Result<()> {
    let mut village = Village::found(701, "cloud").await?;
    village.deaf().await?;
    village.pass("1h").await?;
    let made = Made::of(&village.unreported(&mut village.person(1)).await?)?;
    village.pass("10s").await?;
    ensure!(village.client(&made.waba).await?.is_none(), "it was told of");
    // Sweeps are an hour apart in this town, full passes six.
    village.pass("70m").await?;
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}

#[tokio::test]
async fn c08_c02_with_nothing_heard_an_older_account_shared_now_is_found() -> anyhow::Result<()> {
    let mut village = Village::found(702, "cloud").await?;
    village.deaf().await?;
    let mut owner = village.person(1);
    let made = Made::of(&village.unreported(&mut owner).await?)?;
    village.unshare(&mut owner, &made).await?;
    village.pass("72h").await?;
    ensure!(village.client(&made.waba).await?.is_none(), "it was never shared long enough");
    // The business chooses the account that it has: it was created three days ago.
    owner.wish = again(&made);
    let shared = village.unreported(&mut owner).await?;
    ensure!(id(&shared, "waba_id")? == made.waba, "{shared:?}");
    village.pass("7h").await?;
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}

#[tokio::test]
async fn c07_with_nothing_heard_a_number_added_later_is_found_and_goes_live() -> anyhow::Result<()>
{
    let mut village = Village::found(703, "cloud").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    village.deaf().await?;
    // Even its place in the queue is lost: nothing but the full pass can find it.
    village.pass("30m").await?;
    village.forget_to_look(&made.waba).await?;
    village.add_number(&mut owner, &made, SECOND_NUMBER).await?;
    village.pass("10m").await?;
    ensure!(village.numbers(&made.waba).await?.len() == 1, "it was told of");
    village.pass("7h").await?;
    let numbers = village.numbers(&made.waba).await?;
    ensure!(numbers.len() == 2, "{numbers:?}");
    ensure!(numbers.iter().all(|number| number.live_since.is_some()), "{numbers:?}");
    Ok(())
}

#[tokio::test]
async fn c08_a11_with_nothing_heard_an_unshared_account_is_offboarded() -> anyhow::Result<()> {
    let mut village = Village::found(704, "client").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    village.deaf().await?;
    village.pass("30m").await?;
    village.forget_to_look(&made.waba).await?;
    village.unshare(&mut owner, &made).await?;
    village.pass("10m").await?;
    village.is(&made.waba, Stage::Live).await?;
    village.pass("7h").await?;
    village.is(&made.waba, Stage::Left).await?;
    ensure!(village.town.running_instances().is_empty(), "its client still runs");
    // Shared again with nothing heard: the pass finds that too.
    village.forget_to_look(&made.waba).await?;
    owner.wish = again(&made);
    village.unreported(&mut owner).await?;
    village.pass("7h").await?;
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}

#[tokio::test]
async fn c08_a_pass_survives_crashes_at_any_moment() -> anyhow::Result<()> {
    let mut village = Village::found(705, "cloud").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    village.deaf().await?;
    village.pass("30m").await?;
    village.forget_to_look(&made.waba).await?;
    village.unshare(&mut owner, &made).await?;
    for steps in 1..40 {
        village.pass("15m").await?;
        village.work_or_crash(steps).await?;
    }
    village.is(&made.waba, Stage::Left).await?;
    Ok(())
}

#[tokio::test]
async fn c02_two_at_once_are_onboarded_and_one_without_a_number_waits_for_it() -> anyhow::Result<()>
{
    let mut village = Village::found(706, "cloud").await?;
    village.deaf().await?;
    village.pass("1h").await?;
    let (mut with, mut without) = (village.person(1), village.person(2));
    without.wish = Wish { only_waba: true, ..Wish::default() };
    let (first, second) =
        tokio::join!(village.unreported(&mut with), village.unreported(&mut without));
    let (first, second) = (id(&first?, "waba_id")?, id(&second?, "waba_id")?);
    village.pass("2h").await?;
    village.is(&first, Stage::Live).await?;
    let waiting = village.is(&second, Stage::Onboarding).await?.waiting;
    ensure!(waiting.iter().any(|words| words.contains("number")), "{waiting:?}");
    // It gets its number by another run, which chooses the same account.
    let business = village.client(&second).await?.and_then(|row| row.business_id);
    let business = business.context("its owner is not known")?.to_string();
    let made = Made { waba: second.clone(), phone: String::new(), business };
    without.wish = again(&made);
    village.unreported(&mut without).await?;
    village.pass("7h").await?;
    village.is(&second, Stage::Live).await?;
    ensure!(village.clients().await?.len() == 2, "{:?}", village.clients().await?);
    Ok(())
}

#[tokio::test]
async fn c01_a_second_account_of_the_same_business_is_no_duplicate_of_the_first()
-> anyhow::Result<()> {
    let mut village = Village::found(707, "cloud").await?;
    village.deaf().await?;
    let mut owner = village.person(1);
    // The first callback is lost; the second token names both accounts.
    let first = Made::of(&village.unreported(&mut owner).await?)?;
    let other = stories::signup::applicant(55);
    (owner.who.country, owner.who.dial) = (other.country, other.dial);
    owner.who.national = other.national;
    owner.wish = Wish { business: Some(first.business.clone()), ..Wish::default() };
    let (page, state) = owner.arrive().await?;
    let handed = owner.walk_popup(&page).await?;
    owner.report(&page, &state, &handed).await?;
    let second = id(&handed, "waba_id")?;
    village.pass("5m").await?;
    ensure!(first.waba != second);
    for waba in [&first.waba, &second] {
        village.is(waba, Stage::Live).await?;
    }
    // The same is handed over once more: nothing is there twice.
    let (page, state) = owner.arrive().await?;
    owner.report(&page, &state, &handed).await?;
    village.pass("2h").await?;
    ensure!(village.clients().await?.len() == 2);
    let shares = village.town.platform.read(|world| {
        let active = world.allocations.values().filter(|one| one.is_active());
        active.filter(|one| one.owner != one.receiving).count()
    });
    ensure!(shares <= 2, "{shares} shares for two accounts");
    Ok(())
}

#[tokio::test]
async fn c01_a_hint_beside_a_worthless_token_or_code_gives_nobody_an_account() -> anyhow::Result<()>
{
    let mut village = Village::found(709, "cloud").await?;
    // The answer to the first exchange is lost, as it may be: the code is tried once more.
    let lost = json!({"kind": "lost_answer", "when": {"first": 1},
        "matching": {"operation": "oauth.access_token*"}});
    village.control("faults", &lost).await?;
    village.deaf().await?;
    // Somebody names accounts that are none of our clients yet, beside nothing of worth.
    let made = Made::of(&village.unreported(&mut village.person(1)).await?)?;
    let mut forgers = [village.person(2), village.person(3)];
    for (forger, worthless) in forgers.iter_mut().zip(["accessToken", "code"]) {
        let (page, state) = forger.arrive().await?;
        let handed = Handed {
            session_event: json!({"data": {"waba_id": made.waba, "phone_number_id": made.phone}}),
            auth_response: json!({worthless: "EAAforged0123456789",
                "contact": "mallory@evil.example"}),
        };
        forger.report(&page, &state, &handed).await?;
    }
    village.pass("2h").await?;
    let client = village.is(&made.waba, Stage::Live).await?;
    ensure!(client.contact.is_none(), "its letters go to {:?}", client.contact);
    for forger in &mut forgers {
        let shown = forger.status().await?;
        ensure!(!shown.has("[data-waba]"), "the forger sees it: {}", shown.text("main")?);
    }
    Ok(())
}

#[tokio::test]
async fn c01_c08_ids_from_browsers_and_webhooks_are_hints_at_most() -> anyhow::Result<()> {
    let mut village = Village::found(708, "cloud").await?;
    let mut victim = village.person(1);
    let made = village.live(&mut victim).await?;
    let before = village.client(&made.waba).await?;
    // A browser names the account of somebody else, and one that is not there, beside no token.
    let mut forger = village.person(2);
    for waba in [made.waba.as_str(), "102290129340398"] {
        let (page, state) = forger.arrive().await?;
        let handed = Handed {
            session_event: json!({"data": {"waba_id": waba, "phone_number_id": made.phone}}),
            auth_response: json!({"accessToken": "EAAforged0123456789"}),
        };
        forger.report(&page, &state, &handed).await?;
    }
    village.pass("2h").await?;
    let shown = forger.status().await?;
    ensure!(!shown.has("[data-waba]"), "the forger sees an account: {}", shown.text("main")?);
    ensure!(village.clients().await?.len() == 1, "{:?}", village.clients().await?);
    let after = village.client(&made.waba).await?;
    ensure!(before.map(|row| row.contact) == after.map(|row| row.contact));
    // A signed webhook about an account that is none of ours comes to nothing.
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "102290129340398",
        "time": 1, "changes": [{"field": "account_update", "value": {"event": "PARTNER_ADDED",
        "waba_info": {"waba_id": "102290129340398", "owner_business_id": "7"}}}]}]});
    village.webhook(&body.to_string()).await?;
    village.pass("10m").await?;
    ensure!(village.clients().await?.len() == 1, "{:?}", village.clients().await?);
    Ok(())
}
