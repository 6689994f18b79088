//! Who may use the console and as what: the same rules at the console and on the command line.

use jiff::Timestamp;
use shell::db::DbError;
use shell::secret::Sealer;
use shell::sql::Tx;

use crate::audit::{self, Deed};
use crate::ledger::decide;
use crate::roles::{Right, Role};
use crate::store::accounts::{self, Operator};

/// Passwords shorter than this are refused, in characters.
pub const PASSWORD_LEAST: usize = 10;
/// Nobody has a longer name, in bytes.
const NAME_BYTES_MAX: usize = 100;

/// Why what somebody released waits again once that person was removed.
pub(crate) const NO_OPERATOR: &str = "is no operator any more";
/// The same once that person's role is another.
const MAY_NOT: &str = "may not decide about shares any more";

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unchanged {
    /// The name.
    #[error("a name has 1 to {NAME_BYTES_MAX} bytes and no control characters")]
    Name,
    /// The password.
    #[error(
        "a password has at least {PASSWORD_LEAST} characters; the command line reads it from stdin"
    )]
    Short,
    /// Nobody is an operator by accident.
    #[error("{0} is new: say which role, one of viewer, operator, finance, admin")]
    NoRole(String),
    /// There is none of that name.
    #[error("there is no operator {0}: see `vestibule operators list`")]
    Unknown(String),
}

/// An operator to be added, or a known one who gets another password.
#[derive(Debug, Clone)]
pub struct Password {
    /// The name.
    pub name: String,
    /// The password's Argon2id hash in PHC form.
    pub hash: String,
    /// The role; a known operator keeps the one there is where none is said.
    pub role: Option<Role>,
}

/// Whether somebody may be called so and have this password.
///
/// # Errors
/// [`Unchanged::Name`] or [`Unchanged::Short`].
pub fn check(name: &str, password: &str) -> Result<(), Unchanged> {
    let blank = name.trim().is_empty() || name.trim() != name;
    if blank || name.len() > NAME_BYTES_MAX || name.chars().any(char::is_control) {
        return Err(Unchanged::Name);
    }
    if password.chars().count() < PASSWORD_LEAST {
        return Err(Unchanged::Short);
    }
    Ok(())
}

/// Adds an operator, or gives a known one another password, which ends that person's sessions.
/// Says the role.
///
/// # Errors
/// When the database refuses; the inner one when no role is said for somebody new.
pub fn put(
    tx: &Tx<'_>,
    sealer: &Sealer,
    new: Password,
    (who, now): (&str, Timestamp),
) -> Result<Result<Role, Unchanged>, DbError> {
    let Password { name, hash, role } = new;
    let known = accounts::operator(tx, &name)?;
    let before = known.as_ref().map(|one| one.role);
    let Some(role) = role.or(before) else { return Ok(Err(Unchanged::NoRole(name))) };
    let created_at = known.as_ref().map_or(now, |one| one.created_at);
    let operator = Operator { name, password_hash: hash, role: before.unwrap_or(role), created_at };
    accounts::put_operator(tx, &operator)?;
    accounts::end_sessions_of(tx, &operator.name)?;
    let what = if known.is_some() { "gave a new password" } else { "added an operator" };
    let deed = Deed::new(now, who, what, subject(&operator.name)).made(operator.role);
    audit::write(tx, sealer, &deed)?;
    if operator.role != role {
        take_role(tx, sealer, (&operator, role), (who, now))?;
    }
    Ok(Ok(role))
}

/// Gives an operator another role, which counts from the next click on.
///
/// # Errors
/// When the database refuses; the inner one when there is no such operator.
pub fn give_role(
    tx: &Tx<'_>,
    sealer: &Sealer,
    (name, role): (&str, Role),
    by: (&str, Timestamp),
) -> Result<Result<(), Unchanged>, DbError> {
    let Some(one) = accounts::operator(tx, name)? else {
        return Ok(Err(Unchanged::Unknown(name.to_owned())));
    };
    if one.role != role {
        take_role(tx, sealer, (&one, role), by)?;
    }
    Ok(Ok(()))
}

/// Gives a known operator another role; what that person released alone waits for two others again
/// where the new one may not decide about shares.
///
/// # Errors
/// When the database refuses.
pub(crate) fn take_role(
    tx: &Tx<'_>,
    sealer: &Sealer,
    (one, role): (&Operator, Role),
    (who, now): (&str, Timestamp),
) -> Result<(), DbError> {
    accounts::set_role(tx, &one.name, role)?;
    if !role.may(Right::DecideOnShares) {
        decide::without(tx, &one.name, MAY_NOT, now)?;
    }
    let deed = Deed::new(now, who, "gave another role", subject(&one.name));
    audit::write(tx, sealer, &deed.changed(one.role, role))
}

/// Removes an operator and ends that person's sessions.
///
/// # Errors
/// When the database refuses; the inner one when there is no such operator.
pub fn remove(
    tx: &Tx<'_>,
    sealer: &Sealer,
    name: &str,
    (who, now): (&str, Timestamp),
) -> Result<Result<(), Unchanged>, DbError> {
    if !accounts::remove_operator(tx, name)? {
        return Ok(Err(Unchanged::Unknown(name.to_owned())));
    }
    decide::without(tx, name, NO_OPERATOR, now)?;
    audit::write(tx, sealer, &Deed::new(now, who, "removed", subject(name))).map(Ok)
}

fn subject(name: &str) -> String {
    format!("operator {name}")
}
