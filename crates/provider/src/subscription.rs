//! The app's webhook subscription: looked at when the server starts, and now and then.
//!
//! Without it no webhook comes at all, however many accounts are subscribed (contract §6.1).

use jiff::SignedDuration;
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

async fn ensure(provider: &Provider) -> Result<(), CallError> {
    let callback = provider.settings.webhook_url();
    if provider.graph.has_subscription(&callback, &FIELDS).await? {
        return Ok(());
    }
    let token = provider.settings.webhook_verify_token.expose_secret();
    provider.graph.set_subscription(&callback, &FIELDS, token).await
}
