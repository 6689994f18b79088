//! Taking our line back from a business: every share there is, each seen to be gone.

use std::collections::BTreeSet;

use graph::id::{AllocationId, BusinessId, WabaId};
use jiff::Timestamp;
use onboard::Mode;
use shell::db::DbError;
use shell::sql::Tx;

use super::shown::{Shown, settle};
use super::{PLATFORM, shows_by};
use crate::Provider;
use crate::perform::StepError;
use crate::store::ledger::{self, Mark, State};
use crate::store::{ClientRow, clients, timeline};

/// Why a share is taken back that no operator took back.
const LEFT: &str = "no account that it pays for is shared with us any more";

/// What may be taken back where no operator decided that everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unordered {
    /// Everything: no account of the business is paid by us any more.
    All,
    /// What this server shared: the client is only watched.
    Made,
    /// Nothing.
    None,
}

/// Takes our line back from the business of a client: no account of it is paid by us any more, or
/// an operator decided so.
pub(crate) async fn revoke(provider: &Provider, row: &ClientRow) -> Result<(), StepError> {
    let (waba, Some(business)) = (row.waba_id, row.business_id) else {
        return Ok(());
    };
    let unordered = match row.mode {
        Mode::Managed => Unordered::All,
        Mode::Watched => Unordered::Made,
    };
    take_all_back(provider, (business, waba), unordered).await?;
    let now = provider.clock.now();
    Ok(provider.db.write(move |tx| clients::set_allocation(tx, waba, None, now)).await?)
}

/// Takes every share of our line with a business back that may be. One that cannot be taken back
/// keeps none of the others.
pub(super) async fn take_all_back(
    provider: &Provider,
    (business, waba): (BusinessId, WabaId),
    unordered: Unordered,
) -> Result<(), StepError> {
    let shares = provider.graph.allocations(provider.settings.credit_line_id, business).await?;
    let shown = Shown::new((business, waba), &shares, None);
    let listed = shown.alive();
    let now = provider.clock.now();
    let write = move |tx: &Tx<'_>| {
        settle(tx, &shown, now)?;
        let hold = ledger::hold(tx, business)?;
        let ordered = hold.is_some();
        let (who, why) = match hold {
            Some(hold) => (hold.who, hold.reason),
            None => (timeline::PROVIDER.to_owned(), LEFT.to_owned()),
        };
        // What the ledger knows and a list does not show is taken back as well.
        let mut all = BTreeSet::new();
        let known = ledger::of_business(tx, business)?;
        for share in known.iter().filter(|share| share.state.alive()) {
            let may = match unordered {
                Unordered::All => true,
                Unordered::Made => ordered || share.made,
                Unordered::None => ordered,
            };
            if may {
                ledger::revoking(tx, share.id, &who, &why)?;
                all.extend(share.allocation);
            }
        }
        Ok(all)
    };
    let alive = provider.db.write(write).await?;
    if alive.is_empty() {
        let why = "no share of our credit line is alive any more".to_owned();
        return Err(StepError::NotYet(why, None));
    }
    let mut failed = None;
    for share in alive {
        match take_back(provider, business, share, listed.contains(&share)).await {
            Ok(()) => {}
            Err(StepError::Db(error)) => return Err(error.into()),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed.map_or(Ok(()), Err)
}

/// Takes one share back. That the platform does not find it says little: it answers so as well to
/// whoever may not see it. So the share itself is asked, and where that is not to be seen either,
/// the list, which was readable a moment ago.
async fn take_back(
    provider: &Provider,
    business: BusinessId,
    share: AllocationId,
    listed: bool,
) -> Result<(), StepError> {
    let refused = match provider.graph.revoke(share).await {
        Ok(()) => None,
        Err(error) if error.is_gone() => Some(error),
        Err(error) => return Err(error.into()),
    };
    let mut gone = None;
    if let Some(error) = refused {
        match provider.graph.allocation(share).await {
            Ok(node) if node.alive() => return Err(error.into()),
            Ok(_) => gone = Some("it was gone already when it was to be taken back"),
            Err(again) if !again.is_gone() => return Err(again.into()),
            Err(_) if listed => return Err(error.into()),
            Err(_) => gone = Some("the platform shows it nowhere any more"),
        }
    }
    let now = provider.clock.now();
    Ok(provider.db.write(move |tx| revoked(tx, business, (share, gone), now)).await?)
}

fn revoked(
    tx: &Tx<'_>,
    business: BusinessId,
    (allocation, note): (AllocationId, Option<&'static str>),
    now: Timestamp,
) -> Result<(), DbError> {
    let known = ledger::of_business(tx, business)?;
    let share = known.iter().find(|share| share.allocation == Some(allocation));
    let Some(share) = share.filter(|share| share.state.alive()) else { return Ok(()) };
    let (who, why) = share.revoking.clone().unwrap_or((PLATFORM.to_owned(), LEFT.to_owned()));
    ledger::advance(tx, share.id, State::Revoked, &Mark::new(now, &who, why))?;
    match note {
        Some(note) => ledger::note(tx, share.id, State::Revoked, &Mark::new(now, PLATFORM, note)),
        None => Ok(()),
    }
}

/// Enters what a look at a business shows that shares no account with us any more that we pay for,
/// and ends what was to be shared with it; says whether a share is, or may be, alive.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn left(provider: &Provider, shown: Shown) -> Result<bool, DbError> {
    let now = provider.clock.now();
    let alive = !shown.alive().is_empty();
    let business = shown.business;
    let write = move |tx: &Tx<'_>| {
        settle(tx, &shown, now)?;
        let known = ledger::of_business(tx, business)?;
        for share in known.iter().filter(|share| share.state.open()) {
            if share.state != State::Requested || shows_by(share).is_none_or(|until| until <= now) {
                let mark = Mark::new(now, timeline::PROVIDER, LEFT);
                ledger::advance(tx, share.id, State::Ended, &mark)?;
            }
        }
        Ok(shown.misses(&known))
    };
    let doubted = provider.db.write(write).await?;
    Ok(alive || doubted)
}
