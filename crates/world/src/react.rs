//! Names what leaves the house after an event: who must be told, and in which words.

mod account;
mod app_access;
mod enforcement;
mod limit;
mod message;
mod money;
mod name;
mod number;
mod number_life;
mod partnership;
mod sharing;
mod solution;
mod staff;
mod template;
mod ticket;
mod verification;

use graph::id::{BusinessId, PhoneNumberId, WabaId};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::business::Business;
use crate::effect::Effect;
use crate::event::Event;
use crate::handset::Handset;
use crate::mail::Letter;
use crate::phone::Phone;
use crate::waba::Waba;
use crate::world::World;

impl World {
    /// Who must be told that the event happened at `at`. Called after [`World::evolve`] of it.
    pub fn react(&self, event: &Event, at: Timestamp) -> Vec<Effect> {
        use Event as E;
        match event {
            E::CodeSent { number, .. } if self.handset(number) == Handset::NoCodes => Vec::new(),
            E::CodeSent { number, method, code, .. } => {
                vec![message::code_on_handset(number, *method, code)]
            }
            E::WabaShared { waba, partner } => self.after_sharing(*waba, *partner, at),
            E::WabaUnshared { waba, partner } => self.after_unsharing(*waba, *partner, at),
            E::SignupFinished { signup, outcome } => self.after_signup(*signup, outcome, at),
            E::CreditAttached { waba, .. } => self.after_attaching(*waba),
            E::AllocationRevoked { allocation } => self.after_revoking(*allocation),
            E::VerificationApproved { business } => self.after_verification(*business, at),
            E::Verification(event) => self.react_to_verification(event, at),
            E::Official(event) => self.react_to_official(event, at),
            E::Enforcement(event) => self.react_to_enforcement(event, at),
            E::PolicyCheckPassed { waba } => self.after_check_passed(*waba, at),
            E::PolicyCheckFailed { waba, violation } => {
                self.after_check_failed(*waba, *violation, at)
            }
            E::AppealGranted { waba } => self.after_appeal(*waba, true, at),
            E::AppealDeclined { waba } => self.after_appeal(*waba, false, at),
            E::TemplateApproved { template } | E::TemplateRejected { template, .. } => {
                self.after_template_review(*template, at)
            }
            E::TemplateDeleted { template, gone: Some(gone) } => {
                self.after_template_deletion(*template, gone, at)
            }
            E::Template(event) => self.after_template_event(event, at),
            E::Limit(event) => self.after_limit(event, at),
            E::Quality(event) => self.after_quality(event, at),
            E::Customer(event) => self.after_customer(event, at),
            E::TypingShown { message } => self.after_typing(message),
            E::PhoneOnboarded { phone, .. } => self.after_onboarding(*phone, at),
            E::TrialWarned { phone, days_left } => self.before_trial_end(*phone, *days_left),
            E::PhoneTurnedOff { phone, why } => self.after_turning_off(*phone, *why, at),
            E::PhoneTurnedOn { phone } => self.after_turning_on(*phone),
            E::RegularUseBegan { phone, tier } => self.after_upgrade(*phone, *tier, at),
            E::NameReviewStarted { .. }
            | E::NameChangeReviewStarted { .. }
            | E::NameApproved { .. }
            | E::NameChangeApproved { .. }
            | E::NameDeclined { .. }
            | E::NameChangeDeclined { .. }
            | E::NameDeferred { .. } => self.after_name_event(event, at),
            E::MessageSent { message, .. } | E::MessageHeld { message } => {
                self.after_sent(message, at)
            }
            E::MessageDelivered { message } => self.after_delivered(message, at),
            E::MessageOpened { message } | E::MessageFailed { message, .. } => {
                self.status(message, at)
            }
            E::MessageReceived { message, .. } => self.after_received(message, at),
            E::Number(event) => self.after_number(event, at),
            E::VerificationStarted { business } => self.after_verification_start(*business, at),
            E::Money(event) => self.after_money(event),
            E::Staff(event) => self.after_staff(event),
            E::App(event) => self.after_app(event),
            E::Ticket(event) => self.after_ticket(event),
            E::MessageMarkedRead { message } => self.after_marked_read(message),
            E::Partnership(event) => self.after_partnership(event, at),
            E::Solution(event) => self.after_solution(event, at),
            _ => Vec::new(),
        }
    }

    /// A webhook about a WABA: to the apps that subscribed to it and want the field
    /// (contract §6.1).
    fn webhooks(&self, waba: &Waba, field: &str, value: &Value, at: Timestamp) -> Vec<Effect> {
        let subscribed = waba.subscriptions.keys().filter_map(|app| self.apps.get(app));
        let webhook = |app: &crate::app::App| Effect::Webhook {
            app: app.id,
            entry_id: waba.id.get(),
            time: (field != "messages").then_some(at.as_second()),
            field: field.to_owned(),
            value: app.told(value),
            waba: Some(waba.id),
        };
        let told = |app: &&crate::app::App| app.wants(field) && self.hears_of(app, waba.owner);
        subscribed.filter(told).map(webhook).collect()
    }

    /// Whether an app is told about a business: in development it hears of its own one only
    /// (contract §6.1).
    fn hears_of(&self, app: &crate::app::App, owner: BusinessId) -> bool {
        let access = self.app_access.get(&app.id);
        let live = access.is_none_or(|access| access.mode == crate::app_access::AppMode::Live);
        live || app.business == owner
    }

    /// An `account_update` about a partnership: to the provider's apps that want the field, under
    /// the provider's business, without subscription to the WABA (contract §6.4).
    fn partner_webhooks(
        &self,
        partner: BusinessId,
        waba: WabaId,
        value: &Value,
        at: Timestamp,
    ) -> Vec<Effect> {
        let apps = self.businesses.get(&partner).map(|business| business.apps.as_slice());
        let apps = apps.unwrap_or_default().iter().filter_map(|app| self.apps.get(app));
        let webhook = |app: &crate::app::App| Effect::Webhook {
            app: app.id,
            entry_id: partner.get(),
            time: Some(at.as_second()),
            field: "account_update".to_owned(),
            value: app.told(value),
            waba: Some(waba),
        };
        apps.filter(|app| app.wants("account_update")).map(webhook).collect()
    }

    /// The providers a WABA is shared with.
    fn partners(&self, waba: &Waba) -> impl Iterator<Item = &Business> {
        waba.shared_with.keys().filter_map(|id| self.businesses.get(id))
    }

    /// A number with its WABA and owner, unless the owner is a provider: it is not told about its
    /// own test number.
    fn client_number(&self, phone: PhoneNumberId) -> Option<(&Phone, &Waba, &Business)> {
        let phone = self.phones.get(&phone)?;
        let (waba, owner) = self.client_waba(phone.waba)?;
        Some((phone, waba, owner))
    }

    /// A WABA with its owner, unless that is a provider.
    fn client_waba(&self, waba: WabaId) -> Option<(&Waba, &Business)> {
        let waba = self.wabas.get(&waba)?;
        let owner = self.businesses.get(&waba.owner)?;
        (!owner.provider).then_some((waba, owner))
    }

    /// The letter to the owner, and another to every provider the WABA is shared with.
    fn tell_both(
        &self,
        (waba, owner): (&Waba, &Business),
        to_owner: &Letter,
        to_partners: &Letter,
    ) -> Vec<Effect> {
        let mut effects = Vec::from(to_owner.to(owner));
        effects.extend(self.partners(waba).flat_map(|partner| to_partners.to(partner)));
        effects
    }

    /// `business_capability_update` with what the WABA's numbers may do now (contract §6.8).
    fn capability(&self, waba: &Waba, at: Timestamp) -> Vec<Effect> {
        let phones = waba.phones.iter().filter_map(|id| self.phones.get(id));
        let best = phones.map(|phone| self.tier(phone)).max();
        let tier = best.unwrap_or(self.policy.start_tier);
        let daily = tier.customers().map_or(-1, i64::from);
        let value = match self.few_numbers(waba.owner) {
            None => json!({
                "max_daily_conversation_per_phone": daily,
                "max_phone_numbers_per_waba": self.policy.numbers_per_waba,
            }),
            Some(most) => json!({
                "max_daily_conversation_per_phone": daily,
                "max_phone_numbers_per_business": most,
            }),
        };
        let mut value = value;
        if self.policy.messaging.limit_scope == crate::messaging::LimitScope::Portfolio {
            value["max_daily_conversations_per_business"] = daily.into();
        }
        self.webhooks(waba, "business_capability_update", &value, at)
    }
}

/// Business and WABA as letters name them.
fn about(owner: &Business, waba: &Waba) -> Vec<(&'static str, String)> {
    vec![
        ("Business", format!("{} ({})", owner.profile.name, owner.id)),
        ("WhatsApp Business Account", format!("{} ({})", waba.name, waba.id)),
    ]
}

/// The same with a number.
fn about_number(owner: &Business, waba: &Waba, phone: &Phone) -> Vec<(&'static str, String)> {
    let mut facts = about(owner, waba);
    facts.push(("Phone number", format!("{} ({})", phone.number.display(), phone.id)));
    facts
}
