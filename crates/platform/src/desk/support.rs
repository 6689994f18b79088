//! `/desk/support`: support tickets, answered as Meta; invoices, terms and limits of providers.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use graph::{AppId, BusinessId, CreditLineId, TicketId};
use maud::{Markup, html};
use world::{
    AppCommand, Command, Invoice, MoneyCommand, Ticket, TicketCommand, TicketState, World,
};

use super::{act, not_done, page};
use crate::Platform;
use crate::manager::{ticket_facts, ticket_state};
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, time};

/// The page.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let providers = platform.read(providers);
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
        @for provider in &providers { (switches(provider)) }
        section.sheet.scroll role="region" tabindex="0" aria-label="Invoices" {
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

/// What Meta settles with one provider.
struct Provider {
    business: BusinessId,
    name: String,
    terms: bool,
    lines: Vec<(CreditLineId, Option<i64>)>,
    apps: Vec<(AppId, String)>,
}

fn providers(world: &World) -> Vec<Provider> {
    let known = world.businesses.values().filter(|business| business.provider);
    let rows = known.map(|business| Provider {
        business: business.id,
        name: business.profile.name.clone(),
        terms: !world.money.terms_open.contains(&business.id),
        lines: business
            .credit_lines
            .iter()
            .map(|line| (*line, world.money.max_balance.get(line).copied()))
            .collect(),
        apps: business
            .apps
            .iter()
            .filter_map(|id| world.apps.get(id))
            .map(|app| (app.id, app.name.clone()))
            .collect(),
    });
    rows.collect()
}

fn switches(provider: &Provider) -> Markup {
    html! {
        section.sheet id={ "provider-" (provider.business) } {
            h2 { (provider.name) }
            form.row method="post" action="/desk/support/terms" {
                input type="hidden" name="business" value=(provider.business);
                @let other = if provider.terms { "no" } else { "yes" };
                input type="hidden" name="accepted" value=(other);
                span {
                    "Credit Allocation API terms: "
                    @if provider.terms { "accepted" } @else { "not accepted" }
                }
                button.quiet { @if provider.terms { "Take back" } @else { "Accept" } }
            }
            @for (line, max) in &provider.lines {
                @let field = format!("limit-{line}");
                form.row method="post" action="/desk/support/limit" {
                    input type="hidden" name="line" value=(line);
                    label for=(field) {
                        "Limit of the line " (line) ", in thousandths; empty: none"
                    }
                    input id=(field) name="max" value=[max];
                    button.quiet { "Save" }
                }
            }
            @for (app, name) in &provider.apps {
                form.row method="post" action="/desk/support/fresh" {
                    input type="hidden" name="app" value=(app);
                    a href={ "/business/" (provider.business) "/apps/" (app) } { (name) }
                    button.quiet { "Begin anew: development, Standard access" }
                }
            }
        }
    }
}

/// `POST /desk/support/terms`.
pub(super) async fn terms(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let Some(business) = fields.read::<BusinessId>("business") else {
        return not_done("The form was not filled in.", "/desk/support");
    };
    let accepted = fields.get("accepted") == "yes";
    let command = MoneyCommand::SetTerms { business, accepted };
    act(&platform, Command::Money(command), "/desk/support").await
}

/// `POST /desk/support/limit`.
pub(super) async fn limit(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let max = match fields.given("max").map(|text| text.parse::<i64>()) {
        None => Ok(None),
        Some(read) => read.map(Some),
    };
    let (Some(line), Ok(max)) = (fields.read::<CreditLineId>("line"), max) else {
        return not_done("A limit is a whole number of thousandths.", "/desk/support");
    };
    let command = MoneyCommand::SetMaxBalance { line, max };
    act(&platform, Command::Money(command), "/desk/support").await
}

/// `POST /desk/support/fresh`.
pub(super) async fn fresh(State(platform): State<Platform>, body: Bytes) -> Response {
    let Some(app) = Fields::parse(&body).read::<AppId>("app") else {
        return not_done("The form was not filled in.", "/desk/support");
    };
    let command = AppCommand::BeginFresh { app };
    act(&platform, Command::App(command), "/desk/support").await
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
