//! Operators who may use the console, and their sessions.
//!
//! Passwords are stored as Argon2id hashes, session cookies as SHA-256: whoever reads the table
//! cannot log in with it.

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::moment;

/// A person who may use the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The name to log in with.
    pub name: String,
    /// The password's Argon2id hash in PHC form.
    pub password_hash: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// A login that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub operator: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Adds an operator, or gives a known one another password.
///
/// # Errors
/// When the database refuses.
pub fn put_operator(db: &Tx<'_>, operator: &Operator) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO operator (name, password_hash, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash",
        params![operator.name, operator.password_hash, to_micros(operator.created_at)],
    )?;
    Ok(())
}

/// The operator of a name.
///
/// # Errors
/// When the database refuses.
pub fn operator(db: &Tx<'_>, name: &str) -> Result<Option<Operator>, DbError> {
    db.maybe("SELECT * FROM operator WHERE name = $1", params![name], |row| {
        Ok(Operator {
            name: row.get("name")?,
            password_hash: row.get("password_hash")?,
            created_at: moment(row, "created_at")?,
        })
    })
}

/// Every operator, by name.
///
/// # Errors
/// When the database refuses.
pub fn operators(db: &Tx<'_>) -> Result<Vec<Operator>, DbError> {
    db.all("SELECT * FROM operator ORDER BY name", &[], |row| {
        Ok(Operator {
            name: row.get("name")?,
            password_hash: row.get("password_hash")?,
            created_at: moment(row, "created_at")?,
        })
    })
}

/// Removes an operator and ends the sessions of that name; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub fn remove_operator(db: &Tx<'_>, name: &str) -> Result<bool, DbError> {
    db.execute("DELETE FROM operator_session WHERE operator = $1", params![name])?;
    Ok(db.execute("DELETE FROM operator WHERE name = $1", params![name])? > 0)
}

/// Starts a session; `session_hash` is the SHA-256 of its cookie in hexadecimal.
///
/// # Errors
/// When the database refuses.
pub fn start_session(db: &Tx<'_>, session_hash: &str, session: &Session) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO operator_session (session_hash, operator, created_at, expires_at)
         VALUES ($1, $2, $3, $4)",
        params![
            session_hash,
            session.operator,
            to_micros(session.created_at),
            to_micros(session.expires_at),
        ],
    )?;
    Ok(())
}

/// The session of a cookie's hash, unless it has ended.
///
/// # Errors
/// When the database refuses.
pub fn session(
    db: &Tx<'_>,
    session_hash: &str,
    now: Timestamp,
) -> Result<Option<Session>, DbError> {
    db.maybe(
        "SELECT * FROM operator_session WHERE session_hash = $1 AND expires_at > $2",
        params![session_hash, to_micros(now)],
        |row| {
            Ok(Session {
                operator: row.get("operator")?,
                created_at: moment(row, "created_at")?,
                expires_at: moment(row, "expires_at")?,
            })
        },
    )
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub fn end_session(db: &Tx<'_>, session_hash: &str) -> Result<(), DbError> {
    db.execute("DELETE FROM operator_session WHERE session_hash = $1", params![session_hash])?;
    Ok(())
}

/// Ends every session.
///
/// # Errors
/// When the database refuses.
pub(crate) fn end_sessions(db: &Tx<'_>) -> Result<(), DbError> {
    db.execute("DELETE FROM operator_session", &[]).map(drop)
}

/// Removes sessions that have ended.
///
/// # Errors
/// When the database refuses.
pub(crate) fn forget_ended(db: &Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    db.execute("DELETE FROM operator_session WHERE expires_at <= $1", params![to_micros(now)])?;
    Ok(())
}
