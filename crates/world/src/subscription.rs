//! Which news an app is told, and how (contract §6.1).

use std::collections::BTreeMap;

use graph::id::AppId;
use serde::{Deserialize, Serialize};

/// What is asked about an app's webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum SubscriptionCommand {
    /// `POST /{app}/subscriptions`; the handshake has been done already (contract §6.2).
    Subscribe {
        app: AppId,
        callback_url: String,
        verify_token: String,
        /// Each field with the version it is told in, such as `v21.0`.
        fields: BTreeMap<String, String>,
        /// Whether the news itself is told, or only that a field changed.
        include_values: bool,
    },
}

/// What became true about an app's webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum SubscriptionEvent {
    Subscribed {
        app: AppId,
        callback_url: String,
        verify_token: String,
        fields: BTreeMap<String, String>,
        include_values: bool,
    },
}
