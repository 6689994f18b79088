//! Who asks something of the world, and the fingerprints of what they prove themselves with.

use std::fmt;

use graph::id::{AppId, PersonId, PhoneNumberId};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Bytes of a fingerprint: those of a SHA-256.
const BYTES: usize = 32;

macro_rules! fingerprints {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; BYTES]);

        impl $name {
            /// The fingerprint that is written so: the hexadecimal SHA-256 of the secret. The
            /// beginning of one stands for the least that begins so; a text that is no fingerprint
            /// for one that no secret has.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(read(text.as_ref()))
            }

            /// The fingerprint with these bytes: the SHA-256 of the secret.
            pub const fn of(digest: [u8; BYTES]) -> Self {
                Self(digest)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(to, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "{}({self})", stringify!($name))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match to.is_human_readable() {
                    true => to.collect_str(self),
                    false => to.serialize_bytes(&self.0),
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                match from.is_human_readable() {
                    true => from.deserialize_str(Written).map(Self),
                    false => from.deserialize_bytes(Written).map(Self),
                }
            }
        }
    )+};
}

/// Reads a fingerprint from its text or its bytes.
struct Written;

impl Visitor<'_> for Written {
    type Value = [u8; BYTES];

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a SHA-256")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(read(text))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        bytes.try_into().map_err(|_| E::invalid_length(bytes.len(), &self))
    }
}

/// The bytes that are written so.
fn read(text: &str) -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    let digits: Option<Vec<u8>> = text.bytes().map(digit).collect();
    match digits.filter(|digits| digits.len() <= 2 * BYTES) {
        Some(digits) => {
            for (place, digit) in digits.into_iter().enumerate() {
                bytes[place / 2] |= if place % 2 == 0 { digit << 4 } else { digit };
            }
        }
        None => {
            for (place, letter) in text.bytes().enumerate() {
                bytes[place % BYTES] = bytes[place % BYTES].rotate_left(3) ^ letter;
            }
        }
    }
    bytes
}

fingerprints! {
    /// Stands for an access token; the world never sees the token itself.
    TokenKey;
    /// Stands for a login code of the pop-up (contract §1.3).
    CodeKey;
    /// Stands for a two-step verification PIN (contract §4.5).
    PinKey;
}

/// Who gives a command.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "actor", rename_all = "snake_case")]
pub enum Actor {
    /// The person at the desk who plays Meta: reviews, set-up, the telephones of end customers.
    Desk,
    /// A person in the pop-up, the Business Manager or the WhatsApp Manager.
    Person {
        /// Who is logged in.
        person: PersonId,
    },
    /// The holder of an access token on the Graph API.
    Token {
        /// The token's fingerprint.
        key: TokenKey,
    },
    /// An app that proved itself with its secret, as the literal app token does (contract §0).
    App {
        /// The app whose secret was shown.
        app: AppId,
    },
    /// The on-premises client of a number, which proved itself with the number's certificate.
    Client {
        /// The number it runs for.
        phone: PhoneNumberId,
    },
    /// Nobody: time has passed.
    Time,
}

#[cfg(test)]
mod tests {
    use super::TokenKey;

    #[test]
    fn a_fingerprint_is_read_as_it_is_written() {
        let hex = "00ff10ab".repeat(8);
        let key = TokenKey::new(&hex);
        assert_eq!(key.to_string(), hex);
        let json = serde_json::to_string(&key).unwrap();
        assert_eq!(json, format!("\"{hex}\""), "the log keeps its text");
        assert_eq!(serde_json::from_str::<TokenKey>(&json).unwrap(), key);
        assert!(TokenKey::new("00ff1") <= key && TokenKey::new("00ff2") > key, "its beginning");
        assert_ne!(TokenKey::new("no fingerprint"), TokenKey::new("none either"));
    }
}
