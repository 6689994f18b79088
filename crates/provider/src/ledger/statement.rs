//! What all clients used in a month, as a table whose sums the platform's invoice has to equal, and
//! what is missing in it (requirement G02).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};
use shell::db::DbError;
use shell::sql::Tx;

use super::usage::{Month, decimal};
use crate::report;
use crate::store::usage::{self, Unread, UseOf};

/// The columns of a month's table as CSV.
pub const COLUMNS: &[&str] = &[
    "month",
    "business_id",
    "business",
    "waba_id",
    "number",
    "category",
    "volume",
    "cost",
    "currency",
    "as_of",
    "settled",
];

/// What all clients used in one month.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Which month.
    pub month: Month,
    /// By business, account, number and category.
    pub uses: Vec<UseOf>,
    /// Accounts that were with us in that month and were not read after it settled.
    pub unread: Vec<Unread>,
    settled: bool,
}

impl Statement {
    /// What is known at `now` of a month.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn read(db: &Tx<'_>, month: Month, now: Timestamp) -> Result<Self, DbError> {
        let name = month.to_string();
        let uses = usage::of_month(db, &name)?;
        let unread = usage::unread(db, &name, (month.start(), month.end()), month.settles())?;
        Ok(Self { month, uses, unread, settled: now >= month.settles() })
    }

    /// Whether the sums are final: the month is over for two days, and every account was read after
    /// that.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.settled && self.unread.is_empty()
    }

    /// What an empty table says in words.
    #[must_use]
    pub fn nothing(&self) -> String {
        match self.complete() {
            true => format!("no use in {}, final", self.month),
            false => format!("no use is known of {}", self.month),
        }
    }

    /// The sums by business and currency, in millionths of a unit.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<(String, String), i64> {
        let mut totals = BTreeMap::new();
        for one in &self.uses {
            let business = one.business.map(|id| id.to_string()).unwrap_or_default();
            *totals.entry((business, one.what.currency.clone())).or_default() += one.what.cost;
        }
        totals
    }

    /// What is missing in the sums, in words; `None` when they are final.
    #[must_use]
    pub fn missing(&self) -> Option<String> {
        if !self.settled {
            let settles = self.month.settles().strftime("%Y-%m-%d %H:%M UTC");
            return Some(format!("not final: {} settles at {settles}", self.month));
        }
        if self.unread.is_empty() {
            return None;
        }
        let list = self.unread.iter().map(|one| match one.read_at {
            Some(at) => format!("{} (read up to {at})", one.waba),
            None => format!("{} (never read)", one.waba),
        });
        let list: Vec<String> = list.collect();
        Some(format!(
            "incomplete: the invoice may have more for the accounts that were not read after {} \
             settled: {}",
            self.month,
            list.join(", ")
        ))
    }

    /// One row for each number and category, and one without them for each account that nothing is
    /// known of.
    #[must_use]
    pub fn rows(&self) -> Vec<Value> {
        let mut rows: Vec<Value> = self.uses.iter().map(|one| self.used(one)).collect();
        let known = |unread: &&Unread| self.uses.iter().any(|one| one.waba == unread.waba);
        rows.extend(self.unread.iter().filter(|one| !known(one)).map(|one| {
            json!({
                "month": self.month.to_string(),
                "business_id": one.business.map(|id| id.to_string()),
                "business": one.business_name, "waba_id": one.waba.to_string(),
                "as_of": one.read_at.map(|at| at.to_string()), "settled": "no",
            })
        }));
        rows
    }

    fn used(&self, one: &UseOf) -> Value {
        json!({
            "month": self.month.to_string(),
            "business_id": one.business.map(|id| id.to_string()), "business": one.business_name,
            "waba_id": one.waba.to_string(), "number": one.what.number,
            "category": one.what.category, "volume": one.what.volume,
            "cost": decimal(one.what.cost), "currency": one.what.currency,
            "as_of": one.read_at.to_string(),
            "settled": if one.read_at >= self.month.settles() { "yes" } else { "no" },
        })
    }

    /// The rows as comma-separated values, a heading first.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut text = COLUMNS.join(",");
        text.push_str("\r\n");
        for row in self.rows() {
            text.push_str(&report::csv(&row, COLUMNS));
            text.push_str("\r\n");
        }
        text
    }
}
