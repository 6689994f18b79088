//! The audit log's rows (requirement I03): each is hashed together with the hash before it.

use jiff::Timestamp;
use serde::Serialize;
use shell::db::DbError;
use shell::secret::sha256_hex;
use shell::sql::{Row, Tx, from_micros, params, to_micros};

use super::{key, to_json};

/// One thing done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditRow {
    /// Its place, counted from 1 without gaps.
    pub seq: u64,
    /// When, in microseconds since 1970.
    pub at_us: i64,
    /// Who: an operator's name, or whose command line.
    pub who: String,
    /// What, in words.
    pub what: String,
    /// What it was done to, such as `client 1234`.
    pub subject: String,
    /// What was there before, if that says something. Never a secret.
    pub before: Option<String>,
    /// What is there now. Never a secret.
    pub after: Option<String>,
    /// The HTTP request it was asked with.
    pub request_id: Option<String>,
    /// The hash of the row before; 64 zeros before the first.
    pub prev: String,
    /// The hash of this row: see [`AuditRow::digest`].
    pub hash: String,
}

impl AuditRow {
    /// What the hash of this row must be: SHA-256, in hexadecimal, of the JSON list `[seq, at_us,
    /// who, what, subject, before, after, request_id, prev]` written without spaces.
    #[must_use]
    pub fn digest(&self) -> String {
        let told = (
            (self.seq, self.at_us, &self.who, &self.what, &self.subject),
            (&self.before, &self.after, &self.request_id, &self.prev),
        );
        let ((seq, at, who, what, subject), (before, after, request, prev)) = told;
        let list = (seq, at, who, what, subject, before, after, request, prev);
        sha256_hex(to_json(&list).as_bytes())
    }

    /// When.
    ///
    /// # Errors
    /// When the time is outside the calendar.
    pub fn at(&self) -> Result<Timestamp, DbError> {
        from_micros(self.at_us)
    }
}

/// Adds a row as it is.
///
/// # Errors
/// When the database refuses.
pub(crate) fn add(tx: &Tx<'_>, row: &AuditRow) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO audit
         (seq, at, who, what, subject, before, after, request_id, prev, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            key(row.seq),
            row.at_us,
            row.who,
            row.what,
            row.subject,
            row.before,
            row.after,
            row.request_id,
            row.prev,
            row.hash,
        ],
    )?;
    Ok(())
}

/// The rows after a place, oldest first, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub fn after(tx: &Tx<'_>, seq: u64, limit: u32) -> Result<Vec<AuditRow>, DbError> {
    tx.all(
        "SELECT * FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2",
        params![key(seq), limit],
        read,
    )
}

/// Which rows to show; what is not given restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A text that `who`, `what` or `subject` must contain.
    pub text: Option<String>,
    /// The earliest time.
    pub since: Option<Timestamp>,
}

/// The newest rows, newest first, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub fn newest(tx: &Tx<'_>, wanted: &Wanted, limit: u32) -> Result<Vec<AuditRow>, DbError> {
    let text = wanted.text.as_deref().unwrap_or_default();
    let text: String = text.chars().filter(|c| !matches!(c, '%' | '_' | '\\')).collect();
    let since = wanted.since.map_or(i64::MIN, to_micros);
    tx.all(
        "SELECT * FROM audit WHERE at >= $1
         AND lower(who || ' ' || what || ' ' || subject) LIKE lower($2)
         ORDER BY seq DESC LIMIT $3",
        params![since, format!("%{text}%"), limit],
        read,
    )
}

/// How many rows there are, and the last place that is taken.
///
/// # Errors
/// When the database refuses.
pub(crate) fn last(tx: &Tx<'_>) -> Result<u64, DbError> {
    tx.one("SELECT coalesce(max(seq), 0) FROM audit", &[], |row| row.get(0))
}

fn read(row: &Row<'_>) -> Result<AuditRow, DbError> {
    Ok(AuditRow {
        seq: row.get("seq")?,
        at_us: row.get("at")?,
        who: row.get("who")?,
        what: row.get("what")?,
        subject: row.get("subject")?,
        before: row.get("before")?,
        after: row.get("after")?,
        request_id: row.get("request_id")?,
        prev: row.get("prev")?,
        hash: row.get("hash")?,
    })
}
