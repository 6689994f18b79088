//! What happens by itself: the earliest thing that is due.

use super::{Ask, Decision};
use crate::actor::Actor;
use crate::due::Due;
use crate::event::Event;
use crate::phone::OffReason;
use crate::refusal::Refusal;

impl Ask<'_> {
    /// The events of the earliest thing due, at its own time or later.
    pub(super) fn pass(self) -> Decision {
        if !matches!(self.by, Actor::Time | Actor::Desk) {
            return Err(Refusal::NotForThisActor);
        }
        let first = self.world.due.first().filter(|(at, _)| *at <= self.now);
        let Some((_, due)) = first else { return Err(Refusal::NothingDue) };
        Ok(match due {
            Due::Delivery(message) => vec![Event::MessageDelivered { message: message.clone() }],
            Due::Connection(phone) => vec![Event::PhoneConnected { phone: *phone }],
            Due::Verdict(kind, subject) => self.pass_verdict(*kind, *subject),
            Due::TrialWarning(phone, days_left) => {
                vec![Event::TrialWarned { phone: *phone, days_left: *days_left }]
            }
            Due::TrialEnd(phone) => {
                vec![Event::PhoneTurnedOff { phone: *phone, why: OffReason::TrialEnded }]
            }
        })
    }
}
