//! A system user: the account software works under (contract §2.4).

use graph::id::{AppId, BusinessId, SystemUserId};
use graph::status::SystemUserRole;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A system user of a business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemUser {
    /// Its id.
    pub id: SystemUserId,
    /// The business it belongs to.
    pub business: BusinessId,
    /// Its name.
    pub name: String,
    /// How far it reaches.
    pub kind: SystemUserKind,
    /// When it was created.
    pub created_at: Timestamp,
}

/// How far a system user reaches (requirement A03).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemUserKind {
    /// Every WABA its business owns or was shared.
    Admin,
    /// Only the WABAs it is assigned to.
    Employee,
    /// Only the WABAs its token names: made by the exchange of a login code (contract §0).
    Integration {
        /// The app that works through it.
        app: AppId,
    },
}

impl SystemUserKind {
    /// The role Graph shows.
    pub const fn role(self) -> SystemUserRole {
        match self {
            Self::Admin => SystemUserRole::Admin,
            Self::Employee | Self::Integration { .. } => SystemUserRole::Employee,
        }
    }
}
