//! What a job works with: one transaction of either engine.

use rusqlite::types::{ToSqlOutput, ValueRef};

use super::postgres::Session;
use super::value::Param;
use super::{DbError, Row};

/// One transaction. A job must not commit or roll back itself.
#[derive(Debug)]
pub struct Tx<'a>(Engine<'a>);

#[derive(Debug)]
enum Engine<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a Session),
}

impl<'a> Tx<'a> {
    pub(super) fn sqlite(connection: &'a rusqlite::Connection) -> Self {
        Self(Engine::Sqlite(connection))
    }

    pub(super) fn postgres(session: &'a Session) -> Self {
        Self(Engine::Postgres(session))
    }

    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self.0, Engine::Sqlite(_))
    }

    /// Hands every row of the answer to `on`, without holding all of them at once.
    pub(super) fn each(
        &self,
        sql: &str,
        on: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        match &self.0 {
            Engine::Sqlite(connection) => {
                let mut statement = connection.prepare(sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    on(&Row::Sqlite(row))?;
                }
                Ok(())
            }
            Engine::Postgres(session) => session.each(sql, on),
        }
    }

    /// Runs several statements without values.
    pub(super) fn script(&self, sql: &str) -> Result<(), DbError> {
        match &self.0 {
            Engine::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Engine::Postgres(session) => session.script(sql),
        }
    }

    /// Runs a statement that answers no rows; says how many rows it changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn execute(&self, sql: &str, params: &[Param<'_>]) -> Result<usize, DbError> {
        match &self.0 {
            Engine::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                Ok(statement.execute(rusqlite::params_from_iter(params))?)
            }
            Engine::Postgres(session) => session.execute(sql, params),
        }
    }

    /// Every row of the answer, read by `read`.
    ///
    /// # Errors
    /// When the database refuses, or `read` does.
    pub fn all<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        match &self.0 {
            Engine::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(params))?;
                let mut found = Vec::new();
                while let Some(row) = rows.next()? {
                    found.push(read(&Row::Sqlite(row))?);
                }
                Ok(found)
            }
            Engine::Postgres(session) => {
                session.query(sql, params)?.iter().map(|row| read(&Row::Postgres(row))).collect()
            }
        }
    }

    /// The first row of the answer, if there is one.
    ///
    /// # Errors
    /// When the database refuses, or `read` does.
    pub fn maybe<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        match &self.0 {
            Engine::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(params))?;
                // The statement is run to its end, so that all of a change happens.
                let found = rows.next()?.map(|row| read(&Row::Sqlite(row))).transpose()?;
                while rows.next()?.is_some() {}
                Ok(found)
            }
            Engine::Postgres(session) => {
                let rows = session.query(sql, params)?;
                rows.first().map(|row| read(&Row::Postgres(row))).transpose()
            }
        }
    }

    /// The first row of the answer.
    ///
    /// # Errors
    /// [`DbError::NoRows`] when there is none; when the database refuses, or `read` does.
    pub fn one<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.maybe(sql, params, read)?.ok_or(DbError::NoRows)
    }
}

impl rusqlite::ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Param::Null(_) => ValueRef::Null,
            Param::Int(number) => ValueRef::Integer(number),
            Param::Real(number) => ValueRef::Real(number),
            Param::Text(text) => ValueRef::Text(text.as_bytes()),
            Param::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
