//! What a webhook leads to: facts written down, clients woken.

use graph::id::{PhoneNumberId, WabaId};
use graph::status::NameStatus;
use graph::webhook::{Delivery, InboundMessage, Mentions, Messages, Status, WebhookFault};
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::Tx;

use crate::store::inbox::Open;
use crate::store::messages::{Inbound, Report, add_inbound, report};
use crate::store::{clients, phones, timeline};
use crate::subscription;

/// The field that tells of decisions on display names.
const NAMES: &str = "phone_number_name_update";
/// The field whose values are kept rather than looked up.
const MESSAGES: &str = "messages";
/// So many reasons are told why a webhook cannot be read.
const PROBLEMS_SHOWN: usize = 5;

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
    match serde_json::from_str(&webhook.body) {
        Ok(body) => {
            let (value, problems) = Messages::read(&body);
            keep(tx, phone, &value, webhook.received_at)?;
            Ok(summed_up(&problems))
        }
        Err(error) => Ok(Err(unreadable(&error))),
    }
}

/// What can be read takes effect, whatever else is in the body: one body tells of many clients.
fn from_platform(tx: &Tx<'_>, webhook: &Open, now: Timestamp) -> Result<Applied, DbError> {
    let delivery = match Delivery::read(webhook.body.as_bytes()) {
        Ok(delivery) => delivery,
        Err(error) => return Ok(Err(unreadable(&error))),
    };
    let mut problems = delivery.problems.clone();
    for entry in &delivery.entry {
        for change in entry.changes.iter().filter(|change| change.field == MESSAGES) {
            let (value, odd) = Messages::read(&change.value);
            problems.extend(odd.into_iter().map(|why| format!("account {}: {why}", entry.id)));
            let number = value.metadata.as_ref().map(|number| number.phone_number_id.parse());
            if let Some(Ok(phone)) = number {
                keep(tx, phone, &value, webhook.received_at)?;
            } else if !(value.messages.is_empty() && value.statuses.is_empty()) {
                problems.push(format!("account {}: it does not say which number", entry.id));
            }
        }
    }
    let found = delivery.mentions();
    // One that is applied anew tells of nothing that happened since.
    if !webhook.again {
        reviews(tx, &delivery)?;
    }
    if delivery.entry.iter().any(|entry| !entry.changed_fields.is_empty()) {
        subscription::came_bare(tx, now)?;
    }
    if found.fields.iter().any(|field| field != MESSAGES) {
        wake(tx, &found, now)?;
    }
    note(tx, webhook, &delivery)?;
    Ok(summed_up(&problems))
}

/// Names that were decided on: where the last look showed a decision on another name, the same
/// decision once more would look like nothing new.
fn reviews(tx: &Tx<'_>, delivery: &Delivery) -> Result<(), DbError> {
    for entry in &delivery.entry {
        let (Ok(waba), Some(Ok(at))) =
            (entry.id.parse::<WabaId>(), entry.time.map(Timestamp::from_second))
        else {
            continue;
        };
        for change in entry.changes.iter().filter(|change| change.field == NAMES) {
            let number = change.value["display_phone_number"].as_str().unwrap_or_default();
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let decision = change.value["decision"].as_str().and_then(|word| word.parse().ok());
            if matches!(decision, Some(NameStatus::Approved | NameStatus::Declined)) {
                phones::reviewed(tx, (waba, &digits), at)?;
            }
        }
    }
    Ok(())
}

/// What could not be read of a webhook, as its problem; the first few of many.
fn summed_up(problems: &[String]) -> Applied {
    if problems.is_empty() {
        return Ok(());
    }
    let (shown, more) = problems.split_at(problems.len().min(PROBLEMS_SHOWN));
    let more = match more.len() {
        0 => String::new(),
        count => format!("; and {count} more"),
    };
    let what = format!("{}{more}; the rest of it took effect", shown.join("; "));
    Err(unreadable(&what))
}

/// Wakes every client mentioned. An account we do not know becomes a client; looking at it shows
/// whether it is one.
fn wake(db: &Tx<'_>, found: &Mentions, now: Timestamp) -> Result<(), DbError> {
    let mut wabas = found.wabas.clone();
    for phone in &found.phones {
        wabas.extend(phones::account_of(db, *phone)?);
    }
    for waba in wabas {
        if !clients::add(db, waba, now)? {
            clients::wake(db, waba, now)?;
        }
    }
    Ok(())
}

/// Writes down, for the time line, that the platform reported something; not once more when a
/// webhook is applied again.
fn note(db: &Tx<'_>, webhook: &Open, delivery: &Delivery) -> Result<(), DbError> {
    let (now, again) = (webhook.received_at, webhook.again);
    let add = |at: Timestamp, waba: Option<WabaId>, what: &str| {
        let fact = timeline::Fact { at, waba, phone: None, who: timeline::PLATFORM, what };
        if again && timeline::holds(db, fact)? { Ok(()) } else { timeline::add(db, fact) }
    };
    for entry in &delivery.entry {
        let at = happened_at(entry.time, now);
        for change in entry.changes.iter().filter(|change| change.field != MESSAGES) {
            let inside = change.value["waba_info"]["waba_id"].as_str();
            let waba = inside.unwrap_or(&entry.id).parse::<WabaId>().ok();
            let news = ["event", "decision"].iter().find_map(|name| change.value[*name].as_str());
            match news {
                Some(news) => add(at, waba, &format!("reported {}: {news}", change.field))?,
                None => add(at, waba, &format!("reported {}", change.field))?,
            }
        }
        for field in &entry.changed_fields {
            let lost = if field == MESSAGES { "; what was written is lost" } else { "" };
            let what = format!("reported {field} without saying what{lost}");
            add(at, entry.id.parse().ok(), &what)?;
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
