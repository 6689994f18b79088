//! Messages between a business number and a customer, and the chat they belong to.

use std::collections::VecDeque;
use std::fmt;

use graph::id::{PhoneNumberId, TemplateId};
use graph::phone_number::E164;
use graph::status::{MessageStatus, TemplateCategory};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A message's id: `wamid.…`, or `gBEG…` from an on-premises client (contract §4.8, §8).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(String);

impl MessageId {
    /// The id with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Content {
    /// Free words, at most 4096 characters.
    Text {
        /// The words.
        body: String,
    },
    /// An approved template.
    Template {
        /// Its name.
        name: String,
        /// Its language.
        language: String,
        /// What its body's placeholders stand for, in order.
        parameters: Vec<String>,
        /// What its other parts stand for, and the names of its body's placeholders.
        #[serde(default)]
        extras: Extras,
    },
}

/// What a template is filled with besides the values of its body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extras {
    /// The names of the body's values, as many as there are values; empty where they stand for
    /// `{{1}}`, `{{2}}` in order.
    #[serde(default)]
    pub names: Vec<String>,
    /// The values of the header.
    #[serde(default)]
    pub header: Vec<Argument>,
    /// The values of buttons.
    #[serde(default)]
    pub buttons: Vec<ButtonValue>,
}

/// One value of a template's header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// Its type: `text`, `image`, `video`, `document` or `location`.
    pub kind: String,
    /// The name of the placeholder it stands for, if it was given.
    #[serde(default)]
    pub name: Option<String>,
    /// The words, or where the picture is.
    pub value: String,
}

/// The value of one button of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ButtonValue {
    /// Which button, from 0.
    pub index: usize,
    /// Its type, such as `url`, in lower case.
    pub kind: String,
    /// The end of its address, its code, or its payload.
    pub value: String,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// The business's side.
    pub phone: PhoneNumberId,
    /// The customer's side.
    pub customer: E164,
    /// The template it was made of.
    pub template: Option<TemplateId>,
    /// The words as the reader sees them.
    pub text: String,
    /// The message it answers.
    pub context: Option<MessageId>,
    /// When it was accepted or received.
    pub at: Timestamp,
    /// Who wrote it, and how far it came.
    pub way: Way,
}

/// Which way a message goes, and how far it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// From the customer.
    In {
        /// When the business marked it read.
        read_at: Option<Timestamp>,
    },
    /// From the business.
    Out {
        /// How far it came.
        stage: Stage,
        /// What conversation it counts towards, and for whom it is billed.
        billing: Billing,
        /// The sender's own mark (contract §4.8).
        callback_data: Option<String>,
    },
}

/// How far an outgoing message came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Taken over from the sender.
    Accepted,
    /// On its way; arrives by itself.
    Sent {
        /// When it arrives.
        arrives_at: Timestamp,
    },
    /// Sent, and kept from the customer, who blocked the number: it never arrives.
    Held {
        /// Since when.
        since: Timestamp,
    },
    /// On the customer's telephone.
    Delivered {
        /// When.
        at: Timestamp,
    },
    /// Seen by the customer.
    Read {
        /// When.
        at: Timestamp,
    },
    /// It will never arrive.
    Failed {
        /// When.
        at: Timestamp,
        /// Why.
        why: Failure,
    },
}

impl Stage {
    /// The word on the wire, once there is one.
    pub const fn status(self) -> Option<MessageStatus> {
        match self {
            Self::Accepted => None,
            Self::Sent { .. } | Self::Held { .. } => Some(MessageStatus::Sent),
            Self::Delivered { .. } => Some(MessageStatus::Delivered),
            Self::Read { .. } => Some(MessageStatus::Read),
            Self::Failed { .. } => Some(MessageStatus::Failed),
        }
    }

    /// Whether nothing more will happen to it by itself.
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::Accepted | Self::Sent { .. })
    }
}

/// Why an accepted message failed (contract §4.8, column "async").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// 131042: the WABA has no valid payment method (requirement F04).
    Payment,
    /// 131047: more than 24 hours since the customer's last message.
    WindowClosed,
    /// 131026: nobody at the number has WhatsApp.
    NotOnWhatsapp,
    /// 131050: the customer wants no marketing from the business.
    MarketingStopped,
    /// 131049: the customer got enough marketing today.
    MarketingCap,
    /// 131037: a number of the form `+1 555` without an approved display name.
    NameNotApproved,
    /// 130497: nothing is delivered to that country.
    CountryClosed,
}

/// The conversation a message counts towards (contract §6.12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billing {
    /// The conversation's id: 32 hexadecimal digits.
    pub conversation: String,
    /// What it is for.
    pub category: Category,
    /// When the conversation ends.
    pub expires_at: Timestamp,
    /// Whether anybody pays: in the trial nobody does (requirement F04).
    pub billable: bool,
    /// Whether the business began it: then it counts towards the limit (requirement F02).
    pub initiated: bool,
    /// What this one message adds to the bill, once it is delivered.
    #[serde(default)]
    pub charge: Charge,
}

/// What one delivered message adds to the bill (contract §6.12, §9.2). The price follows from the
/// category and the customer's country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// Nothing: free of charge, or part of a conversation that is on the bill already.
    #[default]
    Nothing,
    /// The conversation it opens: 24 hours of one category (`CBP`).
    Conversation,
    /// The message itself (`PMP`).
    Message,
}

/// What a conversation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// An answer inside the 24-hour window.
    Service,
    /// Opened with a template for marketing.
    Marketing,
    /// Opened with a template about something under way.
    Utility,
    /// Opened with a template that carries a code.
    Authentication,
}

impl Category {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Marketing => "marketing",
            Self::Utility => "utility",
            Self::Authentication => "authentication",
        }
    }
}

impl From<TemplateCategory> for Category {
    fn from(category: TemplateCategory) -> Self {
        match category {
            TemplateCategory::Marketing => Self::Marketing,
            TemplateCategory::Utility => Self::Utility,
            TemplateCategory::Authentication => Self::Authentication,
        }
    }
}

/// A conversation as it is billed: 24 hours of one category (contract §9.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Its id: 32 hexadecimal digits.
    pub id: String,
    /// What it is for.
    pub category: Category,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Everything between one business number and one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chat {
    /// The customer's profile name, once it wrote.
    pub name: Option<String>,
    /// When the customer last wrote: the 24-hour window counts from here (requirement F01).
    pub last_inbound: Option<Timestamp>,
    /// The messages that are remembered, oldest first.
    pub messages: VecDeque<MessageId>,
    /// Messages of the business that arrived and were not opened, oldest first.
    pub unopened: Vec<MessageId>,
    /// The conversations that are open, at most one of each category.
    pub conversations: Vec<Conversation>,
    /// Since when the customer blocks the number.
    pub blocked_at: Option<Timestamp>,
    /// When the customer last reported the number.
    pub reported_at: Option<Timestamp>,
    /// Since when the customer wants no marketing from the number.
    pub marketing_stopped_at: Option<Timestamp>,
    /// When the pause after the messages sent so far will have passed: it runs ahead of the time
    /// while the business writes faster than it may (contract §4.8: 131056).
    pub paced_until: Option<Timestamp>,
}

impl Chat {
    /// Whether nothing in it needs to be remembered.
    pub(crate) fn is_forgettable(&self, before: Timestamp) -> bool {
        self.messages.is_empty()
            && self.blocked_at.is_none()
            && self.marketing_stopped_at.is_none()
            && self.last_inbound.is_none_or(|at| at < before)
            && self.reported_at.is_none_or(|at| at < before)
            && self.paced_until.is_none_or(|at| at < before)
    }
}
