//! Support tickets.

use graph::id::TicketId;
use jiff::Timestamp;

use crate::ticket::{Said, Ticket, TicketEvent, TicketState};
use crate::world::World;

impl World {
    pub(super) fn evolve_ticket(&mut self, event: &TicketEvent, at: Timestamp) {
        match event {
            TicketEvent::PermissionsChecked { app, missing } => {
                self.support.checks.insert(*app, (at, missing.clone()));
            }
            TicketEvent::Opened { ticket: id, business, entry, details } => {
                let new = Ticket {
                    id: *id,
                    business: *business,
                    entry: (**entry).clone(),
                    details: details.clone(),
                    state: TicketState::Open,
                    talk: Vec::new(),
                    at,
                };
                self.support.tickets.insert(*id, new);
            }
            TicketEvent::Replied { ticket, by, text } => {
                let said = Said { by: Some(*by), text: text.clone(), at };
                self.say(*ticket, TicketState::Open, said);
            }
            TicketEvent::Answered { ticket, text, closed } => {
                let state = if *closed { TicketState::Closed } else { TicketState::Answered };
                self.say(*ticket, state, Said { by: None, text: text.clone(), at });
            }
            TicketEvent::Closed { ticket } => {
                if let Some(ticket) = self.support.tickets.get_mut(ticket) {
                    ticket.state = TicketState::Closed;
                }
            }
        }
    }

    fn say(&mut self, ticket: TicketId, state: TicketState, said: Said) {
        if let Some(ticket) = self.support.tickets.get_mut(&ticket) {
            ticket.state = state;
            ticket.talk.push(said);
        }
    }
}
