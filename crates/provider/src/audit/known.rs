//! Flaws of the audit log that somebody has looked into: an alarm that rings for ever is not heard.
//!
//! That they are known is an entry of the log itself. It names the flaws word by word, and only
//! those of entries before it: what is changed later, the entry included, is a new flaw.

use jiff::Timestamp;
use shell::db::DbError;
use shell::secret::Sealer;
use shell::sql::{Sql, Tx};

use super::{AuditRow, Deed, Flaw, Verdict, verify, write};

/// What such an entry says was done.
const LOOKED_INTO: &str = "looked into flaws of the audit log";

/// Who looked into a flaw, and what that brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who says so.
    pub who: String,
    /// When.
    pub at: Timestamp,
    /// What was found out.
    pub reason: String,
}

/// An entry that names flaws.
#[derive(Debug)]
pub(super) struct Named {
    seq: u64,
    known: Known,
    flaws: Vec<String>,
}

impl Named {
    /// The flaws that an entry names, if it is one that does.
    pub(super) fn of(row: &AuditRow) -> Option<Self> {
        if row.what != LOOKED_INTO || row.hash != row.digest() {
            return None;
        }
        let flaws = serde_json::from_str(row.after.as_deref()?).ok()?;
        let known = Known { who: row.who.clone(), at: row.at().ok()?, reason: row.subject.clone() };
        Some(Self { seq: row.seq, known, flaws })
    }

    /// Who looked into a flaw, if this entry says so.
    pub(super) fn knows(&self, flaw: &Flaw) -> Option<&Known> {
        let before = flaw.place().is_some_and(|place| place <= self.seq);
        (before && self.flaws.contains(&flaw.to_string())).then_some(&self.known)
    }
}

impl Flaw {
    /// The last entry it is about; none for a flaw of the log's end, which goes on changing.
    fn place(&self) -> Option<u64> {
        match self {
            Self::Changed(seq) | Self::Missing(_, seq) | Self::Unlinked(seq) | Self::Lost(seq) => {
                Some(*seq)
            }
            Self::Cut { .. }
            | Self::Added(_)
            | Self::Replaced(_)
            | Self::NoHead
            | Self::ForgedHead
            | Self::NotAnchored => None,
        }
    }

    /// What it is called once another entry follows the log of `count` entries.
    fn once_written(self, count: u64) -> Self {
        match self {
            Self::NoHead | Self::ForgedHead => Self::Lost(count + 1),
            Self::Replaced(seq) => Self::Unlinked(seq + 1),
            Self::Cut { written, left } => Self::Missing(left + 1, written),
            other => other,
        }
    }
}

/// Writes down that the log's flaws were looked into, and says how it stands then: what is still a
/// flaw could not be named, and what was none leaves the log as it is.
///
/// # Errors
/// When the database refuses.
pub async fn accept(
    db: &Sql,
    sealer: &Sealer,
    (who, reason): (&str, &str),
    now: Timestamp,
) -> Result<Verdict, DbError> {
    let verdict = verify(db, sealer, None).await?;
    if verdict.flaws.is_empty() {
        return Ok(verdict);
    }
    let count = verdict.anchor.map_or(0, |anchor| anchor.count);
    let named = verdict.flaws.into_iter().map(|flaw| flaw.once_written(count).to_string());
    let named: Vec<String> = named.collect();
    let named = serde_json::to_string(&named).expect("a list of texts is always JSON");
    let deed = Deed::new(now, who, LOOKED_INTO, reason).made(named);
    let hand = sealer.clone();
    db.write(move |tx: &Tx<'_>| write(tx, &hand, &deed)).await?;
    verify(db, sealer, None).await
}
