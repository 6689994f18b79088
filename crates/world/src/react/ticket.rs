//! Who is told that support answered (requirement I02).

use crate::effect::Effect;
use crate::mail::Letter;
use crate::ticket::TicketEvent;
use crate::world::World;

impl World {
    pub(super) fn after_ticket(&self, event: &TicketEvent) -> Vec<Effect> {
        let (id, what, next) = match event {
            TicketEvent::Opened { ticket, .. } => {
                let next = "wait for the answer; you are told by mail and here.";
                (ticket, "Your ticket was opened.".to_owned(), next)
            }
            TicketEvent::Answered { ticket, text, closed: false } => {
                (ticket, format!("Support answered: {text}"), "reply on the ticket, or close it.")
            }
            TicketEvent::Answered { ticket, text, closed: true } => {
                let next = "nothing. Open another ticket if it happens again.";
                (ticket, format!("Support answered and closed the ticket: {text}"), next)
            }
            _ => return Vec::new(),
        };
        let Some(ticket) = self.support.tickets.get(id) else { return Vec::new() };
        let Some(business) = self.businesses.get(&ticket.business) else { return Vec::new() };
        let letter = Letter {
            subject: format!("Support ticket {}: {}", ticket.id, ticket.entry.subject),
            what,
            facts: vec![
                ("App", format!("{} ({})", ticket.details.name, ticket.entry.app)),
                ("State", ticket.state.as_str().to_owned()),
            ],
            next: next.to_owned(),
        };
        match event {
            TicketEvent::Opened { .. } => vec![letter.notice(business)],
            _ => Vec::from(letter.to(business)),
        }
    }
}
