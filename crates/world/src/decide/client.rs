//! The on-premises client: registration with a certificate, PIN, profile (contract §8).

use graph::id::PhoneNumberId;

use super::{Ask, Decision};
use crate::actor::{Actor, PinKey};
use crate::certificate::Certificate;
use crate::client::ClientCommand;
use crate::event::Event;
use crate::ownership::{Method, Purpose};
use crate::phone::{Hosting, Phone};
use crate::refusal::Refusal;

impl Ask<'_> {
    pub(super) fn decide_client(self, command: &ClientCommand) -> Decision {
        use ClientCommand as C;
        match command {
            C::Register { phone, certificate, method, pin } => {
                self.register_client(*phone, certificate, *method, pin.as_ref())
            }
            C::Verify { phone, certificate, code } => self.verify_client(*phone, certificate, code),
            C::SetPin { phone, pin, pin_valid } => {
                self.hosted(*phone)?;
                if !pin_valid {
                    return Err(Refusal::PinMalformed);
                }
                Ok(vec![Event::PinSet { phone: *phone, pin: pin.clone() }])
            }
            C::UpdateProfile { phone, change } => {
                self.hosted(*phone)?;
                self.profile_changed(*phone, change)
            }
        }
    }

    /// The client registers its number, which is proved.
    pub(super) fn connect_client(self, id: PhoneNumberId, certificate: &str) -> Decision {
        let (phone, is_new) = self.presented(id, certificate)?;
        self.require_registrable(phone)?;
        Ok(self.connected(phone, is_new))
    }

    fn register_client(
        self,
        id: PhoneNumberId,
        certificate: &str,
        method: Method,
        pin: Option<&PinKey>,
    ) -> Decision {
        let (phone, is_new) = self.presented(id, certificate)?;
        if let Some(wrong) = self.check_pin(phone, pin)? {
            return Ok(vec![wrong]);
        }
        match self.require_registrable(phone) {
            Ok(()) => Ok(self.connected(phone, is_new)),
            Err(Refusal::NotVerified) => {
                let purpose = Purpose::Phone(id);
                if self.just_sent(&phone.number, purpose) {
                    // The code on its way counts.
                    return Ok(Vec::new());
                }
                Ok(vec![self.send_code(&phone.number, purpose, method)?])
            }
            Err(refusal) => Err(refusal),
        }
    }

    fn verify_client(self, id: PhoneNumberId, certificate: &str, code: &str) -> Decision {
        let (phone, is_new) = self.presented(id, certificate)?;
        if let Some(wrong) = self.guess(&phone.number, Purpose::Phone(id), code)? {
            return Ok(vec![wrong]);
        }
        let mut events = vec![Event::PhoneVerified { phone: id, verified_at: self.now }];
        events.extend(self.connected(phone, is_new));
        Ok(events)
    }

    /// The number whose certificate is presented, and whether it is that of its new name.
    fn presented(&self, id: PhoneNumberId, certificate: &str) -> Result<(&Phone, bool), Refusal> {
        match self.by {
            Actor::Desk => {}
            Actor::Client { phone } if *phone == id => {}
            _ => return Err(Refusal::NotForThisActor),
        }
        let phone = self.world.phone(id)?;
        if let Some(why) = phone.off() {
            return Err(Refusal::NumberOff { why });
        }
        let runs = phone.hosting() == Some(Hosting::OnPremise);
        if !runs && !self.world.policy.on_premise_registration {
            return Err(Refusal::OnPremiseClosed);
        }
        let given = Certificate::read(certificate);
        let before = phone.name.change.as_ref().and_then(|change| change.before.as_ref());
        let new = phone.new_certificate.as_deref().or(before.map(|before| &before.certificate));
        let is_new = given.is_some() && given.as_ref() == new;
        if !is_new && (given.is_none() || given != phone.certificate) {
            return Err(Refusal::BadCertificate);
        }
        Ok((phone, is_new))
    }

    /// That the PIN is that of the number; the event of a wrong guess. A number that runs on
    /// premises needs none to go on with another certificate.
    fn check_pin(self, phone: &Phone, given: Option<&PinKey>) -> Result<Option<Event>, Refusal> {
        let Some(known) = &phone.pin else { return Ok(None) };
        if phone.hosting() == Some(Hosting::OnPremise) && given.is_none() {
            return Ok(None);
        }
        let given = given.ok_or(Refusal::PinNeeded)?;
        self.require_pin_patience(phone)?;
        Ok((given != known).then_some(Event::PinGuessedWrong { phone: phone.id }))
    }

    fn connected(self, phone: &Phone, is_new: bool) -> Vec<Event> {
        let mut events = vec![self.registered(phone, Hosting::OnPremise)];
        if is_new {
            events.extend(self.adopt_name(phone));
        }
        events
    }

    /// The number, if the client that asks is the one it works with.
    fn hosted(&self, id: PhoneNumberId) -> Result<&Phone, Refusal> {
        if !matches!(self.by, Actor::Client { phone } if *phone == id) {
            return Err(Refusal::NotForThisActor);
        }
        let phone = self.world.phone(id)?;
        if let Some(why) = phone.off() {
            return Err(Refusal::NumberOff { why });
        }
        if phone.hosting() == Some(Hosting::OnPremise) {
            Ok(phone)
        } else {
            Err(Refusal::NotRegistered)
        }
    }
}
