//! Messages to and from end customers, and how far each came.

use graph::id::PhoneNumberId;
use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{id, key, lost, moment};

/// The customer-service window: free text is allowed this long after the customer's last message
/// (contract §9.2), in hours.
pub const WINDOW_HOURS: i64 = 24;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// The order in which messages became known.
    pub seq: i64,
    /// Our side.
    pub phone_id: PhoneNumberId,
    /// The customer's number, digits.
    pub customer: String,
    /// Whether the customer wrote it.
    pub inbound: bool,
    /// `text`, `template`, or another of Meta's types.
    pub kind: String,
    /// The text, or the template's name and values.
    pub body: String,
    /// The platform's id, once known.
    pub wamid: Option<String>,
    /// `received`; `waiting` for the number's client, `sending`, `accepted`, `sent`, `delivered`,
    /// `read`, `failed`, or `unknown` when the answer to the sending call was lost.
    pub status: String,
    /// Why it failed.
    pub problem: Option<String>,
    /// Who sent it: an operator's name, `provider`, or the customer.
    pub who: String,
    /// When it was written.
    pub at: Timestamp,
    /// When the status was reached.
    pub status_at: Timestamp,
}

/// All messages with one customer, as a line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// The customer's number, digits.
    pub customer: String,
    /// The customer's name, if one was ever sent.
    pub name: Option<String>,
    /// How many messages.
    pub count: u64,
    /// The newest message.
    pub last: String,
    /// When it was written.
    pub last_at: Timestamp,
    /// Until when free text is allowed; `None` when the customer never wrote.
    pub window_ends: Option<Timestamp>,
}

/// A message about to be sent.
#[derive(Debug, Clone, Copy)]
pub struct Outbound<'a> {
    /// Our side.
    pub phone: PhoneNumberId,
    /// The customer's number, digits.
    pub customer: &'a str,
    /// `text` or `template`.
    pub kind: &'a str,
    /// The text, or the template's name and values.
    pub body: &'a str,
    /// Who sends it.
    pub who: &'a str,
    /// The process that sends it.
    pub node: &'a str,
}

/// A message that a customer wrote.
#[derive(Debug, Clone, Copy)]
pub struct Inbound<'a> {
    /// Our side.
    pub phone: PhoneNumberId,
    /// The customer's number, digits.
    pub customer: &'a str,
    /// The customer's name.
    pub name: Option<&'a str>,
    /// One of Meta's types.
    pub kind: &'a str,
    /// The text, or what stands for it.
    pub body: &'a str,
    /// The platform's id.
    pub wamid: &'a str,
    /// When it was written.
    pub at: Timestamp,
}

/// A report on how far a message came.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Our side.
    pub phone: PhoneNumberId,
    /// The customer's number, digits.
    pub customer: &'a str,
    /// Which message.
    pub wamid: &'a str,
    /// In Meta's words.
    pub status: &'a str,
    /// Why it failed.
    pub problem: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

/// Stores a message before it is sent, and returns its place.
///
/// # Errors
/// When the database refuses.
pub fn add_outbound(db: &Tx<'_>, message: Outbound<'_>, now: Timestamp) -> Result<i64, DbError> {
    db.one(
        "INSERT INTO message
            (seq, phone_id, customer, direction, kind, body, status, who, node, at, status_at)
         SELECT coalesce(max(seq), 0) + 1, $1, $2, 'out', $3, $4, 'sending', $5, $6, $7, $7
         FROM message RETURNING seq",
        params![
            key(message.phone.get()),
            message.customer,
            message.kind,
            message.body,
            message.who,
            message.node,
            to_micros(now),
        ],
        |row| row.get(0),
    )
}

/// Writes down that the platform accepted a message, and what was reported of it before we knew
/// its id.
///
/// # Errors
/// When the database refuses.
pub fn accepted(db: &Tx<'_>, seq: i64, wamid: &str, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE message SET wamid = $1, status = 'accepted', problem = NULL, status_at = $2,
            call = NULL
         WHERE seq = $3",
        params![wamid, to_micros(now), seq],
    )?;
    let early: Vec<(String, Option<String>, i64)> = db.all(
        "SELECT status, problem, at FROM early_status WHERE wamid = $1 ORDER BY at",
        params![wamid],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    for (status, problem, at) in early {
        let at = shell::db::from_micros(at)?;
        rise(db, wamid, &status, problem.as_deref(), at)?;
    }
    db.execute("DELETE FROM early_status WHERE wamid = $1", params![wamid])?;
    Ok(())
}

/// Writes down that a message was not sent (`failed`), or that nobody knows (`unknown`).
///
/// # Errors
/// When the database refuses.
pub fn not_accepted(
    db: &Tx<'_>,
    seq: i64,
    status: &str,
    problem: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE message SET status = $1, problem = $2, status_at = $3, call = NULL WHERE seq = $4",
        params![status, problem, to_micros(now), seq],
    )?;
    let early = if status == "unknown" { lost::reported_early(db, seq)? } else { None };
    early.map_or(Ok(()), |wamid| accepted(db, seq, &wamid, now))
}

/// Messages that a process which is gone, or every one, was sending: nobody knows whether they went
/// out.
///
/// # Errors
/// When the database refuses.
pub fn end_sending(db: &Tx<'_>, node: Option<&str>, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "UPDATE message SET status = 'unknown', status_at = $1,
            problem = 'the server stopped while it was being sent'
         WHERE status = 'sending' AND ($2 IS NULL OR node = $2)",
        params![to_micros(now), node],
    )?;
    Ok(())
}

/// When messages of a number by `who` to a customer were sent since `since` of which nobody knows
/// whether they went out.
///
/// # Errors
/// When the database refuses.
pub fn unsure(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    customer: &str,
    who: &str,
    since: Timestamp,
) -> Result<Vec<Timestamp>, DbError> {
    db.all(
        "SELECT at FROM message WHERE phone_id = $1 AND customer = $2 AND who = $3 AND at >= $4
            AND direction = 'out' AND status IN ('sending', 'unknown')",
        params![key(phone.get()), customer, who, to_micros(since)],
        |row| moment(row, "at"),
    )
}

/// Applies a report. Statuses only rise (sent, delivered, read), whatever the order of arrival; a
/// message that reached the customer cannot fail any more. A report on an unknown message is kept
/// until the message is known.
///
/// # Errors
/// When the database refuses.
pub fn report(db: &Tx<'_>, report: Report<'_>) -> Result<(), DbError> {
    let Report { phone, customer, wamid, status, problem, at } = report;
    if rise(db, wamid, status, problem, at)? {
        return Ok(());
    }
    if lost::claim(db, &report)? {
        return rise(db, wamid, status, problem, at).map(drop);
    }
    db.execute(
        "INSERT INTO early_status (wamid, status, problem, at, phone_id, customer)
         SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS
            (SELECT 1 FROM early_status WHERE wamid = $1 AND status = $2 AND at = $4)",
        params![wamid, status, problem, to_micros(at), key(phone.get()), customer],
    )?;
    Ok(())
}

/// Lets a message's status rise, if it does; says whether the message is known.
fn rise(
    db: &Tx<'_>,
    wamid: &str,
    status: &str,
    problem: Option<&str>,
    at: Timestamp,
) -> Result<bool, DbError> {
    let found: Option<(i64, String)> = db.maybe(
        "SELECT seq, status FROM message WHERE wamid = $1 AND direction = 'out'",
        params![wamid],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((seq, before)) = found else {
        return Ok(false);
    };
    if rises(&before, status) {
        db.execute(
            "UPDATE message SET status = $1, problem = $2, status_at = $3 WHERE seq = $4",
            params![status, problem, to_micros(at), seq],
        )?;
    }
    Ok(true)
}

/// Whether a message may go from one status to another.
fn rises(before: &str, after: &str) -> bool {
    let rank = |status: &str| match status {
        "sending" | "unknown" | "accepted" => Some(0),
        "sent" => Some(1),
        "failed" => Some(2),
        "delivered" => Some(3),
        "read" => Some(4),
        _ => None,
    };
    rank(after).is_some_and(|after| rank(before).is_none_or(|before| before < after))
}

/// Stores what a customer wrote, once.
///
/// # Errors
/// When the database refuses.
pub fn add_inbound(db: &Tx<'_>, message: Inbound<'_>) -> Result<bool, DbError> {
    let known: bool = db.one(
        "SELECT count(*) > 0 FROM message WHERE wamid = $1 AND direction = 'in'",
        params![message.wamid],
        |row| row.get(0),
    )?;
    if known {
        return Ok(false);
    }
    db.execute(
        "INSERT INTO message (seq, phone_id, customer, customer_name, direction, kind, body, wamid,
            status, who, at, status_at)
         SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, 'in', $4, $5, $6, 'received', $2, $7, $7
         FROM message",
        params![
            key(message.phone.get()),
            message.customer,
            message.name,
            message.kind,
            message.body,
            message.wamid,
            to_micros(message.at),
        ],
    )?;
    Ok(true)
}

/// One message.
///
/// # Errors
/// When the database refuses.
pub fn get(db: &Tx<'_>, seq: i64) -> Result<Option<MessageRow>, DbError> {
    db.maybe("SELECT * FROM message WHERE seq = $1", params![seq], read)
}

/// The newest messages with a customer, oldest of them first.
///
/// # Errors
/// When the database refuses.
pub fn with_customer(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    customer: &str,
    limit: u32,
) -> Result<Vec<MessageRow>, DbError> {
    let mut rows: Vec<MessageRow> = db.all(
        "SELECT * FROM message WHERE phone_id = $1 AND customer = $2
             ORDER BY seq DESC LIMIT $3",
        params![key(phone.get()), customer, limit],
        read,
    )?;
    rows.reverse();
    Ok(rows)
}

/// The conversations of a number, the most recent first.
///
/// # Errors
/// When the database refuses.
pub fn conversations(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    limit: u32,
) -> Result<Vec<Conversation>, DbError> {
    db.all(
        "SELECT newest.customer, newest.count, message.body, message.at, newest.wrote_at,
            (SELECT named.customer_name FROM message AS named
             WHERE named.phone_id = $1 AND named.customer = newest.customer
                AND named.customer_name IS NOT NULL
             ORDER BY named.seq DESC LIMIT 1) AS name
         FROM (SELECT customer, max(seq) AS seq, count(*) AS count,
                  max(CASE WHEN direction = 'in' THEN at END) AS wrote_at
               FROM message WHERE phone_id = $1 GROUP BY customer) AS newest
         JOIN message ON message.seq = newest.seq
         ORDER BY newest.seq DESC LIMIT $2",
        params![key(phone.get()), limit],
        |row| {
            Ok(Conversation {
                customer: row.get("customer")?,
                name: row.get("name")?,
                count: super::count(row, 1)?,
                last: row.get("body")?,
                last_at: moment(row, "at")?,
                window_ends: super::time(row, "wrote_at")?.map(window_end),
            })
        },
    )
}

/// Until when free text to a customer is allowed; `None` when the customer never wrote.
///
/// # Errors
/// When the database refuses.
pub fn window_ends(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    customer: &str,
) -> Result<Option<Timestamp>, DbError> {
    let wrote: Option<i64> = db.one(
        "SELECT max(at) FROM message
             WHERE phone_id = $1 AND customer = $2 AND direction = 'in'",
        params![key(phone.get()), customer],
        |row| row.get(0),
    )?;
    Ok(wrote.map(shell::db::from_micros).transpose()?.map(window_end))
}

/// How many different customers we wrote to first since `since` (requirement F05): those with an
/// accepted template.
///
/// # Errors
/// When the database refuses.
pub fn opened_since(db: &Tx<'_>, phone: PhoneNumberId, since: Timestamp) -> Result<u64, DbError> {
    db.one(
        "SELECT count(DISTINCT customer) FROM message WHERE phone_id = $1 AND direction = 'out'
            AND kind = 'template' AND at >= $2
            AND status NOT IN ('failed', 'waiting', 'sending', 'unknown')",
        params![key(phone.get()), to_micros(since)],
        |row| super::count(row, 0),
    )
}

fn window_end(wrote: Timestamp) -> Timestamp {
    later(wrote, SignedDuration::from_hours(WINDOW_HOURS))
}

fn read(row: &Row<'_>) -> Result<MessageRow, DbError> {
    let direction: String = row.get("direction")?;
    Ok(MessageRow {
        seq: row.get("seq")?,
        phone_id: PhoneNumberId::new(id(row, "phone_id")?),
        customer: row.get("customer")?,
        inbound: direction == "in",
        kind: row.get("kind")?,
        body: row.get("body")?,
        wamid: row.get("wamid")?,
        status: row.get("status")?,
        problem: row.get("problem")?,
        who: row.get("who")?,
        at: moment(row, "at")?,
        status_at: moment(row, "status_at")?,
    })
}
