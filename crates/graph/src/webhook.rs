//! Webhooks: their envelope (contract §6.3), what they mention (§6.4), messages (§6.12), their
//! signature, and the handshake that opens an address for them (§6.2).

mod delivery;
mod fields;
mod mentions;
mod messages;
mod signature;

use std::fmt::Display;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::Params;
use crate::token::same_secret;

pub use delivery::Delivery;
pub use fields::{FIELDS, events_of, is_field};
pub use mentions::Mentions;
pub use messages::{
    Contact, Context, Conversation, ErrorDetails, InboundMessage, Messages, Metadata, Origin,
    Pricing, Profile, Status, Text, WebhookFault,
};
pub use signature::{
    LEGACY_SIGNATURE_HEADER, SIGNATURE_HEADER, sign, sign_legacy, verify, verify_either,
};

/// The `object` of every WhatsApp webhook.
pub const OBJECT: &str = "whatsapp_business_account";
/// The handshake's parameter that is always [`SUBSCRIBE`].
pub const HUB_MODE: &str = "hub.mode";
/// The handshake's parameter that has to come back as the body.
pub const HUB_CHALLENGE: &str = "hub.challenge";
/// The handshake's parameter that both sides know.
pub const HUB_VERIFY_TOKEN: &str = "hub.verify_token";
/// The only value of [`HUB_MODE`].
pub const SUBSCRIBE: &str = "subscribe";

/// The body is not a webhook.
#[derive(Debug, thiserror::Error)]
#[error("the body is not a WhatsApp webhook: {0}")]
pub struct BadWebhook(#[from] serde_json::Error);

/// One delivery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Always [`OBJECT`].
    pub object: String,
    /// What happened, grouped by account.
    pub entry: Vec<Entry>,
}

/// What happened to one account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The WABA, or the partner's business for some events of `account_update`.
    #[serde(deserialize_with = "text_or_number")]
    pub id: String,
    /// When, in seconds since 1970; absent for the field `messages`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<i64>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The fields that changed, for apps that do not want the news itself (`include_values`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed_fields: Vec<String>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The news; its form depends on the field.
    #[serde(default)]
    pub value: Value,
    /// The kind of news, such as `account_update`.
    #[serde(default)]
    pub field: String,
}

impl Envelope {
    /// A delivery of one piece of news about one account.
    pub fn of_one(id: impl Display, time: Option<i64>, field: &str, value: Value) -> Self {
        let changes = vec![Change { value, field: field.to_owned() }];
        let id = id.to_string();
        Self::of_entry(Entry { id, time, changes, changed_fields: Vec::new() })
    }

    /// A delivery that only tells that a field changed.
    pub fn of_changed(id: impl Display, time: Option<i64>, field: &str) -> Self {
        let (changes, changed_fields) = (Vec::new(), vec![field.to_owned()]);
        Self::of_entry(Entry { id: id.to_string(), time, changes, changed_fields })
    }

    fn of_entry(entry: Entry) -> Self {
        Self { object: OBJECT.to_owned(), entry: vec![entry] }
    }

    /// One delivery of several (contract §6.3), in their order: neighbours about the same account
    /// at the same time become one entry with several changes.
    pub fn joined(several: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self { object: OBJECT.to_owned(), entry: Vec::new() };
        for entry in several.into_iter().flat_map(|one| one.entry) {
            match all.entry.last_mut() {
                Some(last) if last.id == entry.id && last.time == entry.time => {
                    last.changes.extend(entry.changes);
                    last.changed_fields.extend(entry.changed_fields);
                }
                _ => all.entry.push(entry),
            }
        }
        all
    }

    /// The bytes to sign and send.
    pub fn to_bytes(&self) -> Vec<u8> {
        crate::to_meta_json(self).into_bytes()
    }

    /// Reads a delivery.
    ///
    /// # Errors
    /// When the body is not JSON of this form.
    pub fn parse(body: &[u8]) -> Result<Self, BadWebhook> {
        Ok(serde_json::from_slice(body)?)
    }
}

/// The challenge to answer with, if the handshake's question is right: the mode is `subscribe` and
/// the verify token is the expected one. PHP-style names (`hub_mode`) are read as well.
pub fn answer_handshake(params: &Params, verify_token: &str) -> Option<String> {
    let get = |name: &str| params.get(name).or_else(|| params.get(&name.replace('.', "_")));
    let asked = get(HUB_MODE) == Some(SUBSCRIBE);
    let knows = same_secret(get(HUB_VERIFY_TOKEN)?, verify_token);
    (asked && knows && !verify_token.is_empty()).then(|| get(HUB_CHALLENGE).map(str::to_owned))?
}

/// The query of the handshake's question, to be appended to the callback address.
pub fn handshake_query(challenge: &str, verify_token: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair(HUB_MODE, SUBSCRIBE)
        .append_pair(HUB_CHALLENGE, challenge)
        .append_pair(HUB_VERIFY_TOKEN, verify_token)
        .finish()
}

/// Reads a text, or a number as its text.
fn text_or_number<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    match Value::deserialize(from)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        other => Err(serde::de::Error::custom(format!("{other} is neither text nor number"))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Envelope, answer_handshake, handshake_query};
    use crate::{BusinessId, Params, WabaId};

    #[test]
    fn builds_the_documented_envelope() {
        let value = json!({"event": "PARTNER_ADDED", "waba_info": {"waba_id": "98"}});
        let id = BusinessId::new(2_949_482_758_682_047);
        let envelope = Envelope::of_one(id, Some(1_744_823_932), "account_update", value);
        let expected = concat!(
            r#"{"object":"whatsapp_business_account","entry":[{"id":"2949482758682047","#,
            r#""time":1744823932,"changes":[{"value":{"event":"PARTNER_ADDED","#,
            r#""waba_info":{"waba_id":"98"}},"field":"account_update"}]}]}"#,
        );
        assert_eq!(String::from_utf8(envelope.to_bytes()).unwrap(), expected);
        assert_eq!(Envelope::parse(&envelope.to_bytes()).unwrap(), envelope);
    }

    #[test]
    fn several_become_one_delivery() {
        let news = |id: u64, time, value| Envelope::of_one(WabaId::new(id), time, "f", value);
        let joined = Envelope::joined([
            news(1, Some(7), json!({"n": 1})),
            news(1, Some(7), json!({"n": 2})),
            news(2, Some(7), json!({"n": 3})),
            news(2, Some(8), json!({"n": 4})),
            Envelope::of_changed(WabaId::new(2), Some(8), "g"),
        ]);
        let shape: Vec<_> = joined.entry.iter().map(|one| (&*one.id, one.changes.len())).collect();
        assert_eq!(shape, [("1", 2), ("2", 1), ("2", 1)]);
        assert_eq!(joined.entry[2].changed_fields, ["g"]);
        let alone = news(1, None, json!({"n": "ü/"}));
        assert_eq!(Envelope::joined([alone.clone()]).to_bytes(), alone.to_bytes());
        let quiet = Envelope::of_changed(WabaId::new(2), Some(8), "g").to_bytes();
        assert!(String::from_utf8(quiet).unwrap().contains(r#""time":8,"changed_fields":["g"]}"#));
    }

    #[test]
    fn messages_carry_no_time() {
        let envelope = Envelope::of_one(WabaId::new(1), None, "messages", json!({}));
        assert!(!String::from_utf8(envelope.to_bytes()).unwrap().contains("time"));
        assert!(Envelope::parse(b"[]").is_err());
    }

    #[test]
    fn the_handshake_answers_only_who_knows_the_token() {
        let query = handshake_query("1158201444", "meaty&hamster");
        assert_eq!(
            query,
            "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meaty%26hamster"
        );
        let answer = |query: &str, token: &str| answer_handshake(&Params::of_query(query), token);
        assert_eq!(answer(&query, "meaty&hamster").as_deref(), Some("1158201444"));
        assert_eq!(
            answer(&query.replace("hub.", "hub_"), "meaty&hamster"),
            Some("1158201444".into())
        );
        assert_eq!(answer(&query, "other"), None);
        assert_eq!(answer(&query.replace("subscribe", "x"), "meaty&hamster"), None);
        assert_eq!(answer("hub.mode=subscribe&hub.challenge=1&hub.verify_token=", ""), None);
    }
}
