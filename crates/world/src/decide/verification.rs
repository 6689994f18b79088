//! Verification of businesses: started, handed in, judged (requirements D05, D07, D09).

use graph::error::Method as Verb;
use graph::id::BusinessId;

use super::{Ask, Decision};
use crate::access::Need;
use crate::business::{Business, Verification};
use crate::event::Event;
use crate::limit::LimitEvent;
use crate::name::NameReview;
use crate::phone::{OffReason, Phone, Standing};
use crate::refusal::Refusal;
use crate::verdict::Verdict;
use crate::verification::{VerificationCommand, VerificationEvent, VerificationForm, reason_word};

/// What is asked for when nobody says what.
const MORE: &str = "Upload another document that shows the legal name and the address of the \
                    business, whole and readable.";

impl Ask<'_> {
    pub(super) fn decide_verification(self, command: &VerificationCommand) -> Decision {
        match command {
            VerificationCommand::Submit { business, form } => self.submit_papers(*business, form),
            VerificationCommand::Certify { partner, client, form } => {
                self.certify(*partner, *client, form)
            }
            VerificationCommand::Revoke { business } => {
                self.end_verification(*business, VerificationEvent::Revoked { business: *business })
            }
            VerificationCommand::Expire { business } => {
                self.end_verification(*business, VerificationEvent::Expired { business: *business })
            }
        }
    }

    /// The business presses *Start verification*: its form is open.
    pub(super) fn start_verification(self, business: BusinessId) -> Decision {
        self.require_owner(business)?;
        let known = self.world.business(business)?;
        match known.verification {
            Verification::NotStarted => {
                Ok(vec![Event::Verification(VerificationEvent::Opened { business })])
            }
            Verification::Verified { .. } => Err(Refusal::AlreadyDecided),
            Verification::Failed { .. } => {
                Err(Refusal::VerificationTriesUsed { tries: known.paperwork.tries })
            }
            _ => Ok(Vec::new()),
        }
    }

    fn submit_papers(self, business: BusinessId, form: &VerificationForm) -> Decision {
        self.require_owner(business)?;
        self.require_submittable(self.world.business(business)?)?;
        form.judge(false).map_err(|problem| Refusal::VerificationForm { problem })?;
        Ok(vec![Event::Verification(VerificationEvent::Submitted {
            business,
            form: form.clone(),
            certification: None,
            partner: None,
        })])
    }

    /// A provider hands in its client's papers (contract §2.5).
    fn certify(self, partner: BusinessId, client: BusinessId, form: &VerificationForm) -> Decision {
        self.allow(Need::ReadOwnBusiness(partner))?;
        if !self.world.business(partner)?.provider {
            return Err(Refusal::NotAProvider { business: partner });
        }
        let known = self.world.businesses.get(&client).filter(|client| {
            let wabas = client.owned_wabas.iter().filter_map(|id| self.world.wabas.get(id));
            wabas.into_iter().any(|waba| waba.is_shared_with(partner))
        });
        let unseen = Refusal::NotVisible { id: client.get(), verb: Verb::Post };
        self.require_submittable(known.ok_or(unseen)?)?;
        form.judge(true).map_err(|problem| Refusal::VerificationForm { problem })?;
        Ok(vec![Event::Verification(VerificationEvent::Submitted {
            business: client,
            form: form.clone(),
            certification: Some(self.world.chance().id()),
            partner: Some(partner),
        })])
    }

    /// That papers may be handed in: not while Meta looks at some, not when it is decided for good.
    fn require_submittable(self, business: &Business) -> Result<(), Refusal> {
        let tries = business.paperwork.tries;
        match business.verification {
            Verification::Pending { .. } => Err(Refusal::VerificationInReview),
            Verification::Verified { .. } => Err(Refusal::AlreadyDecided),
            Verification::Failed { .. } => Err(Refusal::VerificationTriesUsed { tries }),
            Verification::NotStarted
            | Verification::PendingSubmission { .. }
            | Verification::NeedMoreInfo { .. }
            | Verification::Rejected { .. }
            | Verification::Expired { .. }
            | Verification::Revoked { .. } => Ok(()),
        }
    }

    /// The desk decides whether it was asked for or not, as when a business was verified for other
    /// reasons (requirement D09); a review that decides by itself comes here too.
    pub(super) fn conclude_verification(self, business: BusinessId, verdict: &Verdict) -> Decision {
        let known = self.world.business(business)?;
        let mut events = Vec::new();
        match known.verification {
            Verification::Verified { .. } => return Err(Refusal::AlreadyDecided),
            Verification::Pending { .. } | Verification::NeedMoreInfo { .. } => {}
            _ => events.push(Event::VerificationStarted { business }),
        }
        match verdict {
            Verdict::Approve => {
                events.push(Event::VerificationApproved { business });
                for waba in known.owned_wabas.iter().filter_map(|id| self.world.wabas.get(id)) {
                    for phone in self.phones(waba) {
                        events.extend(self.after_verification(phone, waba.passed()));
                    }
                }
            }
            Verdict::Decline { reason } => {
                let tries = known.paperwork.tries + u32::from(!events.is_empty());
                let last = tries >= self.world.policy.verification_tries;
                let reason = reason_word(reason.as_deref());
                let declined = VerificationEvent::Declined { business, reason, last };
                events.push(Event::Verification(declined));
            }
            Verdict::AskForMore { what } => {
                let given = what.as_deref().map(str::trim).filter(|what| !what.is_empty());
                let what = given.unwrap_or(MORE).to_owned();
                events.push(Event::Verification(VerificationEvent::MoreAsked { business, what }));
            }
        }
        Ok(events)
    }

    /// A verified business's number no longer lapses, and the review of its name begins; if nothing
    /// is open any more, it is in regular use.
    fn after_verification(self, phone: &Phone, passed: bool) -> Vec<Event> {
        let mut events = Vec::new();
        let id = phone.id;
        if matches!(phone.standing, Standing::Trial { .. } | Standing::Lapsed { .. }) {
            events.push(Event::TrialLifted { phone: id });
        }
        events.extend(self.cure_phone(phone, OffReason::TrialEnded));
        if phone.standing == Standing::Incomplete {
            return events;
        }
        if phone.name.review == NameReview::NotStarted {
            events.push(Event::NameReviewStarted { phone: id });
        }
        let change = phone.name.change.as_ref();
        if change.is_some_and(|change| change.review == NameReview::NotStarted) {
            events.push(Event::NameChangeReviewStarted { phone: id });
        }
        let waited = !matches!(phone.standing, Standing::Regular { .. });
        if waited && passed && phone.name.review.is_approved() {
            let tier = self.world.policy.regular_tier;
            events.push(Event::RegularUseBegan { phone: id, tier });
        }
        events
    }

    /// The desk takes the verification of a business back. Each number whose limit falls with it is
    /// told (contract §6.7, §9.1).
    fn end_verification(self, business: BusinessId, event: VerificationEvent) -> Decision {
        self.require_desk()?;
        let known = self.world.business(business)?;
        if !known.is_verified() {
            return Err(Refusal::NotYetVerified);
        }
        let wabas = known.owned_wabas.iter().filter_map(|id| self.world.wabas.get(id));
        let to = self.world.policy.start_tier;
        let fell = wabas.flat_map(|waba| self.phones(waba)).filter_map(|phone| {
            let (phone, from) = (phone.id, self.world.tier(phone));
            (from > to).then_some(Event::Limit(LimitEvent::Fell { phone, from, to }))
        });
        Ok([Event::Verification(event)].into_iter().chain(fell).collect())
    }
}
