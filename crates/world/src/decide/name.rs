//! Display names: changes and reviews (requirements D07, D08).

use graph::id::PhoneNumberId;

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::certificate::Certificate;
use crate::event::Event;
use crate::name::{NameReason, judge};
use crate::number::NumberEvent;
use crate::phone::{Phone, Standing};
use crate::refusal::Refusal;
use crate::verdict::{ReviewKind, Verdict, of_texts};

impl Ask<'_> {
    pub(super) fn change_name(self, id: PhoneNumberId, name: &str) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        let name = name.trim();
        judge(name).map_err(|problem| Refusal::NameUnacceptable { problem })?;
        if phone.standing == Standing::Incomplete {
            return Err(Refusal::NotVerified);
        }
        let fresh = self.renewed(phone, Some(name));
        if !fresh.is_empty() {
            return Ok(fresh);
        }
        if name == phone.name.current {
            return Err(Refusal::NameUnchanged);
        }
        if phone.name.is_reviewed() && !self.world.policy.name_change_replaces_review {
            return Err(Refusal::NameReviewRunning);
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

    /// Meta's conclusion. While a change is under review, the review of the name in use rests.
    pub(super) fn conclude_name_review(self, id: PhoneNumberId, verdict: &Verdict) -> Decision {
        let phone = self.world.phone(id)?;
        let change = phone.name.change.as_ref().filter(|change| change.review.is_pending());
        if change.is_none() && !phone.name.review.is_pending() {
            return Err(Refusal::NoNameReview);
        }
        Ok(match (change, verdict) {
            (_, Verdict::AskForMore { .. }) => vec![Event::NameDeferred { phone: id }],
            (Some(change), Verdict::Approve) => vec![
                Event::NameChangeApproved { phone: id },
                self.new_certificate(phone, &change.name),
            ],
            (Some(change), Verdict::Decline { reason }) => {
                let reason = found(&change.name, reason.as_deref());
                let mut events = vec![Event::NameChangeDeclined { phone: id, reason }];
                if change.before.is_some() {
                    events.push(Event::Number(NumberEvent::NameRestored { phone: id }));
                }
                events
            }
            (None, Verdict::Approve) => {
                let mut events =
                    vec![Event::NameApproved { phone: id }, self.fresh_certificate(phone)];
                events.extend(self.promotion(phone, true, None));
                events
            }
            (None, Verdict::Decline { reason }) => {
                let reason = found(&phone.name.current, reason.as_deref());
                vec![Event::NameDeclined { phone: id, reason }]
            }
        })
    }

    /// What a reviewer finds about the name that is looked at (`docs/verdicts.md`): what its words
    /// ask for; that it is the full name of one of the business's people, or the name of a provider
    /// that works for it; otherwise nothing.
    pub(super) fn name_verdict(self, phone: &Phone) -> Verdict {
        let change = phone.name.change.as_ref().filter(|change| change.review.is_pending());
        let name = change.map_or(&phone.name.current, |change| &change.name);
        let declined =
            |reason: NameReason| Verdict::Decline { reason: Some(reason.as_str().to_owned()) };
        let verdict = of_texts(ReviewKind::DisplayName, [name.as_str()]);
        if verdict != Verdict::Approve {
            return verdict;
        }
        let Some(waba) = self.world.wabas.get(&phone.waba) else { return verdict };
        let Some(owner) = self.world.businesses.get(&waba.owner) else { return verdict };
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        let mut people = owner.people.keys().filter_map(|id| self.world.people.get(id));
        if name.contains(' ') && people.any(|person| same(&person.name)) {
            return declined(NameReason::NameEmployeeIssue);
        }
        let mut partners = waba.shared_with.keys().filter_map(|id| self.world.businesses.get(id));
        if partners.any(|partner| same(&partner.profile.name)) {
            return declined(NameReason::NameEndclientNotrelated);
        }
        verdict
    }

    /// Another certificate in the place of one that can no longer be downloaded: for the provider's
    /// people and tokens (requirement E05).
    pub(super) fn renew_certificate(self, id: PhoneNumberId) -> Decision {
        let phone = self.world.phone(id)?;
        match self.by {
            Actor::Person { person } => {
                let waba = self.world.waba(phone.waba)?;
                let partners =
                    waba.shared_with.keys().filter_map(|id| self.world.businesses.get(id));
                if !partners.into_iter().any(|partner| partner.people.contains_key(person)) {
                    return Err(Refusal::NotForThisActor);
                }
            }
            _ => {
                self.allow_phone(id, Need::ReadCertificates)?;
            }
        }
        let fresh = self.renewed(phone, None);
        let downloadable = self.world.certificate(phone, self.now).is_some()
            || self.world.new_certificate(phone, self.now).is_some();
        match fresh.is_empty() {
            false => Ok(fresh),
            true if downloadable => Err(Refusal::CertificateStillGood),
            true => Err(Refusal::NoCertificate),
        }
    }

    /// A fresh certificate for each of the number's names, or for this one, whose own is granted
    /// and too old to be downloaded.
    fn renewed(self, phone: &Phone, name: Option<&str>) -> Vec<Event> {
        let wanted = |other: &str| name.is_none_or(|name| name == other);
        let mut fresh = Vec::new();
        if wanted(&phone.name.current) && self.world.expired_current(phone, self.now) {
            fresh.push(self.fresh_certificate(phone));
        }
        if let Some(change) = &phone.name.change
            && wanted(&change.name)
            && self.world.expired_new(phone, self.now)
        {
            fresh.push(self.new_certificate(phone, &change.name));
        }
        fresh
    }

    /// A certificate of the current name for a number that comes on again, if its own is too old
    /// to be downloaded.
    pub(super) fn replacement(self, phone: &Phone) -> Option<Event> {
        let known = phone.certificate.as_ref()?;
        let old = self.world.is_too_old(known, self.now);
        (old && phone.name.review.allows_certificate()).then(|| self.fresh_certificate(phone))
    }

    fn fresh_certificate(self, phone: &Phone) -> Event {
        let certificate = self.certified(phone, &phone.name.current);
        Event::CertificateIssued { certificate }
    }

    fn new_certificate(self, phone: &Phone, name: &str) -> Event {
        Event::NewCertificateIssued { certificate: self.certified(phone, name) }
    }

    fn certified(self, phone: &Phone, name: &str) -> Certificate {
        let nonce = self.world.chance().hex(32);
        Certificate { phone: phone.id, name: name.to_owned(), issued_at: self.now, nonce }
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

/// What the reviewer holds against a name: the reason named, or what can be seen.
fn found(name: &str, reason: Option<&str>) -> NameReason {
    reason.and_then(NameReason::named).unwrap_or_else(|| match judge(name) {
        Ok(()) => NameReason::NameNotConsistent,
        Err(_) => NameReason::NameFormatUnacceptable,
    })
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
        assert_eq!(scene.world.certificate(&scene.world.phones[&phone], scene.now), None);
        scene.wait_secs(60);
        scene.desk(review.clone());
        assert_eq!(status(&scene), NameStatus::Approved);
        assert!(matches!(scene.world.phones[&phone].standing, Standing::Regular { .. }));

        scene.effects.clear();
        let name = "Lucky Shrub Berlin".to_owned();
        scene.person(Command::ChangeName { phone, name: name.clone() }).unwrap();
        assert_eq!(scene.world.new_certificate(&scene.world.phones[&phone], scene.now), None);
        scene.desk(review);
        let updates = scene.webhooks("phone_number_name_update");
        let [pending, update] = &updates[..] else { panic!("{updates:?}") };
        assert_eq!(pending.1["decision"], "PENDING");
        assert_eq!(update.0, client.waba.get());
        assert_eq!(update.1["decision"], "APPROVED");
        assert_eq!(update.1["requested_verified_name"], name);
        assert_eq!(update.1["rejection_reason"], serde_json::Value::Null);
        assert_eq!(scene.mails().len(), 2, "business and provider");
        let known = &scene.world.phones[&phone];
        let certificate = scene.world.new_certificate(known, scene.now).unwrap().text();
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
        assert_eq!(scene.world.new_certificate(known, scene.now).unwrap().name, "Shrubs");
        assert!(scene.world.certificate(known, scene.now).is_some());
    }
}
