//! Small facts that outlive a restart: when the next sweep is due, and the like.

use shell::db::DbError;
use shell::sql::{Tx, params};

/// When the sweep over newly shared accounts runs next, in microseconds.
pub(crate) const SWEEP_AT: &str = "sweep_at";
/// When the full pass over all shared accounts goes on or begins anew, in microseconds.
pub(crate) const FULL_SWEEP_AT: &str = "full_sweep_at";
/// Up to when the quick sweep has seen what was created, in seconds.
pub(crate) const SWEPT_UNTIL: &str = "swept_until";
/// When the app's webhook subscription is looked at next, in microseconds.
pub(crate) const SUBSCRIPTION_AT: &str = "subscription_at";
/// Why the last look at the app's subscription failed; absent when it went well.
pub(crate) const SUBSCRIPTION_PROBLEM: &str = "subscription_problem";
/// When we set the app's subscription, with values, in microseconds; absent where it is not known
/// whether it has them.
pub(crate) const SUBSCRIBED_AT: &str = "subscribed_at";
/// When a webhook came last that did not say what happened, in microseconds.
pub(crate) const BARE_AT: &str = "bare_at";
/// When what is old is forgotten next, in microseconds.
pub(crate) const FORGET_AT: &str = "forget_at";
/// Where the full pass stands (`sweep::Pass`).
pub(crate) const PASS: &str = "pass";
/// Since when somebody waits for an account that only a full pass can find, in microseconds.
pub(crate) const PASS_WANTED: &str = "pass_wanted";
/// Why the last piece of the full pass failed; absent when it went well.
pub(crate) const PASS_PROBLEM: &str = "pass_problem";
/// Why the last sweep failed; absent when it went well.
pub(crate) const SWEEP_PROBLEM: &str = "sweep_problem";

/// The value of a key.
pub(crate) fn get(db: &Tx<'_>, key: &str) -> Result<Option<String>, DbError> {
    db.maybe("SELECT value FROM setting WHERE key = $1", params![key], |row| row.get(0))
}

/// The value of a key as a number.
pub(crate) fn get_number(db: &Tx<'_>, key: &str) -> Result<Option<i64>, DbError> {
    Ok(get(db, key)?.and_then(|value| value.parse().ok()))
}

/// Sets or, with `None`, removes a value.
pub(crate) fn set(db: &Tx<'_>, key: &str, value: Option<&str>) -> Result<(), DbError> {
    let Some(value) = value else {
        db.execute("DELETE FROM setting WHERE key = $1", params![key])?;
        return Ok(());
    };
    db.execute(
        "INSERT INTO setting (key, value) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![key, value],
    )?;
    Ok(())
}

/// Sets a time to `at` unless it is earlier already.
pub(crate) fn hasten(db: &Tx<'_>, key: &str, at: i64) -> Result<(), DbError> {
    if get_number(db, key)?.is_none_or(|before| at < before) {
        set(db, key, Some(&at.to_string()))?;
    }
    Ok(())
}
