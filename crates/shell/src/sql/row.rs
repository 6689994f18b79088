//! One row of an answer, whichever database gave it.

use postgres::types::{FromSql, Type};
use rusqlite::types::ValueRef;

use super::DbError;
use super::value::{Cell, Column, FromCell};

/// One row of an answer.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// Of SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// Of PostgreSQL.
    Postgres(&'a postgres::Row),
}

impl<'a> Row<'a> {
    /// The value of a column, by name or place.
    ///
    /// # Errors
    /// When there is no such column, or it holds something else than asked for.
    pub fn get<T: FromCell>(&self, column: impl Column + Copy) -> Result<T, DbError> {
        let cell = column.cell(self)?;
        T::from_cell(cell).ok_or_else(|| {
            let kind = std::any::type_name::<T>();
            DbError::Column(format!("{} holds no {kind}", column.called()))
        })
    }

    /// The place of the column with this name.
    pub(super) fn place(&self, name: &str) -> Result<usize, DbError> {
        let found = match self {
            Self::Sqlite(row) => row.as_ref().column_index(name).ok(),
            Self::Postgres(row) => row.columns().iter().position(|column| column.name() == name),
        };
        found.ok_or_else(|| DbError::Column(format!("there is no column {name}")))
    }

    /// What the column at a place holds.
    pub(super) fn cell(&self, place: usize) -> Result<Cell<'a>, DbError> {
        match *self {
            Self::Sqlite(row) => {
                let value = row.get_ref(place)?;
                Ok(match value {
                    ValueRef::Null => Cell::Null,
                    ValueRef::Integer(number) => Cell::Int(number),
                    ValueRef::Real(number) => Cell::Real(number),
                    ValueRef::Text(bytes) => {
                        let text = std::str::from_utf8(bytes);
                        Cell::Text(text.map_err(|error| DbError::Column(error.to_string()))?)
                    }
                    ValueRef::Blob(bytes) => Cell::Blob(bytes),
                })
            }
            Self::Postgres(row) => {
                let cell: Foreign<'a> = row.try_get(place)?;
                Ok(cell.0)
            }
        }
    }
}

/// A value of PostgreSQL.
struct Foreign<'a>(Cell<'a>);

impl<'a> FromSql<'a> for Foreign<'a> {
    fn from_sql(
        kind: &Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        let cell = match *kind {
            Type::INT8 => Cell::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Cell::Int(i32::from_sql(kind, raw)?.into()),
            Type::BOOL => Cell::Int(bool::from_sql(kind, raw)?.into()),
            Type::FLOAT8 => Cell::Real(f64::from_sql(kind, raw)?),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN => {
                Cell::Text(<&str>::from_sql(kind, raw)?)
            }
            Type::BYTEA => Cell::Blob(raw),
            _ => return Err(format!("the dialect has no type {kind}: add a CAST").into()),
        };
        Ok(Self(cell))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(Cell::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
