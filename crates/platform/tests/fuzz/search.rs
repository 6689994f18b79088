//! The search for an input that a property does not hold for.

use std::cell::{Cell, RefCell};
use std::hash::{BuildHasher, RandomState};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::{Duration, Instant};

use proptest::strategy::Strategy;
use proptest::test_runner::{
    Config, FileFailurePersistence, RngAlgorithm, TestCaseError, TestCaseResult, TestRng,
    TestRunner,
};
use tokio::runtime::{Builder, Runtime};

use crate::town::Town;

/// How many inputs are tried on one world.
pub(crate) const ROUND: u32 = 256;
/// How often a smaller input is tried.
const SHRINKS: u32 = 300;
/// The seed inside the test command.
const SEED: u64 = 7;

/// Tries inputs of the strategy, which may be made of what the town has, in rounds of so many until
/// the time is over.
///
/// # Panics
/// With the first input that failed and the smallest that still does.
pub(crate) fn search<S: Strategy>(
    cases: u32,
    strategy: impl Fn(&Town) -> S,
    property: &impl AsyncFn(&Town, &S::Value) -> TestCaseResult,
) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let (seconds, seed) = (number("FUZZ_SECONDS"), number("FUZZ_SEED"));
    let seed = seed.unwrap_or_else(|| match seconds {
        None => SEED,
        Some(_) => RandomState::new().hash_one(SEED) >> 16,
    });
    let (begun, wanted) = (Instant::now(), Duration::from_secs(seconds.unwrap_or(0)));
    for round in 0.. {
        try_round(&runtime, (seed + round, cases), &strategy, property);
        if begun.elapsed() >= wanted {
            let tried = (round + 1) * u64::from(cases);
            let took = begun.elapsed().as_secs();
            let _ = writeln!(std::io::stderr(), "{tried} inputs from seed {seed} in {took} s");
            return;
        }
    }
}

fn try_round<S: Strategy>(
    runtime: &Runtime,
    (seed, cases): (u64, u32),
    strategy: &impl Fn(&Town) -> S,
    property: &impl AsyncFn(&Town, &S::Value) -> TestCaseResult,
) {
    let town = RefCell::new(Rc::new(runtime.block_on(Town::new())));
    let inputs = strategy(&town.borrow());
    let config = Config {
        cases,
        max_shrink_iters: SHRINKS,
        failure_persistence: None::<Box<FileFailurePersistence>>.map(|kept| kept as _),
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let first = Cell::new(None);
    let outcome = TestRunner::new_with_rng(config, rng).run(&inputs, |input| {
        let here = Rc::clone(&town.borrow());
        let tried = AssertUnwindSafe(|| runtime.block_on(property(&here, &input)));
        let result = catch_unwind(tried).unwrap_or_else(|panic| {
            Err(TestCaseError::fail(format!("panicked: {}", said(&*panic))))
        });
        if let Err(why) = &result {
            let told = first.take().unwrap_or_else(|| format!("{input:#?}\n{why}"));
            first.set(Some(told));
            // What it left behind shall not decide about the smaller ones.
            *town.borrow_mut() = Rc::new(runtime.block_on(Town::new()));
        }
        result
    });
    if let Err(failure) = outcome {
        panic!(
            "FUZZ_SEED={seed}\nfirst: {}\nsmallest: {failure}",
            first.take().unwrap_or_default()
        );
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} must be a number, not {text:?}")))
}
