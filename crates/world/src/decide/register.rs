//! Registration of a number: with a PIN on the Cloud API, with a certificate by a client
//! (requirement E01, contract §4.5, §8).

use graph::id::PhoneNumberId;
use graph::status::CodeVerificationStatus;
use jiff::SignedDuration;

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::{Actor, PinKey};
use crate::event::Event;
use crate::name::NameReview;
use crate::phone::{Connection, Hosting, Phone, Standing};
use crate::refusal::Refusal;
use crate::time::seconds;

impl Ask<'_> {
    pub(super) fn register(self, id: PhoneNumberId, pin: &PinKey, pin_valid: bool) -> Decision {
        let phone = self.allow_phone(id, Need::Register)?;
        if !pin_valid {
            return Err(Refusal::PinMalformed);
        }
        self.require_terms()?;
        require_no_fault(phone)?;
        self.require_registrable(phone)?;
        self.require_attempts(phone)?;
        self.require_pin_patience(phone)?;
        if phone.pin.as_ref().is_some_and(|known| known != pin) {
            return Ok(vec![Event::PinGuessedWrong { phone: id }]);
        }
        let mut events = Vec::new();
        if phone.pin.is_none() {
            events.push(Event::PinSet { phone: id, pin: pin.clone() });
        }
        events.push(self.registered(phone, Hosting::CloudApi));
        if phone.name.next().is_some() {
            events.extend(self.adopt_name(phone));
        }
        Ok(events)
    }

    pub(super) fn deregister(self, id: PhoneNumberId) -> Decision {
        let phone = self.allow_phone(id, Need::Register)?;
        require_no_fault(phone)?;
        if phone.hosting() != Some(Hosting::CloudApi) {
            return Err(Refusal::NotRegistered);
        }
        self.require_attempts(phone)?;
        Ok(vec![Event::PhoneDeregistered { phone: id }])
    }

    pub(super) fn set_pin(self, id: PhoneNumberId, pin: &PinKey, pin_valid: bool) -> Decision {
        self.allow_phone(id, Need::Register)?;
        if pin_valid {
            Ok(vec![Event::PinSet { phone: id, pin: pin.clone() }])
        } else {
            Err(Refusal::PinMalformed)
        }
    }

    /// That the business whose app asks has accepted the terms of the Cloud API (contract §4.5).
    fn require_terms(self) -> Result<(), Refusal> {
        let Actor::Token { key } = self.by else { return Ok(()) };
        let app = self.world.app(self.world.caller(key, self.now)?.app)?;
        let refused = self.world.terms_refused.contains(&app.business);
        if refused { Err(Refusal::TermsNotAccepted) } else { Ok(()) }
    }

    /// That a PIN is looked at now: not too soon after a wrong one, nor after too many of them
    /// (contract §4.5).
    pub(super) fn require_pin_patience(self, phone: &Phone) -> Result<(), Refusal> {
        let Some(last) = phone.wrong_pin_at else { return Ok(()) };
        let policy = &self.world.policy;
        if phone.wrong_pins >= policy.wrong_pins_max {
            let until = seconds(last, policy.pin_lock_seconds);
            return if until > self.now { Err(Refusal::PinLocked { until }) } else { Ok(()) };
        }
        let wait = seconds(last, policy.pin_retry_seconds).duration_since(self.now);
        if wait.is_positive() {
            return Err(Refusal::PinTooSoon { seconds: wait.as_secs().max(1) });
        }
        Ok(())
    }

    /// That the number is proved, not turned off, and not deleted a moment ago.
    pub(super) fn require_registrable(self, phone: &Phone) -> Result<(), Refusal> {
        if let Some(why) = phone.off() {
            return Err(Refusal::NumberOff { why });
        }
        if phone.standing == Standing::Incomplete {
            return Err(Refusal::NotVerified);
        }
        let deleted = self.world.deleted_numbers.get(&phone.number);
        if let Some(&until) = deleted.filter(|&&until| until > self.now) {
            return Err(Refusal::RecentlyDeleted { until });
        }
        match phone.proof(self.world.policy.proof_days, self.now) {
            CodeVerificationStatus::Verified => Ok(()),
            CodeVerificationStatus::NotVerified | CodeVerificationStatus::Expired => {
                Err(Refusal::NotVerified)
            }
        }
    }

    /// That the number was not registered and deregistered too often in 72 hours: whoever did that
    /// waits 72 hours more. What is noted are the calls of the 72 hours before the last one.
    fn require_attempts(self, phone: &Phone) -> Result<(), Refusal> {
        let window = SignedDuration::from_hours(72);
        let full = phone.registrations.len() >= self.world.policy.registrations_max;
        match phone.registrations.last().map(|&last| last + window) {
            Some(until) if full && until > self.now => Err(Refusal::RegistrationLimit { until }),
            _ => Ok(()),
        }
    }

    pub(super) fn registered(self, phone: &Phone, hosting: Hosting) -> Event {
        let stays =
            matches!(phone.connection, Connection::Connected { hosting: at, .. } if at == hosting);
        let ready_at = seconds(self.now, self.world.policy.connect_seconds);
        let connects_at = (!stays).then_some(ready_at);
        Event::PhoneRegistered { phone: phone.id, hosting, connects_at }
    }

    /// The new name is in use; if that was the last open check, regular use begins.
    pub(super) fn adopt_name(self, phone: &Phone) -> Vec<Event> {
        let approved = phone.name.next().is_some_and(NameReview::is_approved);
        let mut events = vec![Event::NameAdopted { phone: phone.id }];
        events.extend(self.promotion(phone, approved, None));
        events
    }
}

/// That nothing is broken on Meta's side.
fn require_no_fault(phone: &Phone) -> Result<(), Refusal> {
    phone.fault.map_or(Ok(()), |fault| Err(Refusal::Fault { fault }))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use crate::actor::{Actor, PinKey};
    use crate::phone::{Connection, Hosting};
    use crate::refusal::Refusal;
    use crate::scene::{Scene, actor};
    use crate::{Certificate, Command};

    #[test]
    fn e01_a_registered_number_is_live_after_a_while() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.onboard(client);
        scene.register(client.phone).unwrap();
        let status = |scene: &Scene| scene.world.phones[&client.phone].status().as_str();
        assert_eq!(status(&scene), "PENDING");
        scene.wait_secs(4);
        assert_eq!(status(&scene), "PENDING");
        scene.wait_secs(1);
        assert_eq!(status(&scene), "CONNECTED");
        scene.register(client.phone).unwrap();
        assert_eq!(status(&scene), "CONNECTED", "registering again does not interrupt");
    }

    #[test]
    fn the_pin_must_match_and_attempts_are_counted() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.onboard(client);
        scene.register(client.phone).unwrap();
        let phone = client.phone;
        let employee = actor("employee");
        let wrong = Command::Register { phone, pin: PinKey::new("000000"), pin_valid: true };
        let refused = scene.ask(&employee, wrong.clone()).unwrap_err();
        assert_eq!(refused.to_graph().code, 133_005);
        let malformed = Command::Register { phone, pin: PinKey::new("1"), pin_valid: false };
        assert_eq!(scene.ask(&employee, malformed), Err(Refusal::PinMalformed));
        let soon = Err(Refusal::PinTooSoon { seconds: 5 });
        assert_eq!(scene.ask(&employee, wrong.clone()), soon);
        for _ in 0..4 {
            scene.wait_secs(5);
            assert_eq!(scene.ask(&employee, wrong.clone()), Err(Refusal::PinMismatch));
        }
        let until = scene.now + SignedDuration::from_hours(12);
        assert_eq!(scene.ask(&employee, wrong), Err(Refusal::PinLocked { until }));
        assert_eq!(scene.register(phone), Err(Refusal::PinLocked { until }), "the right one too");
        scene.wait(SignedDuration::from_hours(12));
        for _ in 0..4 {
            scene.register(phone).unwrap();
        }
        let limited = scene.register(phone).unwrap_err();
        assert_eq!(limited.to_graph().code, 133_016);
        scene.wait(SignedDuration::from_hours(72));
        assert!(scene.register(phone).is_ok());
    }

    #[test]
    fn a_proof_lasts_fourteen_days_until_the_first_registration() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.onboard(client);
        scene.wait_days(14);
        let refused = scene.register(client.phone).unwrap_err();
        assert_eq!(refused.to_graph().code, 133_006);
        let employee = actor("employee");
        let (phone, method) = (client.phone, crate::Method::Sms);
        scene.ask(&employee, Command::RequestCode { phone, method }).unwrap();
        let number = scene.world.phones[&phone].number.clone();
        let code = scene.world.challenges[&number].code.clone();
        scene.ask(&employee, Command::VerifyCode { phone, code }).unwrap();
        assert!(scene.register(phone).is_ok());
    }

    #[test]
    fn e06_a_client_connects_with_the_certificate_only() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let phone = client.phone;
        let by = Actor::Client { phone };
        let certificate = scene.world.phones[&phone].certificate.clone().unwrap();
        let forged = Certificate { name: "Bank".to_owned(), ..certificate.clone() };
        for text in [forged.text(), "garbage".to_owned()] {
            let connect = Command::ConnectClient { phone, certificate: text };
            assert_eq!(scene.ask(&by, connect), Err(Refusal::BadCertificate));
        }
        let connect = Command::ConnectClient { phone, certificate: certificate.text() };
        let other = Actor::Client { phone: graph::PhoneNumberId::new(1) };
        assert_eq!(scene.ask(&other, connect.clone()), Err(Refusal::NotForThisActor));
        scene.ask(&by, connect).unwrap();
        scene.wait_secs(5);
        let connection = scene.world.phones[&phone].connection;
        let hosting = Hosting::OnPremise;
        assert_eq!(connection, Connection::Connected { hosting, since: scene.now });
        let cloud = scene.ask(&actor("admin"), Command::Deregister { phone });
        assert_eq!(cloud, Err(Refusal::NotRegistered));
    }
}
