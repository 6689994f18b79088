//! What leaves the house after something became true: webhooks, mails, notices, telephones.

use graph::id::{AppId, BusinessId, PhoneNumberId, WabaId};
use graph::phone_number::E164;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::message::MessageId;

/// One thing somebody outside must be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// One change for an app's webhook (contract §6.3); it is known to be subscribed.
    Webhook {
        /// The app whose callback gets it, and whose secret signs it.
        app: AppId,
        /// `entry[].id`: the WABA, or the partner's business (contract §6.4).
        entry_id: u64,
        /// `entry[].time` in unix seconds; absent for `messages`.
        time: Option<i64>,
        /// `changes[].field`.
        field: String,
        /// `changes[].value`; `null` when the app is only told that the field changed.
        value: Value,
        /// The WABA it is about: its callback override counts for `messages` (contract §6.1).
        waba: Option<WabaId>,
    },
    /// An e-mail in plain text.
    Mail {
        /// The address.
        to: String,
        /// The subject line.
        subject: String,
        /// The body; lines end with `\n`.
        text: String,
    },
    /// A notification in a business's Business Manager.
    Notice {
        /// Who sees it.
        business: BusinessId,
        /// One line.
        title: String,
        /// What happened and what to do next.
        text: String,
    },
    /// Something a person's telephone shows.
    Handset {
        /// The telephone.
        number: E164,
        /// The business number it chats with; `None` for codes, which come from WhatsApp itself.
        with: Option<PhoneNumberId>,
        /// What it is.
        kind: HandsetKind,
        /// The words, or the new status.
        body: String,
        /// The message meant.
        message_id: Option<MessageId>,
    },
    /// A webhook body of the on-premises client (contract §8).
    ToClient {
        /// The number whose client gets it.
        phone: PhoneNumberId,
        /// `{"statuses":[…]}` or `{"contacts":[…],"messages":[…]}`.
        payload: Value,
    },
}

/// What a telephone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandsetKind {
    /// A verification code, by text message or read aloud.
    Code,
    /// A message from a business.
    Message,
    /// A message this telephone wrote.
    Own,
    /// A message this telephone wrote got a new status.
    Status,
}
