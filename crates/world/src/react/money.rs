//! Who is told about invoices and the end of a line's room (requirement G02).

use graph::id::InvoiceId;

use crate::effect::Effect;
use crate::mail::Letter;
use crate::money::{Invoice, MoneyEvent, decimal};
use crate::world::World;

impl World {
    pub(super) fn after_money(&self, event: &MoneyEvent) -> Vec<Effect> {
        match event {
            MoneyEvent::InvoiceIssued { invoice, .. } => self.after_invoice(*invoice),
            MoneyEvent::InvoiceSettled { invoice } => {
                let Some(invoice) = self.money.invoices.get(invoice) else { return Vec::new() };
                let Some(payer) = self.businesses.get(&invoice.business) else { return Vec::new() };
                let letter = Letter {
                    subject: format!("Invoice {} is paid", invoice.number()),
                    what: format!("Your invoice for {} is settled.", invoice.month.words()),
                    facts: facts(invoice),
                    next: "nothing.".to_owned(),
                };
                vec![letter.notice(payer)]
            }
            _ => Vec::new(),
        }
    }

    /// One mail and one notification to the bill-to party; its clients get no invoice.
    fn after_invoice(&self, id: InvoiceId) -> Vec<Effect> {
        let Some(invoice) = self.money.invoices.get(&id) else { return Vec::new() };
        let Some(payer) = self.businesses.get(&invoice.business) else { return Vec::new() };
        let letter = Letter {
            subject: format!("Your WhatsApp invoice for {}", invoice.month.words()),
            what: format!(
                "{} is billed for all WhatsApp messages of {} that its credit line paid for: its \
                 own and those of the businesses it shares the line with.",
                invoice.legal_entity,
                invoice.month.words()
            ),
            facts: facts(invoice),
            next: "pay the invoice, and settle with your clients what they used. Every line is in \
                   your Business Manager under Billing."
                .to_owned(),
        };
        Vec::from(letter.to(payer))
    }
}

fn facts(invoice: &Invoice) -> Vec<(&'static str, String)> {
    let clients: std::collections::BTreeSet<_> =
        invoice.lines.iter().map(|line| line.business).collect();
    let mut facts = vec![
        ("Invoice", invoice.number()),
        ("Businesses on it", clients.len().to_string()),
        ("Lines", invoice.lines.len().to_string()),
    ];
    let totals = invoice.totals();
    facts.extend(
        totals.iter().map(|(currency, total)| ("Total", format!("{} {currency}", decimal(*total)))),
    );
    facts
}
