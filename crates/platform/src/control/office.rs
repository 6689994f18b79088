//! What the desk decides about money, apps and support: limits of lines, terms, invoices, access
//! levels, answers to tickets.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use graph::{AppId, BusinessId, CreditLineId, InvoiceId, Permission, TicketId};
use serde_json::{Value, json};
use world::{
    Actor, AppCommand, AppMode, Command, Invoice, InvoiceLine, MoneyCommand, Ticket, TicketCommand,
    decimal,
};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::request;
use crate::platform::Platform;

request! {
    /// Which invoices, newest first.
    pub(super) struct Invoices {
        /// Only those of this business.
        business_id: Option<BusinessId>,
    }
}

request! {
    /// One invoice.
    pub(super) struct OneInvoice {
        /// Its id.
        invoice_id: InvoiceId,
    }
}

request! {
    /// How much may be owed on a credit line.
    pub(super) struct LineLimit {
        /// The line.
        credit_line_id: CreditLineId,
        /// Thousandths of a unit of the line's currency; left out: no limit.
        max_thousandths: Option<i64>,
    }
}

request! {
    /// Whether a provider has accepted the Credit Allocation API terms.
    pub(super) struct Terms {
        /// The provider.
        business_id: BusinessId,
        /// Whether it has.
        accepted: bool,
    }
}

request! {
    /// One app.
    pub(super) struct OneApp {
        /// Its id.
        app_id: AppId,
    }
}

request! {
    /// What an app may ask of others.
    pub(super) struct Access {
        /// The app.
        app_id: AppId,
        /// `development` or `live`; left out: as it is.
        mode: Option<String>,
        /// The permissions with Advanced access; left out: as they are.
        advanced: Option<Vec<String>>,
        /// Begins anew: in development, Standard access everywhere.
        fresh: bool = false,
    }
}

request! {
    /// Which tickets, newest first.
    pub(super) struct Tickets {
        /// Only those of this business.
        business_id: Option<BusinessId>,
    }
}

request! {
    /// What support answers.
    pub(super) struct Reply {
        /// The ticket.
        ticket_id: TicketId,
        /// The answer.
        text: String,
        /// Whether that ends it.
        close: bool = false,
    }
}

/// What can be done about money, apps and support.
pub(super) fn operations() -> Vec<Operation> {
    let (time, app) = ("2026-12-01T00:00:00Z", "670843887433847");
    let business = "2949482758682047";
    let line = json!({
        "business_id": "2729063490586005", "business": "Lucky Shrub",
        "waba_id": "102290129340398", "waba": "Lucky Shrub", "purchase_order_number": null,
        "phone_number_id": "106540352242922", "phone_number": "+1 631-555-1111",
        "category": "marketing", "country": "+49", "currency": "EUR",
        "count": 2, "billable": 2, "thousandths": 252, "amount": "0.252",
    });
    let invoice = json!({
        "invoice_id": "1972385232742900", "number": "2026-11-1972385232742900",
        "business_id": business, "legal_entity": "Harbour Messaging Ltd", "month": "2026-11",
        "issued_at": time, "paid_at": null,
        "totals": [{ "currency": "EUR", "thousandths": 252, "amount": "0.252" }],
        "lines": [line],
    });
    let access = json!({
        "app_id": app, "mode": "live", "advanced": ["business_management"],
        "uses": { "business_management": 12 }, "in_review": false,
    });
    let ticket = json!({
        "ticket_id": "1972385232742901", "business_id": business, "app_id": app,
        "subject": "Registration fails", "steps": "POST /register", "outcome": "133006",
        "fbtrace_id": null, "state": "open", "opened_at": time,
        "talk": [{ "by": "support", "text": "We look at it.", "at": time }],
    });
    vec![
        Operation::get("/_control/invoices", "Monthly invoices of providers.", invoices)
            .answers(json!({ "data": [invoice] })),
        Operation::post("/_control/invoices/{invoice_id}/pay", "A provider pays its invoice.", pay)
            .example(json!({ "invoice_id": "1972385232742900" })),
        Operation::post(
            "/_control/credit-lines/{credit_line_id}/limit",
            "Limits what may be owed on a credit line.",
            limit,
        )
        .example(json!({ "credit_line_id": "1972385232742146", "max_thousandths": 500_000 })),
        Operation::post(
            "/_control/credit-terms",
            "Says whether a provider has accepted the Credit Allocation API terms.",
            terms,
        )
        .example(json!({ "business_id": business, "accepted": false })),
        Operation::get("/_control/apps/{app_id}/access", "What an app may ask of others.", shown)
            .example(json!({ "app_id": app }))
            .answers(access.clone()),
        Operation::post(
            "/_control/apps/{app_id}/access",
            "Sets mode and access levels of an app by hand.",
            set_access,
        )
        .example(json!({ "app_id": app, "mode": "live", "advanced": ["business_management"] }))
        .answers(access),
        Operation::get("/_control/tickets", "Support tickets of providers.", tickets)
            .answers(json!({ "data": [ticket] })),
        Operation::post("/_control/tickets/{ticket_id}/answer", "Support answers.", answer)
            .example(json!({ "ticket_id": "1972385232742901", "text": "We look at it." })),
    ]
}

fn done() -> Told {
    Ok(Json(json!({ "success": true })))
}

async fn invoices(platform: Platform, Invoices { business_id }: Invoices) -> Told {
    let data: Vec<Value> = platform.read(|world| {
        let wanted = |one: &&Invoice| business_id.is_none_or(|business| business == one.business);
        let mut found: Vec<&Invoice> = world.money.invoices.values().filter(wanted).collect();
        found.sort_by_key(|one| std::cmp::Reverse((one.month, one.id)));
        found.into_iter().map(invoice).collect()
    });
    Ok(Json(json!({ "data": data })))
}

fn invoice(invoice: &Invoice) -> Value {
    let totals = invoice.totals();
    let totals = totals.iter().map(|(currency, total)| {
        json!({ "currency": currency, "thousandths": total, "amount": decimal(*total) })
    });
    json!({
        "invoice_id": invoice.id,
        "number": invoice.number(),
        "business_id": invoice.business,
        "legal_entity": invoice.legal_entity,
        "month": invoice.month.to_string(),
        "issued_at": invoice.issued_at,
        "paid_at": invoice.paid_at,
        "totals": totals.collect::<Vec<Value>>(),
        "lines": invoice.lines.iter().map(line).collect::<Vec<Value>>(),
    })
}

fn line(line: &InvoiceLine) -> Value {
    json!({
        "business_id": line.business,
        "business": line.business_name,
        "waba_id": line.waba,
        "waba": line.waba_name,
        "purchase_order_number": line.purchase_order,
        "phone_number_id": line.phone,
        "phone_number": line.number,
        "category": line.category.as_str(),
        "country": format!("+{}", line.country),
        "currency": line.currency,
        "count": line.count,
        "billable": line.billable,
        "thousandths": line.amount,
        "amount": decimal(line.amount),
    })
}

async fn pay(platform: Platform, OneInvoice { invoice_id: invoice }: OneInvoice) -> Told {
    let command = MoneyCommand::SettleInvoice { invoice };
    platform.ask(Actor::Desk, Command::Money(command)).await?;
    done()
}

async fn limit(
    platform: Platform,
    LineLimit { credit_line_id, max_thousandths }: LineLimit,
) -> Told {
    let command = MoneyCommand::SetMaxBalance { line: credit_line_id, max: max_thousandths };
    platform.ask(Actor::Desk, Command::Money(command)).await?;
    done()
}

async fn terms(platform: Platform, Terms { business_id: business, accepted }: Terms) -> Told {
    let command = MoneyCommand::SetTerms { business, accepted };
    platform.ask(Actor::Desk, Command::Money(command)).await?;
    done()
}

async fn shown(platform: Platform, OneApp { app_id }: OneApp) -> Told {
    access(&platform, app_id)
}

fn access(platform: &Platform, app: AppId) -> Told {
    let level = platform.read(|world| world.app(app).map(|_| world.app_access(app)));
    let level = level.map_err(|_| No::missing(format!("there is no app {app}")))?;
    let uses = platform.uses().of(app).into_iter();
    let uses: BTreeMap<&str, u64> =
        uses.map(|(permission, count)| (permission.as_str(), count.calls)).collect();
    Ok(Json(json!({
        "app_id": app,
        "mode": level.mode,
        "advanced": level.advanced,
        "uses": uses,
        "in_review": level.in_review().is_some(),
    })))
}

async fn set_access(platform: Platform, wish: Access) -> Told {
    let Access { app_id: app, mode, advanced, fresh } = wish;
    let mut commands = Vec::new();
    if fresh {
        commands.push(AppCommand::BeginFresh { app });
    }
    if let Some(words) = advanced {
        let read = |word: &String| {
            word.parse::<Permission>().map_err(|_| No::bad(format!("`{word}` is no permission")))
        };
        let advanced = words.iter().map(read).collect::<Result<BTreeSet<Permission>, No>>()?;
        commands.push(AppCommand::SetAdvanced { app, advanced });
    }
    match mode.as_deref() {
        None => {}
        Some("development") => {
            commands.push(AppCommand::SetMode { app, mode: AppMode::Development });
        }
        Some("live") => commands.push(AppCommand::SetMode { app, mode: AppMode::Live }),
        Some(_) => return Err(No::bad("`mode` is `development` or `live`")),
    }
    for command in commands {
        platform.ask(Actor::Desk, Command::App(command)).await?;
    }
    access(&platform, app)
}

async fn tickets(platform: Platform, Tickets { business_id }: Tickets) -> Told {
    let data: Vec<Value> = platform.read(|world| {
        let wanted = |one: &&Ticket| business_id.is_none_or(|business| business == one.business);
        let mut found: Vec<&Ticket> = world.support.tickets.values().filter(wanted).collect();
        found.sort_by_key(|one| std::cmp::Reverse((one.at, one.id)));
        found.into_iter().map(ticket).collect()
    });
    Ok(Json(json!({ "data": data })))
}

fn ticket(ticket: &Ticket) -> Value {
    let talk = ticket.talk.iter().map(|said| {
        let by = said.by.map_or_else(|| "support".to_owned(), |by| by.to_string());
        json!({ "by": by, "text": said.text, "at": said.at })
    });
    json!({
        "ticket_id": ticket.id,
        "business_id": ticket.business,
        "app_id": ticket.entry.app,
        "subject": ticket.entry.subject,
        "steps": ticket.entry.steps,
        "outcome": ticket.entry.outcome,
        "fbtrace_id": ticket.entry.trace,
        "state": ticket.state.as_str(),
        "opened_at": ticket.at,
        "talk": talk.collect::<Vec<Value>>(),
    })
}

async fn answer(platform: Platform, Reply { ticket_id: ticket, text, close }: Reply) -> Told {
    let command = TicketCommand::Answer { ticket, text, close };
    platform.ask(Actor::Desk, Command::Ticket(command)).await?;
    done()
}
