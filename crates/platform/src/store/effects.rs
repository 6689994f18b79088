//! What one commit of the keeper writes: events and their effects.

use graph::webhook::Envelope;
use jiff::Timestamp;
use rusqlite::{Transaction, params};
use serde_json::Value;
use shell::db::Micros;
use world::{Actor, Effect, Event};

use super::letters::{NewMail, insert_mail, insert_notice};
use super::log::{Line, append};
use super::{clients, handsets};

/// Sender of the platform's own letters.
const SENDER: &str = "notification@platform.localhost";

/// Events and effects on their way into the tables.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    lines: Vec<Line>,
    effects: Vec<(i64, Timestamp, Effect)>,
}

impl Batch {
    pub(crate) fn event(&mut self, seq: i64, at: Timestamp, by: &Actor, event: &Event) {
        let body = serde_json::to_string(event).expect("events are plain values");
        self.lines.push(Line { seq, at, by: who(by), body });
    }

    pub(crate) fn effect(&mut self, seq: i64, at: Timestamp, effect: Effect) {
        self.effects.push((seq, at, effect));
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(crate) fn insert(self, db: &Transaction<'_>) -> rusqlite::Result<()> {
        append(db, &self.lines)?;
        for (seq, at, effect) in self.effects {
            insert(db, seq, at, effect)?;
        }
        Ok(())
    }
}

/// Who asked, for people who read the time line. A token shows the beginning of its fingerprint.
fn who(by: &Actor) -> String {
    match by {
        Actor::Desk => "desk".to_owned(),
        Actor::Person { person } => format!("person {person}"),
        Actor::Token { key } => {
            let short: String = key.to_string().chars().take(8).collect();
            format!("token {short}")
        }
        Actor::App { app } => format!("app {app}"),
        Actor::Client { phone } => format!("client {phone}"),
        Actor::Time => "time".to_owned(),
    }
}

/// Whether somebody can be called so in the log.
pub(crate) fn is_caller(by: &str) -> bool {
    match by.split_once(' ') {
        None => by == "desk" || by == "time",
        Some(("person" | "app" | "client", id)) => id.parse::<u64>().is_ok(),
        Some(("token", start)) => {
            start.len() == 8 && start.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        Some(_) => false,
    }
}

fn insert(
    db: &Transaction<'_>,
    event_seq: i64,
    at: Timestamp,
    effect: Effect,
) -> rusqlite::Result<()> {
    match effect {
        Effect::Webhook { app, entry_id, time, field, value, waba } => {
            let sql = "INSERT INTO webhook (event_seq, app, waba, field, body, made_at, next_at, \
                       phone) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)";
            let phone = value.pointer("/metadata/phone_number_id").filter(|_| field == "messages");
            let phone = phone.and_then(Value::as_str).map(str::to_owned);
            let envelope = match value {
                Value::Null => Envelope::of_changed(entry_id, time, &field),
                value => Envelope::of_one(entry_id, time, &field, value),
            };
            let body = String::from_utf8(envelope.to_bytes());
            let body = body.expect("webhooks are written in ASCII");
            let (app, waba) = (app.to_string(), waba.map(|id| id.to_string()));
            let row = params![event_seq, app, waba, field, body, Micros(at), phone];
            db.prepare_cached(sql)?.execute(row).map(drop)
        }
        Effect::Mail { to, subject, text } => {
            insert_mail(db, at, &NewMail { from: SENDER.to_owned(), to, subject, text })
        }
        Effect::Notice { business, title, text } => {
            insert_notice(db, at, (business, &title, &text))
        }
        Effect::Handset { number, with, kind, body, message_id } => {
            let other = with.map_or_else(|| "WhatsApp".to_owned(), |phone| phone.to_string());
            let message_id = message_id.map(|id| id.to_string());
            handsets::insert(db, at, (&number, &other, kind, &body, message_id.as_deref()))
        }
        Effect::ToClient { phone, payload } => {
            clients::insert(db, at, (phone, &payload.to_string()))
        }
    }
}
