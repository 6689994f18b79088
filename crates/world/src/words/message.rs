//! Templates and messages.

use graph::id::TemplateId;

use crate::event::Event;
use crate::message::MessageId;
use crate::world::World;

impl Event {
    pub(super) fn words_about_messages(&self, world: &World) -> Option<String> {
        let ends = |id: &MessageId| match world.messages.get(id) {
            Some(message) => (world.say_phone(message.phone), message.customer.display()),
            None => ("a business".to_owned(), "a customer".to_owned()),
        };
        Some(match self {
            Self::MessageAccepted { phone, customer, .. } => {
                let (phone, customer) = (world.say_phone(*phone), customer.display());
                format!("{phone} sent a message to {customer}")
            }
            Self::MessageSent { message, .. } => {
                let (phone, customer) = ends(message);
                format!("A message from {phone} is on its way to {customer}")
            }
            Self::MessageDelivered { message, .. } => {
                let (phone, customer) = ends(message);
                format!("A message from {phone} reached {customer}")
            }
            Self::MessageOpened { message, .. } => {
                let (phone, customer) = ends(message);
                format!("{customer} read a message from {phone}")
            }
            Self::MessageFailed { message, .. } => {
                let (phone, customer) = ends(message);
                format!("A message from {phone} did not reach {customer}")
            }
            Self::MessageReceived { phone, customer, .. } => {
                format!("{} wrote to {}", customer.display(), world.say_phone(*phone))
            }
            Self::MessageMarkedRead { message, .. } => {
                let (phone, customer) = ends(message);
                format!("{phone} marked a message of {customer} as read")
            }
            _ => return self.words_about_templates(world),
        })
    }

    fn words_about_templates(&self, world: &World) -> Option<String> {
        let name = |id: &TemplateId| match world.templates.get(id) {
            Some(template) => {
                format!("“{}” of {}", template.name, world.say_waba(template.waba))
            }
            None => id.to_string(),
        };
        Some(match self {
            Self::TemplateCreated { name, language, waba, .. } => {
                let waba = world.say_waba(*waba);
                format!("The template “{name}” ({language}) was created for {waba}")
            }
            Self::TemplateApproved { template, .. } => {
                format!("The template {} was approved", name(template))
            }
            Self::TemplateRejected { template, .. } => {
                format!("The template {} was rejected", name(template))
            }
            Self::TemplateDeleted { template, .. } => {
                format!("The template {} was deleted", name(template))
            }
            _ => return None,
        })
    }
}
