//! Money beside the credit lines themselves: what messages cost, who pays, and the monthly invoice
//! (requirements F04, G01 to G06; contract §5).

mod invoice;
mod prices;

use std::collections::{BTreeMap, BTreeSet};

use graph::id::{
    AllocationId, BusinessId, CredentialId, CreditLineId, InvoiceId, PhoneNumberId, WabaId,
};
use graph::status::Currency;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use invoice::{Invoice, InvoiceLine, Month, decimal};
pub use prices::{Factor, Prices, Rate};

use crate::message::{Category, Charge, MessageId, Way};
use crate::waba::{Funding, Waba};
use crate::world::World;

/// Everything about money that is not on a line, a share or a WABA itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Providers that have not accepted the Credit Allocation API terms (contract §5).
    pub terms_open: BTreeSet<BusinessId>,
    /// The most that may be owed on a line, in thousandths of a unit of its own currency.
    pub max_balance: BTreeMap<CreditLineId, i64>,
    /// What is owed on a line, in thousandths of a US dollar.
    pub owed: BTreeMap<CreditLineId, i64>,
    /// What was used, by month.
    pub ledger: BTreeMap<Use, Sum>,
    /// The months that end with an invoice.
    pub closing: BTreeSet<(BusinessId, Month)>,
    /// All invoices.
    pub invoices: BTreeMap<InvoiceId, Invoice>,
    /// Conversations that were charged and still go on, with their ends.
    pub(crate) conversations: BTreeMap<String, Timestamp>,
    pub(crate) endings: BTreeSet<(Timestamp, String)>,
}

/// What a sum of uses has in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Use {
    /// In which month.
    pub month: Month,
    /// The WABA.
    pub waba: WabaId,
    /// Its number.
    pub phone: PhoneNumberId,
    /// What for.
    pub category: Category,
    /// The calling code of the customers' country, such as `49`.
    pub country: String,
    /// What the WABA pays in.
    pub currency: Currency,
    /// On whose line; nobody's while the WABA pays itself or has no payment method.
    pub line: Option<CreditLineId>,
}

/// How much of it there was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Conversations or messages, as the era counts.
    pub count: u64,
    /// How many of them were charged; those of a trial are not.
    pub billable: u64,
    /// What they cost, in thousandths of a unit of the currency.
    pub amount: i64,
    /// The same in thousandths of a US dollar.
    pub dollars: i64,
}

/// How a line is shared, where the sharing says more than with whom (contract §5.3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareTerms {
    /// The most of the share, in hundredths of a unit of the line's currency.
    pub amount: Option<i64>,
    /// `MSA`, `Normal` or `Sequential`.
    pub liability_type: Option<String>,
    /// `AUTH`, `FIXED` or `FIXED_WITHOUT_PARTITION`.
    pub partition_type: Option<String>,
    /// `Advertiser` or `Agency`.
    pub send_bill_to: Option<String>,
}

/// What is asked about money.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum MoneyCommand {
    /// `POST /{line}/whatsapp_credit_sharing` (contract §5.2, the first of two steps).
    ShareLine { line: CreditLineId, receiving: BusinessId },
    /// `POST /{line}/whatsapp_credit_attach` (the second): by the business's own token.
    AttachLine { line: CreditLineId, waba: WabaId, currency: Currency },
    /// `POST /{line}/owning_credit_allocation_configs` (contract §5.3).
    Allocate { line: CreditLineId, receiving: BusinessId, terms: ShareTerms },
    /// The provider accepts the Credit Allocation API terms; the desk may take that back.
    SetTerms { business: BusinessId, accepted: bool },
    /// Meta limits a line, from the desk: thousandths of a unit; `None`: no limit.
    SetMaxBalance { line: CreditLineId, max: Option<i64> },
    /// The owner gives its own payment method (refused where businesses cannot pay: G02).
    PayDirectly { waba: WabaId, currency: Currency },
    /// The provider pays an invoice.
    SettleInvoice { invoice: InvoiceId },
}

/// What became true about money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum MoneyEvent {
    ShareTermsSet {
        allocation: AllocationId,
        terms: ShareTerms,
    },
    TermsSet {
        business: BusinessId,
        accepted: bool,
    },
    MaxBalanceSet {
        line: CreditLineId,
        max: Option<i64>,
    },
    DirectFundingSet {
        waba: WabaId,
        credential: CredentialId,
        currency: Currency,
    },
    /// The month is over: everything the provider's lines paid for is on one invoice (G02).
    InvoiceIssued {
        invoice: InvoiceId,
        business: BusinessId,
        month: Month,
    },
    InvoiceSettled {
        invoice: InvoiceId,
    },
}

impl World {
    /// Whether a WABA's messages can be paid for now (requirement F04): there is a payment method,
    /// and the line behind it has room.
    pub fn can_pay(&self, waba: &Waba) -> bool {
        match waba.funding {
            Funding::None | Funding::Revoked { .. } => false,
            Funding::Direct { .. } => true,
            Funding::Own { line, .. } | Funding::Attached { line, .. } => self.has_room(line),
        }
    }

    /// Whether less is owed on the line than may be.
    pub fn has_room(&self, line: CreditLineId) -> bool {
        self.money.max_balance.get(&line).is_none_or(|&max| self.owed(line) < max)
    }

    /// What is owed on a line, in thousandths of a unit of its own currency.
    pub fn owed(&self, line: CreditLineId) -> i64 {
        let dollars = self.money.owed.get(&line).copied().unwrap_or(0);
        let own = self.credit_lines.get(&line).map_or(Currency::Usd, |line| line.currencies.own);
        self.policy.prices.in_currency(dollars, own)
    }

    /// The parts of the ledger of one month.
    pub fn used_in(&self, month: Month) -> impl Iterator<Item = (&Use, &Sum)> {
        let ledger = self.money.ledger.iter();
        ledger
            .skip_while(move |(one, _)| one.month < month)
            .take_while(move |(one, _)| one.month == month)
    }

    /// What one WABA used in one month.
    pub(crate) fn used_by(&self, waba: WabaId, month: Month) -> impl Iterator<Item = (&Use, &Sum)> {
        // No number has this id, so the rest of the first key does not matter.
        let first = Use {
            month,
            waba,
            phone: PhoneNumberId::new(0),
            category: Category::Service,
            country: String::new(),
            currency: Currency::Usd,
            line: None,
        };
        let ledger = self.money.ledger.range(first..);
        ledger.take_while(move |(one, _)| one.month == month && one.waba == waba)
    }

    /// The invoices of a business, newest first.
    pub fn invoices_of(&self, business: BusinessId) -> Vec<&Invoice> {
        let own = self.money.invoices.values().filter(|one| one.business == business);
        let mut own: Vec<&Invoice> = own.collect();
        own.sort_by_key(|one| std::cmp::Reverse((one.month, one.id)));
        own
    }

    /// Counts an outgoing message that arrived. Conversations count once, with their first message;
    /// where single messages are priced, each counts.
    pub(crate) fn meter(&mut self, message: &MessageId, at: Timestamp) {
        let Some(message) = self.messages.get(message) else { return };
        let Way::Out { billing, .. } = &message.way else { return };
        let (billing, sender) = (billing.clone(), message.phone);
        let country = message.customer.country_code().to_owned();
        while let Some((end, id)) = self.money.endings.first().cloned()
            && end <= at
        {
            self.money.endings.remove(&(end, id.clone()));
            self.money.conversations.remove(&id);
        }
        let priced = billing.charge != Charge::Nothing;
        let counts = self.policy.bills_messages(at) || {
            let (id, end) = (billing.conversation.clone(), billing.expires_at);
            self.money.endings.insert((end, id.clone()));
            self.money.conversations.insert(id, end).is_none()
        };
        if !counts && !priced {
            return;
        }
        let Some(waba) = self.phones.get(&sender).map(|phone| phone.waba) else { return };
        let Some(waba) = self.wabas.get(&waba) else { return };
        let line = waba.funding.line();
        let currency = waba.funding.currency().unwrap_or(Currency::Usd);
        let price = || self.policy.prices.dollars(billing.category, &country);
        let dollars = if priced { price() } else { 0 };
        let one = Use {
            month: Month::of(at),
            waba: waba.id,
            phone: sender,
            category: billing.category,
            country,
            currency,
            line,
        };
        self.charge(one, (counts, priced), dollars);
    }

    fn charge(&mut self, one: Use, (counts, priced): (bool, bool), dollars: i64) {
        let amount = self.policy.prices.in_currency(dollars, one.currency);
        let payer = one.line.and_then(|line| self.credit_lines.get(&line)).map(|line| line.owner);
        if let (Some(line), Some(payer)) = (one.line, payer) {
            *self.money.owed.entry(line).or_default() += dollars;
            if self.money.closing.insert((payer, one.month)) {
                let due = crate::due::Due::Invoice(payer, one.month);
                self.schedule(one.month.end(), due);
            }
        }
        let sum = self.money.ledger.entry(one).or_default();
        sum.count += u64::from(counts);
        sum.billable += u64::from(priced);
        sum.amount += amount;
        sum.dollars += dollars;
    }
}
