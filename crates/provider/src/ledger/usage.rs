//! What each client used and what it costs, by calendar month in UTC, as on the platform's invoice
//! (requirement G02).
//!
//! The platform names no cost in webhooks and shows no invoice by API; what a provider can read is
//! each account's `conversation_analytics` with `COST`. Each month is read once a day until it was
//! read two days after its end, however long that takes. An account that was unshared cannot be
//! read any more: what it used in its last day with us is on the invoice only.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use onboard::later;
use shell::db::DbError;
use shell::sql::Tx;

use crate::Provider;
use crate::store::ClientRow;
use crate::store::failures::Failure;
use crate::store::usage;

/// Hours between two readings of one account.
const EVERY_HOURS: i64 = 24;
/// Hours after its end for which a month is read again.
const SETTLES_HOURS: i64 = 48;
/// Months that are asked for at most, the running one included: older ones stay incomplete.
const MONTHS_MAX: usize = 13;
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

    /// From when on what is read of it is all there is.
    #[must_use]
    pub fn settles(self) -> Timestamp {
        later(self.end(), SignedDuration::from_hours(SETTLES_HOURS))
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

/// How a reading of what a client used went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Nothing is due, or it was read, or nobody can read now.
    Fine,
    /// It failed a short while ago and is not tried again yet.
    Resting,
    /// The platform could not be asked; in words for operators.
    Failed(String),
}

/// Reads what a client used in every month that is not settled, when that is due: one that nobody
/// could look at for months is read as soon as it can be.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn collect(
    provider: &Provider,
    row: &ClientRow,
    failed: Option<&Failure>,
) -> Result<Reading, DbError> {
    let (waba, now, since) = (row.waba_id, provider.clock.now(), row.created_at);
    if failed.is_some_and(|failure| failure.next_at > now) {
        return Ok(Reading::Resting);
    }
    let reads = provider.db.read(move |db| usage::reads(db, waba)).await?;
    for month in due(&reads, since, now) {
        match provider.graph.used(waba, month.start(), month.end()).await {
            Ok(uses) => {
                let name = month.to_string();
                let write = move |tx: &Tx<'_>| usage::put(tx, &name, waba, &uses, now);
                provider.db.write(write).await?;
            }
            Err(error) if error.is_token() || error.paused().is_some() => break,
            Err(error) => {
                let why = error.advice();
                return Ok(Reading::Failed(format!("could not read its use of {month}: {why}")));
            }
        }
    }
    Ok(Reading::Fine)
}

/// The months of an account, known `since` then, that are to be read now, the newest first.
fn due(reads: &BTreeMap<String, Timestamp>, since: Timestamp, now: Timestamp) -> Vec<Month> {
    let this = Month::of(now);
    let mut due = Vec::new();
    let mut month = this;
    for _ in 0..MONTHS_MAX {
        let read = reads.get(&month.to_string()).copied();
        // A month that has just begun is read when the one before it would have been again.
        let before = || reads.get(&month.before().to_string()).copied();
        let last = read.or_else(|| before().filter(|_| month == this)).unwrap_or(since);
        let rested = now >= later(last, SignedDuration::from_hours(EVERY_HOURS));
        if rested && read.is_none_or(|at| at < month.settles()) {
            due.push(month);
        }
        if month.start() <= since {
            break;
        }
        month = month.before();
    }
    due
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
    fn g02_months_end_where_the_next_begins() {
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(december.end(), "2027-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(Month::of(december.end()).before(), december);
        assert!("2026-13".parse::<Month>().is_err() && "2026-1".parse::<Month>().is_err());
    }

    #[test]
    fn g02_every_month_is_due_until_it_was_read_after_it_settled() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let names = |reads: &BTreeMap<String, Timestamp>, now: &str| -> Vec<String> {
            due(reads, at("2026-11-05T00:00:00Z"), at(now)).iter().map(Month::to_string).collect()
        };
        let mut reads = BTreeMap::new();
        assert_eq!(names(&reads, "2026-11-05T12:00:00Z"), [""; 0], "nothing within a day");
        assert_eq!(
            names(&reads, "2027-02-01T00:00:00Z"),
            ["2027-02", "2027-01", "2026-12", "2026-11"]
        );
        reads.insert("2026-11".to_owned(), at("2026-11-30T12:00:00Z"));
        assert_eq!(names(&reads, "2026-12-01T06:00:00Z"), [""; 0], "a new month begins quietly");
        assert_eq!(names(&reads, "2026-12-01T12:00:00Z"), ["2026-12", "2026-11"]);
        reads.insert("2026-11".to_owned(), at("2026-12-03T00:00:00Z"));
        assert_eq!(names(&reads, "2027-01-20T00:00:00Z"), ["2027-01", "2026-12"], "settled");
    }
}
