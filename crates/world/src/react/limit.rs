//! Limits and quality: what businesses, providers and apps are told (contract §6.7 to §6.9, §9.1).

use graph::id::PhoneNumberId;
use graph::status::{MessagingLimitTier, QualityRating};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::about_number;
use crate::business::{Business, Verification};
use crate::customer::CustomerEvent;
use crate::effect::Effect;
use crate::limit::LimitEvent;
use crate::mail::{Letter, when};
use crate::messaging::LimitScope;
use crate::phone::{Phone, Standing};
use crate::quality::QualityEvent;
use crate::world::World;

/// What raises the messaging limit of a number: the next step that is open (requirements D06, D09).
pub(super) const fn raises(phone: &Phone, owner: &Business) -> &'static str {
    match owner.verification {
        Verification::NotStarted => {
            "start business verification in the Security Center to raise the limit."
        }
        Verification::PendingSubmission { .. }
        | Verification::Rejected { .. }
        | Verification::Expired { .. }
        | Verification::Revoked { .. } => {
            "hand in the form and the documents of business verification in the Security Center \
             to raise the limit."
        }
        Verification::NeedMoreInfo { .. } => {
            "hand in what business verification asks for in the Security Center to raise the limit."
        }
        Verification::Pending { .. } => {
            "wait until business verification is decided; it is in review."
        }
        Verification::Failed { .. } => {
            "nothing: business verification failed for good, and the limit stays as it is."
        }
        Verification::Verified { .. } => match phone.standing {
            Standing::Regular { .. } => {
                "keep the quality of your messages high; the limit rises by itself when it is used."
            }
            _ => {
                "wait until the display name and the other checks that are still open are \
                 approved; then the limit rises by itself. A name that was declined is changed in \
                 the WhatsApp Manager."
            }
        },
    }
}

impl World {
    pub(super) fn after_limit(&self, event: &LimitEvent, at: Timestamp) -> Vec<Effect> {
        match *event {
            LimitEvent::Refused { phone, tier } => self.limit_alert(phone, tier, at),
            LimitEvent::Kept { .. } => Vec::new(),
            LimitEvent::Raised { phone, from, to }
            | LimitEvent::Lowered { phone, from, to }
            | LimitEvent::Fell { phone, from, to } => self.limit_moved(phone, (from, to), at),
            LimitEvent::ThroughputRaised { phone } => {
                let limits = (MessagingLimitTier::Unlimited, None);
                self.quality_webhook(phone, ("THROUGHPUT_UPGRADE", limits), at)
            }
        }
    }

    /// A message was refused because of the limit: `account_alerts` and a notice that says what
    /// raises it (requirement D06).
    fn limit_alert(
        &self,
        id: PhoneNumberId,
        tier: MessagingLimitTier,
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let number = phone.number.display();
        let kind = if owner.is_verified() {
            "INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED"
        } else {
            "INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO"
        };
        let next = raises(phone, owner);
        let value = json!({
            "entity_type": "BUSINESS",
            "entity_id": owner.id,
            "alert_info": {
                "alert_severity": "WARNING",
                "alert_status": "ACTIVE",
                "alert_type": kind,
                "alert_description": format!(
                    "A message of {number} was refused: its messaging limit {tier} is reached. \
                     What to do next: {next}"
                ),
            },
        });
        let letter = Letter {
            subject: format!("A message of {number} was refused: the messaging limit is reached"),
            what: format!(
                "The number has started conversations with as many different customers within 24 \
                 hours as its limit {tier} allows. Customers who write first can still be answered."
            ),
            facts: about_number(owner, waba, phone),
            next: next.to_owned(),
        };
        let mut effects = vec![letter.notice(owner)];
        effects.extend(self.partners(waba).map(|partner| letter.notice(partner)));
        effects.extend(self.webhooks(waba, "account_alerts", &value, at));
        effects
    }

    fn limit_moved(
        &self,
        id: PhoneNumberId,
        (from, to): (MessagingLimitTier, MessagingLimitTier),
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let (verb, event) =
            if to > from { ("raised", "UPGRADE") } else { ("lowered", "DOWNGRADE") };
        let customers =
            to.customers().map_or_else(|| "any number of".to_owned(), |count| count.to_string());
        let letter = Letter {
            subject: format!("The messaging limit of {} was {verb}", phone.number.display()),
            what: format!(
                "The number may now start conversations with {customers} different customers in \
                 24 hours: its limit was {verb} from {from} to {to}."
            ),
            facts: about_number(owner, waba, phone),
            next: if to > from {
                "nothing."
            } else if owner.is_verified() {
                "send only what customers want and expect; the limit rises again when it is used \
                 and the quality is good."
            } else {
                raises(phone, owner)
            }
            .to_owned(),
        };
        let mut effects = self.tell_both((waba, owner), &letter, &letter);
        effects.extend(self.quality_webhook(id, (event, (to, Some(from))), at));
        effects.extend(self.capability(waba, at));
        effects
    }

    /// `phone_number_quality_update` (contract §6.7).
    pub(super) fn quality_webhook(
        &self,
        id: PhoneNumberId,
        (event, (limit, before)): (&str, (MessagingLimitTier, Option<MessagingLimitTier>)),
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some((phone, waba, _)) = self.client_number(id) else { return Vec::new() };
        let mut value = json!({
            "display_phone_number": phone.number.digits(),
            "event": event,
            "current_limit": limit,
        });
        if let Some(before) = before {
            value["old_limit"] = json!(before);
        }
        if self.policy.messaging.limit_scope == LimitScope::Portfolio {
            value["max_daily_conversations_per_business"] = json!(limit);
        }
        self.webhooks(waba, "phone_number_quality_update", &value, at)
    }

    pub(super) fn after_quality(&self, event: &QualityEvent, at: Timestamp) -> Vec<Effect> {
        let limits = |id: &PhoneNumberId| self.phones.get(id).map(|phone| (self.tier(phone), None));
        match event {
            QualityEvent::PhoneRated { phone, rating, before } => {
                self.rating_letters(*phone, (*before, *rating))
            }
            QualityEvent::Looked { .. } => Vec::new(),
            QualityEvent::Flagged { phone, until } => {
                let mut effects = self.flag_letters(*phone, *until);
                if let Some(limits) = limits(phone) {
                    effects.extend(self.quality_webhook(*phone, ("FLAGGED", limits), at));
                }
                effects
            }
            QualityEvent::Unflagged { phone } => limits(phone).map_or_else(Vec::new, |limits| {
                self.quality_webhook(*phone, ("UNFLAGGED", limits), at)
            }),
            QualityEvent::TemplateRated { template, rating, before } => {
                self.after_template_rated(*template, (*before, *rating), at)
            }
        }
    }

    /// Told when the quality became worse, and when it is good again.
    fn rating_letters(
        &self,
        id: PhoneNumberId,
        (before, now): (QualityRating, QualityRating),
    ) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let bad = |rating| matches!(rating, QualityRating::Yellow | QualityRating::Red);
        if !bad(before) && !bad(now) {
            return Vec::new();
        }
        let mut facts = about_number(owner, waba, phone);
        facts.push(("Quality before", before.to_string()));
        facts.push(("Quality now", now.to_string()));
        facts.push(("Messaging limit", self.tier(phone).to_string()));
        let (word, next) = match now {
            QualityRating::Red => (
                "low",
                "find out which messages customers block and report, \
                                           and send only what they expect.",
            ),
            QualityRating::Yellow => ("medium", "look at what customers block and report."),
            QualityRating::Green | QualityRating::Unknown => ("no longer low", "nothing."),
        };
        let letter = Letter {
            subject: format!("The quality of {} is {word}", phone.number.display()),
            what: format!(
                "Customers' blocks and reports of the last seven days make the number's quality \
                 rating {now}; it was {before}."
            ),
            facts,
            next: next.to_owned(),
        };
        let mut effects = Vec::from(letter.to(owner));
        effects.extend(self.partners(waba).map(|partner| letter.notice(partner)));
        effects
    }

    fn flag_letters(&self, id: PhoneNumberId, until: Timestamp) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let mut facts = about_number(owner, waba, phone);
        facts.push(("Flagged until", when(until)));
        let letter = Letter {
            subject: format!("{} is flagged", phone.number.display()),
            what: "The quality of the number is low. While it is flagged its messaging limit is \
                   not raised; unless the quality improves, the limit is lowered."
                .to_owned(),
            facts,
            next: "send only what customers want and expect.".to_owned(),
        };
        self.tell_both((waba, owner), &letter, &letter)
    }

    /// Customers' preferences are told to the apps (contract §6.11: `user_preferences`).
    pub(super) fn after_customer(&self, event: &CustomerEvent, at: Timestamp) -> Vec<Effect> {
        let (customer, phone, word, sentence) = match event {
            CustomerEvent::MarketingStopped { customer, phone } => {
                (customer, phone, "stop", "User requested to stop marketing messages")
            }
            CustomerEvent::MarketingResumed { customer, phone } => {
                (customer, phone, "resume", "User requested to resume marketing messages")
            }
            CustomerEvent::Blocked { .. }
            | CustomerEvent::Unblocked { .. }
            | CustomerEvent::Reported { .. } => return Vec::new(),
        };
        let Some(known) = self.phones.get(phone) else { return Vec::new() };
        let Some(waba) = self.wabas.get(&known.waba) else { return Vec::new() };
        let chat = self.chat(*phone, customer);
        let name = chat.and_then(|chat| chat.name.as_deref()).unwrap_or_default();
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": metadata(known),
            "contacts": [{"profile": {"name": name}, "wa_id": customer.digits()}],
            "user_preferences": [{
                "wa_id": customer.digits(),
                "detail": sentence,
                "category": "marketing_messages",
                "value": word,
                "timestamp": at.as_second(),
            }],
        });
        self.webhooks(waba, "user_preferences", &value, at)
    }
}

/// The number as webhooks about messages name it.
fn metadata(phone: &Phone) -> Value {
    json!({"display_phone_number": phone.number.digits(), "phone_number_id": phone.id})
}
