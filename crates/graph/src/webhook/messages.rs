//! The value of the field `messages`: messages from customers and the fate of messages to them
//! (contract §6.12). The legacy client sends the same without envelope (contract §8).
//!
//! The server writes these types; a client reads them row by row ([`Messages::read`]) with whatever
//! else is in the value ignored. What only adorns a row and has another form is passed over; a row
//! that cannot be read is told of, and costs nothing of the rows around it.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::delivery::object;
use crate::MessageStatus;

/// The value of the field `messages`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Messages {
    /// Always `whatsapp` where it is present.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messaging_product: Option<String>,
    /// The business's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// The customers who wrote.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// What they wrote.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<InboundMessage>,
    /// The fate of messages to them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
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
    #[serde(deserialize_with = "text")]
    pub display_phone_number: String,
    /// The number's id.
    #[serde(deserialize_with = "text")]
    pub phone_number_id: String,
}

/// A customer who wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// How the customer is called.
    #[serde(deserialize_with = "adornment")]
    pub profile: Profile,
    /// The customer's number, digits only.
    #[serde(deserialize_with = "text")]
    pub wa_id: String,
}

/// A customer's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The name the customer chose.
    #[serde(deserialize_with = "text")]
    pub name: String,
}

/// A message from a customer. Kinds other than text keep only what all kinds have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundMessage {
    /// The message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "adornment")]
    pub context: Option<Context>,
    /// The customer's number, digits only.
    #[serde(default, deserialize_with = "text")]
    pub from: String,
    /// The message's id: a delivery that comes twice has the same.
    pub id: String,
    /// Seconds since 1970, as a text.
    #[serde(default, deserialize_with = "text")]
    pub timestamp: String,
    /// What was written, in a message of type `text`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "adornment")]
    pub text: Option<Text>,
    /// The kind of message, such as `text` or `image`.
    #[serde(rename = "type", default, deserialize_with = "text")]
    pub kind: String,
    /// Why an unsupported message could not be passed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "rows")]
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
    #[serde(default, deserialize_with = "text")]
    pub status: String,
    /// Seconds since 1970, as a text.
    #[serde(default, deserialize_with = "text")]
    pub timestamp: String,
    /// The customer's number, digits only.
    #[serde(default, deserialize_with = "text")]
    pub recipient_id: String,
    /// The conversation it counts to; only on `sent` and on one of the later ones.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "adornment")]
    pub conversation: Option<Conversation>,
    /// What it costs; where `conversation` is.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "adornment")]
    pub pricing: Option<Pricing>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "rows")]
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
    /// The number to handle it by; 0 where it cannot be read.
    #[serde(deserialize_with = "number")]
    pub code: u32,
    /// Its title.
    #[serde(deserialize_with = "text")]
    pub title: String,
    /// The title again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The explanation.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "adornment")]
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
    /// Reads one value; also the bare body the legacy client sends. With it what of messages,
    /// statuses and number could not be read, in words.
    pub fn read(value: &Value) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        if !value.is_object() {
            problems.push("its value is no object".to_owned());
        }
        let metadata = match &value["metadata"] {
            Value::Null => None,
            given => match object(given).and_then(|given| Ok(Metadata::deserialize(given)?)) {
                Ok(metadata) => Some(metadata),
                Err(why) => {
                    problems.push(format!("metadata: {why}"));
                    None
                }
            },
        };
        let messages = Self {
            messaging_product: value["messaging_product"].as_str().map(str::to_owned),
            metadata,
            contacts: read_rows(&value["contacts"], "contacts", &mut Vec::new()),
            messages: read_rows(&value["messages"], "messages", &mut problems),
            statuses: read_rows(&value["statuses"], "statuses", &mut problems),
            errors: read_rows(&value["errors"], "errors", &mut Vec::new()),
        };
        (messages, problems)
    }
}

impl Status {
    /// The status, if it is one we know.
    pub fn known(&self) -> Option<MessageStatus> {
        self.status.parse().ok()
    }
}

/// Reads the rows that have the expected form and tells of those that do not. Nothing and `null`
/// are no rows.
fn read_rows<T: DeserializeOwned>(list: &Value, name: &str, problems: &mut Vec<String>) -> Vec<T> {
    let rows = match list {
        Value::Null => return Vec::new(),
        Value::Array(rows) => rows,
        _ => {
            problems.push(format!("{name} is no list"));
            return Vec::new();
        }
    };
    let mut read = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        match object(row).and_then(|row| Ok(T::deserialize(row)?)) {
            Ok(row) => read.push(row),
            Err(why) => problems.push(format!("{name}, row {place}: {why}")),
        }
    }
    read
}

/// Reads the rows that have the expected form, of what only adorns.
fn rows<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(read_rows(&Value::deserialize(from)?, "", &mut Vec::new()))
}

/// Reads what only adorns a row; another form counts as nothing.
fn adornment<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    Ok(serde_json::from_value(Value::deserialize(from)?).unwrap_or_default())
}

/// Reads a text, or a number as its text; another form counts as nothing.
fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(super::text_or_number(Value::deserialize(from)?).unwrap_or_default())
}

/// Reads a number, or the number in a text; another form counts as 0.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    Ok(text(from)?.parse().unwrap_or_default())
}

fn optional_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Some(text(from)?).filter(|text| !text.is_empty()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Messages, WebhookFault};
    use crate::webhook::Delivery;
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
        let delivery = Delivery::read(INBOUND.as_bytes()).unwrap();
        let (value, problems) = Messages::read(&delivery.entry[0].changes[0].value);
        assert!(problems.is_empty() && delivery.problems.is_empty(), "{problems:?}");
        assert_eq!(value.messages[0].text.as_ref().unwrap().body, "Does it come in another color?");
        assert_eq!(value.contacts[0].profile.name, "Sheena Nelson");
        let written = serde_json::to_string(&value).unwrap();
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
        let (read, problems) = Messages::read(&value);
        assert!(
            matches!(&problems[..], [one] if one.starts_with("statuses, row 2")),
            "{problems:?}"
        );
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
    fn what_only_adorns_costs_no_row_and_no_row_costs_another() {
        let value = json!({"metadata": {"phone_number_id": 106}, "statuses": null,
        "contacts": {"no": "list"}, "errors": [{"code": "131000", "title": null}, 5],
        "messages": [
            {"id": "w1", "from": 1650, "timestamp": true, "type": "text", "text": [],
             "context": 7, "errors": {"code": 1}},
            {"from": "1650"}, [], "w3",
            {"id": "w2", "text": {"body": "hello"}},
        ]});
        let (read, problems) = Messages::read(&value);
        let ids: Vec<_> = read.messages.iter().map(|one| (&*one.id, &*one.from)).collect();
        assert_eq!(ids, [("w1", "1650"), ("w2", "")]);
        assert_eq!(read.messages[1].text.as_ref().unwrap().body, "hello");
        assert_eq!((read.errors[0].code, read.errors.len()), (131_000, 1));
        assert_eq!(read.metadata.unwrap().phone_number_id, "106");
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert_eq!(Messages::read(&json!(null)).1.len(), 1);
    }
}
