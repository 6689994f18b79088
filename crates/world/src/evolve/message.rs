//! Messages, chats, templates.

use jiff::Timestamp;

use crate::due::Due;
use crate::event::Event;
use crate::message::{Content, Message, MessageId, Stage, Way};
use crate::template::{Template, TemplateReview};
use crate::verdict::ReviewKind;
use crate::world::World;

impl World {
    pub(super) fn evolve_message(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::MessageAccepted {
                message,
                phone,
                customer,
                content,
                text,
                context,
                callback_data,
                billing,
            } => {
                let way = Way::Out {
                    stage: Stage::Accepted,
                    billing: billing.clone(),
                    callback_data: callback_data.clone(),
                };
                self.keep_message(Message {
                    id: message.clone(),
                    phone: *phone,
                    customer: customer.clone(),
                    content: content.clone(),
                    text: text.clone(),
                    context: context.clone(),
                    at,
                    way,
                });
            }
            Event::MessageSent { message, arrives_at } => self.send(message, *arrives_at, at),
            Event::MessageDelivered { message } => {
                if let Some(Stage::Sent { arrives_at }) = self.stage(message) {
                    self.unschedule(arrives_at, Due::Delivery(message.clone()));
                }
                self.set_stage(message, Stage::Delivered { at });
                let key = self.chat_key(message);
                self.chats.entry(key).or_default().unopened.push(message.clone());
            }
            Event::MessageOpened { message } => {
                self.set_stage(message, Stage::Read { at });
                let key = self.chat_key(message);
                self.chats.entry(key).or_default().unopened.retain(|one| one != message);
            }
            Event::MessageFailed { message, why } => {
                self.set_stage(message, Stage::Failed { at, why: *why });
            }
            Event::MessageReceived { message, phone, customer, name, text } => {
                self.keep_message(Message {
                    id: message.clone(),
                    phone: *phone,
                    customer: customer.clone(),
                    content: Content::Text { body: text.clone() },
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
            _ => self.evolve_template(event, at),
        }
    }

    fn evolve_template(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::TemplateCreated {
                template,
                waba,
                name,
                language,
                category,
                components,
                concludes_at,
                by_hand,
            } => {
                let reviewed = concludes_at.is_some() || *by_hand;
                let review = if reviewed {
                    TemplateReview::Pending { since: at }
                } else {
                    TemplateReview::Approved { at }
                };
                let new = Template {
                    id: *template,
                    waba: *waba,
                    name: name.clone(),
                    language: language.clone(),
                    category: *category,
                    components: components.clone(),
                    created_at: at,
                    review,
                };
                self.templates.insert(*template, new);
                self.waba_mut(*waba).templates.push(*template);
                if reviewed {
                    let hours = (at, *concludes_at);
                    self.schedule_verdict(ReviewKind::Template, template.get(), hours);
                }
            }
            Event::TemplateApproved { template } => {
                self.conclude_template(*template, TemplateReview::Approved { at });
            }
            Event::TemplateRejected { template } => {
                self.conclude_template(*template, TemplateReview::Rejected { at });
            }
            Event::TemplateDeleted { template } => {
                self.conclude_template(*template, TemplateReview::Rejected { at });
                if let Some(gone) = self.templates.remove(template) {
                    self.waba_mut(gone.waba).templates.retain(|one| one != template);
                }
            }
            _ => unreachable!("World::evolve sends only its own events here"),
        }
    }

    fn conclude_template(&mut self, id: graph::id::TemplateId, review: TemplateReview) {
        self.template_mut(id).review = review;
        self.close_review(ReviewKind::Template, id.get());
    }

    fn keep_message(&mut self, message: Message) {
        let key = (message.phone, message.customer.clone());
        self.chats.entry(key).or_default().messages.push(message.id.clone());
        self.messages.insert(message.id.clone(), message);
    }

    fn send(&mut self, id: &MessageId, arrives_at: Timestamp, at: Timestamp) {
        self.set_stage(id, Stage::Sent { arrives_at });
        self.schedule(arrives_at, Due::Delivery(id.clone()));
        let message = self.message_mut(id);
        let (phone, customer) = (message.phone, message.customer.clone());
        if matches!(&message.way, Way::Out { billing, .. } if billing.initiated) {
            self.phone_mut(phone).usage.note(&customer, at);
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

    fn chat_key(
        &mut self,
        id: &MessageId,
    ) -> (graph::id::PhoneNumberId, graph::phone_number::E164) {
        let message = self.message_mut(id);
        (message.phone, message.customer.clone())
    }

    fn message_mut(&mut self, id: &MessageId) -> &mut Message {
        self.messages.get_mut(id).expect("an event names a message that was kept before")
    }
}
