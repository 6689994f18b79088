//! What clients used, by month, as the platform told it last.

use std::collections::BTreeMap;

use graph::id::{BusinessId, WabaId};
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::{id, key, maybe_id, moment, time};

/// What a number used of one category in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The number's digits.
    pub number: String,
    /// The category, such as `MARKETING`.
    pub category: String,
    /// What the account pays in.
    pub currency: String,
    /// Conversations or messages, as the platform counts.
    pub volume: u64,
    /// In millionths of a unit of the currency.
    pub cost: i64,
}

/// The same, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseOf {
    /// The client; unknown if it never said.
    pub business: Option<BusinessId>,
    /// What it is called.
    pub business_name: String,
    /// Its account.
    pub waba: WabaId,
    /// What was used.
    pub what: Use,
    /// When the platform told it.
    pub read_at: Timestamp,
}

/// An account that was not read after a month settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The client; unknown if it never said.
    pub business: Option<BusinessId>,
    /// What it is called.
    pub business_name: String,
    /// Its account.
    pub waba: WabaId,
    /// When it was read last, if ever.
    pub read_at: Option<Timestamp>,
}

/// When what an account used in each month was read last.
///
/// # Errors
/// When the database refuses.
pub fn reads(db: &Tx<'_>, waba: WabaId) -> Result<BTreeMap<String, Timestamp>, DbError> {
    let sql = "SELECT month, at FROM credit_use_read WHERE waba_id = $1";
    let rows = db.all(sql, params![key(waba.get())], |row| {
        Ok((row.get::<String>("month")?, moment(row, "at")?))
    })?;
    Ok(rows.into_iter().collect())
}

/// The accounts that were with us at some time of a month that lasts `from … to`, and were not read
/// after it settled.
///
/// # Errors
/// When the database refuses.
pub fn unread(
    db: &Tx<'_>,
    month: &str,
    (from, to): (Timestamp, Timestamp),
    settled: Timestamp,
) -> Result<Vec<Unread>, DbError> {
    db.all(
        "SELECT c.waba_id, c.business_id, c.business_name, r.at
         FROM client c
         LEFT JOIN credit_use_read r ON r.month = $1 AND r.waba_id = c.waba_id
         WHERE c.created_at < $2 AND (c.left_at IS NULL OR c.left_at > $3)
            AND (r.at IS NULL OR r.at < $4)
         ORDER BY c.business_id, c.waba_id",
        params![month, to_micros(to), to_micros(from), to_micros(settled)],
        |row| {
            Ok(Unread {
                business: maybe_id(row, "business_id")?.map(BusinessId::new),
                business_name: row.get("business_name")?,
                waba: WabaId::new(id(row, "waba_id")?),
                read_at: time(row, "at")?,
            })
        },
    )
}

/// Remembers what an account used in a month, in place of what was told before.
///
/// # Errors
/// When the database refuses.
pub fn put(
    db: &Tx<'_>,
    month: &str,
    waba: WabaId,
    uses: &[Use],
    now: Timestamp,
) -> Result<(), DbError> {
    let waba = key(waba.get());
    let sql = "DELETE FROM credit_use WHERE month = $1 AND waba_id = $2";
    db.execute(sql, params![month, waba])?;
    for one in uses {
        db.execute(
            "INSERT INTO credit_use (month, waba_id, number, category, currency, volume, cost)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (month, waba_id, number, category) DO UPDATE
                SET volume = credit_use.volume + excluded.volume,
                    cost = credit_use.cost + excluded.cost",
            params![month, waba, one.number, one.category, one.currency, key(one.volume), one.cost],
        )?;
    }
    db.execute(
        "INSERT INTO credit_use_read (month, waba_id, at) VALUES ($1, $2, $3)
         ON CONFLICT (month, waba_id) DO UPDATE SET at = excluded.at",
        params![month, waba, to_micros(now)],
    )?;
    Ok(())
}

/// What all clients used in a month, by business, account, number and category.
///
/// # Errors
/// When the database refuses.
pub fn of_month(db: &Tx<'_>, month: &str) -> Result<Vec<UseOf>, DbError> {
    db.all(
        "SELECT u.*, r.at, c.business_id, coalesce(c.business_name, '') AS business_name
         FROM credit_use u
         JOIN credit_use_read r ON r.month = u.month AND r.waba_id = u.waba_id
         LEFT JOIN client c ON c.waba_id = u.waba_id
         WHERE u.month = $1 ORDER BY c.business_id, u.waba_id, u.number, u.category",
        params![month],
        |row| {
            let what = Use {
                number: row.get("number")?,
                category: row.get("category")?,
                currency: row.get("currency")?,
                volume: row.get("volume")?,
                cost: row.get("cost")?,
            };
            Ok(UseOf {
                business: maybe_id(row, "business_id")?.map(BusinessId::new),
                business_name: row.get("business_name")?,
                waba: WabaId::new(id(row, "waba_id")?),
                what,
                read_at: moment(row, "at")?,
            })
        },
    )
}
