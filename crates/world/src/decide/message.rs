//! Messages: whether they may be sent, and what becomes of them (contract §4.8).

use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use jiff::{SignedDuration, Timestamp};

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::command::Outgoing;
use crate::event::Event;
use crate::message::{Billing, Category, Content, Failure, Message, MessageId, Way};
use crate::phone::{Connection, Hosting, Phone, Standing};
use crate::refusal::Refusal;
use crate::template::{Template, TemplateReview};
use crate::time::seconds;
use crate::world::World;

impl Ask<'_> {
    pub(super) fn send_message(self, outgoing: &Outgoing) -> Decision {
        let phone = self.sender(outgoing.phone)?;
        if outgoing.to == phone.number {
            return Err(Refusal::RecipientIsSender);
        }
        let open = self.world.window_open(phone.id, &outgoing.to, self.now);
        let (text, category, failure) = match &outgoing.content {
            Content::Text { body } => {
                let failure = (!open).then_some(Failure::WindowClosed);
                (checked_text(body)?, Category::Service, failure)
            }
            Content::Template { name, language, parameters } => {
                let template = self.usable_template(phone, name, language)?;
                let unpaid = self.world.waba(phone.waba)?.funding.credential().is_none();
                let text = filled(template, parameters)?;
                (text, template.category.into(), unpaid.then_some(Failure::Payment))
            }
        };
        let tier = self.world.tier(phone);
        let fits = open || phone.usage.admits(&outgoing.to, tier.customers(), self.now);
        if failure != Some(Failure::WindowClosed) && !fits {
            return Err(Refusal::LimitReached { tier });
        }
        if let (Some(failure), Actor::Client { .. }) = (failure, self.by) {
            return Err(failure.refusal());
        }
        let billing = self.billing(phone, &outgoing.to, category, !open);
        Ok(self.accepted(phone, outgoing, text, (billing, failure)))
    }

    /// The number, if whoever asks may send with it, on the server it is connected to.
    fn sender(&self, id: PhoneNumberId) -> Result<&Phone, Refusal> {
        let (phone, hosting) = match self.by {
            Actor::Client { phone } if *phone == id => (self.world.phone(id)?, Hosting::OnPremise),
            _ => (self.allow_phone(id, Need::Send)?, Hosting::CloudApi),
        };
        match phone.connection {
            Connection::Off { why, .. } => Err(Refusal::NumberOff { why }),
            Connection::Connected { hosting: at, .. } if at == hosting => Ok(phone),
            Connection::Connected { .. }
            | Connection::Unregistered
            | Connection::Connecting { .. }
            | Connection::Disconnected { .. } => Err(Refusal::NotRegistered),
        }
    }

    fn usable_template(
        &self,
        phone: &Phone,
        name: &str,
        language: &str,
    ) -> Result<&Template, Refusal> {
        let found = self.world.find_template(phone.waba, name, language);
        let usable = found.filter(|one| matches!(one.review, TemplateReview::Approved { .. }));
        usable.ok_or_else(|| Refusal::TemplateUnusable {
            name: name.to_owned(),
            language: language.to_owned(),
        })
    }

    fn accepted(
        self,
        phone: &Phone,
        outgoing: &Outgoing,
        text: String,
        (billing, failure): (Billing, Option<Failure>),
    ) -> Vec<Event> {
        let mut chance = self.world.chance();
        let message = match self.by {
            Actor::Client { .. } => chance.client_message_id(&outgoing.to),
            _ => chance.wamid(&outgoing.to, true),
        };
        let accepted = Event::MessageAccepted {
            message: message.clone(),
            phone: phone.id,
            customer: outgoing.to.clone(),
            content: outgoing.content.clone(),
            text,
            context: outgoing.context.clone(),
            callback_data: outgoing.callback_data.clone(),
            billing,
        };
        let next = match failure {
            Some(why) => Event::MessageFailed { message, why },
            None => {
                let arrives_at = seconds(self.now, self.world.policy.delivery_seconds);
                Event::MessageSent { message, arrives_at }
            }
        };
        vec![accepted, next]
    }

    /// The conversation the message counts towards: an open one of its kind, or a new one.
    fn billing(
        self,
        phone: &Phone,
        customer: &E164,
        category: Category,
        initiated: bool,
    ) -> Billing {
        let trial = matches!(phone.standing, Standing::Trial { .. });
        let recent = self.world.chat(phone.id, customer).map(|chat| chat.messages.as_slice());
        let open = recent.unwrap_or_default().iter().rev().take(20).find_map(|id| {
            match &self.world.messages.get(id)?.way {
                Way::Out { billing, .. }
                    if billing.category == category && billing.expires_at > self.now =>
                {
                    Some(billing)
                }
                _ => None,
            }
        });
        let (conversation, expires_at) = match open {
            Some(open) => (open.conversation.clone(), open.expires_at),
            None => (self.world.chance().hex(32), seconds(self.now, 86_400)),
        };
        let billable = !trial && category != Category::Service;
        Billing { conversation, category, expires_at, billable, initiated }
    }

    pub(super) fn mark_read(self, phone: PhoneNumberId, id: &MessageId) -> Decision {
        let phone = self.sender(phone)?;
        let known = self.world.messages.get(id).filter(|message| message.phone == phone.id);
        match known.map(|message| &message.way) {
            None => Err(Refusal::NoSuchMessage),
            Some(Way::Out { .. }) => Err(Refusal::OutgoingMessage { message: id.to_string() }),
            Some(Way::In { read_at: Some(_) }) => Ok(Vec::new()),
            Some(Way::In { read_at: None }) => {
                Ok(vec![Event::MessageMarkedRead { message: id.clone() }])
            }
        }
    }

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
        Ok(vec![Event::MessageReceived {
            message: self.world.chance().wamid(from, false),
            phone,
            customer: from.clone(),
            name: name.to_owned(),
            text: checked_text(text)?,
        }])
    }

    /// The customer opens the chat: everything that arrived is read.
    pub(super) fn customer_reads(self, customer: &E164, phone: PhoneNumberId) -> Decision {
        self.world.phone(phone)?;
        let chat = self.world.chat(phone, customer);
        let unopened = chat.map(|chat| chat.unopened.as_slice()).unwrap_or_default();
        Ok(unopened.iter().map(|id| Event::MessageOpened { message: id.clone() }).collect())
    }
}

impl World {
    /// Whether the customer wrote in the last 24 hours, so that anything may be answered
    /// (requirement F01).
    pub fn window_open(&self, phone: PhoneNumberId, customer: &E164, now: Timestamp) -> bool {
        self.window_ends(phone, customer).is_some_and(|end| end > now)
    }

    /// When the 24-hour window with a customer ends or ended; `None` if the customer never wrote.
    pub fn window_ends(&self, phone: PhoneNumberId, customer: &E164) -> Option<Timestamp> {
        let length = SignedDuration::from_hours(self.policy.window_hours);
        Some(self.chat(phone, customer)?.last_inbound? + length)
    }

    /// The messages of a chat, oldest first.
    pub fn conversation(
        &self,
        phone: PhoneNumberId,
        customer: &E164,
    ) -> impl Iterator<Item = &Message> {
        let chat = self.chat(phone, customer);
        let messages = chat.map(|chat| chat.messages.as_slice()).unwrap_or_default();
        messages.iter().filter_map(|id| self.messages.get(id))
    }
}

impl Failure {
    /// The failure as a refusal: what the webhook and the on-premises client say.
    pub const fn refusal(self) -> Refusal {
        match self {
            Self::Payment => Refusal::PaymentMissing,
            Self::WindowClosed => Refusal::WindowClosed,
        }
    }
}

/// The text of a message: there, and at most 4096 characters long.
fn checked_text(text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::TextMissing);
    }
    if text.chars().count() > 4096 {
        return Err(Refusal::BadValue {
            field: "text.body",
            value: text.chars().take(40).collect(),
        });
    }
    Ok(text.to_owned())
}

/// The template with its parameters, which must be as many as it takes.
fn filled(template: &Template, parameters: &[String]) -> Result<String, Refusal> {
    let (expected, given) = (template.parameter_count(), parameters.len());
    if expected == given {
        Ok(template.filled(parameters))
    } else {
        Err(Refusal::ParameterCount { expected, given })
    }
}
