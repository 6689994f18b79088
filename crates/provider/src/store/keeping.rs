//! What is kept about clients and numbers besides what the platform shows: whether we may act, what
//! of taking leave was done, refused registrations, and PINs that operators entered.

use graph::id::{PhoneNumberId, WabaId};
use jiff::Timestamp;
use onboard::{Left, Mode, Refused};
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::timeline::{self, Fact};
use super::watched::WATCHED;
use super::{clients, id, key, micros, time};

pub(super) fn mode(row: &Row<'_>) -> Result<Mode, DbError> {
    let word: String = row.get("mode")?;
    Ok(if word == WATCHED { Mode::Watched } else { Mode::Managed })
}

/// Remembers what of taking leave of a client was done; what was done before stays done.
///
/// # Errors
/// When the database refuses.
pub(crate) fn add_left(
    db: &Tx<'_>,
    waba: WabaId,
    left: Left,
    now: Timestamp,
) -> Result<(), DbError> {
    let at = |done: bool| done.then_some(to_micros(now));
    db.execute(
        "UPDATE client SET unsubscribed_at = coalesce(unsubscribed_at, $1),
            forgotten_at = coalesce(forgotten_at, $2), left_at = coalesce(left_at, $3)
         WHERE waba_id = $4",
        params![at(left.unsubscribed), at(left.forgotten), at(left.confirmed), key(waba.get())],
    )?;
    Ok(())
}

/// Forgets that leave was taken: the client is back.
///
/// # Errors
/// When the database refuses.
pub(crate) fn clear_left(db: &Tx<'_>, waba: WabaId) -> Result<(), DbError> {
    db.execute(
        "UPDATE client SET unsubscribed_at = NULL, forgotten_at = NULL, left_at = NULL
         WHERE waba_id = $1",
        params![key(waba.get())],
    )?;
    Ok(())
}

pub(super) fn left(row: &Row<'_>) -> Result<Left, DbError> {
    Ok(Left {
        unsubscribed: time(row, "unsubscribed_at")?.is_some(),
        forgotten: time(row, "forgotten_at")?.is_some(),
        confirmed: time(row, "left_at")?.is_some(),
    })
}

/// Remembers whether a dead token keeps us from seeing a client.
///
/// # Errors
/// When the database refuses.
pub(crate) fn set_blind(db: &Tx<'_>, waba: WabaId, blind: bool) -> Result<(), DbError> {
    db.execute(
        "UPDATE client SET blind = $1 WHERE waba_id = $2 AND blind <> $1",
        params![blind, key(waba.get())],
    )?;
    Ok(())
}

/// Asks for a look at every client that a dead token kept us from seeing.
///
/// # Errors
/// When the database refuses.
pub(crate) fn wake_blind(db: &Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE client SET again_at = $1 WHERE blind = 1 AND again_at > $1",
        params![to_micros(now)],
    )?;
    Ok(())
}

/// Destroys the PINs and instance secrets of an account that left us.
///
/// # Errors
/// When the database refuses.
pub(crate) fn forget_secrets(db: &Tx<'_>, waba: WabaId) -> Result<(), DbError> {
    let waba = key(waba.get());
    db.execute(
        "DELETE FROM instance WHERE phone_id IN (SELECT phone_id FROM phone WHERE waba_id = $1)",
        params![waba],
    )?;
    db.execute("UPDATE phone SET pin = NULL, pin_by = NULL WHERE waba_id = $1", params![waba])?;
    Ok(())
}

/// Whether we have a two-step PIN for a number: ours, or one an operator entered.
///
/// # Errors
/// When the database refuses.
pub fn has_pin(db: &Tx<'_>, phone: PhoneNumberId) -> Result<bool, DbError> {
    let sql = "SELECT count(*) FROM phone WHERE phone_id = $1 AND pin IS NOT NULL";
    let found: i64 = db.one(sql, params![key(phone.get())], |row| row.get(0))?;
    Ok(found > 0)
}

/// Stores the sealed PIN that an operator entered in place of ours, forgets that another one was
/// refused, and has the number registered. Says whose number it is; `None` for an unknown one.
///
/// # Errors
/// When the database refuses.
pub fn enter_pin(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    sealed: &str,
    who: &str,
    now: Timestamp,
) -> Result<Option<WabaId>, DbError> {
    let waba = db.maybe(
        "UPDATE phone SET pin = $1, pin_by = $2, refused_code = NULL, refused_subcode = NULL,
            refused_at = NULL WHERE phone_id = $3 RETURNING waba_id",
        params![sealed, who, key(phone.get())],
        |row| id(row, "waba_id"),
    )?;
    let Some(waba) = waba.map(WabaId::new) else {
        return Ok(None);
    };
    let what = "entered the two-step PIN";
    timeline::add(db, Fact { at: now, waba: Some(waba), phone: Some(phone), who, what })?;
    clients::wake(db, waba, now)?;
    Ok(Some(waba))
}

/// Remembers why the platform refused to register a number last, or that it did not.
///
/// # Errors
/// When the database refuses.
pub(crate) fn set_refused(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    refused: Option<Refused>,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE phone SET refused_code = $1, refused_subcode = $2, refused_at = $3
         WHERE phone_id = $4",
        params![
            refused.map(|one| one.code),
            refused.and_then(|one| one.subcode),
            micros(refused.map(|one| one.at)),
            key(phone.get())
        ],
    )?;
    Ok(())
}

pub(super) fn refused(row: &Row<'_>) -> Result<Option<Refused>, DbError> {
    let (code, at) = (row.get::<Option<u32>>("refused_code")?, time(row, "refused_at")?);
    let subcode = row.get("refused_subcode")?;
    Ok(code.zip(at).map(|(code, at)| Refused { code, subcode, at }))
}
