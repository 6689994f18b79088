//! `intake`: verified, durable, deduplicated webhooks, against bare hyper that only verifies.
//!
//! `cargo xtask bench intake [--rounds N] [--shots N]`. Baseline and provider run in turn, each on
//! one thread, the generator on another; medians and their ratio are reported. A round in which
//! more than a tenth of a core was stolen, or others took more than 0.3 of one, is repeated, three
//! times at most.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use std::{net::SocketAddr, path::Path};

use anyhow::Context;
use bench::{
    arguments::number,
    contestants,
    load::{self, Measured, Pace, Shots},
    rounds::{Rounds, quiet},
    webhooks,
};

/// Kept-alive connections of the main comparison.
const CONNECTIONS: usize = 64;
/// Kept-alive connections of the crowded run.
const CROWD: usize = 256;
/// Webhooks a second of the open loop.
const RATE: u32 = 10_000;
/// What the ratio should reach.
const GOAL: f64 = 0.50;

fn main() -> anyhow::Result<()> {
    let rounds = number("--rounds", 5)?;
    let count = number("--shots", 60_000)?;
    let shots = webhooks::shots(count);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(report(rounds, &shots))
}

async fn report(rounds: usize, shots: &Shots) -> anyhow::Result<()> {
    let bytes: usize = shots.iter().map(bytes::Bytes::len).sum();
    println!(
        "intake: {} webhooks of {} bytes on the wire, {CONNECTIONS} connections, {rounds} rounds",
        shots.len(),
        bytes / shots.len().max(1)
    );
    println!("baseline: hyper + HMAC, no sink; ours: vestibule provider, SQLite synchronous=FULL");
    let mut measured = Rounds::of(["baseline", "ours"]);
    for _ in 0..rounds {
        let baseline = quiet(|| async { once(None, shots, CONNECTIONS, Pace::Closed).await });
        let baseline = baseline.await?;
        let ours = quiet(|| async {
            let folder = tempfile::tempdir()?;
            once(Some(folder.path()), shots, CONNECTIONS, Pace::Closed).await
        });
        let ours = ours.await?;
        measured.add(&baseline, &ours);
    }
    measured.conclude(GOAL);
    latencies(shots).await
}

/// The two latency goals: an open loop at a fixed rate, and a crowd of connections.
async fn latencies(shots: &Shots) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let open = once(Some(folder.path()), shots, CONNECTIONS, Pace::Open(RATE)).await?;
    let (p50, p99) = (open.percentile(0.5), open.percentile(0.99));
    println!("open loop at {RATE}/s: p50 {p50:.1?}, p99 {p99:.1?} (goal p99 5 ms, 1 ms ticks)");
    let folder = tempfile::tempdir()?;
    let crowd = once(Some(folder.path()), shots, CROWD, Pace::Closed).await?;
    let (p50, p99) = (crowd.percentile(0.5), crowd.percentile(0.99));
    println!("closed loop, {CROWD} connections: p50 {p50:.1?}, p99 {p99:.1?} (goal p99 50 ms)");
    Ok(())
}

/// Starts a contestant, warms it up by connecting, and sends everything once.
async fn once(
    ours: Option<&Path>,
    shots: &Shots,
    connections: usize,
    pace: Pace,
) -> anyhow::Result<Measured> {
    let running = match ours {
        Some(folder) => contestants::vestibule(folder)?,
        None => contestants::bare_hyper()?,
    };
    awake(running.at).await?;
    load::run(running.at, shots, connections, pace).await
}

/// Waits until a server accepts connections and answers.
async fn awake(at: SocketAddr) -> anyhow::Result<()> {
    let http = shell::http::Client::net(std::time::Duration::from_secs(10))?;
    let request = shell::http::get(&format!("http://{at}/healthz"), None)?;
    http.send(request).await.context("the server does not answer")?;
    Ok(())
}
