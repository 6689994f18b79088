//! What a webhook leads to: facts written down, clients woken.

use graph::id::{PhoneNumberId, WabaId};
use graph::webhook::{
    Envelope, InboundMessage, Mentions, Messages, Status, WebhookFault, mentions, messages,
};
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::Tx;

use crate::finding;
use crate::store::inbox::Open;
use crate::store::messages::{Inbound, Report, add_inbound, report};
use crate::store::{clients, phones, timeline};

/// The field whose values are kept rather than looked up.
const MESSAGES: &str = "messages";

/// What came of a webhook: why it cannot be read, where it cannot.
type Applied = Result<(), String>;

/// Applies one webhook within the transaction that marks it as dealt with. Applying it once more
/// changes nothing, except that clients are looked at again.
///
/// # Errors
/// When the database refuses. A webhook that cannot be read is no error but what is answered.
pub(super) fn apply(tx: &Tx<'_>, webhook: &Open, now: Timestamp) -> Result<Applied, DbError> {
    let Some(phone) = webhook.source else {
        return from_platform(tx, webhook, now);
    };
    let body = serde_json::from_str(&webhook.body).map_err(|error| error.to_string());
    match body.and_then(|body| Messages::parse(&body).map_err(|error| error.to_string())) {
        Ok(value) => keep(tx, phone, &value, webhook.received_at).map(Ok),
        Err(why) => Ok(Err(unreadable(&why))),
    }
}

fn from_platform(tx: &Tx<'_>, webhook: &Open, now: Timestamp) -> Result<Applied, DbError> {
    let (body, received_at) = (webhook.body.as_bytes(), webhook.received_at);
    let found = match mentions(body) {
        Ok(found) => found,
        Err(error) => return Ok(Err(unreadable(&error))),
    };
    let kept = match messages(body) {
        Ok(values) => {
            for value in values {
                let phone = value.metadata.as_ref().map(|phone| phone.phone_number_id.parse());
                if let Some(Ok(phone)) = phone {
                    keep(tx, phone, &value, received_at)?;
                }
            }
            Ok(())
        }
        Err(error) => Err(unreadable(&error)),
    };
    if found.fields.iter().any(|field| field != MESSAGES) {
        note(tx, webhook)?;
        wake(tx, &found, now)?;
    }
    Ok(kept)
}

/// Wakes every client mentioned. An account we do not know becomes a client; looking at it shows
/// whether it is one.
fn wake(db: &Tx<'_>, found: &Mentions, now: Timestamp) -> Result<(), DbError> {
    let mut wabas = found.wabas.clone();
    for phone in &found.phones {
        wabas.extend(phones::account_of(db, *phone)?);
    }
    for waba in wabas {
        if !finding::found(db, waba, now)? {
            clients::wake(db, waba, now)?;
        }
    }
    Ok(())
}

/// Writes down, for the time line, that the platform reported something; not once more when a
/// webhook is applied again.
fn note(db: &Tx<'_>, webhook: &Open) -> Result<(), DbError> {
    let (now, again) = (webhook.received_at, webhook.again);
    let Ok(envelope) = Envelope::parse(webhook.body.as_bytes()) else {
        return Ok(());
    };
    for entry in envelope.entry {
        let at = happened_at(entry.time, now);
        for change in entry.changes.iter().filter(|change| change.field != MESSAGES) {
            let inside = change.value["waba_info"]["waba_id"].as_str();
            let waba = inside.unwrap_or(&entry.id).parse::<WabaId>().ok();
            let news = ["event", "decision"].iter().find_map(|name| change.value[*name].as_str());
            let what = match news {
                Some(news) => format!("reported {}: {news}", change.field),
                None => format!("reported {}", change.field),
            };
            let who = timeline::PLATFORM;
            let fact = timeline::Fact { at, waba, phone: None, who, what: &what };
            if !again || !timeline::holds(db, fact)? {
                timeline::add(db, fact)?;
            }
        }
    }
    Ok(())
}

fn keep(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    value: &Messages,
    now: Timestamp,
) -> Result<(), DbError> {
    for status in &value.statuses {
        keep_status(db, phone, status, now)?;
    }
    for message in &value.messages {
        let contact = value.contacts.iter().find(|contact| contact.wa_id == message.from);
        let name = contact.map(|contact| contact.profile.name.as_str());
        keep_message(db, phone, message, name.filter(|name| !name.is_empty()), now)?;
    }
    Ok(())
}

fn keep_status(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    status: &Status,
    now: Timestamp,
) -> Result<(), DbError> {
    let problem = status.errors.first().map(words);
    report(
        db,
        Report {
            phone,
            customer: &status.recipient_id,
            wamid: &status.id,
            status: &status.status,
            problem: problem.as_deref(),
            at: moment(&status.timestamp, now),
        },
    )
}

fn keep_message(
    db: &Tx<'_>,
    phone: PhoneNumberId,
    message: &InboundMessage,
    name: Option<&str>,
    now: Timestamp,
) -> Result<(), DbError> {
    let text = message.text.as_ref().map(|text| text.body.clone());
    let body = text.unwrap_or_else(|| format!("[{}]", message.kind));
    let inbound = Inbound {
        phone,
        customer: &message.from,
        name,
        kind: &message.kind,
        body: &body,
        wamid: &message.id,
        at: moment(&message.timestamp, now),
    };
    add_inbound(db, inbound).map(drop)
}

fn words(fault: &WebhookFault) -> String {
    let details = fault.error_data.as_ref().map(|data| data.details.as_str());
    match details.filter(|details| !details.is_empty()) {
        Some(details) => format!("{} (code {}): {details}", fault.title, fault.code),
        None => format!("{} (code {})", fault.title, fault.code),
    }
}

/// When something happened that the platform reports: its own time, which it says in whole seconds
/// (contract §6.3). Within that second the latest moment is taken, so that what we did ourselves in
/// the same second stands before what came of it; but never later than the report.
fn happened_at(seconds: Option<i64>, now: Timestamp) -> Timestamp {
    let known = seconds.and_then(|seconds| Timestamp::new(seconds, 999_999_000).ok());
    known.map_or(now, |known| known.min(now))
}

/// The time in a webhook, in seconds as text; the time of arrival where it cannot be read.
fn moment(seconds: &str, now: Timestamp) -> Timestamp {
    seconds.parse().ok().and_then(|s| Timestamp::from_second(s).ok()).unwrap_or(now)
}

fn unreadable(why: &dyn std::fmt::Display) -> String {
    format!("it cannot be read: {why}")
}
