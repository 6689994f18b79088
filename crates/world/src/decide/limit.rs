//! Messaging limits: raised when they are used and the quality is good, lowered when it stays low
//! (contract §9.1).

use graph::id::PhoneNumberId;
use graph::status::{MessagingLimitTier, QualityRating};

use super::Ask;
use crate::event::Event;
use crate::limit::LimitEvent;
use crate::messaging::LimitScope;
use crate::phone::{Connection, Phone, Standing};
use crate::quality::{Feedback, QualityEvent};

impl Ask<'_> {
    /// The hour has come to raise a limit, if everything speaks for it.
    pub(super) fn review_limit(self, id: PhoneNumberId) -> Vec<Event> {
        let next = self.world.phones.get(&id).and_then(|phone| self.next_limit(phone));
        let Some((phone, next)) = next else {
            return vec![Event::Limit(LimitEvent::Kept { phone: id })];
        };
        let mut events = Vec::new();
        for one in self.sharers(phone) {
            let Standing::Regular { tier: from } = one.standing else { continue };
            if from < next {
                let raised = LimitEvent::Raised { phone: one.id, from, to: next };
                events.push(Event::Limit(raised));
            }
            if next == MessagingLimitTier::Unlimited && !one.limits.fast {
                events.push(Event::Limit(LimitEvent::ThroughputRaised { phone: one.id }));
            }
        }
        events
    }

    /// The next limit of a number that has earned it: in regular use, live, of good quality, and
    /// half of its limit used in the last seven days.
    fn next_limit<'a>(&self, phone: &'a Phone) -> Option<(&'a Phone, MessagingLimitTier)> {
        let rules = &self.world.policy.messaging;
        let tier = self.world.tier(phone);
        let next = rules.above(tier)?;
        let regular = matches!(phone.standing, Standing::Regular { .. });
        let live = matches!(phone.connection, Connection::Connected { .. });
        let rating = self.world.quality(phone, self.now);
        let good = matches!(rating, QualityRating::Green | QualityRating::Yellow)
            && phone.rated.flagged_until.is_none();
        let half = usize::try_from(tier.customers()? / 2).ok()?;
        let used = self.world.usage(phone).reached_in_week(half, self.now);
        (regular && live && good && used).then_some((phone, next))
    }

    /// The numbers that share this number's limit.
    fn sharers<'a>(&'a self, phone: &'a Phone) -> Vec<&'a Phone> {
        match self.world.policy.messaging.limit_scope {
            LimitScope::Number => vec![phone],
            LimitScope::Portfolio => self.world.siblings(phone).collect(),
        }
    }

    /// A bad rating is looked at again.
    pub(super) fn look_at_quality(self, id: PhoneNumberId) -> Vec<Event> {
        let Some(phone) = self.world.phones.get(&id) else { return Vec::new() };
        let mut events = self.rated(phone, Feedback::NONE);
        if events.is_empty() {
            events.push(Event::Quality(QualityEvent::Looked { phone: id }));
        }
        events
    }

    /// A number was flagged for seven days: its limit is lowered, and the flag is taken away.
    pub(super) fn end_flag(self, id: PhoneNumberId) -> Vec<Event> {
        let Some(phone) = self.world.phones.get(&id) else { return Vec::new() };
        let lower = match phone.standing {
            Standing::Regular { tier: from } => {
                let to = self.world.policy.messaging.below(from);
                to.map(|to| Event::Limit(LimitEvent::Lowered { phone: id, from, to }))
            }
            _ => None,
        };
        let unflagged = Event::Quality(QualityEvent::Unflagged { phone: id });
        lower.into_iter().chain([unflagged]).collect()
    }
}
