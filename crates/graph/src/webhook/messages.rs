//! The value of the field `messages`: messages from customers and the fate of messages to them
//! (contract §6.12). The legacy client sends the same without envelope (contract §8).
//!
//! The server writes these types; a client reads them with whatever else is in the value ignored.
//! A row of another form is passed over, so that it does not cost the rows around it.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{BadWebhook, Envelope};
use crate::MessageStatus;

/// The value of the field `messages`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Messages {
    /// Always `whatsapp` where it is present.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messaging_product: Option<String>,
    /// The business's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// The customers who wrote.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "readable")]
    pub contacts: Vec<Contact>,
    /// What they wrote.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "readable")]
    pub messages: Vec<InboundMessage>,
    /// The fate of messages to them.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "readable")]
    pub statuses: Vec<Status>,
    /// Errors of the account or the app rather than of one message.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<WebhookFault>,
}

/// The business's number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The number's digits.
    pub display_phone_number: String,
    /// The number's id.
    pub phone_number_id: String,
}

/// A customer who wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// How the customer is called.
    pub profile: Profile,
    /// The customer's number, digits only.
    pub wa_id: String,
}

/// A customer's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The name the customer chose.
    pub name: String,
}

/// A message from a customer. Kinds other than text keep only what all kinds have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundMessage {
    /// The message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// The customer's number, digits only.
    #[serde(default)]
    pub from: String,
    /// The message's id: a delivery that comes twice has the same.
    pub id: String,
    /// Seconds since 1970, as a text.
    #[serde(default, deserialize_with = "text_or_number")]
    pub timestamp: String,
    /// What was written, in a message of type `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// The kind of message, such as `text` or `image`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// Why an unsupported message could not be passed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<WebhookFault>,
}

/// The message another one answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Context {
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// The text of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Text {
    /// What was written.
    pub body: String,
}

/// How far a message to a customer came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The message's id.
    pub id: String,
    /// `sent`, `delivered`, `read`, `failed` or a later word: see [`Status::known`].
    #[serde(default)]
    pub status: String,
    /// Seconds since 1970, as a text.
    #[serde(default, deserialize_with = "text_or_number")]
    pub timestamp: String,
    /// The customer's number, digits only.
    #[serde(default)]
    pub recipient_id: String,
    /// The conversation it counts to; only on `sent` and on one of the later ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Conversation>,
    /// What it costs; where `conversation` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pricing: Option<Pricing>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<WebhookFault>,
}

/// The conversation a message counts to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conversation {
    /// Its id.
    pub id: String,
    /// Its end, seconds since 1970 as a text; only on `sent`.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "optional_text")]
    pub expiration_timestamp: Option<String>,
    /// How it began.
    pub origin: Origin,
}

/// How a conversation began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// Its category, such as `marketing` or `service`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// What a message costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pricing {
    /// Whether it is charged.
    pub billable: bool,
    /// `CBP` until June 2025, `PMP` after.
    pub pricing_model: String,
    /// The category it is charged as.
    pub category: String,
}

/// An error inside a webhook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebhookFault {
    /// The number to handle it by.
    pub code: u32,
    /// Its title.
    pub title: String,
    /// The title again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The explanation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_data: Option<ErrorDetails>,
    /// Where Meta explains its numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// The explanation of an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ErrorDetails {
    /// The explanation.
    pub details: String,
}

impl Messages {
    /// Reads one value; also the bare body the legacy client sends.
    ///
    /// # Errors
    /// When a known member has another form.
    pub fn parse(value: &Value) -> Result<Self, BadWebhook> {
        Ok(Self::deserialize(value)?)
    }
}

impl Status {
    /// The status, if it is one we know.
    pub fn known(&self) -> Option<MessageStatus> {
        self.status.parse().ok()
    }
}

/// All values of the field `messages` in a delivery.
///
/// # Errors
/// When the body is not a webhook, or a known member of such a value has another form.
pub fn messages(body: &[u8]) -> Result<Vec<Messages>, BadWebhook> {
    let changes = Envelope::parse(body)?.entry.into_iter().flat_map(|entry| entry.changes);
    let of_messages = changes.filter(|change| change.field == "messages");
    of_messages.map(|change| Messages::parse(&change.value)).collect()
}

/// Reads the rows that have the expected form.
fn readable<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let rows = Vec::<Value>::deserialize(from)?;
    Ok(rows.into_iter().filter_map(|row| serde_json::from_value(row).ok()).collect())
}

fn text_or_number<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    super::text_or_number(from)
}

fn optional_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    super::text_or_number(from).map(Some)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Messages, WebhookFault, messages};
    use crate::{GraphError, MessageStatus};

    const INBOUND: &str = concat!(
        r#"{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","#,
        r#""changes":[{"value":{"messaging_product":"whatsapp","#,
        r#""metadata":{"display_phone_number":"15550783881","#,
        r#""phone_number_id":"106540352242922"},"#,
        r#""contacts":[{"profile":{"name":"Sheena Nelson"},"wa_id":"16505551234"}],"#,
        r#""messages":[{"from":"16505551234","id":"wamid.A=","timestamp":"1749416383","#,
        r#""text":{"body":"Does it come in another color?"},"type":"text"}]},"#,
        r#""field":"messages"}]}]}"#,
    );

    #[test]
    fn reads_and_writes_the_documented_message() {
        let found = messages(INBOUND.as_bytes()).unwrap();
        let [value] = found.as_slice() else { panic!("one value") };
        assert_eq!(value.messages[0].text.as_ref().unwrap().body, "Does it come in another color?");
        assert_eq!(value.contacts[0].profile.name, "Sheena Nelson");
        let written = serde_json::to_string(value).unwrap();
        assert!(INBOUND.contains(&written), "{written}");
    }

    #[test]
    fn reads_statuses_with_and_without_envelope() {
        let value = json!({"statuses": [
            {"id": "wamid.1", "status": "sent", "timestamp": 1_750_030_073, "recipient_id": "1650",
             "conversation": {"id": "7", "expiration_timestamp": 1, "origin": {"type": "utility"}},
             "pricing": {"billable": true, "pricing_model": "CBP", "category": "utility"},
             "new": {"member": 1}},
            {"id": "wamid.2", "status": "played"},
            {"status": "sent"},
            {"id": "wamid.3", "status": "failed",
             "errors": [GraphError::messaging(131_047).to_webhook_json()]},
        ]});
        let read = Messages::parse(&value).unwrap();
        let known: Vec<_> = read.statuses.iter().map(super::Status::known).collect();
        assert_eq!(known, [Some(MessageStatus::Sent), None, Some(MessageStatus::Failed)]);
        assert_eq!(read.statuses[0].timestamp, "1750030073");
        assert_eq!(read.statuses[2].errors[0].code, 131_047);
    }

    #[test]
    fn the_servers_fault_is_the_clients_fault() {
        let written = GraphError::messaging(131_049).to_webhook_json();
        let read: WebhookFault = serde_json::from_value(written.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), written);
    }

    #[test]
    fn other_fields_are_not_messages() {
        let body = INBOUND.replace(r#""field":"messages""#, r#""field":"flows""#);
        assert_eq!(messages(body.as_bytes()).unwrap(), []);
        assert!(messages(b"nothing").is_err());
    }
}
