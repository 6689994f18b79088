//! Verdicts: by themselves at their hour, or by the desk at once. Both go through the same code.

use graph::id::{BusinessId, PhoneNumberId, TemplateId, WabaId};

use super::{Ask, Decision};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::time::seconds;
use crate::verdict::{ReviewEvent, ReviewKind, Verdict, of_texts};

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
        if matches!(verdict, Verdict::AskForMore { .. }) && kind != ReviewKind::BusinessVerification
        {
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
            ReviewKind::Appeal => self.conclude_appeal(WabaId::new(subject), verdict),
            ReviewKind::Template => self.conclude_template(TemplateId::new(subject), verdict),
            ReviewKind::OfficialAccount | ReviewKind::AppReview => {
                Err(Refusal::NoSuchReview { review: kind, subject })
            }
        }
    }

    /// What the texts of the subject decide (`docs/verdicts.md`).
    fn verdict_of(self, kind: ReviewKind, subject: u64) -> Verdict {
        match kind {
            ReviewKind::BusinessVerification => {
                let business = self.world.businesses.get(&BusinessId::new(subject));
                let Some(business) = business else { return Verdict::Approve };
                let profile = &business.profile;
                let mut texts = vec![&profile.name, &profile.legal_name, &profile.website];
                texts.extend(&profile.address);
                of_texts(kind, texts.into_iter().map(String::as_str))
            }
            ReviewKind::DisplayName => {
                let phone = self.world.phones.get(&PhoneNumberId::new(subject));
                let Some(name) = phone.map(|phone| &phone.name) else { return Verdict::Approve };
                let change = name.change.as_ref().filter(|change| change.review.is_pending());
                of_texts(kind, [change.map_or(&name.current, |change| &change.name).as_str()])
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
                of_texts(kind, waba.map(|waba| waba.name.as_str()))
            }
            ReviewKind::Template => {
                let template = self.world.templates.get(&TemplateId::new(subject));
                let Some(template) = template else { return Verdict::Approve };
                let texts = [template.name.as_str(), template.body()];
                if self.world.policy.violation(texts).is_some() {
                    return Verdict::Decline { reason: None };
                }
                of_texts(kind, texts)
            }
            ReviewKind::OfficialAccount | ReviewKind::AppReview => Verdict::Approve,
        }
    }
}
