//! One support ticket: what was said, and what can still be said (requirement I02).

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::TicketId;
use maud::{Markup, html};
use world::{Command, Ticket, TicketCommand, TicketState};

use super::Visit;
use super::support::state;
use crate::Platform;
use crate::manager::{act, not_yours, page};
use crate::pages::fields::Fields;
use crate::pages::parts::time;

/// The ticket, if it is one of this business.
fn find(platform: &Platform, visit: &Visit, id: &str) -> Option<Ticket> {
    let id: TicketId = id.parse().ok()?;
    let found = platform.read(|world| world.support.tickets.get(&id).cloned());
    found.filter(|ticket| ticket.business == visit.business)
}

/// The page.
pub(in crate::manager) async fn show(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, ticket)): Path<(String, String)>,
) -> Response {
    let Some(ticket) = find(&platform, &visit, &ticket) else { return not_yours(&visit.person) };
    let people = platform.read(|world| {
        let name = |id| world.people.get(id).map(|person| person.name.clone());
        ticket.talk.iter().map(|said| said.by.as_ref().and_then(name)).collect::<Vec<_>>()
    });
    let body = html! {
        (visit.tabs(&platform))
        h1 { (ticket.entry.subject) " " (state(ticket.state)) }
        (facts(&ticket))
        section.sheet #talk {
            h2 { "What was said" }
            @for (said, name) in ticket.talk.iter().zip(&people) {
                div.notice {
                    strong { (name.as_deref().unwrap_or("Support")) }
                    p { (said.text) }
                    small { (time(said.at)) }
                }
            }
            @if ticket.state != TicketState::Closed {
                form #reply method="post" action={ (visit.here) "/reply" } {
                    label for="text" { "Add something" }
                    textarea #text name="text" rows="3" {}
                    button { "Send" }
                }
                form method="post" action={ (visit.here) "/close" } {
                    button.quiet { "Close the ticket" }
                }
            }
        }
    };
    page("Ticket", &visit.person, body).into_response()
}

/// The app's details and the steps.
pub(crate) fn facts(ticket: &Ticket) -> Markup {
    let (entry, details) = (&ticket.entry, &ticket.details);
    let advanced: Vec<&str> = details.advanced.iter().map(|one| one.as_str()).collect();
    html! {
        section.sheet {
            dl {
                dt { "Ticket" } dd { (ticket.id) ", opened " (time(ticket.at)) }
                dt { "App" }
                dd {
                    (details.name) " " small { (entry.app) } ", "
                    @if details.live { "live" } @else { "in development" }
                }
                dt { "Advanced access" } dd { (advanced.join(", ")) }
                dt { "Webhooks go to" } dd { (details.callback.as_deref().unwrap_or("nowhere")) }
                dt { "Steps to reproduce" } dd { (entry.steps) }
                dt { "Expected and found" } dd { (entry.outcome) }
                @if let Some(trace) = &entry.trace { dt { "fbtrace_id" } dd { code { (trace) } } }
            }
        }
    }
}

/// `POST …/reply`.
pub(in crate::manager) async fn reply(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, ticket)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    let Some(ticket) = find(&platform, &visit, &ticket) else { return not_yours(&visit.person) };
    let text = Fields::parse(&body).get("text").to_owned();
    let command = Command::Ticket(TicketCommand::Reply { ticket: ticket.id, text });
    act(&platform, &visit.person, command, &visit.here).await
}

/// `POST …/close`.
pub(in crate::manager) async fn close(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, ticket)): Path<(String, String)>,
) -> Response {
    let Some(ticket) = find(&platform, &visit, &ticket) else { return not_yours(&visit.person) };
    let command = Command::Ticket(TicketCommand::Close { ticket: ticket.id });
    act(&platform, &visit.person, command, &visit.here).await
}
