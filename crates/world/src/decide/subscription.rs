//! Deciding about an app's webhook (contract §6.1).

use super::{Ask, Decision};
use crate::event::Event;
use crate::subscription::{SubscriptionCommand, SubscriptionEvent};

impl Ask<'_> {
    /// The app itself, or the desk, says what it wants to be told.
    pub(super) fn decide_subscription(self, command: &SubscriptionCommand) -> Decision {
        let SubscriptionCommand::Subscribe {
            app,
            callback_url,
            verify_token,
            fields,
            include_values,
        } = command;
        self.require_app(*app)?;
        Ok(vec![Event::Subscription(SubscriptionEvent::Subscribed {
            app: *app,
            callback_url: callback_url.clone(),
            verify_token: verify_token.clone(),
            fields: fields.clone(),
            include_values: *include_values,
        })])
    }
}
