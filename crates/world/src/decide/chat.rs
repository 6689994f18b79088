//! End customers: they write, read, block, report; messages reach them (contract §6.12, §9.1).

use graph::id::{PhoneNumberId, TemplateId};
use graph::phone_number::E164;
use graph::status::QualityRating;

use super::message::checked_text;
use super::{Ask, Decision};
use crate::customer::{Act, CustomerCommand, CustomerEvent};
use crate::event::Event;
use crate::handset::Manners;
use crate::message::{MessageId, Way};
use crate::phone::{Connection, Phone};
use crate::quality::{Feedback, QualityEvent};
use crate::refusal::Refusal;
use crate::template::{Template, TemplateEvent, TemplateReview};
use crate::time::{days, seconds};

impl Ask<'_> {
    pub(super) fn customer_writes(
        self,
        phone: PhoneNumberId,
        (from, name): (&E164, &str),
        text: &str,
    ) -> Decision {
        let known = self.world.phone(phone)?;
        if !matches!(known.connection, Connection::Connected { .. }) {
            return Err(Refusal::NotRegistered);
        }
        if *from == known.number {
            return Err(Refusal::RecipientIsSender);
        }
        if self.world.chat(phone, from).is_some_and(|chat| chat.blocked_at.is_some()) {
            return Err(Refusal::CustomerBlocks);
        }
        Ok(vec![Event::MessageReceived {
            message: self.world.chance().wamid(from, false),
            phone,
            customer: from.clone(),
            name: name.to_owned(),
            text: checked_text(text)?,
        }])
    }

    /// The customer opens the chat: everything that arrived is read, unless it is somebody who
    /// never reads.
    pub(super) fn customer_reads(self, customer: &E164, phone: PhoneNumberId) -> Decision {
        self.world.phone(phone)?;
        if self.world.manners(customer) == Manners::NeverOpens {
            return Ok(Vec::new());
        }
        let chat = self.world.chat(phone, customer);
        let unopened = chat.map(|chat| chat.unopened.as_slice()).unwrap_or_default();
        Ok(unopened.iter().map(|id| Event::MessageOpened { message: id.clone() }).collect())
    }

    /// What the customer does about a number; an empty list where it is so already. Only a chat can
    /// be blocked or reported: the customer wrote in it, or was written to.
    pub(super) fn customer_acts(self, command: &CustomerCommand) -> Decision {
        let phone = self.world.phone(command.phone)?;
        let chat = self.world.chat(phone.id, &command.customer);
        let stopped = chat.is_some_and(|chat| chat.marketing_stopped_at.is_some());
        let (customer, phone_id) = (command.customer.clone(), phone.id);
        Ok(match command.act {
            Act::Block | Act::Report if chat.is_none() => return Err(Refusal::NoChat),
            Act::Block | Act::Report => self.complaint(phone, &command.customer, command.act),
            Act::Unblock if chat.is_some_and(|chat| chat.blocked_at.is_some()) => {
                vec![Event::Customer(CustomerEvent::Unblocked { customer, phone: phone_id })]
            }
            Act::StopMarketing if !stopped => {
                vec![Event::Customer(CustomerEvent::MarketingStopped { customer, phone: phone_id })]
            }
            Act::ResumeMarketing if stopped => {
                vec![Event::Customer(CustomerEvent::MarketingResumed { customer, phone: phone_id })]
            }
            Act::Unblock | Act::StopMarketing | Act::ResumeMarketing => Vec::new(),
        })
    }

    /// A block or a report, once, and what follows for the quality.
    fn complaint(self, phone: &Phone, customer: &E164, act: Act) -> Vec<Event> {
        let template = self.last_template(phone, customer);
        let Some((event, feedback)) = self.complaint_event(phone, customer, (act, template)) else {
            return Vec::new();
        };
        let mut events = vec![event];
        events.extend(self.feedback(phone, template, feedback));
        events
    }

    /// The event of a block or a report, unless it is so already.
    fn complaint_event(
        self,
        phone: &Phone,
        customer: &E164,
        (act, template): (Act, Option<TemplateId>),
    ) -> Option<(Event, Feedback)> {
        let chat = self.world.chat(phone.id, customer);
        let (customer, phone) = (customer.clone(), phone.id);
        let (event, feedback) = match act {
            Act::Report => {
                let before = chat.and_then(|chat| chat.reported_at);
                if before.is_some_and(|at| days(at, 7) > self.now) {
                    return None;
                }
                (CustomerEvent::Reported { customer, phone, template }, Feedback::REPORT)
            }
            _ => {
                if chat.is_some_and(|chat| chat.blocked_at.is_some()) {
                    return None;
                }
                (CustomerEvent::Blocked { customer, phone, template }, Feedback::BLOCK)
            }
        };
        Some((Event::Customer(event), feedback))
    }

    /// The template the customer got last from this number, if its last message was one.
    fn last_template(self, phone: &Phone, customer: &E164) -> Option<TemplateId> {
        let chat = self.world.chat(phone.id, customer)?;
        let sent = |id: &&MessageId| {
            let message = self.world.messages.get(*id);
            message.is_some_and(|message| matches!(message.way, Way::Out { .. }))
        };
        let last = chat.messages.iter().rev().find(sent)?;
        self.world.messages.get(last)?.template
    }

    /// A message arrives; a customer of bad manners complains about it.
    pub(super) fn deliver(self, id: &MessageId) -> Vec<Event> {
        let mut events = vec![Event::MessageDelivered { message: id.clone() }];
        let Some(message) = self.world.messages.get(id) else { return events };
        let Some(phone) = self.world.phones.get(&message.phone) else { return events };
        let act = match self.world.manners(&message.customer) {
            Manners::Blocks => Some(Act::Block),
            Manners::Reports => Some(Act::Report),
            Manners::Ordinary | Manners::Absent | Manners::NeverOpens => None,
        };
        let complaint = act.and_then(|act| {
            self.complaint_event(phone, &message.customer, (act, message.template))
        });
        let mut feedback = Feedback::DELIVERED;
        if let Some((event, more)) = complaint {
            events.push(event);
            feedback = Feedback { delivered: 1, ..more };
        }
        events.extend(self.feedback(phone, message.template, feedback));
        events
    }

    /// What the feedback that comes with these events changes of the ratings.
    fn feedback(self, phone: &Phone, template: Option<TemplateId>, what: Feedback) -> Vec<Event> {
        let mut events = self.rated(phone, what);
        if let Some(template) = template.and_then(|id| self.world.templates.get(&id)) {
            events.extend(self.template_rated(template, what));
        }
        events
    }

    /// The number's rating with this feedback, if it is another one than was told.
    pub(super) fn rated(self, phone: &Phone, what: Feedback) -> Vec<Event> {
        let rules = &self.world.policy.messaging;
        let rating = phone.rated.tally.rating(&rules.quality, self.now, what);
        let (id, before) = (phone.id, phone.rated.told);
        if rating == before {
            return Vec::new();
        }
        let rated = QualityEvent::PhoneRated { phone: id, rating, before };
        let low = rating == QualityRating::Red;
        let flag = match (low, phone.rated.flagged_until) {
            (true, None) if rules.downgrades => {
                let until = days(self.now, rules.flag_days);
                Some(QualityEvent::Flagged { phone: id, until })
            }
            (false, Some(_)) => Some(QualityEvent::Unflagged { phone: id }),
            (true | false, _) => None,
        };
        std::iter::once(rated).chain(flag).map(Event::Quality).collect()
    }

    /// The template's rating with this feedback, and its pause when that is low.
    fn template_rated(self, template: &Template, what: Feedback) -> Vec<Event> {
        let rules = &self.world.policy.messaging;
        let rating = template.tally.rating(&rules.quality, self.now, what);
        let (id, before) = (template.id, template.rated.0);
        if rating == before {
            return Vec::new();
        }
        let rated = QualityEvent::TemplateRated { template: id, rating, before };
        let mut events = vec![Event::Quality(rated)];
        let approved = matches!(template.review, TemplateReview::Approved { .. });
        if rating == QualityRating::Red && approved {
            let pause = rules.pause_seconds.get(template.pauses);
            events.push(Event::Template(match pause {
                Some(&pause) => {
                    let until = Some(seconds(self.now, pause));
                    TemplateEvent::Paused { template: id, until }
                }
                None => TemplateEvent::Disabled { template: id },
            }));
        }
        events
    }
}
