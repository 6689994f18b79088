//! Numbers: adding, proving, describing.

use graph::id::{PhoneNumberId, WabaId};
use graph::phone_number::E164;
use graph::status::CodeVerificationStatus;

use super::setup::{require_email, require_length, require_website};
use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::command::ProfileChange;
use crate::event::Event;
use crate::name::judge;
use crate::ownership::{Method, Purpose};
use crate::phone::{Phone, Profile, Standing};
use crate::refusal::Refusal;

impl Ask<'_> {
    pub(super) fn add_phone(self, waba: WabaId, number: &E164, name: &str) -> Decision {
        self.allow(Need::ManagePhones(waba))?;
        judge(name).map_err(|problem| Refusal::NameUnacceptable { problem })?;
        if self.world.waba(waba)?.is_disabled() {
            return Err(Refusal::WabaDisabled);
        }
        self.require_free(number, waba)?;
        self.require_usable(number)?;
        self.require_room(waba)?;
        Ok(vec![Event::PhoneAdded {
            phone: PhoneNumberId::new(self.world.chance().id()),
            waba,
            number: number.clone(),
            name: name.trim().to_owned(),
            profile: Profile::default(),
        }])
    }

    /// That the number is on no WABA.
    pub(super) fn require_free(self, number: &E164, waba: WabaId) -> Result<(), Refusal> {
        let number = number.clone();
        match self.world.phone_of(&number) {
            None => Ok(()),
            Some(phone) if phone.waba == waba => Err(Refusal::NumberListed { number }),
            Some(phone) => Err(self.taken(phone)),
        }
    }

    /// Why a number that is on another WABA cannot be taken: whoever belongs to that WABA's
    /// business is told which one it is on, others are not.
    pub(super) fn taken(self, phone: &Phone) -> Refusal {
        let number = phone.number.clone();
        let Actor::Person { person } = self.by else { return Refusal::NumberInUse { number } };
        let waba = self.world.wabas.get(&phone.waba);
        let owner = waba.and_then(|waba| self.world.businesses.get(&waba.owner));
        match waba.filter(|_| owner.is_some_and(|owner| owner.people.contains_key(person))) {
            Some(waba) => {
                Refusal::NumberConnected { number, waba: waba.id, account: waba.name.clone() }
            }
            None => Refusal::NumberInUse { number },
        }
    }

    /// That the WABA may have one more number (requirements D05, E07).
    pub(super) fn require_room(self, waba: WabaId) -> Result<(), Refusal> {
        let (waba, policy) = (self.world.waba(waba)?, &self.world.policy);
        let count = waba.phones.len();
        let started = self.world.business(waba.owner)?.verification.started();
        if count >= policy.numbers_per_waba {
            Err(Refusal::NumberLimit { max: policy.numbers_per_waba })
        } else if count >= policy.numbers_before_verification && !started {
            Err(Refusal::VerificationNotStarted)
        } else {
            Ok(())
        }
    }

    pub(super) fn request_code(self, id: PhoneNumberId, method: Method) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        let proof = phone.proof(self.world.policy.proof_days, self.now);
        if proof == CodeVerificationStatus::Verified {
            return Err(Refusal::AlreadyVerified);
        }
        let purpose = Purpose::Phone(id);
        if self.just_sent(&phone.number, purpose) {
            // The code on its way counts; clients that ask twice are not kept waiting.
            return Ok(Vec::new());
        }
        Ok(vec![self.send_code(&phone.number, purpose, method)?])
    }

    pub(super) fn verify_code(self, id: PhoneNumberId, code: &str) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        if let Some(wrong) = self.guess(&phone.number, Purpose::Phone(id), code)? {
            return Ok(vec![wrong]);
        }
        let mut events = vec![Event::PhoneVerified { phone: id, verified_at: self.now }];
        if phone.standing == Standing::Incomplete {
            let owner = self.world.waba(phone.waba)?.owner;
            let verified = self.world.business(owner)?.is_verified();
            let mut chance = self.world.chance();
            events.extend(self.onboard(id, &phone.name.current, verified, &mut chance));
        }
        Ok(events)
    }

    pub(super) fn update_profile(self, id: PhoneNumberId, change: &ProfileChange) -> Decision {
        self.allow_phone(id, Need::ManagePhones)?;
        let texts = [
            ("about", &change.about, 139),
            ("address", &change.address, 256),
            ("description", &change.description, 512),
        ];
        for (field, text, max) in texts {
            require_length(field, text.as_deref().unwrap_or_default(), max)?;
        }
        if let Some(email) = change.email.as_deref().filter(|email| !email.is_empty()) {
            require_email(email)?;
            require_length("email", email, 128)?;
        }
        let websites = change.websites.as_deref().unwrap_or_default();
        if websites.len() > 2 {
            return Err(Refusal::BadValue { field: "websites", value: websites.join(", ") });
        }
        websites.iter().try_for_each(|website| require_website(website))?;
        Ok(vec![Event::ProfileUpdated { phone: id, change: change.clone() }])
    }
}
