//! An account's own settings, and the history of what was done to it.

use graph::id::WabaId;
use jiff::Timestamp;

use crate::account::{ACTIVITIES_MAX, AccountEvent, Activity, ActivityKind};
use crate::event::Event;
use crate::world::World;

impl World {
    pub(super) fn evolve_account(&mut self, event: &AccountEvent, at: Timestamp) {
        match event {
            AccountEvent::InsightsEnabled { waba } => {
                self.accounts.insights.insert(*waba, at);
            }
            AccountEvent::PurchaseOrderSet { waba, number } if number.is_empty() => {
                self.accounts.purchase_orders.remove(waba);
            }
            AccountEvent::PurchaseOrderSet { waba, number } => {
                self.accounts.purchase_orders.insert(*waba, number.clone());
            }
        }
    }

    /// Notes in the history of a WABA what an event does to it. Called before the event is made
    /// true: afterwards what it takes away is gone.
    pub(super) fn note_activity(&mut self, event: &Event, at: Timestamp) {
        let Some((waba, kind, subject)) = self.activity_of(event) else { return };
        let id = 1_000_000_000_000 + self.applied;
        let all = self.accounts.activities.entry(waba).or_default();
        if all.len() >= ACTIVITIES_MAX {
            all.remove(0);
        }
        all.reserve_exact(1);
        all.push(Activity { id, at, kind, subject });
    }

    fn activity_of(&self, event: &Event) -> Option<(WabaId, ActivityKind, Option<u64>)> {
        use ActivityKind as Kind;
        let phone = |id: &graph::PhoneNumberId, kind| {
            Some((self.phones.get(id)?.waba, kind, Some(id.get())))
        };
        let template = |id: &graph::TemplateId, kind| {
            Some((self.templates.get(id)?.waba, kind, Some(id.get())))
        };
        match event {
            Event::WabaCreated { waba, .. } => Some((*waba, Kind::AccountCreated, None)),
            Event::PhoneAdded { phone, waba, .. } => {
                Some((*waba, Kind::PhoneNumberAdded, Some(phone.get())))
            }
            Event::PhoneVerified { phone: id, .. } => phone(id, Kind::PhoneNumberVerified),
            Event::PinSet { phone: id, .. } => phone(id, Kind::SecurityEvent),
            Event::UserAssigned { waba, user, .. } => {
                Some((*waba, Kind::UserAdded, Some(user.get())))
            }
            Event::UserUnassigned { waba, user } => {
                Some((*waba, Kind::UserRemoved, Some(user.get())))
            }
            Event::WabaShared { waba, partner } => {
                Some((*waba, Kind::PermissionGranted, Some(partner.get())))
            }
            Event::WabaUnshared { waba, partner } => {
                Some((*waba, Kind::PermissionRevoked, Some(partner.get())))
            }
            Event::TemplateCreated { template: id, waba, .. } => {
                Some((*waba, Kind::TemplateCreated, Some(id.get())))
            }
            Event::TemplateApproved { template: id }
            | Event::TemplateRejected { template: id, .. } => template(id, Kind::TemplateUpdated),
            Event::TemplateDeleted { template: id, .. } => template(id, Kind::TemplateDeleted),
            Event::AppSubscribed { waba, app, .. } => {
                Some((*waba, Kind::WebhookConfigured, Some(app.get())))
            }
            Event::AppUnsubscribed { waba, app } => {
                Some((*waba, Kind::ApiAccessRevoked, Some(app.get())))
            }
            Event::CreditAttached { waba, allocation, .. } => {
                Some((*waba, Kind::BillingUpdated, Some(allocation.get())))
            }
            Event::PolicyCheckFailed { waba, .. } | Event::AppealGranted { waba } => {
                Some((*waba, Kind::ComplianceAction, None))
            }
            Event::Account(
                AccountEvent::InsightsEnabled { waba }
                | AccountEvent::PurchaseOrderSet { waba, .. },
            ) => Some((*waba, Kind::AccountUpdated, None)),
            _ => None,
        }
    }
}
