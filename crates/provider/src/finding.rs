//! How an account becomes a client, whoever tells of it: a signup, a webhook or a sweep.
//!
//! Whoever tells is believed of nothing but that one should look (requirement C01): the first look
//! shows whether the account is shared with us, and one that never was is forgotten again.

use graph::id::WabaId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::Tx;

use crate::store::{CallbackRow, callbacks, clients, signups, timeline};

/// Adds an account that is no client yet, to be looked at; says whether it is new.
pub(crate) fn found(tx: &Tx<'_>, waba: WabaId, now: Timestamp) -> Result<bool, DbError> {
    let is_new = clients::add(tx, waba, now)?;
    if is_new {
        for callback in callbacks::hinting_at(tx, waba)? {
            claim(tx, &callback)?;
        }
    }
    Ok(is_new)
}

/// As [`found`], for an account that a sweep came upon.
pub(crate) fn swept(tx: &Tx<'_>, waba: WabaId, now: Timestamp) -> Result<bool, DbError> {
    let is_new = found(tx, waba, now)?;
    if is_new {
        let what = "shared an account; found by the sweep";
        let (waba, who) = (Some(waba), timeline::BUSINESS);
        timeline::add(tx, timeline::Fact { at: now, waba, phone: None, who, what })?;
    }
    Ok(is_new)
}

/// Gives the account that a signup's browser named to that signup, although nothing that it handed
/// over could be used: so the business sees on its page what became of it. Only an account that we
/// knew nothing of when the signup began, and that no other browser named: whoever makes an id up
/// would have to guess one that is minutes old. Says whether it was given.
pub(crate) fn claim(tx: &Tx<'_>, callback: &CallbackRow) -> Result<bool, DbError> {
    let Some(waba) =
        callback.hint.filter(|_| callback.done_at.is_some() && callback.wabas.is_empty())
    else {
        return Ok(false);
    };
    let (Some(client), Some(attempt)) =
        (clients::get(tx, waba)?, signups::get(tx, &callback.state_hash)?)
    else {
        return Ok(false);
    };
    if client.created_at < attempt.created_at || callbacks::browsers_naming(tx, waba)? != 1 {
        return Ok(false);
    }
    if let (None, Some(contact)) = (&client.contact, &attempt.contact) {
        clients::set_contact(tx, waba, contact)?;
    }
    callbacks::give(tx, callback.seq, waba)?;
    Ok(true)
}
