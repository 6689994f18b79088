//! Display names: changes and reviews (requirements D07, D08).

use graph::id::PhoneNumberId;

use super::{Ask, Decision};
use crate::access::Need;
use crate::certificate::Certificate;
use crate::event::Event;
use crate::name::{NameReason, judge};
use crate::phone::{Phone, Standing};
use crate::refusal::Refusal;
use crate::verdict::Verdict;

impl Ask<'_> {
    pub(super) fn change_name(self, id: PhoneNumberId, name: &str) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        let name = name.trim();
        judge(name).map_err(|problem| Refusal::NameUnacceptable { problem })?;
        if phone.standing == Standing::Incomplete {
            return Err(Refusal::NotVerified);
        }
        if name == phone.name.current {
            return Err(Refusal::BadValue { field: "new_display_name", value: name.to_owned() });
        }
        let owner = self.world.waba(phone.waba)?.owner;
        let requested = Event::NameChangeRequested { phone: id, name: name.to_owned() };
        let next = if self.world.business(owner)?.is_verified() {
            Event::NameChangeReviewStarted { phone: id }
        } else {
            self.new_certificate(phone, name)
        };
        Ok(vec![requested, next])
    }

    pub(super) fn conclude_name_review(self, id: PhoneNumberId, verdict: &Verdict) -> Decision {
        let approved = *verdict == Verdict::Approve;
        let phone = self.world.phone(id)?;
        let change = phone.name.change.as_ref().filter(|change| change.review.is_pending());
        match change {
            Some(change) if approved => Ok(vec![
                Event::NameChangeApproved { phone: id },
                self.new_certificate(phone, &change.name),
            ]),
            Some(change) => Ok(vec![Event::NameChangeDeclined {
                phone: id,
                reason: reason(&change.name, verdict),
            }]),
            None if !phone.name.review.is_pending() => Err(Refusal::NoNameReview),
            None if approved => {
                let mut events = vec![Event::NameApproved { phone: id }];
                events.extend(self.promotion(phone, true, None));
                Ok(events)
            }
            None => {
                let reason = reason(&phone.name.current, verdict);
                Ok(vec![Event::NameDeclined { phone: id, reason }])
            }
        }
    }

    fn new_certificate(self, phone: &Phone, name: &str) -> Event {
        let nonce = self.world.chance().hex(32);
        let (phone, name, issued_at) = (phone.id, name.to_owned(), self.now);
        Event::NewCertificateIssued { certificate: Certificate { phone, name, issued_at, nonce } }
    }

    /// Regular use, if with this approval or passed check nothing is open any more
    /// (requirements D09, F03). `passed` overrules what the WABA's check says now.
    pub(super) fn promotion(
        self,
        phone: &Phone,
        name_approved: bool,
        passed: Option<bool>,
    ) -> Option<Event> {
        let waba = self.world.wabas.get(&phone.waba)?;
        let owner = self.world.businesses.get(&waba.owner)?;
        let waiting = phone.standing == Standing::Starter;
        let open = !owner.is_verified() || !passed.unwrap_or(waba.passed()) || !name_approved;
        if !waiting || open {
            return None;
        }
        Some(Event::RegularUseBegan { phone: phone.id, tier: self.world.policy.regular_tier })
    }
}

/// What the reviewer holds against a name.
fn reason(name: &str, verdict: &Verdict) -> NameReason {
    if let Verdict::Decline { reason: Some(word) } = verdict
        && let Some(reason) = NameReason::named(word)
    {
        return reason;
    }
    match judge(name) {
        Ok(()) => NameReason::NameNotConsistent,
        Err(_) => NameReason::NameFormatUnacceptable,
    }
}

#[cfg(test)]
mod tests {
    use graph::status::NameStatus;

    use crate::actor::Actor;
    use crate::refusal::Refusal;
    use crate::scene::Scene;
    use crate::{Command, Standing};

    #[test]
    fn d07_d08_a_new_name_is_reviewed_certified_and_adopted() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        let (phone, business) = (client.phone, client.business);
        let review = Command::ConcludeNameReview { phone, approved: true };
        let early = scene.ask(&Actor::Desk, review.clone());
        assert_eq!(early, Err(Refusal::NoNameReview));
        scene.desk(Command::ConcludeVerification { business, approved: true });
        let status = |scene: &Scene| scene.world.phones[&phone].name.review.status();
        assert_eq!(status(&scene), NameStatus::PendingReview);
        assert_eq!(scene.world.certificate(&scene.world.phones[&phone]), None);
        scene.wait_secs(60);
        scene.desk(review.clone());
        assert_eq!(status(&scene), NameStatus::Approved);
        assert!(matches!(scene.world.phones[&phone].standing, Standing::Regular { .. }));

        scene.effects.clear();
        let name = "Lucky Shrub Berlin".to_owned();
        scene.person(Command::ChangeName { phone, name: name.clone() }).unwrap();
        assert_eq!(scene.world.new_certificate(&scene.world.phones[&phone]), None);
        scene.desk(review);
        let update = &scene.webhooks("phone_number_name_update")[0];
        assert_eq!(update.0, client.waba.get());
        assert_eq!(update.1["decision"], "APPROVED");
        assert_eq!(update.1["requested_verified_name"], name);
        assert_eq!(update.1["rejection_reason"], serde_json::Value::Null);
        assert_eq!(scene.mails().len(), 2, "business and provider");
        let known = &scene.world.phones[&phone];
        let certificate = scene.world.new_certificate(known).unwrap().text();
        assert_eq!(known.name.current, "Lucky Shrub");
        scene.ask(&Actor::Client { phone }, Command::ConnectClient { phone, certificate }).unwrap();
        let known = &scene.world.phones[&phone];
        assert_eq!(
            (known.name.current.as_str(), known.name.change.as_ref()),
            (name.as_str(), None)
        );
        assert_eq!(known.certificate.as_ref().unwrap().name, name);
    }

    #[test]
    fn d08_a_declined_name_leaves_the_old_one() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let (phone, business) = (client.phone, client.business);
        scene.desk(Command::ConcludeVerification { business, approved: true });
        scene.desk(Command::ConcludeNameReview { phone, approved: true });
        let before = scene.world.phones[&phone].certificate.clone();
        scene.person(Command::ChangeName { phone, name: "Shrubs".to_owned() }).unwrap();
        scene.desk(Command::ConcludeNameReview { phone, approved: false });
        let known = &scene.world.phones[&phone];
        let change = known.name.change.as_ref().unwrap();
        assert_eq!(change.review.status(), NameStatus::Declined);
        assert_eq!((known.name.current.as_str(), &known.certificate), ("Lucky Shrub", &before));
    }

    #[test]
    fn before_verification_a_new_name_waits_for_no_review() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let phone = client.phone;
        let bad = scene.person(Command::ChangeName { phone, name: "WhatsApp".to_owned() });
        assert!(matches!(bad, Err(Refusal::NameUnacceptable { .. })));
        scene.person(Command::ChangeName { phone, name: "Shrubs".to_owned() }).unwrap();
        let known = &scene.world.phones[&phone];
        assert_eq!(scene.world.new_certificate(known).unwrap().name, "Shrubs");
        assert!(scene.world.certificate(known).is_some());
    }
}
