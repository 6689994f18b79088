//! Verdicts: by themselves at their hour, or by the desk at once. Both go through the same code.

use graph::id::{BusinessId, PhoneNumberId, TemplateId, WabaId};

use super::{Ask, Decision};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::time::seconds;
use crate::verdict::{ReviewEvent, ReviewKind, Verdict, of_texts};
use crate::verification::VerificationForm;

impl Ask<'_> {
    /// The desk decides, whether the review is held or not.
    pub(super) fn decide_review(
        self,
        kind: ReviewKind,
        subject: u64,
        verdict: &Verdict,
    ) -> Decision {
        if self.world.review(kind, subject).is_none() {
            return Err(Refusal::NoSuchReview { review: kind, subject });
        }
        self.conclude(kind, subject, verdict)
    }

    /// The desk takes a review into its own hands, or gives it back.
    pub(super) fn hold_review(self, kind: ReviewKind, subject: u64, hold: bool) -> Decision {
        let known = self.world.review(kind, subject);
        let known = known.ok_or(Refusal::NoSuchReview { review: kind, subject })?;
        Ok(match (known.held, hold) {
            (true, true) | (false, false) => Vec::new(),
            (false, true) => vec![Event::Review(ReviewEvent::Held { review: kind, subject })],
            (true, false) => {
                let delay = self.world.policy.review_seconds(kind);
                let decides_at = delay.map(|delay| seconds(self.now, delay));
                let review = kind;
                vec![Event::Review(ReviewEvent::Released { review, subject, decides_at })]
            }
        })
    }

    /// The hour of a review has come. What cannot be concluded waits for the desk, so that nothing
    /// stops the time.
    pub(super) fn pass_verdict(self, kind: ReviewKind, subject: u64) -> Vec<Event> {
        let verdict = self.verdict_of(kind, subject);
        self.conclude(kind, subject, &verdict)
            .unwrap_or_else(|_| vec![Event::Review(ReviewEvent::Held { review: kind, subject })])
    }

    fn conclude(self, kind: ReviewKind, subject: u64, verdict: &Verdict) -> Decision {
        let asks = matches!(verdict, Verdict::AskForMore { .. });
        let knows_more = match kind {
            ReviewKind::BusinessVerification
            | ReviewKind::PolicyCheck
            | ReviewKind::DisplayName => true,
            ReviewKind::Appeal
            | ReviewKind::Template
            | ReviewKind::OfficialAccount
            | ReviewKind::AppReview => false,
        };
        if asks && !knows_more {
            return Err(Refusal::NothingMoreToAsk);
        }
        match kind {
            ReviewKind::BusinessVerification => {
                self.conclude_verification(BusinessId::new(subject), verdict)
            }
            ReviewKind::DisplayName => {
                self.conclude_name_review(PhoneNumberId::new(subject), verdict)
            }
            ReviewKind::PolicyCheck => self.conclude_check(WabaId::new(subject), verdict),
            ReviewKind::Appeal => {
                self.conclude_appeal(WabaId::new(subject), *verdict == Verdict::Approve)
            }
            ReviewKind::OfficialAccount => {
                self.conclude_official(PhoneNumberId::new(subject), verdict)
            }
            ReviewKind::Template => self.conclude_template(TemplateId::new(subject), verdict),
            ReviewKind::AppReview => {
                self.conclude_app_review(graph::id::AppId::new(subject), verdict)
            }
        }
    }

    /// What the texts of the subject decide (`docs/verdicts.md`).
    fn verdict_of(self, kind: ReviewKind, subject: u64) -> Verdict {
        match kind {
            ReviewKind::BusinessVerification => {
                let business = self.world.businesses.get(&BusinessId::new(subject));
                let Some(business) = business else { return Verdict::Approve };
                let form = business.paperwork.form.iter().flat_map(VerificationForm::texts);
                of_texts(kind, form.chain([business.profile.name.as_str()]))
            }
            ReviewKind::DisplayName => {
                let phone = self.world.phones.get(&PhoneNumberId::new(subject));
                phone.map_or(Verdict::Approve, |phone| self.name_verdict(phone))
            }
            ReviewKind::PolicyCheck => {
                let waba = self.world.wabas.get(&WabaId::new(subject));
                let violation = waba.and_then(|waba| self.violation(waba));
                violation.map_or(Verdict::Approve, |violation| Verdict::Decline {
                    reason: Some(violation.as_str().to_owned()),
                })
            }
            ReviewKind::Appeal => {
                let waba = self.world.wabas.get(&WabaId::new(subject));
                let appeals = waba.map(|waba| waba.enforcement.appeals.as_slice());
                let last = appeals.and_then(|appeals| appeals.last());
                of_texts(kind, last.map(|appeal| appeal.statement.as_str()))
            }
            ReviewKind::Template => {
                let template = self.world.templates.get(&TemplateId::new(subject));
                let Some(template) = template else { return Verdict::Approve };
                self.template_verdict(template)
            }
            ReviewKind::AppReview => {
                of_texts(kind, self.app_review_texts(graph::id::AppId::new(subject)))
            }
            ReviewKind::OfficialAccount => {
                let phone = self.world.phones.get(&PhoneNumberId::new(subject));
                let official = phone.and_then(|phone| phone.official.as_ref());
                of_texts(kind, official.map(|official| official.statement.as_str()))
            }
        }
    }
}
