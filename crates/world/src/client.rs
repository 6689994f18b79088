//! What the on-premises client of a number asks for (contract §8).

use graph::id::PhoneNumberId;

use crate::actor::PinKey;
use crate::command::ProfileChange;
use crate::ownership::Method;

/// A wish of a number's client, which proved itself with the number's certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientCommand {
    /// `POST /v1/account`: registers the number, or sends a code if it needs one.
    Register {
        /// The number.
        phone: PhoneNumberId,
        /// The certificate's text.
        certificate: String,
        /// How the code travels.
        method: Method,
        /// The two-step verification PIN, if one was given.
        pin: Option<PinKey>,
    },
    /// `POST /v1/account/verify`: the code, after which the number is registered.
    Verify {
        /// The number.
        phone: PhoneNumberId,
        /// The certificate's text.
        certificate: String,
        /// Six digits.
        code: String,
    },
    /// `POST /v1/settings/account/two-step`.
    SetPin {
        /// The number.
        phone: PhoneNumberId,
        /// The new PIN.
        pin: PinKey,
        /// Whether it has six digits.
        pin_valid: bool,
    },
    /// `PATCH /v1/settings/profile/about`, `POST /v1/settings/business/profile`.
    UpdateProfile {
        /// The number.
        phone: PhoneNumberId,
        /// The new values.
        change: ProfileChange,
    },
}
