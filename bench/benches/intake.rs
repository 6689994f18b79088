//! `intake`: verified, durable, deduplicated webhooks, against bare hyper that only verifies.
//!
//! `cargo xtask bench intake [--rounds N] [--shots N] [--postgres URL] [--peers]`. Baseline and
//! provider run in turn, each on one thread, the generator on another; medians and their ratio are
//! reported. A round in which more than a tenth of a core was stolen, or others took more than 0.3
//! of one, is repeated, three times at most.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use bench::{
    arguments::{flag, number, word},
    contestants,
    load::{self, Measured, Pace, Shots},
    peers::Peer,
    rounds::{Rounds, median, quiet},
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
/// Peers get so many times fewer webhooks, since they are so much slower.
const FEWER: usize = 6;

fn main() -> anyhow::Result<()> {
    let rounds = number("--rounds", 5)?;
    let count = number("--shots", 60_000)?;
    let shots = webhooks::shots(count);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let bytes: usize = shots.iter().map(bytes::Bytes::len).sum();
        println!(
            "intake: {count} webhooks of {} bytes on the wire, {CONNECTIONS} connections, {rounds} \
             rounds",
            bytes / count.max(1)
        );
        compare(rounds, &shots).await?;
        latencies(&shots).await
    })
}

/// The baseline, ours and whoever else was asked for, in turn.
async fn compare(rounds: usize, shots: &Shots) -> anyhow::Result<()> {
    println!("baseline: hyper + HMAC, no sink; ours: vestibule provider, SQLite synchronous=FULL");
    let few: Shots = Arc::new(shots.iter().take(shots.len() / FEWER).cloned().collect());
    let (mut ours, mut others) = (Rounds::of(["baseline", "ours"]), others());
    for _ in 0..rounds {
        let baseline = once(&Who::Bare, shots, CONNECTIONS, Pace::Closed).await?;
        let measured = once(&Who::Sqlite, shots, CONNECTIONS, Pace::Closed).await?;
        ours.add(&baseline, &measured);
        for (who, goal, figures) in &mut others {
            let shots = if matches!(who, Who::Peer(_)) { &few } else { shots };
            let measured = once(who, shots, CONNECTIONS, Pace::Closed).await?;
            println!("  {goal}: {:.0}/s", measured.per_second);
            figures.push(measured.per_second);
        }
    }
    ours.conclude(GOAL);
    for (who, goal, figures) in &others {
        let rate = median(figures);
        match who {
            Who::Peer(_) => println!("median: ours is {:.1} times {goal}", ours.ours() / rate),
            _ => println!("median: {goal} {rate:.0}/s, ratio {:.2}", rate / ours.baseline()),
        }
    }
    Ok(())
}

/// Whoever is measured besides, with what is aimed at in words and the figures so far.
fn others() -> Vec<(Who, &'static str, Vec<f64>)> {
    let mut others = Vec::new();
    if let Some(url) = word("--postgres") {
        others.push((Who::Postgres(url), "PostgreSQL (goal 0.40 of the baseline)", Vec::new()));
    }
    if flag("--peers") {
        let express = "Express with better-sqlite3 FULL (goal 15)";
        others.push((Who::Peer("express"), express, Vec::new()));
        let fastify = "Fastify with better-sqlite3 FULL, group commit (goal 5)";
        others.push((Who::Peer("fastify"), fastify, Vec::new()));
    }
    others
}

/// Who is measured.
enum Who {
    /// Bare hyper that only verifies.
    Bare,
    /// Ours on SQLite.
    Sqlite,
    /// Ours on the PostgreSQL server at this address.
    Postgres(String),
    /// Somebody else's, by its name.
    Peer(&'static str),
}

/// The two latency goals: an open loop at a fixed rate, and a crowd of connections.
async fn latencies(shots: &Shots) -> anyhow::Result<()> {
    let open = once(&Who::Sqlite, shots, CONNECTIONS, Pace::Open(RATE)).await?;
    let (p50, p99) = (open.percentile(0.5), open.percentile(0.99));
    println!("open loop at {RATE}/s: p50 {p50:.1?}, p99 {p99:.1?} (goal p99 5 ms, 1 ms ticks)");
    let crowd = once(&Who::Sqlite, shots, CROWD, Pace::Closed).await?;
    let (p50, p99) = (crowd.percentile(0.5), crowd.percentile(0.99));
    println!("closed loop, {CROWD} connections: p50 {p50:.1?}, p99 {p99:.1?} (goal p99 50 ms)");
    Ok(())
}

/// Starts a contestant, warms it up by connecting, and sends everything once; again if the machine
/// was disturbed. What a peer takes is no disturbance.
async fn once(
    who: &Who,
    shots: &Shots,
    connections: usize,
    pace: Pace,
) -> anyhow::Result<Measured> {
    match who {
        Who::Bare => {
            quiet(|| async {
                let running = contestants::bare_hyper()?;
                shoot(running.at, shots, connections, pace).await
            })
            .await
        }
        Who::Sqlite => {
            quiet(|| async {
                let folder = tempfile::tempdir()?;
                let running = contestants::vestibule(folder.path())?;
                shoot(running.at, shots, connections, pace).await
            })
            .await
        }
        Who::Postgres(url) => {
            let running = contestants::vestibule_on_postgres(url).await?;
            shoot(running.at, shots, connections, pace).await
        }
        Who::Peer(name) => {
            let folder = tempfile::tempdir()?;
            let peer = Peer::start(name, folder.path())?;
            shoot(peer.at, shots, connections, pace).await
        }
    }
}

async fn shoot(
    at: SocketAddr,
    shots: &Shots,
    connections: usize,
    pace: Pace,
) -> anyhow::Result<Measured> {
    awake(at).await?;
    load::run(at, shots, connections, pace).await
}

/// Waits until a server accepts connections and answers.
async fn awake(at: SocketAddr) -> anyhow::Result<()> {
    let http = shell::http::Client::net(std::time::Duration::from_secs(10))?;
    let request = shell::http::get(&format!("http://{at}/healthz"), None)?;
    http.send(request).await.context("the server does not answer")?;
    Ok(())
}
