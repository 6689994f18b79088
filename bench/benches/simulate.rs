//! `simulate`: how many worlds of the simulation are lived through in a minute, on all cores.
//!
//! `cargo xtask bench simulate [--worlds N] [--seed S] [--jobs J]`. A world is a platform, a
//! provider and their clients on one turned clock, with faults and crashes, then calm; the goal is
//! 10,000 of them within 15 minutes on two cores.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use std::{num::NonZero, thread};

use anyhow::ensure;
use bench::arguments::number;
use provider::Defects;
use shell::clock::Stopwatch;
use simulation::many;

/// The goal: so many worlds in so many seconds on two cores.
const GOAL_WORLDS: f64 = 10_000.0;
const GOAL_SECONDS: f64 = 900.0;

fn main() -> anyhow::Result<()> {
    let worlds = number("--worlds", 1_000)? as u64;
    let first = number("--seed", 1)? as u64;
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = number("--jobs", cores)?;
    let watch = Stopwatch::start();
    let tally = many::run(first..first + worlds, jobs, &Defects::default(), &|_, _| {});
    let took = watch.elapsed().as_secs_f64();
    let goal = GOAL_SECONDS / GOAL_WORLDS * worlds as f64;
    println!("simulate: {}", tally.verdict());
    println!(
        "simulate: {worlds} worlds from seed {first}, {jobs} at a time, in {took:.1} s: {:.0} a \
         minute, {:.0} ms of a core each (goal on two cores: {goal:.1} s)",
        worlds as f64 / took * 60.0,
        took * jobs as f64 / worlds as f64 * 1_000.0,
    );
    for (seed, broken) in &tally.failures {
        println!("seed {seed}: {}", broken.why);
    }
    ensure!(tally.failures.is_empty(), "{} worlds failed", tally.failures.len());
    Ok(())
}
