//! Shares of our line with businesses none of whose accounts is a client: only the platform's list
//! knows them. Once an operator asks for one it is entered, and taken back as any other.

use graph::id::{BusinessId, CreditLineId};
use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::sql::{Sql, Tx};

use super::PLATFORM;
use super::revoke::{Unordered, take_all_back};
use crate::Provider;
use crate::graph_api::{CallError, GraphApi};
use crate::perform::StepError;
use crate::store::ledger::{self, Mark, NO_ACCOUNT, State};

/// How long after a try the next one follows, or the look whether it had its effect, in minutes.
const AGAIN_MINUTES: i64 = 1;

/// Why it is not known whether our line is shared with a business.
#[derive(Debug, thiserror::Error)]
pub enum Unmet {
    /// The platform could not be asked.
    #[error("nothing is known here of business {0}, and the platform cannot be asked: {1}")]
    Call(BusinessId, CallError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Enters the living shares that the platform lists with a business of which nothing is known here,
/// so that an operator can decide about them.
///
/// # Errors
/// When the platform cannot be asked, or the database refuses.
pub async fn meet(
    db: &Sql,
    graph: &GraphApi,
    (line, business): (CreditLineId, BusinessId),
    now: Timestamp,
) -> Result<(), Unmet> {
    let known = move |tx: &Tx<'_>| ledger::knows(tx, business);
    if db.read(known).await? {
        return Ok(());
    }
    let listed = graph.allocations(line, business).await;
    let listed = listed.map_err(|error| Unmet::Call(business, error))?;
    let alive: Vec<_> = listed.iter().filter(|one| one.alive()).map(|one| one.id).collect();
    let write = move |tx: &Tx<'_>| {
        if ledger::knows(tx, business)? {
            return Ok(());
        }
        for share in alive {
            let reason = "found in the platform's list: no client of that business is known";
            let mark = Mark::new(now, PLATFORM, reason);
            ledger::enter(tx, (business, NO_ACCOUNT), Some(share), State::Shared, &mark)?;
        }
        Ok(())
    };
    Ok(db.write(write).await?)
}

/// Takes our line back from businesses without a client, as operators decided; says whether any was
/// due.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let now = provider.clock.now();
    let due = provider.db.read(ledger::next_stranger).await?;
    if due.is_none_or(|at| at > now.as_microsecond()) {
        return Ok(false);
    }
    let again = later(now, SignedDuration::from_mins(AGAIN_MINUTES));
    let taken = provider.db.write(move |tx| ledger::take_strangers(tx, now, again)).await?;
    for business in taken {
        match take_all_back(provider, (business, NO_ACCOUNT), Unordered::None).await {
            Err(StepError::Db(error)) => return Err(error),
            Err(StepError::NotYet(..)) => {
                // The list shows that none is alive any more.
                provider.db.write(move |tx| ledger::stranger_at(tx, business, None)).await?;
            }
            Err(error) => {
                tracing::warn!(%business, %error, "our credit line could not be taken back");
            }
            Ok(()) => {}
        }
    }
    Ok(true)
}
