//! `vestibule simulate`: whole worlds in one process, each told by its seed.

use std::{num::NonZero, process::ExitCode, thread};

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use provider::{Defect, Defects};
use shell::{clock::Stopwatch, secret::Secrets};
use simulation::{
    life::{Broken, Lived},
    many::{self, Tally},
};

/// Failing seeds whose reasons are printed at most; all of them are named.
const SHOWN: usize = 20;
/// Drawn seeds are below this, so that they can be read aloud.
const SEEDS: u64 = 1_000_000_000;

/// Lives through worlds drawn from seeds: both servers in one process on one turned clock, with
/// lost and doubled webhooks, errors, lost answers, stale reads, rate limits and crashes; then
/// calm, in which everything must come right.
///
/// The same seed lives through the same world byte for byte; --log prints it. A failing seed is
/// named with the command that repeats it, and the exit code is 1 then.
#[derive(Args)]
#[command(after_help = "Examples:\n  vestibule simulate --runs 300\n  \
    vestibule simulate --runs 1 --seed 2022 --log > world.log")]
pub(crate) struct Simulate {
    /// How many worlds, each with the next seed.
    #[arg(long, visible_alias = "seeds", default_value_t = 20,
        value_parser = clap::value_parser!(u64).range(1..))]
    runs: u64,
    /// The first seed [default: drawn].
    #[arg(long)]
    seed: Option<u64>,
    /// How many at a time [default: one for each core].
    #[arg(long)]
    jobs: Option<NonZero<usize>>,
    /// Takes a precaution away from the provider, to see that the simulation notices.
    #[arg(long, value_name = "NAME", value_parser = defect)]
    defect: Vec<Defect>,
    /// Prints everything that happened in each world, on both sides.
    #[arg(long)]
    log: bool,
}

impl Simulate {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        tokio::task::spawn_blocking(move || self.live())
            .await
            .context("the simulation broke off")?
    }

    fn live(&self) -> anyhow::Result<ExitCode> {
        let first = self.seed.unwrap_or_else(|| Secrets::os().number() % SEEDS);
        let seeds = first..first.checked_add(self.runs).context("seeds end at 2^64")?;
        let cores = || thread::available_parallelism().map_or(1, NonZero::get);
        let jobs = self.jobs.map_or_else(cores, NonZero::get);
        let (watch, bar) = (Stopwatch::start(), bar(self.runs)?);
        let tell = |seed: u64, lived: &Result<Lived, Broken>| {
            if let Err(broken) = lived {
                bar.suspend(|| eprintln!("seed {seed} failed: {}", broken.why));
            }
            if self.log {
                let history = match lived {
                    Ok(lived) => &lived.history,
                    Err(broken) => &broken.history,
                };
                bar.suspend(|| say!("--- seed {seed} ---\n{history}"));
            }
            bar.inc(1);
        };
        let tally = many::run(seeds, jobs, &Defects::deliberate(&self.defect), &tell);
        bar.finish_and_clear();
        let took = watch.elapsed().as_secs_f64();
        eprintln!("from seed {first}, {jobs} at a time, in {took:.1} s");
        Ok(verdict(&tally, &self.defect))
    }
}

fn defect(name: &str) -> Result<Defect, String> {
    let all = || Defect::ALL.map(Defect::name).join(", ");
    Defect::named(name).ok_or_else(|| format!("there are {}", all()))
}

fn bar(worlds: u64) -> anyhow::Result<ProgressBar> {
    let bar = ProgressBar::new(worlds);
    let style = "{bar:30} {pos}/{len} worlds, {elapsed} gone, {eta} to go";
    bar.set_style(ProgressStyle::with_template(style)?);
    Ok(bar)
}

/// Says how it went: the last line is the verdict, or the failing seeds.
fn verdict(tally: &Tally, defects: &[Defect]) -> ExitCode {
    say!("{}", tally.verdict());
    if tally.failures.is_empty() {
        return ExitCode::SUCCESS;
    }
    let with = defects.iter().map(|defect| format!(" --defect {}", defect.name()));
    let with: String = with.collect();
    for (seed, broken) in tally.failures.iter().take(SHOWN) {
        say!("  {}\n    vestibule simulate --runs 1 --seed {seed}{with} --log", broken.why);
    }
    let seeds: Vec<String> = tally.failures.iter().map(|(seed, _)| seed.to_string()).collect();
    say!("failing seeds: {}", seeds.join(" "));
    ExitCode::FAILURE
}
