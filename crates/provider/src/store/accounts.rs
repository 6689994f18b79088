//! Operators who may use the console, and their sessions.
//!
//! Passwords are stored as Argon2id hashes, session cookies as SHA-256: whoever reads the table
//! cannot log in with it.

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{moment, time};
use crate::roles::Role;

/// A person who may use the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The name to log in with.
    pub name: String,
    /// The password's Argon2id hash in PHC form.
    pub password_hash: String,
    /// What that person may do.
    pub role: Role,
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
    /// When the password was given again last.
    pub proved_at: Option<Timestamp>,
}

/// Adds an operator, or gives a known one another password and role.
///
/// # Errors
/// When the database refuses.
pub fn put_operator(db: &Tx<'_>, operator: &Operator) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO operator (name, password_hash, role, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash,
            role = excluded.role",
        params![
            operator.name,
            operator.password_hash,
            operator.role.as_str(),
            to_micros(operator.created_at),
        ],
    )?;
    Ok(())
}

/// The operator of a name.
///
/// # Errors
/// When the database refuses.
pub fn operator(db: &Tx<'_>, name: &str) -> Result<Option<Operator>, DbError> {
    db.maybe("SELECT * FROM operator WHERE name = $1", params![name], read)
}

/// Every operator, by name.
///
/// # Errors
/// When the database refuses.
pub fn operators(db: &Tx<'_>) -> Result<Vec<Operator>, DbError> {
    db.all("SELECT * FROM operator ORDER BY name", &[], read)
}

fn read(row: &Row<'_>) -> Result<Operator, DbError> {
    Ok(Operator {
        name: row.get("name")?,
        password_hash: row.get("password_hash")?,
        role: role(row)?,
        created_at: moment(row, "created_at")?,
    })
}

fn role(row: &Row<'_>) -> Result<Role, DbError> {
    let word: String = row.get("role")?;
    word.parse().map_err(|_| DbError::Column(format!("no operator is a {word}")))
}

/// The names of all operators, also where the database is of a version without roles.
///
/// # Errors
/// When the database refuses.
pub(crate) fn names(db: &Tx<'_>) -> Result<Vec<String>, DbError> {
    db.all("SELECT name FROM operator ORDER BY name", &[], |row| row.get("name"))
}

/// Gives an operator another role; says whether there is one of that name.
///
/// # Errors
/// When the database refuses.
pub fn set_role(db: &Tx<'_>, name: &str, role: Role) -> Result<bool, DbError> {
    let sql = "UPDATE operator SET role = $1 WHERE name = $2";
    Ok(db.execute(sql, params![role.as_str(), name])? > 0)
}

/// Removes an operator and ends the sessions of that name; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub fn remove_operator(db: &Tx<'_>, name: &str) -> Result<bool, DbError> {
    end_sessions_of(db, name)?;
    Ok(db.execute("DELETE FROM operator WHERE name = $1", params![name])? > 0)
}

/// Ends the sessions of one operator.
///
/// # Errors
/// When the database refuses.
pub fn end_sessions_of(db: &Tx<'_>, name: &str) -> Result<(), DbError> {
    db.execute("DELETE FROM operator_session WHERE operator = $1", params![name]).map(drop)
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

/// The session of a cookie's hash, unless it has ended, and what its operator may do now.
///
/// # Errors
/// When the database refuses.
pub fn session(
    db: &Tx<'_>,
    session_hash: &str,
    now: Timestamp,
) -> Result<Option<(Session, Role)>, DbError> {
    db.maybe(
        "SELECT s.operator, s.created_at, s.expires_at, s.proved_at, o.role
         FROM operator_session s JOIN operator o ON o.name = s.operator
         WHERE s.session_hash = $1 AND s.expires_at > $2",
        params![session_hash, to_micros(now)],
        |row| {
            let session = Session {
                operator: row.get("operator")?,
                created_at: moment(row, "created_at")?,
                expires_at: moment(row, "expires_at")?,
                proved_at: time(row, "proved_at")?,
            };
            Ok((session, role(row)?))
        },
    )
}

/// Writes down that the password was given again in a session.
///
/// # Errors
/// When the database refuses.
pub(crate) fn prove(db: &Tx<'_>, session_hash: &str, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE operator_session SET proved_at = $1 WHERE session_hash = $2";
    db.execute(sql, params![to_micros(now), session_hash]).map(drop)
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
