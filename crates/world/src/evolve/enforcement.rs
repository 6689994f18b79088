//! Verification, official accounts, measures against accounts.

use std::collections::BTreeSet;

use graph::id::{BusinessId, WabaId};
use jiff::Timestamp;

use crate::business::Verification;
use crate::due::Due;
use crate::enforcement::{AppealRecord, Breach, EnforcementEvent, Sanction, SanctionKind};
use crate::official::{Official, OfficialEvent, OfficialStage};
use crate::phone::Standing;
use crate::policy::Violation;
use crate::verdict::ReviewKind;
use crate::verification::{
    Certification, CertificationStatus, VerificationEvent, VerificationForm,
};
use crate::waba::{Appeal, PolicyCheck};
use crate::world::World;

impl World {
    pub(super) fn evolve_verification(&mut self, event: &VerificationEvent, at: Timestamp) {
        match event {
            VerificationEvent::Opened { business } => {
                self.set_verification(*business, Verification::PendingSubmission { since: at });
            }
            VerificationEvent::Submitted { business, form, certification, partner } => {
                let known = self.business_mut(*business);
                let answers = matches!(known.verification, Verification::NeedMoreInfo { .. });
                known.paperwork.tries += u32::from(!answers);
                known.paperwork.form = Some(form.clone());
                known.paperwork.asked = None;
                known.paperwork.reason = None;
                self.set_verification(*business, Verification::Pending { since: at });
                if let Some((id, partner)) = certification.zip(*partner) {
                    self.certify(id, (partner, *business), form, at);
                }
            }
            VerificationEvent::MoreAsked { business, what } => {
                self.business_mut(*business).paperwork.asked = Some(what.clone());
                self.set_verification(*business, Verification::NeedMoreInfo { since: at });
                self.settle_certification(
                    *business,
                    (CertificationStatus::Discarded, Vec::new()),
                    at,
                );
            }
            VerificationEvent::Declined { business, reason, last } => {
                let paperwork = &mut self.business_mut(*business).paperwork;
                paperwork.asked = None;
                paperwork.reason = Some(reason.clone());
                let next = if *last {
                    Verification::Failed { since: at }
                } else {
                    Verification::Rejected { since: at }
                };
                self.set_verification(*business, next);
                let reasons = vec![reason.clone()];
                self.settle_certification(*business, (CertificationStatus::Failed, reasons), at);
            }
            VerificationEvent::Revoked { business } => {
                self.unverify(*business, Verification::Revoked { since: at });
                self.settle_certification(
                    *business,
                    (CertificationStatus::Revoked, Vec::new()),
                    at,
                );
            }
            VerificationEvent::Expired { business } => {
                self.unverify(*business, Verification::Expired { since: at });
            }
        }
    }

    /// The state of a verification; what waited for a verdict no longer does, or only now does.
    pub(super) fn set_verification(&mut self, business: BusinessId, next: Verification) {
        self.business_mut(business).verification = next;
        let kind = ReviewKind::BusinessVerification;
        match next {
            Verification::Pending { since } => self.open_review(kind, business.get(), since),
            _ => self.close_review(kind, business.get()),
        }
    }

    /// A provider's submission for its client ends.
    pub(super) fn settle_certification(
        &mut self,
        client: BusinessId,
        (status, reasons): (CertificationStatus, Vec<String>),
        at: Timestamp,
    ) {
        let last = match status {
            CertificationStatus::Revoked => CertificationStatus::Approved,
            _ => CertificationStatus::Pending,
        };
        let mut of_client = self.certifications.values_mut().filter(|one| one.client == client);
        if let Some(one) = of_client.find(|one| one.status == last) {
            (one.status, one.reasons, one.updated_at) = (status, reasons, at);
        }
    }

    fn certify(
        &mut self,
        id: u64,
        (partner, client): (BusinessId, BusinessId),
        form: &VerificationForm,
        at: Timestamp,
    ) {
        self.certifications.insert(
            id,
            Certification {
                id,
                partner,
                client,
                form: form.clone(),
                submitted_at: at,
                updated_at: at,
                status: CertificationStatus::Pending,
                reasons: Vec::new(),
            },
        );
    }

    /// A business is verified no longer: its numbers have the limits of the unverified again.
    fn unverify(&mut self, business: BusinessId, next: Verification) {
        self.set_verification(business, next);
        let wabas: BTreeSet<WabaId> =
            self.business_mut(business).owned_wabas.iter().copied().collect();
        // Numbers that are deleted are no longer on the list of their WABA.
        for phone in self.phones.values_mut().filter(|phone| wabas.contains(&phone.waba)) {
            if matches!(phone.standing, Standing::Regular { .. }) {
                phone.standing = Standing::Starter;
            }
        }
    }

    pub(super) fn evolve_official(&mut self, event: &OfficialEvent, at: Timestamp) {
        let kind = ReviewKind::OfficialAccount;
        match event {
            OfficialEvent::Applied { phone, statement, links } => {
                self.phone_mut(*phone).official = Some(Box::new(Official {
                    statement: statement.clone(),
                    links: links.clone(),
                    stage: OfficialStage::Pending { since: at },
                }));
                self.open_review(kind, phone.get(), at);
            }
            OfficialEvent::Granted { phone }
            | OfficialEvent::Withdrawn { phone }
            | OfficialEvent::Declined { phone, .. } => {
                self.close_review(kind, phone.get());
                if let Some(official) = &mut self.phone_mut(*phone).official {
                    official.stage = match event {
                        OfficialEvent::Granted { .. } => OfficialStage::Granted { at },
                        OfficialEvent::Withdrawn { .. } => OfficialStage::Cancelled { at },
                        _ => OfficialStage::Declined { at },
                    };
                }
            }
        }
    }

    pub(super) fn evolve_enforcement(&mut self, event: &EnforcementEvent, at: Timestamp) {
        match event {
            EnforcementEvent::Warned { waba, violation } => {
                self.note_breach(*waba, *violation, "Warning".to_owned(), at);
            }
            EnforcementEvent::Restricted { waba, violation, kinds, until } => {
                for &kind in kinds {
                    let before = self.waba_mut(*waba).enforcement.restrictions.insert(kind, *until);
                    if let Some(before) = before {
                        self.unschedule(before, Due::RestrictionEnd(*waba, kind));
                    }
                    self.schedule(*until, Due::RestrictionEnd(*waba, kind));
                }
                let consequence = format!("Restricted until {}", crate::mail::when(*until));
                self.note_breach(*waba, *violation, consequence, at);
            }
            EnforcementEvent::RestrictionEnded { waba, restriction } => {
                let restrictions = &mut self.waba_mut(*waba).enforcement.restrictions;
                if let Some(until) = restrictions.remove(restriction) {
                    self.unschedule(until, Due::RestrictionEnd(*waba, *restriction));
                }
            }
            EnforcementEvent::Locked { waba, violation } => {
                self.sanction(*waba, *violation, SanctionKind::Locked, at);
                self.note_breach(*waba, *violation, "Account locked".to_owned(), at);
            }
            EnforcementEvent::DisableScheduled { waba, violation, disables_at } => {
                self.sanction(*waba, *violation, SanctionKind::DisableAt(*disables_at), at);
                self.schedule(*disables_at, Due::Disabling(*waba));
                let day = crate::mail::day(*disables_at);
                self.note_breach(*waba, *violation, format!("To be disabled on {day}"), at);
            }
            EnforcementEvent::CheckDeferred { waba } => {
                self.hold(ReviewKind::PolicyCheck, waba.get());
            }
            EnforcementEvent::Lifted { waba } => self.lift(*waba),
        }
    }

    fn sanction(&mut self, waba: WabaId, violation: Violation, kind: SanctionKind, at: Timestamp) {
        self.lift(waba);
        let sanction = Sanction { kind, violation, since: at, appeal: Appeal::Open };
        self.waba_mut(waba).enforcement.sanction = Some(sanction);
    }

    /// A lock or the announced end of an account is over.
    pub(super) fn lift(&mut self, waba: WabaId) {
        self.close_review(ReviewKind::Appeal, waba.get());
        let Some(before) = self.waba_mut(waba).enforcement.sanction.take() else { return };
        if let SanctionKind::DisableAt(at) = before.kind {
            self.unschedule(at, Due::Disabling(waba));
        }
    }

    pub(super) fn note_breach(
        &mut self,
        waba: WabaId,
        violation: Violation,
        consequence: String,
        at: Timestamp,
    ) {
        let breach = Breach { at, violation, consequence };
        self.waba_mut(waba).enforcement.breaches.push(breach);
    }

    /// The business appeals. The announced end of an account waits for the decision.
    pub(super) fn begin_appeal(&mut self, waba: WabaId, statement: &str, at: Timestamp) {
        self.set_appeal(waba, Appeal::Pending { since: at });
        if let Some(disables_at) = self.waba_mut(waba).disables_at() {
            self.unschedule(disables_at, Due::Disabling(waba));
        }
        let record = AppealRecord { made_at: at, statement: statement.to_owned(), decided: None };
        self.waba_mut(waba).enforcement.appeals.push(record);
        self.open_review(ReviewKind::Appeal, waba.get(), at);
    }

    /// The appeal is decided.
    pub(super) fn end_appeal(&mut self, id: WabaId, reversed: bool, at: Timestamp) {
        self.close_review(ReviewKind::Appeal, id.get());
        let waba = self.waba_mut(id);
        if let Some(record) = waba.enforcement.appeals.last_mut()
            && record.decided.is_none()
        {
            record.decided = Some((at, reversed));
        }
        if reversed {
            if waba.is_disabled() {
                waba.check = PolicyCheck::Passed { at };
            }
            self.lift(id);
            return;
        }
        self.set_appeal(id, Appeal::Declined { since: at });
        let later = self.waba_mut(id).disables_at().filter(|&disables_at| disables_at > at);
        if let Some(disables_at) = later {
            self.schedule(disables_at, Due::Disabling(id));
        }
    }

    fn set_appeal(&mut self, id: WabaId, new: Appeal) {
        let waba = self.waba_mut(id);
        match (&mut waba.check, &mut waba.enforcement.sanction) {
            (PolicyCheck::Failed { appeal, .. }, _) => *appeal = new,
            (_, Some(sanction)) => sanction.appeal = new,
            (_, None) => {}
        }
    }

    /// The account is disabled. An appeal that was turned down before stays so, one in review goes
    /// on.
    pub(super) fn fail_check(&mut self, id: WabaId, violation: Violation, at: Timestamp) {
        self.close_review(ReviewKind::PolicyCheck, id.get());
        let before = self.waba_mut(id).enforcement.sanction.map(|sanction| sanction.appeal);
        let pending = matches!(before, Some(Appeal::Pending { .. }));
        let review = self.review(ReviewKind::Appeal, id.get()).copied().filter(|_| pending);
        self.lift(id);
        let appeal = before.unwrap_or(Appeal::Open);
        self.waba_mut(id).check = PolicyCheck::Failed { at, violation, appeal };
        if let Some(review) = review {
            let hours = (review.since, review.decides_at);
            self.schedule_verdict(ReviewKind::Appeal, id.get(), hours);
            if review.held {
                self.hold(ReviewKind::Appeal, id.get());
            }
        }
        self.note_breach(id, violation, "Account disabled".to_owned(), at);
    }
}
