//! `graph-get`: one node of the Graph API with token, access check, `fields=` and headers, against
//! bare hyper that answers the same bytes.
//!
//! `cargo xtask bench graph-get [--rounds N] [--shots N] [--wabas N]`. Both run in turn, each on
//! one thread, the generator on another; medians and their ratio are reported.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use bench::{
    arguments::number,
    contestants,
    fleet::{self, Fleet},
    load::{self, Shots},
    rounds::{Rounds, quiet},
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
    let mut measured = Rounds::of(["baseline", "ours"]);
    for _ in 0..rounds {
        let bare =
            || async { contestants::bare_node(node.clone())?.measured(&shots, CONNECTIONS).await };
        let platform =
            || async { contestants::platform(&fleet)?.measured(&shots, CONNECTIONS).await };
        let (baseline, ours) = (quiet(bare).await?, quiet(platform).await?);
        measured.add(&baseline, &ours);
    }
    measured.conclude(GOAL);
    Ok(())
}

/// Reads of the fleet's numbers, one after the other with long strides.
fn shots(fleet: &Fleet, count: usize) -> Shots {
    let bearer = fleet.bearer();
    let shot = |place: usize| {
        let phone = fleet.phone(place);
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
