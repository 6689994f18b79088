//! Invitations by mail (contract §2.5).

use graph::id::BusinessId;

use crate::business::Role;
use crate::effect::Effect;
use crate::mail::Letter;
use crate::staff::StaffEvent;
use crate::world::World;

impl World {
    pub(super) fn after_staff(&self, event: &StaffEvent) -> Vec<Effect> {
        match event {
            StaffEvent::Invited { invite, business, email, role } => {
                self.invitation(*invite, *business, (email, *role))
            }
            StaffEvent::InviteAccepted { invite, person } => self.joined(*invite, *person),
            _ => Vec::new(),
        }
    }

    fn invitation(&self, id: u64, business: BusinessId, (to, role): (&str, Role)) -> Vec<Effect> {
        let Some(business) = self.businesses.get(&business) else { return Vec::new() };
        let role = match role {
            Role::Admin => "an admin",
            Role::Employee => "an employee",
        };
        let name = &business.profile.name;
        let text = format!(
            "Hello,\n\n{name} ({}) invites you to join its Business Manager as {role}.\n\nWhat to \
             do next: log in with this e-mail address and open /business/invitations/{id} to \
             accept.\n",
            business.id
        );
        let subject = format!("{name} invites you to its Business Manager");
        vec![Effect::Mail { to: to.to_owned(), subject, text }]
    }

    fn joined(&self, id: u64, person: graph::id::PersonId) -> Vec<Effect> {
        let invite = self.staff.invites.get(&id);
        let business = invite.and_then(|invite| self.businesses.get(&invite.business));
        let (Some(business), Some(person)) = (business, self.people.get(&person)) else {
            return Vec::new();
        };
        let letter = Letter {
            subject: format!("{} joined {}", person.name, business.profile.name),
            what: format!("{} ({}) accepted your invitation.", person.name, person.email),
            facts: Vec::new(),
            next: "nothing.".to_owned(),
        };
        vec![letter.notice(business)]
    }
}
