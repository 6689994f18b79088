//! `world-memory`: how much memory a large world takes, how long a start from its snapshot, and how
//! long answers wait while the snapshot is taken.
//!
//! `cargo xtask bench world-memory [--wabas N]`. The story of one client, onboarded for real, is
//! told again for every other; each step runs in a process of its own.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use std::{path::Path, time::Duration};

use anyhow::{Context, ensure};
use bench::{
    arguments::{number, word},
    fleet,
    machine::{resident_bytes, two_threads},
};
use jiff::Timestamp;
use platform::Platform;
use shell::{
    clock::{Clock, Stopwatch},
    db::Mode,
};
use world::{Actor, Command, World};

/// What a WABA may take, in bytes, with its 1.2 numbers, tokens and indexes.
const GOAL_BYTES: u64 = 1_228;
/// How long a start from a snapshot may take.
const GOAL_START: Duration = Duration::from_secs(10);
/// How long an answer may wait while a snapshot is taken.
const GOAL_WAIT: Duration = Duration::from_millis(50);

fn main() -> anyhow::Result<()> {
    let runtime = two_threads()?;
    match (word("--open"), word("--now")) {
        (Some(path), Some(now)) => runtime.block_on(opened(Path::new(&path), now.parse()?)),
        _ => runtime.block_on(report(number("--wabas", 1_000_000)?)),
    }
}

async fn report(wabas: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("platform.db");
    let watch = Stopwatch::start();
    let fleet = fleet::found(&path, wabas).await?;
    println!(
        "world-memory: {wabas} WABAs with {} numbers; the log was written in {:.0?}",
        fleet.phones.len(),
        watch.elapsed()
    );
    println!("first start, from the log alone:");
    again(&path, fleet.now)?;
    println!("second start, from the snapshot:");
    again(&path, fleet.now)?;
    println!(
        "goals: {GOAL_BYTES} bytes for each WABA; waits of {GOAL_WAIT:.0?} at most; from a \
         snapshot in {GOAL_START:.0?}"
    );
    Ok(())
}

/// Opens the platform in a fresh process, so that nothing else is counted.
fn again(path: &Path, now: Timestamp) -> anyhow::Result<()> {
    let mut child = std::process::Command::new(std::env::current_exe()?);
    child.arg("--open").arg(path).args(["--now", &now.to_string()]);
    let status = child.status()?;
    ensure!(status.success(), "the fresh process ended with {status}");
    Ok(())
}

async fn opened(path: &Path, now: Timestamp) -> anyhow::Result<()> {
    let before = resident_bytes().context("there is no /proc to read the memory from")?;
    let watch = Stopwatch::start();
    let platform = fleet::open(path, Mode::Threaded, &Clock::manual(now)).await?;
    let took = watch.elapsed();
    let (wabas, phones) = platform.read(|world| (world.wabas.len(), world.phones.len()));
    let own = resident_bytes().unwrap_or_default().saturating_sub(before);
    println!(
        "  open after {took:.2?}; {} MiB resident: {} bytes for each of {wabas} WABAs ({phones} \
         numbers)",
        own >> 20,
        own / wabas.max(1) as u64
    );
    if platform.store().snapshot().await?.is_none() {
        snapshot(&platform).await?;
    }
    Ok(())
}

/// Takes a snapshot while somebody asks for changes and reads all the time.
async fn snapshot(platform: &Platform) -> anyhow::Result<()> {
    let calm = waits(platform, async { tokio::time::sleep(Duration::from_secs(3)).await }).await?;
    let watch = Stopwatch::start();
    let mut bytes = 0;
    let taking = async {
        bytes = platform.take_snapshot().await.map(|taken| taken.bytes).unwrap_or_default();
    };
    let busy = waits(platform, taking).await?;
    ensure!(bytes > 0, "no snapshot was taken");
    println!("  a snapshot of {} MiB in {:.2?}", bytes >> 20, watch.elapsed());
    println!("  durable writes waited {calm:.1?} at most before, {busy:.1?} meanwhile");
    Ok(())
}

/// The longest wait for a durable change and a read while something else goes on.
async fn waits(platform: &Platform, other: impl Future<Output = ()>) -> anyhow::Result<Duration> {
    let mut other = std::pin::pin!(other);
    let mut longest = Duration::ZERO;
    for number in 0_u64.. {
        let watch = Stopwatch::start();
        let email = format!("p{number}@example.test");
        let create =
            Command::CreatePerson { name: "Ada".to_owned(), email, locale: "en_US".to_owned() };
        let mut asked = std::pin::pin!(platform.ask(Actor::Desk, create));
        let done = tokio::select! {
            answer = &mut asked => { answer?; false }
            () = &mut other => true,
        };
        if done {
            break;
        }
        platform.read(World::due);
        longest = longest.max(watch.elapsed());
    }
    Ok(longest)
}
