//! Identifiers of Graph objects: one type for each kind, so that a phone number's id cannot be
//! passed where an account's id is meant.
//!
//! On the wire an id is a JSON string of decimal digits (contract §7.3). Older documents print
//! numbers, so reading accepts both (contract §2.2).

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserializer, Error, Visitor};
use serde_json::Value;

/// The text is not the id of a Graph object: decimal digits without sign or leading zero, below
/// 2^63.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the id of a Graph object")]
pub struct BadId(pub String);

/// Reads the digits of an id of any kind; a leading zero is refused because it would not print back
/// the same.
///
/// # Errors
/// [`BadId`] for everything else.
pub fn parse_id(text: &str) -> Result<u64, BadId> {
    let bad = || BadId(text.to_owned());
    let canonical = !text.starts_with('0') || text == "0";
    if !canonical || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(bad());
    }
    text.parse().ok().filter(|number| fits(*number)).ok_or_else(bad)
}

/// Whether a number is small enough for the signed columns of databases, as Meta's ids are.
fn fits(number: u64) -> bool {
    i64::try_from(number).is_ok()
}

/// Reads an id written as a string or as a number.
fn read_id<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    struct IdVisitor;
    impl Visitor<'_> for IdVisitor {
        type Value = u64;
        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("an id as a string of digits or as a number")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<u64, E> {
            parse_id(text).map_err(E::custom)
        }
        fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
            if fits(number) { Ok(number) } else { Err(E::custom(BadId(number.to_string()))) }
        }
        fn visit_i64<E: Error>(self, number: i64) -> Result<u64, E> {
            u64::try_from(number).map_err(E::custom)
        }
    }
    from.deserialize_any(IdVisitor)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The id with this number.
            pub const fn new(number: u64) -> Self {
                Self(number)
            }

            /// The bare number.
            pub const fn get(self) -> u64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, to)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                parse_id(text).map(Self)
            }
        }

        impl From<$name> for Value {
            fn from(id: $name) -> Self {
                Self::String(id.to_string())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() { to.collect_str(self) } else { to.serialize_u64(self.0) }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                read_id(from).map(Self)
            }
        }
    )+};
}

ids! {
    /// A business portfolio (contract §2).
    BusinessId;
    /// An app of a provider.
    AppId;
    /// A person with a Facebook account.
    PersonId;
    /// A system user of a business (contract §2.4).
    SystemUserId;
    /// A WhatsApp Business Account (contract §3).
    WabaId;
    /// A business phone number (contract §4).
    PhoneNumberId;
    /// A number that a provider proved before a client has it (contract §2.5).
    PreverifiedId;
    /// An extended credit, also called a credit line (contract §5.1).
    CreditLineId;
    /// A credit allocation config: one share of a line with one business (contract §5.4).
    AllocationId;
    /// What a WABA pays with: the allocation's `receiving_credential` (contract §5.6).
    CredentialId;
    /// A message template (contract §3.8).
    TemplateId;
    /// A multi-partner solution of two apps (contract §3.9).
    SolutionId;
    /// The wish to move a WABA into a solution (contract §3.9).
    MigrationIntentId;
    /// A monthly invoice of a provider (requirement G02).
    InvoiceId;
    /// A support ticket of a provider (requirement I02).
    TicketId;
    /// One run of a person through Embedded Signup (contract §1.4).
    SignupId;
    /// A Facebook Login for Business configuration of an app: `config_id` (contract §1.2).
    ConfigurationId;
    /// A partner's request to share a WABA, sent outside the signup (requirement A09).
    ShareRequestId;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{PhoneNumberId, WabaId};

    #[test]
    fn written_as_string_read_from_string_or_number() {
        let id = WabaId::new(1_906_385_232_743_451);
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""1906385232743451""#);
        let from_number: WabaId = serde_json::from_str("1906385232743451").unwrap();
        let from_string: WabaId = serde_json::from_str(r#""1906385232743451""#).unwrap();
        assert_eq!((from_number, from_string), (id, id));
    }

    #[test]
    fn an_id_can_be_a_map_key() {
        let map = BTreeMap::from([(PhoneNumberId::new(7), true)]);
        let text = serde_json::to_string(&map).unwrap();
        assert_eq!(text, r#"{"7":true}"#);
        assert_eq!(serde_json::from_str::<BTreeMap<PhoneNumberId, bool>>(&text).unwrap(), map);
    }

    #[test]
    fn refuses_what_would_not_print_back() {
        for text in ["", "+5", "-5", "007", "12a", " 12", "99999999999999999999"] {
            assert!(text.parse::<WabaId>().is_err(), "{text}");
        }
        for large in ["9223372036854775808", "18446744073709551615"] {
            assert!(large.parse::<WabaId>().is_err(), "{large}");
            assert!(serde_json::from_str::<WabaId>(large).is_err(), "{large}");
        }
        assert_eq!("9223372036854775807".parse(), Ok(WabaId::new(i64::MAX.cast_unsigned())));
        assert!(serde_json::from_str::<WabaId>("-5").is_err());
        assert_eq!("12".parse(), Ok(WabaId::new(12)));
    }
}
