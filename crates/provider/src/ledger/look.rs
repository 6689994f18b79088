//! Looking at what pays for an account: our credit line, or a means of its own.

use graph::id::{BusinessId, WabaId};
use onboard::{Allowance, Credit, Needs, Tokens};
use shell::db::DbError;

use super::Shown;
use crate::Provider;
use crate::graph_api::{Allocation, CallError, WabaNode};
use crate::ledger;
use crate::observe::LookError;
use crate::store::ledger as shares;
use crate::store::{ClientRow, clients};

/// Whether our line pays for the account: a share is alive and is what the account is funded by
/// (contract §5.6). What the ledger did not know is entered.
pub(crate) async fn credit(
    provider: &Provider,
    waba: WabaId,
    node: &WabaNode,
) -> Result<(Credit, Allowance), LookError> {
    let Some(owner) = &node.owner_business_info else {
        return Ok((Credit::Missing, Allowance::Free));
    };
    let line = provider.settings.credit_line_id;
    let shares = match provider.graph.allocations(line, owner.id).await {
        Ok(shares) => shares,
        Err(error) if error.is_token() || error.paused().is_some() => return Err(error.into()),
        Err(error) => {
            // Our credit holds up nothing else: what is known stays.
            tracing::warn!(%waba, %error, "the shares of our credit line could not be read");
            let (alive, allowance) = ledger::unseen_by_look(provider, owner.id, waba).await?;
            let credit = if alive { Credit::Shared } else { Credit::Missing };
            return Ok((credit, allowance));
        }
    };
    let funds = |share: &Allocation| {
        let credential = share.receiving_credential.as_ref().map(|credential| credential.id);
        node.primary_funding_id.is_some() && credential == node.primary_funding_id
    };
    let alive = || shares.iter().filter(|share| share.alive());
    let paying = alive().find(|share| funds(share)).map(|share| share.id);
    let shown = Shown::new((owner.id, waba), &shares, paying);
    let allowance = ledger::looked(provider, shown.clone()).await?;
    let foreign = node.primary_funding_id.is_some() && !shares.iter().any(funds);
    let credit = if paying.is_some() {
        Credit::Shared
    } else if foreign && unlisted(provider, &shown).await? {
        // What pays is taken for a share of ours that the list does not show yet.
        Credit::Shared
    } else if foreign {
        // What pays was never ours: the account pays by itself (requirement G02).
        Credit::Own { shared: alive().next().is_some() }
    } else if alive().next().is_some() {
        Credit::Pending
    } else {
        Credit::Missing
    };
    Ok((credit, allowance))
}

/// Whether the ledger knows a living share that is not shown.
async fn unlisted(provider: &Provider, shown: &Shown) -> Result<bool, LookError> {
    let business = shown.business;
    let known = provider.db.read(move |db| shares::of_business(db, business)).await?;
    Ok(shown.misses(&known))
}

/// What is to be known of an account that cannot be looked at: whether an operator took our line
/// back, and whether a share is still alive then. The admin's token suffices to ask.
pub(crate) async fn unseen(
    provider: &Provider,
    row: &ClientRow,
    health: Tokens,
) -> Result<(Credit, Allowance), LookError> {
    let (waba, Some(business)) = (row.waba_id, row.business_id) else {
        return Ok((Credit::Missing, Allowance::Free));
    };
    let allowance @ Allowance::Revoked { .. } = decided(provider, business).await? else {
        return Ok((Credit::Missing, Allowance::Free));
    };
    if health.keeps_from(Needs::Either).is_none() {
        match provider.graph.allocations(provider.settings.credit_line_id, business).await {
            Ok(found) => {
                let shown = Shown::new((business, waba), &found, None);
                ledger::looked(provider, shown).await?;
            }
            Err(CallError::Paused(until)) => return Err(CallError::Paused(until).into()),
            Err(error) => {
                tracing::warn!(%waba, %error, "the shares of our credit line could not be read");
            }
        }
    }
    let known = provider.db.read(move |db| shares::of_business(db, business)).await?;
    let alive = known.iter().any(|share| share.state.alive());
    Ok((if alive { Credit::Pending } else { Credit::Missing }, allowance))
}

/// What operators decided about our line and a business.
async fn decided(provider: &Provider, business: BusinessId) -> Result<Allowance, DbError> {
    let hold = provider.db.read(move |db| shares::hold(db, business)).await?;
    let revoked = |hold: shares::Mark| Allowance::Revoked { who: hold.who, why: hold.reason };
    Ok(hold.map_or(Allowance::Free, revoked))
}

/// Whether our credit line is, or may be, still shared with a business that shares no account with
/// us any more that it pays for, by our doing or somebody else's; and what operators decided.
pub(crate) async fn leftover(
    provider: &Provider,
    row: &ClientRow,
    health: Tokens,
) -> Result<(Credit, Allowance), LookError> {
    let (waba, Some(business)) = (row.waba_id, row.business_id) else {
        return Ok((Credit::Missing, Allowance::Free));
    };
    let allowance = decided(provider, business).await?;
    if provider.db.read(move |db| clients::another_on_our_line(db, business, waba)).await? {
        return Ok((Credit::Missing, allowance));
    }
    let alive = match health.keeps_from(Needs::Either) {
        Some(_) => !row.left.confirmed,
        None => {
            let line = provider.settings.credit_line_id;
            match provider.graph.allocations(line, business).await {
                Ok(shares) => {
                    let shown = Shown::new((business, waba), &shares, None);
                    ledger::left(provider, shown).await?
                }
                Err(CallError::Paused(until)) => return Err(CallError::Paused(until).into()),
                Err(_) => true,
            }
        }
    };
    let known = provider.db.read(move |db| shares::of_business(db, business)).await?;
    let mut living = known.iter().filter(|share| share.state.alive());
    let ours = living.any(|share| share.made);
    Ok((if alive { Credit::Leftover { ours } } else { Credit::Missing }, allowance))
}
