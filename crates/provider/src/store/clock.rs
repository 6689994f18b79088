//! How far the followed clock is ahead of the system's, so that a restart does not go back in time.

use jiff::SignedDuration;
use shell::db::DbError;
use shell::sql::Sql;

use super::settings;

/// Key of the remembered offset, in microseconds.
const OFFSET_US: &str = "clock_offset_us";

/// The offset remembered last; zero at the first start. Brings the tables up to date first, because
/// the clock is needed before the server opens.
///
/// # Errors
/// When the database refuses.
pub async fn offset(db: &Sql) -> Result<SignedDuration, DbError> {
    super::migrate(db).await?;
    remembered(db).await
}

/// As [`offset`], for tables that are up to date.
///
/// # Errors
/// When the database refuses.
pub async fn remembered(db: &Sql) -> Result<SignedDuration, DbError> {
    let us = db.read(|db| settings::get_number(db, OFFSET_US)).await?;
    Ok(SignedDuration::from_micros(us.unwrap_or(0)))
}

/// Remembers the offset.
///
/// # Errors
/// When the database refuses.
pub async fn remember(db: &Sql, offset: SignedDuration) -> Result<(), DbError> {
    let us = offset.as_micros().to_string();
    db.write(move |tx| settings::set(tx, OFFSET_US, Some(&us))).await
}
