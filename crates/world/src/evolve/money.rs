//! Money: limits, terms, own payment methods, invoices.

use graph::id::{BusinessId, InvoiceId};
use jiff::Timestamp;

use crate::due::Due;
use crate::money::{Invoice, InvoiceLine, MoneyEvent, Month, Sum, Use};
use crate::waba::Funding;
use crate::world::World;

impl World {
    pub(super) fn evolve_office_money(&mut self, event: &MoneyEvent, at: Timestamp) {
        match event {
            MoneyEvent::ShareTermsSet { allocation, terms } => {
                self.allocation_mut(*allocation).terms = terms.clone();
            }
            MoneyEvent::TermsSet { business, accepted: true } => {
                self.money.terms_open.remove(business);
            }
            MoneyEvent::TermsSet { business, accepted: false } => {
                self.money.terms_open.insert(*business);
            }
            MoneyEvent::MaxBalanceSet { line, max: Some(max) } => {
                self.money.max_balance.insert(*line, *max);
            }
            MoneyEvent::MaxBalanceSet { line, max: None } => {
                self.money.max_balance.remove(line);
            }
            MoneyEvent::DirectFundingSet { waba, credential, currency } => {
                let (credential, currency) = (*credential, *currency);
                self.waba_mut(*waba).funding = Funding::Direct { credential, currency };
            }
            MoneyEvent::InvoiceIssued { invoice, business, month } => {
                self.issue(*invoice, *business, *month, at);
            }
            MoneyEvent::InvoiceSettled { invoice } => self.settle(*invoice, at),
        }
    }

    fn issue(&mut self, id: InvoiceId, business: BusinessId, month: Month, at: Timestamp) {
        self.unschedule(month.end(), Due::Invoice(business, month));
        self.money.closing.remove(&(business, month));
        let lines = self.used_in(month).filter_map(|(one, sum)| {
            let line = one.line.and_then(|line| self.credit_lines.get(&line))?;
            (line.owner == business).then(|| self.invoice_line(one, sum))?
        });
        let lines = lines.collect();
        let own = self.businesses.get(&business);
        let entity = own.map(|own| own.profile.legal_name.clone()).unwrap_or_default();
        let invoice = Invoice {
            id,
            business,
            legal_entity: entity,
            month,
            issued_at: at,
            lines,
            paid_at: None,
        };
        self.money.invoices.insert(id, invoice);
    }

    fn invoice_line(&self, one: &Use, sum: &Sum) -> Option<InvoiceLine> {
        let waba = self.wabas.get(&one.waba)?;
        let owner = self.businesses.get(&waba.owner)?;
        let phone = self.phones.get(&one.phone);
        Some(InvoiceLine {
            credit_line: one.line?,
            business: owner.id,
            business_name: owner.profile.name.clone(),
            waba: waba.id,
            waba_name: waba.name.clone(),
            purchase_order: self.accounts.purchase_orders.get(&waba.id).cloned(),
            phone: one.phone,
            number: phone.map(|phone| phone.number.display()).unwrap_or_default(),
            category: one.category,
            country: one.country.clone(),
            currency: one.currency,
            count: sum.count,
            billable: sum.billable,
            amount: sum.amount,
            dollars: sum.dollars,
        })
    }

    fn settle(&mut self, id: InvoiceId, at: Timestamp) {
        let Some(invoice) = self.money.invoices.get_mut(&id) else { return };
        invoice.paid_at = Some(at);
        let paid: Vec<_> =
            invoice.lines.iter().map(|line| (line.credit_line, line.dollars)).collect();
        for (line, dollars) in paid {
            *self.money.owed.entry(line).or_default() -= dollars;
        }
    }
}
