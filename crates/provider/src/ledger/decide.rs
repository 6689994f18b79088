//! What operators decide about credit shares, at the console and on the command line alike.
//!
//! Two different operators have to want a share that is one more than the number a day. Whoever may
//! write the database's file can name any operator on the command line: what is decided there bears
//! that mark, in the ledger as in the audit log.

use graph::id::BusinessId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::secret::Sealer;
use shell::sql::Tx;

use super::PLATFORM;
use crate::audit::{self, Deed};
use crate::roles::{Right, Role};
use crate::store::ledger::{self, Mark, State};
use crate::store::{accounts, timeline};

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The first operator lets a share be made.
    Release {
        /// Its number in the ledger.
        share: i64,
    },
    /// The second operator confirms that.
    Confirm {
        /// Its number in the ledger.
        share: i64,
    },
    /// Our line is taken back from a business, until somebody shares it again.
    Revoke {
        /// Which.
        business: BusinessId,
        /// Why.
        reason: String,
    },
    /// Our line may be shared with a business again.
    Share {
        /// Which.
        business: BusinessId,
        /// Why.
        reason: String,
    },
}

/// Who decides, and how we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice {
    /// An operator who logged in to the console.
    Console(String),
    /// An operator whom the command line names.
    Named(String),
    /// The command line, for nobody in particular.
    CommandLine,
}

impl Voice {
    /// The operator.
    fn name(&self) -> &str {
        match self {
            Self::Console(name) | Self::Named(name) => name,
            Self::CommandLine => "command line",
        }
    }

    /// As it is written down.
    fn shown(&self) -> String {
        match self {
            Self::Named(name) => format!("{name} (command line)"),
            Self::Console(_) | Self::CommandLine => self.name().to_owned(),
        }
    }
}

/// Why a decision was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Declined {
    /// No such share.
    #[error("there is no share {0} in the ledger")]
    Unknown(i64),
    /// It stands elsewhere.
    #[error("share {share} is {}, so there is nothing to {word}", .state.as_str())]
    Elsewhere {
        /// Which share.
        share: i64,
        /// Where it stands.
        state: State,
        /// What was to be done.
        word: &'static str,
    },
    /// The same operator twice.
    #[error("{0} released it; a second operator has to confirm it")]
    Same(String),
    /// Not an operator.
    #[error("there is no operator {0}: see `vestibule operators list`")]
    Nobody(String),
    /// An operator of another role.
    #[error("{name} is {role}: to decide about shares takes the role {}", .needs.roles())]
    Role {
        /// Who.
        name: String,
        /// What that person is.
        role: Role,
        /// What it takes.
        needs: Right,
    },
    /// A reason is needed.
    #[error("a reason is needed: it is kept in the ledger")]
    NoReason,
    /// No client of that business, and no share with it.
    #[error("no client and no share of our credit line is known of business {0}")]
    UnknownBusiness(BusinessId),
    /// It was taken back before.
    #[error(
        "our credit line was taken back from business {business} by {who} before: {reason}; that \
         stands"
    )]
    Held {
        /// Which.
        business: BusinessId,
        /// Who took it back.
        who: String,
        /// Why.
        reason: String,
    },
    /// It was not taken back.
    #[error("our credit line was not taken back from business {0}: it is shared by itself")]
    NotHeld(BusinessId),
}

/// Takes a decision as `voice`, and puts it in the ledger and the audit log, in one transaction;
/// says what was decided.
///
/// # Errors
/// When the database refuses; the inner one says why the decision cannot be taken.
pub fn decide(
    tx: &Tx<'_>,
    sealer: &Sealer,
    decision: &Decision,
    voice: &Voice,
    now: Timestamp,
) -> Result<Result<String, Declined>, DbError> {
    let who = &voice.shown();
    let done = match decision {
        Decision::Release { share } => release(tx, *share, voice, now)?,
        Decision::Confirm { share } => confirm(tx, *share, voice, now)?,
        Decision::Revoke { business, reason } => revoke(tx, *business, reason, who, now)?,
        Decision::Share { business, reason } => share(tx, *business, reason, who, now)?,
    };
    let (subject, words) = match done {
        Ok(done) => done,
        Err(declined) => return Ok(Err(declined)),
    };
    let what = match decision {
        Decision::Release { .. } => "released a share of the credit line",
        Decision::Confirm { .. } => "confirmed a share of the credit line",
        Decision::Revoke { .. } => "took the credit line back",
        Decision::Share { .. } => "let the credit line be shared again",
    };
    let mut deed = Deed::new(now, who, what, subject);
    if let Decision::Revoke { reason, .. } | Decision::Share { reason, .. } = decision {
        deed = deed.made(reason);
    }
    audit::write(tx, sealer, &deed)?;
    Ok(Ok(words))
}

type Done = Result<(String, String), Declined>;

/// Whether somebody may be one of the two operators.
fn entitled(tx: &Tx<'_>, who: &str) -> Result<Result<(), Declined>, DbError> {
    let (name, needs) = (who.to_owned(), Right::DecideOnShares);
    Ok(match accounts::operator(tx, who)? {
        None => Err(Declined::Nobody(name)),
        Some(one) if !one.role.may(needs) => Err(Declined::Role { name, role: one.role, needs }),
        Some(_) => Ok(()),
    })
}

fn release(tx: &Tx<'_>, share: i64, voice: &Voice, now: Timestamp) -> Result<Done, DbError> {
    let who = voice.name();
    if let Err(declined) = entitled(tx, who)? {
        return Ok(Err(declined));
    }
    let Some(found) = ledger::get(tx, share)? else { return Ok(Err(Declined::Unknown(share))) };
    if found.state != State::Waiting {
        return Ok(Err(Declined::Elsewhere { share, state: found.state, word: "release" }));
    }
    ledger::released(tx, share, who, &Mark::new(now, &voice.shown(), "released it"))?;
    ledger::wake_business(tx, found.business, now)?;
    let words = format!("share {share} is released; a second operator confirms it");
    Ok(Ok((format!("share {share}"), words)))
}

fn confirm(tx: &Tx<'_>, share: i64, voice: &Voice, now: Timestamp) -> Result<Done, DbError> {
    let who = voice.name();
    if let Err(declined) = entitled(tx, who)? {
        return Ok(Err(declined));
    }
    let Some(found) = ledger::get(tx, share)? else { return Ok(Err(Declined::Unknown(share))) };
    if found.state != State::Released {
        return Ok(Err(Declined::Elsewhere { share, state: found.state, word: "confirm" }));
    }
    if found.released_by.as_deref() == Some(who) {
        return Ok(Err(Declined::Same(who.to_owned())));
    }
    let mark = Mark::new(now, &voice.shown(), "confirmed it");
    ledger::advance(tx, share, State::Approved, &mark)?;
    ledger::wake_business(tx, found.business, now)?;
    let words = format!("share {share} is confirmed; it is made as soon as the server runs");
    Ok(Ok((format!("share {share}"), words)))
}

fn revoke(
    tx: &Tx<'_>,
    business: BusinessId,
    reason: &str,
    who: &str,
    now: Timestamp,
) -> Result<Done, DbError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Ok(Err(Declined::NoReason));
    }
    // What nobody here decided may be made somebody's decision.
    if let Some(hold) = ledger::hold(tx, business)?.filter(|hold| hold.who != PLATFORM) {
        return Ok(Err(Declined::Held { business, who: hold.who, reason: hold.reason }));
    }
    let known = ledger::of_business(tx, business)?;
    let clients = ledger::wake_business(tx, business, now)?;
    if known.is_empty() && clients == 0 {
        return Ok(Err(Declined::UnknownBusiness(business)));
    }
    let mark = Mark::new(now, who, reason);
    ledger::put_hold(tx, business, &mark)?;
    // Where no client is looked at, nothing else takes it back.
    ledger::stranger_at(tx, business, (clients == 0).then_some(now))?;
    let waits = [State::Waiting, State::Released, State::Approved];
    for share in known.iter().filter(|share| waits.contains(&share.state)) {
        ledger::advance(tx, share.id, State::Ended, &mark)?;
    }
    let words = format!(
        "our credit line is taken back from business {business} as soon as a server runs that has \
         one token the platform accepts, and stays so until `vestibule ledger share {business}`"
    );
    Ok(Ok((format!("business {business}"), words)))
}

fn share(
    tx: &Tx<'_>,
    business: BusinessId,
    reason: &str,
    who: &str,
    now: Timestamp,
) -> Result<Done, DbError> {
    if reason.trim().is_empty() {
        return Ok(Err(Declined::NoReason));
    }
    if !ledger::lift_hold(tx, business)? {
        return Ok(Err(Declined::NotHeld(business)));
    }
    let known = ledger::of_business(tx, business)?;
    if let Some(last) = known.last() {
        let words = format!("may be shared again: {}", reason.trim());
        ledger::note(tx, last.id, last.state, &Mark::new(now, who, words))?;
    }
    ledger::wake_business(tx, business, now)?;
    let words =
        format!("our credit line is shared with business {business} as soon as the server runs");
    Ok(Ok((format!("business {business}"), words)))
}

/// Somebody may decide no longer, and `why` ("is no operator any more"): what they released alone
/// waits for two others again. Says which shares those are.
///
/// # Errors
/// When the database refuses.
pub fn without(
    tx: &Tx<'_>,
    operator: &str,
    why: &str,
    now: Timestamp,
) -> Result<Vec<i64>, DbError> {
    let theirs = ledger::released_by(tx, operator)?;
    for share in &theirs {
        let reason = format!("{operator}, who released it, {why}");
        ledger::wait_again(tx, *share, &Mark::new(now, timeline::PROVIDER, reason))?;
    }
    Ok(theirs)
}
