//! A number's life: freed, moved, set up, deleted.

use graph::id::PhoneNumberId;
use jiff::Timestamp;

use super::name;
use crate::due::Due;
use crate::handset::Handset;
use crate::limit::Limits;
use crate::name::NameReview;
use crate::number::{NumberEvent, PinReset};
use crate::official::OfficialStage;
use crate::phone::{Connection, OffReason, Phone, Standing};
use crate::quality::Rated;
use crate::rare::Rare;
use crate::verdict::ReviewKind;
use crate::world::World;

impl World {
    pub(super) fn evolve_number(&mut self, event: &NumberEvent, at: Timestamp) {
        match event {
            NumberEvent::HandsetFreed { number, free_at } => {
                self.handsets.insert(number.clone(), Handset::Plain);
                self.freed.insert(number.clone(), *free_at);
            }
            NumberEvent::MigrationStarted { phone, waba, number, name, profile } => {
                let mut new = Phone::added(*phone, *waba, number, (name, profile), at);
                new.arriving = true;
                self.phones.insert(*phone, new);
                self.waba_mut(*waba).phones.push(*phone);
            }
            NumberEvent::Arrived { phone, from } => self.arrive(*phone, *from, at),
            NumberEvent::CallbackSet { phone, callback } => {
                self.phone_mut(*phone).callback = callback.clone().map(Box::new);
            }
            NumberEvent::StorageSet { phone, region } => {
                self.phone_mut(*phone).settings.storage_region.clone_from(region);
            }
            NumberEvent::IdentityCheckSet { phone, on } => {
                self.phone_mut(*phone).settings.identity_check = *on;
            }
            NumberEvent::PinResetRequested { phone, key, expires_at, .. } => {
                let (key, expires_at) = (key.clone(), *expires_at);
                self.phone_mut(*phone).pin_reset = Some(Box::new(PinReset { key, expires_at }));
            }
            NumberEvent::PinCleared { phone } => self.phone_mut(*phone).set_pin(None),
            NumberEvent::PinChanged { phone, pin } => {
                self.phone_mut(*phone).set_pin(Some(pin.clone()));
            }
            NumberEvent::NameRestored { phone } => name::restore(self.phone_mut(*phone)),
            NumberEvent::FaultSet { phone, fault } => self.phone_mut(*phone).fault = *fault,
            NumberEvent::Deleted { phone, free_at } => self.delete(*phone, *free_at, at),
            NumberEvent::TermsSet { business, accepted: true } => {
                self.terms_refused.remove(business);
            }
            NumberEvent::TermsSet { business, accepted: false } => {
                self.terms_refused.insert(*business);
            }
        }
    }

    /// The number is this node's; what it earned comes with it.
    fn arrive(&mut self, id: PhoneNumberId, from: Option<PhoneNumberId>, at: Timestamp) {
        let number = self.phone_mut(id).number.clone();
        if let Some(from) = from {
            let left = self.phone_mut(from);
            let (name, standing) = (left.name.clone(), left.standing);
            let official = left.official.clone().filter(|_| left.is_official());
            let (limits, rated) = self.leave(from, OffReason::Migrated, at);
            for (at, due) in plans(id, &limits, &rated) {
                self.schedule(at, due);
            }
            let arrived = self.phone_mut(id);
            arrived.name = name;
            arrived.standing = standing;
            arrived.official = official;
            arrived.limits = limits;
            arrived.rated = rated;
        }
        self.phone_mut(id).arriving = false;
        self.numbers.insert(number, id);
    }

    fn delete(&mut self, id: PhoneNumberId, free_at: Timestamp, at: Timestamp) {
        let phone = self.phone_mut(id);
        let (number, waba) = (phone.number.clone(), phone.waba);
        self.leave(id, OffReason::Deleted, at);
        self.waba_mut(waba).phones.retain(|one| *one != id);
        // A node that was only on its way did not have the number yet.
        if self.numbers.get(&number) == Some(&id) {
            self.numbers.remove(&number);
            self.deleted_numbers.insert(number, free_at);
        }
    }

    /// A node stays behind without its number: nothing waits for it any more. What it earned is
    /// handed out.
    fn leave(
        &mut self,
        id: PhoneNumberId,
        why: OffReason,
        at: Timestamp,
    ) -> (Rare<Limits>, Rare<Rated>) {
        if matches!(self.phone_mut(id).standing, Standing::Trial { .. } | Standing::Lapsed { .. }) {
            self.stand(id, Standing::Starter);
        }
        self.connect(id, Connection::Off { why, since: at });
        let phone = self.phone_mut(id);
        let (limits, rated) = (std::mem::take(&mut phone.limits), std::mem::take(&mut phone.rated));
        phone.arriving = false;
        phone.callback = None;
        phone.set_pin(None);
        phone.name.change = None;
        if phone.name.review.is_pending() {
            phone.name.review = NameReview::NotStarted;
        }
        let applied = phone.official.as_ref().map(|official| official.stage);
        if matches!(applied, Some(OfficialStage::Pending { .. })) {
            phone.official = None;
        }
        for (at, due) in plans(id, &limits, &rated) {
            self.unschedule(at, due);
        }
        for kind in [ReviewKind::DisplayName, ReviewKind::OfficialAccount] {
            self.close_review(kind, id.get());
        }
        (limits, rated)
    }
}

/// What is planned for a number because of its limits and its quality.
fn plans(
    id: PhoneNumberId,
    limits: &Limits,
    rated: &Rated,
) -> impl Iterator<Item = (Timestamp, Due)> + use<> {
    let plans = [
        (limits.review_at, Due::LimitReview(id)),
        (rated.look_at, Due::Quality(id)),
        (rated.flagged_until, Due::FlagEnd(id)),
    ];
    plans.into_iter().filter_map(|(at, due)| Some((at?, due)))
}
