//! What is known of our own tokens: until when they are good, and since when they are refused.

use jiff::Timestamp;
use onboard::{Dead, Death, Holder};
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::{json, micros, moment, time, to_json};

/// One of our tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Whose.
    pub holder: Holder,
    /// The beginning of its SHA-256: another token is another one.
    pub fingerprint: String,
    /// When it is asked about next.
    pub next_at: Timestamp,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
    /// Since when it is refused.
    pub dead_since: Option<Timestamp>,
    /// The finer number of error 190.
    pub subcode: Option<u32>,
    /// What operators were told about it.
    pub told: Vec<String>,
}

impl TokenRow {
    /// A token nobody has asked about yet.
    #[must_use]
    pub fn new(holder: Holder, fingerprint: String, now: Timestamp) -> Self {
        Self {
            holder,
            fingerprint,
            next_at: now,
            expires_at: None,
            dead_since: None,
            subcode: None,
            told: vec![],
        }
    }

    /// That it is refused, if it is.
    #[must_use]
    pub fn dead(&self) -> Option<Dead> {
        let (holder, why) = (self.holder, Death::of(self.subcode));
        self.dead_since.map(|since| Dead { holder, since, why })
    }
}

/// The row of one token.
///
/// # Errors
/// When the database refuses.
pub fn get(db: &Tx<'_>, holder: Holder) -> Result<Option<TokenRow>, DbError> {
    db.maybe("SELECT * FROM token_health WHERE holder = $1", params![holder.as_str()], |row| {
        Ok(TokenRow {
            holder,
            fingerprint: row.get("fingerprint")?,
            next_at: moment(row, "next_at")?,
            expires_at: time(row, "expires_at")?,
            dead_since: time(row, "dead_since")?,
            subcode: row.get("subcode")?,
            told: json(row, "told")?,
        })
    })
}

/// Writes a token's row, replacing an earlier one.
///
/// # Errors
/// When the database refuses.
pub fn put(db: &Tx<'_>, row: &TokenRow) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO token_health
            (holder, fingerprint, next_at, expires_at, dead_since, subcode, told)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (holder) DO UPDATE SET
            fingerprint = excluded.fingerprint, next_at = excluded.next_at,
            expires_at = excluded.expires_at, dead_since = excluded.dead_since,
            subcode = excluded.subcode, told = excluded.told",
        params![
            row.holder.as_str(),
            row.fingerprint,
            to_micros(row.next_at),
            micros(row.expires_at),
            micros(row.dead_since),
            row.subcode,
            to_json(&row.told)
        ],
    )?;
    Ok(())
}

/// When one of them is asked about next, as it is stored.
///
/// # Errors
/// When the database refuses.
pub fn next_due(db: &Tx<'_>) -> Result<Option<i64>, DbError> {
    db.one("SELECT min(next_at) FROM token_health", params![], |row| row.get(0))
}
