//! Our credit line: shared with each business once, taken back when it leaves or an operator says
//! so, and every share written down from before the call to the end (requirements G01 to G03).
//!
//! A share is on disk before the platform is asked for it, and the database refuses a second one of
//! ours that is, or may be, alive with the same business. The platform is looked at before each
//! call; what it shows is entered, so that a lost answer is recognised at the next look and a share
//! made by somebody else is there as *found*.

pub mod decide;
pub(crate) mod look;
pub mod usage;

use std::collections::BTreeSet;

use graph::id::{AllocationId, BusinessId, WabaId};
use jiff::{SignedDuration, Timestamp};
use onboard::{Allowance, later};
use shell::db::DbError;
use shell::sql::Tx;

use crate::Provider;
use crate::defect::Defect;
use crate::graph_api::Allocation;
use crate::observe::Observation;
use crate::perform::StepError;
use crate::store::ledger::{self, Mark, Share, State};
use crate::store::{ClientRow, clients, mail, timeline};

/// How long a share of our credit line may take to show as an account's payment, in minutes.
const SHARE_MINUTES: i64 = 10;
/// How long a share may take to show in the list after the answer to its making was lost, in
/// minutes: it is not asked for again before.
const SHOW_MINUTES: i64 = 2;
/// Who does what nobody here did.
const PLATFORM: &str = "platform";

/// What the platform shows of the shares with one business.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    business: BusinessId,
    /// The account that was looked at.
    waba: WabaId,
    shares: Vec<(AllocationId, bool)>,
    /// The share that funds the account.
    funding: Option<AllocationId>,
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

    fn alive(&self) -> Vec<AllocationId> {
        self.shares.iter().filter(|(_, alive)| *alive).map(|(id, _)| *id).collect()
    }
}

/// Enters what a look shows, and says whether the line may be shared.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn looked(provider: &Provider, shown: Shown) -> Result<Allowance, DbError> {
    let now = provider.clock.now();
    let unlimited = provider.settings.credit_shares_per_day == 0;
    let write = move |tx: &Tx<'_>| {
        settle(tx, &shown, now)?;
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

/// Brings the ledger in line with what the platform shows of one business.
fn settle(tx: &Tx<'_>, shown: &Shown, now: Timestamp) -> Result<(), DbError> {
    for (allocation, alive) in &shown.shares {
        let known = ledger::of_business(tx, shown.business)?;
        let one = known.iter().find(|share| share.allocation == Some(*allocation));
        match (one, alive) {
            (Some(share), false) => ended(tx, share, now)?,
            (None, true) => found(tx, shown, &known, *allocation, now)?,
            (Some(_), true) | (None, false) => {}
        }
    }
    let Some(funding) = shown.funding else { return Ok(()) };
    let known = ledger::of_business(tx, shown.business)?;
    let pays = known.iter().find(|share| share.allocation == Some(funding));
    let Some(share) = pays.filter(|share| share.state == State::Shared) else { return Ok(()) };
    let reason = format!("account {} shows it as what it is funded by", shown.waba);
    ledger::advance(tx, share.id, State::Verified, &Mark::new(now, PLATFORM, reason))
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

/// The platform shows that a share is not alive.
fn ended(tx: &Tx<'_>, share: &Share, now: Timestamp) -> Result<(), DbError> {
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
    Ok(())
}

/// What comes next after looking.
enum Next {
    /// The platform is asked; under this number of the ledger.
    Ask(i64),
    /// The ledger knows a share that the list does not show: that one is looked at by itself.
    Doubt(AllocationId),
    /// Nothing yet; in words.
    Wait(String),
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
        return Err(StepError::NotYet("the platform does not say whose account it is".to_owned()));
    };
    let shares = provider.graph.allocations(line, business).await?;
    let shown = Shown::new((business, waba), &shares, None);
    let entry = match next(provider, shown.clone()).await? {
        Next::Wait(why) => return Err(StepError::NotYet(why)),
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
        settle(tx, &shown, now)?;
        if let Some(hold) = ledger::hold(tx, shown.business)? {
            return Ok(Next::Wait(format!("{} took it back: {}", hold.who, hold.reason)));
        }
        let alive = shown.alive();
        let since = later(now, -SignedDuration::from_mins(SHARE_MINUTES));
        if clients::allocation_is_young(tx, shown.waba, &alive, since, now)? {
            let why = "our credit line is shared; the platform does not show yet that it pays";
            return Ok(Next::Wait(why.to_owned()));
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
            State::Requested if is_young(open, now) => {
                let why = "it was asked for and the answer lost; it may show in a moment";
                return Ok(Next::Wait(why.to_owned()));
            }
            State::Waiting | State::Released if limit > 0 => {
                return Ok(Next::Wait(TOO_MANY.to_owned()));
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

fn is_young(share: &Share, now: Timestamp) -> bool {
    let since = later(now, -SignedDuration::from_mins(SHOW_MINUTES));
    share.asked_at.is_some_and(|at| at > since)
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
    Ok(Next::Wait(TOO_MANY.to_owned()))
}

/// A share that the list does not show is looked at by itself: lists may lag behind.
async fn doubt(
    provider: &Provider,
    shown: Shown,
    allocation: AllocationId,
) -> Result<(), StepError> {
    let shows = provider.graph.allocation(allocation).await;
    let alive = match shows {
        Ok(share) => share.alive(),
        Err(error) if error.is_gone() => false,
        Err(error) => return Err(error.into()),
    };
    if alive {
        let why = format!("share {allocation} is alive and not in the list yet");
        return Err(StepError::NotYet(why));
    }
    let now = provider.clock.now();
    let shown = Shown { shares: vec![(allocation, false)], funding: None, ..shown };
    provider.db.write(move |tx| settle(tx, &shown, now)).await?;
    Err(StepError::NotYet(format!("share {allocation} is gone; another one is asked for next")))
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
        let (business, waba) = (asked.business, asked.waba);
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

/// Takes every share of our line with a business back: it shares no account with us any more, or
/// an operator decided so.
pub(crate) async fn revoke(provider: &Provider, row: &ClientRow) -> Result<(), StepError> {
    let (waba, line) = (row.waba_id, provider.settings.credit_line_id);
    let Some(business) = row.business_id else {
        return Ok(());
    };
    let shares = provider.graph.allocations(line, business).await?;
    let shown = Shown::new((business, waba), &shares, None);
    let now = provider.clock.now();
    let write = move |tx: &Tx<'_>| {
        settle(tx, &shown, now)?;
        let (who, why) = match ledger::hold(tx, business)? {
            Some(hold) => (hold.who, hold.reason),
            None => (timeline::PROVIDER.to_owned(), LEFT.to_owned()),
        };
        ledger::revoking(tx, business, &who, &why)?;
        // What the ledger knows and a list does not show is taken back as well.
        let known = ledger::of_business(tx, business)?;
        let known = known.iter().filter(|share| share.state.alive());
        let all = known.filter_map(|share| share.allocation).chain(shown.alive());
        Ok(all.collect::<BTreeSet<_>>())
    };
    let alive = provider.db.write(write).await?;
    if alive.is_empty() {
        return Err(StepError::NotYet("no share of our credit line is alive any more".to_owned()));
    }
    for share in alive {
        match provider.graph.revoke(share).await {
            Err(error) if !error.is_gone() => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
        let now = provider.clock.now();
        provider.db.write(move |tx| revoked(tx, business, share, now)).await?;
    }
    let now = provider.clock.now();
    Ok(provider.db.write(move |tx| clients::set_allocation(tx, waba, None, now)).await?)
}

/// Why a share is taken back that no operator took back.
const LEFT: &str = "the business shares no account with us any more";

fn revoked(
    tx: &Tx<'_>,
    business: BusinessId,
    allocation: AllocationId,
    now: Timestamp,
) -> Result<(), DbError> {
    let known = ledger::of_business(tx, business)?;
    let share = known.iter().find(|share| share.allocation == Some(allocation));
    let Some(share) = share.filter(|share| share.state.alive()) else { return Ok(()) };
    let (who, why) = share.revoking.clone().unwrap_or((PLATFORM.to_owned(), LEFT.to_owned()));
    ledger::advance(tx, share.id, State::Revoked, &Mark::new(now, &who, why))
}

/// Enters what a look at a business shows that shares no account with us any more, and ends what
/// was to be shared with it; says whether a share is, or may be, alive.
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
            if share.state != State::Requested || !is_young(share, now) {
                let mark = Mark::new(now, timeline::PROVIDER, LEFT);
                ledger::advance(tx, share.id, State::Ended, &mark)?;
            }
        }
        Ok(unseen(&known, &shown))
    };
    let doubted = provider.db.write(write).await?;
    Ok(alive || doubted)
}

/// Whether the ledger knows a living share that a list does not show: lists may lag behind.
fn unseen(known: &[Share], shown: &Shown) -> bool {
    let shows = |id| shown.shares.iter().any(|(shown, _)| *shown == id);
    known.iter().any(|share| share.state.alive() && !share.allocation.is_some_and(shows))
}

#[cfg(test)]
mod tests;
