//! Forgets what nobody will ask for any more, so that no table grows for ever by what is over.
//!
//! What is kept for how long the settings `keep_…` say, `store::forgetting` and docs/operations.md.

use jiff::SignedDuration;
use onboard::later;
use shell::db::DbError;
use shell::sql::Tx;

use crate::Provider;
use crate::store::forgetting::{self, Keep};
use crate::store::settings;

/// Hours from one time to the next.
const EVERY_HOURS: i64 = 6;

/// Forgets some of what is old enough, when that is due; says whether it was.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let now = provider.clock.now();
    let due = provider.db.read(|db| settings::get_number(db, settings::FORGET_AT)).await?;
    if due.is_some_and(|at| at > now.as_microsecond()) {
        return Ok(false);
    }
    let keep = Keep::of(&provider.settings);
    let write = move |tx: &Tx<'_>| {
        let more = forgetting::forget(tx, &keep, now)?;
        let next = later(now, SignedDuration::from_hours(if more { 0 } else { EVERY_HOURS }));
        settings::set(tx, settings::FORGET_AT, Some(&next.as_microsecond().to_string()))
    };
    provider.db.write(write).await.map(|()| true)
}
