//! What an app may ask of others: its mode, the access level of each permission, App Review
//! (requirement H03, contract §0).

use std::collections::{BTreeMap, BTreeSet};

use graph::id::{AppId, BusinessId, PersonId};
use graph::status::Permission;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::world::World;

/// The permissions App Review is about.
pub const REVIEWED: [Permission; 3] = [
    Permission::BusinessManagement,
    Permission::WhatsappBusinessManagement,
    Permission::WhatsappBusinessMessaging,
];

/// Mode and access levels of an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppAccess {
    /// Whether people without a role on the app may use it.
    pub mode: AppMode,
    /// The permissions with Advanced access. All others have Standard access by themselves.
    pub advanced: BTreeSet<Permission>,
    /// What was sent to App Review, oldest first.
    pub submissions: Vec<Submission>,
}

/// Whether an app is for everybody (contract §0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppMode {
    /// Only people with a role on the app can grant it anything.
    Development,
    /// Everybody can grant it the permissions with Advanced access.
    Live,
}

/// The proofs App Review asks for (requirement H03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proofs {
    /// Advanced access is asked for these.
    pub permissions: BTreeSet<Permission>,
    /// The demo video of the integration.
    pub video: Upload,
    /// What happens after the integration completes.
    pub afterwards: String,
    /// Users sending messages in sandbox mode.
    pub sandbox: String,
    /// Detailed notes.
    pub notes: String,
    /// What the data is used for.
    pub data_use: String,
}

/// A file that was handed in: what it was, not its content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its media type, such as `video/mp4`.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
}

/// One application for Advanced access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The proofs.
    pub proofs: Proofs,
    /// How often each permission had been used by then.
    pub uses: BTreeMap<Permission, u64>,
    /// When it was sent.
    pub at: Timestamp,
    /// Where it stands.
    pub state: SubmissionState,
}

/// Where an application stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionState {
    /// Meta looks at it.
    InReview,
    /// The permissions have Advanced access.
    Approved {
        /// Since when.
        at: Timestamp,
    },
    /// It was turned down; another may be sent.
    Declined {
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

/// What is asked about an app's access.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum AppCommand {
    /// The app is as on its first day: in development, Standard access everywhere. From the desk.
    BeginFresh { app: AppId },
    /// Development or live.
    SetMode { app: AppId, mode: AppMode },
    /// Meta sets the levels by hand, from the desk.
    SetAdvanced { app: AppId, advanced: BTreeSet<Permission> },
    /// Sends it to App Review. `uses`: how often each permission was used so far.
    Submit { app: AppId, proofs: Box<Proofs>, uses: BTreeMap<Permission, u64> },
}

/// What became true about an app's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum AppEvent {
    BegunFresh { app: AppId },
    ModeSet { app: AppId, mode: AppMode },
    AdvancedSet { app: AppId, advanced: BTreeSet<Permission> },
    Submitted { app: AppId, proofs: Box<Proofs>, uses: BTreeMap<Permission, u64> },
    ReviewApproved { app: AppId },
    ReviewDeclined { app: AppId, reason: String },
}

impl AppAccess {
    /// An app that passed App Review long ago: what a provider is founded with.
    pub fn reviewed() -> Self {
        let (mode, advanced) = (AppMode::Live, Permission::ALL.iter().copied().collect());
        Self { mode, advanced, submissions: Vec::new() }
    }

    /// An app on its first day (requirement H03).
    pub fn fresh() -> Self {
        let (mode, advanced) = (AppMode::Development, BTreeSet::new());
        Self { mode, advanced, submissions: Vec::new() }
    }

    /// Whether the permission reaches those who have nothing to do with the app.
    pub fn reaches(&self, permission: Permission) -> bool {
        let public = permission == Permission::PublicProfile;
        self.mode == AppMode::Live && (public || self.advanced.contains(&permission))
    }

    /// The application Meta is looking at.
    pub fn in_review(&self) -> Option<&Submission> {
        self.submissions.last().filter(|last| last.state == SubmissionState::InReview)
    }
}

impl World {
    /// Mode and levels of an app.
    pub fn app_access(&self, app: AppId) -> AppAccess {
        self.app_access.get(&app).cloned().unwrap_or_else(AppAccess::reviewed)
    }

    /// Whether someone has a role on the app: everybody in its business has.
    pub fn has_role(&self, app: AppId, person: PersonId) -> bool {
        let business = self.apps.get(&app).and_then(|app| self.businesses.get(&app.business));
        business.is_some_and(|business| business.people.contains_key(&person))
    }

    /// Whether an app's permission covers what belongs to a business: its own, one of a person
    /// with a role on the app, or, with Advanced access, anybody's.
    pub fn covers(&self, app: AppId, permission: Permission, owner: BusinessId) -> bool {
        let Some(level) = self.app_access.get(&app) else { return true };
        let Some(known) = self.apps.get(&app) else { return false };
        let among_us = || {
            let people = self.businesses.get(&owner).map(|owner| owner.people.keys());
            people.into_iter().flatten().any(|person| self.has_role(app, *person))
        };
        level.reaches(permission) || known.business == owner || among_us()
    }

    /// What of the permissions asked for the dialog offers a person: without Advanced access only
    /// people with a role on the app are offered anything (contract §0).
    pub fn grantable(
        &self,
        app: AppId,
        person: PersonId,
        asked: &BTreeSet<Permission>,
    ) -> BTreeSet<Permission> {
        let level = self.app_access(app);
        let role = self.has_role(app, person);
        asked.iter().copied().filter(|one| role || level.reaches(*one)).collect()
    }
}
