//! The audit log: who did what to what, written in the same transaction as the deed itself.
//!
//! Each row is hashed together with the hash before it, so that none can be changed, taken out or
//! put elsewhere without every later hash being wrong. How many rows there are and the last hash
//! stand outside the table, under a mark that only the master key can make: without that key nobody
//! can cut the end off or write the log anew. Whoever keeps that pair (the *anchor*) on another
//! machine also notices when log and mark were removed together.

mod known;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use shell::db::DbError;
use shell::secret::{ExposeSecret, Sealer, Text};
use shell::sql::{Sql, Tx, to_micros};
use shell::web::{Sender, request_id};

use self::known::Named;
pub use self::known::{Known, accept};
use crate::store::audit::{self as rows, AuditRow};
use crate::store::settings as stored;

/// Where the head stands, and what its mark is made for.
const HEAD: &str = "audit_head";
const HEAD_CONTEXT: &str = "setting/audit_head";
/// What stands before the first row.
const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// What stands before a row whose predecessor could not be trusted.
const LOST: &str = "lost";
/// Rows read at once.
const PAGE: u32 = 1_000;
/// Flaws named at once: after these, more say nothing new.
const FLAWS_MAX: usize = 20;
/// Flaws that are looked for, those that are known included.
const FOUND_MAX: usize = 10_000;

/// Who changed what stands in the settings file: whoever may write it.
pub const SETTINGS: &str = "settings file";

/// Something done, as it is written down. No secret belongs into any part. The HTTP request that is
/// being answered is written down with it.
#[derive(Debug, Clone)]
pub struct Deed {
    at: Timestamp,
    who: String,
    what: String,
    subject: String,
    before: Option<String>,
    after: Option<String>,
    request_id: Option<String>,
}

impl Deed {
    /// `who` did `what` to `subject`: `anna`, `asked for a look at once`, `client 1234`.
    #[must_use]
    pub fn new(at: Timestamp, who: &str, what: &str, subject: impl fmt::Display) -> Self {
        Self {
            at,
            who: who.to_owned(),
            what: what.to_owned(),
            subject: subject.to_string(),
            before: None,
            after: None,
            request_id: request_id(),
        }
    }

    /// What it changed: from what to what. Never a secret; for one say which it is, not its text.
    #[must_use]
    pub fn changed(mut self, before: impl fmt::Display, after: impl fmt::Display) -> Self {
        self.before = Some(before.to_string());
        self.after = Some(after.to_string());
        self
    }

    /// What there is now that was not there before.
    #[must_use]
    pub fn made(mut self, after: impl fmt::Display) -> Self {
        self.after = Some(after.to_string());
        self
    }

    /// What it was done to, where that is known only in the transaction.
    pub(crate) fn about(mut self, subject: impl fmt::Display) -> Self {
        self.subject = subject.to_string();
        self
    }

    /// The machine it came from.
    pub(crate) fn sent_by(mut self, sender: Sender) -> Self {
        self.after = sender.0.map(|address| format!("from {address}"));
        self
    }
}

/// How long the log is and the hash of its last row: to be kept on another machine. Its text is
/// `<count>:<hash>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// How many rows there are.
    pub count: u64,
    /// The hash of the last.
    pub hash: String,
}

impl fmt::Display for Anchor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.count, self.hash)
    }
}

impl FromStr for Anchor {
    type Err = BadAnchor;

    fn from_str(text: &str) -> Result<Self, BadAnchor> {
        let (count, hash) = text.trim().split_once(':').ok_or(BadAnchor)?;
        let hex = hash.len() == NOTHING.len() && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let count = count.parse().map_err(|_| BadAnchor)?;
        if hex { Ok(Self { count, hash: hash.to_owned() }) } else { Err(BadAnchor) }
    }
}

/// Not an anchor's text.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("an anchor is what `vestibule audit verify` printed: <count>:<64 hexadecimal digits>")]
pub struct BadAnchor;

/// Writes a deed down, in the transaction that does it.
///
/// # Errors
/// When the database refuses; then the deed is not done either.
pub fn write(tx: &Tx<'_>, sealer: &Sealer, deed: &Deed) -> Result<(), DbError> {
    let (seq, prev) = match head(tx, sealer)? {
        Head::True(anchor) => (anchor.count + 1, anchor.hash),
        Head::None if rows::last(tx)? == 0 => (1, NOTHING.to_owned()),
        // Going on is better than stopping the server; the break stays visible for ever.
        Head::None | Head::Forged => (rows::last(tx)? + 1, LOST.to_owned()),
    };
    let mut row = AuditRow {
        seq,
        at_us: to_micros(deed.at),
        who: deed.who.clone(),
        what: deed.what.clone(),
        subject: deed.subject.clone(),
        before: deed.before.clone(),
        after: deed.after.clone(),
        request_id: deed.request_id.clone(),
        prev,
        hash: String::new(),
    };
    row.hash = row.digest();
    rows::add(tx, &row)?;
    set_head(tx, sealer, &Anchor { count: row.seq, hash: row.hash })
}

enum Head {
    None,
    Forged,
    True(Anchor),
}

fn head(tx: &Tx<'_>, sealer: &Sealer) -> Result<Head, DbError> {
    let Some(text) = stored::get(tx, HEAD)? else { return Ok(Head::None) };
    let anchor =
        text.split_once(' ').filter(|(anchor, mark)| sealer.is_marked(HEAD_CONTEXT, anchor, mark));
    let anchor = anchor.and_then(|(anchor, _)| anchor.parse().ok());
    Ok(anchor.map_or(Head::Forged, Head::True))
}

/// The id of the master key under which the log's end is marked.
///
/// # Errors
/// When the database refuses.
pub(crate) fn marked_with(tx: &Tx<'_>) -> Result<Option<String>, DbError> {
    let text = stored::get(tx, HEAD)?;
    let mark = text.as_deref().and_then(|text| text.split_once(' ')).map(|(_, mark)| mark);
    Ok(mark.and_then(|mark| mark.split_once(':')).map(|(id, _)| id.to_owned()))
}

fn set_head(tx: &Tx<'_>, sealer: &Sealer, anchor: &Anchor) -> Result<(), DbError> {
    let text = anchor.to_string();
    let mark = sealer.mark(HEAD_CONTEXT, &text);
    stored::set(tx, HEAD, Some(&format!("{text} {mark}")))
}

/// Puts the head's mark under the active master key; `false` when the mark is no true one.
///
/// # Errors
/// When the database refuses.
pub(crate) fn mark_anew(tx: &Tx<'_>, sealer: &Sealer) -> Result<bool, DbError> {
    match head(tx, sealer)? {
        Head::True(anchor) => set_head(tx, sealer, &anchor).map(|()| true),
        Head::None => Ok(rows::last(tx)? == 0),
        Head::Forged => Ok(false),
    }
}

/// Writes down which secrets of the settings are others than at the last start. Of each only a mark
/// under the master key is kept, from which nobody can tell the secret.
///
/// # Errors
/// When the database refuses.
pub(crate) fn at_start(
    tx: &Tx<'_>,
    sealer: &Sealer,
    secrets: &[(&str, Text)],
    at: Timestamp,
) -> Result<(), DbError> {
    for (name, secret) in secrets {
        let (key, secret) = (format!("secret_mark/{name}"), secret.expose_secret());
        let known = stored::get(tx, &key)?;
        let same = known.as_deref().map(|mark| sealer.is_marked(&key, secret, mark));
        // A mark under a key that is gone says nothing.
        let is_readable = known.as_deref().is_some_and(|mark| {
            sealer.keys().any(|(_, id)| mark.split_once(':').is_some_and(|(by, _)| by == id))
        });
        if same == Some(false) && is_readable {
            let subject = format!("setting {name}");
            write(tx, sealer, &Deed::new(at, SETTINGS, "changed a secret", subject))?;
        }
        let mark = sealer.mark(&key, secret);
        if known.as_deref() != Some(&mark) {
            stored::set(tx, &key, Some(&mark))?;
        }
    }
    Ok(())
}

/// What is wrong with the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The row's contents do not fit its hash.
    #[error("entry {0} was changed")]
    Changed(u64),
    /// Rows are missing in the middle.
    #[error("the entries {0} to {1} are missing")]
    Missing(u64, u64),
    /// The row does not follow the one before it: one of both was replaced.
    #[error("entry {0} does not follow the one before it: one of the two was replaced")]
    Unlinked(u64),
    /// When this row was written, how the log ended could not be trusted.
    #[error("entry {0} was written when the log's end was missing or forged: some may be gone")]
    Lost(u64),
    /// The end is missing.
    #[error("the end was cut off: {written} entries were written, {left} are there")]
    Cut {
        /// How many were written.
        written: u64,
        /// How many are there.
        left: u64,
    },
    /// There are rows the head does not know.
    #[error("{0} entries at the end were not written by this program")]
    Added(u64),
    /// The last row is another one than the head says.
    #[error("the last entry, {0}, was replaced")]
    Replaced(u64),
    /// There are rows and no head.
    #[error("the record of the log's end is gone")]
    NoHead,
    /// The head's mark is not under a configured master key.
    #[error("the record of the log's end is forged, or marked under a key that is not configured")]
    ForgedHead,
    /// The anchor does not lie on this log.
    #[error("the log does not continue the one of the anchor: it was shortened or written anew")]
    NotAnchored,
}

/// What a check of the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How many rows were read.
    pub count: u64,
    /// The pair to keep on another machine; none for an empty log.
    pub anchor: Option<Anchor>,
    /// What is wrong and nobody has looked into, the first twenty.
    pub flaws: Vec<Flaw>,
    /// What is wrong and somebody has looked into.
    pub known: Vec<(Flaw, Known)>,
}

/// Reads the whole log and checks it, against an anchor kept elsewhere if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn verify(db: &Sql, sealer: &Sealer, anchor: Option<Anchor>) -> Result<Verdict, DbError> {
    let mut check = Check::new(anchor);
    loop {
        let (from, sealer) = (check.last.count, sealer.clone());
        let page = db.read(move |tx| Ok((rows::after(tx, from, PAGE)?, head(tx, &sealer)?)));
        let (page, head) = page.await?;
        let is_last = page.len() < PAGE as usize;
        page.iter().for_each(|row| check.row(row));
        if is_last {
            return Ok(check.end(&head));
        }
    }
}

/// Hands every row, oldest first, to `each`.
///
/// # Errors
/// When the database refuses, or `each` does.
pub async fn export<E: From<DbError>>(
    db: &Sql,
    mut each: impl FnMut(&AuditRow) -> Result<(), E>,
) -> Result<u64, E> {
    let (mut from, mut count) = (0, 0);
    loop {
        let page = db.read(move |tx| rows::after(tx, from, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(count) };
        from = last.seq;
        for row in &page {
            each(row)?;
            count += 1;
        }
    }
}

/// A check under way: what was read last.
struct Check {
    last: Anchor,
    anchor: Option<Anchor>,
    count: u64,
    flaws: Vec<Flaw>,
    named: Vec<Named>,
}

impl Check {
    fn new(anchor: Option<Anchor>) -> Self {
        let last = Anchor { count: 0, hash: NOTHING.to_owned() };
        Self { last, anchor, count: 0, flaws: Vec::new(), named: Vec::new() }
    }

    fn row(&mut self, row: &AuditRow) {
        let missing = row.seq > self.last.count + 1;
        if missing {
            self.found(Flaw::Missing(self.last.count + 1, row.seq - 1));
        }
        if row.prev == LOST {
            self.found(Flaw::Lost(row.seq));
        } else if !missing && row.prev != self.last.hash {
            self.found(Flaw::Unlinked(row.seq));
        }
        if row.hash != row.digest() {
            self.found(Flaw::Changed(row.seq));
        }
        self.named.extend(Named::of(row));
        self.last = Anchor { count: row.seq, hash: row.hash.clone() };
        self.count += 1;
        if self.anchor.as_ref() == Some(&self.last) {
            self.anchor = None;
        }
    }

    fn end(mut self, head: &Head) -> Verdict {
        let left = self.last.count;
        match head {
            Head::None if left > 0 => self.found(Flaw::NoHead),
            Head::Forged => self.found(Flaw::ForgedHead),
            Head::True(head) if head.count > left => {
                self.found(Flaw::Cut { written: head.count, left });
            }
            Head::True(head) if head.count < left => self.found(Flaw::Added(left - head.count)),
            Head::True(head) if head.hash != self.last.hash => self.found(Flaw::Replaced(left)),
            Head::None | Head::True(_) => {}
        }
        if self.anchor.as_ref().is_some_and(|anchor| anchor.count > 0) {
            self.found(Flaw::NotAnchored);
        }
        let anchor = (left > 0).then_some(self.last);
        let (mut flaws, mut known) = (Vec::new(), Vec::new());
        for flaw in self.flaws {
            match self.named.iter().find_map(|named| named.knows(&flaw)) {
                Some(looked) => known.push((flaw, looked.clone())),
                None if flaws.len() < FLAWS_MAX => flaws.push(flaw),
                None => {}
            }
        }
        Verdict { count: self.count, anchor, flaws, known }
    }

    fn found(&mut self, flaw: Flaw) {
        if self.flaws.len() < FOUND_MAX {
            self.flaws.push(flaw);
        }
    }
}

#[cfg(test)]
mod tests;
