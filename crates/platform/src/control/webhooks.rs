//! `/_control/webhooks`: the delivery log.

use axum::Json;
use serde_json::json;

use super::answer::Told;
use super::operation::Operation;
use super::request::request;
use crate::platform::Platform;
use crate::store::{ROWS_MAX, Slice};

request! {
    /// Which webhooks, newest first.
    pub(super) struct Asked {
        /// Only rows before this `seq`.
        before: Option<i64>,
        /// At most so many rows, up to 500.
        limit: u32 = 100u32,
    }
}

/// What can be done about webhooks.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/_control/webhooks", "The log of deliveries, newest first.", list).answers(
            json!({ "data": [{
                "seq": 5, "app": "670843887433847", "field": "account_update", "attempts": 1,
            }] }),
        ),
    ]
}

/// `GET /_control/webhooks`.
async fn list(platform: Platform, Asked { before, limit }: Asked) -> Told {
    let slice = Slice { before, limit: limit.min(ROWS_MAX) };
    let webhooks = platform.store().webhooks(slice).await?;
    Ok(Json(json!({ "data": webhooks })))
}
