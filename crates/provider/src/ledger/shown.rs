//! Bringing the ledger in line with what the platform shows of the shares with one business.
//!
//! Whoever takes a share back decides about money. Where that was not this server, the line is held
//! back until an operator shares it again: so nobody who revokes in the Business Manager, or by
//! another program, is worked against, and neither is a decision that a copy put back does not
//! know.

use graph::id::{AllocationId, BusinessId, WabaId};
use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::sql::Tx;

use super::PLATFORM;
use crate::graph_api::Allocation;
use crate::store::ledger::{self, Mark, Share, State};
use crate::store::mail;

/// What the platform shows of the shares with one business.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(super) business: BusinessId,
    /// The account that was looked at, or [`ledger::NO_ACCOUNT`].
    pub(super) waba: WabaId,
    pub(super) shares: Vec<(AllocationId, bool)>,
    /// The share that funds the account.
    pub(super) funding: Option<AllocationId>,
}

impl Shown {
    /// What a list shows while `waba` is looked at, which is funded by `funding`.
    pub(crate) fn new(
        (business, waba): (BusinessId, WabaId),
        shares: &[Allocation],
        funding: Option<AllocationId>,
    ) -> Self {
        let shares = shares.iter().map(|share| (share.id, share.alive())).collect();
        Self { business, waba, shares, funding }
    }

    /// Whether the ledger knows a living share that is not shown: lists may lag behind.
    pub(super) fn misses(&self, known: &[Share]) -> bool {
        let shows = |id| self.shares.iter().any(|(shown, _)| *shown == id);
        known.iter().any(|share| share.state.alive() && !share.allocation.is_some_and(shows))
    }

    pub(super) fn alive(&self) -> Vec<AllocationId> {
        self.shares.iter().filter(|(_, alive)| *alive).map(|(id, _)| *id).collect()
    }
}

/// A share that somebody took back, and not this server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// The ledger has it alive.
    Known(AllocationId),
    /// The ledger never had it.
    Unknown(AllocationId),
}

/// Brings the ledger in line with what the platform shows of a business that is still with us; what
/// somebody else took back is held back.
pub(super) fn take_in(
    tx: &Tx<'_>,
    shown: &Shown,
    operators: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let taken = settle(tx, shown, now)?;
    hold_back(tx, shown, taken, operators, now)
}

/// Brings the ledger in line with what the platform shows of one business; says what somebody else
/// took back.
pub(super) fn settle(tx: &Tx<'_>, shown: &Shown, now: Timestamp) -> Result<Option<Taken>, DbError> {
    let mut taken = None;
    for (allocation, alive) in &shown.shares {
        let known = ledger::of_business(tx, shown.business)?;
        let one = known.iter().find(|share| share.allocation == Some(*allocation));
        match (one, alive) {
            (Some(share), false) => {
                if ended(tx, share, now)? {
                    taken = Some(Taken::Known(*allocation));
                }
            }
            (None, true) => found(tx, shown, &known, *allocation, now)?,
            (None, false) => {
                found(tx, shown, &known, *allocation, now)?;
                let known = ledger::of_business(tx, shown.business)?;
                let one = known.iter().find(|share| share.allocation == Some(*allocation));
                one.map(|share| ended(tx, share, now)).transpose()?;
                taken = taken.or(Some(Taken::Unknown(*allocation)));
            }
            (Some(share), true) => shown_again(tx, share, &known, now)?,
        }
    }
    let Some(funding) = shown.funding else { return Ok(taken) };
    let known = ledger::of_business(tx, shown.business)?;
    let pays = known.iter().find(|share| share.allocation == Some(funding));
    if let Some(share) = pays.filter(|share| share.state == State::Shared) {
        let reason = format!("account {} shows it as what it is funded by", shown.waba);
        ledger::advance(tx, share.id, State::Verified, &Mark::new(now, PLATFORM, reason))?;
    }
    Ok(taken)
}

/// A share the platform shows and the ledger did not know.
fn found(
    tx: &Tx<'_>,
    shown: &Shown,
    known: &[Share],
    allocation: AllocationId,
    now: Timestamp,
) -> Result<(), DbError> {
    let open = known.iter().find(|share| share.state.open());
    if let Some(share) = open.filter(|share| share.state == State::Requested) {
        let reason = "recognised at a look: the answer to the request was lost";
        ledger::name(tx, share.id, allocation)?;
        return ledger::advance(tx, share.id, State::Shared, &Mark::new(now, PLATFORM, reason));
    }
    if let Some(share) = open {
        let reason = format!("somebody shared the line otherwise: allocation {allocation}");
        ledger::advance(tx, share.id, State::Ended, &Mark::new(now, PLATFORM, reason))?;
    }
    let whose = (shown.business, shown.waba);
    let mark = Mark::new(now, PLATFORM, "found: it was not made by this server");
    ledger::enter(tx, whose, Some(allocation), State::Shared, &mark).map(drop)
}

/// The platform shows that a share is not alive; says whether it was until now, and not taken back
/// by this server.
fn ended(tx: &Tx<'_>, share: &Share, now: Timestamp) -> Result<bool, DbError> {
    let elsewhere = share.state.alive() && share.revoking.is_none();
    if share.state.alive() {
        let (who, why) = share.revoking.clone().unwrap_or_else(|| {
            (PLATFORM.to_owned(), "it is shown as taken back, and not by this server".to_owned())
        });
        ledger::advance(tx, share.id, State::Revoked, &Mark::new(now, &who, why))?;
    }
    if share.state.alive() || share.state == State::Revoked {
        let mark = Mark::new(now, PLATFORM, "the platform shows it as DELETED");
        ledger::advance(tx, share.id, State::Confirmed, &mark)?;
    }
    Ok(elsewhere)
}

/// Somebody else took a share back from a business that is still with us, and no other is alive:
/// the line stays back until an operator shares it again.
fn hold_back(
    tx: &Tx<'_>,
    shown: &Shown,
    taken: Option<Taken>,
    operators: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let Some(taken) = taken.filter(|_| shown.alive().is_empty()) else { return Ok(()) };
    let (share, why) = match taken {
        Taken::Known(id) => (id, "it was taken back there, and not by this server"),
        Taken::Unknown(id) => (id, "it was taken back there before this server knew of it"),
    };
    let fresh = put_back(tx, shown, &format!("{why} (allocation {share})"), now)?;
    if fresh && matches!(taken, Taken::Known(_)) {
        tell(tx, shown, why, operators, now)?;
    }
    Ok(())
}

/// A share that was to be seen nowhere is there: it is alive as it was, and nothing is held back
/// for want of it.
fn shown_again(tx: &Tx<'_>, share: &Share, known: &[Share], now: Timestamp) -> Result<(), DbError> {
    if doubted(tx, share)?.is_none() {
        return Ok(());
    }
    let mark = Mark::new(now, PLATFORM, "shown again");
    if share.state != State::Revoked {
        return ledger::note(tx, share.id, share.state, &mark);
    }
    let hold = ledger::hold(tx, share.business)?;
    let for_it = hold.is_some_and(|hold| hold.who == PLATFORM && hold.reason.starts_with(NOWHERE));
    let alone = !known.iter().any(|one| one.state.alive() || one.state.open());
    if for_it && alone {
        ledger::lift_hold(tx, share.business)?;
        ledger::advance(tx, share.id, State::Shared, &mark)?;
    }
    Ok(())
}

/// Since when a share is to be seen nowhere, if it is so.
fn doubted(tx: &Tx<'_>, share: &Share) -> Result<Option<Timestamp>, DbError> {
    let last = ledger::events(tx, share.id)?.pop();
    Ok(last.filter(|last| last.mark.reason == NOWHERE).map(|last| last.mark.at))
}

/// What is said of a share that is to be seen nowhere.
const NOWHERE: &str = "the platform shows it nowhere, neither in the list nor by itself";
/// How long that is taken for a list that lags behind, in hours.
const DOUBT_HOURS: i64 = 24;

/// A share that the ledger has alive is to be seen nowhere any more: whether it pays is unknown,
/// and another one might be a second. When that lasts, operators decide.
pub(super) fn lost(
    tx: &Tx<'_>,
    shown: &Shown,
    allocation: AllocationId,
    operators: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let known = ledger::of_business(tx, shown.business)?;
    let one = known.iter().find(|share| share.allocation == Some(allocation));
    let Some(share) = one.filter(|share| share.state.alive()) else { return Ok(()) };
    match doubted(tx, share)? {
        None => return ledger::note(tx, share.id, share.state, &Mark::new(now, PLATFORM, NOWHERE)),
        Some(at) if now < later(at, SignedDuration::from_hours(DOUBT_HOURS)) => return Ok(()),
        Some(_) => {}
    }
    ledger::advance(tx, share.id, State::Revoked, &Mark::new(now, PLATFORM, NOWHERE))?;
    if put_back(tx, shown, &format!("{NOWHERE} (allocation {allocation})"), now)? {
        tell(tx, shown, NOWHERE, operators, now)?;
    }
    Ok(())
}

/// Holds the line back; says whether it was not yet.
fn put_back(tx: &Tx<'_>, shown: &Shown, why: &str, now: Timestamp) -> Result<bool, DbError> {
    let fresh = ledger::hold(tx, shown.business)?.is_none();
    if fresh {
        ledger::put_hold(tx, shown.business, &Mark::new(now, PLATFORM, why))?;
    }
    Ok(fresh)
}

fn tell(
    tx: &Tx<'_>,
    shown: &Shown,
    why: &str,
    operators: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let business = shown.business;
    let body = format!(
        "The share of our credit line with business {business} (account {}) is gone: {why}.\n\n\
         It is not shared again by itself. If it should be: console, Credit; or vestibule ledger \
         share {business} --reason \"...\"\n",
        shown.waba
    );
    mail::add(tx, operators, "Our credit line was taken back from a business", &body, now)
}
