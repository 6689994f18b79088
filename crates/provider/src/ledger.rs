//! Our credit line: shared with each business once, taken back when it leaves or an operator says
//! so, and every share written down from before the call to the end (requirements G01 to G03).
//!
//! A share is on disk before the platform is asked for it, and the database refuses a second one of
//! ours that is, or may be, alive with the same business. The platform is looked at before each
//! call; what it shows is entered, so that a lost answer is recognised at the next look and a share
//! made by somebody else is there as *found*.

pub mod decide;
pub(crate) mod look;
mod revoke;
mod shown;
pub mod statement;
pub mod strangers;
pub mod usage;

use graph::id::{AllocationId, BusinessId, WabaId};
use jiff::{SignedDuration, Timestamp};
use onboard::{Allowance, later};
use shell::db::DbError;
use shell::sql::Tx;

use crate::Provider;
use crate::defect::Defect;
use crate::observe::Observation;
use crate::perform::StepError;
use crate::store::ledger::{self, Mark, Share, State};
use crate::store::{ClientRow, clients, mail, timeline};

pub(crate) use self::revoke::{left, revoke};
pub(crate) use self::shown::Shown;
use self::shown::{lost, take_in};

/// How long a share of our credit line may take to show as an account's payment, in minutes.
const SHARE_MINUTES: i64 = 10;
/// How long a share may take to show in the list after the answer to its making was lost, in
/// minutes: it is not asked for again before.
const SHOW_MINUTES: i64 = 2;
/// Who does what nobody here did.
const PLATFORM: &str = "platform";

/// Enters what a look shows, and says whether the line may be shared.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn looked(provider: &Provider, shown: Shown) -> Result<Allowance, DbError> {
    let now = provider.clock.now();
    let unlimited = provider.settings.credit_shares_per_day == 0;
    let operators = provider.settings.operators_mail.clone();
    let write = move |tx: &Tx<'_>| {
        take_in(tx, &shown, &operators, now)?;
        if let Some(hold) = ledger::hold(tx, shown.business)? {
            return Ok(Allowance::Revoked { who: hold.who, why: hold.reason });
        }
        let known = ledger::of_business(tx, shown.business)?;
        let open = known.into_iter().find(|share| share.state.open());
        Ok(match open.map(|share| (share.state, share.released_by)) {
            Some((State::Waiting | State::Released, by)) if !unlimited => {
                Allowance::Undecided { released_by: by }
            }
            _ => Allowance::Free,
        })
    };
    provider.db.write(write).await
}

/// What is known of a business whose shares could not be read: whether one is alive, and whether
/// the line may be shared.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn unseen_by_look(
    provider: &Provider,
    business: BusinessId,
    waba: WabaId,
) -> Result<(bool, Allowance), DbError> {
    let known = provider.db.read(move |db| ledger::of_business(db, business)).await?;
    let allowance = looked(provider, Shown::new((business, waba), &[], None)).await?;
    Ok((known.iter().any(|share| share.state.alive()), allowance))
}

/// What comes next after looking.
enum Next {
    /// The platform is asked; under this number of the ledger.
    Ask(i64),
    /// The ledger knows a share that the list does not show: that one is looked at by itself.
    Doubt(AllocationId),
    /// Nothing yet; in words, and until when, where that is known.
    Wait(String, Option<Timestamp>),
}

/// Shares our credit line with the business of an account, unless a share is, or may be, there
/// already that serves it.
pub(crate) async fn share(
    provider: &Provider,
    row: &ClientRow,
    observed: &Observation,
) -> Result<(), StepError> {
    let (line, currency) = (provider.settings.credit_line_id, provider.settings.currency);
    let waba = row.waba_id;
    let Some(business) = observed.seen.business.as_ref().map(|(id, _)| *id) else {
        let why = "the platform does not say whose account it is".to_owned();
        return Err(StepError::NotYet(why, None));
    };
    let shares = provider.graph.allocations(line, business).await?;
    let shown = Shown::new((business, waba), &shares, None);
    let entry = match next(provider, shown.clone()).await? {
        Next::Wait(why, until) => return Err(StepError::NotYet(why, until)),
        Next::Doubt(allocation) => return doubt(provider, shown, allocation).await,
        Next::Ask(entry) => entry,
    };
    let mut shared = provider.graph.share_credit(line, waba, currency).await;
    if shared.is_err() && provider.defects.has(Defect::ShareUnlooked) {
        shared = provider.graph.share_credit(line, waba, currency).await;
    }
    let now = provider.clock.now();
    match shared {
        Ok(allocation) => {
            let write = move |tx: &Tx<'_>| {
                clients::set_allocation(tx, waba, Some(allocation), now)?;
                answered(tx, entry, allocation, now)
            };
            Ok(provider.db.write(write).await?)
        }
        Err(error) => {
            if error.had_no_effect() {
                let reason = format!("not shared: {}", error.advice());
                let mark = Mark::new(now, PLATFORM, reason);
                provider.db.write(move |tx| refused(tx, entry, &mark)).await?;
            }
            Err(error.into())
        }
    }
}

/// Decides, and writes down, in one transaction: so two processes never ask for the same.
async fn next(provider: &Provider, shown: Shown) -> Result<Next, DbError> {
    let now = provider.clock.now();
    let limit = provider.settings.credit_shares_per_day;
    let operators = provider.settings.operators_mail.clone();
    let write = move |tx: &Tx<'_>| {
        take_in(tx, &shown, &operators, now)?;
        if let Some(hold) = ledger::hold(tx, shown.business)? {
            return Ok(Next::Wait(format!("{} took it back: {}", hold.who, hold.reason), None));
        }
        let alive = shown.alive();
        let made = clients::allocation_made_at(tx, shown.waba, &alive, now)?;
        let shows = made.map(|at| later(at, SignedDuration::from_mins(SHARE_MINUTES)));
        if let Some(until) = shows.filter(|until| *until > now) {
            let why = "our credit line is shared; the platform does not show yet that it pays";
            return Ok(Next::Wait(why.to_owned(), Some(until)));
        }
        let known = ledger::of_business(tx, shown.business)?;
        let mark = |reason: &str| Mark::new(now, timeline::PROVIDER, reason);
        let serves = |share: &&Share| share.allocation.is_some_and(|id| alive.contains(&id));
        if let Some(share) = known.iter().find(serves) {
            let reason = format!("is to pay for account {}", shown.waba);
            ledger::note(tx, share.id, share.state, &mark(&reason))?;
            return Ok(Next::Ask(share.id));
        }
        if let Some(lost) = known.iter().find(|share| share.state.alive()) {
            return Ok(Next::Doubt(lost.allocation.expect("a share is alive under its name")));
        }
        let Some(open) = known.iter().find(|share| share.state.open()) else {
            return first(tx, &shown, (limit, operators.as_str()), now);
        };
        match open.state {
            State::Requested if shows_by(open).is_some_and(|until| until > now) => {
                let why = "it was asked for and the answer lost; it may show in a moment";
                return Ok(Next::Wait(why.to_owned(), shows_by(open)));
            }
            State::Waiting | State::Released if limit > 0 => {
                return Ok(Next::Wait(TOO_MANY.to_owned(), None));
            }
            State::Requested => ledger::ask(tx, open.id, &mark("asked for again: none is alive"))?,
            _ => ledger::ask(tx, open.id, &mark("the business signed up"))?,
        }
        Ok(Next::Ask(open.id))
    };
    provider.db.write(write).await
}

/// What is said of a share that operators have to decide on.
const TOO_MANY: &str = "billing pending: as many shares of our credit line as we give a day were \
    made; an operator releases this one, and a second one confirms it";

/// When a share that was asked for shows in the list, if it was made.
fn shows_by(share: &Share) -> Option<Timestamp> {
    share.asked_at.map(|at| later(at, SignedDuration::from_mins(SHOW_MINUTES)))
}

/// The first share with a business: asked for, or left to operators when it is one too many.
fn first(
    tx: &Tx<'_>,
    shown: &Shown,
    (limit, operators): (u32, &str),
    now: Timestamp,
) -> Result<Next, DbError> {
    let whose = (shown.business, shown.waba);
    let day = later(now, -SignedDuration::from_hours(24));
    if limit == 0 || ledger::requested_since(tx, day)? < u64::from(limit) {
        let mark = Mark::new(now, timeline::PROVIDER, "the business signed up");
        return ledger::enter(tx, whose, None, State::Requested, &mark).map(Next::Ask);
    }
    let reason = format!("{limit} shares were asked for within 24 hours");
    let mark = Mark::new(now, timeline::PROVIDER, reason);
    let entry = ledger::enter(tx, whose, None, State::Waiting, &mark)?;
    let body = format!(
        "Share {entry} of our credit line, for business {} (account {}), waits: {}.\n\n\
         Everything else of its onboarding goes on.\n\n\
         Console: Credit. Command line: vestibule ledger release {entry} --as NAME\n",
        shown.business, shown.waba, mark.reason
    );
    mail::add(tx, operators, "A share of our credit line waits for two operators", &body, now)?;
    Ok(Next::Wait(TOO_MANY.to_owned(), None))
}

/// A share that the list does not show is looked at by itself: lists may lag behind.
async fn doubt(
    provider: &Provider,
    shown: Shown,
    allocation: AllocationId,
) -> Result<(), StepError> {
    let shows = match provider.graph.allocation(allocation).await {
        Ok(share) => Some(share.alive()),
        Err(error) if error.is_gone() => None,
        Err(error) => return Err(error.into()),
    };
    let (now, operators) = (provider.clock.now(), provider.settings.operators_mail.clone());
    let alive = shows == Some(true);
    let shown = Shown { shares: vec![(allocation, alive)], funding: None, ..shown };
    let write = move |tx: &Tx<'_>| {
        if shows.is_none() {
            return lost(tx, &shown, allocation, &operators, now);
        }
        take_in(tx, &shown, &operators, now)
    };
    provider.db.write(write).await?;
    let why = match shows {
        Some(true) => "is alive and not in the list yet",
        Some(false) => {
            "was taken back, and not by this server: an operator decides about another one"
        }
        None => "is to be seen nowhere: should it stay so for a day, an operator decides",
    };
    Err(StepError::NotYet(format!("share {allocation} {why}"), None))
}

/// The platform answered with the share's name.
fn answered(
    tx: &Tx<'_>,
    entry: i64,
    allocation: AllocationId,
    now: Timestamp,
) -> Result<(), DbError> {
    let Some(asked) = ledger::get(tx, entry)? else { return Ok(()) };
    if asked.allocation == Some(allocation) {
        return Ok(());
    }
    let known = ledger::of_business(tx, asked.business)?;
    let used_again = known.iter().any(|share| share.allocation == Some(allocation));
    if !asked.state.open() {
        // The account was to be served by a share that was taken back meanwhile.
        let (business, waba) = (asked.business, asked.waba.unwrap_or(ledger::NO_ACCOUNT));
        let mark = Mark::new(now, timeline::PROVIDER, "came with an account's payment");
        return match used_again {
            true => Ok(()),
            false => ledger::enter(tx, (business, waba), Some(allocation), State::Shared, &mark)
                .map(drop),
        };
    }
    if used_again {
        let reason = format!("the platform used share {allocation} again");
        return ledger::advance(tx, entry, State::Ended, &Mark::new(now, PLATFORM, reason));
    }
    ledger::name(tx, entry, allocation)?;
    let mark = Mark::new(now, PLATFORM, format!("made as allocation {allocation}"));
    ledger::advance(tx, entry, State::Shared, &mark)
}

fn refused(tx: &Tx<'_>, entry: i64, mark: &Mark) -> Result<(), DbError> {
    match ledger::get(tx, entry)?.map(|share| share.state) {
        Some(State::Requested) => ledger::refused(tx, entry, mark),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
