//! The proof that a telephone number belongs to whom it says: a code by text message or call.

use graph::id::{PhoneNumberId, PreverifiedId, SignupId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How a code travels (contract §4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A text message.
    Sms,
    /// A call that reads it aloud.
    Voice,
}

/// For what a number is being proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A run of the signup.
    Signup(SignupId),
    /// A number that is on a WABA already.
    Phone(PhoneNumberId),
    /// A number that a provider proves before a client has it.
    Preverified(PreverifiedId),
}

/// The codes sent to a number that has not been proved yet; kept by number, so that starting again
/// does not forget wrong guesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// For what the last code was sent.
    pub purpose: Purpose,
    /// The last code: six digits.
    pub code: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When codes were sent in the last 24 hours, oldest first.
    pub sent_times: Vec<Timestamp>,
    /// Wrong guesses since the last lock.
    pub wrong_guesses: u32,
    /// Until when no guess and no new code is accepted.
    pub locked_until: Option<Timestamp>,
}

/// Whether a number on a WABA is proved (contract §4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ownership {
    /// Not yet.
    NotVerified,
    /// Its owner typed the code.
    Verified {
        /// When.
        at: Timestamp,
    },
}
