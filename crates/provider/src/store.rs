//! The provider's tables, one file of queries for each.
//!
//! Functions take a transaction and are called inside `Sql::read` and `Sql::write`, so that one
//! job can combine several of them.

pub mod accounts;
pub mod audit;
pub mod callbacks;
pub mod clients;
pub mod clock;
pub mod failures;
pub mod figures;
pub(crate) mod forgetting;
pub mod inbox;
pub mod instances;
pub mod keeping;
pub mod ledger;
mod lost;
pub mod mail;
pub mod messages;
pub mod nodes;
pub mod outbox;
pub(crate) mod passes;
pub mod phones;
pub mod sealed;
pub mod settings;
pub mod signups;
pub mod timeline;
pub mod tokens;
pub mod usage;
pub(crate) mod watched;

use std::path::Path;

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Sql, from_micros, to_micros};

pub use accounts::{Operator, Session};
pub use callbacks::CallbackRow;
pub use clients::ClientRow;
pub use messages::{Conversation, MessageRow};
pub use phones::PhoneRow;
pub use signups::SignupAttempt;
pub use timeline::TimelineEntry;

/// Every migration, oldest first. Append, never change what was released.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_first", include_str!("schema/0001_first.sql")),
    ("0002_time_order", include_str!("schema/0002_time_order.sql")),
    ("0003_lost_answers", include_str!("schema/0003_lost_answers.sql")),
    ("0004_keeping", include_str!("schema/0004_keeping.sql")),
    ("0005_ledger", include_str!("schema/0005_ledger.sql")),
    ("0006_audit", include_str!("schema/0006_audit.sql")),
    ("0008_finding", include_str!("schema/0008_finding.sql")),
    ("0010_nodes", include_str!("schema/0010_nodes.sql")),
    ("0011_beats", include_str!("schema/0011_beats.sql")),
    ("0012_fleet", include_str!("schema/0012_fleet.sql")),
    ("0013_bounds", include_str!("schema/0013_bounds.sql")),
    ("0014_standing", include_str!("schema/0014_standing.sql")),
    ("0015_roles", include_str!("schema/0015_roles.sql")),
    ("0016_watched", include_str!("schema/0016_watched.sql")),
];

/// How many migrations this program knows: its version of the tables.
#[must_use]
pub fn known_version() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("a short list")
}

/// Brings the tables up to date.
///
/// # Errors
/// As [`Sql::migrate`].
pub async fn migrate(db: &Sql) -> Result<(), DbError> {
    db.migrate(MIGRATIONS).await
}

/// Writes all that is in the database into a SQLite file, whatever it is of itself.
///
/// # Errors
/// As [`Sql::copy_out`].
pub async fn copy_out(db: &Sql, to: &Path) -> Result<u64, DbError> {
    db.copy_out(to, MIGRATIONS).await
}

/// An id as it is stored. Graph ids have at most 19 digits, so they fit.
pub(crate) fn key(id: u64) -> i64 {
    i64::try_from(id).expect("the ids of Graph objects stay below 2^63")
}

/// An id from its column.
pub(crate) fn id(row: &Row<'_>, column: &str) -> Result<u64, DbError> {
    row.get::<i64>(column).map(i64::cast_unsigned)
}

/// An id that may be missing.
pub(crate) fn maybe_id(row: &Row<'_>, column: &str) -> Result<Option<u64>, DbError> {
    Ok(row.get::<Option<i64>>(column)?.map(i64::cast_unsigned))
}

/// How many, from a column or expression that counts.
pub(crate) fn count(row: &Row<'_>, index: usize) -> Result<u64, DbError> {
    row.get::<i64>(index).map(i64::cast_unsigned)
}

/// A time that may be missing.
pub(crate) fn time(row: &Row<'_>, column: &str) -> Result<Option<Timestamp>, DbError> {
    row.get::<Option<i64>>(column)?.map(from_micros).transpose()
}

/// A time that is always there.
pub(crate) fn moment(row: &Row<'_>, column: &str) -> Result<Timestamp, DbError> {
    from_micros(row.get(column)?)
}

/// A time as it is stored, if there is one.
pub(crate) fn micros(time: Option<Timestamp>) -> Option<i64> {
    time.map(to_micros)
}

/// A value stored as JSON.
pub(crate) fn json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: &str,
) -> Result<T, DbError> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text)
        .map_err(|error| DbError::Column(format!("{column} holds other JSON: {error}")))
}

/// A value as JSON text.
pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("lists of texts and conditions are always JSON")
}

#[cfg(test)]
mod tests;
