//! One seed, one story: businesses sign up in rough weather, either server crashes where it hurts,
//! the weather clears, and everything must have come right. The same seed tells the same story.

use std::fmt::Write;

use anyhow::{Context, bail, ensure};
use futures_util::future::join_all;
use graph::id::{PhoneNumberId, WabaId};
use jiff::SignedDuration;
use platform::store::Slice;
use provider::store::{ClientRow, clients, clients::Stage, phones, timeline};
use shell::secret::Secrets;

use crate::{
    cast::applicants,
    person::{Handed, Person},
    town::Town,
    weather::Chances,
};

/// How long the rough weather lasts, in turns of both servers.
const ROUGH_TURNS: u64 = 80;
/// Within how many waits a crash falls.
const CRASH_WITHIN: u64 = 60;
/// How long a calm town may take to come right: longer than the longest backoff.
const CALM: SignedDuration = SignedDuration::from_hours(3);
/// After this long every trial has ended.
const A_TRIAL: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Entries of either log that are read back.
const LOG_MAX: u32 = 100_000;

/// What came of a story.
#[derive(Clone, Debug)]
pub struct Told {
    /// Everything that happened on both sides, one line each. Byte-equal for the same seed.
    pub log: String,
    /// Businesses that went live.
    pub live: usize,
    /// How often one of the two crashed.
    pub crashes: u64,
    /// Exchanges that something happened to.
    pub mishaps: u64,
}

/// Tells the story of a seed on a runtime of its own, with one thread.
///
/// # Errors
/// What did not come right, naming the seed.
pub fn tell(seed: u64, businesses: usize) -> anyhow::Result<Told> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime
        .block_on(told(seed, businesses))
        .with_context(|| format!("seed {seed} with {businesses} businesses"))
}

async fn told(seed: u64, businesses: usize) -> anyhow::Result<Told> {
    let dice = Secrets::seeded(seed ^ 0x5EED);
    let hosting = if seed.is_multiple_of(4) { "cloud" } else { "client" };
    let mut town = Town::found(seed, hosting).await?;
    town.settle().await?;
    town.weather.turn(Chances::ROUGH);
    let handed = sign_up(&mut town, seed, businesses, &dice).await?;
    rough(&mut town, &dice).await?;
    town.weather.turn(Chances::default());
    town.pass(CALM).await?;
    let live = came_right(&town, &handed, hosting).await?;
    // One turn of the clock, as an engineer does it: what falls due happens in order all the same.
    town.clock.advance(A_TRIAL)?;
    town.pass(CALM).await?;
    trials_ended(&town, &handed).await?;
    let log = log(&town).await?;
    let crashes = town.crashes();
    remembered(&mut town).await?;
    Ok(Told { log, live, crashes, mishaps: town.weather.mishaps() })
}

/// Everybody walks through the pop-up side by side. One in four closes the page before it can tell
/// its server (requirement C08); the others may finish in the same instant (C02).
async fn sign_up(
    town: &mut Town,
    seed: u64,
    businesses: usize,
    dice: &Secrets,
) -> anyhow::Result<Vec<Handed>> {
    let everybody = applicants(seed, businesses).into_iter().map(|who| {
        let mut person = Person::new(who, town.http.clone(), town.sites());
        let tells = !dice.number().is_multiple_of(4);
        async move {
            let (page, state) = person.arrive().await?;
            let handed = person.walk_popup(&page).await?;
            if tells {
                person.report(&page, &state, &handed).await?;
            }
            anyhow::Ok(handed)
        }
    });
    let handed = join_all(everybody).await;
    handed.into_iter().collect()
}

/// Both servers take turns; now and then one of them crashes in the middle of its work.
async fn rough(town: &mut Town, dice: &Secrets) -> anyhow::Result<()> {
    for _ in 0..ROUGH_TURNS {
        if dice.number().is_multiple_of(16) {
            town.platform.take_snapshot().await?;
        }
        let outside = town.serve_or_crash(steps(dice, 12)).await?;
        let inside = town.work_or_crash(steps(dice, 6)).await?;
        if !outside && !inside {
            let next = town.next_due().await?;
            let patience = town.clock.now() + SignedDuration::from_mins(10);
            town.clock.set(next.min(patience))?;
        }
    }
    Ok(())
}

/// How many waits a turn may take: without end, or, once in `rarity`, until a crash.
fn steps(dice: &Secrets, rarity: u64) -> u64 {
    let crash = dice.number().is_multiple_of(rarity);
    if crash { 1 + dice.number() % CRASH_WITHIN } else { u64::MAX }
}

/// Every business is a client once, live, with one number, one share of the credit line, and (where
/// numbers run in clients) one running instance.
async fn came_right(town: &Town, handed: &[Handed], hosting: &str) -> anyhow::Result<usize> {
    let rows = client_rows(town).await?;
    ensure!(rows.len() == handed.len(), "{} clients of {} signups", rows.len(), handed.len());
    let mut numbers = Vec::new();
    for one in handed {
        let waba = WabaId::new(id(one, "waba_id")?);
        let phone = PhoneNumberId::new(id(one, "phone_number_id")?);
        let row = rows.iter().find(|row| row.waba_id == waba).context("a client is missing")?;
        if row.stage != Stage::Live {
            bail!(
                "client {waba} is {:?}: waits for {:?}, {:?}",
                row.stage,
                row.waiting,
                row.problem
            );
        }
        numbers.push(phone);
    }
    numbers.sort_unstable();
    if hosting == "client" {
        let running = town.running_instances();
        ensure!(running == numbers, "instances run for {running:?} instead of {numbers:?}");
    }
    // The provider's own account is on its line too, and does not count.
    let shares = town.platform.read(|world| {
        let active = world.allocations.values().filter(|one| one.is_active());
        active.filter(|one| one.owner != one.receiving).count()
    });
    ensure!(shares == handed.len(), "{shares} shares of the line for {}", handed.len());
    sound(town)?;
    Ok(numbers.len())
}

/// After the trial every number is off, nothing runs any more, and nobody asked for anything else.
async fn trials_ended(town: &Town, handed: &[Handed]) -> anyhow::Result<()> {
    let rows = client_rows(town).await?;
    let off = rows.iter().filter(|row| row.stage == Stage::Off).count();
    ensure!(off == handed.len(), "{off} of {} clients are off after the trial", handed.len());
    let running = town.running_instances();
    ensure!(running.is_empty(), "instances still run after the trial: {running:?}");
    sound(town)
}

/// The world is the same after one more crash: that of the newest snapshot and the log behind it.
async fn remembered(town: &mut Town) -> anyhow::Result<()> {
    let whole = town.platform.read(Clone::clone);
    town.crash_platform().await?;
    ensure!(town.platform.read(|world| *world == whole), "the platform forgot something");
    Ok(())
}

fn sound(town: &Town) -> anyhow::Result<()> {
    let faults = town.platform.read(|world| world.check());
    ensure!(faults.is_empty(), "the world is not sound: {faults:?}");
    Ok(())
}

async fn client_rows(town: &Town) -> anyhow::Result<Vec<ClientRow>> {
    Ok(town.provider.db.read(|db| clients::list(db, None, None, LOG_MAX)).await?)
}

fn id(handed: &Handed, name: &str) -> anyhow::Result<u64> {
    let text = handed.session_event["data"][name].as_str();
    text.and_then(|text| text.parse().ok()).with_context(|| format!("the pop-up told no {name}"))
}

/// Both sides' logs, oldest first.
async fn log(town: &Town) -> anyhow::Result<String> {
    let mut log = String::new();
    let mut after = 0;
    loop {
        let events = town.platform.store().events_after(after, LOG_MAX).await?;
        let Some(last) = events.last() else { break };
        after = last.seq;
        for entry in &events {
            let event = serde_json::to_string(&entry.event)?;
            writeln!(log, "{} {} {} {event}", entry.at, entry.seq, entry.by)?;
        }
    }
    for letter in town.platform.store().mails(None, Slice::newest(LOG_MAX)).await? {
        writeln!(log, "{} mail to {:?}: {}", letter.at, letter.to, letter.subject)?;
    }
    let facts = town.provider.db.read(|db| timeline::newest(db, LOG_MAX)).await?;
    for fact in facts.iter().rev() {
        writeln!(log, "{} {} {:?} {}: {}", fact.at, fact.seq, fact.waba_id, fact.who, fact.what)?;
    }
    let rows = client_rows(town).await?;
    let numbers = rows.iter().map(|row| row.waba_id).collect::<Vec<_>>();
    for waba in numbers {
        for phone in town.provider.db.read(move |db| phones::of_client(db, waba)).await? {
            writeln!(log, "{waba} {} {} {}", phone.phone_id, phone.display, phone.status)?;
        }
    }
    Ok(log)
}
