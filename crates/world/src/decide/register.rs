//! Registration of a number: with a PIN on the Cloud API, with a certificate by a client
//! (requirement E01, contract §4.5, §8).

use graph::id::PhoneNumberId;
use graph::status::CodeVerificationStatus;
use jiff::{SignedDuration, Timestamp};

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::{Actor, PinKey};
use crate::certificate::Certificate;
use crate::event::Event;
use crate::phone::{Connection, Hosting, Phone, Standing};
use crate::refusal::Refusal;
use crate::time::seconds;

impl Ask<'_> {
    pub(super) fn register(self, id: PhoneNumberId, pin: &PinKey, pin_valid: bool) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        if !pin_valid {
            return Err(Refusal::PinMalformed);
        }
        self.require_registrable(phone)?;
        self.require_attempts(phone)?;
        if phone.pin.as_ref().is_some_and(|known| known != pin) {
            if phone.wrong_pins >= self.world.policy.wrong_pins_max {
                return Err(Refusal::PinLocked);
            }
            return Ok(vec![Event::PinGuessedWrong { phone: id }]);
        }
        let mut events = Vec::new();
        if phone.pin.is_none() {
            events.push(Event::PinSet { phone: id, pin: pin.clone() });
        }
        events.push(self.registered(phone, Hosting::CloudApi));
        let change = phone.name.change.as_ref();
        if change.is_some_and(|change| change.review.allows_certificate()) {
            events.extend(self.adopt_name(phone));
        }
        Ok(events)
    }

    pub(super) fn connect_client(self, id: PhoneNumberId, certificate: &str) -> Decision {
        match self.by {
            Actor::Desk => {}
            Actor::Client { phone } if *phone == id => {}
            _ => return Err(Refusal::NotForThisActor),
        }
        let phone = self.world.phone(id)?;
        self.require_registrable(phone)?;
        let given = Certificate::read(certificate);
        let is_new = given.is_some() && given == phone.new_certificate;
        if !is_new && (given.is_none() || given != phone.certificate) {
            return Err(Refusal::BadCertificate);
        }
        let mut events = vec![self.registered(phone, Hosting::OnPremise)];
        if is_new {
            events.extend(self.adopt_name(phone));
        }
        Ok(events)
    }

    pub(super) fn deregister(self, id: PhoneNumberId) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        if phone.hosting() != Some(Hosting::CloudApi) {
            return Err(Refusal::NotRegistered);
        }
        self.require_attempts(phone)?;
        Ok(vec![Event::PhoneDeregistered { phone: id }])
    }

    pub(super) fn set_pin(self, id: PhoneNumberId, pin: &PinKey, pin_valid: bool) -> Decision {
        self.allow_phone(id, Need::ManagePhones)?;
        if pin_valid {
            Ok(vec![Event::PinSet { phone: id, pin: pin.clone() }])
        } else {
            Err(Refusal::PinMalformed)
        }
    }

    /// That the number is proved and not turned off.
    fn require_registrable(self, phone: &Phone) -> Result<(), Refusal> {
        if let Some(why) = phone.off() {
            return Err(Refusal::NumberOff { why });
        }
        if phone.standing == Standing::Incomplete {
            return Err(Refusal::NotVerified);
        }
        match phone.proof(self.world.policy.proof_days, self.now) {
            CodeVerificationStatus::Verified => Ok(()),
            CodeVerificationStatus::NotVerified | CodeVerificationStatus::Expired => {
                Err(Refusal::NotVerified)
            }
        }
    }

    /// That the number was not registered and deregistered too often in 72 hours.
    fn require_attempts(self, phone: &Phone) -> Result<(), Refusal> {
        let window = SignedDuration::from_hours(72);
        let recent: Vec<Timestamp> =
            phone.registrations.iter().copied().filter(|&at| at + window > self.now).collect();
        match recent.last() {
            Some(&last) if recent.len() >= self.world.policy.registrations_max => {
                Err(Refusal::RegistrationLimit { until: last + window })
            }
            _ => Ok(()),
        }
    }

    fn registered(self, phone: &Phone, hosting: Hosting) -> Event {
        let stays =
            matches!(phone.connection, Connection::Connected { hosting: at, .. } if at == hosting);
        let ready_at = seconds(self.now, self.world.policy.connect_seconds);
        let connects_at = (!stays).then_some(ready_at);
        Event::PhoneRegistered { phone: phone.id, hosting, connects_at }
    }

    /// The new name is in use; if that was the last open check, regular use begins.
    fn adopt_name(self, phone: &Phone) -> Vec<Event> {
        let approved = phone.name.change.as_ref().is_some_and(|change| change.review.is_approved());
        let mut events = vec![Event::NameAdopted { phone: phone.id }];
        events.extend(self.promotion(phone, approved, None));
        events
    }
}
