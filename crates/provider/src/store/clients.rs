//! Clients: the accounts shared with us, and the queue of those to be looked at.

use graph::id::{AllocationId, BusinessId, WabaId};
use jiff::Timestamp;
use onboard::{Condition, Left, Mode};
use serde::{Deserialize, Serialize};
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{count, figures, id, json, keeping, key, maybe_id, micros, moment, time, to_json};

/// A client as pages show it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientRow {
    /// The account.
    pub waba_id: WabaId,
    /// Who owns it, once known.
    pub business_id: Option<BusinessId>,
    /// The owner's name, empty until known.
    pub business_name: String,
    /// The account's name, empty until known.
    pub waba_name: String,
    /// The business's e-mail address, if it left one before signing up.
    pub contact: Option<String>,
    /// When we first saw it.
    pub created_at: Timestamp,
    /// Where it stands on the whole.
    pub stage: Stage,
    /// Where it stands in detail.
    pub conditions: Vec<Condition>,
    /// What is awaited, in words.
    pub waiting: Vec<String>,
    /// The failed steps, in words.
    pub problem: Option<String>,
    /// The earliest end of a trial.
    pub trial_ends: Option<Timestamp>,
    /// Since when one of its numbers is in use.
    pub live_since: Option<Timestamp>,
    /// When it was last looked at.
    pub looked_at: Option<Timestamp>,
    /// When it is looked at next.
    pub again_at: Option<Timestamp>,
    /// What operators were told already.
    pub told: Vec<String>,
    /// The share of our credit line.
    pub allocation_id: Option<AllocationId>,
    /// The account's template namespace (contract §3.1), for client instances.
    pub namespace: Option<String>,
    /// Whether we may act for it, or only look.
    pub mode: Mode,
    /// Whether somebody imported it: it is a client, whatever a look does not show of it.
    pub imported: bool,
    /// From when on it is to be managed, if it is only watched until then.
    pub adopt_at: Option<Timestamp>,
    /// What of taking leave of it was done.
    pub left: Left,
}

/// Where a client stands on the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not looked at yet.
    New,
    /// Something is still to be done or awaited before it can be used.
    Onboarding,
    /// A number is in use.
    Live,
    /// Switched off by the platform: the trial ended, or the account is disabled.
    Off,
    /// No longer shared with us.
    Left,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 5] = [Self::New, Self::Onboarding, Self::Live, Self::Off, Self::Left];

    /// The word it is stored as.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Onboarding => "onboarding",
            Self::Live => "live",
            Self::Off => "off",
            Self::Left => "left",
        }
    }
}

/// What a round found out about a client.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Where it stands on the whole.
    pub stage: Stage,
    /// Where it stands in detail.
    pub conditions: Vec<Condition>,
    /// What is awaited, in words.
    pub waiting: Vec<String>,
    /// The failed steps, in words.
    pub problem: Option<String>,
    /// The earliest end of a trial.
    pub trial_ends: Option<Timestamp>,
}

/// Adds an account unless it is known; says whether it is new.
///
/// # Errors
/// When the database refuses.
pub fn add(db: &Tx<'_>, waba: WabaId, now: Timestamp) -> Result<bool, DbError> {
    let added = db.execute(
        "INSERT INTO client (waba_id, created_at, again_at) VALUES ($1, $2, $2)
             ON CONFLICT (waba_id) DO NOTHING",
        params![key(waba.get()), to_micros(now)],
    )?;
    Ok(added > 0)
}

/// Removes an account that turned out to be no client.
///
/// # Errors
/// When the database refuses.
pub(crate) fn remove(db: &Tx<'_>, waba: WabaId) -> Result<(), DbError> {
    for table in ["failure", "client"] {
        let sql = format!("DELETE FROM {table} WHERE waba_id = $1");
        db.execute(&sql, params![key(waba.get())])?;
    }
    Ok(())
}

/// Remembers why a client could not even be looked at.
///
/// # Errors
/// When the database refuses.
pub(crate) fn set_problem(db: &Tx<'_>, waba: WabaId, problem: &str) -> Result<(), DbError> {
    let waba = key(waba.get());
    db.execute("UPDATE client SET problem = $1 WHERE waba_id = $2", params![problem, waba])?;
    Ok(())
}

/// Remembers the business's e-mail address.
///
/// # Errors
/// When the database refuses.
pub fn set_contact(db: &Tx<'_>, waba: WabaId, contact: &str) -> Result<(), DbError> {
    let waba = key(waba.get());
    db.execute("UPDATE client SET contact = $1 WHERE waba_id = $2", params![contact, waba])?;
    Ok(())
}

/// Remembers whose account it is and what it is called.
///
/// # Errors
/// When the database refuses.
pub fn name(
    db: &Tx<'_>,
    waba: WabaId,
    name: &str,
    business: Option<(BusinessId, &str)>,
    namespace: Option<&str>,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE client SET waba_name = $1, business_id = coalesce($2, business_id),
            business_name = coalesce($3, business_name), namespace = coalesce($4, namespace)
         WHERE waba_id = $5",
        params![
            name,
            business.map(|(id, _)| key(id.get())),
            business.map(|(_, name)| name),
            namespace,
            key(waba.get())
        ],
    )?;
    Ok(())
}

/// Remembers (or forgets) the share of our credit line, made or found at `now`.
///
/// # Errors
/// When the database refuses.
pub fn set_allocation(
    db: &Tx<'_>,
    waba: WabaId,
    allocation: Option<AllocationId>,
    now: Timestamp,
) -> Result<(), DbError> {
    let allocation = allocation.map(|id| key(id.get()));
    db.execute(
        "UPDATE client SET allocation_id = $1, allocation_at = $2 WHERE waba_id = $3",
        params![allocation, to_micros(now), key(waba.get())],
    )?;
    Ok(())
}

/// When that one of these living shares of our line with a business was made which was made for
/// this account: the platform may be about to show it as the account's payment. One that is no
/// account's is taken for this account's, made at `now`: the answer to its making was lost.
///
/// # Errors
/// When the database refuses.
pub(crate) fn allocation_made_at(
    db: &Tx<'_>,
    waba: WabaId,
    alive: &[AllocationId],
    now: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    for share in alive {
        let holder = db.maybe(
            "SELECT waba_id, allocation_at FROM client WHERE allocation_id = $1
             ORDER BY CASE WHEN waba_id = $2 THEN 0 ELSE 1 END LIMIT 1",
            params![key(share.get()), key(waba.get())],
            |row| Ok((id(row, "waba_id")?, time(row, "allocation_at")?)),
        );
        match holder? {
            Some((holder, at)) if holder == waba.get() => {
                return Ok(at);
            }
            Some(_) => {}
            None => {
                set_allocation(db, waba, Some(*share), now)?;
                return Ok(Some(now));
            }
        }
    }
    Ok(None)
}

/// Remembers what operators were told.
///
/// # Errors
/// When the database refuses.
pub fn set_told(db: &Tx<'_>, waba: WabaId, told: &[String]) -> Result<(), DbError> {
    let waba = key(waba.get());
    db.execute("UPDATE client SET told = $1 WHERE waba_id = $2", params![to_json(&told), waba])?;
    Ok(())
}

/// One client.
///
/// # Errors
/// When the database refuses.
pub fn get(db: &Tx<'_>, waba: WabaId) -> Result<Option<ClientRow>, DbError> {
    db.maybe("SELECT * FROM client WHERE waba_id = $1", params![key(waba.get())], read)
}

/// Clients, newest first: at most `limit` after the one given by `(created_at, waba_id)`, only
/// those of `stage` if given.
///
/// # Errors
/// When the database refuses.
pub fn list(
    db: &Tx<'_>,
    stage: Option<Stage>,
    after: Option<(Timestamp, WabaId)>,
    limit: u32,
) -> Result<Vec<ClientRow>, DbError> {
    let (at, waba) =
        after.map_or((i64::MAX, i64::MAX), |(at, waba)| (to_micros(at), key(waba.get())));
    db.all(
        "SELECT * FROM client WHERE (created_at, waba_id) < ($1, $2) AND ($3 IS NULL OR stage = $3)
         ORDER BY created_at DESC, waba_id DESC LIMIT $4",
        params![at, waba, stage.map(Stage::as_str), limit],
        read,
    )
}

/// How many clients stand at each stage.
///
/// # Errors
/// When the database refuses.
pub fn counts(db: &Tx<'_>) -> Result<Vec<(Stage, u64)>, DbError> {
    let found: Vec<(String, u64)> =
        db.all("SELECT stage, count(*) FROM client GROUP BY stage", &[], |row| {
            Ok((row.get(0)?, count(row, 1)?))
        })?;
    let of_stage = |stage: Stage| {
        found.iter().find(|(word, _)| word == stage.as_str()).map_or(0, |(_, count)| *count)
    };
    Ok(Stage::ALL.map(|stage| (stage, of_stage(stage))).to_vec())
}

/// Whether another account of the same business is (as far as we know) still shared with us and
/// does not pay by a means of its own.
///
/// # Errors
/// When the database refuses.
pub fn another_on_our_line(
    db: &Tx<'_>,
    business: BusinessId,
    except: WabaId,
) -> Result<bool, DbError> {
    db.one(
        "SELECT count(*) > 0 FROM client
         WHERE business_id = $1 AND waba_id <> $2 AND stage <> 'left' AND pays_itself = 0",
        params![key(business.get()), key(except.get())],
        |row| row.get(0),
    )
}

/// Remembers whether an account was seen to pay by a means of its own.
///
/// # Errors
/// When the database refuses.
pub(crate) fn set_pays_itself(db: &Tx<'_>, waba: WabaId, itself: bool) -> Result<(), DbError> {
    db.execute(
        "UPDATE client SET pays_itself = $1 WHERE waba_id = $2 AND pays_itself <> $1",
        params![itself, key(waba.get())],
    )?;
    Ok(())
}

/// Asks for a look at once. A look that is under way is followed by another.
///
/// # Errors
/// When the database refuses.
pub fn wake(db: &Tx<'_>, waba: WabaId, now: Timestamp) -> Result<bool, DbError> {
    let woken = db.execute(
        "UPDATE client
             SET again_at = CASE WHEN again_at IS NOT NULL AND again_at < $1 THEN again_at
                 ELSE $1 END
             WHERE waba_id = $2",
        params![to_micros(now), key(waba.get())],
    )?;
    Ok(woken > 0)
}

/// Takes up to `limit` clients whose look is due and that nobody looks at, earliest first, for the
/// process `node`. They are its own until it gives them back or is buried (`crate::nodes`). Clients
/// whose instances are at another home are left to that, as long as a process of it lives and a
/// while longer.
///
/// # Errors
/// When the database refuses.
pub fn take(db: &Tx<'_>, now: Timestamp, node: &str, limit: u32) -> Result<Vec<WabaId>, DbError> {
    let mut taken: Vec<WabaId> = db.all(
        "WITH next AS (
                 SELECT waba_id FROM client WHERE again_at <= $1 AND lease_node IS NULL
                    AND NOT EXISTS (SELECT 1 FROM instance JOIN phone
                        ON phone.phone_id = instance.phone_id
                        WHERE phone.waba_id = client.waba_id
                            AND instance.home <> (SELECT node.home FROM node WHERE node.name = $2)
                            AND (instance.home_until > $1 OR EXISTS (
                                SELECT 1 FROM node AS keeper WHERE keeper.home = instance.home)))
                 ORDER BY again_at, waba_id LIMIT $3)
             UPDATE client SET again_at = NULL, lease_node = $2
             WHERE waba_id IN (SELECT waba_id FROM next) RETURNING waba_id",
        params![to_micros(now), node, limit],
        |row| id(row, "waba_id").map(WabaId::new),
    )?;
    taken.sort_unstable();
    Ok(taken)
}

/// Whether a client is still the process's own; `false` when that was buried meanwhile, and another
/// one does what is left to be done.
///
/// # Errors
/// When the database refuses.
pub(crate) fn still_ours(db: &Tx<'_>, waba: WabaId, node: &str) -> Result<bool, DbError> {
    db.one(
        "SELECT count(*) > 0 FROM client WHERE waba_id = $1 AND lease_node = $2",
        params![key(waba.get()), node],
        |row| row.get(0),
    )
}

/// The clients that the process `node` holds.
///
/// # Errors
/// When the database refuses.
pub(crate) fn held_by(db: &Tx<'_>, node: &str) -> Result<Vec<WabaId>, DbError> {
    let sql = "SELECT waba_id FROM client WHERE lease_node = $1";
    db.all(sql, params![node], |row| id(row, "waba_id").map(WabaId::new))
}

/// Gives a client back after a look by the process `node`, unless it is no longer that one's.
/// `again` is the planned next look; an earlier wake wins.
///
/// # Errors
/// When the database refuses.
pub fn give_back(db: &Tx<'_>, waba: WabaId, node: &str, again: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE client
         SET again_at = CASE WHEN again_at IS NULL OR again_at > $1 THEN $1 ELSE again_at END,
             lease_node = NULL
         WHERE waba_id = $2 AND lease_node = $3",
        params![to_micros(again), key(waba.get()), node],
    )?;
    Ok(())
}

/// Ends all leases, those of processes that are gone, and looks at those clients at once.
///
/// # Errors
/// When the database refuses.
pub(crate) fn end_leases(db: &Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE client SET again_at = $1, lease_node = NULL WHERE lease_node IS NOT NULL",
        params![to_micros(now)],
    )?;
    Ok(())
}

/// When the next look is due.
///
/// # Errors
/// When the database refuses.
pub fn next_due(db: &Tx<'_>) -> Result<Option<i64>, DbError> {
    db.one(
        "SELECT min(again_at) FROM client WHERE again_at IS NOT NULL AND lease_node IS NULL",
        &[],
        |row| row.get(0),
    )
}

/// Writes down what a round found out.
///
/// # Errors
/// When the database refuses.
pub fn looked(db: &Tx<'_>, waba: WabaId, looked: &Looked, now: Timestamp) -> Result<(), DbError> {
    let live = (looked.stage == Stage::Live).then_some(to_micros(now));
    db.execute(
        "UPDATE client SET stage = $1, conditions = $2, waiting = $3, problem = $4,
            trial_ends = $5, looked_at = $6,
            live_since = CASE WHEN $7 IS NULL THEN NULL ELSE coalesce(live_since, $7) END,
            unmet = $8
         WHERE waba_id = $9",
        params![
            looked.stage.as_str(),
            to_json(&looked.conditions),
            to_json(&looked.waiting),
            looked.problem,
            micros(looked.trial_ends),
            to_micros(now),
            live,
            figures::unmet(&looked.conditions),
            key(waba.get())
        ],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<ClientRow, DbError> {
    let stage: String = row.get("stage")?;
    Ok(ClientRow {
        waba_id: WabaId::new(id(row, "waba_id")?),
        business_id: maybe_id(row, "business_id")?.map(BusinessId::new),
        business_name: row.get("business_name")?,
        waba_name: row.get("waba_name")?,
        contact: row.get("contact")?,
        created_at: moment(row, "created_at")?,
        stage: Stage::ALL.into_iter().find(|one| one.as_str() == stage).unwrap_or(Stage::New),
        conditions: json(row, "conditions")?,
        waiting: json(row, "waiting")?,
        problem: row.get("problem")?,
        trial_ends: time(row, "trial_ends")?,
        live_since: time(row, "live_since")?,
        looked_at: time(row, "looked_at")?,
        again_at: time(row, "again_at")?,
        told: json(row, "told")?,
        allocation_id: maybe_id(row, "allocation_id")?.map(AllocationId::new),
        namespace: row.get("namespace")?,
        mode: keeping::mode(row)?,
        imported: row.get("imported")?,
        adopt_at: time(row, "adopt_at")?,
        left: keeping::left(row)?,
    })
}
