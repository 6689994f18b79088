//! `clock`: thirty days pass over many numbers in their trial: warnings, ends, mails, notices.
//!
//! `cargo xtask bench clock [--wabas N]`. Every event and all its effects are on disk when the
//! clock has been turned.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use anyhow::Context;
use bench::{
    arguments::number,
    fleet,
    machine::{resident_bytes, two_threads},
};
use jiff::SignedDuration;
use platform::Turn;
use shell::{
    clock::{Clock, Stopwatch},
    db::Mode,
};
use world::World;

/// Events a second.
const GOAL: f64 = 100_000.0;
/// How long the clock is turned: past the end of every trial.
const MONTH: SignedDuration = SignedDuration::from_hours(31 * 24);

fn main() -> anyhow::Result<()> {
    let wabas = number("--wabas", 100_000)?;
    let runtime = two_threads()?;
    runtime.block_on(report(wabas))
}

async fn report(wabas: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("platform.db");
    let fleet = fleet::found(&path, wabas).await?;
    let platform = fleet::open(&path, Mode::Threaded, &Clock::manual(fleet.now)).await?;
    let memory = || resident_bytes().context("there is no /proc to read the memory from");
    let (before, events) = (memory()?, platform.read(World::applied));
    let watch = Stopwatch::start();
    platform.turn_clock(Turn::By(MONTH)).await?;
    let took = watch.elapsed();
    let passed = platform.read(World::applied) - events;
    #[expect(clippy::cast_precision_loss, reason = "far fewer events than 2^52")]
    let per_second = passed as f64 / took.as_secs_f64();
    println!(
        "clock: {} numbers in trial, 31 days turned in {took:.1?}: {passed} events, \
         {per_second:.0}/s with their effects on disk (goal {GOAL:.0}/s)",
        fleet.phones.len()
    );
    let (before, after) = (before >> 20, memory()? >> 20);
    println!("memory: {before} MiB before, {after} MiB after");
    Ok(())
}
