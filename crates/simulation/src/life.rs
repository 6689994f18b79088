//! One world from beginning to end: everything goes wrong for a while, then nothing does, and all
//! must have come right.

use std::fmt::Write;

use anyhow::{Context, bail, ensure};
use graph::id::WabaId;
use jiff::SignedDuration;
use provider::Defects;
use shell::{secret::sha256_hex, turns::give_way};
use world::{Actor, CallLimits, Command, Measure, Violation};

use crate::{
    desired,
    dice::Dice,
    ears::Ears,
    folk::{Act, Folk, set_limits},
    oracle,
    sketch::Sketch,
    town::{Crashes, Town},
    trouble,
    watch::Watch,
    weather::Chances,
};

/// Within what time everything must have come right once nothing goes wrong any more, in hours, and
/// at which of them it is looked whether it has. What takes longest is the number whose day's
/// registrations were used up, and an account that only the slow full sweep finds.
const CALM_HOURS: [i64; 8] = [1, 3, 7, 8, 13, 25, 26, 32];
/// Within what time something that a webhook announces takes effect in calm weather, in minutes.
const PROMPT_MINUTES: i64 = 20;
/// How far the clock is turned when nobody has anything to do while things go wrong, at most.
const PATIENCE: SignedDuration = SignedDuration::from_mins(20);
/// Things that happen in calm weather, at the end.
const CALM_ACTS: u64 = 3;
/// What passes between two things that happen in calm weather, at least.
const A_SECOND: SignedDuration = SignedDuration::from_secs(1);
/// Within how many waits something falls into the middle of a turn.
const INTERRUPTED_WITHIN: u64 = 160;
/// Within how many waits something falls into the middle of a look that has begun.
const AMIDST: u64 = 12;
/// Entries of the platform's log that are read back at once.
const LOG_MAX: u32 = 100_000;

/// What came of a world.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lived {
    /// Accounts of clients there were.
    pub clients: u64,
    /// What went wrong: faults that struck, and exchanges that something happened to.
    pub faults: u64,
    /// How often a process crashed.
    pub crashes: u64,
    /// SHA-256 of everything that happened, byte for byte: the same seed has the same.
    pub digest: String,
    /// Everything that happened.
    pub history: String,
}

/// Lives through the world of a seed on a runtime of its own, with one thread.
///
/// # Errors
/// The first invariant that does not hold, and what happened until then.
pub fn live(seed: u64, defects: &Defects) -> Result<Lived, Broken> {
    let failed = |why: anyhow::Error, history: String| Broken { why: format!("{why:#}"), history };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let runtime = runtime.map_err(|error| failed(error.into(), String::new()))?;
    runtime.block_on(async {
        let ears = Ears::prick();
        let sketch = Sketch::draw(seed);
        let found = Town::found(&sketch, defects).await.context("the world was not founded");
        let mut town = found.map_err(|why| failed(why, String::new()))?;
        town.watch.note(&sketch.words());
        match lived(&sketch, &mut town, &ears).await {
            Ok(lived) => Ok(lived),
            Err(why) => Err(failed(why, town.watch.history())),
        }
    })
}

/// A world in which an invariant did not hold.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Which, in words.
    pub why: String,
    /// Everything that happened until then.
    pub history: String,
}

async fn lived(sketch: &Sketch, town: &mut Town, ears: &Ears) -> anyhow::Result<Lived> {
    let dice = Dice::new(sketch.seed, 0x11FE);
    let mut folk = Folk::new(sketch.seed, sketch.newcomers, sketch.pages);
    if !sketch.webhooks {
        trouble::silence(&town.platform).await?;
    }
    town.weather.turn(Chances::ROUGH);
    rough(sketch, town, &mut folk, &dice).await?;
    let struck: u64 = town.platform.ordered_faults().iter().map(|fault| fault.struck).sum();
    town.platform.clear_faults(None).await?;
    if !sketch.webhooks {
        trouble::silence(&town.platform).await?;
    }
    town.weather.turn(Chances::CALM);
    set_limits(&town.platform, CallLimits::default()).await?;
    folk.renew_tokens(town, true).await?;
    town.watch.note("from here on nothing goes wrong");
    converge(town).await?;
    oracle::at_rest(town, ears).await?;
    if sketch.webhooks {
        prompt(town, &mut folk, &dice).await?;
        oracle::at_rest(town, ears).await?;
    }
    let history = history(town).await?;
    let ours = town.business();
    let clients = town
        .platform
        .read(|world| world.wabas.values().filter(|waba| waba.owner != ours).count() as u64);
    let (faults, crashes) = (struck + town.weather.mishaps(), town.crashes());
    if dice.once_in(4) {
        remembered(town).await?;
    }
    Ok(Lived { clients, faults, crashes, digest: sha256_hex(history.as_bytes()), history })
}

/// Everything goes wrong: people do what they do, calls fail, webhooks get lost, processes crash.
async fn rough(
    sketch: &Sketch,
    town: &mut Town,
    folk: &mut Folk,
    dice: &Dice,
) -> anyhow::Result<()> {
    for turn in 0..sketch.turns {
        if turn % 16 == 0 {
            trouble::order(&town.platform, dice).await?;
        }
        if dice.once_in(3) {
            let act = dice.pick(&Act::COMMON).unwrap_or(Act::SignUp);
            folk.act(town, act).await?;
        }
        if let Some(days) = sketch.leap(turn) {
            town.watch.note(&format!("{days} days pass"));
            town.clock.advance(SignedDuration::from_hours(24 * days))?;
        }
        let did = town.turn(Crashes::Some(dice)).await?;
        oracle::always(town)?;
        if !did || dice.once_in(4) {
            let next = town.next_due().await?;
            let patience = town.clock.now() + PATIENCE;
            town.clock.set(next.min(patience))?;
        }
    }
    while !folk.all_there() {
        folk.act(town, Act::SignUp).await?;
    }
    Ok(())
}

/// Nothing goes wrong any more: everything comes right in the stated time.
async fn converge(town: &mut Town) -> anyhow::Result<()> {
    let mut passed = 0;
    let mut missing = Vec::new();
    for hours in CALM_HOURS {
        town.pass(SignedDuration::from_hours(hours - passed)).await?;
        oracle::always(town)?;
        passed = hours;
        missing = desired::missing(town).await?;
        if missing.is_empty() {
            return Ok(());
        }
    }
    bail!("after {passed} hours in which nothing went wrong: {}", missing.join("; "))
}

/// What is announced takes effect at once, also while the client is being looked at. No two things
/// happen in the same second: webhooks tell no more of the time, and two that are the same byte for
/// byte are one that came twice.
async fn prompt(town: &mut Town, folk: &mut Folk, dice: &Dice) -> anyhow::Result<()> {
    for _ in 0..CALM_ACTS {
        let mut done = false;
        for nth in 0..3 {
            folk.again = nth > 0;
            town.clock.advance(A_SECOND)?;
            let act = dice.pick(&Act::ANNOUNCED).unwrap_or(Act::Unshare);
            done |= folk.act(town, act).await?;
            // The next thing happens while the first one is being dealt with.
            for _ in 0..dice.below(3) {
                town.turn(Crashes::None).await?;
            }
        }
        town.clock.advance(A_SECOND)?;
        done |= interrupted(town, dice).await?;
        if !done {
            continue;
        }
        town.pass(SignedDuration::from_mins(PROMPT_MINUTES)).await?;
        oracle::always(town)?;
        let missing = desired::missing(town).await?;
        ensure!(
            missing.is_empty(),
            "{PROMPT_MINUTES} minutes after it was announced in calm weather: {}",
            missing.join("; ")
        );
    }
    Ok(())
}

/// Meta disables an account, or takes that back, in the middle of a look at it; says whether there
/// was one.
async fn interrupted(town: &mut Town, dice: &Dice) -> anyhow::Result<bool> {
    let ours = town.business();
    let all: Vec<_> = town.platform.read(|world| {
        let shared = world.wabas.values().filter(|waba| waba.is_shared_with(ours));
        shared.map(|waba| (waba.id, waba.is_disabled())).collect()
    });
    let Some((waba, disabled)) = dice.pick(&all) else { return Ok(false) };
    let (violation, measure) = (Violation::Scam, Measure::Disable);
    let command = match disabled {
        true => Command::LiftEnforcement { waba },
        false => Command::Enforce { waba, violation, measure },
    };
    let (platform, watch) = (town.platform.clone(), town.watch.clone());
    let anywhere = dice.once_in(3).then(|| dice.below(INTERRUPTED_WITHIN));
    let amidst = dice.below(AMIDST);
    if let Some(provider) = town.providers.last() {
        provider.look_now(waba, "an operator").await?;
    }
    let beside = async move {
        match anywhere {
            Some(waits) => wait(waits).await,
            None => {
                looked_at(&watch, waba).await;
                wait(amidst).await;
            }
        }
        // Refused where it makes no sense any more.
        let _ = platform.ask(Actor::Desk, command).await;
        platform.tick().await;
    };
    town.turn_beside(Crashes::None, beside).await?;
    Ok(true)
}

/// Waits until a look at an account begins, but no longer than such a wait may take.
async fn looked_at(watch: &Watch, waba: WabaId) {
    let before = watch.asked(waba);
    for _ in 0..INTERRUPTED_WITHIN {
        if watch.asked(waba) > before {
            return;
        }
        give_way().await;
    }
}

/// Lets the others go first so many times.
async fn wait(times: u64) {
    for _ in 0..times {
        give_way().await;
    }
}

/// The platform is the same after one more crash: the newest snapshot and the log behind it.
async fn remembered(town: &mut Town) -> anyhow::Result<()> {
    let whole = town.platform.read(Clone::clone);
    town.platform.take_snapshot().await?;
    town.crash_platform().await?;
    ensure!(town.platform.read(|world| *world == whole), "the platform forgot something");
    Ok(())
}

/// Both sides of what happened, oldest first.
async fn history(town: &Town) -> anyhow::Result<String> {
    let mut history = town.watch.history();
    let mut after = 0;
    loop {
        let events = town.platform.store().events_after(after, LOG_MAX).await?;
        let Some(last) = events.last() else { break };
        after = last.seq;
        for entry in &events {
            let event = serde_json::to_string(&entry.event)?;
            writeln!(history, "{} {} {} {event}", entry.at, entry.seq, entry.by)?;
        }
    }
    for letter in town.letters() {
        writeln!(history, "a letter to {:?}: {}", letter.to, letter.subject)?;
    }
    Ok(history)
}
