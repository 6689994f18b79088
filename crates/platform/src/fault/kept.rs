//! The faults as they are stored, and as they are in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use shell::db::DbError;
use world::World;

use super::kind::{Kind, Place};
use super::matching::Occurrence;
use super::orders::{Fault, Strike};
use super::past;
use crate::store::{Store, Treated};

/// Where they are kept in the table of settings.
const SETTING: &str = "faults";

/// As it is stored.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Orders {
    /// The number given last.
    pub(super) last: u64,
    pub(super) faults: Vec<Fault>,
}

/// What is in memory: the same as on disk.
#[derive(Debug, Default)]
pub(super) struct Kept {
    orders: Mutex<Orders>,
    /// The worlds that reads lag behind in, by fault; only of those that may still strike.
    pasts: Mutex<BTreeMap<u64, Arc<World>>>,
}

/// What is to be kept.
#[derive(Debug)]
pub(super) struct Change {
    /// All orders from now on.
    pub(super) orders: Orders,
    /// The world that reads of a new fault lag behind in.
    pub(super) past: Option<(u64, Arc<World>)>,
    /// What becomes of webhooks in the same step.
    pub(super) treated: Vec<Treated>,
}

impl Kept {
    /// What is on disk. Faults that were ordered at one moment share its world.
    pub(super) async fn load(
        store: &Store,
        fresh: impl Fn() -> Box<World>,
    ) -> Result<Self, DbError> {
        let orders: Orders = store.setting(SETTING).await?.unwrap_or_default();
        let mut moments: BTreeMap<i64, Arc<World>> = BTreeMap::new();
        let mut pasts = BTreeMap::new();
        let lag = |fault: &&Fault| fault.kind == Kind::StaleRead && !fault.is_over();
        for fault in orders.faults.iter().filter(lag) {
            let world = match moments.get(&fault.after) {
                Some(world) => Arc::clone(world),
                None => Arc::from(past::world_after(store, fresh(), fault.after).await?),
            };
            moments.insert(fault.after, Arc::clone(&world));
            pasts.insert(fault.id, world);
        }
        Ok(Self { orders: Mutex::new(orders), pasts: Mutex::new(pasts) })
    }

    /// Stores a change; if that succeeds, memory has it too.
    pub(super) async fn keep(&self, store: &Store, change: Change) -> Result<(), DbError> {
        let Change { orders, past, treated } = change;
        store.treat_webhooks(treated, (SETTING, &orders)).await?;
        let mut pasts = self.pasts();
        pasts.extend(past);
        pasts.retain(|id, _| orders.faults.iter().any(|one| one.id == *id && !one.is_over()));
        drop(pasts);
        *self.orders() = orders;
        Ok(())
    }

    pub(super) fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn pasts(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<World>>> {
        self.pasts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Orders {
    /// Asks one fault after the other; says too whether any of them counted.
    pub(super) fn meet(
        &mut self,
        places: &[Place],
        faces: &[Occurrence<'_>],
        pasts: &BTreeMap<u64, Arc<World>>,
    ) -> (Vec<Strike>, bool) {
        let (mut strikes, mut counted) = (Vec::new(), false);
        for fault in &mut self.faults {
            let place = fault.kind.place();
            if !places.contains(&place)
                || fault.is_over()
                || !faces.iter().any(|face| fault.matching.fits(face))
            {
                continue;
            }
            counted = true;
            fault.seen += 1;
            if fault.when.strikes(fault.seen) {
                fault.struck += 1;
                let past = pasts.get(&fault.id).cloned();
                strikes.push(Strike { fault: fault.id, kind: fault.kind.clone(), past });
                if fault.kind.is_final() {
                    break;
                }
            }
        }
        (strikes, counted)
    }
}
