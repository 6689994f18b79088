//! What goes wrong: one variant for each kind of fault.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

/// A kind of fault. In JSON the name alone, or an object with the name and its members:
/// `"lost_answer"`, `{"latency":{"ms":800}}`; members that have a default may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// A call is refused with an error of the contract's tables (contract §7.1).
    Error {
        /// The number of the error, such as 2, 190 or 131016.
        code: u32,
        /// The finer number, such as 463 for 190.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subcode: Option<u32>,
        /// What it says instead of its usual sentence; an error the tables do not have needs one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// A call waits before it is looked at.
    Latency {
        /// How long, in milliseconds of real time.
        ms: u64,
    },
    /// What a call changes is made and stored; then the connection is closed without an answer.
    LostAnswer,
    /// The connection is reset before anything is done.
    Reset,
    /// The body of the answer ends too early, and the connection with it.
    CutBody {
        /// How many bytes of the body go out.
        bytes: usize,
    },
    /// A read sees the world as it was when the fault was ordered.
    StaleRead,
    /// A call is refused as if its budget were used up, with the headers that tell so (contract
    /// §7.6).
    RateLimit {
        /// In how many minutes there is room again, as the header says.
        #[serde(default = "an_hour")]
        minutes: u32,
        /// Another error of this sort, such as 130429, than the one that fits the call.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<u32>,
    },
    /// A webhook is sent several times.
    Duplicate {
        /// How often besides the first time.
        #[serde(default = "once")]
        copies: u32,
    },
    /// A webhook is sent later.
    Delay {
        /// How much later, in seconds of the world's clock.
        seconds: u32,
    },
    /// A webhook waits until the app has accepted a younger one; an hour of the world's clock at
    /// most.
    Reorder,
    /// A webhook is never sent.
    Drop,
    /// A request with webhooks is signed with another secret.
    BadSignature,
    /// The pop-up ends well, but the page hears nothing of it: no session message, and the callback
    /// is told of no login.
    PopupNoAnswer,
    /// The page gets the session message; its callback is never called.
    PopupMessageOnly,
    /// The callback gets its answer; the session message does not come.
    PopupCallbackOnly,
    /// The session message comes after the callback, instead of before it.
    PopupMessageLast,
    /// The session message comes later than the callback.
    PopupMessageLate {
        /// How much later, in milliseconds of real time.
        ms: u64,
    },
    /// The session message comes several times.
    PopupMessageTwice {
        /// How often besides the first time.
        #[serde(default = "once")]
        copies: u32,
    },
    /// The data of the session message is an object, not the text of one.
    PopupMessageObject,
    /// The session message tells the end of a coexistence with the WhatsApp Business app, which
    /// names the account and nothing else (contract §1.4).
    PopupMessageCoexistence,
    /// The pop-up shows an error instead of its first screen, and tells the page of it (contract
    /// §1.4).
    PopupError {
        /// What it says; a sentence of its own where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// The script of the JavaScript SDK does not load.
    SdkBlocked,
}

fn an_hour() -> u32 {
    60
}

fn once() -> u32 {
    1
}

/// What a kind of fault happens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Calls of the Graph API.
    Call,
    /// Reading calls of the Graph API.
    Read,
    /// Webhooks, once each, when they are to be sent for the first time.
    Webhook,
    /// Requests that carry webhooks.
    Request,
    /// The start of a signup in the pop-up.
    Opening,
    /// The end of a signup in the pop-up.
    Ending,
    /// The loading of the JavaScript SDK by a page.
    Script,
}

impl Kind {
    /// One of each, with its members at their defaults or at a value to begin with.
    pub const EXAMPLES: [Self; 22] = [
        Self::Error { code: 2, subcode: None, message: None },
        Self::Latency { ms: 1_000 },
        Self::LostAnswer,
        Self::Reset,
        Self::CutBody { bytes: 20 },
        Self::StaleRead,
        Self::RateLimit { minutes: 60, code: None },
        Self::Duplicate { copies: 1 },
        Self::Delay { seconds: 60 },
        Self::Reorder,
        Self::Drop,
        Self::BadSignature,
        Self::PopupNoAnswer,
        Self::PopupMessageOnly,
        Self::PopupCallbackOnly,
        Self::PopupMessageLast,
        Self::PopupMessageLate { ms: 1_000 },
        Self::PopupMessageTwice { copies: 1 },
        Self::PopupMessageObject,
        Self::PopupMessageCoexistence,
        Self::PopupError { message: None },
        Self::SdkBlocked,
    ];

    /// Its name, as in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Error { .. } => "error",
            Self::Latency { .. } => "latency",
            Self::LostAnswer => "lost_answer",
            Self::Reset => "reset",
            Self::CutBody { .. } => "cut_body",
            Self::StaleRead => "stale_read",
            Self::RateLimit { .. } => "rate_limit",
            Self::Duplicate { .. } => "duplicate",
            Self::Delay { .. } => "delay",
            Self::Reorder => "reorder",
            Self::Drop => "drop",
            Self::BadSignature => "bad_signature",
            Self::PopupNoAnswer => "popup_no_answer",
            Self::PopupMessageOnly => "popup_message_only",
            Self::PopupCallbackOnly => "popup_callback_only",
            Self::PopupMessageLast => "popup_message_last",
            Self::PopupMessageLate { .. } => "popup_message_late",
            Self::PopupMessageTwice { .. } => "popup_message_twice",
            Self::PopupMessageObject => "popup_message_object",
            Self::PopupMessageCoexistence => "popup_message_coexistence",
            Self::PopupError { .. } => "popup_error",
            Self::SdkBlocked => "sdk_blocked",
        }
    }

    /// The names of its members.
    #[must_use]
    pub const fn members(&self) -> &'static [&'static str] {
        match self {
            Self::Error { .. } => &["code", "subcode", "message"],
            Self::Latency { .. } | Self::PopupMessageLate { .. } => &["ms"],
            Self::CutBody { .. } => &["bytes"],
            Self::RateLimit { .. } => &["minutes", "code"],
            Self::Duplicate { .. } | Self::PopupMessageTwice { .. } => &["copies"],
            Self::Delay { .. } => &["seconds"],
            Self::PopupError { .. } => &["message"],
            Self::LostAnswer
            | Self::Reset
            | Self::StaleRead
            | Self::Reorder
            | Self::Drop
            | Self::BadSignature
            | Self::PopupNoAnswer
            | Self::PopupMessageOnly
            | Self::PopupCallbackOnly
            | Self::PopupMessageLast
            | Self::PopupMessageObject
            | Self::PopupMessageCoexistence
            | Self::SdkBlocked => &[],
        }
    }

    /// Why a fault of this name cannot have such a member, in a sentence; `None` if it can, or if
    /// no kind is called so. `spelt` says how a member is written where the order came from.
    #[must_use]
    pub fn no_member(kind: &str, member: &str, spelt: impl Fn(&str) -> String) -> Option<String> {
        let known = Self::EXAMPLES.into_iter().find(|known| known.name() == kind)?.members();
        if known.contains(&member) {
            return None;
        }
        let takes = match known {
            [] => "which takes none".to_owned(),
            known => {
                let known: Vec<String> = known.iter().map(|known| spelt(known)).collect();
                format!("which takes {}", known.join(", "))
            }
        };
        Some(format!("{} is not for {kind}, {takes}", spelt(member)))
    }

    /// What it happens to.
    pub(crate) const fn place(&self) -> Place {
        match self {
            Self::Error { .. }
            | Self::Latency { .. }
            | Self::LostAnswer
            | Self::Reset
            | Self::CutBody { .. }
            | Self::RateLimit { .. } => Place::Call,
            Self::StaleRead => Place::Read,
            Self::Duplicate { .. } | Self::Delay { .. } | Self::Reorder | Self::Drop => {
                Place::Webhook
            }
            Self::BadSignature => Place::Request,
            Self::PopupError { .. } => Place::Opening,
            Self::PopupNoAnswer
            | Self::PopupMessageOnly
            | Self::PopupCallbackOnly
            | Self::PopupMessageLast
            | Self::PopupMessageLate { .. }
            | Self::PopupMessageTwice { .. }
            | Self::PopupMessageObject
            | Self::PopupMessageCoexistence => Place::Ending,
            Self::SdkBlocked => Place::Script,
        }
    }

    /// Whether no later fault is asked where this one strikes.
    pub(crate) const fn is_final(&self) -> bool {
        !matches!(self, Self::Latency { .. } | Self::StaleRead)
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, to)
    }
}

/// A name alone stands for the kind with all its members at their defaults.
impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let said = match Value::deserialize(from)? {
            Value::Object(only) if only.len() == 1 => {
                let (name, members) = only.iter().next().expect("it has one");
                let strange = members.as_object().into_iter().flatten().find_map(|(member, _)| {
                    Self::no_member(name, member, |member| format!("`{member}`"))
                });
                if let Some(why) = strange {
                    return Err(serde::de::Error::custom(why));
                }
                Value::Object(only)
            }
            other => other,
        };
        // A kind without members is a word in JSON, one with members an object.
        let has_members = |name: &str| {
            let mut known = Self::EXAMPLES.iter().filter(|kind| kind.name() == name);
            known.next().map(|kind| !kind.members().is_empty())
        };
        let said = match said {
            Value::String(name) if has_members(&name) == Some(true) => json!({ name: {} }),
            Value::Object(only) if only.len() == 1 => {
                let (name, members) = only.iter().next().expect("it has one");
                let bare = has_members(name) == Some(false) && *members == json!({});
                if bare { Value::String(name.clone()) } else { Value::Object(only) }
            }
            other => other,
        };
        Self::deserialize(said).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Kind;

    #[test]
    fn kinds_read_back_and_are_named_as_they_are_written() {
        for kind in Kind::EXAMPLES {
            let written = serde_json::to_value(&kind).unwrap();
            let name = match &written {
                Value::String(name) => name,
                other => other.as_object().unwrap().keys().next().unwrap(),
            };
            assert_eq!(name, kind.name());
            assert_eq!(serde_json::from_value::<Kind>(written).unwrap(), kind);
        }
    }

    #[test]
    fn members_are_those_of_the_kind() {
        for kind in Kind::EXAMPLES {
            let written = serde_json::to_value(&kind).unwrap();
            let members = written.get(kind.name()).and_then(Value::as_object);
            let mut written = members.into_iter().flat_map(|members| members.keys());
            assert!(written.all(|name| kind.members().contains(&name.as_str())), "{kind:?}");
            for name in ["code", "subcode", "message", "ms", "bytes", "minutes", "copies"] {
                let why = Kind::no_member(kind.name(), name, str::to_owned);
                assert_eq!(why.is_none(), kind.members().contains(&name), "{kind:?}: {why:?}");
                let read = serde_json::from_value::<Kind>(json!({ kind.name(): { name: 1 } }));
                let told = read.err().map(|error| error.to_string()).unwrap_or_default();
                assert_eq!(told.contains("is not for"), why.is_some(), "{kind:?}: {told}");
            }
        }
        let why = Kind::no_member("latency", "copies", |name| format!("--{name}"));
        assert_eq!(why.unwrap(), "--copies is not for latency, which takes --ms");
        let bare = serde_json::from_value::<Kind>(json!({ "reset": {} }));
        assert_eq!(bare.unwrap(), Kind::Reset);
    }

    #[test]
    fn a_name_alone_means_the_defaults() {
        let read = |value: Value| serde_json::from_value::<Kind>(value);
        assert_eq!(read(json!("duplicate")).unwrap(), Kind::Duplicate { copies: 1 });
        assert_eq!(read(json!("popup_error")).unwrap(), Kind::PopupError { message: None });
        assert_eq!(read(json!("reset")).unwrap(), Kind::Reset);
        let missing = read(json!("latency")).unwrap_err().to_string();
        assert!(missing.contains("missing field `ms`"), "{missing}");
        let unknown = read(json!("earthquake")).unwrap_err().to_string();
        assert!(unknown.contains("lost_answer"), "{unknown}");
        assert!(read(json!({"latency": {"ms": 1, "days": 2}})).is_err());
    }
}
