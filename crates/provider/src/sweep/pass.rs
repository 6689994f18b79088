//! The full pass: every account that is shared with us, at a stated rate (requirements C02, C07).
//!
//! The quick sweep asks for what was created since the last one, so there is much that it cannot
//! find: an older account that is shared only now, a number added to an account we know, an account
//! that is shared no longer. The pass reads the whole list page by page. What is no client yet
//! becomes one; a client nobody has looked at since the pass began is looked at, which compares its
//! numbers with those we know; and when the list is at its end, the clients it did not name are
//! looked at as well. It handles no more accounts a minute than the setting `full_pass_per_minute`
//! says. Where it stands is one small row, so it holds one page in memory and goes on after a
//! restart where it was.

use jiff::{SignedDuration, Timestamp};
use onboard::later;
use serde::{Deserialize, Serialize};
use shell::db::DbError;
use shell::sql::{Tx, from_micros, to_micros};

use super::{RETRY_SECONDS, share_of};
use crate::Provider;
use crate::finding;
use crate::graph_api::{BARE, BARE_MAX, CallError, ListPage, REPEATS, SharedWaba};
use crate::store::{clients, passes, settings};

/// Hours from the beginning of a pass to that of the next; a pass that takes longer is followed by
/// the next at once.
const EVERY_HOURS: i64 = 6;
/// Clients that the list did not name are taken so many at a time.
const MISSING_ROWS: u32 = 100;

/// Where a full pass stands. Times are microseconds since 1970.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// Passes are counted from 1; a client carries the number of the last one that saw it.
    pub number: i64,
    /// When it began.
    pub began_at: i64,
    /// When it ended; absent while it goes on.
    pub ended_at: Option<i64>,
    /// Behind which place of the list it goes on.
    cursor: Option<String>,
    /// Whether the list was read to its end, or for as long as it told anything.
    listed_all: bool,
    /// Pages without a row that followed each other.
    #[serde(default)]
    bare: usize,
    /// Why the list was not read to its end the last time that it was read.
    #[serde(default)]
    flaw: Option<String>,
    /// Accounts the list named so far.
    pub listed: u64,
    /// Accounts that became clients.
    pub new: u64,
    /// Clients it had looked at.
    pub woken: u64,
    /// Clients that the list did not name.
    pub missing: u64,
}

impl Pass {
    fn begin(before: Option<&Self>, now: Timestamp) -> Self {
        let number = before.map_or(0, |pass| pass.number) + 1;
        let flaw = before.and_then(|pass| pass.flaw.clone());
        Self { number, began_at: to_micros(now), flaw, ..Self::default() }
    }

    fn goes_on(&self) -> bool {
        self.ended_at.is_none()
    }
}

/// The pass that goes on, or the last one.
///
/// # Errors
/// When the database refuses.
pub fn state(db: &Tx<'_>) -> Result<Option<Pass>, DbError> {
    let text = settings::get(db, settings::PASS)?;
    // One written by another version is begun anew.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

fn keep(tx: &Tx<'_>, pass: &Pass, next: Timestamp) -> Result<(), DbError> {
    let text = serde_json::to_string(pass).expect("numbers and texts are always JSON");
    settings::set(tx, settings::PASS, Some(&text))?;
    settings::set(tx, settings::FULL_SWEEP_AT, Some(&to_micros(next).to_string()))
}

/// When the next piece of a pass is due.
///
/// # Errors
/// When the database refuses.
pub fn next_piece(db: &Tx<'_>) -> Result<Option<Timestamp>, DbError> {
    settings::get_number(db, settings::FULL_SWEEP_AT)?.map(from_micros).transpose()
}

/// Does the next piece of the pass: begins one, takes in a page, or looks for who is missing.
///
/// # Errors
/// When the database refuses. That the platform did is what is answered.
pub async fn go_on(provider: &Provider) -> Result<Result<(), CallError>, DbError> {
    let before = provider.db.read(state).await?;
    let Some(pass) = before.clone().filter(Pass::goes_on) else {
        begin(provider, before).await?;
        return said(provider).await;
    };
    if pass.listed_all {
        look_for_missing(provider, pass).await?;
        return said(provider).await;
    }
    let business = provider.settings.business_id;
    match provider.graph.client_wabas(business, None, pass.cursor.as_deref()).await {
        Ok(page) => take_page(provider, pass, page).await?,
        Err(error) => {
            failed(provider, pass, &error).await?;
            return Ok(Err(error));
        }
    }
    said(provider).await
}

/// Whether the list was read to its end the last time that it was read.
async fn said(provider: &Provider) -> Result<Result<(), CallError>, DbError> {
    let flaw = provider.db.read(state).await?.and_then(|pass| pass.flaw);
    Ok(flaw.map_or(Ok(()), |flaw| Err(CallError::Endless(flaw))))
}

async fn begin(provider: &Provider, before: Option<Pass>) -> Result<(), DbError> {
    let now = provider.clock.now();
    let write = move |tx: &Tx<'_>| {
        if state(tx)? != before {
            return Ok(());
        }
        keep(tx, &Pass::begin(before.as_ref(), now), now)
    };
    provider.db.write(write).await
}

/// Takes in one page of the list.
async fn take_page(
    provider: &Provider,
    pass: Pass,
    page: ListPage<SharedWaba>,
) -> Result<(), DbError> {
    let now = provider.clock.now();
    let rate = provider.settings.full_pass_per_minute;
    let write = move |tx: &Tx<'_>| {
        // Another process was quicker.
        if state(tx)?.as_ref() != Some(&pass) {
            return Ok(());
        }
        let mut after = pass.clone();
        let mut first_seen = 0_u64;
        for row in &page.rows {
            first_seen += u64::from(take(tx, &mut after, row, now)?);
        }
        after.listed += first_seen;
        after.bare = if page.rows.is_empty() { pass.bare + 1 } else { 0 };
        let flaw = match page.next.is_some() {
            true if first_seen == 0 && !page.rows.is_empty() => Some(REPEATS),
            true if after.bare > BARE_MAX => Some(BARE),
            _ => None,
        };
        after.cursor = page.next.clone().filter(|_| flaw.is_none());
        after.listed_all = after.cursor.is_none();
        if after.listed_all {
            after.flaw = flaw.map(str::to_owned);
        }
        keep(tx, &after, later(now, share_of(page.rows.len(), rate)))
    };
    provider.db.write(write).await
}

/// Takes in one account; says whether this pass sees it for the first time.
fn take(tx: &Tx<'_>, pass: &mut Pass, row: &SharedWaba, now: Timestamp) -> Result<bool, DbError> {
    if finding::swept(tx, row.id, now)? {
        pass.new += 1;
    } else if passes::is_stale(tx, row.id, from_micros(pass.began_at)?)? {
        clients::wake(tx, row.id, now)?;
        pass.woken += 1;
    }
    passes::mark(tx, row.id, pass.number)
}

/// The list is at its end: the clients that it did not name are looked at, some at a time.
async fn look_for_missing(provider: &Provider, pass: Pass) -> Result<(), DbError> {
    let now = provider.clock.now();
    let rate = provider.settings.full_pass_per_minute;
    let write = move |tx: &Tx<'_>| {
        if state(tx)?.as_ref() != Some(&pass) {
            return Ok(());
        }
        let began_at = from_micros(pass.began_at)?;
        let missing = passes::take_missing(tx, pass.number, began_at, MISSING_ROWS)?;
        for waba in &missing {
            clients::wake(tx, *waba, now)?;
        }
        let mut after = pass.clone();
        let count = u64::try_from(missing.len()).unwrap_or(u64::MAX);
        (after.missing, after.woken) = (after.missing + count, after.woken + count);
        if missing.len() == usize::try_from(MISSING_ROWS).unwrap_or(usize::MAX) {
            return keep(tx, &after, later(now, share_of(missing.len(), rate)));
        }
        after.ended_at = Some(to_micros(now));
        let next = later(began_at, SignedDuration::from_hours(EVERY_HOURS)).max(now);
        // Somebody waits for an account that this pass may have gone past.
        let wanted = settings::get_number(tx, settings::PASS_WANTED)?;
        settings::set(tx, settings::PASS_WANTED, None)?;
        keep(tx, &after, if wanted.is_some_and(|at| at > after.began_at) { now } else { next })
    };
    provider.db.write(write).await
}

/// A page could not be read: again in a moment. A place of the list that the platform no longer
/// knows means reading it from its beginning, as a pass of its own.
async fn failed(provider: &Provider, pass: Pass, error: &CallError) -> Result<(), DbError> {
    let now = provider.clock.now();
    let lost = pass.cursor.is_some() && !error.may_pass() && !error.is_permission();
    let write = move |tx: &Tx<'_>| {
        let after = if lost { Pass::begin(Some(&pass), now) } else { pass };
        keep(tx, &after, later(now, SignedDuration::from_secs(RETRY_SECONDS)))
    };
    provider.db.write(write).await
}
