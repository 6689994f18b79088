//! Verification of businesses, background checks of WABAs, appeals (requirements D01 to D09).

use graph::id::{BusinessId, WabaId};

use super::{Ask, Decision};
use crate::actor::Actor;
use crate::business::Verification;
use crate::event::Event;
use crate::name::NameReview;
use crate::phone::{OffReason, Phone, Standing};
use crate::policy::Violation;
use crate::refusal::Refusal;
use crate::waba::{Appeal, PolicyCheck, Waba};

impl Ask<'_> {
    pub(super) fn start_verification(self, business: BusinessId) -> Decision {
        self.require_owner(business)?;
        match self.world.business(business)?.verification {
            Verification::NotStarted | Verification::Rejected { .. } => {
                Ok(vec![Event::VerificationStarted { business }])
            }
            Verification::Pending { .. } => Ok(Vec::new()),
            Verification::Verified { .. } => Err(Refusal::AlreadyDecided),
        }
    }

    pub(super) fn conclude_verification(self, business: BusinessId, approved: bool) -> Decision {
        let known = self.world.business(business)?;
        let mut events = Vec::new();
        match known.verification {
            Verification::Verified { .. } => return Err(Refusal::AlreadyDecided),
            Verification::Pending { .. } => {}
            Verification::NotStarted | Verification::Rejected { .. } => {
                events.push(Event::VerificationStarted { business });
            }
        }
        if !approved {
            events.push(Event::VerificationRejected { business });
            return Ok(events);
        }
        events.push(Event::VerificationApproved { business });
        for waba in known.owned_wabas.iter().filter_map(|id| self.world.wabas.get(id)) {
            for phone in self.phones(waba) {
                events.extend(self.after_verification(phone));
            }
        }
        Ok(events)
    }

    /// A verified business's number no longer lapses, and the review of its name begins.
    fn after_verification(self, phone: &Phone) -> Vec<Event> {
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
        events
    }

    /// The background check of a WABA concludes.
    pub(super) fn conclude_check(self, waba: &Waba) -> Vec<Event> {
        let id = waba.id;
        match self.violation(waba) {
            None => {
                let mut events = vec![Event::PolicyCheckPassed { waba: id }];
                events.extend(self.promotions(waba));
                events
            }
            Some(violation) => {
                let mut events = vec![Event::PolicyCheckFailed { waba: id, violation }];
                let why = OffReason::CheckFailed;
                let off =
                    self.phones(waba).map(|phone| Event::PhoneTurnedOff { phone: phone.id, why });
                events.extend(off);
                events
            }
        }
    }

    /// What the names, descriptions and websites of a WABA breach.
    fn violation(self, waba: &Waba) -> Option<Violation> {
        let owner = self.world.businesses.get(&waba.owner)?;
        let mut texts = vec![&waba.name, &owner.profile.name, &owner.profile.website];
        for phone in self.phones(waba) {
            texts.push(&phone.name.current);
            texts.extend(phone.name.change.as_ref().map(|change| &change.name));
            texts.extend(&phone.profile.about);
            texts.extend(&phone.profile.description);
            texts.extend(&phone.profile.websites);
        }
        self.world.policy.violation(texts.into_iter().map(String::as_str))
    }

    /// The numbers for which a passed check was the last open one.
    fn promotions(self, waba: &Waba) -> Vec<Event> {
        let promoted =
            |phone: &Phone| self.promotion(phone, phone.name.review.is_approved(), Some(true));
        self.phones(waba).filter_map(promoted).collect()
    }

    pub(super) fn appeal(self, waba: WabaId) -> Decision {
        let known = self.world.waba(waba)?;
        self.require_owner(known.owner)?;
        match known.check {
            PolicyCheck::Failed { appeal: Appeal::Open, .. } => {
                Ok(vec![Event::AppealMade { waba }])
            }
            _ => Err(Refusal::NoAppealPossible),
        }
    }

    pub(super) fn conclude_appeal(self, waba: WabaId, granted: bool) -> Decision {
        let known = self.world.waba(waba)?;
        if !matches!(known.check, PolicyCheck::Failed { appeal: Appeal::Pending { .. }, .. }) {
            return Err(Refusal::NoAppealPending);
        }
        if !granted {
            return Ok(vec![Event::AppealDeclined { waba }]);
        }
        let mut events = vec![Event::AppealGranted { waba }];
        events.extend(self.cure(waba, OffReason::CheckFailed));
        events.extend(self.promotions(known));
        Ok(events)
    }

    /// That the desk or an admin of the business asks.
    fn require_owner(self, business: BusinessId) -> Result<(), Refusal> {
        match self.by {
            Actor::Desk => Ok(()),
            Actor::Person { person } => self.world.require_admin(*person, business),
            _ => Err(Refusal::NotForThisActor),
        }
    }

    /// The numbers of a WABA.
    fn phones(&self, waba: &Waba) -> impl Iterator<Item = &Phone> {
        waba.phones.iter().filter_map(|id| self.world.phones.get(id))
    }
}
