//! Numbers: adding, proving, describing.

use graph::id::{BusinessId, PhoneNumberId, WabaId};
use graph::phone_number::E164;
use graph::status::CodeVerificationStatus;

use super::setup::{require_email, require_length, require_website};
use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::command::ProfileChange;
use crate::event::Event;
use crate::name::judge;
use crate::number::NumberEvent;
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
        if self.world.arriving_on(waba, &number).is_some() {
            return Err(Refusal::NumberListed { number });
        }
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

    /// That the WABA and its business may have one more number (requirements D05, E07,
    /// contract §9.3).
    pub(super) fn require_room(self, waba: WabaId) -> Result<(), Refusal> {
        self.require_room_on_waba(waba)?;
        self.require_room_of_business(self.world.waba(waba)?.owner)
    }

    /// That the business may have one more number (contract §9.3).
    pub(super) fn require_room_of_business(self, owner: BusinessId) -> Result<(), Refusal> {
        let (owner, policy) = (self.world.business(owner)?, &self.world.policy);
        let verified = owner.is_verified();
        let max = match verified {
            true => policy.numbers_per_business,
            false => policy.numbers_per_business_unverified,
        };
        let count: usize = owner.owned_wabas.iter().map(|id| self.world.numbers_on(*id)).sum();
        match max.filter(|max| count >= *max && !owner.provider) {
            Some(max) => Err(Refusal::BusinessNumberLimit { max, verified }),
            None => Ok(()),
        }
    }

    /// That the WABA may have one more number (requirements D05, E07).
    pub(super) fn require_room_on_waba(self, waba: WabaId) -> Result<(), Refusal> {
        self.require_adding(waba)?;
        let (waba, policy) = (self.world.waba(waba)?, &self.world.policy);
        let count = self.world.numbers_on(waba.id);
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
        self.require_eligible(phone)?;
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

    /// That the number can be proved here: a number that moved away cannot, nor one whose owner
    /// has turned two-step verification on again before it moved (contract §4.3).
    fn require_eligible(self, phone: &Phone) -> Result<(), Refusal> {
        let holder = self.world.phone_of(&phone.number).filter(|one| one.id != phone.id);
        let movable = holder.is_none_or(|source| self.require_movable(source).is_ok());
        if phone.is_gone() || !movable { Err(Refusal::NotEligibleForCode) } else { Ok(()) }
    }

    pub(super) fn verify_code(self, id: PhoneNumberId, code: &str) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        self.require_eligible(phone)?;
        if let Some(wrong) = self.guess(&phone.number, Purpose::Phone(id), code)? {
            return Ok(vec![wrong]);
        }
        if let Some(source) = self.world.phone_of(&phone.number).filter(|one| one.id != id) {
            return Ok(self.arrival(id, source, &mut self.world.chance()));
        }
        let mut events = vec![Event::PhoneVerified { phone: id, verified_at: self.now }];
        if phone.arriving {
            // Its old node was deleted meanwhile: nothing is left to move.
            events.push(Event::Number(NumberEvent::Arrived { phone: id, from: None }));
        }
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
        self.profile_changed(id, change)
    }

    /// The new profile, if its values can be.
    pub(super) fn profile_changed(self, id: PhoneNumberId, change: &ProfileChange) -> Decision {
        let texts = [
            ("about", &change.about, 139),
            ("address", &change.address, 256),
            ("description", &change.description, 512),
        ];
        if change.about.as_deref().is_some_and(|about| about.trim().is_empty()) {
            return Err(Refusal::BadValue { field: "about", value: String::new() });
        }
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
