//! What happens by itself: the earliest thing that is due.

use super::{Ask, Decision};
use crate::actor::Actor;
use crate::due::Due;
use crate::event::Event;
use crate::phone::OffReason;
use crate::refusal::Refusal;
use crate::template::TemplateEvent;

impl Ask<'_> {
    /// The events of the earliest thing due, at its own time or later.
    pub(super) fn pass(self) -> Decision {
        if !matches!(self.by, Actor::Time | Actor::Desk) {
            return Err(Refusal::NotForThisActor);
        }
        let first = self.world.due.first().filter(|(at, _)| *at <= self.now);
        let Some((_, due)) = first else { return Err(Refusal::NothingDue) };
        Ok(match due {
            Due::Delivery(message) => self.deliver(message),
            Due::LimitReview(phone) => self.review_limit(*phone),
            Due::Quality(phone) => self.look_at_quality(*phone),
            Due::FlagEnd(phone) => self.end_flag(*phone),
            Due::TemplateResume(template) => {
                vec![Event::Template(TemplateEvent::Resumed { template: *template })]
            }
            Due::CategoryChange(template) => self.change_category(*template),
            Due::Connection(phone) => vec![Event::PhoneConnected { phone: *phone }],
            Due::Verdict(kind, subject) => self.pass_verdict(*kind, *subject),
            Due::RestrictionEnd(waba, restriction) => {
                self.ends_of_restrictions(self.world.waba(*waba)?, Some(*restriction))
            }
            Due::Disabling(waba) => self.pass_disabling(*waba)?,
            Due::TrialWarning(phone, days_left) => {
                vec![Event::TrialWarned { phone: *phone, days_left: *days_left }]
            }
            Due::Invoice(business, month) => self.close_month(*business, *month),
            Due::TrialEnd(phone) => {
                vec![Event::PhoneTurnedOff { phone: *phone, why: OffReason::TrialEnded }]
            }
        })
    }
}
