//! Login results between the last two screens. The token's text is in memory only: the world knows
//! its key, the disk nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use graph::{BusinessId, PersonId, PhoneNumberId, SignupId, WabaId};
use jiff::Timestamp;
use serde_json::{Value, json};

/// The most results kept at a time; the oldest runs go first.
const KEPT_MAX: usize = 500;

/// What was made, and the login that goes with it.
#[derive(Clone, Debug)]
pub(crate) struct Handover {
    /// The business.
    pub business: BusinessId,
    /// Its name.
    pub business_name: String,
    /// The account.
    pub waba: WabaId,
    /// Its name.
    pub waba_name: String,
    /// The number and how people write it.
    pub phone: Option<(PhoneNumberId, String)>,
    /// Who logged in.
    pub person: PersonId,
    /// The token or code.
    pub grant: Grant,
}

/// What the opener logs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Grant {
    /// A user token, with the time it ends.
    Token {
        /// Its text.
        text: String,
        /// Seconds it lives.
        seconds: i64,
        /// When it ends.
        expires: Timestamp,
        /// The person, signed with the app's secret.
        signed_request: String,
    },
    /// A code to exchange at once.
    Code(String),
}

impl Handover {
    /// The `authResponse` of the login callback (contract §1.3).
    pub(crate) fn auth_response(&self) -> Value {
        match &self.grant {
            Grant::Token { text, seconds, expires, signed_request } => json!({
                "accessToken": text,
                "userID": self.person.to_string(),
                "expiresIn": seconds,
                "signedRequest": signed_request,
                "graphDomain": "facebook",
                "data_access_expiration_time": expires.as_second(),
            }),
            Grant::Code(code) => json!({ "code": code, "userID": null, "expiresIn": null }),
        }
    }
}

/// The results waiting to be handed over. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Handovers(Arc<Mutex<BTreeMap<SignupId, Handover>>>);

impl Handovers {
    /// Keeps the result of a run.
    pub(crate) fn keep(&self, run: SignupId, handover: Handover) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX {
            kept.pop_first();
        }
        kept.insert(run, handover);
    }

    /// The result of a run, if it is still here.
    pub(crate) fn of(&self, run: SignupId) -> Option<Handover> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&run).cloned()
    }
}
