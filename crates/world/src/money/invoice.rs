//! The consolidated monthly invoice of a provider (requirement G02).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use graph::id::{BusinessId, InvoiceId, PhoneNumberId, WabaId};
use graph::status::Currency;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::message::Category;

/// A calendar month in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month a time is in.
    pub fn of(at: Timestamp) -> Self {
        let date = at.to_zoned(TimeZone::UTC).date();
        Self { year: date.year(), month: date.month() }
    }

    /// Its first day.
    fn first(self) -> Date {
        Date::new(self.year, self.month, 1).expect("a month has a first day")
    }

    /// Its first moment.
    pub fn start(self) -> Timestamp {
        self.first().to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |start| start.timestamp())
    }

    /// The moment after its last one.
    pub fn end(self) -> Timestamp {
        let next = self.first().saturating_add(1.month());
        next.to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |start| start.timestamp())
    }

    /// In words, such as `November 2026`.
    pub fn words(self) -> String {
        self.first().strftime("%B %Y").to_string()
    }
}

impl fmt::Display for Month {
    /// `2026-11`.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("`{text}` is not a month such as 2026-11");
        let date: Date = format!("{text}-01").parse().map_err(|_| bad())?;
        let month = Self { year: date.year(), month: date.month() };
        if month.to_string() == text { Ok(month) } else { Err(bad()) }
    }
}

/// What a provider pays for one month: everything its lines paid for, on one invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// The bill-to party.
    pub business: BusinessId,
    /// The legal entity that pays.
    pub legal_entity: String,
    /// For which month.
    pub month: Month,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// One per business, WABA, number, category and country.
    pub lines: Vec<InvoiceLine>,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
}

/// One line of an invoice, with names as they were at the end of the month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// The line of credit that pays.
    pub credit_line: graph::id::CreditLineId,
    /// The client business.
    pub business: BusinessId,
    /// Its name.
    pub business_name: String,
    /// Its WABA.
    pub waba: WabaId,
    /// The WABA's name.
    pub waba_name: String,
    /// The purchase order it is billed under.
    pub purchase_order: Option<String>,
    /// The phone number.
    pub phone: PhoneNumberId,
    /// The number as it is shown.
    pub number: String,
    /// What for.
    pub category: Category,
    /// The calling code of the customers' country.
    pub country: String,
    /// What it is paid in.
    pub currency: Currency,
    /// Conversations or messages.
    pub count: u64,
    /// How many of them are charged.
    pub billable: u64,
    /// Thousandths of a unit of the currency.
    pub amount: i64,
    /// Thousandths of a US dollar.
    pub dollars: i64,
}

impl Invoice {
    /// The number printed on it.
    pub fn number(&self) -> String {
        format!("{}-{}", self.month, self.id)
    }

    /// What is to be paid, by currency: exactly the sum of the lines.
    pub fn totals(&self) -> BTreeMap<Currency, i64> {
        let mut totals = BTreeMap::new();
        for line in &self.lines {
            *totals.entry(line.currency).or_default() += line.amount;
        }
        totals
    }

    /// The lines as comma-separated values, a heading first; amounts with three decimals.
    pub fn csv(&self) -> String {
        let mut text = "invoice,month,business_id,business,waba_id,waba,purchase_order,\
                        phone_number_id,phone_number,category,country,count,billable,amount,\
                        currency\n"
            .to_owned();
        for line in &self.lines {
            let cells = [
                self.number(),
                self.month.to_string(),
                line.business.to_string(),
                quoted(&line.business_name),
                line.waba.to_string(),
                quoted(&line.waba_name),
                quoted(line.purchase_order.as_deref().unwrap_or_default()),
                line.phone.to_string(),
                line.number.clone(),
                line.category.as_str().to_owned(),
                format!("+{}", line.country),
                line.count.to_string(),
                line.billable.to_string(),
                decimal(line.amount),
                line.currency.to_string(),
            ];
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        text
    }
}

/// Thousandths as a decimal number, such as `12.345`.
pub fn decimal(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}.{:03}", size / 1_000, size % 1_000)
}

/// A cell as every spreadsheet reads it; a leading `=`, `+`, `-` or `@` is no formula.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@']);
    let safe = if formula { format!("'{text}") } else { text.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_where_the_next_begins() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let november: Month = "2026-11".parse().unwrap();
        assert_eq!(Month::of(at("2026-11-30T23:59:59.999Z")), november);
        assert_eq!(november.end(), at("2026-12-01T00:00:00Z"));
        assert_ne!(Month::of(november.end()), november);
        assert_eq!("2026-12".parse::<Month>().unwrap().end(), at("2027-01-01T00:00:00Z"));
        assert_eq!(
            (november.to_string(), november.words()),
            ("2026-11".into(), "November 2026".into())
        );
        assert!("2026-13".parse::<Month>().is_err());
    }

    #[test]
    fn cells_hold_commas_and_no_formulas() {
        assert_eq!(quoted("A, \"B\""), "\"A, \"\"B\"\"\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(
            (decimal(12_345), decimal(7), decimal(-1)),
            ("12.345".into(), "0.007".into(), "-0.001".into())
        );
    }
}
