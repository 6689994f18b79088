//! Moving a number from another WABA of the same business (requirement E08, contract §3.5).

use graph::id::{PhoneNumberId, WabaId};
use graph::phone_number::E164;

use super::{Ask, Decision};
use crate::access::Need;
use crate::certificate::Certificate;
use crate::chance::Chance;
use crate::event::Event;
use crate::number::{MigrationProblem, NumberEvent};
use crate::phone::{Phone, Profile};
use crate::refusal::Refusal;
use crate::signup::Signup;
use crate::waba::Funding;

impl Ask<'_> {
    /// `POST /{waba}/phone_numbers` with `migrate_phone_number`: a second node of the number,
    /// which counts once a code proved it.
    pub(super) fn migrate(self, waba: WabaId, number: &E164) -> Decision {
        self.allow(Need::ManagePhones(waba))?;
        let refuse = |why| Err(Refusal::MigrationRefused { why });
        let target = self.world.waba(waba)?;
        let Some(source) = self.world.phone_of(number) else {
            return refuse(MigrationProblem::OnNoAccount);
        };
        if source.waba == waba || self.world.arriving_on(waba, number).is_some() {
            return Err(Refusal::NumberListed { number: number.clone() });
        }
        if self.world.waba(source.waba)?.owner != target.owner {
            return refuse(MigrationProblem::OtherBusiness);
        }
        if !target.passed() {
            return refuse(MigrationProblem::AccountNotApproved);
        }
        if matches!(target.funding, Funding::None | Funding::Revoked { .. }) {
            return refuse(MigrationProblem::NoPayment);
        }
        if target.subscriptions.is_empty() {
            return refuse(MigrationProblem::NoWebhooks);
        }
        self.require_movable(source)?;
        self.require_room_on_waba(waba)?;
        let phone = PhoneNumberId::new(self.world.chance().id());
        Ok(vec![self.departure(source, phone, waba)])
    }

    /// That the number may leave the WABA it is on: its name is approved and two-step verification
    /// is off (contract §3.5).
    pub(super) fn require_movable(self, source: &Phone) -> Result<(), Refusal> {
        let name = &source.name;
        if !name.review.is_approved() || name.change.is_some() {
            return Err(Refusal::MigrationRefused { why: MigrationProblem::NameNotApproved });
        }
        if source.pin.is_some() {
            let waba = self.world.wabas.get(&source.waba);
            return Err(Refusal::TwoStepOn {
                number: source.number.clone(),
                account: waba.map(|waba| waba.name.clone()).unwrap_or_default(),
            });
        }
        Ok(())
    }

    /// A number that a run of the signup would take away from another provider: the pop-up can
    /// move it, if the business of the run owns it and everything for the move is in order.
    pub(super) fn require_movable_by(self, run: &Signup, source: &Phone) -> Result<(), Refusal> {
        let refuse = |why| Err(Refusal::MigrationRefused { why });
        let account = self.world.waba(source.waba)?;
        let provider = self.world.app(run.app)?.business;
        if run.chosen_business() != Some(account.owner) || account.is_shared_with(provider) {
            return Err(self.taken(source));
        }
        if !self.world.business(account.owner)?.is_verified() {
            return refuse(MigrationProblem::BusinessNotVerified);
        }
        if !account.passed() {
            return refuse(MigrationProblem::AccountNotApproved);
        }
        if matches!(account.funding, Funding::None | Funding::Revoked { .. }) {
            return refuse(MigrationProblem::NoPayment);
        }
        self.require_movable(source)
    }

    /// The new node of a number that moves; name and profile come with it.
    pub(super) fn departure(self, source: &Phone, phone: PhoneNumberId, waba: WabaId) -> Event {
        let profile = Profile::clone(&source.profile);
        let (number, name) = (source.number.clone(), source.name.current.clone());
        Event::Number(NumberEvent::MigrationStarted { phone, waba, number, name, profile })
    }

    /// What the right code means for a number on its way: it arrives, with name, limit and
    /// standing, and the old node is left behind.
    pub(super) fn arrival(
        self,
        phone: PhoneNumberId,
        source: &Phone,
        chance: &mut Chance,
    ) -> Vec<Event> {
        let (name, nonce) = (source.name.current.clone(), chance.hex(32));
        let certificate = Certificate { phone, name, issued_at: self.now, nonce };
        vec![
            Event::PhoneVerified { phone, verified_at: self.now },
            Event::Number(NumberEvent::Arrived { phone, from: Some(source.id) }),
            Event::PhoneOnboarded { phone, trial_ends_at: None },
            Event::CertificateIssued { certificate },
        ]
    }
}

impl crate::world::World {
    /// The node of a number that is on its way to this WABA.
    pub fn arriving_on(&self, waba: WabaId, number: &E164) -> Option<&Phone> {
        let phones = self.wabas.get(&waba)?.phones.iter();
        let mut phones = phones.filter_map(|id| self.phones.get(id));
        phones.find(|phone| phone.arriving && phone.number == *number)
    }

    /// How many numbers a WABA has that count: those that moved away do not.
    pub fn numbers_on(&self, waba: WabaId) -> usize {
        let phones = self.wabas.get(&waba).map(|waba| waba.phones.as_slice()).unwrap_or_default();
        phones.iter().filter(|id| self.phones.get(id).is_some_and(|one| !one.is_gone())).count()
    }
}
