//! Limits, ratings, and what customers do.

use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use graph::status::QualityRating;
use jiff::Timestamp;

use crate::customer::CustomerEvent;
use crate::due::Due;
use crate::limit::LimitEvent;
use crate::message::Chat;
use crate::messaging::LimitScope;
use crate::phone::Standing;
use crate::quality::{Feedback, QualityEvent, midnight_after};
use crate::time::seconds;
use crate::world::World;

impl World {
    /// A number wrote to a customer first: that counts towards its limit, and towards a higher one.
    pub(super) fn count_initiated(&mut self, id: PhoneNumberId, customer: &E164, at: Timestamp) {
        let owner = self.phones.get(&id).and_then(|phone| self.wabas.get(&phone.waba));
        let owner = owner.map(|waba| waba.owner);
        match (self.policy.messaging.limit_scope, owner) {
            (LimitScope::Portfolio, Some(owner)) => {
                self.portfolio_usage.entry(owner).or_default().note(customer, at);
            }
            (LimitScope::Number, _) | (LimitScope::Portfolio, None) => {
                self.phone_mut(id).usage.note(customer, at);
            }
        }
        let Some(phone) = self.phones.get(&id) else { return };
        let tier = self.tier(phone);
        let half = tier.customers().and_then(|most| usize::try_from(most / 2).ok());
        let rises = self.policy.messaging.above(tier).is_some()
            && matches!(phone.standing, Standing::Regular { .. })
            && phone.limits.review_at.is_none()
            && half.is_some_and(|half| self.usage(phone).reached_in_week(half, at));
        if rises {
            let review_at = seconds(at, self.policy.messaging.upgrade_seconds);
            self.phone_mut(id).limits.review_at = Some(review_at);
            self.schedule(review_at, Due::LimitReview(id));
        }
    }

    pub(super) fn evolve_limit(&mut self, event: &LimitEvent, at: Timestamp) {
        match *event {
            LimitEvent::Refused { phone, .. } => {
                self.phone_mut(phone).limits.refused_at = Some(at);
            }
            // That the number is no longer in regular use came with the loss of the verification.
            LimitEvent::Kept { phone } | LimitEvent::Fell { phone, .. } => {
                self.end_limit_review(phone);
            }
            LimitEvent::Raised { phone, to, .. } => {
                self.end_limit_review(phone);
                let phone = self.phone_mut(phone);
                phone.standing = Standing::Regular { tier: to };
                phone.limits.refused_at = None;
            }
            LimitEvent::Lowered { phone, to, .. } => {
                self.end_limit_review(phone);
                self.phone_mut(phone).standing = Standing::Regular { tier: to };
            }
            LimitEvent::ThroughputRaised { phone } => self.phone_mut(phone).limits.fast = true,
        }
    }

    fn end_limit_review(&mut self, id: PhoneNumberId) {
        if let Some(at) = self.phone_mut(id).limits.review_at.take() {
            self.unschedule(at, Due::LimitReview(id));
        }
    }

    pub(super) fn evolve_quality(&mut self, event: &QualityEvent, at: Timestamp) {
        match *event {
            QualityEvent::PhoneRated { phone, rating, .. } => {
                self.phone_mut(phone).rated.told = rating;
                self.plan_look(phone, at);
            }
            QualityEvent::Looked { phone } => self.plan_look(phone, at),
            QualityEvent::Flagged { phone, until } => {
                self.phone_mut(phone).rated.flagged_until = Some(until);
                self.schedule(until, Due::FlagEnd(phone));
            }
            QualityEvent::Unflagged { phone } => {
                if let Some(until) = self.phone_mut(phone).rated.flagged_until.take() {
                    self.unschedule(until, Due::FlagEnd(phone));
                }
            }
            QualityEvent::TemplateRated { template, rating, .. } => {
                self.template_mut(template).rated = (rating, at);
            }
        }
    }

    /// A bad rating is looked at again at midnight; a good one when something happens.
    fn plan_look(&mut self, id: PhoneNumberId, at: Timestamp) {
        let rated = &mut self.phone_mut(id).rated;
        let bad = matches!(rated.told, QualityRating::Yellow | QualityRating::Red);
        let next = bad.then(|| midnight_after(at));
        if let Some(before) = std::mem::replace(&mut rated.look_at, next) {
            self.unschedule(before, Due::Quality(id));
        }
        if let Some(next) = next {
            self.schedule(next, Due::Quality(id));
        }
    }

    pub(super) fn evolve_customer(&mut self, event: &CustomerEvent, at: Timestamp) {
        let (CustomerEvent::Blocked { customer, phone, .. }
        | CustomerEvent::Unblocked { customer, phone }
        | CustomerEvent::Reported { customer, phone, .. }
        | CustomerEvent::MarketingStopped { customer, phone }
        | CustomerEvent::MarketingResumed { customer, phone }) = event;
        let chat: &mut Chat = self.chats.entry((*phone, customer.clone())).or_default();
        match event {
            CustomerEvent::Blocked { .. } => chat.blocked_at = Some(at),
            CustomerEvent::Unblocked { .. } => chat.blocked_at = None,
            CustomerEvent::Reported { .. } => chat.reported_at = Some(at),
            CustomerEvent::MarketingStopped { .. } => chat.marketing_stopped_at = Some(at),
            CustomerEvent::MarketingResumed { .. } => chat.marketing_stopped_at = None,
        }
        let (what, template) = match event {
            CustomerEvent::Blocked { template, .. } => (Feedback::BLOCK, template),
            CustomerEvent::Reported { template, .. } => (Feedback::REPORT, template),
            _ => return,
        };
        self.phone_mut(*phone).rated.tally.note(what, at);
        if let Some(template) = template.and_then(|id| self.templates.get_mut(&id)) {
            template.tally.note(what, at);
        }
    }
}
