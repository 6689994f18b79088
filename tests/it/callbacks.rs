//! What browsers bring back, and what they do not: nothing is lost, nothing comes about twice, and
//! the business sees what became of its signup.

use anyhow::{Context, ensure};
use provider::store::{callbacks, clients::Stage};
use serde_json::{Value, json};
use shell::{secret::sha256_hex, sql::Tx};
use simulation::person::{Handed, Person, Wish};
use stories::{
    signup::Made,
    village::{Village, again},
};

fn waba(handed: &Handed) -> anyhow::Result<String> {
    let said = handed.session_event["data"]["waba_id"].as_str();
    said.map(str::to_owned).context("the pop-up told no waba_id")
}

/// Goes through the pop-up and hands over what it gave, with this as the session message.
async fn hands_over(
    person: &mut Person,
    session: impl FnOnce(&Value) -> Value,
) -> anyhow::Result<(Handed, String)> {
    let (page, state) = person.arrive().await?;
    let mut handed = person.walk_popup(&page).await?;
    let account = handed.clone();
    handed.session_event = session(&handed.session_event);
    person.report(&page, &state, &handed).await?;
    Ok((account, state))
}

/// Why a signup could not be used.
async fn problem(village: &Village, state: &str) -> anyhow::Result<String> {
    let hash = sha256_hex(state.as_bytes());
    let read = move |db: &Tx<'_>| callbacks::of_state(db, &hash);
    let row = village.provider().db.read(read).await?.context("the callback is not there")?;
    ensure!(row.sealed.is_none() || row.done_at.is_none(), "its secret was kept");
    Ok(row.problem.unwrap_or_default())
}

#[tokio::test]
async fn c01_a_code_is_exchanged_and_the_account_goes_live() -> anyhow::Result<()> {
    let mut village = Village::found(741, "cloud").await?;
    village.deaf().await?;
    let mut person = village.person(1);
    person.wish = Wish { code: true, ..Wish::default() };
    let (handed, state) = hands_over(&mut person, Value::clone).await?;
    village.pass("5m").await?;
    ensure!(problem(&village, &state).await?.is_empty());
    village.is(&waba(&handed)?, Stage::Live).await?;
    Ok(())
}

#[tokio::test]
async fn peer_17_c08_a_lost_exchange_is_said_and_made_up_for() -> anyhow::Result<()> {
    let mut village = Village::found(742, "cloud").await?;
    let lost = json!({"kind": "lost_answer", "when": {"first": 1},
        "matching": {"operation": "oauth.access_token*"}});
    village.control("faults", &lost).await?;
    village.deaf().await?;
    let mut person = village.person(1);
    person.wish = Wish { code: true, ..Wish::default() };
    let (handed, state) = hands_over(&mut person, Value::clone).await?;
    village.pass("2m").await?;
    let said = problem(&village, &state).await?;
    ensure!(said.contains("exchanged before and the answer got lost"), "{said}");
    // The sweep is not an hour away then. Nothing shows whose account it is, so the page says how
    // to get there, and going through the window again shows it.
    village.is(&waba(&handed)?, Stage::Live).await?;
    let page = person.status().await?;
    ensure!(page.has("[data-callback=looking]"), "{}", page.text("main")?);
    person.wish = Wish { code: true, ..again(&Made::of(&handed)?) };
    hands_over(&mut person, Value::clone).await?;
    village.pass("2m").await?;
    let page = person.status().await?;
    ensure!(page.has(&format!("[data-waba='{}']", waba(&handed)?)), "{}", page.text("main")?);
    ensure!(village.clients().await?.len() == 1, "{:?}", village.clients().await?);
    Ok(())
}

#[tokio::test]
async fn peer_17_a_crash_around_the_exchange_loses_nothing() -> anyhow::Result<()> {
    for steps in [1, 2, 3, 4, 5, 6, 8, 10, 14] {
        let mut village = Village::found(743, "cloud").await?;
        village.deaf().await?;
        let mut person = village.person(1);
        person.wish = Wish { code: true, ..Wish::default() };
        let (handed, _) = hands_over(&mut person, Value::clone).await?;
        village.work_or_crash(steps).await?;
        village.pass("10m").await?;
        let account = waba(&handed)?;
        village.is(&account, Stage::Live).await.with_context(|| format!("after {steps} waits"))?;
        let page = person.status().await?;
        let shown = page.has(&format!("[data-waba='{account}']"));
        ensure!(shown || page.has("[data-callback=looking]"), "{steps}: {}", page.text("main")?);
    }
    Ok(())
}

#[tokio::test]
async fn peer_17_a_code_that_came_too_late_is_said_and_made_up_for() -> anyhow::Result<()> {
    let mut village = Village::found(744, "cloud").await?;
    village.deaf().await?;
    let mut person = village.person(1);
    person.wish = Wish { code: true, ..Wish::default() };
    let (handed, state) = hands_over(&mut person, Value::clone).await?;
    // Codes live for thirty seconds, and we were away for longer.
    village.town.clock.advance("90s".parse()?)?;
    village.pass("5m").await?;
    let said = problem(&village, &state).await?;
    ensure!(said.contains("could not be exchanged"), "{said}");
    village.is(&waba(&handed)?, Stage::Live).await?;
    let page = person.status().await?;
    ensure!(page.has("[data-callback=looking]"), "{}", page.text("main")?);
    Ok(())
}

#[tokio::test]
async fn c08_an_account_is_shown_to_no_other_browser_than_its_own() -> anyhow::Result<()> {
    let mut village = Village::found(745, "cloud").await?;
    village.deaf().await?;
    // Somebody names the account of another signup that is under way, beside a worthless code.
    let mut forger = village.person(2);
    let (page, state) = forger.arrive().await?;
    let mut person = village.person(1);
    let handed = person.sign_up().await?;
    let forged = Handed {
        session_event: handed.session_event.clone(),
        auth_response: json!({"code": "AQBforged"}),
    };
    forger.report(&page, &state, &forged).await?;
    village.pass("2h").await?;
    let shown = person.status().await?;
    ensure!(shown.has(&format!("[data-waba='{}']", waba(&handed)?)), "{}", shown.text("main")?);
    let shown = forger.status().await?;
    ensure!(!shown.has("[data-waba]"), "{}", shown.text("main")?);
    Ok(())
}

#[tokio::test]
async fn peer_15_the_session_message_may_come_in_any_form_or_not_at_all() -> anyhow::Result<()> {
    let mut village = Village::found(746, "cloud").await?;
    let forms: [fn(&Value) -> Value; 4] = [
        |_| Value::Null,
        |message| Value::String(message.to_string()),
        |_| json!({"type": "WA_EMBEDDED_SIGNUP", "event": "SOMETHING_NEW", "data": [1, 2]}),
        |_| json!("no JSON at all"),
    ];
    for (n, form) in forms.into_iter().enumerate() {
        let mut person = village.person(20 + n as u64);
        let (handed, _) = hands_over(&mut person, form).await?;
        village.pass("10m").await?;
        village.is(&waba(&handed)?, Stage::Live).await?;
    }
    Ok(())
}

#[tokio::test]
async fn peer_11_c01_two_tabs_that_finish_at_once_make_one_client() -> anyhow::Result<()> {
    let mut village = Village::found(747, "cloud").await?;
    let mut person = village.person(1);
    let (page, first) = person.arrive().await?;
    let (_, second) = person.arrive().await?;
    let handed = person.walk_popup(&page).await?;
    for state in [&first, &second] {
        person.report(&page, state, &handed).await?;
    }
    let refused = person.report(&page, &first, &handed).await;
    ensure!(refused.is_err(), "a state was used twice");
    village.pass("10m").await?;
    let made = Made::of(&handed)?;
    village.is(&made.waba, Stage::Live).await?;
    ensure!(village.clients().await?.len() == 1, "{:?}", village.clients().await?);
    ensure!(village.numbers(&made.waba).await?.len() == 1);
    let shares = village.town.platform.read(|world| {
        let active = world.allocations.values().filter(|one| one.is_active());
        active.filter(|one| one.owner != one.receiving).count()
    });
    ensure!(shares == 1, "{shares} shares");
    Ok(())
}

#[tokio::test]
async fn peer_13_a_window_that_was_closed_is_no_endless_waiting() -> anyhow::Result<()> {
    let mut village = Village::found(748, "cloud").await?;
    let mut person = village.person(1);
    let (page, state) = person.arrive().await?;
    let left = json!({"state": state, "step": "PHONE_NUMBER_SETUP"});
    person.browser.script_posts(&page, "/signup/cancelled", &left).await?;
    let shown = person.status().await?;
    ensure!(!shown.has("[data-callback=open]"), "{}", shown.text("main")?);
    ensure!(shown.text("main")?.contains("has not finished a signup"), "{}", shown.text("main")?);
    // The same page may go on: its state is good still.
    let handed = person.walk_popup(&page).await?;
    person.report(&page, &state, &handed).await?;
    village.pass("10m").await?;
    village.is(&waba(&handed)?, Stage::Live).await?;
    Ok(())
}
