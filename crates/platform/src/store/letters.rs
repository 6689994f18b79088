//! Mails and Business Manager notifications.

use graph::BusinessId;
use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};
use serde::Serialize;
use shell::db::{DbError, Micros};

use super::{Slice, Store};

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// Place in the mailbox.
    pub seq: i64,
    /// When it came.
    pub at: Timestamp,
    /// Address of the sender.
    pub from: String,
    /// Address of the recipient.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// A letter on its way into the mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    /// Address of the sender.
    pub from: String,
    /// Address of the recipient.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// One notification in a Business Manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Place among all notifications.
    pub seq: i64,
    /// When it came.
    pub at: Timestamp,
    /// Whose Business Manager shows it.
    pub business: BusinessId,
    /// Headline.
    pub title: String,
    /// Plain text.
    pub text: String,
}

pub(super) fn insert_mail(
    db: &Transaction<'_>,
    at: Timestamp,
    mail: &NewMail,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO mail (at, sender, recipient, subject, body) VALUES ($1, $2, $3, $4, $5)";
    let NewMail { from, to, subject, text } = mail;
    db.prepare_cached(sql)?.execute(params![Micros(at), from, to, subject, text])?;
    Ok(())
}

pub(super) fn insert_notice(
    db: &Transaction<'_>,
    at: Timestamp,
    (business, title, text): (BusinessId, &str, &str),
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO notice (at, business, title, body) VALUES ($1, $2, $3, $4)";
    db.prepare_cached(sql)?.execute(params![Micros(at), business.to_string(), title, text])?;
    Ok(())
}

fn mail(row: &Row<'_>) -> rusqlite::Result<Mail> {
    Ok(Mail {
        seq: row.get(0)?,
        at: row.get::<_, Micros>(1)?.0,
        from: row.get(2)?,
        to: row.get(3)?,
        subject: row.get(4)?,
        text: row.get(5)?,
    })
}

fn notice(row: &Row<'_>) -> rusqlite::Result<Notice> {
    let business: String = row.get(2)?;
    let business = business.parse().map_err(|error: graph::BadId| {
        rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, error.into())
    })?;
    let (title, text) = (row.get(3)?, row.get(4)?);
    Ok(Notice { seq: row.get(0)?, at: row.get::<_, Micros>(1)?.0, business, title, text })
}

impl Store {
    /// Letters, newest first, to everybody or to one address.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn mails(&self, to: Option<&str>, slice: Slice) -> Result<Vec<Mail>, DbError> {
        let sql = "SELECT seq, at, sender, recipient, subject, body FROM mail \
                   WHERE seq < $1 AND ($2 IS NULL OR recipient = $2) ORDER BY seq DESC LIMIT $3";
        let asked = (slice.top(), to.map(str::to_owned), slice.rows());
        self.db.read(move |db| db.prepare_cached(sql)?.query_map(asked, mail)?.collect()).await
    }

    /// One letter.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn mail(&self, seq: i64) -> Result<Option<Mail>, DbError> {
        let sql = "SELECT seq, at, sender, recipient, subject, body FROM mail WHERE seq = $1";
        self.db.read(move |db| db.prepare_cached(sql)?.query_row([seq], mail).optional()).await
    }

    /// Puts letters into the mailbox, all or none.
    ///
    /// # Errors
    /// When they could not be stored.
    pub async fn add_mails(&self, at: Timestamp, mails: Vec<NewMail>) -> Result<(), DbError> {
        let insert =
            move |db: &Transaction<'_>| mails.iter().try_for_each(|mail| insert_mail(db, at, mail));
        self.db.write(insert).await
    }

    /// Notifications, newest first, of every Business Manager or of one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn notices(
        &self,
        business: Option<BusinessId>,
        slice: Slice,
    ) -> Result<Vec<Notice>, DbError> {
        let sql = "SELECT seq, at, business, title, body FROM notice \
                   WHERE seq < $1 AND ($2 IS NULL OR business = $2) ORDER BY seq DESC LIMIT $3";
        let asked = (slice.top(), business.map(|id| id.to_string()), slice.rows());
        self.db.read(move |db| db.prepare_cached(sql)?.query_map(asked, notice)?.collect()).await
    }
}
