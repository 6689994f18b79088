//! What an app's new webhook changes.

use crate::app::Callback;
use crate::subscription::SubscriptionEvent;
use crate::world::World;

impl World {
    pub(super) fn evolve_subscription(&mut self, event: &SubscriptionEvent) {
        let SubscriptionEvent::Subscribed {
            app,
            callback_url,
            verify_token,
            fields,
            include_values,
        } = event;
        self.app_mut(*app).callback = Some(Callback {
            url: callback_url.clone(),
            verify_token: verify_token.clone(),
            fields: fields.keys().cloned().collect(),
            versions: fields.clone(),
            changes_only: !include_values,
        });
    }
}
