//! One invoice: as a page, as comma-separated values, and paid (requirement G02).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::InvoiceId;
use http::header;
use maud::html;
use world::{Command, Invoice, MoneyCommand, decimal};

use super::Visit;
use super::billing::total;
use crate::Platform;
use crate::manager::{act, not_yours, page};
use crate::pages::parts::{Tone, badge, time};

/// The invoice, if it is one of this business.
fn find(platform: &Platform, visit: &Visit, id: &str) -> Option<Invoice> {
    let id: InvoiceId = id.parse().ok()?;
    let found = platform.read(|world| world.money.invoices.get(&id).cloned());
    found.filter(|invoice| invoice.business == visit.business)
}

/// The page.
pub(in crate::manager) async fn show(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, invoice)): Path<(String, String)>,
) -> Response {
    let Some(invoice) = find(&platform, &visit, &invoice) else { return not_yours(&visit.person) };
    let body = html! {
        (visit.tabs(&platform))
        h1 { "Invoice " (invoice.number()) }
        dl {
            dt { "Bill to" } dd { (invoice.legal_entity) " " small { (invoice.business) } }
            dt { "Month" } dd { (invoice.month.words()) }
            dt { "Issued" } dd { (time(invoice.issued_at)) }
            dt { "Total" } dd #total { (total(&invoice)) }
            dt { "State" }
            dd {
                @match invoice.paid_at {
                    Some(at) => { (badge(Tone::Good, "Paid")) " " (time(at)) },
                    None => (badge(Tone::Warn, "Open")),
                }
            }
        }
        div.row {
            a href={ (visit.here) "/csv" } { "Download as CSV" }
            @if invoice.paid_at.is_none() && visit.admin {
                form method="post" action={ (visit.here) "/pay" } { button { "Pay" } }
            }
        }
        section.sheet.scroll role="region" tabindex="0" aria-label="Lines of the invoice" {
            table {
                thead { tr {
                    th scope="col" { "Business" }
                    th scope="col" { "Account" }
                    th scope="col" { "Purchase order" }
                    th scope="col" { "Number" }
                    th scope="col" { "For" }
                    th scope="col" { "Country" }
                    th scope="col" { "Count" }
                    th scope="col" { "Charged" }
                    th scope="col" { "Amount" }
                } }
                tbody { @for line in &invoice.lines { tr {
                    td { (line.business_name) br; small { (line.business) } }
                    td { (line.waba_name) br; small { (line.waba) } }
                    td { (line.purchase_order.as_deref().unwrap_or_default()) }
                    td { (line.number) }
                    td { (line.category.as_str()) }
                    td { "+" (line.country) }
                    td { (line.count) }
                    td { (line.billable) }
                    td { (decimal(line.amount)) " " (line.currency) }
                } } }
            }
        }
    };
    page("Invoice", &visit.person, body).into_response()
}

/// The lines for a spreadsheet.
pub(in crate::manager) async fn csv(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, invoice)): Path<(String, String)>,
) -> Response {
    let Some(invoice) = find(&platform, &visit, &invoice) else { return not_yours(&visit.person) };
    let name = format!("attachment; filename=\"invoice-{}.csv\"", invoice.number());
    let kind = "text/csv; charset=utf-8".to_owned();
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
    (headers, invoice.csv()).into_response()
}

/// The provider pays.
pub(in crate::manager) async fn pay(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, invoice)): Path<(String, String)>,
) -> Response {
    let Some(invoice) = find(&platform, &visit, &invoice) else { return not_yours(&visit.person) };
    let command = MoneyCommand::SettleInvoice { invoice: invoice.id };
    act(&platform, &visit.person, Command::Money(command), &visit.here).await
}
