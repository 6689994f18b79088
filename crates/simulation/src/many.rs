//! Many worlds, side by side on all cores.

use std::{
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use provider::{Defect, Defects};

use crate::life::{Broken, Lived, live};

/// Stack of a thread in bytes: a world is one deep future.
const STACK: usize = 32 << 20;

/// What came of many worlds.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many were lived through.
    pub worlds: u64,
    /// Accounts of clients in them.
    pub clients: u64,
    /// What went wrong in them.
    pub faults: u64,
    /// How often a process crashed.
    pub crashes: u64,
    /// The seeds that failed, in order, and why.
    pub failures: Vec<(u64, Broken)>,
}

impl Tally {
    /// The last line of a run in which nothing failed.
    pub fn verdict(&self) -> String {
        let Self { worlds, clients, faults, crashes, failures } = self;
        match failures.len() {
            0 => format!(
                "{worlds} worlds, {clients} clients, {faults} faults, {crashes} crashes: all \
                 invariants held"
            ),
            failed => format!("{failed} of {worlds} worlds failed"),
        }
    }
}

/// Lives through the worlds of `seeds`, `jobs` of them at a time, with a provider that has these
/// defects, and tells `on` of each.
pub fn run(
    seeds: Range<u64>,
    jobs: usize,
    defects: &Defects,
    on: &(dyn Fn(u64, &Result<Lived, Broken>) + Sync),
) -> Tally {
    let next = AtomicU64::new(seeds.start);
    let tally = Mutex::new(Tally::default());
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return;
            }
            let lived = guarded(seed, defects);
            on(seed, &lived);
            add(&mut tally.lock().unwrap_or_else(PoisonError::into_inner), seed, lived);
        }
    };
    thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            worker.expect("the system has room for a thread");
        }
    });
    let mut tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    tally.failures.sort_by_key(|(seed, _)| *seed);
    tally
}

fn guarded(seed: u64, defects: &Defects) -> Result<Lived, Broken> {
    let lived = catch_unwind(AssertUnwindSafe(|| live(seed, defects)));
    lived.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text =
            text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without words");
        Err(Broken { why: format!("a panic: {text}"), history: String::new() })
    })
}

fn add(tally: &mut Tally, seed: u64, lived: Result<Lived, Broken>) {
    tally.worlds += 1;
    match lived {
        Ok(lived) => {
            tally.clients += lived.clients;
            tally.faults += lived.faults;
            tally.crashes += lived.crashes;
        }
        Err(broken) => tally.failures.push((seed, broken)),
    }
}

/// The first seed at which a provider with a defect is caught, and by what.
#[must_use]
pub fn first_caught(seeds: Range<u64>, defect: Defect) -> Option<(u64, Broken)> {
    let defects = Defects::deliberate(&[defect]);
    let mut caught = seeds.map(|seed| (seed, guarded(seed, &defects)));
    caught.find_map(|(seed, lived)| Some((seed, lived.err()?)))
}
