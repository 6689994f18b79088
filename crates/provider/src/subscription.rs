//! The app's webhook subscription: looked at when the server starts, and now and then.
//!
//! Without it no webhook comes at all, however many accounts are subscribed (contract §6.1), and
//! one without values (`include_values`) tells that something happened but not what: messages and
//! their statuses, which are nowhere else to be read, would be lost. The platform does not say
//! whether a subscription has values, so one that is not known to be ours is set anew, and so is
//! ours when a webhook comes without.

use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::secret::ExposeSecret;
use shell::sql::Tx;

use crate::Provider;
use crate::graph_api::CallError;
use crate::store::settings;

/// The fields we ask for.
pub(crate) const FIELDS: [&str; 10] = [
    "account_alerts",
    "account_review_update",
    "account_update",
    "business_capability_update",
    "message_template_quality_update",
    "message_template_status_update",
    "messages",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
];
/// Hours between two looks when all is well.
const AGAIN_HOURS: i64 = 6;
/// Seconds until the next look after a failure.
const AGAIN_SECONDS: i64 = 5;
/// Hours after setting the subscription in which webhooks without values may still be those from
/// before, which the platform sends again.
const OLD_HOURS: i64 = 1;

/// What the platform says of the app's webhooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subscribed {
    /// They go elsewhere, or not all of them come, or they come without values.
    No,
    /// They come, with values.
    WithValues,
    /// They come; it does not say whether with values.
    Unsaid,
}

/// Looks at the subscription when that is due, and sets it where it is not as it should be.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let due = provider.db.read(|db| settings::get_number(db, settings::SUBSCRIPTION_AT)).await?;
    if due.is_none_or(|at_us| at_us > provider.clock.now().as_microsecond()) {
        return Ok(false);
    }
    let (problem, pause) = match ensure(provider).await {
        Ok(()) => (None, SignedDuration::from_hours(AGAIN_HOURS)),
        Err(error) => {
            let problem = format!("the app's webhooks could not be subscribed: {error}");
            tracing::warn!("{problem}");
            (Some(problem), SignedDuration::from_secs(AGAIN_SECONDS))
        }
    };
    let again = later(provider.clock.now(), pause).as_microsecond().to_string();
    let write = move |tx: &Tx<'_>| {
        settings::set(tx, settings::SUBSCRIPTION_AT, Some(&again))?;
        settings::set(tx, settings::SUBSCRIPTION_PROBLEM, problem.as_deref())
    };
    provider.db.write(write).await?;
    Ok(true)
}

async fn ensure(provider: &Provider) -> Result<(), SubscribeError> {
    let callback = provider.settings.webhook_url();
    let ours = provider.db.read(|db| settings::get_number(db, settings::SUBSCRIBED_AT)).await?;
    match provider.graph.subscribed(&callback, &FIELDS).await? {
        Subscribed::WithValues => return Ok(()),
        Subscribed::Unsaid if ours.is_some() => return Ok(()),
        Subscribed::Unsaid | Subscribed::No => {}
    }
    let token = provider.settings.webhook_verify_token.expose_secret();
    provider.graph.set_subscription(&callback, &FIELDS, token).await?;
    let now = provider.clock.now().as_microsecond().to_string();
    let write = move |tx: &Tx<'_>| settings::set(tx, settings::SUBSCRIBED_AT, Some(&now));
    Ok(provider.db.write(write).await?)
}

/// Why the subscription could not be seen to.
#[derive(Debug, thiserror::Error)]
enum SubscribeError {
    #[error(transparent)]
    Call(#[from] CallError),
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Notes that a webhook came without values: the subscription is looked at, and set anew.
///
/// # Errors
/// When the database refuses.
pub(crate) fn came_bare(tx: &Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    let at = now.as_microsecond();
    settings::set(tx, settings::BARE_AT, Some(&at.to_string()))?;
    let old = later(now, -SignedDuration::from_hours(OLD_HOURS)).as_microsecond();
    if settings::get_number(tx, settings::SUBSCRIBED_AT)?.is_none_or(|set_at| set_at < old) {
        settings::set(tx, settings::SUBSCRIBED_AT, None)?;
        settings::hasten(tx, settings::SUBSCRIPTION_AT, at)?;
    }
    Ok(())
}
