//! Webhooks out: several together, signed, tried again for days, each address in a lane of its own.

mod faults;
mod handshake;
mod post;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::stream::{self, FuturesUnordered, StreamExt as _};
use graph::{AppId, PhoneNumberId};
use jiff::{SignedDuration, Timestamp};
use shell::db::DbError;
use tokio::sync::Notify;
use world::World;

use crate::platform::Platform;
use crate::settings::Keeping;
use crate::store::Plan;
use crate::work::PAUSE;

pub use handshake::CallbackError;
pub(crate) use handshake::verify_callback;
use post::Batch;
pub(crate) use post::body_of;

/// Webhooks of one round of a lane.
const ROUND_MAX: u32 = 1_000;
/// Requests under way to one address at the same time.
const PARALLEL: usize = 16;

/// An app, and where some of its webhooks go; `None` when it has no callback.
type Address = (AppId, Option<String>);

/// The addresses that webhooks are on their way to. Each has a lane of its own, so that a callback
/// that does not answer holds up nobody else's, and nothing is sent twice at once.
#[derive(Debug, Default)]
pub(crate) struct Lanes {
    taken: Mutex<BTreeSet<Address>>,
    /// Somebody asked for webhooks again.
    woken: Notify,
    /// When the log was last tidied, by the platform's clock.
    tidied: Mutex<Option<Timestamp>>,
}

/// The lane of one address, until it is dropped.
struct Lane<'a> {
    lanes: &'a Lanes,
    address: Address,
}

impl Lanes {
    /// The lane of an address, unless a round is on it.
    fn enter(&self, address: &Address) -> Option<Lane<'_>> {
        let free = self.taken().insert(address.clone());
        // Lazily: a lane that is dropped frees the address.
        free.then(|| Lane { lanes: self, address: address.clone() })
    }

    /// Has what is due looked for now.
    pub(crate) fn wake(&self) {
        self.woken.notify_one();
    }

    /// Returns when what is due is to be looked for.
    pub(crate) async fn woken(&self) {
        self.woken.notified().await;
    }

    fn taken(&self) -> MutexGuard<'_, BTreeSet<Address>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        self.lanes.taken().remove(&self.address);
    }
}

/// What is to go to one address.
#[derive(Debug)]
struct Load {
    address: Address,
    plans: Vec<Plan>,
    /// When the first of it is to be tried.
    at: Timestamp,
}

/// Tries the webhooks that are due, at most one round for each address, one after the other. Says
/// whether there was any. What fails is logged.
pub(crate) async fn deliver_due(platform: &Platform) -> bool {
    let mut any = false;
    for load in planned(platform).await.unwrap_or_default() {
        if load.at <= platform.now()
            && let Some(lane) = platform.lanes().enter(&load.address)
        {
            any |= round(platform, &lane, load.plans).await.unwrap_or(false);
        }
    }
    tidy(platform).await;
    any
}

/// Tries every webhook when it is due, for ever, all addresses side by side.
pub(crate) async fn keep_delivering(platform: &Platform) {
    let mut commits = platform.keeper().commits();
    let mut rounds = FuturesUnordered::new();
    loop {
        commits.borrow_and_update();
        let mut next: Option<Timestamp> = None;
        let Some(planned) = planned(platform).await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        for Load { address, plans, at } in planned {
            // Where a round is under way, its end wakes us.
            let Some(lane) = platform.lanes().enter(&address) else { continue };
            if at <= platform.now() {
                rounds.push(paced(platform, lane, plans));
            } else {
                next = next.into_iter().chain([at]).min();
            }
        }
        tidy(platform).await;
        tokio::select! {
            Some(()) = rounds.next() => {}
            () = platform.sleep_until(next) => {}
            _ = commits.changed() => {}
            () = platform.lanes().woken() => {}
        }
    }
}

/// What is to be tried, by address, the earliest first; `None` when that cannot be known.
async fn planned(platform: &Platform) -> Option<Vec<Load>> {
    let plans = platform.store().webhooks_planned().await;
    let plans =
        plans.inspect_err(|error| tracing::error!(%error, "webhooks cannot be looked for")).ok()?;
    let mut loads: BTreeMap<Address, Load> = BTreeMap::new();
    platform.read(|world| {
        for plan in plans {
            let address = (plan.app, url(world, plan.app, plan.phone));
            let new = || Load { address: address.clone(), plans: Vec::new(), at: plan.at };
            let load = loads.entry(address.clone()).or_insert_with(new);
            load.at = load.at.min(plan.at);
            load.plans.push(plan);
        }
    });
    let mut loads: Vec<Load> = loads.into_values().collect();
    loads.sort_by_key(|load| load.at);
    Some(loads)
}

/// Where webhooks go: for `messages` the number's own address counts before the WABA's, and that
/// before the app's, which counts for everything else (contract §6.1).
fn url(world: &World, app: AppId, phone: Option<PhoneNumberId>) -> Option<String> {
    let own = phone.and_then(|phone| world.phone(phone).ok());
    let of_phone = own.and_then(|phone| phone.callback.as_ref());
    let of_waba = own.and_then(|phone| {
        let waba = world.waba(phone.waba).ok()?;
        waba.subscriptions.get(&app)?.callback.as_ref()
    });
    match of_phone.or(of_waba) {
        Some(other) => Some(other.url.clone()),
        None => Some(world.app(app).ok()?.callback.as_ref()?.url.clone()),
    }
}

/// One round; if it fails, its lane rests for a while.
async fn paced(platform: &Platform, lane: Lane<'_>, plans: Vec<Plan>) {
    if round(platform, &lane, plans).await.is_none() {
        tokio::time::sleep(PAUSE).await;
    }
}

/// Tries what is due for one address, and says whether there was any; `None` when it could not be
/// read or noted.
async fn round(platform: &Platform, lane: &Lane<'_>, plans: Vec<Plan>) -> Option<bool> {
    let tried = try_due(platform, lane, plans).await;
    tried.inspect_err(|error| tracing::error!(%error, "webhooks were not delivered")).ok()
}

async fn try_due(platform: &Platform, lane: &Lane<'_>, plans: Vec<Plan>) -> Result<bool, DbError> {
    let now = platform.now();
    let due = platform.store().webhooks_due(plans, now, ROUND_MAX).await?;
    let any = !due.is_empty();
    let (over, due): (Vec<_>, _) = due.into_iter().partition(|webhook| post::is_over(webhook, now));
    if !over.is_empty() {
        platform.store().drop_webhooks(over.iter().map(|webhook| webhook.seq).collect()).await?;
    }
    let parallel = match platform.settings().keeping {
        Keeping::Grouped => PARALLEL,
        Keeping::Inline => 1,
    };
    let (app, url) = (lane.address.0, lane.address.1.as_deref());
    let load = faults::meet(platform, due).await?;
    let batches = post::batches(load.webhooks, platform.settings().webhooks.batch_max);
    let batches = batches.into_iter().map(|webhooks| Batch { webhooks, copy: false });
    let copies = load.copies.into_iter();
    let copies = copies.map(|webhook| Batch { webhooks: vec![webhook], copy: true });
    let batches: Vec<Batch> = batches.chain(copies).collect();
    let tries = batches.into_iter().map(|batch| post::deliver(platform, (app, url), batch));
    let mut tries = stream::iter(tries).buffer_unordered(parallel);
    while let Some(noted) = tries.next().await {
        noted?;
    }
    Ok(any)
}

/// Once a day of the clock, what is over for long leaves the log.
async fn tidy(platform: &Platform) {
    let (now, day) = (platform.now(), SignedDuration::from_hours(24));
    let tidied = || platform.lanes().tidied.lock().unwrap_or_else(PoisonError::into_inner);
    if tidied().is_some_and(|at| now.duration_since(at) < day) {
        return;
    }
    let keep = SignedDuration::from_hours(24 * i64::from(platform.settings().webhooks.keep_days));
    let Ok(cutoff) = now.checked_sub(keep) else { return };
    match platform.store().prune_webhooks(cutoff).await {
        Ok(true) => platform.lanes().wake(),
        Ok(false) => *tidied() = Some(now),
        Err(error) => tracing::error!(%error, "the log of webhooks was not tidied"),
    }
}
