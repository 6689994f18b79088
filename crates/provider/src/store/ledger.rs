//! The ledger of credit shares: one row for each share, one event for each thing that became of it,
//! and the businesses our line is not shared with until somebody says so.

use graph::id::{AllocationId, BusinessId, WabaId};
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{count, id, key, maybe_id, moment, time};

/// Where a share stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is one more than the number a day: an operator has to release it.
    Waiting,
    /// One operator released it; a second one has to confirm.
    Released,
    /// Two operators want it; it is asked for next.
    Approved,
    /// The platform was, or is just being, asked for it.
    Requested,
    /// The platform named it: it is alive.
    Shared,
    /// It is what an account is funded by (contract §5.6).
    Verified,
    /// The platform took it back for us, or shows that somebody did.
    Revoked,
    /// The platform shows that it is not alive (contract §5.5).
    Confirmed,
    /// It never came to be.
    Ended,
}

impl State {
    /// Every state, in the order of a share's life.
    pub const ALL: [Self; 9] = [
        Self::Waiting,
        Self::Released,
        Self::Approved,
        Self::Requested,
        Self::Shared,
        Self::Verified,
        Self::Revoked,
        Self::Confirmed,
        Self::Ended,
    ];

    /// The word it is stored as.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Released => "released",
            Self::Approved => "approved",
            Self::Requested => "requested",
            Self::Shared => "shared",
            Self::Verified => "verified",
            Self::Revoked => "revoked",
            Self::Confirmed => "confirmed",
            Self::Ended => "ended",
        }
    }

    /// Whether it is alive as far as is known here.
    #[must_use]
    pub fn alive(self) -> bool {
        matches!(self, Self::Shared | Self::Verified)
    }

    /// Whether it has not come to be yet and still may.
    #[must_use]
    pub fn open(self) -> bool {
        matches!(self, Self::Waiting | Self::Released | Self::Approved | Self::Requested)
    }
}

/// One share of our line with a business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Its number here.
    pub id: i64,
    /// With whom.
    pub business: BusinessId,
    /// What that business is called, if it is a client still.
    pub business_name: String,
    /// The account it was asked for, or found at; `None` where only the platform's list knew it.
    pub waba: Option<WabaId>,
    /// The platform's name for it.
    pub allocation: Option<AllocationId>,
    /// Where it stands.
    pub state: State,
    /// Whether we asked for it; else it was found.
    pub made: bool,
    /// While a call that asks for it has not been answered: since when.
    pub asked_at: Option<Timestamp>,
    /// Who released it, where that was needed.
    pub released_by: Option<String>,
    /// Who takes it back and why, from before the call on.
    pub revoking: Option<(String, String)>,
    /// Since when it stands so.
    pub since: Timestamp,
}

/// Who did something to a share, why, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// Why.
    pub reason: String,
}

impl Mark {
    /// One of these.
    #[must_use]
    pub fn new(at: Timestamp, who: &str, reason: impl Into<String>) -> Self {
        Self { at, who: who.to_owned(), reason: reason.into() }
    }
}

/// One thing that became of a share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Where the share stood from then on.
    pub state: State,
    /// Who, why and when.
    pub mark: Mark,
}

/// What stands for the account of a share that belongs to none that we know.
pub const NO_ACCOUNT: WabaId = WabaId::new(0);

const SELECT: &str = "SELECT s.*, coalesce((SELECT max(c.business_name) FROM client c
    WHERE c.business_id = s.business_id), '') AS business_name FROM credit_share s";

/// Enters a share in the ledger.
///
/// # Errors
/// When the database refuses: also a second one that we would make alive with one business.
pub fn enter(
    db: &Tx<'_>,
    (business, waba): (BusinessId, WabaId),
    found: Option<AllocationId>,
    state: State,
    mark: &Mark,
) -> Result<i64, DbError> {
    let sql = "SELECT coalesce(max(share_id), 0) + 1 FROM credit_share";
    let share: i64 = db.one(sql, &[], |row| row.get(0))?;
    let requested = (state == State::Requested).then(|| to_micros(mark.at));
    db.execute(
        "INSERT INTO credit_share (share_id, business_id, waba_id, allocation_id, state,
            since, made, asked_at, requested_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        params![
            share,
            key(business.get()),
            key(waba.get()),
            found.map(|id| key(id.get())),
            state.as_str(),
            to_micros(mark.at),
            found.is_none(),
            requested
        ],
    )?;
    note(db, share, state, mark)?;
    Ok(share)
}

/// Writes down what became of a share: where it stands from now on.
///
/// # Errors
/// When the database refuses.
pub fn advance(db: &Tx<'_>, share: i64, state: State, mark: &Mark) -> Result<(), DbError> {
    db.execute(
        "UPDATE credit_share SET since = CASE WHEN state = $1 THEN since ELSE $2 END, state = $1,
            asked_at = NULL WHERE share_id = $3",
        params![state.as_str(), to_micros(mark.at), share],
    )?;
    note(db, share, state, mark)
}

/// Writes down something about a share that stands at `state` and stays there.
///
/// # Errors
/// When the database refuses.
pub fn note(db: &Tx<'_>, share: i64, state: State, mark: &Mark) -> Result<(), DbError> {
    let sql = "SELECT coalesce(max(seq), 0) + 1 FROM credit_share_event WHERE share_id = $1";
    let seq: i64 = db.one(sql, params![share], |row| row.get(0))?;
    db.execute(
        "INSERT INTO credit_share_event (share_id, seq, at, state, who, reason)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![share, seq, to_micros(mark.at), state.as_str(), mark.who, mark.reason],
    )?;
    Ok(())
}

/// The platform is about to be asked for it; the first time counts for the number a day.
///
/// # Errors
/// When the database refuses.
pub fn ask(db: &Tx<'_>, share: i64, mark: &Mark) -> Result<(), DbError> {
    advance(db, share, State::Requested, mark)?;
    db.execute(
        "UPDATE credit_share SET asked_at = $1, requested_at = coalesce(requested_at, $1)
         WHERE share_id = $2",
        params![to_micros(mark.at), share],
    )?;
    Ok(())
}

/// The platform refused: nothing came of the call.
///
/// # Errors
/// When the database refuses.
pub fn refused(db: &Tx<'_>, share: i64, mark: &Mark) -> Result<(), DbError> {
    let sql = "UPDATE credit_share SET asked_at = NULL WHERE share_id = $1";
    db.execute(sql, params![share])?;
    let told = events(db, share)?;
    if told.last().is_some_and(|last| last.mark.reason == mark.reason) {
        return Ok(());
    }
    note(db, share, State::Requested, mark)
}

/// The platform's name for a share.
///
/// # Errors
/// When the database refuses.
pub fn name(db: &Tx<'_>, share: i64, allocation: AllocationId) -> Result<(), DbError> {
    let sql = "UPDATE credit_share SET allocation_id = $1 WHERE share_id = $2";
    db.execute(sql, params![key(allocation.get()), share]).map(drop)
}

/// Which operator released a share.
///
/// # Errors
/// When the database refuses.
pub fn released(db: &Tx<'_>, share: i64, by: &str, mark: &Mark) -> Result<(), DbError> {
    let sql = "UPDATE credit_share SET released_by = $1 WHERE share_id = $2";
    db.execute(sql, params![by, share])?;
    advance(db, share, State::Released, mark)
}

/// The shares that an operator released and nobody confirmed yet.
///
/// # Errors
/// When the database refuses.
pub fn released_by(db: &Tx<'_>, operator: &str) -> Result<Vec<i64>, DbError> {
    let sql = "SELECT share_id FROM credit_share WHERE state = 'released' AND released_by = $1
        ORDER BY share_id";
    db.all(sql, params![operator], |row| row.get("share_id"))
}

/// A share that was released waits for two operators again.
///
/// # Errors
/// When the database refuses.
pub fn wait_again(db: &Tx<'_>, share: i64, mark: &Mark) -> Result<(), DbError> {
    let sql = "UPDATE credit_share SET released_by = NULL WHERE share_id = $1";
    db.execute(sql, params![share])?;
    advance(db, share, State::Waiting, mark)
}

/// Who takes a share back, and why; before the platform is asked to.
///
/// # Errors
/// When the database refuses.
pub fn revoking(db: &Tx<'_>, share: i64, who: &str, reason: &str) -> Result<(), DbError> {
    db.execute(
        "UPDATE credit_share SET revoke_by = $1, revoke_why = $2
         WHERE share_id = $3 AND state IN ('shared', 'verified') AND revoke_by IS NULL",
        params![who, reason, share],
    )?;
    Ok(())
}

/// Whether a client or a share of a business is known here.
///
/// # Errors
/// When the database refuses.
pub fn knows(db: &Tx<'_>, business: BusinessId) -> Result<bool, DbError> {
    let sql = "SELECT (SELECT count(*) FROM client WHERE business_id = $1)
        + (SELECT count(*) FROM credit_share WHERE business_id = $1)";
    db.one(sql, params![key(business.get())], |row| Ok(count(row, 0)? > 0))
}

/// When our line is taken back next from a business without a client, in microseconds.
///
/// # Errors
/// When the database refuses.
pub fn next_stranger(db: &Tx<'_>) -> Result<Option<i64>, DbError> {
    let sql = "SELECT min(again_at) FROM credit_hold WHERE again_at IS NOT NULL";
    db.one(sql, &[], |row| row.get(0))
}

/// Takes the businesses without a client from which our line is to be taken back by now; each is
/// due again at `again`.
///
/// # Errors
/// When the database refuses.
pub fn take_strangers(
    db: &Tx<'_>,
    now: Timestamp,
    again: Timestamp,
) -> Result<Vec<BusinessId>, DbError> {
    let sql = "UPDATE credit_hold SET again_at = $1 WHERE again_at <= $2 RETURNING business_id";
    let read = |row: &Row<'_>| id(row, "business_id").map(BusinessId::new);
    let mut due = db.all(sql, params![to_micros(again), to_micros(now)], read)?;
    due.sort_unstable();
    Ok(due)
}

/// When our line is taken back from a business without a client; `None` once that is done.
///
/// # Errors
/// When the database refuses.
pub fn stranger_at(
    db: &Tx<'_>,
    business: BusinessId,
    at: Option<Timestamp>,
) -> Result<(), DbError> {
    let sql = "UPDATE credit_hold SET again_at = $1 WHERE business_id = $2";
    db.execute(sql, params![super::micros(at), key(business.get())]).map(drop)
}

/// One share.
///
/// # Errors
/// When the database refuses.
pub fn get(db: &Tx<'_>, share: i64) -> Result<Option<Share>, DbError> {
    db.maybe(&format!("{SELECT} WHERE s.share_id = $1"), params![share], read)
}

/// The shares with a business, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn of_business(db: &Tx<'_>, business: BusinessId) -> Result<Vec<Share>, DbError> {
    let sql = format!("{SELECT} WHERE s.business_id = $1 ORDER BY s.share_id");
    db.all(&sql, params![key(business.get())], read)
}

/// Shares, newest first; only those that stand so, if given.
///
/// # Errors
/// When the database refuses.
pub fn list(db: &Tx<'_>, state: Option<State>, limit: u32) -> Result<Vec<Share>, DbError> {
    let sql =
        format!("{SELECT} WHERE ($1 IS NULL OR s.state = $1) ORDER BY s.share_id DESC LIMIT $2");
    db.all(&sql, params![state.map(State::as_str), limit], read)
}

/// Shares that two operators have to decide on, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn undecided(db: &Tx<'_>) -> Result<Vec<Share>, DbError> {
    let sql = format!("{SELECT} WHERE s.state IN ('waiting', 'released') ORDER BY s.share_id");
    db.all(&sql, &[], read)
}

/// What became of a share, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn events(db: &Tx<'_>, share: i64) -> Result<Vec<Event>, DbError> {
    let sql = "SELECT * FROM credit_share_event WHERE share_id = $1 ORDER BY seq";
    db.all(sql, params![share], |row| {
        let mark =
            Mark { at: moment(row, "at")?, who: row.get("who")?, reason: row.get("reason")? };
        Ok(Event { state: state(row)?, mark })
    })
}

/// How many shares were asked for first after `since`.
///
/// # Errors
/// When the database refuses.
pub fn requested_since(db: &Tx<'_>, since: Timestamp) -> Result<u64, DbError> {
    let sql = "SELECT count(*) FROM credit_share WHERE requested_at > $1";
    db.one(sql, params![to_micros(since)], |row| count(row, 0))
}

/// Why our line is not shared with a business until somebody says so, if that is decided.
///
/// # Errors
/// When the database refuses.
pub fn hold(db: &Tx<'_>, business: BusinessId) -> Result<Option<Mark>, DbError> {
    let sql = "SELECT * FROM credit_hold WHERE business_id = $1";
    db.maybe(sql, params![key(business.get())], |row| {
        Ok(Mark { at: moment(row, "at")?, who: row.get("who")?, reason: row.get("reason")? })
    })
}

/// A business that our line is not shared with until somebody says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub business: BusinessId,
    /// What it is called, if it is a client still.
    pub business_name: String,
    /// Who took the line back, why and when.
    pub mark: Mark,
}

/// Every business our line is not shared with until somebody says so, newest first.
///
/// # Errors
/// When the database refuses.
pub fn holds(db: &Tx<'_>) -> Result<Vec<Held>, DbError> {
    let sql = "SELECT h.*, coalesce((SELECT max(c.business_name) FROM client c
            WHERE c.business_id = h.business_id), '') AS business_name
        FROM credit_hold h ORDER BY h.at DESC, h.business_id";
    db.all(sql, &[], |row| {
        let mark =
            Mark { at: moment(row, "at")?, who: row.get("who")?, reason: row.get("reason")? };
        let business = BusinessId::new(id(row, "business_id")?);
        Ok(Held { business, business_name: row.get("business_name")?, mark })
    })
}

/// From now on our line is not shared with a business.
///
/// # Errors
/// When the database refuses.
pub fn put_hold(db: &Tx<'_>, business: BusinessId, mark: &Mark) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO credit_hold (business_id, at, who, reason) VALUES ($1, $2, $3, $4)
         ON CONFLICT (business_id) DO UPDATE
            SET at = excluded.at, who = excluded.who, reason = excluded.reason",
        params![key(business.get()), to_micros(mark.at), mark.who, mark.reason],
    )?;
    Ok(())
}

/// From now on our line may be shared with a business again; says whether it might not.
///
/// # Errors
/// When the database refuses.
pub fn lift_hold(db: &Tx<'_>, business: BusinessId) -> Result<bool, DbError> {
    let sql = "DELETE FROM credit_hold WHERE business_id = $1";
    Ok(db.execute(sql, params![key(business.get())])? > 0)
}

/// Has every account of a business looked at; says how many there are.
///
/// # Errors
/// When the database refuses.
pub fn wake_business(db: &Tx<'_>, business: BusinessId, now: Timestamp) -> Result<usize, DbError> {
    db.execute(
        "DELETE FROM failure WHERE step IN ('share-credit', 'revoke-credit') AND waba_id IN
            (SELECT waba_id FROM client WHERE business_id = $1)",
        params![key(business.get())],
    )?;
    let sql = "SELECT waba_id FROM client WHERE business_id = $1";
    let wabas = db.all(sql, params![key(business.get())], |row| id(row, "waba_id"))?;
    for waba in &wabas {
        super::clients::wake(db, WabaId::new(*waba), now)?;
    }
    Ok(wabas.len())
}

fn state(row: &Row<'_>) -> Result<State, DbError> {
    let word: String = row.get("state")?;
    let known = State::ALL.into_iter().find(|state| state.as_str() == word);
    known.ok_or_else(|| DbError::Column(format!("no share stands at {word}")))
}

fn read(row: &Row<'_>) -> Result<Share, DbError> {
    let by: Option<String> = row.get("revoke_by")?;
    let why: Option<String> = row.get("revoke_why")?;
    Ok(Share {
        id: row.get("share_id")?,
        business: BusinessId::new(id(row, "business_id")?),
        business_name: row.get("business_name")?,
        waba: Some(WabaId::new(id(row, "waba_id")?)).filter(|waba| *waba != NO_ACCOUNT),
        allocation: maybe_id(row, "allocation_id")?.map(AllocationId::new),
        state: state(row)?,
        made: row.get("made")?,
        asked_at: time(row, "asked_at")?,
        released_by: row.get("released_by")?,
        revoking: by.zip(why),
        since: moment(row, "since")?,
    })
}
