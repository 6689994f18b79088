//! `graph-get`: one node of the Graph API with token, access check, `fields=` and headers, against
//! bare hyper that answers the same bytes.
//!
//! `cargo xtask bench graph-get [--rounds N] [--shots N] [--wabas N]`. Both run in turn, each on
//! one thread, the generator on another; medians and their ratio are reported.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use bench::{
    arguments::number,
    contestants::{self, Running},
    fleet::{self, Fleet},
    load::{self, Measured, Pace, Shots},
    rounds::{Rounds, median, quiet},
};
use bytes::Bytes;

/// Kept-alive connections.
const CONNECTIONS: usize = 64;
/// What the ratio should reach.
const GOAL: f64 = 0.65;
/// What is asked of each number.
const FIELDS: &str =
    "id,display_phone_number,verified_name,quality_rating,name_status,status,messaging_limit_tier";

fn main() -> anyhow::Result<()> {
    let (rounds, shots) = (number("--rounds", 5)?, number("--shots", 100_000)?);
    let wabas = number("--wabas", 10_000)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(report(rounds, shots, wabas))
}

async fn report(rounds: usize, count: usize, wabas: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let fleet = fleet::found(&folder.path().join("platform.db"), wabas).await?;
    let shots = shots(&fleet, count);
    let node = node(&fleet).await?;
    println!(
        "graph-get: {count} calls, {wabas} WABAs, answers of {} bytes, {CONNECTIONS} connections, \
         {rounds} rounds",
        node.len()
    );
    println!("baseline: bare hyper with the same bytes; ours: vestibule platform");
    let mut measured = Rounds::default();
    for round in 1..=rounds {
        let baseline =
            quiet(|| async { once(contestants::bare_node(node.clone())?, &shots).await });
        let baseline = baseline.await?;
        let ours = quiet(|| async { once(contestants::platform(&fleet)?, &shots).await }).await?;
        println!(
            "round {round}: baseline {:>7.0}/s   ours {:>7.0}/s   ratio {:.2}   ours p99 {:.1?}",
            baseline.per_second,
            ours.per_second,
            ours.per_second / baseline.per_second,
            ours.percentile(0.99)
        );
        measured.baseline.push(baseline.per_second);
        measured.ours.push(ours.per_second);
    }
    println!(
        "median: baseline {:.0}/s, ours {:.0}/s, ratio {:.2} (goal {GOAL:.2})",
        median(&measured.baseline),
        median(&measured.ours),
        measured.ratio()
    );
    Ok(())
}

/// Reads of the fleet's numbers, one after the other with long strides.
fn shots(fleet: &Fleet, count: usize) -> Shots {
    let bearer = format!("Bearer {}", fleet.token);
    let shot = |place: usize| {
        let phone = fleet.phones[place.wrapping_mul(7919) % fleet.phones.len()];
        load::get(&format!("/v21.0/{phone}?fields={FIELDS}"), &[("Authorization", &bearer)])
    };
    (0..count).map(shot).collect::<Vec<Bytes>>().into()
}

/// What one such read answers.
async fn node(fleet: &Fleet) -> anyhow::Result<Bytes> {
    let running = contestants::platform(fleet)?;
    let http = shell::http::Client::net(std::time::Duration::from_secs(60))?;
    let url = format!("http://{}/v21.0/{}?fields={FIELDS}", running.at, fleet.phones[0]);
    let answer = http.send(shell::http::get(&url, Some(&fleet.token))?).await?;
    anyhow::ensure!(answer.status() == http::StatusCode::OK, "{:?}", answer.body());
    Ok(answer.into_body())
}

async fn once(running: Running, shots: &Shots) -> anyhow::Result<Measured> {
    // The first answer comes when the fleet is read.
    let http = shell::http::Client::net(std::time::Duration::from_secs(120))?;
    let url = format!("http://{}/healthz", running.at);
    http.send(shell::http::get(&url, None)?).await?;
    load::run(running.at, shots, CONNECTIONS, Pace::Closed).await
}
