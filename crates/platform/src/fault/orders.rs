//! The faults that were ordered, with their counts.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shell::db::DbError;
use tokio::sync::OwnedMutexGuard;
use world::World;

use super::errors::error_of;
use super::kept::{Change, Kept};
use super::kind::{Kind, Place};
use super::matching::{Matching, Occurrence};
use super::past;
use super::when::When;
use crate::store::{Store, Treated};

/// The most faults at a time.
const FAULTS_MAX: usize = 1_000;
/// From how many moments there may be worlds that reads lag behind in.
const PASTS_MAX: usize = 8;
/// The longest latency: nobody waits longer for an answer or a message.
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

/// All faults of a platform.
#[derive(Debug)]
pub(crate) struct Faults {
    kept: Arc<Kept>,
    /// Counts are stored in the order in which they were counted.
    storing: Arc<tokio::sync::Mutex<()>>,
}

impl Faults {
    /// What was ordered before the last stop.
    pub(crate) async fn load(
        store: &Store,
        fresh: impl Fn() -> Box<World>,
    ) -> Result<Self, DbError> {
        let kept = Arc::new(Kept::load(store, fresh).await?);
        Ok(Self { kept, storing: Arc::default() })
    }

    /// The same orders, to be counted apart from these; reads lag behind in none of them.
    pub(crate) async fn copied(&self, store: &Store) -> Result<Self, DbError> {
        let orders = self.kept.orders().clone();
        let change = Change { orders, past: None, treated: Vec::new() };
        let kept = Arc::<Kept>::default();
        kept.keep(store, change).await?;
        Ok(Self { kept, storing: Arc::default() })
    }

    /// Those that were ordered, with their counts, in order.
    pub(crate) fn all(&self) -> Vec<Fault> {
        self.kept.orders().faults.clone()
    }

    /// Orders one. `present` is the world as it is now.
    pub(crate) async fn order(
        &self,
        store: &Store,
        new: NewFault,
        (now, present): (Timestamp, impl FnOnce() -> Arc<World>),
    ) -> Result<Fault, FaultError> {
        if let Some(why) = nonsense(&new, now) {
            return Err(FaultError::Nonsense(why));
        }
        let one = Arc::clone(&self.storing).lock_owned().await;
        let NewFault { kind, when, times, matching } = new;
        let after = past::end_of_log(store).await?;
        let past = match kind {
            Kind::StaleRead => Some(self.past(after, present)?),
            _ => None,
        };
        let mut orders = self.kept.orders().clone();
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
        let past = past.map(|past| (fault.id, past));
        self.keep(store, one, Change { orders, past, treated: Vec::new() }).await?;
        Ok(fault)
    }

    /// The world that reads of a new fault lag behind in: the one of a fault that was ordered at
    /// the same moment, or the present one. Each is a whole world in memory, so there are few.
    fn past(
        &self,
        after: i64,
        present: impl FnOnce() -> Arc<World>,
    ) -> Result<Arc<World>, FaultError> {
        let (orders, pasts) = (self.kept.orders(), self.kept.pasts());
        let mut moments: BTreeMap<i64, &Arc<World>> = BTreeMap::new();
        for fault in &orders.faults {
            moments.extend(pasts.get(&fault.id).map(|past| (fault.after, past)));
        }
        if let Some(known) = moments.get(&after) {
            return Ok(Arc::clone(known));
        }
        if moments.len() >= PASTS_MAX {
            let why = format!(
                "there are faults of `stale_read` from {PASTS_MAX} moments already, each with its \
                 world: clear some first"
            );
            return Err(FaultError::Nonsense(why));
        }
        drop((orders, pasts));
        Ok(present())
    }

    /// Takes one back, or all; says how many.
    pub(crate) async fn clear(&self, store: &Store, id: Option<u64>) -> Result<usize, DbError> {
        let one = Arc::clone(&self.storing).lock_owned().await;
        let mut orders = self.kept.orders().clone();
        let before = orders.faults.len();
        orders.faults.retain(|fault| id.is_some_and(|id| id != fault.id));
        let gone = before - orders.faults.len();
        self.keep(store, one, Change { orders, past: None, treated: Vec::new() }).await?;
        Ok(gone)
    }

    /// Whether a fault of these places may still strike: a quick look before occurrences are
    /// described.
    pub(crate) fn wait_for(&self, places: &[Place]) -> bool {
        let orders = self.kept.orders();
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
        let one = Arc::clone(&self.storing).lock_owned().await;
        let mut orders = self.kept.orders().clone();
        let pasts = self.kept.pasts().clone();
        let mut counted = false;
        let mut met = Vec::with_capacity(occurrences.len());
        for faces in occurrences {
            let (strikes, some) = orders.meet(places, faces, &pasts);
            counted |= some;
            met.push(strikes);
        }
        if counted {
            let change = Change { orders, past: None, treated: treat(&met) };
            self.keep(store, one, change).await?;
        }
        Ok(met)
    }

    /// Keeps a change on disk and in memory: both or neither, also where whoever asked for it hangs
    /// up meanwhile.
    async fn keep(
        &self,
        store: &Store,
        one: OwnedMutexGuard<()>,
        change: Change,
    ) -> Result<(), DbError> {
        let (kept, store) = (Arc::clone(&self.kept), store.clone());
        let keeping = tokio::spawn(async move {
            let _one = one;
            kept.keep(&store, change).await
        });
        match keeping.await {
            Ok(done) => done,
            Err(ended) if ended.is_panic() => resume_unwind(ended.into_panic()),
            Err(_) => Err(DbError::Closed),
        }
    }

    /// Whether a change is being kept.
    #[cfg(test)]
    pub(super) fn is_keeping(&self) -> bool {
        Arc::strong_count(&self.kept) > 1
    }

    /// The worlds that reads lag behind in, by fault.
    #[cfg(test)]
    pub(super) fn pasts(&self) -> std::collections::BTreeMap<u64, Arc<World>> {
        self.kept.pasts().clone()
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
        Kind::Latency { ms } | Kind::PopupMessageLate { ms } => range("ms", *ms, LATENCY_MAX_MS),
        Kind::RateLimit { minutes, code } => {
            let rate = code.map(|code| error_of((code, None), None, now));
            let other = rate.is_some_and(|error| !error.is_some_and(|error| error.is_rate()));
            range("minutes", u64::from(*minutes), 60 * 24)
                .or_else(|| other.then(|| "`code` must be the number of a limit".to_owned()))
        }
        Kind::Duplicate { copies } | Kind::PopupMessageTwice { copies } => {
            range("copies", u64::from(*copies), 100)
        }
        Kind::Delay { seconds } => range("seconds", u64::from(*seconds), 7 * 24 * 3_600),
        _ => None,
    };
    why.or_else(|| new.times.and_then(|times| range("times", u64::from(times), u64::MAX)))
        .or_else(|| new.matching.nonsense(new.kind.place()))
}
