//! The faults that were ordered, with their counts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shell::db::DbError;
use world::World;

use super::errors::error_of;
use super::kind::{Kind, Place};
use super::matching::{Matching, Occurrence};
use super::past;
use super::when::When;
use crate::store::{Store, Treated};

/// Where they are kept in the table of settings.
pub(crate) const SETTING: &str = "faults";

/// The most faults at a time.
const FAULTS_MAX: usize = 1_000;
/// The longest latency: nobody waits longer for an answer.
const LATENCY_MAX_MS: u64 = 600_000;

/// A fault to order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFault {
    /// What goes wrong.
    pub kind: Kind,
    /// Which of the matching occurrences are struck; the first alone where nothing is said.
    #[serde(default)]
    pub when: When,
    /// The most strikes; as many as `when` says where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// What it is about; everything where nothing is said.
    #[serde(default)]
    pub matching: Matching,
}

impl NewFault {
    /// A fault of this kind that strikes the first occurrence of any sort.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, when: When::default(), times: None, matching: Matching::default() }
    }

    /// The same at these occurrences.
    #[must_use]
    pub fn at(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    /// The same about these occurrences.
    #[must_use]
    pub fn about(mut self, matching: Matching) -> Self {
        self.matching = matching;
        self
    }

    /// The same about calls of this operation.
    #[must_use]
    pub fn on(mut self, operation: &str) -> Self {
        self.matching.operation = Some(operation.to_owned());
        self
    }
}

/// A fault that was ordered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Its number, from 1; none is given twice.
    pub id: u64,
    /// What goes wrong.
    pub kind: Kind,
    /// Which of the matching occurrences are struck.
    pub when: When,
    /// The most strikes, if that was said.
    pub times: Option<u32>,
    /// What it is about.
    pub matching: Matching,
    /// When it was ordered.
    pub ordered_at: Timestamp,
    /// The last entry of the log when it was ordered.
    pub after: i64,
    /// How many occurrences have matched so far.
    pub seen: u64,
    /// How many of them were struck.
    pub struck: u64,
}

impl Fault {
    /// Whether it will not strike any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.when.is_over(self.seen)
            || self.times.is_some_and(|most| self.struck >= u64::from(most))
    }
}

/// Why a fault was not ordered or taken back.
#[derive(Debug, thiserror::Error)]
pub enum FaultError {
    /// It makes no sense; the text says why.
    #[error("{0}")]
    Nonsense(String),
    /// It could not be stored, or the log could not be read.
    #[error("the fault could not be stored: {0}")]
    Down(#[from] DbError),
}

/// A fault that strikes here and now.
#[derive(Clone, Debug)]
pub(crate) struct Strike {
    /// The fault's number.
    pub(crate) fault: u64,
    pub(crate) kind: Kind,
    /// The world as it was when the fault was ordered, where that matters.
    pub(crate) past: Option<Arc<World>>,
}

/// As it is stored.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Orders {
    last: u64,
    faults: Vec<Fault>,
}

/// All faults of a platform.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    orders: Mutex<Orders>,
    /// The worlds that reads lag behind in, by fault.
    pasts: Mutex<BTreeMap<u64, Arc<World>>>,
    /// Counts are stored in the order in which they were counted.
    storing: tokio::sync::Mutex<()>,
}

impl Faults {
    /// What was ordered before the last stop.
    pub(crate) async fn load(
        store: &Store,
        fresh: impl Fn() -> Box<World>,
    ) -> Result<Self, DbError> {
        let orders: Orders = store.setting(SETTING).await?.unwrap_or_default();
        let faults = Self::default();
        for fault in orders.faults.iter().filter(|fault| fault.kind == Kind::StaleRead) {
            let world = past::world_after(store, fresh(), fault.after).await?;
            faults.pasts().insert(fault.id, Arc::from(world));
        }
        *faults.orders() = orders;
        Ok(faults)
    }

    /// Those that were ordered, with their counts, in order.
    pub(crate) fn all(&self) -> Vec<Fault> {
        self.orders().faults.clone()
    }

    /// Orders one.
    pub(crate) async fn order(
        &self,
        store: &Store,
        new: NewFault,
        (now, fresh): (Timestamp, Box<World>),
    ) -> Result<Fault, FaultError> {
        if let Some(why) = nonsense(&new, now) {
            return Err(FaultError::Nonsense(why));
        }
        let _one = self.storing.lock().await;
        let NewFault { kind, when, times, matching } = new;
        let after = past::end_of_log(store).await?;
        let past = match kind {
            Kind::StaleRead => Some(past::world_after(store, fresh, after).await?),
            _ => None,
        };
        let mut orders = self.orders().clone();
        if orders.faults.len() >= FAULTS_MAX {
            let why = format!("there are {FAULTS_MAX} faults already: clear some first");
            return Err(FaultError::Nonsense(why));
        }
        orders.last += 1;
        let fault = Fault {
            id: orders.last,
            kind,
            when,
            times,
            matching: matching.without_secret(),
            ordered_at: now,
            after,
            seen: 0,
            struck: 0,
        };
        orders.faults.push(fault.clone());
        store.set_setting(SETTING, &orders).await?;
        if let Some(past) = past {
            self.pasts().insert(fault.id, Arc::from(past));
        }
        *self.orders() = orders;
        Ok(fault)
    }

    /// Takes one back, or all; says how many.
    pub(crate) async fn clear(&self, store: &Store, id: Option<u64>) -> Result<usize, DbError> {
        let _one = self.storing.lock().await;
        let mut orders = self.orders().clone();
        let before = orders.faults.len();
        orders.faults.retain(|fault| id.is_some_and(|id| id != fault.id));
        store.set_setting(SETTING, &orders).await?;
        self.pasts().retain(|id, _| orders.faults.iter().any(|fault| fault.id == *id));
        let gone = before - orders.faults.len();
        *self.orders() = orders;
        Ok(gone)
    }

    /// Whether a fault of these places may still strike: a quick look before occurrences are
    /// described.
    pub(crate) fn wait_for(&self, places: &[Place]) -> bool {
        let orders = self.orders();
        orders.faults.iter().any(|fault| places.contains(&fault.kind.place()) && !fault.is_over())
    }

    /// What strikes an occurrence, in the order of the faults. It is counted, and the counts are
    /// stored.
    pub(crate) async fn meet(
        &self,
        store: &Store,
        places: &[Place],
        occurrence: &Occurrence<'_>,
    ) -> Result<Vec<Strike>, DbError> {
        let faces = [vec![occurrence.clone()]];
        let met = self.meet_all(store, places, (&faces, |_| Vec::new())).await?;
        Ok(met.into_iter().flatten().collect())
    }

    /// The same for several occurrences, each of which may have several faces: it matches if one of
    /// them does. What becomes of webhooks because of it is stored in the same step.
    pub(crate) async fn meet_all(
        &self,
        store: &Store,
        places: &[Place],
        (occurrences, treat): (&[Vec<Occurrence<'_>>], impl FnOnce(&[Vec<Strike>]) -> Vec<Treated>),
    ) -> Result<Vec<Vec<Strike>>, DbError> {
        let _one = self.storing.lock().await;
        let mut orders = self.orders().clone();
        let pasts = self.pasts().clone();
        let mut counted = false;
        let mut met = Vec::with_capacity(occurrences.len());
        for faces in occurrences {
            let (strikes, some) = orders.meet(places, faces, &pasts);
            counted |= some;
            met.push(strikes);
        }
        if counted {
            store.treat_webhooks(treat(&met), (SETTING, &orders)).await?;
            *self.orders() = orders;
        }
        Ok(met)
    }

    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pasts(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<World>>> {
        self.pasts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Orders {
    /// Asks one fault after the other; says too whether any of them counted.
    fn meet(
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

/// Why this cannot be ordered, in a sentence.
fn nonsense(new: &NewFault, now: Timestamp) -> Option<String> {
    let range = |name: &str, value: u64, most: u64| {
        let good = (1..=most).contains(&value);
        (!good).then(|| format!("`{name}` must be from 1 to {most}"))
    };
    let why = match &new.kind {
        Kind::Error { code, subcode, message } => {
            let found = error_of((*code, *subcode), message.as_deref(), now);
            let shown = subcode.map_or_else(|| code.to_string(), |sub| format!("{code}/{sub}"));
            found.is_none().then(|| {
                format!(
                    "{shown} is none of the errors listed at /_control/faults/errors: choose one \
                     of them, or say its `message`"
                )
            })
        }
        Kind::Latency { ms } => range("ms", *ms, LATENCY_MAX_MS),
        Kind::RateLimit { minutes, code } => {
            let rate = code.map(|code| error_of((code, None), None, now));
            let other = rate.is_some_and(|error| !error.is_some_and(|error| error.is_rate()));
            range("minutes", u64::from(*minutes), 60 * 24)
                .or_else(|| other.then(|| "`code` must be the number of a limit".to_owned()))
        }
        Kind::Duplicate { copies } => range("copies", u64::from(*copies), 100),
        Kind::Delay { seconds } => range("seconds", u64::from(*seconds), 7 * 24 * 3_600),
        _ => None,
    };
    why.or_else(|| new.times.and_then(|times| range("times", u64::from(times), u64::MAX)))
        .or_else(|| new.matching.nonsense(new.kind.place()))
}
