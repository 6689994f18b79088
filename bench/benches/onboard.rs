//! `onboard`: from the browsers' callbacks to live clients, all steps of both sides on disk.
//!
//! `cargo xtask bench onboard [--rounds N] [--clients N] [--flood N]`. The platform is in the same
//! process. The baseline is what the platform itself takes: the bare calls that bring a client
//! live, without a look before any of them, sixteen clients side by side. Both run in turn, each
//! with businesses of its own. With `--flood` that many callbacks arrive at once, and all must end
//! live.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use std::time::Duration;

use anyhow::ensure;
use bench::{
    arguments::number,
    house::House,
    machine::{resident_bytes, two_threads},
    rounds::median,
};
use futures_util::{StreamExt, TryStreamExt, stream};
use provider::{
    callback::Handed,
    store::clients::{self, Stage},
};
use shell::{clock::Stopwatch, shutdown::Tasks};

/// Clients that come live in a second.
const GOAL: f64 = 300.0;
/// Clients whose bare calls run side by side, as many as the provider looks at.
const SIDE_BY_SIDE: usize = 16;
/// Browsers that hand something over at the same time.
const BROWSERS: usize = 64;
/// How often it is looked whether all are live.
const PAUSE: Duration = Duration::from_millis(100);
/// All must be live within this time for each client, and a minute.
const PATIENCE: Duration = Duration::from_millis(50);

fn main() -> anyhow::Result<()> {
    let rounds = number("--rounds", 3)?;
    let clients = number("--clients", 2_000)?;
    let flood = number("--flood", 0)?;
    two_threads()?.block_on(async {
        println!("onboard: {clients} clients a round, {rounds} rounds; the platform has no limits");
        println!("baseline: bare calls, {SIDE_BY_SIDE} side by side; ours: vestibule provider");
        let (mut bare, mut ours) = (Vec::new(), Vec::new());
        for round in 1..=rounds {
            bare.push(bare_calls(clients).await?);
            let (rate, calls) = onboard(clients).await?;
            ours.push(rate);
            println!(
                "round {round}: baseline {:.0}/s   ours {rate:.0}/s   ratio {:.2}   {calls:.1} \
                 calls for each client",
                bare[round - 1],
                rate / bare[round - 1]
            );
        }
        let (bare, ours) = (median(&bare), median(&ours));
        println!(
            "median: baseline {bare:.0}/s, ours {ours:.0}/s (goal {GOAL:.0}/s), ratio {:.2}",
            ours / bare
        );
        if flood > 0 { drain(flood).await } else { Ok(()) }
    })
}

/// How many clients a second the bare calls bring live.
async fn bare_calls(count: usize) -> anyhow::Result<f64> {
    let folder = tempfile::tempdir()?;
    let house = House::found(folder.path(), count).await?;
    let watch = Stopwatch::start();
    let calls = stream::iter(0..count).map(|nth| house.bare_calls(nth));
    calls.buffer_unordered(SIDE_BY_SIDE).try_collect::<()>().await?;
    Ok(rate(count, watch.elapsed()))
}

/// How many clients a second the provider brings live, and with how many calls each.
async fn onboard(count: usize) -> anyhow::Result<(f64, f64)> {
    let folder = tempfile::tempdir()?;
    let house = House::found(folder.path(), count).await?;
    let watch = Stopwatch::start();
    live(&house, |_| ()).await?;
    let took = watch.elapsed();
    #[expect(clippy::cast_precision_loss, reason = "far fewer calls than 2^52")]
    let calls = house.calls() as f64 / count as f64;
    Ok((rate(count, took), calls))
}

/// So many callbacks at once: none is lost, and memory stays bounded.
async fn drain(count: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let house = House::found(folder.path(), count).await?;
    let before = resident_bytes().unwrap_or_default();
    let (watch, mut most) = (Stopwatch::start(), 0);
    live(&house, |_| most = most.max(resident_bytes().unwrap_or_default())).await?;
    let took = watch.elapsed();
    println!(
        "flood: {count} callbacks at once, all live after {took:.1?} ({:.0}/s); memory {} MiB \
         before, {} MiB at most",
        rate(count, took),
        before >> 20,
        most >> 20
    );
    Ok(())
}

/// Hands over what every browser got, and waits until every client is live.
async fn live(house: &House, mut on: impl FnMut(u64)) -> anyhow::Result<()> {
    let (tasks, count) = (Tasks::new(), house.tokens.len());
    house.platform.run(&tasks);
    house.provider.run(&tasks);
    let handing = stream::iter(0..count).map(|nth| hand_over(house, nth));
    handing.buffer_unordered(BROWSERS).try_collect::<()>().await?;
    let watch = Stopwatch::start();
    let patience = Duration::from_mins(1) + PATIENCE * u32::try_from(count)?;
    loop {
        let stages = house.provider.db.read(clients::counts).await?;
        let live = stages.iter().find(|(stage, _)| *stage == Stage::Live);
        let live = live.map_or(0, |(_, count)| *count);
        on(live);
        if live == count as u64 {
            break;
        }
        ensure!(watch.elapsed() < patience, "after {patience:.0?} they are {stages:?}");
        tokio::time::sleep(PAUSE).await;
    }
    let late = tasks.stop(Duration::from_secs(30)).await;
    ensure!(late.is_empty(), "tasks did not stop: {late:?}");
    Ok(())
}

async fn hand_over(house: &House, nth: usize) -> anyhow::Result<()> {
    let session = format!("browser-{nth}");
    let started = house.provider.start_signup(&session, None).await?;
    let handed = Handed::Token(house.tokens[nth].clone());
    Ok(house.provider.take_callback(&session, &started.state, handed, None).await?)
}

#[expect(clippy::cast_precision_loss, reason = "far fewer clients than 2^52")]
fn rate(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}
