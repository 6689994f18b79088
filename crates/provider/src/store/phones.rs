//! Numbers of clients: what the platform shows of them, and what we keep about each.

use graph::id::{PhoneNumberId, WabaId};
use graph::status::{NameStatus, PhoneStatus};
use jiff::Timestamp;
use onboard::Refused;
use shell::db::DbError;
use shell::sql::{Row, Tx, from_micros, params, to_micros};

use super::{id, keeping, key, micros, moment, time};

/// A number as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneRow {
    /// The node.
    pub phone_id: PhoneNumberId,
    /// Whose.
    pub waba_id: WabaId,
    /// As people read it, such as `+1 631-555-1111`.
    pub display: String,
    /// The display name customers see or will see.
    pub verified_name: String,
    /// In Meta's words (contract §9.8).
    pub status: String,
    /// In Meta's words (contract §9.4).
    pub name_status: String,
    /// Of a changed display name; empty when none was asked for.
    pub new_name_status: String,
    /// `SANDBOX` in the trial, `LIVE` after it.
    pub account_mode: String,
    /// How many customers it may write to first within 24 hours, in Meta's words.
    pub tier: String,
    /// In Meta's words.
    pub quality: String,
    /// Whether it is registered with the platform's cloud.
    pub on_cloud: bool,
    /// Digest of the newest certificate seen.
    pub certificate: Option<String>,
    /// When the trial ends.
    pub trial_ends: Option<Timestamp>,
    /// Why the platform refused to register it last, unless it was registered since.
    pub refused: Option<Refused>,
    /// When the first message was accepted, or the number found in use before it was ours.
    pub probed_at: Option<Timestamp>,
    /// Since when it is in use.
    pub live_since: Option<Timestamp>,
    /// When we first saw it.
    pub first_seen_at: Timestamp,
    /// When it disappeared from the account.
    pub gone_at: Option<Timestamp>,
}

/// What one look shows of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneSeen {
    /// The node.
    pub phone_id: PhoneNumberId,
    /// As people read it.
    pub display: String,
    /// The display name.
    pub verified_name: String,
    /// In Meta's words.
    pub status: String,
    /// In Meta's words.
    pub name_status: String,
    /// Of a changed display name, in Meta's words.
    pub new_name_status: String,
    /// In Meta's words.
    pub account_mode: String,
    /// In Meta's words.
    pub tier: String,
    /// In Meta's words.
    pub quality: String,
    /// Whether it is registered with the platform's cloud.
    pub on_cloud: bool,
    /// Digest of the newest certificate.
    pub certificate: Option<String>,
    /// When the trial ends.
    pub trial_ends: Option<Timestamp>,
}

impl PhoneSeen {
    /// The digits that make it one of a kind; none for a node whose number went elsewhere.
    fn digits(&self) -> Option<String> {
        let elsewhere = [PhoneStatus::Deleted, PhoneStatus::Migrated];
        if elsewhere.iter().any(|status| self.status == status.as_str()) {
            return None;
        }
        let digits: String = self.display.chars().filter(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    }
}

/// Writes down what a look shows; says whether the number is new.
///
/// # Errors
/// When the database refuses.
pub fn seen(db: &Tx<'_>, waba: WabaId, phone: &PhoneSeen, now: Timestamp) -> Result<bool, DbError> {
    let phone_id = key(phone.phone_id.get());
    let digits = phone.digits();
    if let Some(digits) = &digits {
        // A number is one account's at a time: one that moved here is gone from where it was.
        db.execute(
            "UPDATE phone SET gone_at = $1, live_since = NULL, digits = NULL
             WHERE digits = $2 AND phone_id <> $3",
            params![to_micros(now), digits, phone_id],
        )?;
    }
    let is_new = db.execute(
        "INSERT INTO phone (phone_id, waba_id, display, first_seen_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (phone_id) DO NOTHING",
        params![phone_id, key(waba.get()), phone.display, to_micros(now)],
    )?;
    db.execute(
        "UPDATE phone SET waba_id = $1, display = $2, verified_name = $3, status = $4,
            name_status = $5, account_mode = $6, tier = $7, quality = $8, on_cloud = $9,
            certificate = $10, trial_ends = $11, gone_at = NULL, digits = $12,
            new_name_status = $13
         WHERE phone_id = $14",
        params![
            key(waba.get()),
            phone.display,
            phone.verified_name,
            phone.status,
            phone.name_status,
            phone.account_mode,
            phone.tier,
            phone.quality,
            phone.on_cloud,
            phone.certificate,
            micros(phone.trial_ends),
            digits,
            phone.new_name_status,
            phone_id
        ],
    )?;
    Ok(is_new > 0)
}

/// The platform says that it decided on a display name of a number at a time after the last look:
/// so that name, which the last look did not show, was under review until then. What was decided,
/// the next look shows, as the difference to this.
///
/// # Errors
/// When the database refuses.
pub(crate) fn reviewed(
    db: &Tx<'_>,
    (waba, digits): (WabaId, &str),
    at: Timestamp,
) -> Result<(), DbError> {
    let (waba, at) = (key(waba.get()), to_micros(at));
    let pending = NameStatus::PendingReview.as_str();
    let (declined, approved) = (NameStatus::Declined.as_str(), NameStatus::Approved.as_str());
    let sql = "UPDATE phone SET name_status = $1
         WHERE waba_id = $2 AND digits = $3 AND name_status = $4
            AND new_name_status IN ('', 'NONE')
            AND EXISTS (SELECT 1 FROM client c
                WHERE c.waba_id = phone.waba_id AND c.looked_at < $5)";
    if db.execute(sql, params![pending, waba, digits, declined, at])? > 0 {
        return Ok(());
    }
    let sql = "UPDATE phone SET new_name_status = $1
         WHERE waba_id = $2 AND digits = $3
            AND (name_status = $4 OR new_name_status NOT IN ('', 'NONE'))
            AND EXISTS (SELECT 1 FROM client c
                WHERE c.waba_id = phone.waba_id AND c.looked_at < $5)";
    db.execute(sql, params![pending, waba, digits, approved, at]).map(drop)
}

/// Marks a number as gone from its account.
///
/// # Errors
/// When the database refuses.
pub fn gone(db: &Tx<'_>, phone: PhoneNumberId, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE phone SET gone_at = $1, live_since = NULL, digits = NULL
         WHERE phone_id = $2 AND gone_at IS NULL",
        params![to_micros(now), key(phone.get())],
    )?;
    Ok(())
}

/// Whether a number is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InUse {
    /// It is.
    Yes,
    /// It does not work, yet counts as in use if it was and works again before `until`.
    Interrupted {
        /// Until when.
        until: Timestamp,
    },
    /// It is not.
    No,
}

/// Writes down whether a number is in use, since `now` if it was not before; says what it comes to,
/// seeing how long an interruption has lasted.
///
/// # Errors
/// When the database refuses.
pub fn set_use(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    found: InUse,
    now: Timestamp,
) -> Result<InUse, DbError> {
    let id = key(phone.get());
    match found {
        InUse::Yes => {
            db.execute(
                "UPDATE phone SET live_since = coalesce(live_since, $1), down_until = NULL
                 WHERE phone_id = $2",
                params![to_micros(now), id],
            )?;
            return Ok(InUse::Yes);
        }
        InUse::Interrupted { until } => {
            let until = db.maybe(
                "UPDATE phone SET down_until = coalesce(down_until, $1)
                 WHERE phone_id = $2 AND live_since IS NOT NULL RETURNING down_until",
                params![to_micros(until), id],
                |row| moment(row, "down_until"),
            )?;
            if let Some(until) = until.filter(|until| *until > now) {
                return Ok(InUse::Interrupted { until });
            }
        }
        InUse::No => {}
    }
    db.execute(
        "UPDATE phone SET live_since = NULL, down_until = NULL WHERE phone_id = $1",
        params![id],
    )?;
    Ok(InUse::No)
}

/// Remembers that the platform accepted the number's first message, or that it needs none.
///
/// # Errors
/// When the database refuses.
pub fn set_probed(db: &Tx<'_>, phone: PhoneNumberId, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE phone SET probed_at = coalesce(probed_at, $1) WHERE phone_id = $2",
        params![to_micros(now), key(phone.get())],
    )?;
    Ok(())
}

/// One number.
///
/// # Errors
/// When the database refuses.
pub fn get(db: &Tx<'_>, phone: PhoneNumberId) -> Result<Option<PhoneRow>, DbError> {
    db.maybe("SELECT * FROM phone WHERE phone_id = $1", params![key(phone.get())], read)
}

/// The numbers of a client, those that are gone included, by id.
///
/// # Errors
/// When the database refuses.
pub fn of_client(db: &Tx<'_>, waba: WabaId) -> Result<Vec<PhoneRow>, DbError> {
    db.all(
        "SELECT * FROM phone WHERE waba_id = $1 ORDER BY phone_id",
        params![key(waba.get())],
        read,
    )
}

/// The account of a number, found by its id or by the digits people know it by.
///
/// # Errors
/// When the database refuses.
pub fn account_of(db: &Tx<'_>, phone: PhoneNumberId) -> Result<Option<WabaId>, DbError> {
    let found = db.maybe(
        "SELECT waba_id FROM phone WHERE phone_id = $1",
        params![key(phone.get())],
        |row| id(row, "waba_id"),
    )?;
    Ok(found.map(WabaId::new))
}

/// The sealed PIN of a number, storing `new` first if there is none yet: a number has one PIN for
/// good, so that a registration whose answer was lost can be repeated with it.
///
/// # Errors
/// When the database refuses.
pub fn pin(db: &Tx<'_>, phone: PhoneNumberId, new: &str) -> Result<String, DbError> {
    db.one(
        "UPDATE phone SET pin = coalesce(pin, $1) WHERE phone_id = $2 RETURNING pin",
        params![new, key(phone.get())],
        |row| row.get(0),
    )
}

/// The sealed PIN of a number, if we keep one.
///
/// # Errors
/// When the database refuses.
pub(crate) fn known_pin(db: &Tx<'_>, phone: PhoneNumberId) -> Result<Option<String>, DbError> {
    let sql = "SELECT pin FROM phone WHERE phone_id = $1 AND pin IS NOT NULL";
    db.maybe(sql, params![key(phone.get())], |row| row.get(0))
}

/// Writes down that a registration is about to be tried.
///
/// # Errors
/// When the database refuses.
pub fn register_tried(db: &Tx<'_>, phone: PhoneNumberId, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO register_try (phone_id, at) VALUES ($1, $2)",
        params![key(phone.get()), to_micros(now)],
    )?;
    Ok(())
}

/// When registrations of a number were tried since `since`, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn register_tries(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, DbError> {
    let tries: Vec<i64> = db.all(
        "SELECT at FROM register_try WHERE phone_id = $1 AND at >= $2 ORDER BY at",
        params![key(phone.get()), to_micros(since)],
        |row| row.get(0),
    )?;
    tries.into_iter().map(from_micros).collect()
}

pub(super) fn read(row: &Row<'_>) -> Result<PhoneRow, DbError> {
    Ok(PhoneRow {
        phone_id: PhoneNumberId::new(id(row, "phone_id")?),
        waba_id: WabaId::new(id(row, "waba_id")?),
        display: row.get("display")?,
        verified_name: row.get("verified_name")?,
        status: row.get("status")?,
        name_status: row.get("name_status")?,
        new_name_status: row.get("new_name_status")?,
        account_mode: row.get("account_mode")?,
        tier: row.get("tier")?,
        quality: row.get("quality")?,
        on_cloud: row.get("on_cloud")?,
        certificate: row.get("certificate")?,
        trial_ends: time(row, "trial_ends")?,
        refused: keeping::refused(row)?,
        probed_at: time(row, "probed_at")?,
        live_since: time(row, "live_since")?,
        first_seen_at: moment(row, "first_seen_at")?,
        gone_at: time(row, "gone_at")?,
    })
}
