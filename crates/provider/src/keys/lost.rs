//! Giving up what was sealed with a master key that is lost for good.

use jiff::Timestamp;
use shell::db::DbError;
use shell::secret::Sealer;
use shell::sql::{Sql, Tx, params, to_micros};

use super::used;
use crate::audit::{self, Deed};
use crate::store::figures;

/// What was given up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GivenUp {
    /// Two-step PINs; the business is asked for them before the next registration.
    pub pins: usize,
    /// Client instances; each is set up anew with its certificate.
    pub instances: usize,
    /// Tokens and codes of signups; the sweeps find their accounts.
    pub callbacks: usize,
}

/// Why nothing was given up.
#[derive(Debug, thiserror::Error)]
pub enum GiveUpError {
    /// It is not lost.
    #[error("the key {0} stands in the settings: what it sealed can be opened")]
    Configured(String),
    /// It sealed nothing.
    #[error("nothing is sealed with a key {0}: see `vestibule keys list`")]
    Unknown(String),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Gives up everything that was sealed with the key of this public id, so that a server starts
/// again; what is needed anew is made or asked for by its clients' next look.
///
/// # Errors
/// A [`GiveUpError`]; then everything is as it was.
pub async fn give_up(
    db: &Sql,
    sealer: &Sealer,
    id: &str,
    (who, now): (&str, Timestamp),
) -> Result<GivenUp, GiveUpError> {
    if sealer.keys().any(|(_, known)| known == id) {
        return Err(GiveUpError::Configured(id.to_owned()));
    }
    let (key, sealer) = (id.to_owned(), sealer.clone());
    let deed = Deed::new(now, who, "gave up what was sealed with a lost key", "");
    let deed = deed.about(format!("master key {id}"));
    let write = move |tx: &Tx<'_>| {
        let marks = audit::marked_with(tx)?.is_some_and(|id| id == key);
        if !marks && !used(tx)?.by_key.contains_key(&key) {
            return Ok(None);
        }
        let texts = format!("{}%", Sealer::beginning_of(&key));
        let given_up = forget(tx, &texts, now)?;
        let GivenUp { pins, instances, callbacks } = given_up;
        let what = format!("{pins} PINs, {instances} client instances, {callbacks} signups");
        audit::write(tx, &sealer, &deed.clone().made(what))?;
        figures::look_at_everything(tx, now)?;
        Ok(Some(given_up))
    };
    db.write(write).await?.ok_or_else(|| GiveUpError::Unknown(id.to_owned()))
}

fn forget(tx: &Tx<'_>, texts: &str, now: Timestamp) -> Result<GivenUp, DbError> {
    let pins =
        tx.execute("UPDATE phone SET pin = NULL, pin_by = NULL WHERE pin LIKE $1", params![texts])?;
    let instances = tx
        .execute("DELETE FROM instance WHERE password LIKE $1 OR secret LIKE $1", params![texts])?;
    let callbacks = tx.execute(
        "UPDATE callback SET sealed = NULL, next_at = NULL, done_at = coalesce(done_at, $1)
         WHERE sealed LIKE $2",
        params![to_micros(now), texts],
    )?;
    Ok(GivenUp { pins, instances, callbacks })
}
