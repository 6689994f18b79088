//! What operators decide about webhooks, in the console or by the command line.

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::Tx;

use crate::store::inbox;
use crate::store::timeline::{self, Fact};

/// What is to become of webhooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// One that was set aside is tried again.
    Retry {
        /// Its place.
        seq: i64,
    },
    /// One that was set aside is given up.
    Discard {
        /// Its place.
        seq: i64,
    },
    /// Those that were received in a span of time and dealt with are applied anew.
    Replay {
        /// The first moment of it.
        from: Timestamp,
        /// The first moment after it.
        to: Timestamp,
    },
}

/// Does what was decided by `who`, and writes it down; says how many webhooks it is about.
///
/// # Errors
/// When the database refuses.
pub fn decide(
    tx: &Tx<'_>,
    decision: Decision,
    who: &str,
    now: Timestamp,
) -> Result<usize, DbError> {
    let (count, what) = match decision {
        Decision::Retry { seq } => {
            (usize::from(inbox::retry(tx, seq)?), format!("had webhook {seq} tried again"))
        }
        Decision::Discard { seq } => {
            (usize::from(inbox::discard(tx, seq, now)?), format!("gave webhook {seq} up"))
        }
        Decision::Replay { from, to } => {
            let count = inbox::replay(tx, from, to)?;
            (count, format!("had the {count} webhooks from {from} to {to} applied anew"))
        }
    };
    if count > 0 {
        timeline::add(tx, Fact { at: now, waba: None, phone: None, who, what: &what })?;
    }
    Ok(count)
}
