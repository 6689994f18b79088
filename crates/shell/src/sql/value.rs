//! Values on their way into a statement and out of a row.

use super::{DbError, Row};

/// A value given to a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Param<'a> {
    /// Nothing, where a value of this kind could be: PostgreSQL wants to know.
    Null(Kind),
    /// A whole number; yes and no are 1 and 0.
    Int(i64),
    /// A fraction.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

/// The kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Int,
    /// A fraction.
    Real,
    /// A text.
    Text,
    /// Bytes.
    Blob,
}

/// What can be given to a statement.
pub trait ToParam {
    /// Of what kind it is, also where it is missing.
    const KIND: Kind;
    /// As a statement takes it.
    fn to_param(&self) -> Param<'_>;
}

/// What can be read from a column.
pub trait FromCell: Sized {
    /// From what the column holds; `None` when that is something else.
    fn from_cell(cell: Cell<'_>) -> Option<Self>;
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number, or what a comparison says.
    Int(i64),
    /// A fraction.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

/// A column, by its name or its place (from 0).
pub trait Column {
    /// What it holds in this row.
    ///
    /// # Errors
    /// When there is no such column, or its type is none of the dialect's.
    fn cell<'r>(&self, row: &Row<'r>) -> Result<Cell<'r>, DbError>;
    /// What it is called in messages.
    fn called(&self) -> String;
}

impl Column for usize {
    fn cell<'r>(&self, row: &Row<'r>) -> Result<Cell<'r>, DbError> {
        row.cell(*self)
    }

    fn called(&self) -> String {
        format!("column {self}")
    }
}

impl Column for &str {
    fn cell<'r>(&self, row: &Row<'r>) -> Result<Cell<'r>, DbError> {
        row.cell(row.place(self)?)
    }

    fn called(&self) -> String {
        (*self).to_owned()
    }
}

impl<T: ToParam + ?Sized> ToParam for &T {
    const KIND: Kind = T::KIND;

    fn to_param(&self) -> Param<'_> {
        (**self).to_param()
    }
}

impl<T: ToParam> ToParam for Option<T> {
    const KIND: Kind = T::KIND;

    fn to_param(&self) -> Param<'_> {
        self.as_ref().map_or(Param::Null(T::KIND), ToParam::to_param)
    }
}

impl ToParam for i64 {
    const KIND: Kind = Kind::Int;

    fn to_param(&self) -> Param<'_> {
        Param::Int(*self)
    }
}

impl ToParam for u32 {
    const KIND: Kind = Kind::Int;

    fn to_param(&self) -> Param<'_> {
        Param::Int(i64::from(*self))
    }
}

/// Numbers above the largest that a column holds are given as that.
impl ToParam for u64 {
    const KIND: Kind = Kind::Int;

    fn to_param(&self) -> Param<'_> {
        Param::Int(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}

impl ToParam for i32 {
    const KIND: Kind = Kind::Int;

    fn to_param(&self) -> Param<'_> {
        Param::Int(i64::from(*self))
    }
}

impl ToParam for bool {
    const KIND: Kind = Kind::Int;

    fn to_param(&self) -> Param<'_> {
        Param::Int(i64::from(*self))
    }
}

impl ToParam for f64 {
    const KIND: Kind = Kind::Real;

    fn to_param(&self) -> Param<'_> {
        Param::Real(*self)
    }
}

impl ToParam for str {
    const KIND: Kind = Kind::Text;

    fn to_param(&self) -> Param<'_> {
        Param::Text(self)
    }
}

impl ToParam for String {
    const KIND: Kind = Kind::Text;

    fn to_param(&self) -> Param<'_> {
        Param::Text(self)
    }
}

impl ToParam for [u8] {
    const KIND: Kind = Kind::Blob;

    fn to_param(&self) -> Param<'_> {
        Param::Blob(self)
    }
}

impl ToParam for Vec<u8> {
    const KIND: Kind = Kind::Blob;

    fn to_param(&self) -> Param<'_> {
        Param::Blob(self)
    }
}

impl FromCell for i64 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Int(number) => Some(number),
            Cell::Null | Cell::Real(_) | Cell::Text(_) | Cell::Blob(_) => None,
        }
    }
}

impl FromCell for u32 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        i64::from_cell(cell).and_then(|number| number.try_into().ok())
    }
}

impl FromCell for u64 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        i64::from_cell(cell).and_then(|number| number.try_into().ok())
    }
}

impl FromCell for bool {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        i64::from_cell(cell).map(|number| number != 0)
    }
}

impl FromCell for f64 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Real(number) => Some(number),
            Cell::Null | Cell::Int(_) | Cell::Text(_) | Cell::Blob(_) => None,
        }
    }
}

impl FromCell for String {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Text(text) => Some(text.to_owned()),
            Cell::Null | Cell::Int(_) | Cell::Real(_) | Cell::Blob(_) => None,
        }
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Blob(bytes) => Some(bytes.to_owned()),
            Cell::Null | Cell::Int(_) | Cell::Real(_) | Cell::Text(_) => None,
        }
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            cell => T::from_cell(cell).map(Some),
        }
    }
}

/// The values of a statement, in the order of `$1`, `$2` …
#[macro_export]
#[doc(hidden)]
macro_rules! sql_params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::sql::ToParam::to_param(&$value)),*] as &[$crate::sql::Param<'_>]
    };
}
