//! `/desk/support`: support tickets, answered as Meta; and the invoices of all providers.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use graph::TicketId;
use maud::{Markup, html};
use world::{Command, Invoice, Ticket, TicketCommand, TicketState};

use super::{act, not_done, page};
use crate::Platform;
use crate::manager::{ticket_facts, ticket_state};
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, time};

/// The page.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let (tickets, invoices) = platform.read(|world| {
        let mut tickets: Vec<Ticket> = world.support.tickets.values().cloned().collect();
        tickets.sort_by_key(|ticket| std::cmp::Reverse((ticket.at, ticket.id)));
        let mut invoices: Vec<Invoice> = world.money.invoices.values().cloned().collect();
        invoices.sort_by_key(|invoice| std::cmp::Reverse((invoice.month, invoice.id)));
        (tickets, invoices)
    });
    let body = html! {
        h1 { "Support and invoices" }
        @if tickets.is_empty() { (empty("No provider opened a ticket.")) }
        @for ticket in &tickets { (one(ticket)) }
        section.sheet.scroll {
            h2 { "Invoices" }
            @if invoices.is_empty() { (empty("No month has ended yet.")) }
            @for invoice in &invoices {
                div.row {
                    a href={ "/business/" (invoice.business) "/billing" } { (invoice.number()) }
                    span { (invoice.legal_entity) ", " (invoice.month.words()) }
                    small { (time(invoice.issued_at)) }
                }
            }
        }
    };
    page("Support", "/desk/support", body)
}

fn one(ticket: &Ticket) -> Markup {
    let field = format!("answer-{}", ticket.id);
    html! {
        section.sheet id={ "ticket-" (ticket.id) } {
            h2 { (ticket.entry.subject) " " (ticket_state(ticket.state)) }
            (ticket_facts(ticket))
            @for said in &ticket.talk {
                div.notice {
                    strong { @if said.by.is_some() { "The provider" } @else { "Support" } }
                    p { (said.text) }
                    small { (time(said.at)) }
                }
            }
            @if ticket.state != TicketState::Closed {
                form method="post" action="/desk/support/answer" {
                    input type="hidden" name="ticket" value=(ticket.id);
                    label for=(field) { "Answer as support" }
                    textarea id=(field) name="text" rows="3" {}
                    label {
                        input type="checkbox" name="close" value="yes";
                        "That ends it"
                    }
                    button { "Answer" }
                }
            }
        }
    }
}

/// `POST /desk/support/answer`.
pub(super) async fn answer(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let Some(ticket) = fields.read::<TicketId>("ticket") else {
        return not_done("The form was not filled in.", "/desk/support");
    };
    let (text, close) = (fields.get("text").to_owned(), fields.get("close") == "yes");
    let command = Command::Ticket(TicketCommand::Answer { ticket, text, close });
    act(&platform, command, "/desk/support").await
}
