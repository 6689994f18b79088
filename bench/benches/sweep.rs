//! `sweep`: what a quick sweep costs where many clients are known and where few are, at the same
//! number of new ones; and what a full pass over all of them costs.
//!
//! `cargo xtask bench sweep [--rounds N] [--clients N] [--new N]`. The platform is a list in memory
//! that finds its place by halving, so that what grows is not its own. Both providers run in turn;
//! medians and their ratio are reported, with the requests made and the rows read.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use std::path::Path;

use anyhow::{Context, ensure};
use bench::{
    arguments::number,
    contestants,
    machine::{quiet_disk, resident_bytes, two_threads},
    rounds::median,
    shared_list::SharedList,
};
use jiff::SignedDuration;
use provider::{Provider, sweep};
use rusqlite::{Connection, params};
use shell::clock::{Clock, Stopwatch};

/// How many clients the small provider knows.
const FEW: usize = 10_000;
/// What the ratio of the two times should not exceed.
const GOAL: f64 = 1.5;
/// When the benchmark begins.
const DAWN: &str = "2026-11-22T08:00:00Z";
/// All accounts that are known were created this long before, in days.
const OLD_DAYS: i64 = 30;

fn main() -> anyhow::Result<()> {
    let rounds = number("--rounds", 5)?;
    let many = number("--clients", 1_000_000)?;
    let new = number("--new", 1_000)?;
    two_threads()?.block_on(report(rounds, many, new))
}

async fn report(rounds: usize, many: usize, new: usize) -> anyhow::Result<()> {
    println!(
        "sweep: {new} new accounts beside {FEW} and beside {many} known clients, {rounds} rounds"
    );
    let folder = tempfile::tempdir()?;
    let mut few = Contestant::found(&folder.path().join("few.db"), FEW).await?;
    let mut all = Contestant::found(&folder.path().join("many.db"), many).await?;
    let (mut few_took, mut all_took) = (Vec::new(), Vec::new());
    for round in 1..=rounds {
        let small = few.sweep(new).await?;
        let large = all.sweep(new).await?;
        few_took.push(small);
        all_took.push(large);
        println!(
            "round {round}: {FEW} known {:.1} ms   {many} known {:.1} ms   ratio {:.2}",
            small * 1e3,
            large * 1e3,
            large / small
        );
    }
    let (small, large) = (median(&few_took), median(&all_took));
    println!(
        "median: {:.1} ms and {:.1} ms, ratio {:.2} (goal at most {GOAL:.1})",
        small * 1e3,
        large * 1e3,
        large / small
    );
    all.whole_pass().await
}

/// A provider that knows many clients, and the list of them.
struct Contestant {
    provider: Provider,
    clock: Clock,
    list: SharedList,
}

impl Contestant {
    async fn found(path: &Path, clients: usize) -> anyhow::Result<Self> {
        let clock = Clock::manual(DAWN.parse()?);
        let list = SharedList::default();
        let provider = contestants::alone(path, &clock, &list.switchboard()).await?;
        let created = clock.now() - SignedDuration::from_hours(24 * OLD_DAYS);
        list.add(clients, created.as_second());
        know(path, &list, created.as_microsecond())?;
        quiet_disk(path).await?;
        // The sweeps of the start: nothing is new. The full pass begins later.
        Ok(Self { provider, clock, list })
    }

    /// So many accounts are created; says how many seconds the sweep took that finds them.
    async fn sweep(&mut self, new: usize) -> anyhow::Result<f64> {
        // Sweeps overlap a little: one moves on past what the last one found.
        self.clock.advance(SignedDuration::from_hours(1))?;
        sweep::quick(&self.provider).await??;
        self.clock.advance(SignedDuration::from_hours(1))?;
        let first = self.list.add(new, self.clock.now().as_second() - 30);
        self.list.forget_counts();
        let watch = Stopwatch::start();
        sweep::quick(&self.provider).await??;
        let took = watch.elapsed().as_secs_f64();
        let (requests, rows) = self.list.counts();
        ensure!(rows == new, "{rows} rows were read in {requests} requests for {new} new accounts");
        for waba in first..first + new as u64 {
            let id = graph::id::WabaId::new(waba);
            let read = move |db: &shell::sql::Tx<'_>| provider::store::clients::get(db, id);
            ensure!(self.provider.db.read(read).await?.is_some(), "{waba} was not found");
        }
        Ok(took)
    }

    /// The full pass over everything, its clock turned whenever it pauses.
    async fn whole_pass(&self) -> anyhow::Result<()> {
        let memory = || resident_bytes().context("there is no /proc to read the memory from");
        let (before, began) = (memory()?, self.clock.now());
        let (watch, mut most) = (Stopwatch::start(), 0);
        let pass = loop {
            sweep::go_on(&self.provider).await??;
            most = most.max(memory()?);
            let pass = self.provider.db.read(sweep::state).await?.context("no pass began")?;
            if pass.ended_at.is_some() {
                break pass;
            }
            let next = self.provider.db.read(sweep::next_piece).await?;
            self.clock.set(next.context("the pass has no next piece")?.max(self.clock.now()))?;
        };
        let (took, lasted) = (watch.elapsed(), self.clock.now().duration_since(began));
        #[expect(clippy::cast_precision_loss, reason = "far fewer accounts than 2^52")]
        let listed = pass.listed as f64;
        println!(
            "full pass: {} accounts in {took:.1?} of work, {:.0} accounts a minute of its clock \
             (stated: {})",
            pass.listed,
            listed / (lasted.as_secs_f64() / 60.0),
            self.provider.settings.full_pass_per_minute
        );
        println!("memory: {} MiB before, {} MiB at most", before >> 20, most >> 20);
        Ok(())
    }
}

/// Writes the accounts of the list down as clients that were looked at long ago.
fn know(path: &Path, list: &SharedList, created: i64) -> anyhow::Result<()> {
    let mut db = Connection::open(path)?;
    db.pragma_update(None, "synchronous", "OFF")?;
    let transaction = db.transaction()?;
    let sql = "INSERT INTO client (waba_id, waba_name, business_id, business_name, created_at,
            stage, looked_at, live_since)
         VALUES ($1, 'Account', $1, 'Business', $2, 'live', $2, $2)";
    let mut insert = transaction.prepare(sql)?;
    for waba in list.ids() {
        insert.execute(params![i64::try_from(waba)?, created])?;
    }
    drop(insert);
    transaction.commit()?;
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}
