//! A number's two-step PIN, as an operator enters it: we never guess one (contract §4.5).

use graph::id::PhoneNumberId;
use shell::db::DbError;
use shell::secret::{Sealer, Secrets};

use crate::store::sealed::PIN;

/// Digits of a PIN (contract §4.5).
pub(crate) const DIGITS: usize = 6;

/// Why a PIN was not stored.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// It has another form.
    #[error("a two-step PIN has six digits")]
    Digits,
    /// Nobody has such a number.
    #[error("number {0} is none of our clients'")]
    Unknown(PhoneNumberId),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Seals a PIN for the database.
///
/// # Errors
/// [`PinError::Digits`] when it is none.
pub fn seal(
    sealer: &Sealer,
    secrets: &Secrets,
    phone: PhoneNumberId,
    pin: &str,
) -> Result<String, PinError> {
    if pin.len() != DIGITS || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PinError::Digits);
    }
    Ok(sealer.seal(&context(phone), pin.as_bytes(), secrets))
}

/// What a number's PIN is sealed for.
pub(crate) fn context(phone: PhoneNumberId) -> String {
    PIN.context(phone)
}
