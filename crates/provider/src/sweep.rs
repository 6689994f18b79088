//! Looking for accounts nobody told us of (requirement C08): a lost callback loses nothing.
//!
//! The quick sweep asks only for accounts created since the last one (requirement C04), so its cost
//! does not grow with the number of clients. What it cannot find the full pass finds ([`pass`]).

mod pass;
#[cfg(test)]
mod tests;

use jiff::SignedDuration;
use onboard::later;
use shell::db::DbError;
use shell::sql::{Tx, to_micros};

pub use self::pass::{Pass, go_on, next_piece, state};
use crate::Provider;
use crate::finding;
use crate::graph_api::{CallError, Walk};
use crate::store::settings;

/// The quick sweep looks this far behind the newest account seen, in seconds: an account is created
/// some minutes before its signup is finished and it is shared, and lists may lag.
const OVERLAP_SECONDS: i64 = 1_800;
/// Seconds until the next try after a failure.
const RETRY_SECONDS: i64 = 10;
/// Seconds until the next try after a list that did not end: reading it costs many calls.
const ENDLESS_SECONDS: i64 = 600;

/// Sweeps when that is due, and goes on with the full pass when that is; says whether it was.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let now = to_micros(provider.clock.now());
    let (quick_at, full_at) = provider
        .db
        .read(|db| {
            let quick = settings::get_number(db, settings::SWEEP_AT)?;
            Ok((quick, settings::get_number(db, settings::FULL_SWEEP_AT)?))
        })
        .await?;
    let is_due = |at: Option<i64>| at.is_none_or(|at| at <= now);
    if is_due(quick_at) {
        let done = quick(provider).await?;
        provider.counts.sweeps.count(["quick", if done.is_ok() { "ok" } else { "failed" }]);
        say(provider, settings::SWEEP_PROBLEM, "the sweep failed", &done).await?;
    }
    if is_due(full_at) {
        let done = go_on(provider).await?;
        provider.counts.sweeps.count(["full", if done.is_ok() { "ok" } else { "failed" }]);
        say(provider, settings::PASS_PROBLEM, "the full pass failed", &done).await?;
    }
    Ok(is_due(quick_at) || is_due(full_at))
}

/// Notes for operators how a piece of work ended.
async fn say(
    provider: &Provider,
    key: &'static str,
    what: &str,
    done: &Result<(), CallError>,
) -> Result<(), DbError> {
    let problem = done.as_ref().err().map(|error| format!("{what}: {error}"));
    let said = problem.clone();
    if provider.db.read(move |db| settings::get(db, key)).await? == said {
        return Ok(());
    }
    provider.db.write(move |tx| settings::set(tx, key, problem.as_deref())).await
}

/// Reads the accounts created since the last quick sweep, page by page, and makes every one a
/// client that is not one yet. What was there before the first sweep is left to the full pass.
///
/// # Errors
/// When the database refuses. That the platform did is what is answered.
pub async fn quick(provider: &Provider) -> Result<Result<(), CallError>, DbError> {
    let began = provider.clock.now();
    let until = provider.db.read(|db| settings::get_number(db, settings::SWEPT_UNTIL)).await?;
    let since = until.unwrap_or(began.as_second()).saturating_sub(OVERLAP_SECONDS);
    let done = read_since(provider, since).await?;
    let (ok, now) = (done.is_ok(), provider.clock.now());
    let seconds = match &done {
        Ok(()) => i64::from(provider.settings.sweep_seconds.max(1)),
        Err(CallError::Endless(_)) => ENDLESS_SECONDS,
        Err(_) => RETRY_SECONDS,
    };
    let next = to_micros(later(now, SignedDuration::from_secs(seconds)));
    let write = move |tx: &Tx<'_>| {
        if ok {
            let until = began.as_second().max(until.unwrap_or_default());
            settings::set(tx, settings::SWEPT_UNTIL, Some(&until.to_string()))?;
        }
        settings::set(tx, settings::SWEEP_AT, Some(&next.to_string()))
    };
    provider.db.write(write).await?;
    Ok(done)
}

async fn read_since(provider: &Provider, since: i64) -> Result<Result<(), CallError>, DbError> {
    let business = provider.settings.business_id;
    let (mut after, mut walk) = (None::<String>, Walk::default());
    loop {
        let page = provider.graph.client_wabas(business, Some(since), after.as_deref()).await;
        let mut page = match page {
            Ok(page) => page,
            Err(error) => return Ok(Err(error)),
        };
        let now = provider.clock.now();
        let next = walk.past(&mut page);
        let rows = page.rows;
        let take = move |tx: &Tx<'_>| {
            rows.iter().try_for_each(|row| finding::swept(tx, row.id, now).map(drop))
        };
        provider.db.write(take).await?;
        after = match next {
            Ok(Some(next)) => Some(next),
            end => return Ok(end.map(drop)),
        };
    }
}

/// The time that so many accounts may take at a rate for each minute.
fn share_of(accounts: usize, per_minute: u32) -> SignedDuration {
    let micros = i64::try_from(accounts).unwrap_or(i64::MAX).saturating_mul(60_000_000);
    SignedDuration::from_micros(micros / i64::from(per_minute.max(1)))
}
