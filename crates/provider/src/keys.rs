//! Changing the master key while the server runs.
//!
//! 1. Write the new key before the old one into `master_keys`, and start every server anew: it
//!    seals with the new one and opens with both.
//! 2. `vestibule keys rotate`: everything sealed with an old key is sealed with the new one, some
//!    rows per transaction. It may be broken off anywhere and run again.
//! 3. Once it says that nothing is left, take the old key out of the settings.

mod lost;

use std::collections::BTreeMap;

use jiff::Timestamp;
use shell::db::DbError;
use shell::secret::{Sealer, Secrets};
use shell::sql::{Sql, Tx};

pub use self::lost::{GiveUpError, GivenUp, give_up};
use crate::audit::{self, Deed};
use crate::provider::OpenError;
use crate::store::nodes;
use crate::store::sealed::{ALL, Sealed};

/// What stands for the key of a text that was never sealed.
const NOT_SEALED: &str = "not sealed";

/// How many texts are sealed with each key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Use {
    /// Texts by key id.
    pub by_key: BTreeMap<String, u64>,
    /// With which key each server seals that runs, or did when it was last heard of.
    pub servers: Vec<String>,
}

/// Counts the texts under each key.
///
/// # Errors
/// When the database refuses.
pub fn used(tx: &Tx<'_>) -> Result<Use, DbError> {
    let mut by_key = BTreeMap::new();
    for column in ALL {
        for (beginning, texts) in column.by_beginning(tx)? {
            let id = Sealer::sealed_with(&beginning).unwrap_or(NOT_SEALED).to_owned();
            *by_key.entry(id).or_default() += texts;
        }
    }
    Ok(Use { by_key, servers: sealing(tx)? })
}

/// Makes sure that every sealed text, and the mark under the audit log's end, is under a key of the
/// settings: a server that cannot open them would stop clients that run.
///
/// # Errors
/// [`OpenError::KeyMissing`] names the keys that are not there; when the database refuses.
pub async fn all_known(db: &Sql, sealer: &Sealer) -> Result<(), OpenError> {
    let found = db.read(|tx| Ok((used(tx)?, audit::marked_with(tx)?))).await?;
    let (Use { mut by_key, .. }, mark) = found;
    if let Some(id) = mark {
        by_key.entry(id).or_default();
    }
    by_key.remove(NOT_SEALED);
    by_key.retain(|id, _| sealer.keys().all(|(_, known)| known != id));
    if by_key.is_empty() {
        return Ok(());
    }
    let lost = by_key.iter().map(|(id, texts)| format!("{id} ({texts} texts)"));
    let lost = lost.collect::<Vec<_>>().join(", ");
    let configured = sealer.keys().map(|(name, id)| format!("{name} ({id})"));
    Err(OpenError::KeyMissing { lost, configured: configured.collect::<Vec<_>>().join(", ") })
}

/// With which key each server seals.
fn sealing(tx: &Tx<'_>) -> Result<Vec<String>, DbError> {
    let all = nodes::all(tx)?;
    Ok(all.into_iter().filter_map(|node| node.keys.into_iter().next()).collect())
}

/// How far a rotation has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Texts sealed anew.
    pub done: u64,
    /// Texts still under another key.
    pub left: u64,
}

/// Why a rotation did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The server does not know the new key.
    #[error(
        "a server seals with the key {server}, the settings say {active}: start every server anew \
         with these settings first, so that it can open what is sealed anew (one that died is \
         forgotten a minute after another one runs)"
    )]
    ServerBehind {
        /// Its key.
        server: String,
        /// The active key of the settings.
        active: String,
    },
    /// Some texts cannot be opened. Everything else was sealed anew.
    #[error(
        "{left} sealed texts are left under another key; the first, {first}. Put that key back \
         into master_keys, behind the active one, and run this again; do not remove any key"
    )]
    Left {
        /// How many.
        left: u64,
        /// Why the first could not be opened, in words.
        first: String,
    },
    /// The mark under the audit log's end is not ours.
    #[error("the audit log's end is not marked by a configured key: see `vestibule audit verify`")]
    AuditHead,
}

/// A rotation: what it works on.
#[derive(Debug)]
pub struct Rotation<'a> {
    /// The database.
    pub db: &'a Sql,
    /// All keys, the active one first.
    pub sealer: &'a Sealer,
    /// Where random values come from.
    pub secrets: &'a Secrets,
    /// How many texts are sealed anew in one transaction.
    pub batch: u32,
    /// Who asked for it, for the audit log.
    pub who: &'a str,
    /// When.
    pub now: Timestamp,
}

impl Rotation<'_> {
    /// Seals everything with the active key. `tell` hears how far it is after every batch. It ends
    /// well only when nothing is left under another key.
    ///
    /// # Errors
    /// A [`RotateError`]; what was sealed anew until then stays so.
    pub async fn run(&self, mut tell: impl FnMut(Progress)) -> Result<Progress, RotateError> {
        let servers = self.db.read(sealing).await?;
        let active = self.sealer.key_id().to_owned();
        if let Some(server) = servers.into_iter().find(|server| *server != active) {
            return Err(RotateError::ServerBehind { server, active });
        }
        let mut progress = Progress { done: 0, left: self.left().await? };
        if progress.left > 0 {
            let what = "began to seal everything with the active master key";
            self.write_down(what, format!("{} texts", progress.left)).await?;
        }
        tell(progress);
        let mut first = None;
        // What a server still sealed with an old key while this ran is found by another round.
        while progress.left > 0 && first.is_none() {
            for column in ALL {
                let mut place = Some(i64::MIN);
                while let Some(after) = place {
                    let batch = self.batch(column, after).await?;
                    place = batch.last;
                    progress.done += batch.done;
                    progress.left = progress.left.saturating_sub(batch.done);
                    first = first.or(batch.problem);
                    tell(progress);
                }
            }
            progress.left = self.left().await?;
        }
        if let (Some(first), left @ 1..) = (first, progress.left) {
            return Err(RotateError::Left { left, first });
        }
        // The mark under the audit log's end is under the active key from here on as well.
        let sealer = self.sealer.clone();
        if !self.db.write(move |tx| audit::mark_anew(tx, &sealer)).await? {
            return Err(RotateError::AuditHead);
        }
        if progress.done > 0 {
            let what = "sealed everything with the active master key";
            self.write_down(what, format!("{} texts", progress.done)).await?;
        }
        Ok(progress)
    }

    async fn write_down(&self, what: &str, how_many: String) -> Result<(), DbError> {
        let sealer = self.sealer.clone();
        let deed = Deed::new(self.now, self.who, what, format!("master key {}", sealer.key_id()));
        let deed = deed.made(how_many);
        self.db.write(move |tx| audit::write(tx, &sealer, &deed)).await
    }

    /// How many texts are under another key.
    async fn left(&self) -> Result<u64, DbError> {
        let beginning = self.sealer.beginning();
        let count = move |tx: &Tx<'_>| {
            ALL.iter().try_fold(0, |sum, one| Ok(sum + one.count_others(tx, &beginning)?))
        };
        self.db.read(count).await
    }

    async fn batch(&self, column: Sealed, after: i64) -> Result<Batch, DbError> {
        let (sealer, secrets, limit) = (self.sealer.clone(), self.secrets.clone(), self.batch);
        let write = move |tx: &Tx<'_>| {
            let mut batch = Batch::default();
            for text in column.others(tx, &sealer.beginning(), Some(after), limit)? {
                batch.last = Some(text.key);
                match sealer.reseal(&column.context(text.key), &text.sealed, &secrets) {
                    Ok(Some(fresh)) => {
                        column.replace(tx, text.key, &fresh)?;
                        batch.done += 1;
                    }
                    Ok(None) => {}
                    Err(why) => batch.problem = batch.problem.or(Some(why.to_string())),
                }
            }
            Ok(batch)
        };
        self.db.write(write).await
    }
}

/// What one transaction did.
#[derive(Debug, Default)]
struct Batch {
    done: u64,
    /// Key of the last row looked at; none at the table's end.
    last: Option<i64>,
    problem: Option<String>,
}

#[cfg(test)]
mod tests;
