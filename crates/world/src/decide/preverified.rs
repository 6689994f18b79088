//! Pre-verified numbers: added, proved, shared, claimed (contract §2.5).

use graph::error::Method as Verb;
use graph::id::{BusinessId, PhoneNumberId, PreverifiedId, WabaId};
use graph::phone_number::E164;
use graph::status::CodeVerificationStatus;

use super::{Ask, Decision};
use crate::access::Need;
use crate::event::Event;
use crate::name::judge;
use crate::ownership::{Method, Purpose};
use crate::phone::Profile;
use crate::preverified::{Preverified, PreverifiedCommand, PreverifiedEvent};
use crate::refusal::Refusal;
use crate::time::days;

impl Ask<'_> {
    pub(super) fn decide_preverified(self, command: &PreverifiedCommand) -> Decision {
        use PreverifiedCommand as C;
        match command {
            C::Add { business, number } => self.add_preverified(*business, number),
            C::RequestCode { id, method } => self.request_preverified(*id, *method),
            C::VerifyCode { id, code } => self.verify_preverified(*id, code),
            C::Share { business, id, partner } => {
                let known = self.preverified_of(*business, *id)?;
                self.world.business(*partner)?;
                if !self.world.business(*partner)?.provider || *partner == known.owner {
                    return Err(Refusal::NotAProvider { business: *partner });
                }
                happened(PreverifiedEvent::Shared { id: *id, partner: *partner })
            }
            C::Unshare { business, id, partner } => {
                let known = self.preverified_of(*business, *id)?;
                if !known.partners.contains(partner) {
                    return Ok(Vec::new());
                }
                happened(PreverifiedEvent::Unshared { id: *id, partner: *partner })
            }
            C::Delete { id } => {
                self.own_preverified(*id)?;
                happened(PreverifiedEvent::Deleted { id: *id })
            }
            C::Claim { id, waba, verified_name } => self.claim(*id, *waba, verified_name),
        }
    }

    fn add_preverified(self, business: BusinessId, number: &E164) -> Decision {
        self.allow(Need::ReadOwnBusiness(business))?;
        if !self.world.business(business)?.provider {
            return Err(Refusal::NotAProvider { business });
        }
        if let Some(phone) = self.world.phone_of(number) {
            return Err(self.taken(phone));
        }
        if let Some(other) = self.world.preverified.values().find(|one| one.number == *number) {
            let number = number.clone();
            return Err(if other.owner == business {
                Refusal::NumberListed { number }
            } else {
                Refusal::NumberInUse { number }
            });
        }
        self.require_usable(number)?;
        let id = PreverifiedId::new(self.world.chance().id());
        happened(PreverifiedEvent::Added { id, business, number: number.clone() })
    }

    fn request_preverified(self, id: PreverifiedId, method: Method) -> Decision {
        let known = self.own_preverified(id)?;
        if known.status(self.now) == CodeVerificationStatus::Verified {
            return Err(Refusal::AlreadyVerified);
        }
        let purpose = Purpose::Preverified(id);
        if self.just_sent(&known.number, purpose) {
            return Ok(Vec::new());
        }
        Ok(vec![self.send_code(&known.number, purpose, method)?])
    }

    fn verify_preverified(self, id: PreverifiedId, code: &str) -> Decision {
        let known = self.own_preverified(id)?;
        if let Some(wrong) = self.guess(&known.number, Purpose::Preverified(id), code)? {
            return Ok(vec![wrong]);
        }
        let expires_at = days(self.now, self.world.policy.preverified_days);
        happened(PreverifiedEvent::Verified { id, expires_at })
    }

    fn claim(self, id: PreverifiedId, waba: WabaId, name: &str) -> Decision {
        self.allow(Need::ManagePhones(waba))?;
        judge(name).map_err(|problem| Refusal::NameUnacceptable { problem })?;
        let account = self.world.waba(waba)?;
        if account.is_disabled() {
            return Err(Refusal::WabaDisabled);
        }
        let known = self.world.preverified.get(&id).filter(|one| {
            let offers = |business: &BusinessId| one.is_offered_by(*business);
            account.shared_with.keys().any(offers) || offers(&account.owner)
        });
        let known = known.ok_or(unseen(id))?;
        if known.status(self.now) != CodeVerificationStatus::Verified {
            return Err(Refusal::PreverifiedUnproved);
        }
        self.require_free(&known.number, waba)?;
        self.require_room(waba)?;
        let mut chance = self.world.chance();
        let phone = PhoneNumberId::new(chance.id());
        let name = name.trim();
        let mut events = vec![
            Event::PhoneAdded {
                phone,
                waba,
                number: known.number.clone(),
                name: name.to_owned(),
                profile: Profile::default(),
            },
            Event::Preverified(PreverifiedEvent::Claimed { id, phone }),
            Event::PhoneVerified { phone, verified_at: self.now },
        ];
        let verified = self.world.business(account.owner)?.is_verified();
        events.extend(self.onboard(phone, name, verified, &mut chance));
        Ok(events)
    }

    /// A pre-verified number, for whoever works for its owner.
    fn own_preverified(&self, id: PreverifiedId) -> Result<&Preverified, Refusal> {
        let known = self.world.preverified.get(&id).ok_or(unseen(id))?;
        self.allow(Need::ReadOwnBusiness(known.owner)).map_err(|refusal| match refusal {
            Refusal::NotVisible { .. } => unseen(id),
            other => other,
        })?;
        Ok(known)
    }

    /// The same, named together with the business.
    fn preverified_of(
        &self,
        business: BusinessId,
        id: PreverifiedId,
    ) -> Result<&Preverified, Refusal> {
        self.allow(Need::ReadOwnBusiness(business))?;
        self.own_preverified(id).ok().filter(|one| one.owner == business).ok_or(unseen(id))
    }
}

fn unseen(id: PreverifiedId) -> Refusal {
    Refusal::NotVisible { id: id.get(), verb: Verb::Post }
}

fn happened(event: PreverifiedEvent) -> Decision {
    Ok(vec![Event::Preverified(event)])
}
