//! Takes over a fleet that was onboarded before: accounts become clients that are watched and
//! nothing more, until an operator says that they are to be managed.
//!
//! Taking over asks the platform, only with GET, whether each account is shared with us; a watched
//! client has conditions but no steps, so nothing changes on the platform. Accounts that are
//! clients already are passed over: an import that was broken off is simply started again.

mod file;
mod roll;

use std::collections::BTreeSet;

use graph::id::{PhoneNumberId, WabaId};
use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::secret::ExposeSecret;
use shell::sql::Tx;

pub use self::file::{BadFile, Entry, read};
pub use self::roll::Roll;
use crate::Office;
use crate::audit::{self, Deed};
use crate::graph_api::CallError;
use crate::pin;
use crate::store::timeline::{self, Fact};
use crate::store::{clients, watched};

/// Seconds of a day.
const DAY_SECONDS: i64 = 86_400;

/// What became of one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is a client now, and watched.
    Added,
    /// It was a client before.
    Known,
    /// It is not shared with us, so it was left out.
    NotShared,
}

/// What became of one account and of the PINs of its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The account.
    pub waba: WabaId,
    /// What became of it.
    pub became: Became,
    /// Numbers whose PIN is kept now.
    pub pins: Vec<PhoneNumberId>,
    /// Numbers that the account does not have, so that their PIN was not kept.
    pub unknown: Vec<PhoneNumberId>,
}

/// Why taking over stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The platform could not be asked.
    #[error("the platform could not be asked: {0}")]
    Call(#[from] CallError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Office {
    /// The accounts that the platform lists as shared with us. What it says of a single id may be
    /// true of a number, a business, or an account of our own as well.
    ///
    /// # Errors
    /// When the platform cannot be asked.
    pub async fn shared(&self) -> Result<BTreeSet<WabaId>, ImportError> {
        let (mut shared, mut roll) = (BTreeSet::new(), Roll::default());
        while let Some(page) = roll.page(&self.graph, self.settings.business_id).await? {
            shared.extend(page);
        }
        Ok(shared)
    }

    /// Takes over one account of a list, if it is among those `shared` with us; with `dry_run`
    /// nothing is written.
    ///
    /// # Errors
    /// When the platform cannot be asked or the database refuses; nothing of the account was
    /// written then.
    pub async fn take_over(
        &self,
        entry: &Entry,
        shared: &BTreeSet<WabaId>,
        who: &str,
        dry_run: bool,
    ) -> Result<Taken, ImportError> {
        let waba = entry.waba;
        let known = self.db.read(move |db| clients::get(db, waba)).await?.is_some();
        let shared = known || shared.contains(&waba);
        let became = match (known, shared) {
            (true, _) => Became::Known,
            (false, true) => Became::Added,
            (false, false) => Became::NotShared,
        };
        let mut taken = Taken { waba, became, pins: Vec::new(), unknown: Vec::new() };
        if !shared {
            return Ok(taken);
        }
        let mut numbers = Vec::new();
        if !entry.pins.is_empty() {
            numbers = self.graph.numbers_of(waba).await?;
        }
        let mut sealed = Vec::new();
        for (phone, text) in &entry.pins {
            if !numbers.contains(phone) {
                taken.unknown.push(*phone);
                continue;
            }
            let text = text.expose_secret().as_bytes();
            sealed.push((*phone, self.sealer.seal(&pin::context(*phone), text, &self.secrets)));
            taken.pins.push(*phone);
        }
        if dry_run {
            return Ok(taken);
        }
        let (now, who, sealer) = (self.clock.now(), who.to_owned(), self.sealer.clone());
        let contact = entry.contact.clone();
        let write = move |tx: &Tx<'_>| {
            if watch(tx, waba, &who, now)? {
                let deed = Deed::new(now, &who, "took over a client", format!("client {waba}"));
                audit::write(tx, &sealer, &deed.made("watched"))?;
            }
            if let Some(contact) = &contact {
                clients::set_contact(tx, waba, contact)?;
            }
            for (phone, pin) in &sealed {
                watched::keep_pin(tx, waba, (*phone, pin.as_str()), now)?;
            }
            Ok(())
        };
        self.db.write(write).await?;
        Ok(taken)
    }

    /// Takes over the next page of all accounts that are shared with us, each once; `None` when
    /// that was all. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// As [`Self::take_over`]; also when the list leads in a circle.
    pub async fn take_over_page(
        &self,
        roll: &mut Roll,
        who: &str,
        dry_run: bool,
    ) -> Result<Option<Vec<Taken>>, ImportError> {
        let Some(wabas) = roll.page(&self.graph, self.settings.business_id).await? else {
            return Ok(None);
        };
        let (now, who, sealer) = (self.clock.now(), who.to_owned(), self.sealer.clone());
        let take = move |tx: &Tx<'_>| {
            let mut taken = Vec::with_capacity(wabas.len());
            for waba in &wabas {
                let known = clients::get(tx, *waba)?.is_some();
                let became = if known { Became::Known } else { Became::Added };
                taken.push(Taken { waba: *waba, became, pins: vec![], unknown: vec![] });
                if !dry_run && watch(tx, *waba, &who, now)? {
                    let subject = format!("client {waba}");
                    let deed = Deed::new(now, &who, "took over a client", subject);
                    audit::write(tx, &sealer, &deed.made("watched"))?;
                }
            }
            Ok(taken)
        };
        let taken = match dry_run {
            true => self.db.read(take).await?,
            false => self.db.write(take).await?,
        };
        Ok(Some(taken))
    }

    /// Lets clients that are only watched be managed: these, or all; at once, or so many a day,
    /// the oldest first, spread over the day and after those that have their day. Says from when
    /// each is. Of all, those that have their day keep it.
    ///
    /// # Errors
    /// When the database refuses; then none is.
    pub async fn adopt(
        &self,
        only: Option<Vec<WabaId>>,
        per_day: Option<u32>,
        who: &str,
    ) -> Result<Vec<(WabaId, Timestamp)>, DbError> {
        let (now, who, sealer) = (self.clock.now(), who.to_owned(), self.sealer.clone());
        let apart = per_day.map_or(0, |per_day| DAY_SECONDS / i64::from(per_day.max(1)));
        let write = move |tx: &Tx<'_>| {
            let mut all = watched::all(tx)?;
            let mut from = now;
            if apart > 0 {
                let last = all.iter().filter_map(|(_, day)| *day).max();
                let next = last.map(|last| later(last, SignedDuration::from_secs(apart)));
                from = next.map_or(now, |next| next.max(now));
            }
            all.retain(|(waba, day)| match &only {
                Some(only) => only.contains(waba),
                None => day.is_none(),
            });
            let mut adopted = Vec::with_capacity(all.len());
            for (waba, _) in all {
                if from <= now {
                    watched::adopt(tx, waba, &who, now)?;
                } else {
                    watched::adopt_at(tx, waba, from)?;
                }
                let deed = Deed::new(now, &who, "took the client over", format!("client {waba}"));
                audit::write(
                    tx,
                    &sealer,
                    &deed.changed("watched", format!("managed from {from}")),
                )?;
                adopted.push((waba, from));
                from = later(from, SignedDuration::from_secs(apart));
            }
            Ok(adopted)
        };
        self.db.write(write).await
    }
}

/// Adds an account as a client that is only watched; says whether it is new.
fn watch(tx: &Tx<'_>, waba: WabaId, who: &str, now: Timestamp) -> Result<bool, DbError> {
    let is_new = clients::add(tx, waba, now)?;
    if is_new {
        watched::watch(tx, waba)?;
        watched::imported(tx, waba)?;
        let what = "took the account over; it is only watched, and nothing is changed";
        timeline::add(tx, Fact { at: now, waba: Some(waba), phone: None, who, what })?;
    }
    Ok(is_new)
}

/// Lets those watched clients be managed whose day has come; says whether there were any.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &crate::Provider) -> Result<bool, DbError> {
    let now = provider.clock.now();
    let due = provider.db.read(watched::next_due).await?;
    if due.is_none_or(|at| at > now.as_microsecond()) {
        return Ok(false);
    }
    let adopt = move |tx: &Tx<'_>| {
        for waba in watched::due(tx, now)? {
            watched::adopt(tx, waba, timeline::PROVIDER, now)?;
        }
        Ok(())
    };
    provider.db.write(adopt).await.map(|()| true)
}

#[cfg(test)]
mod tests;
