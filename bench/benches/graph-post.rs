//! `graph-post`: writes of the Graph API, durable before the answer, against reads of the same run.
//!
//! `cargo xtask bench graph-post [--rounds N] [--shots N] [--wabas N]`. Each write changes the
//! WhatsApp profile of a number: token, access check, decision, event, fsync, answer.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use bench::{
    arguments::number,
    contestants,
    fleet::{self, Fleet},
    load::{self, Measured, Shots},
    rounds::{Rounds, quiet},
};
use bytes::Bytes;

/// Kept-alive connections.
const CONNECTIONS: usize = 64;
/// What the ratio should reach.
const GOAL: f64 = 0.40;

fn main() -> anyhow::Result<()> {
    let (rounds, shots) = (number("--rounds", 5)?, number("--shots", 40_000)?);
    let wabas = number("--wabas", 10_000)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(report(rounds, shots, wabas))
}

async fn report(rounds: usize, count: usize, wabas: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let fleet = fleet::found(&folder.path().join("platform.db"), wabas).await?;
    println!(
        "graph-post: {count} calls, {wabas} WABAs, {CONNECTIONS} connections, {rounds} rounds\n\
         baseline: reads of a number; ours: changes of its profile, SQLite synchronous=FULL"
    );
    let reads = reads(&fleet, count);
    let mut measured = Rounds::of(["reads", "writes"]);
    for round in 1..=rounds {
        let writes = writes(&fleet, count, round);
        let baseline = quiet(|| once(&fleet, &reads)).await?;
        let ours = quiet(|| once(&fleet, &writes)).await?;
        measured.add(&baseline, &ours);
    }
    measured.conclude(GOAL);
    Ok(())
}

fn reads(fleet: &Fleet, count: usize) -> Shots {
    let bearer = fleet.bearer();
    let shot = |place: usize| {
        let path = format!("/v21.0/{}?fields=id,display_phone_number,status", fleet.phone(place));
        load::get(&path, &[("Authorization", &bearer)])
    };
    (0..count).map(shot).collect::<Vec<Bytes>>().into()
}

/// Every one says something new, or nothing would have to be written.
fn writes(fleet: &Fleet, count: usize, round: usize) -> Shots {
    let bearer = fleet.bearer();
    let shot = |place: usize| {
        let path = format!("/v21.0/{}/whatsapp_business_profile", fleet.phone(place));
        let about = format!("\"about\":\"Open until {place} in round {round}\"");
        let body = format!("{{\"messaging_product\":\"whatsapp\",{about}}}");
        load::post(&path, &[("Authorization", &bearer)], body.as_bytes())
    };
    (0..count).map(shot).collect::<Vec<Bytes>>().into()
}

async fn once(fleet: &Fleet, shots: &Shots) -> anyhow::Result<Measured> {
    contestants::platform(fleet)?.measured(shots, CONNECTIONS).await
}
