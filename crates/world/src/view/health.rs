//! `health_status`: whether messages can be sent, and what stands in the way (contract §3.3).

use std::fmt::Display;

use graph::CanSend;
use serde_json::{Value, json};

use super::Sight;
use crate::enforcement::RestrictionKind;
use crate::phone::{Phone, Standing};
use crate::template::{Template, TemplateReview};
use crate::waba::{Appeal, Funding, Waba};

/// One of the objects that together decide whether a message can be sent.
struct Entity {
    kind: &'static str,
    id: String,
    can_send: CanSend,
    why: Option<Value>,
}

impl Entity {
    fn available(kind: &'static str, id: impl Display) -> Self {
        Self { kind, id: id.to_string(), can_send: CanSend::Available, why: None }
    }

    fn limited(mut self, sentence: &str) -> Self {
        self.can_send = CanSend::Limited;
        self.why = Some(json!([sentence]));
        self
    }

    fn blocked(mut self, code: u32, what: &str, remedy: &str) -> Self {
        self.can_send = CanSend::Blocked;
        self.why = Some(json!([{
            "error_code": code,
            "error_description": what,
            "possible_solution": remedy,
        }]));
        self
    }

    fn to_json(&self) -> Value {
        let mut entity = json!({
            "entity_type": self.kind,
            "id": self.id,
            "can_send_message": self.can_send,
        });
        if let Some(why) = &self.why {
            let name = if self.can_send == CanSend::Blocked { "errors" } else { "additional_info" };
            entity[name] = why.clone();
        }
        entity
    }
}

impl Sight<'_> {
    /// The member of a WABA.
    pub(super) fn waba_health(&self, waba: &Waba) -> Value {
        summary(&self.surroundings(waba))
    }

    /// The member of a phone number.
    pub(super) fn phone_health(&self, phone: &Phone, waba: &Waba) -> Value {
        let mut entities = vec![phone_entity(phone)];
        entities.extend(self.surroundings(waba));
        summary(&entities)
    }

    /// The member of a template.
    pub(super) fn template_health(&self, template: &Template, waba: &Waba) -> Value {
        let entity = Entity::available("MESSAGE_TEMPLATE", template.id);
        let mut entities = vec![match template.review {
            TemplateReview::Approved { .. } => entity,
            TemplateReview::Pending { .. }
            | TemplateReview::Rejected { .. }
            | TemplateReview::Paused { .. }
            | TemplateReview::Disabled { .. } => entity.blocked(
                141_002,
                "The message template is not approved.",
                "Wait for the review of the template, or use another one.",
            ),
        }];
        entities.extend(self.surroundings(waba));
        summary(&entities)
    }

    /// WABA, business and app: part of every answer.
    fn surroundings(&self, waba: &Waba) -> Vec<Entity> {
        let mut entities = vec![waba_entity(waba)];
        if let Ok(business) = self.world.business(waba.owner) {
            let entity = Entity::available("BUSINESS", business.id);
            entities.push(match business.is_verified() {
                true => entity,
                false => entity.limited(
                    "Your business is not verified yet. Your message limit will increase after \
                     it is verified.",
                ),
            });
        }
        entities.push(Entity::available("APP", self.app_of_caller()));
        entities
    }
}

/// What is left where an appeal was declined.
const FINAL: &str = "The appeal was declined: the decision is final. Use another account.";

/// What is left while an appeal is looked at.
const UNDER_REVIEW: &str = "The appeal is under review: wait for the decision.";

fn waba_entity(waba: &Waba) -> Entity {
    let entity = Entity::available("WABA", waba.id);
    let remedy = |open| match waba.appeal() {
        Some(Appeal::Declined { .. }) => FINAL,
        Some(Appeal::Pending { .. }) => UNDER_REVIEW,
        Some(Appeal::Open) | None => open,
    };
    if waba.is_disabled() {
        return entity.blocked(
            368,
            "The account is disabled because it failed a check against the platform's policies.",
            remedy("The business can appeal in its Business Manager."),
        );
    }
    if waba.is_locked() {
        return entity.blocked(
            131_031,
            "The account is locked because it broke one of the platform's policies.",
            remedy("The business can request a review in its Business Manager."),
        );
    }
    let restrictions = &waba.enforcement.restrictions;
    if let Some(&until) = restrictions.get(&RestrictionKind::CustomerInitiatedMessaging) {
        let until = crate::mail::free_at(until);
        return entity.blocked(
            368,
            &format!(
                "The account broke one of the platform's policies: it may not send until {until}."
            ),
            "Wait until the restriction ends, and follow the policies.",
        );
    }
    match waba.funding {
        Funding::Own { .. } | Funding::Direct { .. } | Funding::Attached { .. } => {
            match restrictions.get(&RestrictionKind::BizInitiatedMessaging) {
                Some(&until) => entity.limited(&format!(
                    "The account broke one of the platform's policies: it may not start \
                     conversations until {}.",
                    crate::mail::free_at(until)
                )),
                None => entity,
            }
        }
        Funding::None | Funding::Revoked { .. } => entity.blocked(
            141_006,
            "There is no valid payment method.",
            "Share a credit line with the account.",
        ),
    }
}

fn phone_entity(phone: &Phone) -> Entity {
    let entity = Entity::available("PHONE_NUMBER", phone.id);
    if let Standing::Lapsed { .. } = phone.standing {
        return entity.blocked(
            141_010,
            "The trial ended before the business was verified.",
            "Complete business verification, then register the number again.",
        );
    }
    if phone.off().is_some() || phone.hosting().is_none() {
        let remedy = "Register the number.";
        return entity.blocked(133_010, "The number is not registered.", remedy);
    }
    match phone.standing {
        Standing::Regular { .. } => entity,
        Standing::Incomplete
        | Standing::Trial { .. }
        | Standing::Starter
        | Standing::Lapsed { .. } => entity.limited(
            "Your display name has not been approved yet. Your message limit will increase after \
             the display name is approved.",
        ),
    }
}

/// The whole member: the overall answer is that of the worst entity.
fn summary(entities: &[Entity]) -> Value {
    let worst = entities.iter().map(|entity| entity.can_send).max().unwrap_or(CanSend::Available);
    let entities: Vec<Value> = entities.iter().map(Entity::to_json).collect();
    json!({"can_send_message": worst, "entities": entities})
}
