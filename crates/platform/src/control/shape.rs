//! What a member of a request or answer looks like in JSON.

use graph::{
    AppId, BusinessId, ConfigurationId, CreditLineId, InvoiceId, MigrationIntentId, PersonId,
    PhoneNumberId, SystemUserId, TemplateId, TicketId, WabaId,
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A kind of value that can be read and described.
pub(super) trait Shape: DeserializeOwned + Serialize {
    /// Its JSON schema.
    fn schema() -> Value;

    /// What it is, in a few words for a sentence: `a text`.
    fn kind() -> String;

    /// What counts when it is not said at all, if it may be left out.
    fn absent() -> Option<Self> {
        None
    }
}

/// Describes kinds by words and schema.
macro_rules! shapes {
    ($($kind:ty: $words:literal, $schema:tt;)+) => {$(
        impl Shape for $kind {
            fn schema() -> Value {
                json!($schema)
            }
            fn kind() -> String {
                $words.to_owned()
            }
        }
    )+};
}

shapes! {
    String: "a text", { "type": "string" };
    bool: "true or false", { "type": "boolean" };
    u64: "a number", { "type": "integer", "minimum": 0 };
    u32: "a number", { "type": "integer", "minimum": 0 };
    i64: "a number", { "type": "integer" };
    Timestamp: "a time such as \"2026-12-01T00:00:00Z\"",
        { "type": "string", "format": "date-time" };
    Value: "any JSON", {};
}

/// The ids of the Graph API: digits in a string.
macro_rules! ids {
    ($($kind:ty: $what:literal;)+) => {$(
        impl Shape for $kind {
            fn schema() -> Value {
                json!({ "type": "string", "pattern": "^[0-9]+$", "title": $what })
            }
            fn kind() -> String {
                concat!("the id of ", $what, ", digits in quotes").to_owned()
            }
        }
    )+};
}

ids! {
    AppId: "an app";
    BusinessId: "a business";
    ConfigurationId: "a login configuration";
    CreditLineId: "a credit line";
    InvoiceId: "an invoice";
    TicketId: "a support ticket";
    MigrationIntentId: "a migration intent";
    PersonId: "a person";
    PhoneNumberId: "a phone number";
    SystemUserId: "a system user";
    TemplateId: "a template";
    WabaId: "a WhatsApp Business Account";
}

impl<T: Shape> Shape for Option<T> {
    fn schema() -> Value {
        T::schema()
    }

    fn kind() -> String {
        T::kind()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn schema() -> Value {
        json!({ "type": "array", "items": T::schema() })
    }

    fn kind() -> String {
        "a list".to_owned()
    }
}

/// Describes kinds that are one of some words: `words!(Handset)`. The kind has a list `ALL`; the
/// document shows what serde writes for each.
macro_rules! words {
    ($kind:ty) => {
        impl $crate::control::shape::Shape for $kind {
            fn schema() -> ::serde_json::Value {
                let words: Vec<$kind> = <$kind>::ALL.to_vec();
                ::serde_json::json!({ "type": "string", "enum": words })
            }
            fn kind() -> String {
                let words = <$kind>::ALL.iter().map(|word| ::serde_json::json!(word).to_string());
                format!("one of {}", words.collect::<Vec<_>>().join(", "))
            }
        }
    };
}
pub(super) use words;

/// A telephone number with or without `+`, digits only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Telephone(pub(super) graph::E164);

impl TryFrom<String> for Telephone {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let text = if text.starts_with('+') { text } else { format!("+{text}") };
        graph::E164::parse(&text).map(Self).map_err(|error| error.to_string())
    }
}

impl From<Telephone> for String {
    fn from(number: Telephone) -> Self {
        format!("+{}", number.0.digits())
    }
}

impl Shape for Telephone {
    fn schema() -> Value {
        json!({ "type": "string", "title": "a telephone number", "examples": ["+16315551000"] })
    }

    fn kind() -> String {
        "a telephone number such as \"+16315551000\"".to_owned()
    }
}
