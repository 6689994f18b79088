//! Times in the database: microseconds since 1970 as an integer.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, ValueRef};

/// A time as it is stored: `row.get::<_, Micros>(0)?.0`, `params![Micros(now)]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Micros(pub Timestamp);

impl ToSql for Micros {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(to_micros(self.0)))
    }
}

impl FromSql for Micros {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let us = value.as_i64()?;
        Timestamp::from_microsecond(us).map(Self).map_err(|_| FromSqlError::OutOfRange(us))
    }
}

/// A time as microseconds since 1970.
#[must_use]
pub fn to_micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// A time from microseconds since 1970.
///
/// # Errors
/// Outside the years -9999 to 9999.
pub fn from_micros(us: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(us)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, error.into()))
}
