//! Background checks of WABAs (requirement D01), and tests of all that Meta judges.

use graph::id::{BusinessId, WabaId};

use super::{Ask, Decision};
use crate::actor::Actor;
use crate::enforcement::EnforcementEvent;
use crate::event::Event;
use crate::phone::Phone;
use crate::policy::Violation;
use crate::refusal::Refusal;
use crate::verdict::Verdict;
use crate::waba::Waba;

impl Ask<'_> {
    /// The background check of a WABA concludes.
    pub(super) fn conclude_check(self, id: WabaId, verdict: &Verdict) -> Decision {
        let waba = self.world.waba(id)?;
        if !waba.is_checked() {
            return Err(Refusal::AlreadyDecided);
        }
        if let Verdict::AskForMore { .. } = verdict {
            return Ok(vec![Event::Enforcement(EnforcementEvent::CheckDeferred { waba: id })]);
        }
        Ok(match self.breach(waba, verdict) {
            None => {
                let mut events = vec![Event::PolicyCheckPassed { waba: id }];
                events.extend(self.promotions(waba));
                events
            }
            Some(violation) => self.disable(waba, violation),
        })
    }

    /// What a verdict holds against a WABA: what it names, or what is found.
    fn breach(self, waba: &Waba, verdict: &Verdict) -> Option<Violation> {
        let Verdict::Decline { reason } = verdict else { return None };
        let named = reason.as_deref().and_then(Violation::named);
        Some(named.or_else(|| self.violation(waba)).unwrap_or(Violation::Scam))
    }

    /// What the names, descriptions and websites of a WABA breach.
    pub(super) fn violation(self, waba: &Waba) -> Option<Violation> {
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
    pub(super) fn promotions(self, waba: &Waba) -> Vec<Event> {
        let promoted =
            |phone: &Phone| self.promotion(phone, phone.name.review.is_approved(), Some(true));
        self.phones(waba).filter_map(promoted).collect()
    }

    /// That the desk or an admin of the business asks.
    pub(super) fn require_owner(self, business: BusinessId) -> Result<(), Refusal> {
        match self.by {
            Actor::Desk => Ok(()),
            Actor::Person { person } => self.world.require_admin(*person, business),
            _ => Err(Refusal::NotForThisActor),
        }
    }

    /// The numbers of a WABA.
    pub(super) fn phones(&self, waba: &Waba) -> impl Iterator<Item = &Phone> {
        waba.phones.iter().filter_map(|id| self.world.phones.get(id))
    }
}

#[cfg(test)]
mod tests {
    use graph::status::{MessagingLimitTier, PhoneStatus};

    use crate::actor::Actor;
    use crate::phone::OffReason;
    use crate::refusal::Refusal;
    use crate::scene::{Scene, number};
    use crate::{Command, Standing};

    #[test]
    fn e03_the_trial_ends_after_thirty_days_and_verification_restores() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        scene.effects.clear();
        scene.wait_days(29);
        let warned = scene.mails().iter().filter(|mail| mail.1.contains("ends in")).count();
        assert_eq!(warned, 6, "three days, two parties");
        scene.effects.clear();
        scene.wait_days(1);
        let phone = &scene.world.phones[&client.phone];
        assert_eq!(phone.status(), PhoneStatus::Unverified);
        assert_eq!(scene.world.certificate(phone, scene.now), None);
        let addresses: Vec<String> = scene.mails().into_iter().map(|mail| mail.0).collect();
        assert_eq!(addresses, ["owner@shrub.example", "ops@provider.example"]);
        let update = &scene.webhooks("account_update")[0].1;
        assert_eq!(update["event"], "ACCOUNT_RESTRICTION");
        assert_eq!(update["phone_number"], "4915112345678");
        let why = OffReason::TrialEnded;
        let off = Err(Refusal::NumberOff { why });
        assert_eq!(scene.template(client.phone, &number("+16505551234")), off);
        assert_eq!(scene.register(client.phone), Err(Refusal::NumberOff { why }));
        let business = client.business;
        scene.desk(Command::ConcludeVerification { business, approved: true });
        assert_eq!(scene.world.phones[&client.phone].standing, Standing::Starter);
        scene.register(client.phone).unwrap();
        scene.wait_secs(5);
        assert!(scene.template(client.phone, &number("+16505551234")).is_ok());
    }

    #[test]
    fn d09_verified_alone_keeps_the_limit_but_does_not_lapse() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        let (business, phone) = (client.business, client.phone);
        scene.person(Command::StartVerification { business }).unwrap();
        scene.desk(Command::ConcludeVerification { business, approved: true });
        scene.wait_days(31);
        let known = &scene.world.phones[&phone];
        assert_eq!((known.standing, known.status()), (Standing::Starter, PhoneStatus::Connected));
        assert_eq!(scene.world.tier(known), MessagingLimitTier::Tier50);
        scene.effects.clear();
        scene.desk(Command::ConcludeNameReview { phone, approved: true });
        let known = &scene.world.phones[&phone];
        assert_eq!(known.mode().as_str(), "LIVE");
        assert_eq!(scene.world.tier(known), MessagingLimitTier::Tier1K);
        let update = &scene.webhooks("phone_number_quality_update")[0].1;
        assert_eq!(
            (&update["event"], &update["current_limit"]),
            (&"UPGRADE".into(), &"TIER_1K".into())
        );
        let capability = &scene.webhooks("business_capability_update")[0].1;
        assert_eq!(capability["max_daily_conversation_per_phone"], 1000);
        assert_eq!(scene.world.due(), None);
    }

    #[test]
    fn a_rejected_verification_can_be_started_again() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let business = client.business;
        scene.desk(Command::ConcludeVerification { business, approved: false });
        assert!(!scene.world.businesses[&business].is_verified());
        scene.person(Command::StartVerification { business }).unwrap();
        scene.desk(Command::ConcludeVerification { business, approved: true });
        let again = scene.person(Command::StartVerification { business });
        assert_eq!(again, Err(Refusal::AlreadyDecided));
    }

    #[test]
    fn d01_d03_a_failed_check_disables_and_tells_both_and_an_appeal_restores() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Fine Tobacco", "+4915112345678");
        scene.go_live(client);
        scene.effects.clear();
        scene.wait_secs(60);
        let (waba, phone) = (client.waba, client.phone);
        assert!(scene.world.wabas[&waba].is_disabled());
        assert_eq!(scene.world.phones[&phone].off(), Some(OffReason::CheckFailed));
        let mails = scene.mails();
        assert_eq!(mails.len(), 2, "one set of notices");
        assert!(mails[0].1.contains("TOBACCO") && mails[0].1.contains("appeal"));
        assert!(mails[1].1.contains("shut down the client instances"));
        assert_eq!((scene.notices(client.business), scene.notices(scene.provider)), (1, 1));
        let update = &scene.webhooks("account_update")[0].1;
        assert_eq!(update["event"], "DISABLED_UPDATE");
        assert_eq!(update["ban_info"]["waba_ban_state"], "DISABLE");
        assert_eq!(update["ban_info"]["waba_ban_date"], "November 22, 2026");
        let refused = scene.template(phone, &number("+16505551234")).unwrap_err();
        assert_eq!(refused.to_graph().code, 368);
        let conclude = Command::ConcludeAppeal { waba, granted: true };
        let early = scene.ask(&Actor::Desk, conclude.clone());
        assert_eq!(early, Err(Refusal::NoAppealPending));
        scene.person(Command::Appeal { waba, statement: String::new() }).unwrap();
        scene.effects.clear();
        scene.desk(conclude);
        assert_eq!(scene.world.phones[&phone].status(), PhoneStatus::Disconnected);
        let update = &scene.webhooks("account_update")[0].1;
        assert_eq!(update["ban_info"]["waba_ban_state"], "REINSTATE");
        scene.register(phone).unwrap();
    }

    #[test]
    fn a_number_off_for_two_reasons_needs_both_cured() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Fine Tobacco", "+4915112345678");
        scene.go_live(client);
        scene.wait_days(31);
        let (waba, phone, business) = (client.waba, client.phone, client.business);
        scene.person(Command::Appeal { waba, statement: String::new() }).unwrap();
        scene.desk(Command::ConcludeAppeal { waba, granted: true });
        assert_eq!(scene.world.phones[&phone].off(), Some(OffReason::TrialEnded));
        scene.desk(Command::ConcludeVerification { business, approved: true });
        assert_eq!(scene.world.phones[&phone].off(), None);
    }

    #[test]
    fn d03_an_appeal_turned_down_is_final() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Fine Tobacco", "+4915112345678");
        scene.wait_secs(60);
        let waba = client.waba;
        scene.person(Command::Appeal { waba, statement: String::new() }).unwrap();
        scene.desk(Command::ConcludeAppeal { waba, granted: false });
        assert!(scene.world.wabas[&waba].is_disabled());
        assert_eq!(
            scene.person(Command::Appeal { waba, statement: String::new() }),
            Err(Refusal::NoAppealPossible)
        );
    }
}
