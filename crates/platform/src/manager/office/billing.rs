//! `/business/{id}/billing`: a provider's lines and invoices, a client's use (requirements G01 to
//! G04).

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::{CreditLineId, Currency, WabaId};
use maud::{Markup, html};
use world::{AccountCommand, Command, Invoice, MoneyCommand, Month, World, decimal};

use super::Visit;
use crate::Platform;
use crate::manager::{act, not_done, page};
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, time};

/// What a provider sees of its money.
struct Provider {
    terms: bool,
    lines: Vec<Line>,
    invoices: Vec<Invoice>,
    /// Accounts that pay with its lines: id, name, owner, purchase order.
    accounts: Vec<(WabaId, String, String, String)>,
    running: Vec<Used>,
}

struct Line {
    id: CreditLineId,
    legal_entity: String,
    currency: Currency,
    owed: i64,
    max: Option<i64>,
}

/// One row of use.
struct Used {
    month: Month,
    account: String,
    number: String,
    category: &'static str,
    country: String,
    count: u64,
    billable: u64,
    amount: String,
}

/// The page.
pub(in crate::manager) async fn show(State(platform): State<Platform>, visit: Visit) -> Response {
    let (used, payer, provider) = platform.read(|world| {
        let payer = payer(world, &visit);
        (used(world, &visit, false), payer, look(world, &visit, platform.now()))
    });
    let body = html! {
        (visit.tabs(&platform))
        h1 { "Billing" }
        @if let Some(provider) = provider {
            (terms(&visit, provider.terms))
            (lines(&provider.lines))
            (invoices(&visit, &provider.invoices))
            (running(&provider.running))
            (orders(&visit, &provider.accounts))
        } @else { (client(&used, payer.as_deref())) }
    };
    page("Billing", &visit.person, body).into_response()
}

fn look(world: &World, visit: &Visit, now: jiff::Timestamp) -> Option<Provider> {
    let business = world.businesses.get(&visit.business).filter(|known| known.provider)?;
    let lines = business.credit_lines.iter().filter_map(|id| world.credit_lines.get(id));
    let lines = lines.map(|line| Line {
        id: line.id,
        legal_entity: line.legal_entity_name.clone(),
        currency: line.currencies.own,
        owed: world.owed(line.id),
        max: world.money.max_balance.get(&line.id).copied(),
    });
    let own = |waba: &&world::Waba| {
        waba.funding.line().is_some_and(|line| business.credit_lines.contains(&line))
    };
    let accounts = world.wabas.values().filter(own).map(|waba| {
        let owner = world.businesses.get(&waba.owner);
        let owner = owner.map(|owner| owner.profile.name.clone()).unwrap_or_default();
        let order = world.accounts.purchase_orders.get(&waba.id).cloned().unwrap_or_default();
        (waba.id, waba.name.clone(), owner, order)
    });
    let month = Month::of(now);
    let running = used(world, visit, true).into_iter().filter(|one| one.month == month);
    Some(Provider {
        terms: !world.money.terms_open.contains(&visit.business),
        lines: lines.collect(),
        invoices: world.invoices_of(visit.business).into_iter().cloned().collect(),
        accounts: accounts.collect(),
        running: running.collect(),
    })
}

/// What the business used, or, as a payer, what its lines pay for.
fn used(world: &World, visit: &Visit, as_payer: bool) -> Vec<Used> {
    let mine = |one: &world::Use| {
        let line = one.line.and_then(|line| world.credit_lines.get(&line));
        match as_payer {
            true => line.is_some_and(|line| line.owner == visit.business),
            false => world.wabas.get(&one.waba).is_some_and(|waba| waba.owner == visit.business),
        }
    };
    let parts = world.money.ledger.iter().filter(|(one, _)| mine(one));
    let rows = parts.rev().map(|(one, sum)| Used {
        month: one.month,
        account: world.wabas.get(&one.waba).map(|waba| waba.name.clone()).unwrap_or_default(),
        number: world.phones.get(&one.phone).map(|it| it.number.display()).unwrap_or_default(),
        category: one.category.as_str(),
        country: format!("+{}", one.country),
        count: sum.count,
        billable: sum.billable,
        amount: format!("{} {}", decimal(sum.amount), one.currency),
    });
    rows.collect()
}

/// Who pays for a client's messages.
fn payer(world: &World, visit: &Visit) -> Option<String> {
    let business = world.businesses.get(&visit.business)?;
    let shares = business.received_allocations.iter().filter_map(|id| world.allocations.get(id));
    let active = shares.rev().find(|share| share.is_active())?;
    world.businesses.get(&active.owner).map(|payer| payer.profile.name.clone())
}

fn terms(visit: &Visit, accepted: bool) -> Markup {
    html! {
        section.sheet #terms {
            h2 { "Payments" }
            @if accepted {
                p { "Credit Allocation API terms: " (badge(Tone::Good, "Accepted")) }
            } @else {
                p { "Credit Allocation API terms: " (badge(Tone::Bad, "Not accepted")) }
                p { "Until they are accepted your software cannot share or revoke credit." }
                @if visit.admin {
                    form method="post" action={ (visit.here) "/terms" } {
                        button { "Accept the terms" }
                    }
                }
            }
        }
    }
}

fn lines(lines: &[Line]) -> Markup {
    html! {
        section.sheet {
            h2 { "Credit lines" }
            @if lines.is_empty() { (empty("There is no credit line.")) }
            @for line in lines {
                dl {
                    dt { "Legal entity that pays" }
                    dd { (line.legal_entity) " " small { (line.id) } }
                    dt { "Owed" } dd { (decimal(line.owed)) " " (line.currency) }
                    dt { "Limit" }
                    dd {
                        @match line.max {
                            Some(max) => { (decimal(max)) " " (line.currency) },
                            None => "none",
                        }
                        @if line.max.is_some_and(|max| line.owed >= max) {
                            " " (badge(Tone::Bad, "Used up: templates fail"))
                        }
                    }
                }
            }
        }
    }
}

fn invoices(visit: &Visit, invoices: &[Invoice]) -> Markup {
    html! {
        section.sheet.scroll #invoices role="region" tabindex="0" aria-label="Invoices" {
            h2 { "Invoices" }
            p.muted {
                "You are the bill-to party: one invoice a month for everything your lines pay for, "
                "your clients' messages included."
            }
            @if invoices.is_empty() {
                (empty("There is no invoice yet. The first comes with the end of the month."))
            } @else {
                table {
                    thead { tr {
                        th scope="col" { "Month" }
                        th scope="col" { "Invoice" }
                        th scope="col" { "Total" }
                        th scope="col" { "State" }
                    } }
                    tbody { @for invoice in invoices { tr {
                        td { (invoice.month.words()) }
                        td {
                            a href={ (visit.here) "/invoices/" (invoice.id) } { (invoice.number()) }
                        }
                        td { (total(invoice)) }
                        td {
                            @match invoice.paid_at {
                                Some(at) => {
                                    (badge(Tone::Good, "Paid")) " " small { (time(at)) }
                                },
                                None => (badge(Tone::Warn, "Open")),
                            }
                        }
                    } } }
                }
            }
        }
    }
}

/// What an invoice is about, in all its currencies.
pub(super) fn total(invoice: &Invoice) -> String {
    let totals = invoice.totals();
    let parts = totals.iter().map(|(currency, total)| format!("{} {currency}", decimal(*total)));
    let text = parts.collect::<Vec<String>>().join(" + ");
    if text.is_empty() { "0.000".to_owned() } else { text }
}

fn running(used: &[Used]) -> Markup {
    html! {
        section.sheet.scroll role="region" tabindex="0" aria-label="This month so far" {
            h2 { "This month so far" }
            (table(used))
        }
    }
}

fn client(used: &[Used], payer: Option<&str>) -> Markup {
    html! {
        div.advice {
            strong { "You get no invoice here" }
            p {
                @match payer {
                    Some(payer) => {
                        (payer) " pays for your messages with its credit line, and settles them "
                        "with you. What you used is below; the amounts are at list price."
                    },
                    None => {
                        "Your provider pays for your messages once it has shared its credit line "
                        "with you. You pay your provider."
                    },
                }
            }
        }
        section.sheet.scroll #used role="region" tabindex="0" aria-label="What you used" {
            h2 { "What you used" }
            (table(used))
        }
    }
}

fn table(used: &[Used]) -> Markup {
    html! {
        @if used.is_empty() { (empty("Nothing yet.")) } @else {
            table {
                thead { tr {
                    th scope="col" { "Month" }
                    th scope="col" { "Account" }
                    th scope="col" { "Number" }
                    th scope="col" { "For" }
                    th scope="col" { "Country" }
                    th scope="col" { "Count" }
                    th scope="col" { "Charged" }
                    th scope="col" { "Amount" }
                } }
                tbody { @for one in used { tr {
                    td { (one.month) }
                    td { (one.account) }
                    td { (one.number) }
                    td { (one.category) }
                    td { (one.country) }
                    td { (one.count) }
                    td { (one.billable) }
                    td { (one.amount) }
                } } }
            }
        }
    }
}

/// Purchase orders, which stand on the invoice.
fn orders(visit: &Visit, accounts: &[(WabaId, String, String, String)]) -> Markup {
    html! {
        section.sheet {
            h2 { "Purchase orders" }
            @for (waba, name, owner, order) in accounts {
                @let field = format!("order-{waba}");
                form.row method="post" action={ (visit.here) "/orders" } {
                    input type="hidden" name="waba" value=(waba);
                    label for=(field) { (owner) ": " (name) }
                    input id=(field) name="number" value=(order);
                    button.quiet { "Save" }
                }
            }
        }
    }
}

/// `POST …/terms`.
pub(in crate::manager) async fn accept_terms(
    State(platform): State<Platform>,
    visit: Visit,
) -> Response {
    let command = MoneyCommand::SetTerms { business: visit.business, accepted: true };
    act(&platform, &visit.person, Command::Money(command), &visit.here).await
}

/// `POST …/orders`.
pub(in crate::manager) async fn set_order(
    State(platform): State<Platform>,
    visit: Visit,
    body: Bytes,
) -> Response {
    let fields = Fields::parse(&body);
    let Some(waba) = fields.read::<WabaId>("waba") else {
        return not_done(&visit.person, "The form was not filled in.", &visit.here);
    };
    let number = fields.get("number").to_owned();
    let command = Command::Account(AccountCommand::SetPurchaseOrder { waba, number });
    act(&platform, &visit.person, command, &visit.here).await
}
