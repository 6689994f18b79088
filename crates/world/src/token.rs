//! Access tokens and the login codes they are exchanged from. The world knows only fingerprints.

use std::collections::BTreeSet;

use graph::id::{AppId, BusinessId, PersonId, SystemUserId, WabaId};
use graph::status::{Permission, TokenKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::actor::{CodeKey, TokenKey};

/// An access token (contract §0).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Its fingerprint.
    pub key: TokenKey,
    /// The app it is for.
    pub app: AppId,
    /// Whom it speaks for.
    pub holder: Holder,
    /// What it permits.
    pub scopes: BTreeSet<Permission>,
    /// The WABAs it reaches, newest first; `None` means all its holder reaches.
    pub wabas: Option<Vec<WabaId>>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends; `None` means never.
    pub expires_at: Option<Timestamp>,
}

/// Whom a token speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The app itself.
    App,
    /// A person: a user token.
    Person(PersonId),
    /// A system user of a business.
    SystemUser(SystemUserId),
}

impl Holder {
    /// The kind `debug_token` shows (contract §1.7).
    pub const fn kind(self) -> TokenKind {
        match self {
            Self::App => TokenKind::App,
            Self::Person(_) => TokenKind::User,
            Self::SystemUser(_) => TokenKind::SystemUser,
        }
    }
}

impl Token {
    /// Whether its time is over.
    pub fn expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}

/// A login code: lives for 30 seconds and works once (contract §1.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginCode {
    /// Its fingerprint.
    pub key: CodeKey,
    /// The app it was made for.
    pub app: AppId,
    /// The business that signed up.
    pub business: BusinessId,
    /// What the token will permit.
    pub scopes: BTreeSet<Permission>,
    /// The WABAs the token will reach, newest first.
    pub wabas: Vec<WabaId>,
    /// The redirect address that must be repeated, if there was one (contract §1.6).
    pub redirect_uri: Option<String>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was exchanged.
    pub used_at: Option<Timestamp>,
    /// How long the token lives in seconds, where the login configuration says it.
    #[serde(default)]
    pub token_seconds: Option<i64>,
}
