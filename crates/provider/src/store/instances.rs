//! Client instances: one for each number with hosting `client`.

use graph::id::{PhoneNumberId, WabaId};
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{key, maybe_id, micros, moment, time};

/// One instance. Password and secret are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Whose.
    pub phone_id: PhoneNumberId,
    /// The account it was started for.
    pub waba_id: Option<WabaId>,
    /// Whether it ought to run.
    pub wanted: bool,
    /// Where it was last known to listen, such as `http://127.0.0.1:40123`.
    pub address: Option<String>,
    /// Its admin password, sealed.
    pub password: String,
    /// The secret it signs its webhooks with, sealed.
    pub secret: String,
    /// Digest of the certificate it registered with last.
    pub installed: Option<String>,
    /// Where it was told to post its webhooks.
    pub webhooks: Option<String>,
    /// When it was last started.
    pub started_at: Timestamp,
    /// How it stands.
    pub standing: Standing,
    /// What it wrote last before it ended.
    pub last_lines: String,
    /// How often it was started again.
    pub restarts: u32,
    /// The machine and folder that have it; none for one that runs elsewhere.
    pub home: Option<String>,
}

/// How an instance stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// In one word.
    pub state: State,
    /// Since when.
    pub since: Timestamp,
    /// What it says of itself, or what is known of its end; may be empty.
    pub says: String,
    /// How often in a row it ended soon after its start.
    pub crashes: u32,
    /// When it is started again, if it is down.
    pub again: Option<Timestamp>,
}

/// How an instance stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Started, and not asked with success yet.
    Starting,
    /// It answers and is connected.
    Healthy,
    /// It answers and is not connected, or refuses what it is asked.
    Degraded,
    /// It does not answer.
    Unreachable,
    /// It has ended by itself, or was given up.
    Crashed,
    /// This server stopped it when it stopped itself; it is started by the next run.
    Stopped,
}

impl State {
    /// Every state, in order.
    pub const ALL: [Self; 6] = [
        Self::Starting,
        Self::Healthy,
        Self::Degraded,
        Self::Unreachable,
        Self::Crashed,
        Self::Stopped,
    ];

    /// The word it is stored as, and that tables and metrics show.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Healthy => "healthy",
            Self::Degraded => "degraded",
            Self::Unreachable => "unreachable",
            Self::Crashed => "crashed",
            Self::Stopped => "stopped",
        }
    }
}

/// What an instance is wanted with.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Whose.
    pub phone: PhoneNumberId,
    /// The account of the number.
    pub waba: WabaId,
    /// Its password, sealed; kept if there was one before.
    pub password: String,
    /// Its webhook secret, sealed; kept if there was one before.
    pub secret: String,
    /// The machine and folder that will have it, if this server has it at all.
    pub home: Option<String>,
    /// Until when nobody elsewhere takes its client, whether or not a process of this home lives.
    pub home_until: Timestamp,
}

/// The instance of a number.
///
/// # Errors
/// When the database refuses.
pub fn get(db: &Tx<'_>, phone: PhoneNumberId) -> Result<Option<Instance>, DbError> {
    db.maybe("SELECT * FROM instance WHERE phone_id = $1", params![key(phone.get())], read)
}

fn read(row: &Row<'_>) -> Result<Instance, DbError> {
    let word: String = row.get("state")?;
    let state = State::ALL.into_iter().find(|state| state.as_str() == word);
    let count = |column: &str| row.get::<i64>(column).map(|n| u32::try_from(n).unwrap_or(0));
    Ok(Instance {
        phone_id: PhoneNumberId::new(super::id(row, "phone_id")?),
        waba_id: maybe_id(row, "waba_id")?.map(WabaId::new),
        wanted: row.get("wanted")?,
        address: row.get("address")?,
        password: row.get("password")?,
        secret: row.get("secret")?,
        installed: row.get("installed")?,
        webhooks: row.get("webhooks")?,
        started_at: moment(row, "started_at")?,
        standing: Standing {
            state: state.unwrap_or(State::Starting),
            since: moment(row, "state_at")?,
            says: row.get("says")?,
            crashes: count("crashes")?,
            again: time(row, "again_at")?,
        },
        last_lines: row.get("last_lines")?,
        restarts: count("restarts")?,
        home: row.get("home")?,
    })
}

/// Wants an instance, here, from now on. Says whether it is wanted anew rather than once more.
///
/// # Errors
/// When the database refuses.
pub fn want(db: &Tx<'_>, wish: &Wish, now: Timestamp) -> Result<bool, DbError> {
    let phone = key(wish.phone.get());
    let sql = "SELECT count(*) > 0 FROM instance WHERE phone_id = $1 AND wanted = 1";
    let again: bool = db.one(sql, params![phone], |row| row.get(0))?;
    db.execute(
        "INSERT INTO instance (phone_id, waba_id, wanted, password, secret, started_at, state_at,
            home, home_until)
         VALUES ($1, $2, 1, $3, $4, $5, $5, $6, $7)
         ON CONFLICT (phone_id) DO UPDATE SET wanted = 1, waba_id = excluded.waba_id,
            started_at = excluded.started_at, home = excluded.home,
            home_until = excluded.home_until",
        params![
            phone,
            key(wish.waba.get()),
            wish.password.as_str(),
            wish.secret.as_str(),
            to_micros(now),
            wish.home.as_deref(),
            to_micros(wish.home_until),
        ],
    )?;
    Ok(!again)
}

/// Writes down that an instance was started and where it listens; `again` when it was not for the
/// first time.
///
/// # Errors
/// When the database refuses.
pub fn started(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    address: &str,
    again: bool,
    now: Timestamp,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE instance SET address = $1, state = 'starting', state_at = $2, says = '',
            again_at = NULL, restarts = restarts + $3 WHERE phone_id = $4 AND wanted = 1",
        params![address, to_micros(now), i64::from(again), key(phone.get())],
    )?;
    Ok(())
}

/// Writes down how a wanted instance stands.
///
/// # Errors
/// When the database refuses.
pub fn stands(db: &Tx<'_>, phone: PhoneNumberId, standing: &Standing) -> Result<(), DbError> {
    db.execute(
        "UPDATE instance SET state = $1, state_at = $2, says = $3, crashes = $4, again_at = $5
         WHERE phone_id = $6 AND wanted = 1",
        params![
            standing.state.as_str(),
            to_micros(standing.since),
            standing.says.as_str(),
            i64::from(standing.crashes),
            micros(standing.again),
            key(phone.get()),
        ],
    )?;
    Ok(())
}

/// Keeps what an instance wrote last before it ended.
///
/// # Errors
/// When the database refuses.
pub fn last_lines(db: &Tx<'_>, phone: PhoneNumberId, lines: &str) -> Result<(), DbError> {
    let phone = key(phone.get());
    db.execute("UPDATE instance SET last_lines = $1 WHERE phone_id = $2", params![lines, phone])?;
    Ok(())
}

/// Remembers the certificate it registered with.
///
/// # Errors
/// When the database refuses.
pub fn installed(db: &Tx<'_>, phone: PhoneNumberId, digest: &str) -> Result<(), DbError> {
    let phone = key(phone.get());
    db.execute("UPDATE instance SET installed = $1 WHERE phone_id = $2", params![digest, phone])?;
    Ok(())
}

/// Remembers where it posts its webhooks.
///
/// # Errors
/// When the database refuses.
pub fn pointed(db: &Tx<'_>, phone: PhoneNumberId, url: &str) -> Result<(), DbError> {
    let phone = key(phone.get());
    db.execute("UPDATE instance SET webhooks = $1 WHERE phone_id = $2", params![url, phone])?;
    Ok(())
}

/// No longer wants an instance. Wanted again, it has to be registered again.
///
/// # Errors
/// When the database refuses.
pub fn unwant(db: &Tx<'_>, phone: PhoneNumberId) -> Result<(), DbError> {
    db.execute(
        "UPDATE instance SET wanted = 0, address = NULL, installed = NULL, webhooks = NULL,
            state = 'starting', says = '', last_lines = '', crashes = 0, again_at = NULL
         WHERE phone_id = $1",
        params![key(phone.get())],
    )?;
    Ok(())
}

/// Forgets an instance with its password and its secret.
///
/// # Errors
/// When the database refuses.
pub fn remove(db: &Tx<'_>, phone: PhoneNumberId) -> Result<(), DbError> {
    db.execute("DELETE FROM instance WHERE phone_id = $1", params![key(phone.get())])?;
    Ok(())
}

/// The numbers that an account no longer has and whose instances are still its own.
///
/// # Errors
/// When the database refuses.
pub fn leftovers(db: &Tx<'_>, waba: WabaId) -> Result<Vec<PhoneNumberId>, DbError> {
    db.all(
        "SELECT instance.phone_id FROM instance JOIN phone ON phone.phone_id = instance.phone_id
         WHERE (phone.waba_id = $1 OR instance.waba_id = $1)
            AND (phone.gone_at IS NOT NULL OR instance.waba_id <> phone.waba_id)
         ORDER BY instance.phone_id",
        params![key(waba.get())],
        |row| super::id(row, "phone_id").map(PhoneNumberId::new),
    )
}

/// The instances that ought to run at this home; without one, those that run elsewhere.
///
/// # Errors
/// When the database refuses.
pub fn at_home(db: &Tx<'_>, home: Option<&str>) -> Result<Vec<Instance>, DbError> {
    db.all(
        "SELECT * FROM instance WHERE wanted = 1 AND coalesce(home, '') = $1 ORDER BY phone_id",
        params![home.unwrap_or_default()],
        read,
    )
}

/// Keeps the clients of this home's instances from being taken elsewhere until then.
///
/// # Errors
/// When the database refuses.
pub fn stay_home(db: &Tx<'_>, home: &str, until: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE instance SET home_until = $1 WHERE home = $2 AND home_until < $1",
        params![to_micros(until), home],
    )?;
    Ok(())
}

/// Says that all instances are at this home, or elsewhere: nobody else uses the database.
///
/// # Errors
/// When the database refuses.
pub fn move_in(db: &Tx<'_>, home: Option<&str>) -> Result<(), DbError> {
    db.execute("UPDATE instance SET home = $1", params![home])?;
    Ok(())
}

/// Writes down that this server stopped the instances of its home as it stops itself: the next run
/// starts them at once, and no one of them is said to have crashed.
///
/// # Errors
/// When the database refuses.
pub fn stopped(db: &Tx<'_>, home: &str, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE instance SET state = 'stopped', state_at = $1, says = '', again_at = $1
         WHERE home = $2 AND wanted = 1 AND state <> 'crashed'",
        params![to_micros(now), home],
    )?;
    db.execute(
        "UPDATE client SET again_at = CASE WHEN again_at IS NULL OR again_at > $1 THEN $1
            ELSE again_at END
         WHERE waba_id IN (SELECT phone.waba_id FROM phone JOIN instance
            ON instance.phone_id = phone.phone_id
            WHERE instance.home = $2 AND instance.wanted = 1)",
        params![to_micros(now), home],
    )?;
    Ok(())
}

/// How many instances that ought to run stand how: every state is there.
///
/// # Errors
/// When the database refuses.
pub fn counts(db: &Tx<'_>) -> Result<Vec<(State, u64)>, DbError> {
    let found: Vec<(String, u64)> = db.all(
        "SELECT state, count(*) FROM instance WHERE wanted = 1 GROUP BY state",
        &[],
        |row| Ok((row.get(0)?, super::count(row, 1)?)),
    )?;
    let of = |state: State| {
        found.iter().find(|(word, _)| word == state.as_str()).map_or(0, |(_, count)| *count)
    };
    Ok(State::ALL.map(|state| (state, of(state))).to_vec())
}

/// All instances, by number.
///
/// # Errors
/// When the database refuses.
pub fn all(db: &Tx<'_>) -> Result<Vec<Instance>, DbError> {
    db.all("SELECT * FROM instance ORDER BY phone_id", &[], read)
}
