//! What each client used and what it costs, by calendar month in UTC, as on the platform's invoice
//! (requirement G02).
//!
//! The platform names no cost in webhooks and shows no invoice by API; what a provider can read is
//! each account's `conversation_analytics` with `COST`. It is read once a day, and the month before
//! until two days after its end. An account that was unshared cannot be read any more: what it used
//! in its last day with us is on the invoice only.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use graph::id::WabaId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use onboard::later;
use shell::db::DbError;
use shell::sql::Tx;

use crate::Provider;
use crate::store::ClientRow;
use crate::store::usage::{self, Use, UseOf};

/// Hours between two readings of one account.
const EVERY_HOURS: i64 = 24;
/// Hours after its end for which a month is read again.
const SETTLES_HOURS: i64 = 48;
/// Parts of a unit that costs are kept in.
const MILLIONTHS: i64 = 1_000_000;

/// A calendar month in UTC; its text is `2026-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

/// Not a month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month such as 2026-12")]
pub struct BadMonth(String);

impl Month {
    /// The month a time is in.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Self(at.to_zoned(TimeZone::UTC).date().first_of_month())
    }

    /// Its first moment.
    #[must_use]
    pub fn start(self) -> Timestamp {
        self.0.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |start| start.timestamp())
    }

    /// The first moment after it.
    #[must_use]
    pub fn end(self) -> Timestamp {
        Self(self.0.saturating_add(1.month())).start()
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1.month()))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Self, BadMonth> {
        let date: Option<Date> = format!("{text}-01").parse().ok();
        let month = date.map(Self).filter(|month| month.to_string() == text);
        month.ok_or_else(|| BadMonth(text.to_owned()))
    }
}

/// Reads what a client used, when that is due. What goes wrong holds up nothing: it is read at the
/// next look.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn collect(provider: &Provider, row: &ClientRow) -> Result<(), DbError> {
    let (waba, now, since) = (row.waba_id, provider.clock.now(), row.created_at);
    let due = provider.db.read(move |db| due(db, waba, since, now)).await?;
    for month in due {
        match provider.graph.used(waba, month.start(), month.end()).await {
            Ok(uses) => {
                let name = month.to_string();
                let write = move |tx: &Tx<'_>| usage::put(tx, &name, waba, &uses, now);
                provider.db.write(write).await?;
            }
            Err(error) => {
                tracing::warn!(%waba, %month, %error, "what a client used could not be read");
                break;
            }
        }
    }
    Ok(())
}

/// The months of an account, known `since` then, that are to be read now.
fn due(db: &Tx<'_>, waba: WabaId, since: Timestamp, now: Timestamp) -> Result<Vec<Month>, DbError> {
    let this = Month::of(now);
    let last = this.before();
    let read = |month: Month| usage::read_at(db, &month.to_string(), waba);
    let (of_this, of_last) = (read(this)?, read(last)?);
    let newest = of_this.into_iter().chain(of_last).chain([since]).max().unwrap_or(since);
    if now < later(newest, SignedDuration::from_hours(EVERY_HOURS)) {
        return Ok(vec![]);
    }
    let settled = later(last.end(), SignedDuration::from_hours(SETTLES_HOURS));
    let ended = since < last.end() && of_last.is_none_or(|at| at < settled);
    Ok(ended.then_some(last).into_iter().chain([this]).collect())
}

/// What was used in a month, by business and currency: the sums an invoice has to equal.
#[must_use]
pub fn totals(uses: &[UseOf]) -> BTreeMap<(String, String), i64> {
    let mut totals = BTreeMap::new();
    for one in uses {
        let business = one.business.map(|id| id.to_string()).unwrap_or_default();
        *totals.entry((business, one.what.currency.clone())).or_default() += one.what.cost;
    }
    totals
}

/// The uses of a month as comma-separated values, a heading first.
#[must_use]
pub fn csv(month: Month, uses: &[UseOf]) -> String {
    let mut text = "month,business_id,business,waba_id,phone_number,category,volume,cost,currency,\
                    as_of\n"
        .to_owned();
    for one in uses {
        let Use { number, category, currency, volume, cost } = &one.what;
        let cells = [
            month.to_string(),
            one.business.map(|id| id.to_string()).unwrap_or_default(),
            cell(&one.business_name),
            one.waba.to_string(),
            cell(number),
            cell(category),
            volume.to_string(),
            decimal(*cost),
            cell(currency),
            one.read_at.to_string(),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// Millionths of a unit as a decimal number, such as `12.345`; at least two decimals.
#[must_use]
pub fn decimal(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    let unit = MILLIONTHS.unsigned_abs();
    let mut text = format!("{sign}{}.{:06}", size / unit, size % unit);
    while text.ends_with('0') && !text.ends_with(".00") {
        let tail = text.len() - text.find('.').unwrap_or(0);
        if tail <= 3 {
            break;
        }
        text.pop();
    }
    text
}

/// A cost as the platform writes it, in millionths.
pub(crate) fn millionths(cost: f64) -> i64 {
    let scaled = (cost * 1e6).round();
    // Beyond this a sum of money is a mistake of whoever wrote it.
    if scaled.abs() < 9e15 { format!("{scaled:.0}").parse().unwrap_or(0) } else { 0 }
}

/// A cell as every spreadsheet reads it; what would be a formula is made text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t']);
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
    fn g02_money_is_counted_in_whole_millionths() {
        for (cost, kept, shown) in
            [(0.126, 126_000, "0.126"), (12.0, 12_000_000, "12.00"), (0.0085, 8_500, "0.0085")]
        {
            assert_eq!(millionths(cost), kept);
            assert_eq!(decimal(kept), shown);
        }
        assert_eq!(decimal(-1_500_000), "-1.50");
    }

    #[test]
    fn g02_months_end_where_the_next_begins_and_cells_hold_no_formulas() {
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(december.end(), "2027-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(Month::of(december.end()).before(), december);
        assert!("2026-13".parse::<Month>().is_err() && "2026-1".parse::<Month>().is_err());
        assert_eq!(cell("=1+1, \"x\""), "\"'=1+1, \"\"x\"\"\"");
    }
}
