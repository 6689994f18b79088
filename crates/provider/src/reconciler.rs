//! The loop: take a client from the queue, look, plan, perform, write down, give it back.
//!
//! The queue is the column `client.again_at`; a lease keeps a client from being looked at twice at
//! once. One look performs each step of its plan once; if anything was done, the client is looked
//! at again at once, since what was done shows only then. A step that fails gets a pause of its own
//! and holds up nothing else.

use std::collections::BTreeSet;

use graph::id::WabaId;
use jiff::{SignedDuration, Timestamp};
use onboard::{
    Allowance, Credit, Hosting, Left, Plan, Seen, SeenPhone, Step, Waiting, allows, conditions,
    later, plan,
};
use shell::clock::Stopwatch;
use shell::db::DbError;
use shell::sql::Tx;

use crate::defect::Defect;
use crate::graph_api::CallError;
use crate::ledger::usage::{self, Reading};
use crate::observe::{self, Look, LookError, Observation, observe};
use crate::perform::{StepError, perform};
use crate::store::clients::{Looked, Stage};
use crate::store::failures::Failure;
use crate::store::phones::InUse;
use crate::store::timeline::{self, Fact};
use crate::store::{ClientRow, clients, failures, keeping, phones, watched};
use crate::{Provider, tokens};

/// The key under which failing looks are counted.
const LOOK: &str = "look";
/// The key under which failing readings of what a client used are counted.
const USAGE: &str = "usage";
/// A number that was in use and is so again within this time was in use all along, in seconds.
const INTERRUPTED_SECONDS: i64 = 60;
/// A step that goes well again and again without effect is called a failure from here on.
const WITHOUT_EFFECT: u32 = 4;

/// Looks at the next client that is due; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let Some(waba) = take(provider, 1).await?.pop() else {
        return Ok(false);
    };
    look(provider, waba).await.map(|()| true)
}

/// Takes up to `room` clients that are due: each must be looked at next.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn take(provider: &Provider, room: usize) -> Result<Vec<WabaId>, DbError> {
    if room == 0 {
        return Ok(vec![]);
    }
    let now = provider.clock.now();
    let limit = u32::try_from(room).unwrap_or(u32::MAX);
    if provider.defects.has(Defect::LeaseIgnored) {
        provider.db.write(move |tx| clients::end_leases(tx, now)).await?;
    }
    let is_due = provider.db.read(clients::next_due).await?;
    if is_due.is_none_or(|at_us| at_us > now.as_microsecond()) {
        return Ok(vec![]);
    }
    let node = provider.node.clone();
    provider.db.write(move |tx| clients::take(tx, now, &node, limit)).await
}

/// Gives a client back.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn give_back(
    provider: &Provider,
    waba: WabaId,
    again: Timestamp,
) -> Result<(), DbError> {
    let node = provider.node.clone();
    provider.db.write(move |tx| clients::give_back(tx, waba, &node, again)).await
}

/// Gives back every client that this process holds, but for those under way: to be looked at at
/// once.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn give_back_all_but(
    provider: &Provider,
    under_way: BTreeSet<WabaId>,
) -> Result<(), DbError> {
    let (node, now) = (provider.node.clone(), provider.clock.now());
    let give_back = move |tx: &Tx<'_>| {
        let held = clients::held_by(tx, &node)?;
        let mut idle = held.iter().filter(|waba| !under_way.contains(waba));
        idle.try_for_each(|waba| clients::give_back(tx, *waba, &node, now))
    };
    provider.db.write(give_back).await
}

/// One look at one client that was taken, up to giving it back.
///
/// # Errors
/// When the database refuses; the client comes back when this process ends.
pub(crate) async fn look(provider: &Provider, waba: WabaId) -> Result<(), DbError> {
    let (row, failed) = provider
        .db
        .read(move |db| Ok((clients::get(db, waba)?, failures::of_client(db, waba)?)))
        .await?;
    let Some(row) = row else {
        return Ok(());
    };
    // Looks are spaced when the platform's budget of calls runs low.
    if let Err(until) = provider.graph.room(waba) {
        return give_back(provider, waba, until).await;
    }
    let watch = Stopwatch::start();
    let looked = observe(provider, &row).await;
    provider.counts.looks.count([if looked.is_ok() { "ok" } else { "failed" }]);
    let seconds = watch.elapsed().as_secs_f64();
    provider.counts.look_seconds.observe([], seconds);
    match looked {
        Err(LookError::Call(CallError::Paused(until))) => give_back(provider, waba, until).await,
        Ok(Look::NotAClient) => provider.db.write(move |tx| clients::remove(tx, waba)).await,
        Ok(Look::Client(observed)) => act(provider, &row, &observed, failed).await,
        Err(LookError::Db(error)) => Err(error),
        Err(LookError::Call(error)) => {
            tokens::refused(provider).await?;
            look_failed(provider, waba, &failed, &error.advice()).await
        }
    }
}

/// The platform could not be asked: try again after a pause.
async fn look_failed(
    provider: &Provider,
    waba: WabaId,
    failed: &[Failure],
    error: &str,
) -> Result<(), DbError> {
    let words = format!("could not look: {error}");
    let failure = next_failure(provider, LOOK, failed, words);
    let node = provider.node.clone();
    let write = move |tx: &Tx<'_>| {
        failures::put(tx, waba, &failure)?;
        clients::set_problem(tx, waba, &failure.words)?;
        clients::give_back(tx, waba, &node, failure.next_at)
    };
    provider.db.write(write).await
}

/// Performs what the plan says and writes down what came of it.
async fn act(
    provider: &Provider,
    row: &ClientRow,
    observed: &Observation,
    failed: Vec<Failure>,
) -> Result<(), DbError> {
    let waba = row.waba_id;
    let started = provider.clock.now();
    let plan = plan(&observed.seen, started);
    let (mut row, mut seen) = (row.clone(), observed.seen.clone());
    let mut rounds: Vec<Round> = Vec::new();
    let mut cut_short = false;
    for step in &plan.steps {
        let before = failed.iter().find(|failure| failure.step == step.key());
        if before.is_some_and(|failure| failure.next_at > started) {
            continue;
        }
        if provider.nudges.is_ending() {
            cut_short = true;
            break;
        }
        if !anew(provider, &mut row, &mut seen).await? {
            // Whoever has it now looks for itself.
            return Ok(());
        }
        if !allows(&seen, step) || provider.lets_alone(&seen) {
            continue;
        }
        let outcome = match perform(provider, &row, observed, step).await {
            Err(StepError::Db(error)) => return Err(error),
            outcome => outcome,
        };
        count(provider, step, outcome.is_ok());
        rounds.push(round(provider, step, &failed, &outcome));
    }
    let reading = read_usage(provider, &row, observed, &failed).await?;
    tokens::refused(provider).await?;
    let now = provider.clock.now();
    let mut wanted: Vec<String> = plan.steps.iter().map(Step::key).collect();
    wanted.extend((reading == Reading::Resting).then(|| USAGE.to_owned()));
    let (woken, leased) = (provider.clone(), is_leased(provider));
    let write = move |tx: &Tx<'_>| {
        for failure in failed.iter().filter(|failure| !wanted.contains(&failure.step)) {
            failures::forget(tx, waba, &failure.step)?;
        }
        for round in &rounds {
            failures::put(tx, waba, &round.failure)?;
            if let Some(what) = &round.news {
                let (waba, who) = (Some(waba), timeline::PROVIDER);
                timeline::add(tx, Fact { at: now, waba, phone: round.phone, who, what })?;
            }
        }
        if leased && !clients::still_ours(tx, waba, &woken.node)? {
            return Ok(());
        }
        if let Reading::Failed(words) = &reading {
            let failure = next_failure(&woken, USAGE, &failed, words.clone());
            failures::put(tx, waba, &failure)?;
        }
        let left = failures::of_client(tx, waba)?;
        let interrupted = settle(tx, &row, &seen, (&plan, &left), now)?;
        let at_once = cut_short || rounds.iter().any(|round| round.done);
        woken.lose_wake(tx, waba)?;
        let next = next_look(&plan, &left, at_once, now);
        let next = interrupted.map_or(next, |until| next.min(until));
        clients::give_back(tx, waba, &woken.node, next)
    };
    provider.db.write(write).await
}

/// Counts a step that was tried, for the metrics.
fn count(provider: &Provider, step: &Step, done: bool) {
    let key = step.key();
    let kind = key.split(':').next().unwrap_or_default();
    provider.counts.steps.count([kind, if done { "ok" } else { "failed" }]);
}

/// Whether a client may become another process's while this one looks at it.
fn is_leased(provider: &Provider) -> bool {
    provider.db.is_shared() && !provider.defects.has(Defect::LeaseIgnored)
}

/// Reads what a client used, where it can be read and when that is due; also of one that is only
/// watched.
async fn read_usage(
    provider: &Provider,
    row: &ClientRow,
    observed: &Observation,
    failed: &[Failure],
) -> Result<Reading, DbError> {
    if !observed.seen.reachable() {
        return Ok(Reading::Fine);
    }
    usage::collect(provider, row, failed.iter().find(|failure| failure.step == USAGE)).await
}

/// Reads anew what may have changed since the look and decides about steps: whether the client is
/// only watched, and whether our line was taken back. `false` when the client is another process's
/// by now; where no other process can take it, it never is.
async fn anew(provider: &Provider, row: &mut ClientRow, seen: &mut Seen) -> Result<bool, DbError> {
    if provider.defects.has(Defect::WatchReadOnce) {
        return Ok(true);
    }
    let waba = row.waba_id;
    let business = seen.business.as_ref().map(|(id, _)| *id);
    let read = move |db: &Tx<'_>| watched::standing(db, waba, business);
    let Some(now) = provider.db.read(read).await? else { return Ok(false) };
    if is_leased(provider) && now.held_by.as_ref() != Some(&provider.node) {
        return Ok(false);
    }
    (row.mode, seen.mode) = (now.mode, now.mode);
    match (now.hold, &seen.allowance) {
        (Some(hold), _) => {
            seen.allowance = Allowance::Revoked { who: hold.who, why: hold.reason };
        }
        (None, Allowance::Revoked { .. }) => seen.allowance = Allowance::Free,
        (None, _) => {}
    }
    Ok(true)
}

/// What came of one step.
struct Round {
    failure: Failure,
    news: Option<String>,
    phone: Option<graph::id::PhoneNumberId>,
    done: bool,
}

/// Counts a step that was tried. One that went well is counted as well, with no words: the next
/// look shows whether it had its effect, and forgets it if so; if not, it is not repeated without
/// pause.
fn round(
    provider: &Provider,
    step: &Step,
    failed: &[Failure],
    outcome: &Result<(), StepError>,
) -> Round {
    let done = outcome.is_ok();
    let first = !failed.iter().any(|failure| failure.step == step.key());
    let words = match outcome {
        Err(StepError::NotYet(why, _)) => why.clone(),
        Err(why) => format!("could not {}: {why}", step.words()),
        Ok(()) => String::new(),
    };
    let mut failure = next_failure(provider, &step.key(), failed, words);
    match outcome {
        Err(StepError::Call(CallError::Paused(until))) => failure.next_at = *until,
        Err(StepError::NotYet(_, Some(until))) => failure.next_at = failure.next_at.min(*until),
        _ => {}
    }
    if done && failure.attempts >= WITHOUT_EFFECT {
        failure.words = format!("{} keeps having no effect", step.words());
    }
    let news = match outcome {
        Ok(()) => Some(step.done_words()),
        Err(StepError::NotYet(..) | StepError::Call(CallError::Paused(_))) => None,
        Err(_) if first => Some(failure.words.clone()),
        Err(_) => None,
    };
    Round { failure, news, phone: step.phone(), done }
}

fn next_failure(provider: &Provider, step: &str, failed: &[Failure], words: String) -> Failure {
    let before = failed.iter().find(|failure| failure.step == step);
    let attempts = before.map_or(0, |failure| failure.attempts).saturating_add(1);
    let pause = onboard::backoff(attempts, provider.secrets.number());
    let next_at = later(provider.clock.now(), pause);
    Failure { step: step.to_owned(), attempts, words, next_at }
}

/// When to look again: at once if anything was done; else when the plan or a failed step says.
fn next_look(plan: &Plan, left: &[Failure], at_once: bool, now: Timestamp) -> Timestamp {
    if at_once {
        return now;
    }
    let retries = left.iter().map(|failure| failure.next_at);
    let hour = later(now, SignedDuration::from_hours(1));
    retries.chain(plan.again).min().unwrap_or(hour).max(now)
}

/// Where the client stands.
fn looked(
    row: &ClientRow,
    seen: &Seen,
    (plan, left): (&Plan, &[Failure]),
    in_use: bool,
    now: Timestamp,
) -> Looked {
    let words = left.iter().map(|failure| failure.words.as_str());
    let problems: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    Looked {
        stage: stage(seen, in_use),
        conditions: conditions(seen, &row.conditions, now),
        waiting: plan.waiting.iter().map(Waiting::words).collect(),
        problem: (!problems.is_empty()).then(|| problems.join("\n")),
        trial_ends: observe::earliest_trial_end(seen),
    }
}

/// Writes down where the client stands; says when to look again at the latest, while a number that
/// is in use is interrupted.
fn settle(
    tx: &Tx<'_>,
    row: &ClientRow,
    seen: &Seen,
    did: (&Plan, &[Failure]),
    now: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    let (mut in_use, mut interrupted) = (false, None::<Timestamp>);
    for phone in &seen.phones {
        if seen.runs_elsewhere(phone) {
            // Its customers know it: it needs no first message from us once it is adopted.
            phones::set_probed(tx, phone.id, now)?;
        }
        let found = phones::set_use(tx, phone.id, in_use_of(seen, phone, now), now)?;
        in_use |= found != InUse::No;
        if let InUse::Interrupted { until } = found {
            interrupted = Some(interrupted.map_or(until, |before| before.min(until)));
        }
    }
    let looked = &looked(row, seen, did, in_use, now);
    clients::looked(tx, row.waba_id, looked, now)?;
    if seen.visible() {
        clients::set_pays_itself(tx, row.waba_id, matches!(seen.credit, Credit::Own { .. }))?;
    }
    keeping::set_blind(tx, row.waba_id, seen.shared && seen.tokens.worker.is_some())?;
    if seen.shared && row.left != Left::default() {
        // It came back: should it leave again, all is to be done again.
        keeping::clear_left(tx, row.waba_id)?;
    }
    if looked.stage != row.stage {
        let what = format!("is now {} (was {})", looked.stage.as_str(), row.stage.as_str());
        let (waba, who) = (Some(row.waba_id), timeline::PROVIDER);
        timeline::add(tx, Fact { at: now, waba, phone: None, who, what: &what })?;
    }
    Ok(interrupted)
}

/// Whether a number is in use. Where a client instance that served it does not, that is an
/// interruption: such as a restart of this server, whose instances stop and start with it.
fn in_use_of(seen: &Seen, phone: &SeenPhone, now: Timestamp) -> InUse {
    if seen.off(phone).is_some() {
        InUse::No
    } else if phone.live(seen.hosting) || seen.runs_elsewhere(phone) {
        InUse::Yes
    } else if seen.hosting == Hosting::Client {
        let until = later(now, SignedDuration::from_secs(INTERRUPTED_SECONDS));
        InUse::Interrupted { until }
    } else {
        InUse::No
    }
}

fn stage(seen: &Seen, in_use: bool) -> Stage {
    if !seen.shared {
        return Stage::Left;
    }
    if in_use {
        return Stage::Live;
    }
    let off = !seen.phones.is_empty() && seen.phones.iter().all(|phone| seen.off(phone).is_some());
    if seen.disabled || off { Stage::Off } else { Stage::Onboarding }
}

impl Provider {
    /// Looks at a client at once and lets its failed steps be tried: an operator asked for it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn look_now(&self, waba: WabaId, who: &str) -> Result<bool, DbError> {
        let now = self.clock.now();
        let who = who.to_owned();
        let woken = self.db.write(move |tx| {
            failures::retry_all(tx, waba, now)?;
            let woken = clients::wake(tx, waba, now)?;
            if woken {
                let (waba, what) = (Some(waba), "asked for a look at once");
                timeline::add(tx, Fact { at: now, waba, phone: None, who: &who, what })?;
            }
            Ok(woken)
        });
        let woken = woken.await?;
        self.nudge();
        Ok(woken)
    }
}
