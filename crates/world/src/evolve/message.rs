//! Messages and chats.

use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use jiff::Timestamp;

use crate::due::Due;
use crate::event::Event;
use crate::message::{Category, Chat, Conversation, Message, MessageId, Stage, Way};
use crate::quality::Feedback;
use crate::time::days;
use crate::world::World;

/// How many chats are looked through for old messages whenever a message is kept.
const SWEPT_AT_ONCE: usize = 2;

impl World {
    pub(super) fn evolve_message(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::MessageAccepted { .. } => self.accept(event, at),
            Event::MessageSent { message, arrives_at } => {
                self.set_stage(message, Stage::Sent { arrives_at: *arrives_at });
                self.schedule(*arrives_at, Due::Delivery(message.clone()));
                self.count_sent(message, at);
            }
            Event::MessageHeld { message } => {
                self.set_stage(message, Stage::Held { since: at });
                self.count_sent(message, at);
            }
            Event::MessageDelivered { message } => self.deliver(message, at),
            Event::MessageOpened { message } => {
                self.set_stage(message, Stage::Read { at });
                self.chat_of(message).unopened.retain(|one| one != message);
            }
            Event::MessageFailed { message, why } => {
                self.set_stage(message, Stage::Failed { at, why: *why });
            }
            Event::MessageReceived { message, phone, customer, name, text } => {
                self.keep_message(Message {
                    id: message.clone(),
                    phone: *phone,
                    customer: customer.clone(),
                    template: None,
                    text: text.clone(),
                    context: None,
                    at,
                    way: Way::In { read_at: None },
                });
                let chat = self.chats.entry((*phone, customer.clone())).or_default();
                chat.name = Some(name.clone());
                chat.last_inbound = Some(at);
            }
            Event::MessageMarkedRead { message } => {
                if let Way::In { read_at } = &mut self.message_mut(message).way {
                    *read_at = Some(at);
                }
            }
            Event::TypingShown { .. } => {}
            _ => unreachable!("World::evolve sends only its own events here"),
        }
    }

    fn accept(&mut self, event: &Event, at: Timestamp) {
        let Event::MessageAccepted {
            message,
            phone,
            customer,
            text,
            template,
            context,
            callback_data,
            billing,
            ..
        } = event
        else {
            return;
        };
        let (billing, callback_data) = (billing.clone(), callback_data.clone());
        self.keep_message(Message {
            id: message.clone(),
            phone: *phone,
            customer: customer.clone(),
            template: *template,
            text: text.clone(),
            context: context.clone(),
            at,
            way: Way::Out { stage: Stage::Accepted, billing, callback_data },
        });
        self.phone_mut(*phone).limits.pace.note(at);
        let pause = self.policy.messaging.pair_seconds;
        let chat = self.chats.entry((*phone, customer.clone())).or_default();
        let from = chat.paced_until.filter(|until| *until > at).unwrap_or(at);
        chat.paced_until = Some(crate::time::seconds(from, pause));
    }

    /// What a message that was sent counts towards: the limit, a conversation, marketing.
    fn count_sent(&mut self, id: &MessageId, at: Timestamp) {
        let message = self.message_mut(id);
        let (phone, customer) = (message.phone, message.customer.clone());
        let Way::Out { billing, .. } = &message.way else { return };
        let (category, initiated) = (billing.category, billing.initiated);
        let conversation = Conversation {
            id: billing.conversation.clone(),
            category,
            expires_at: billing.expires_at,
        };
        let open = &mut self.chats.entry((phone, customer.clone())).or_default().conversations;
        open.retain(|one| one.expires_at > at && one.category != category);
        open.push(conversation);
        if initiated {
            self.count_initiated(phone, &customer, at);
            if category == Category::Marketing && self.policy.messaging.marketing_per_day.is_some()
            {
                self.marketing_sent.note(&customer, at);
            }
        }
    }

    fn deliver(&mut self, id: &MessageId, at: Timestamp) {
        if let Some(Stage::Sent { arrives_at }) = self.stage(id) {
            self.unschedule(arrives_at, Due::Delivery(id.clone()));
        }
        self.set_stage(id, Stage::Delivered { at });
        self.meter(id, at);
        self.chat_of(id).unopened.push(id.clone());
        let message = self.message_mut(id);
        let (phone, template) = (message.phone, message.template);
        self.phone_mut(phone).rated.tally.note(Feedback::DELIVERED, at);
        if let Some(template) = template.and_then(|id| self.templates.get_mut(&id)) {
            template.tally.note(Feedback::DELIVERED, at);
        }
    }

    fn keep_message(&mut self, message: Message) {
        let at = message.at;
        let key = (message.phone, message.customer.clone());
        self.chats.entry(key).or_default().messages.push_back(message.id.clone());
        self.messages.insert(message.id.clone(), message);
        self.forget_old_messages(at);
    }

    /// Looks through the next chats for messages that are settled and old, so that the world does
    /// not grow for ever. It goes round all chats in turn, as messages come.
    fn forget_old_messages(&mut self, now: Timestamp) {
        let before = days(now, -self.policy.messaging.memory_days);
        for _ in 0..SWEPT_AT_ONCE {
            let next = match self.swept.take() {
                Some(key) => {
                    let rest = (std::ops::Bound::Excluded(key), std::ops::Bound::Unbounded);
                    self.chats.range(rest).next()
                }
                None => self.chats.iter().next(),
            };
            let Some((key, _)) = next else { return };
            let key = key.clone();
            self.sweep(&key, before);
            self.swept = Some(key);
        }
    }

    fn sweep(&mut self, key: &(PhoneNumberId, E164), before: Timestamp) {
        let Some(chat) = self.chats.get_mut(key) else { return };
        while let Some(oldest) = chat.messages.front() {
            let message = self.messages.get(oldest);
            let settled = message.is_none_or(|message| {
                let settled = match message.way {
                    Way::In { .. } => true,
                    Way::Out { stage, .. } => stage.is_settled(),
                };
                settled && message.at < before
            });
            if !settled {
                break;
            }
            self.messages.remove(oldest);
            chat.unopened.retain(|one| one != oldest);
            chat.messages.pop_front();
        }
        if chat.is_forgettable(before) {
            self.chats.remove(key);
        }
    }

    fn stage(&self, id: &MessageId) -> Option<Stage> {
        match self.messages.get(id)?.way {
            Way::Out { stage, .. } => Some(stage),
            Way::In { .. } => None,
        }
    }

    fn set_stage(&mut self, id: &MessageId, new: Stage) {
        if let Way::Out { stage, .. } = &mut self.message_mut(id).way {
            *stage = new;
        }
    }

    fn chat_of(&mut self, id: &MessageId) -> &mut Chat {
        let message = self.message_mut(id);
        let key = (message.phone, message.customer.clone());
        self.chats.entry(key).or_default()
    }

    fn message_mut(&mut self, id: &MessageId) -> &mut Message {
        self.messages.get_mut(id).expect("an event names a message that was kept before")
    }
}
