//! Support tickets (requirement I02).

use graph::id::{AppId, BusinessId, TicketId};
use jiff::SignedDuration;

use super::setup::{require_length, require_text};
use super::{Ask, Decision};
use crate::actor::Actor;
use crate::event::Event;
use crate::refusal::{OfficeRefusal, Refusal};
use crate::ticket::{AppDetails, Ticket, TicketCommand, TicketEntry, TicketEvent, TicketState};

/// The longest text.
const TEXT_MAX: usize = 8_000;

/// How long a check of the permissions counts.
const CHECK_LASTS: SignedDuration = SignedDuration::from_hours(24);

impl Ask<'_> {
    pub(super) fn decide_ticket(self, command: &TicketCommand) -> Decision {
        use TicketCommand as C;
        match command {
            C::CheckPermissions { app } => {
                self.require_member(self.world.app(*app)?.business)?;
                let missing = self.world.permissions_missing(*app);
                told(TicketEvent::PermissionsChecked { app: *app, missing })
            }
            C::Open { business, entry } => self.open_ticket(*business, entry),
            C::Reply { ticket, text } => {
                let known = self.ticket(*ticket)?;
                self.require_member(known.business)?;
                let Actor::Person { person } = self.by else {
                    return Err(Refusal::NotForThisActor);
                };
                require_open(known)?;
                require_text("text", text, TEXT_MAX)?;
                let (ticket, by, text) = (*ticket, *person, text.clone());
                told(TicketEvent::Replied { ticket, by, text })
            }
            C::Answer { ticket, text, close } => {
                self.require_desk()?;
                require_open(self.ticket(*ticket)?)?;
                require_text("text", text, TEXT_MAX)?;
                let (ticket, text, closed) = (*ticket, text.clone(), *close);
                told(TicketEvent::Answered { ticket, text, closed })
            }
            C::Close { ticket } => {
                let known = self.ticket(*ticket)?;
                self.require_member(known.business)?;
                match known.state {
                    TicketState::Closed => Ok(Vec::new()),
                    _ => told(TicketEvent::Closed { ticket: *ticket }),
                }
            }
        }
    }

    fn ticket(&self, id: TicketId) -> Result<&Ticket, Refusal> {
        let unseen = Refusal::NotVisible { id: id.get(), verb: graph::error::Method::Post };
        self.world.support.tickets.get(&id).ok_or(unseen)
    }

    /// One of the business's people, or the desk.
    fn require_member(self, business: BusinessId) -> Result<(), Refusal> {
        match self.by {
            Actor::Desk => Ok(()),
            Actor::Person { person } => {
                let member = self.world.business(business)?.people.contains_key(person);
                let unseen = Refusal::NotBusinessAdmin { business };
                if member { Ok(()) } else { Err(unseen) }
            }
            _ => Err(Refusal::NotForThisActor),
        }
    }

    /// A provider, its own app, and a check of the permissions that found nothing missing.
    fn open_ticket(self, business: BusinessId, entry: &TicketEntry) -> Decision {
        self.require_member(business)?;
        if !self.world.business(business)?.provider {
            return Err(OfficeRefusal::NoDirectSupport.into());
        }
        self.require_checked(entry.app, business)?;
        require_text("subject", &entry.subject, 255)?;
        for (field, text) in [("steps", &entry.steps), ("outcome", &entry.outcome)] {
            if text.trim().is_empty() {
                return Err(OfficeRefusal::Missing { field }.into());
            }
            require_length(field, text, TEXT_MAX)?;
        }
        require_length("trace", entry.trace.as_deref().unwrap_or_default(), 64)?;
        let app = self.world.app(entry.app)?;
        let level = self.world.app_access(app.id);
        let details = AppDetails {
            name: app.name.clone(),
            live: level.mode == crate::app_access::AppMode::Live,
            advanced: level.advanced,
            callback: app.callback.as_ref().map(|callback| callback.url.clone()),
        };
        let ticket = TicketId::new(self.world.chance().id());
        let entry = Box::new(entry.clone());
        told(TicketEvent::Opened { ticket, business, entry, details })
    }

    fn require_checked(self, app: AppId, business: BusinessId) -> Result<(), Refusal> {
        if self.world.app(app)?.business != business {
            return Err(OfficeRefusal::AppOfAnother { app }.into());
        }
        let check = self.world.support.checks.get(&app);
        let fresh = check.filter(|(at, _)| *at + CHECK_LASTS > self.now);
        let (_, missing) = fresh.ok_or(OfficeRefusal::PermissionsUnchecked)?;
        match missing.first() {
            None => Ok(()),
            Some(&permission) => Err(OfficeRefusal::CheckFoundMissing { permission }.into()),
        }
    }
}

fn require_open(ticket: &Ticket) -> Result<(), Refusal> {
    match ticket.state {
        TicketState::Closed => Err(OfficeRefusal::TicketClosed.into()),
        TicketState::Open | TicketState::Answered => Ok(()),
    }
}

fn told(event: TicketEvent) -> Decision {
    Ok(vec![Event::Ticket(event)])
}
