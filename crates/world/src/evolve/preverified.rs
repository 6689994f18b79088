//! Pre-verified numbers.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::preverified::{Preverified, PreverifiedEvent, Proved};
use crate::world::World;

impl World {
    pub(super) fn evolve_preverified(&mut self, event: &PreverifiedEvent, at: Timestamp) {
        match event {
            PreverifiedEvent::Added { id, business, number } => {
                let new = Preverified {
                    id: *id,
                    number: number.clone(),
                    owner: *business,
                    added_at: at,
                    proved: None,
                    partners: BTreeSet::new(),
                };
                self.preverified.insert(*id, new);
            }
            PreverifiedEvent::Verified { id, expires_at } => {
                if let Some(one) = self.preverified.get_mut(id) {
                    one.proved = Some(Proved { at, expires_at: *expires_at });
                    self.challenges.remove(&one.number);
                }
            }
            PreverifiedEvent::Shared { id, partner } => {
                if let Some(one) = self.preverified.get_mut(id) {
                    one.partners.insert(*partner);
                }
            }
            PreverifiedEvent::Unshared { id, partner } => {
                if let Some(one) = self.preverified.get_mut(id) {
                    one.partners.remove(partner);
                }
            }
            PreverifiedEvent::Deleted { id } => {
                self.preverified.remove(id);
            }
            PreverifiedEvent::Claimed { id, phone } => {
                self.preverified.remove(id);
                self.phone_mut(*phone).preverified = true;
            }
        }
    }
}
