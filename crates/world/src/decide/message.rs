//! Messages: whether they may be sent, and what becomes of them (contract §4.8).

use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use jiff::{SignedDuration, Timestamp};

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::command::Outgoing;
use crate::event::Event;
use crate::message::{Billing, Category, Charge, Content, Failure, Message, MessageId, Way};
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
        let charge = match (billable, self.world.policy.pricing_model == "PMP", open) {
            (true, true, _) => Charge::Message,
            (true, false, None) => Charge::Conversation,
            (true, false, Some(_)) | (false, ..) => Charge::Nothing,
        };
        Billing { conversation, category, expires_at, billable, initiated, charge }
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

#[cfg(test)]
mod tests {
    use graph::status::MessagingLimitTier;
    use jiff::SignedDuration;

    use crate::actor::Actor;
    use crate::refusal::Refusal;
    use crate::scene::{Client, Scene, actor, hello, number, text};
    use crate::{Command, Effect, HandsetKind};

    fn live() -> (Scene, Client) {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        scene.effects.clear();
        (scene, client)
    }

    fn writes(scene: &mut Scene, client: Client, from: &str, words: &str) {
        scene.desk(Command::CustomerWrites {
            from: number(from),
            name: "Sheena".to_owned(),
            to_phone: client.phone,
            text: words.to_owned(),
        });
    }

    #[test]
    fn a_message_is_sent_delivered_and_read() {
        let (mut scene, client) = live();
        let customer = number("+16505551234");
        let id = scene.template(client.phone, &customer).unwrap();
        assert!(id.as_str().starts_with("wamid."));
        scene.wait_secs(1);
        scene.desk(Command::CustomerReads { customer, phone: client.phone });
        let statuses: Vec<serde_json::Value> = scene
            .webhooks("messages")
            .into_iter()
            .map(|(_, value)| value["statuses"][0].clone())
            .collect();
        let words: Vec<&str> =
            statuses.iter().filter_map(|status| status["status"].as_str()).collect();
        assert_eq!(words, ["sent", "delivered", "read"]);
        assert!(statuses[0]["conversation"]["expiration_timestamp"].is_string());
        assert_eq!(statuses[0]["conversation"]["origin"]["type"], "utility");
        assert_eq!(statuses[0]["pricing"]["billable"], false, "the trial is free of charge");
        assert!(statuses[1]["conversation"].get("expiration_timestamp").is_none());
        assert!(statuses[2].get("pricing").is_none());
        let shown = scene.effects.iter().any(|effect| {
            matches!(effect, Effect::Handset { kind: HandsetKind::Message, body, .. }
                if body == "This message shows that the number works.")
        });
        assert!(shown);
    }

    #[test]
    fn f01_free_text_needs_an_open_window() {
        let (mut scene, client) = live();
        let customer = number("+16505551234");
        let employee = actor("employee");
        scene.send(&employee, client.phone, &customer, text("Hello?")).unwrap();
        let failed = &scene.webhooks("messages")[0].1["statuses"][0];
        assert_eq!(failed["errors"][0]["code"], 131_047);
        writes(&mut scene, client, "+16505551234", "Hi!");
        scene.effects.clear();
        scene.send(&employee, client.phone, &customer, text("Hello!")).unwrap();
        let sent = &scene.webhooks("messages")[0].1["statuses"][0];
        assert_eq!(
            (&sent["status"], &sent["conversation"]["origin"]["type"]),
            (&"sent".into(), &"service".into())
        );
        scene.wait(SignedDuration::from_hours(24));
        scene.effects.clear();
        scene.send(&employee, client.phone, &customer, text("Still?")).unwrap();
        assert_eq!(scene.webhooks("messages")[0].1["statuses"][0]["status"], "failed");
    }

    #[test]
    fn f02_fifty_customers_a_day_and_replies_without_limit() {
        let (mut scene, client) = live();
        let customer = |index: u32| number(&format!("+1650555{index:04}"));
        for index in 0..50 {
            scene.template(client.phone, &customer(index)).unwrap();
        }
        let d06 = scene.effects.iter().any(|effect| {
            matches!(effect, Effect::Notice { business, text, .. }
                if *business == client.business && text.contains("start business verification"))
        });
        assert!(d06);
        let tier = MessagingLimitTier::Tier50;
        let refused = scene.template(client.phone, &customer(50)).unwrap_err();
        assert_eq!(refused, Refusal::LimitReached { tier });
        assert_eq!(refused.to_graph().code, 131_048);
        assert!(scene.template(client.phone, &customer(7)).is_ok(), "known already");
        writes(&mut scene, client, "+16505559999", "Hi!");
        let employee = actor("employee");
        let reply = scene.send(&employee, client.phone, &number("+16505559999"), text("Yes?"));
        assert!(reply.is_ok());
        scene.wait(SignedDuration::from_hours(24));
        assert!(scene.template(client.phone, &customer(50)).is_ok());
    }

    #[test]
    fn incoming_messages_reach_the_app_and_are_marked_read_once() {
        let (mut scene, client) = live();
        writes(&mut scene, client, "+16505551234", "Grüße");
        let value = &scene.webhooks("messages")[0].1;
        assert_eq!(value["metadata"]["phone_number_id"], client.phone.to_string());
        assert_eq!(value["contacts"][0]["profile"]["name"], "Sheena");
        assert_eq!(value["messages"][0]["text"]["body"], "Grüße");
        let phone = client.phone;
        let message = scene.world.messages.keys().next().unwrap().clone();
        let employee = actor("employee");
        let mark = Command::MarkRead { phone, message };
        scene.ask(&employee, mark.clone()).unwrap();
        assert_eq!(scene.ask(&employee, mark), Ok(Vec::new()));
        let sent = scene.template(phone, &number("+16505551234")).unwrap();
        let outgoing = scene.ask(&employee, Command::MarkRead { phone, message: sent });
        assert!(matches!(outgoing, Err(Refusal::OutgoingMessage { .. })));
        let unknown = crate::MessageId::new("wamid.x");
        let unknown = scene.ask(&employee, Command::MarkRead { phone, message: unknown });
        assert_eq!(unknown, Err(Refusal::NoSuchMessage));
    }

    #[test]
    fn a_client_gets_its_errors_at_once_and_its_webhooks_bare() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let phone = client.phone;
        let by = Actor::Client { phone };
        let certificate = scene.world.phones[&phone].certificate.as_ref().unwrap().text();
        scene.ask(&by, Command::ConnectClient { phone, certificate }).unwrap();
        let customer = number("+16505551234");
        let early = scene.send(&by, phone, &customer, hello());
        assert_eq!(early, Err(Refusal::NotRegistered));
        scene.wait_secs(5);
        let unpaid = scene.send(&by, phone, &customer, hello());
        assert_eq!(unpaid, Err(Refusal::PaymentMissing), "requirement F04");
        scene.onboard(client);
        let closed = scene.send(&by, phone, &customer, text("Hello?")).unwrap_err();
        assert_eq!(closed.to_client().code, 470);
        scene.effects.clear();
        let id = scene.send(&by, phone, &customer, hello()).unwrap();
        assert!(id.as_str().starts_with("gBEG"));
        scene.wait_secs(1);
        writes(&mut scene, client, "+16505551234", "Hi");
        let bodies: Vec<&serde_json::Value> = scene
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::ToClient { payload, .. } => Some(payload),
                _ => None,
            })
            .collect();
        assert_eq!(bodies.len(), 3);
        assert_eq!(bodies[1]["statuses"][0]["status"], "delivered");
        assert_eq!(bodies[2]["messages"][0]["text"]["body"], "Hi");
        assert!(scene.webhooks("messages").is_empty());
        let cloud = scene.template(phone, &customer);
        assert_eq!(cloud, Err(Refusal::NotRegistered), "it lives on one platform at a time");
    }

    #[test]
    fn what_cannot_be_sent_is_said_at_once() {
        let (mut scene, client) = live();
        let employee = actor("employee");
        let own = scene.world.phones[&client.phone].number.clone();
        let to_self = scene.template(client.phone, &own).unwrap_err();
        assert_eq!(to_self.to_graph().code, 131_021);
        let customer = number("+16505551234");
        let empty = scene.send(&employee, client.phone, &customer, text(" ")).unwrap_err();
        assert_eq!(empty.to_graph().code, 131_008);
        let long = text(&"x".repeat(4097));
        let long = scene.send(&employee, client.phone, &customer, long).unwrap_err();
        assert_eq!(long.to_graph().code, 100);
    }
}
