//! System users made later, revoked tokens, invitations, child businesses.

use jiff::Timestamp;

use crate::staff::{Child, Invite, StaffEvent};
use crate::world::World;

impl World {
    pub(super) fn evolve_staff(&mut self, event: &StaffEvent, at: Timestamp) {
        let staff = &mut self.staff;
        match event {
            StaffEvent::FinanceSet { user, finance } => {
                staff.finance.insert(*user, *finance);
            }
            StaffEvent::SystemUserMade { user, by } => {
                staff.makers.insert(*user, *by);
            }
            StaffEvent::Invited { invite: id, business, email, role } => {
                let (id, business, email, role) = (*id, *business, email.clone(), *role);
                let accepted = None;
                staff.invites.insert(id, Invite { id, business, email, role, at, accepted });
            }
            StaffEvent::InviteAccepted { invite, person } => {
                if let Some(known) = staff.invites.get_mut(invite) {
                    known.accepted = Some(*person);
                    staff.business_users.insert((known.business, *person), *invite);
                }
            }
            StaffEvent::ChildAdded { child, parent, external_id, vertical } => {
                let (external_id, vertical) = (external_id.clone(), vertical.clone());
                staff.children.insert(*child, Child { parent: *parent, external_id, vertical });
            }
            StaffEvent::ChildRemoved { child } => {
                staff.children.remove(child);
            }
        }
    }
}
