//! An app's mode, the access levels of its permissions, App Review.

use graph::id::AppId;
use jiff::Timestamp;

use crate::app_access::{AppAccess, AppEvent, Submission, SubmissionState};
use crate::verdict::ReviewKind;
use crate::world::World;

impl World {
    pub(super) fn evolve_app(&mut self, event: &AppEvent, at: Timestamp) {
        match event {
            AppEvent::BegunFresh { app } => {
                self.app_access.insert(*app, AppAccess::fresh());
                self.close_review(ReviewKind::AppReview, app.get());
            }
            AppEvent::ModeSet { app, mode } => self.access_mut(*app).mode = *mode,
            AppEvent::AdvancedSet { app, advanced } => {
                self.access_mut(*app).advanced = advanced.clone();
            }
            AppEvent::Submitted { app, proofs, uses } => {
                let (proofs, uses) = ((**proofs).clone(), uses.clone());
                let state = SubmissionState::InReview;
                self.access_mut(*app).submissions.push(Submission { proofs, uses, at, state });
                self.open_review(ReviewKind::AppReview, app.get(), at);
            }
            AppEvent::ReviewApproved { app } => {
                self.conclude_submission(*app, SubmissionState::Approved { at });
            }
            AppEvent::ReviewDeclined { app, reason } => {
                let reason = reason.clone();
                self.conclude_submission(*app, SubmissionState::Declined { at, reason });
            }
        }
    }

    fn access_mut(&mut self, app: AppId) -> &mut AppAccess {
        self.app_access.entry(app).or_insert_with(AppAccess::reviewed)
    }

    fn conclude_submission(&mut self, app: AppId, state: SubmissionState) {
        let level = self.access_mut(app);
        if let Some(last) = level.submissions.last_mut() {
            if matches!(state, SubmissionState::Approved { .. }) {
                level.advanced.extend(&last.proofs.permissions);
            }
            last.state = state;
        }
        self.close_review(ReviewKind::AppReview, app.get());
    }
}
