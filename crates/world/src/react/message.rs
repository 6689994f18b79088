//! Codes, messages and their statuses, on telephones and as webhooks (contract §4.3, §6.12, §8).

use graph::phone_number::E164;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::about_number;
use super::limit::raises;
use crate::effect::{Effect, HandsetKind};
use crate::limit::WINDOW;
use crate::mail::Letter;
use crate::message::{Billing, Message, MessageId, Stage, Way};
use crate::ownership::Method;
use crate::phone::{Hosting, Phone};
use crate::world::World;

/// The code as a telephone shows it or a voice says it.
pub(super) fn code_on_handset(number: &E164, method: Method, code: &str) -> Effect {
    let body = match method {
        Method::Sms => {
            let (first, last) = code.split_at(code.len() / 2);
            format!("WhatsApp code {first}-{last}")
        }
        Method::Voice => format!("Verification code is {code}. ").repeat(3).trim_end().to_owned(),
    };
    let (with, kind, message_id) = (None, HandsetKind::Code, None);
    Effect::Handset { number: number.clone(), with, kind, body, message_id }
}

impl World {
    pub(super) fn after_sent(&self, id: &MessageId, at: Timestamp) -> Vec<Effect> {
        let mut effects = self.status(id, at);
        if let Some(message) = self.messages.get(id) {
            effects.extend(self.limit_notice(message, at));
        }
        effects
    }

    pub(super) fn after_delivered(&self, id: &MessageId, at: Timestamp) -> Vec<Effect> {
        let Some(message) = self.messages.get(id) else { return Vec::new() };
        let mut effects = vec![on_handset(message, HandsetKind::Message, &message.text)];
        effects.extend(self.status(id, at));
        effects
    }

    pub(super) fn after_marked_read(&self, id: &MessageId) -> Vec<Effect> {
        let message = self.messages.get(id);
        message
            .map(|message| on_handset(message, HandsetKind::Status, "read"))
            .into_iter()
            .collect()
    }

    pub(super) fn after_typing(&self, id: &MessageId) -> Vec<Effect> {
        let message = self.messages.get(id);
        let typing = message.map(|message| on_handset(message, HandsetKind::Status, "typing"));
        typing.into_iter().collect()
    }

    pub(super) fn after_received(&self, id: &MessageId, at: Timestamp) -> Vec<Effect> {
        let Some(message) = self.messages.get(id) else { return Vec::new() };
        let Some(phone) = self.phones.get(&message.phone) else { return Vec::new() };
        let customer = message.customer.digits();
        let chat = self.chat(message.phone, &message.customer);
        let name = chat.and_then(|chat| chat.name.as_deref()).unwrap_or_default();
        let contacts = json!([{"profile": {"name": name}, "wa_id": customer}]);
        let messages = json!([{
            "from": customer,
            "id": message.id,
            "timestamp": at.as_second().to_string(),
            "text": {"body": message.text},
            "type": "text",
        }]);
        let mut effects = vec![on_handset(message, HandsetKind::Own, &message.text)];
        let to_client = phone.hosting() == Some(Hosting::OnPremise);
        let body = [("contacts", contacts), ("messages", messages)];
        effects.extend(self.to_business(phone, to_client, body, at));
        effects
    }

    /// A message's present status.
    pub(super) fn status(&self, id: &MessageId, at: Timestamp) -> Vec<Effect> {
        let Some(message) = self.messages.get(id) else { return Vec::new() };
        let Some(phone) = self.phones.get(&message.phone) else { return Vec::new() };
        let Way::Out { stage, billing, callback_data } = &message.way else { return Vec::new() };
        let Some(word) = stage.status() else { return Vec::new() };
        let mut status = json!({
            "id": message.id,
            "status": word,
            "timestamp": at.as_second().to_string(),
            "recipient_id": message.customer.digits(),
        });
        match stage {
            Stage::Sent { .. } | Stage::Held { .. } | Stage::Delivered { .. } => {
                if self.policy.messaging.conversations {
                    let sent = !matches!(stage, Stage::Delivered { .. });
                    status["conversation"] = conversation(billing, sent);
                }
                status["pricing"] = self.pricing(billing, message.at);
            }
            Stage::Failed { why, .. } => {
                status["errors"] = json!([why.refusal().to_graph().to_webhook_json()]);
            }
            Stage::Accepted | Stage::Read { .. } => {}
        }
        if let Some(data) = callback_data {
            status["biz_opaque_callback_data"] = json!(data);
        }
        let to_client = message.id.as_str().starts_with("gBEG");
        self.to_business(phone, to_client, [("statuses", json!([status]))], at)
    }

    fn pricing(&self, billing: &Billing, sent_at: Timestamp) -> Value {
        let per_message = self.policy.bills_messages(sent_at);
        let mut pricing = json!({
            "billable": billing.billable,
            "pricing_model": if per_message { "PMP" } else { "CBP" },
            "category": billing.category.as_str(),
        });
        if per_message {
            let kind = if billing.billable { "regular" } else { "free_customer_service" };
            pricing["type"] = json!(kind);
        }
        pricing
    }

    /// To the client of an on-premises number as it is; to apps as the field `messages`.
    fn to_business<const N: usize>(
        &self,
        phone: &Phone,
        to_client: bool,
        body: [(&str, Value); N],
        at: Timestamp,
    ) -> Vec<Effect> {
        let members = body.into_iter().map(|(name, value)| (name.to_owned(), value));
        if to_client {
            let payload = Value::Object(members.collect());
            return vec![Effect::ToClient { phone: phone.id, payload }];
        }
        let Some(waba) = self.wabas.get(&phone.waba) else { return Vec::new() };
        let mut value = json!({
            "messaging_product": "whatsapp",
            "metadata": {
                "display_phone_number": phone.number.digits(),
                "phone_number_id": phone.id,
            },
        });
        for (name, member) in members {
            value[name] = member;
        }
        self.webhooks(waba, "messages", &value, at)
    }

    /// Told when the last customer of the day was reached: how to raise the limit
    /// (requirement D06).
    fn limit_notice(&self, message: &Message, at: Timestamp) -> Option<Effect> {
        let (phone, waba, owner) = self.client_number(message.phone)?;
        let limit = usize::try_from(self.tier(phone).customers()?).ok()?;
        if self.usage(phone).count(at) != limit {
            return None;
        }
        let initiated = |message: &&Message| {
            let counted = matches!(&message.way, Way::Out { billing, .. } if billing.initiated);
            counted && message.at + WINDOW > at
        };
        let recent = self.conversation(phone.id, &message.customer).filter(initiated).count();
        if !initiated(&message) || recent != 1 {
            return None;
        }
        let letter = Letter {
            subject: format!("{} reached its messaging limit", phone.number.display()),
            what: format!(
                "The number started conversations with {limit} different customers within 24 \
                 hours, which is its limit. Customers who write first can still be answered."
            ),
            facts: about_number(owner, waba, phone),
            next: raises(phone, owner).to_owned(),
        };
        Some(letter.notice(owner))
    }
}

/// The conversation a status counts towards; its end is only told when the message is sent.
fn conversation(billing: &Billing, sent: bool) -> Value {
    let mut conversation = json!({"id": billing.conversation});
    if sent {
        conversation["expiration_timestamp"] = json!(billing.expires_at.as_second().to_string());
    }
    conversation["origin"] = json!({"type": billing.category.as_str()});
    conversation
}

/// Something a customer's telephone shows in the chat with a number.
fn on_handset(message: &Message, kind: HandsetKind, body: &str) -> Effect {
    Effect::Handset {
        number: message.customer.clone(),
        with: Some(message.phone),
        kind,
        body: body.to_owned(),
        message_id: Some(message.id.clone()),
    }
}
