//! After a copy of the database was put back: nothing that was taken from somebody is given back
//! with it.
//!
//! A copy does not know what operators decided after it was made. Where the data it replaces can
//! still be read, the businesses our line was taken back from, the operators who were removed,
//! those who may do less and the clients that are only watched are carried over from there. Where
//! not, the platform's own list still shows which shares were taken back, and none is made in their
//! place before an operator says so: see [`crate::ledger`].

use std::path::{Path, PathBuf};

use graph::id::WabaId;
use jiff::Timestamp;
use shell::db::{Db, DbError};
use shell::http::Client;
use shell::secret::Sealer;
use shell::sql::{Sql, Tx};

use crate::audit::{self, Deed};
use crate::ledger::decide;
use crate::office;
use crate::operators::{self, NO_OPERATOR};
use crate::provider::OpenError;
use crate::settings::Settings;
use crate::store::accounts::{self, Operator};
use crate::store::ledger::{self, Held};
use crate::store::timeline::{self, Fact};
use crate::store::{clients, figures, nodes, watched};

/// Who puts copies back.
const WHO: &str = "command line";

/// A copy that was put in the place of the database.
#[derive(Debug, Clone)]
pub struct PutBack {
    /// The copy, as it was named.
    pub copy: String,
    /// Up to when it tells.
    pub up_to: Option<Timestamp>,
    /// Where the data are that it replaced, if there were any.
    pub replaced: Option<PathBuf>,
}

/// What was carried over from the data that a copy replaced.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// Whether they could be read.
    pub read: bool,
    /// Businesses that our line stays taken back from.
    pub held: Vec<Held>,
    /// Operators who stay removed.
    pub removed: Vec<String>,
    /// Clients that stay only watched.
    pub watched: Vec<WabaId>,
}

/// What the replaced data know and a copy may not.
struct Known {
    up_to: Option<Timestamp>,
    held: Vec<Held>,
    names: Vec<String>,
    /// What they may do, if that version knew roles.
    operators: Vec<Operator>,
    watched: Vec<WabaId>,
}

/// Settles what follows from putting a copy back, in one transaction: decisions that took something
/// away are carried over, every session ends, the audit log says what was done, and the next server
/// looks at everything again.
///
/// # Errors
/// When the database refuses, or the settings have no master key.
pub async fn settle(
    settings: &Settings,
    http: &Client,
    done: PutBack,
) -> Result<Carried, OpenError> {
    let sealer = settings.sealer()?;
    let db = office::database(settings).await?;
    crate::store::migrate(&db).await?;
    let known = match &done.replaced {
        Some(file) => read(file).await.ok(),
        None => None,
    };
    let mut now = office::clock(settings, &db, http).await?.now();
    if settings.clock_url.is_some() {
        // A copy remembers an earlier turn of the clock than the data that it replaces.
        let told = known.as_ref().and_then(|known| known.up_to).max(done.up_to);
        now = told.map_or(now, |told| told.max(now));
    }
    let write = move |tx: &Tx<'_>| {
        // Who worked when the copy was made works no more.
        nodes::bury_all(tx, now)?;
        figures::look_at_everything(tx, now)?;
        accounts::end_sessions(tx)?;
        note(tx, &sealer, &done, known.as_ref(), now)?;
        let Some(known) = known else { return Ok(Carried::default()) };
        let held = hold(tx, known.held)?;
        let removed = remove(tx, &sealer, (&known.names, known.up_to), now)?;
        lower(tx, &sealer, &known.operators, now)?;
        let watched = watch(tx, &known.watched, now)?;
        Ok(Carried { read: true, held, removed, watched })
    };
    Ok(db.write(write).await?)
}

async fn read(file: &Path) -> Result<Known, DbError> {
    let db = Sql::from(Db::beside(file)?);
    let read = |db: &Tx<'_>| {
        Ok(Known {
            up_to: figures::newest(db)?,
            held: ledger::holds(db)?,
            names: accounts::names(db)?,
            operators: accounts::operators(db).unwrap_or_default(),
            watched: watched::ids(db)?,
        })
    };
    db.read(read).await
}

fn note(
    tx: &Tx<'_>,
    sealer: &Sealer,
    done: &PutBack,
    known: Option<&Known>,
    now: Timestamp,
) -> Result<(), DbError> {
    let up_to =
        |at: Option<Timestamp>| at.map_or_else(|| "nothing".to_owned(), |at| at.to_string());
    let before = match (&done.replaced, known) {
        (None, _) => "no data".to_owned(),
        (Some(file), None) => format!("data that cannot be read, kept as {}", file.display()),
        (Some(file), Some(known)) => {
            format!("data up to {}, kept as {}", up_to(known.up_to), file.display())
        }
    };
    let after = format!("{}, data up to {}", done.copy, up_to(done.up_to));
    let deed = Deed::new(now, WHO, "put a copy back", "database").changed(before, after);
    audit::write(tx, sealer, &deed)
}

/// Holds only ever get stricter here: one that was lifted is lifted again by whoever did so.
fn hold(tx: &Tx<'_>, known: Vec<Held>) -> Result<Vec<Held>, DbError> {
    let mut carried = Vec::new();
    for one in known {
        if ledger::hold(tx, one.business)?.is_none() {
            ledger::put_hold(tx, one.business, &one.mark)?;
            carried.push(one);
        }
    }
    Ok(carried)
}

/// Whom an operator only watched is not managed because a copy is older than that decision; also
/// one that the copy does not know, which the next server would find by itself. A day from which on
/// they were to be managed is not carried over.
fn watch(tx: &Tx<'_>, known: &[WabaId], now: Timestamp) -> Result<Vec<WabaId>, DbError> {
    let mut carried = Vec::new();
    for waba in known {
        if clients::add(tx, *waba, now)? {
            watched::imported(tx, *waba)?;
        }
        if watched::watch(tx, *waba)? {
            let what = "stays only watched, as in the data that a copy was put in the place of";
            timeline::add(tx, Fact { at: now, waba: Some(*waba), phone: None, who: WHO, what })?;
            carried.push(*waba);
        }
    }
    Ok(carried)
}

/// Removes whom the replaced data do not have although they go on after that operator was added.
fn remove(
    tx: &Tx<'_>,
    sealer: &Sealer,
    (known, up_to): (&[String], Option<Timestamp>),
    now: Timestamp,
) -> Result<Vec<String>, DbError> {
    let stays = |one: &Operator| known.contains(&one.name) || Some(one.created_at) > up_to;
    let mut removed = Vec::new();
    for one in accounts::operators(tx)?.into_iter().filter(|one| !stays(one)) {
        accounts::remove_operator(tx, &one.name)?;
        decide::without(tx, &one.name, NO_OPERATOR, now)?;
        let deed = Deed::new(now, WHO, "removed", format!("operator {}", one.name));
        audit::write(tx, sealer, &deed.made("as in the replaced data"))?;
        removed.push(one.name);
    }
    Ok(removed)
}

/// Gives everybody who may do more by the copy than by the replaced data the role from there.
fn lower(tx: &Tx<'_>, sealer: &Sealer, known: &[Operator], now: Timestamp) -> Result<(), DbError> {
    for one in accounts::operators(tx)? {
        let now_is = known.iter().find(|other| other.name == one.name).map(|other| other.role);
        if let Some(role) = now_is.filter(|role| !role.covers(one.role)) {
            operators::take_role(tx, sealer, (&one, role), (WHO, now))?;
        }
    }
    Ok(())
}
