//! `plan`: how many clients a second the provider's brain decides about, on one core, and how much
//! it allocates where nothing is to be done.
//!
//! `cargo xtask bench plan [--rounds N] [--plans N]`. The baseline compares the same sight of a
//! client with an equal one, which reads all of it and decides nothing. Both run in turn.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use std::{collections::BTreeSet, hint::black_box};

use anyhow::ensure;
use bench::{arguments::number, rounds::median};
use graph::{
    id::{BusinessId, PhoneNumberId, WabaId},
    status::{MessagingLimitTier, PhoneStatus},
};
use jiff::Timestamp;
use onboard::{Credit, Hosting, Pin, Seen, SeenPhone, SystemUser, plan};
use shell::clock::Stopwatch;

/// Plans a second on one core.
const GOAL: f64 = 1e6;
/// When it is.
const NOW: &str = "2026-11-22T12:00:00Z";

fn main() -> anyhow::Result<()> {
    let rounds = number("--rounds", 5)?;
    let plans = number("--plans", 2_000_000)?;
    let now: Timestamp = NOW.parse()?;
    let (idle, fresh) = (healthy(now), fresh(now));
    ensure!(plan(&idle, now).steps.is_empty() && plan(&idle, now).waiting.is_empty());
    ensure!(!plan(&fresh, now).steps.is_empty());
    println!("plan: {plans} plans a round, {rounds} rounds, one core");
    println!("baseline: comparing what is seen with an equal; ours: plan, nothing to be done");
    let (mut compared, mut planned, mut busy) = (Vec::new(), Vec::new(), Vec::new());
    let equal = idle.clone();
    for round in 1..=rounds {
        compared.push(per_second(plans, || {
            black_box(black_box(&idle) == black_box(&equal));
        }));
        planned.push(per_second(plans, || {
            black_box(plan(black_box(&idle), now));
        }));
        busy.push(per_second(plans, || {
            black_box(plan(black_box(&fresh), now));
        }));
        let at = round - 1;
        println!(
            "round {round}: baseline {:.2} M/s   ours {:.2} M/s   ratio {:.2}   with much to be \
             done {:.2} M/s",
            compared[at] / 1e6,
            planned[at] / 1e6,
            planned[at] / compared[at],
            busy[at] / 1e6
        );
    }
    let (compared, planned) = (median(&compared), median(&planned));
    println!(
        "median: baseline {:.2} M/s, ours {:.2} M/s (goal {:.2} M/s), ratio {:.2}",
        compared / 1e6,
        planned / 1e6,
        GOAL / 1e6,
        planned / compared
    );
    for (words, seen) in [("nothing is to be done", &idle), ("all is to be done", &fresh)] {
        let counted = allocation_counter::measure(|| {
            black_box(plan(black_box(seen), now));
        });
        println!(
            "allocations where {words}: {} ({} bytes)",
            counted.count_total, counted.bytes_total
        );
    }
    Ok(())
}

fn per_second(times: usize, mut once: impl FnMut()) -> f64 {
    let watch = Stopwatch::start();
    for _ in 0..times {
        once();
    }
    #[expect(clippy::cast_precision_loss, reason = "far fewer plans than 2^52")]
    let times = times as f64;
    times / watch.elapsed().as_secs_f64()
}

/// A verified client with one number in the cloud that is live, of whom operators were told once.
fn healthy(now: Timestamp) -> Seen {
    let mut seen = fresh(now);
    seen.verified = true;
    seen.system_user = SystemUser::Employee { assigned: true };
    seen.credit = Credit::Shared;
    seen.subscribed = true;
    let phone = &mut seen.phones[0];
    phone.trial = false;
    phone.status = PhoneStatus::Connected;
    phone.registered = true;
    phone.pin = Pin::Known;
    phone.registers = vec![now];
    phone.probed = Some(now);
    seen.told = BTreeSet::from([format!("trial-ends:{}:{}:7", phone.id, now.as_second())]);
    seen
}

/// One that has just signed up and is assigned.
fn fresh(now: Timestamp) -> Seen {
    let number = PhoneNumberId::new(106_540_352_242_922);
    let phone = SeenPhone {
        trial_ends: Some(onboard::later(now, jiff::SignedDuration::from_hours(30 * 24))),
        certificate: Some("0f1e2d3c4b5a69788796a5b4c3d2e1f0".to_owned()),
        tier: Some(MessagingLimitTier::Tier1K),
        ..SeenPhone::signed_up(number, "+49 30 1234567".to_owned())
    };
    Seen {
        business: Some((BusinessId::new(506_914_307_656_634), "Lindenhof Bakery".to_owned())),
        system_user: SystemUser::Employee { assigned: true },
        phones: vec![phone],
        contact: true,
        ..Seen::signed_up(WabaId::new(102_290_129_340_398), Hosting::Cloud)
    }
}
