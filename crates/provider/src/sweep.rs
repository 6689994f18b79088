//! Looking for accounts nobody told us of (requirement C08): a lost callback loses nothing.
//!
//! The quick sweep asks only for accounts created since the last one (requirement C04), so its cost
//! does not grow with the number of clients. An old account that a business shares now is found by
//! its webhook, or by the full sweep.

use jiff::SignedDuration;
use onboard::later;
use shell::db::DbError;
use shell::sql::Tx;

use crate::Provider;
use crate::graph_api::{CallError, PAGES_MAX, SharedWaba};
use crate::store::{clients, messages, settings, signups, timeline};

/// The quick sweep looks this far behind the newest account seen, in seconds: lists may lag.
const OVERLAP_SECONDS: i64 = 3_600;
/// Hours between two full sweeps.
const FULL_HOURS: i64 = 6;
/// Days for which reports on unknown messages are kept: the platform repeats for seven.
const REPORTS_DAYS: i64 = 8;
/// Days after its end for which a signup that was started and never finished is kept.
const STATES_DAYS: i64 = 3;
/// Seconds until the next try after a failure.
const RETRY_SECONDS: i64 = 10;

/// Sweeps when that is due; says whether it was.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let now = provider.clock.now();
    let (quick, full, swept_until) = provider
        .db
        .read(|db| {
            Ok((
                settings::get_number(db, settings::SWEEP_AT)?,
                settings::get_number(db, settings::FULL_SWEEP_AT)?,
                settings::get_number(db, settings::SWEPT_UNTIL)?,
            ))
        })
        .await?;
    let is_due = |at_us: Option<i64>| at_us.is_none_or(|at_us| at_us <= now.as_microsecond());
    let is_full = is_due(full);
    if !is_full && !is_due(quick) {
        return Ok(false);
    }
    let since =
        swept_until.filter(|_| !is_full).map(|seconds| seconds.saturating_sub(OVERLAP_SECONDS));
    let done = sweep(provider, since).await?;
    let interval = SignedDuration::from_secs(i64::from(provider.settings.sweep_seconds.max(1)));
    let now = provider.clock.now();
    let write = move |tx: &Tx<'_>| {
        let at = |pause: SignedDuration| later(now, pause).as_microsecond().to_string();
        let (quick_in, full_in) = match &done {
            Ok(()) => (interval, SignedDuration::from_hours(FULL_HOURS)),
            Err(_) => {
                let retry = SignedDuration::from_secs(RETRY_SECONDS);
                (retry, retry)
            }
        };
        if is_full {
            forget(tx, now)?;
            settings::set(tx, settings::FULL_SWEEP_AT, Some(&at(full_in)))?;
        }
        settings::set(tx, settings::SWEEP_AT, Some(&at(quick_in)))?;
        let problem = done.as_ref().err().map(|error| format!("the sweep failed: {error}"));
        settings::set(tx, settings::SWEEP_PROBLEM, problem.as_deref())
    };
    provider.db.write(write).await?;
    Ok(true)
}

/// Forgets what nobody will ask for any more.
fn forget(db: &Tx<'_>, now: jiff::Timestamp) -> Result<(), DbError> {
    let days = |days: i64| later(now, -SignedDuration::from_hours(24 * days));
    messages::forget_early(db, days(REPORTS_DAYS))?;
    signups::forget_unused(db, days(STATES_DAYS))?;
    Ok(())
}

/// Reads the list page by page and makes every account a client that is not one yet.
async fn sweep(provider: &Provider, since: Option<i64>) -> Result<Result<(), CallError>, DbError> {
    let business = provider.settings.business_id;
    let mut after: Option<String> = None;
    for _ in 0..PAGES_MAX {
        let page = provider.graph.client_wabas(business, since, after.as_deref()).await;
        let page = match page {
            Ok(page) => page,
            Err(error) => return Ok(Err(error)),
        };
        let now = provider.clock.now();
        provider
            .db
            .write(move |tx| page.rows.iter().try_for_each(|row| take(tx, row, now)))
            .await?;
        after = page.next;
        if after.is_none() {
            return Ok(Ok(()));
        }
    }
    Ok(Err(CallError::Unreadable(format!("the list has no end within {PAGES_MAX} pages"))))
}

fn take(db: &Tx<'_>, row: &SharedWaba, now: jiff::Timestamp) -> Result<(), DbError> {
    if clients::add(db, row.id, now)? {
        let what = "shared an account; found by the sweep";
        let (waba, who) = (Some(row.id), timeline::BUSINESS);
        timeline::add(db, timeline::Fact { at: now, waba, phone: None, who, what })?;
    }
    let newest = settings::get_number(db, settings::SWEPT_UNTIL)?.unwrap_or(0);
    let created = row.creation_time.unwrap_or(0).max(newest);
    settings::set(db, settings::SWEPT_UNTIL, Some(&created.to_string()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::{Json, Router};
    use serde_json::json;
    use shell::http::Switchboard;

    use shell::sql::Sql;

    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_list_without_end_is_read_so_far_and_said_to_have_none() {
        let answer = async || {
            let paging = json!({"cursors": {"after": "c"}, "next": "http://platform.localhost/c"});
            Json(json!({"data": [{"id": "98"}], "paging": paging}))
        };
        let switchboard = Arc::new(Switchboard::new());
        switchboard.connect("platform.localhost:8090", Router::new().fallback(answer));
        let outside = testing::outside(Sql::memory().unwrap(), &switchboard);
        let provider = Provider::open(testing::settings(), outside).await.unwrap();
        assert!(work(&provider).await.unwrap());
        let read = |db: &Tx<'_>| settings::get(db, settings::SWEEP_PROBLEM);
        let problem = provider.db.read(read).await.unwrap().unwrap_or_default();
        assert!(problem.contains("no end within 1000 pages"), "{problem}");
        let waba = graph::id::WabaId::new(98);
        assert!(provider.db.read(move |db| clients::get(db, waba)).await.unwrap().is_some());
    }
}
