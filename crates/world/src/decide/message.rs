//! Messages: whether they may be sent, and what becomes of them (contract §4.8).

use graph::id::{PhoneNumberId, TemplateId};
use graph::phone_number::E164;
use graph::status::{MessagingLimitTier, NameStatus, TemplateCategory};
use jiff::{SignedDuration, Timestamp};

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::command::Outgoing;
use crate::event::Event;
use crate::handset::Manners;
use crate::limit::{LimitEvent, WINDOW};
use crate::message::{
    Billing, Category, Charge, Chat, Content, Conversation, Failure, Message, MessageId, Way,
};
use crate::phone::{Connection, Hosting, Phone, Standing};
use crate::policy::Policy;
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
        let chat = self.world.chat(phone.id, &outgoing.to);
        self.require_pace(phone, chat)?;
        let open = self.world.window_open(phone.id, &outgoing.to, self.now);
        let initiated = !open || matches!(outgoing.content, Content::Template { .. });
        self.require_sending(phone.waba, initiated)?;
        let draft = self.draft(phone, outgoing, open)?;
        let tier = self.world.tier(phone);
        let usage = self.world.usage(phone);
        let fits = open || usage.admits(&outgoing.to, tier.customers(), self.now);
        if draft.failure != Some(Failure::WindowClosed) && !fits {
            return self.over_the_limit(phone, tier);
        }
        if let (Some(failure), Actor::Client { .. }) = (draft.failure, self.by) {
            return Err(failure.refusal());
        }
        let held = chat.is_some_and(|chat| chat.blocked_at.is_some());
        Ok(self.accepted(phone, outgoing, draft, (!open, held)))
    }

    /// What the message will say, and whether it is known already that it fails.
    fn draft(self, phone: &Phone, outgoing: &Outgoing, open: bool) -> Result<Draft, Refusal> {
        let unreachable = self.unreachable(phone, &outgoing.to);
        match &outgoing.content {
            Content::Text { body } => {
                let closed = (!open).then_some(Failure::WindowClosed);
                Ok(Draft {
                    text: checked_text(body)?,
                    category: Category::Service,
                    template: None,
                    failure: closed.or(unreachable),
                })
            }
            Content::Template { name, language, parameters, extras } => {
                let template = self.usable_template(phone, name, language)?;
                let text = template.filled(parameters, extras)?;
                let unpaid = !self.world.can_pay(self.world.waba(phone.waba)?);
                let unwanted = || self.unwanted(phone, &outgoing.to, (template, open));
                let payment = unpaid.then_some(Failure::Payment);
                Ok(Draft {
                    text,
                    category: template.category.into(),
                    template: Some(template.id),
                    failure: payment.or(unreachable).or_else(unwanted),
                })
            }
        }
    }

    /// Why nothing at all reaches this customer.
    fn unreachable(self, phone: &Phone, customer: &E164) -> Option<Failure> {
        let rules = &self.world.policy.messaging;
        if rules.closed_countries.iter().any(|code| code == customer.country_code()) {
            return Some(Failure::CountryClosed);
        }
        if self.world.manners(customer) == Manners::Absent {
            return Some(Failure::NotOnWhatsapp);
        }
        let is_test =
            phone.number.country_code() == "1" && phone.number.national().starts_with("555");
        let approved = phone.name.review.status() == NameStatus::Approved;
        let owner = self.world.wabas.get(&phone.waba).map(|waba| waba.owner);
        let owner = owner.and_then(|owner| self.world.businesses.get(&owner));
        let own_of_provider = owner.is_some_and(|owner| owner.provider);
        let unnamed = rules.test_numbers_need_names && is_test && !approved && !own_of_provider;
        unnamed.then_some(Failure::NameNotApproved)
    }

    /// Why this customer gets no marketing now (contract §9.2).
    fn unwanted(
        self,
        phone: &Phone,
        customer: &E164,
        (template, open): (&Template, bool),
    ) -> Option<Failure> {
        if template.category != TemplateCategory::Marketing {
            return None;
        }
        let chat = self.world.chat(phone.id, customer);
        if chat.is_some_and(|chat| chat.marketing_stopped_at.is_some()) {
            return Some(Failure::MarketingStopped);
        }
        let most = self.world.policy.messaging.marketing_per_day?;
        let got = self.world.marketing_sent.to(customer, self.now);
        let enough = !open && u32::try_from(got).is_ok_and(|got| got >= most);
        enough.then_some(Failure::MarketingCap)
    }

    /// That the number writes no faster than it may: to everybody, and to this customer.
    fn require_pace(self, phone: &Phone, chat: Option<&Chat>) -> Result<(), Refusal> {
        let rules = &self.world.policy.messaging;
        let most = if phone.limits.fast { rules.throughput_high } else { rules.throughput };
        if phone.limits.pace.count(self.now) >= most {
            let details = format!("The number sends more than {most} messages in a second.");
            return Err(Refusal::Messaging { code: 130_429, details });
        }
        let ahead = i64::from(rules.pair_burst.max(1) - 1) * rules.pair_seconds;
        let latest = seconds(self.now, ahead);
        if chat.and_then(|chat| chat.paced_until).is_some_and(|until| until > latest) {
            let details = format!(
                "Too many messages sent from this phone number to the same recipient in a short \
                 period of time: {} at once, then one in {} seconds.",
                rules.pair_burst, rules.pair_seconds
            );
            return Err(Refusal::Messaging { code: 131_056, details });
        }
        Ok(())
    }

    /// The limit is used up. The first refusal of a day is told; the others are only refusals.
    fn over_the_limit(self, phone: &Phone, tier: MessagingLimitTier) -> Decision {
        if phone.limits.refused_at.is_some_and(|at| at + WINDOW > self.now) {
            return Err(Refusal::LimitReached { tier });
        }
        Ok(vec![Event::Limit(LimitEvent::Refused { phone: phone.id, tier })])
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
        match found.map(|one| (one, &one.review)) {
            Some((one, TemplateReview::Approved { .. })) => Ok(one),
            Some((_, TemplateReview::Paused { .. })) => Err(Refusal::Messaging {
                code: 132_015,
                details: format!("The template {name} is paused because of its low quality."),
            }),
            Some((_, TemplateReview::Disabled { .. })) => Err(Refusal::Messaging {
                code: 132_016,
                details: format!("The template {name} was paused too often and is disabled."),
            }),
            _ => Err(Refusal::TemplateUnusable {
                name: name.to_owned(),
                language: language.to_owned(),
            }),
        }
    }

    fn accepted(
        self,
        phone: &Phone,
        outgoing: &Outgoing,
        draft: Draft,
        (initiated, held): (bool, bool),
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
            template: draft.template,
            text: draft.text,
            context: outgoing.context.clone(),
            callback_data: outgoing.callback_data.clone(),
            billing: self.billing(phone, &outgoing.to, draft.category, initiated),
        };
        let next = match draft.failure {
            Some(why) => Event::MessageFailed { message, why },
            None if held => Event::MessageHeld { message },
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
        let chat = self.world.chat(phone.id, customer);
        let open = chat.and_then(|chat| {
            let counts =
                |one: &&Conversation| one.category == category && one.expires_at > self.now;
            chat.conversations.iter().find(counts)
        });
        let (conversation, expires_at) = match open {
            Some(open) => (open.id.clone(), open.expires_at),
            None => (self.world.chance().hex(32), seconds(self.now, 86_400)),
        };
        let trial = matches!(phone.standing, Standing::Trial { .. });
        let per_message = self.world.policy.bills_messages(self.now);
        let free = category == Category::Service
            || (per_message && category == Category::Utility && !initiated);
        let billable = !trial && !free;
        let charge = match (billable, per_message, open) {
            (true, true, _) => Charge::Message,
            (true, false, None) => Charge::Conversation,
            (true, false, Some(_)) | (false, ..) => Charge::Nothing,
        };
        Billing { conversation, category, expires_at, billable, initiated, charge }
    }

    pub(super) fn mark_read(
        self,
        phone: PhoneNumberId,
        (id, typing): (&MessageId, bool),
    ) -> Decision {
        let phone = self.sender(phone)?;
        let known = self.world.messages.get(id).filter(|message| message.phone == phone.id);
        match known.map(|message| &message.way) {
            None => Err(Refusal::NoSuchMessage),
            Some(Way::Out { .. }) => Err(Refusal::OutgoingMessage { message: id.to_string() }),
            Some(Way::In { read_at }) => {
                let message = id.clone();
                let read = read_at.is_none().then_some(Event::MessageMarkedRead { message });
                let message = id.clone();
                let typing = typing.then_some(Event::TypingShown { message });
                Ok(read.into_iter().chain(typing).collect())
            }
        }
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
        let messages = chat.into_iter().flat_map(|chat| &chat.messages);
        messages.filter_map(|id| self.messages.get(id))
    }
}

impl Failure {
    /// The failure as a refusal: what the webhook and the on-premises client say.
    pub const fn refusal(self) -> Refusal {
        match self {
            Self::Payment => Refusal::PaymentMissing,
            Self::WindowClosed => Refusal::WindowClosed,
            Self::NotOnWhatsapp => Refusal::Async { code: 131_026 },
            Self::MarketingStopped => Refusal::Async { code: 131_050 },
            Self::MarketingCap => Refusal::Async { code: 131_049 },
            Self::NameNotApproved => Refusal::Async { code: 131_037 },
            Self::CountryClosed => Refusal::Async { code: 130_497 },
        }
    }
}

impl Policy {
    /// Whether each message is paid for now, instead of each conversation (contract §6.12).
    pub fn bills_messages(&self, now: Timestamp) -> bool {
        self.pricing_model == "PMP"
            || self.messaging.per_message_since.is_some_and(|since| since <= now)
    }
}

/// A message before it is accepted.
struct Draft {
    text: String,
    category: Category,
    template: Option<TemplateId>,
    failure: Option<Failure>,
}

/// The text of a message: there, and at most 4096 characters long.
pub(super) fn checked_text(text: &str) -> Result<String, Refusal> {
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

#[cfg(test)]
mod tests;
