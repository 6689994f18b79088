//! `vestibule simulate`: whole towns in one process, each told by its seed.

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use shell::{clock::Stopwatch, secret::Secrets};
use simulation::story;

/// Runs both servers in one process on one turned clock and one seed, with crashes, doubled and
/// lost webhooks and lost answers, and checks that every business still goes live exactly once.
///
/// The same seed tells the same story byte for byte; --log prints it. A failing seed is named, so
/// that it can be told again.
#[derive(Args)]
pub(crate) struct Simulate {
    /// First seed [default: drawn].
    #[arg(long)]
    seed: Option<u64>,
    /// How many seeds, one after the other.
    #[arg(long, default_value_t = 20)]
    seeds: u64,
    /// Businesses that sign up in each.
    #[arg(long, default_value_t = 3)]
    businesses: usize,
    /// Prints everything that happened, on both sides.
    #[arg(long)]
    log: bool,
}

impl Simulate {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        tokio::task::spawn_blocking(move || self.tell())
            .await
            .context("the simulation broke off")?
    }

    fn tell(&self) -> anyhow::Result<()> {
        let first = self.seed.unwrap_or_else(|| Secrets::os().number() % 1_000_000);
        let watch = Stopwatch::start();
        let bar = ProgressBar::new(self.seeds);
        let style = "{bar:30} {pos}/{len} towns, {elapsed} gone, {eta} to go  {msg}";
        bar.set_style(ProgressStyle::with_template(style)?);
        let (mut live, mut crashes, mut mishaps) = (0, 0, 0);
        for seed in first..first + self.seeds {
            let told = story::tell(seed, self.businesses)?;
            live += told.live;
            crashes += told.crashes;
            mishaps += told.mishaps;
            bar.set_message(format!("seed {seed}"));
            bar.inc(1);
            if self.log {
                bar.suspend(|| say!("--- seed {seed} ---\n{}", told.log));
            }
        }
        bar.finish_and_clear();
        say!(
            "{} towns from seed {first}: {live} businesses live, each once; {crashes} crashes, \
             {mishaps} mishaps on the wire",
            self.seeds
        );
        eprintln!("{:.1} s", watch.elapsed().as_secs_f64());
        Ok(())
    }
}
