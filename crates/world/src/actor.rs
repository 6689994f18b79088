//! Who asks something of the world, and the fingerprints of what they prove themselves with.

use std::fmt;

use graph::id::{AppId, PersonId, PhoneNumberId};
use serde::{Deserialize, Serialize};

macro_rules! fingerprints {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The fingerprint with this text: the hexadecimal SHA-256 of the secret.
            pub fn new(hex: impl Into<String>) -> Self {
                Self(hex.into())
            }

            /// The hexadecimal text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(&self.0)
            }
        }
    )+};
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
