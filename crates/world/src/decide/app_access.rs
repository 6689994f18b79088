//! An app's mode, the access levels of its permissions, App Review (requirement H03).

use std::collections::BTreeMap;

use graph::id::{AppId, PersonId};
use graph::status::Permission;

use super::setup::require_text;
use super::{Ask, Decision};
use crate::actor::Actor;
use crate::app_access::{AppCommand, AppEvent, AppMode, Proofs, REVIEWED};
use crate::event::Event;
use crate::refusal::{OfficeRefusal, Refusal};
use crate::verdict::Verdict;

/// The longest of the texts.
const TEXT_MAX: usize = 4_000;

/// The largest video, in bytes.
const VIDEO_MAX: u64 = 32 << 20;

impl Ask<'_> {
    pub(super) fn decide_app(self, command: &AppCommand) -> Decision {
        use AppCommand as C;
        match command {
            C::BeginFresh { app } => {
                self.require_desk()?;
                self.world.app(*app)?;
                told(AppEvent::BegunFresh { app: *app })
            }
            C::SetAdvanced { app, advanced } => {
                self.require_desk()?;
                self.world.app(*app)?;
                told(AppEvent::AdvancedSet { app: *app, advanced: advanced.clone() })
            }
            C::SetMode { app, mode } => self.set_mode(*app, *mode),
            C::Submit { app, proofs, uses } => self.submit(*app, proofs, uses),
        }
    }

    /// An admin of the app's business, or the desk.
    fn require_app_admin(self, app: AppId) -> Result<(), Refusal> {
        let known = self.world.app(app)?;
        match self.by {
            Actor::Desk => Ok(()),
            Actor::Person { person } => self.world.require_admin(*person, known.business),
            _ => Err(Refusal::NotForThisActor),
        }
    }

    /// That the app is live, or the person has a role on it (contract §0).
    pub(super) fn require_app_open(self, app: AppId, person: PersonId) -> Result<(), Refusal> {
        let closed = self.world.app_access(app).mode == AppMode::Development;
        if closed && !self.world.has_role(app, person) {
            let app = self.world.app(app)?.name.clone();
            return Err(OfficeRefusal::AppInDevelopment { app }.into());
        }
        Ok(())
    }

    fn set_mode(self, app: AppId, mode: AppMode) -> Decision {
        self.require_app_admin(app)?;
        if self.world.app_access(app).mode == mode {
            return Ok(Vec::new());
        }
        told(AppEvent::ModeSet { app, mode })
    }

    /// Everything App Review asks for must be there, and each permission must have been used.
    fn submit(self, app: AppId, proofs: &Proofs, uses: &BTreeMap<Permission, u64>) -> Decision {
        self.require_app_admin(app)?;
        let level = self.world.app_access(app);
        if level.in_review().is_some() {
            return Err(OfficeRefusal::InAppReview.into());
        }
        let wanted = &proofs.permissions;
        if wanted.is_empty() || !wanted.iter().all(|one| REVIEWED.contains(one)) {
            return Err(OfficeRefusal::Missing { field: "permissions" }.into());
        }
        if !proofs.video.media_type.starts_with("video/") || proofs.video.bytes == 0 {
            return Err(OfficeRefusal::Missing { field: "demo video" }.into());
        }
        if proofs.video.bytes > VIDEO_MAX {
            let value = proofs.video.name.clone();
            return Err(Refusal::BadValue { field: "demo video", value });
        }
        for (field, text) in [
            ("what happens afterwards", &proofs.afterwards),
            ("sending in sandbox mode", &proofs.sandbox),
            ("detailed notes", &proofs.notes),
            ("data use", &proofs.data_use),
        ] {
            if text.trim().is_empty() {
                return Err(OfficeRefusal::Missing { field }.into());
            }
            require_text(field, text, TEXT_MAX)?;
        }
        let unused = wanted.iter().find(|one| uses.get(one).is_none_or(|&count| count == 0));
        if let Some(&permission) = unused {
            return Err(OfficeRefusal::PermissionUnused { permission }.into());
        }
        let (proofs, uses) = (Box::new(proofs.clone()), uses.clone());
        told(AppEvent::Submitted { app, proofs, uses })
    }

    /// The verdict on what was sent, by plan or from the desk.
    pub(super) fn conclude_app_review(self, app: AppId, verdict: &Verdict) -> Decision {
        if self.world.app_access(app).in_review().is_none() {
            return Err(OfficeRefusal::NotInAppReview.into());
        }
        match verdict {
            Verdict::Approve => told(AppEvent::ReviewApproved { app }),
            Verdict::Decline { reason } => {
                let general = "the proofs do not show that the permissions are used as described";
                let reason = reason.clone().unwrap_or_else(|| general.to_owned());
                told(AppEvent::ReviewDeclined { app, reason })
            }
            Verdict::AskForMore { .. } => Err(Refusal::NothingMoreToAsk),
        }
    }

    /// What App Review reads.
    pub(super) fn app_review_texts(&self, app: AppId) -> Vec<&str> {
        let level = self.world.app_access.get(&app);
        let proofs = level.and_then(|level| level.in_review()).map(|sent| &sent.proofs);
        proofs.map_or_else(Vec::new, |proofs| {
            let Proofs { video, afterwards, sandbox, notes, data_use, .. } = proofs;
            [&video.name, afterwards, sandbox, notes, data_use].map(String::as_str).to_vec()
        })
    }
}

fn told(event: AppEvent) -> Decision {
    Ok(vec![Event::App(event)])
}
