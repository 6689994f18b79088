//! The end of access tokens before their time, and the proof that apps may demand with them
//! (contract §7.1, §7.6).

use std::collections::{BTreeMap, BTreeSet};

use graph::GraphError;
use graph::id::{AppId, PersonId};
use serde::{Deserialize, Serialize};

use crate::actor::TokenKey;

/// Why a token no longer counts although its time is not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenEnd {
    /// The business or the person removed the app: 458.
    AppRemoved,
    /// The person changed the password: 460.
    PasswordChanged,
    /// The person logged out: 467.
    LoggedOut,
    /// It was revoked: 492.
    Revoked,
}

impl TokenEnd {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::AppRemoved, Self::PasswordChanged, Self::LoggedOut, Self::Revoked];

    /// What a call with such a token is answered.
    pub fn to_graph(self) -> GraphError {
        match self {
            Self::AppRemoved => GraphError::token_app_removed(),
            Self::PasswordChanged => GraphError::token_invalidated(),
            Self::LoggedOut => GraphError::token_logged_out(),
            Self::Revoked => GraphError::token_session_invalid(),
        }
    }
}

/// What is asked about tokens and their use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionCommand {
    /// One token ends now.
    EndToken {
        /// Its fingerprint.
        token: TokenKey,
        /// Why.
        why: TokenEnd,
    },
    /// All tokens of a person end now.
    EndSessions {
        /// Who.
        person: PersonId,
        /// Why.
        why: TokenEnd,
    },
    /// From now on calls for the app need `appsecret_proof`, or no longer.
    RequireProof {
        /// The app.
        app: AppId,
        /// Whether they do.
        required: bool,
    },
}

/// What became true about tokens and their use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum SessionEvent {
    TokenEnded { token: TokenKey, why: TokenEnd },
    SessionsEnded { person: PersonId, why: TokenEnd },
    ProofRequired { app: AppId, required: bool },
}

/// Tokens that ended before their time, and apps that demand proof.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sessions {
    /// Tokens that no longer count, and why.
    pub ended: BTreeMap<TokenKey, TokenEnd>,
    /// Apps whose calls need `appsecret_proof`.
    pub proof_required: BTreeSet<AppId>,
}
