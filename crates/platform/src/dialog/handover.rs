//! Login results between the last two screens. The token's text is in memory only: the world knows
//! its key, the disk nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use graph::{BusinessId, PersonId, PhoneNumberId, SignupId, WabaId};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::fault::Kind;

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
    /// What was granted.
    pub scopes: Vec<String>,
    /// What keeps some of it from the page on purpose.
    pub fault: Option<Kind>,
}

/// What the opener logs in with: a token, a code, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grant {
    /// A user token.
    pub token: Option<UserToken>,
    /// A code to exchange at once.
    pub code: Option<String>,
}

/// A user token, with the time it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserToken {
    /// Its text.
    pub text: String,
    /// Seconds it lives.
    pub seconds: i64,
    /// When it ends.
    pub expires: Timestamp,
    /// The person, signed with the app's secret.
    pub signed_request: String,
}

impl Handover {
    /// The `authResponse` of the login callback (contract §1.3).
    pub(crate) fn auth_response(&self) -> Value {
        let code = self.grant.code.as_ref();
        let Some(token) = &self.grant.token else {
            return json!({ "code": code, "userID": null, "expiresIn": null });
        };
        let mut response = json!({
            "accessToken": token.text,
            "userID": self.person.to_string(),
            "expiresIn": token.seconds,
            "signedRequest": token.signed_request,
            "graphDomain": "facebook",
            "data_access_expiration_time": token.expires.as_second(),
        });
        if let Some(code) = code {
            response["code"] = json!(code);
        }
        response
    }
}

/// The results waiting to be handed over. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Handovers(Arc<Mutex<VecDeque<(SignupId, Handover)>>>);

impl Handovers {
    /// Keeps the result of a run.
    pub(crate) fn keep(&self, run: SignupId, handover: Handover) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _)| *other != run);
        if kept.len() >= KEPT_MAX {
            kept.pop_front();
        }
        kept.push_back((run, handover));
    }

    /// The result of a run, if it is still here.
    pub(crate) fn of(&self, run: SignupId) -> Option<Handover> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(other, _)| *other == run).map(|(_, handover)| handover.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_result_goes_first_whatever_its_id() {
        let handover = Handover {
            business: BusinessId::new(1),
            business_name: String::new(),
            waba: WabaId::new(2),
            waba_name: String::new(),
            phone: None,
            person: PersonId::new(3),
            grant: Grant::default(),
            scopes: Vec::new(),
            fault: None,
        };
        let kept = Handovers::default();
        let ids: Vec<SignupId> = (0..=KEPT_MAX as u64).rev().map(SignupId::new).collect();
        for &run in &ids {
            kept.keep(run, handover.clone());
        }
        assert!(kept.of(ids[0]).is_none(), "the first one, with the largest id");
        assert!(ids[1..].iter().all(|&run| kept.of(run).is_some()));
    }
}
