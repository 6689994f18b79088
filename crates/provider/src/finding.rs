//! How an account becomes a client, whoever tells of it: a signup, a webhook or a sweep.
//!
//! Whoever tells is believed of nothing but that one should look (requirement C01): the first look
//! shows whether the account is shared with us, and one that never was is forgotten again.

use graph::id::WabaId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::Tx;

use crate::store::{clients, timeline};

/// As [`clients::add`], for an account that a sweep came upon.
pub(crate) fn swept(tx: &Tx<'_>, waba: WabaId, now: Timestamp) -> Result<bool, DbError> {
    let is_new = clients::add(tx, waba, now)?;
    if is_new {
        let what = "shared an account; found by the sweep";
        let (waba, who) = (Some(waba), timeline::BUSINESS);
        timeline::add(tx, timeline::Fact { at: now, waba, phone: None, who, what })?;
    }
    Ok(is_new)
}
