//! Clients, numbers and facts as programs read them: JSON for `--json`, the same as CSV.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::store::instances::Instance;
use crate::store::{ClientRow, PhoneRow, TimelineEntry};

/// The columns of clients in a CSV.
pub const CLIENT_COLUMNS: &[&str] = &[
    "waba_id",
    "business_id",
    "business_name",
    "waba_name",
    "stage",
    "mode",
    "watched",
    "adopt_at",
    "problem",
    "contact",
    "created_at",
    "live_since",
    "trial_ends",
    "looked_at",
    "again_at",
    "allocation_id",
];
/// The columns of numbers in a CSV.
pub const NUMBER_COLUMNS: &[&str] = &[
    "phone_id",
    "waba_id",
    "number",
    "name",
    "status",
    "name_status",
    "account_mode",
    "tier",
    "quality",
    "on_cloud",
    "trial_ends",
    "refused_code",
    "refused_subcode",
    "refused_at",
    "probed_at",
    "live_since",
    "first_seen_at",
    "gone_at",
];
/// The columns of facts in a CSV.
pub const FACT_COLUMNS: &[&str] = &["at", "waba_id", "phone_id", "who", "what"];

/// A client. Ids are texts, as the platform writes them; times are RFC 3339.
#[must_use]
pub fn client(row: &ClientRow) -> Value {
    json!({
        "waba_id": row.waba_id.to_string(),
        "business_id": row.business_id.map(|id| id.to_string()),
        "business_name": row.business_name,
        "waba_name": row.waba_name,
        "stage": row.stage.as_str(),
        "mode": mode(row),
        "watched": row.mode == onboard::Mode::Watched,
        "adopt_at": row.adopt_at,
        "problem": row.problem,
        "contact": row.contact,
        "created_at": row.created_at,
        "live_since": row.live_since,
        "trial_ends": row.trial_ends,
        "looked_at": row.looked_at,
        "again_at": row.again_at,
        "allocation_id": row.allocation_id.map(|id| id.to_string()),
        "conditions": row.conditions,
        "waiting": row.waiting,
    })
}

/// Whether a client is managed, only watched, or watched until its day comes.
#[must_use]
pub fn mode(row: &ClientRow) -> &'static str {
    match (row.mode, row.adopt_at) {
        (onboard::Mode::Managed, _) => "managed",
        (onboard::Mode::Watched, None) => "watched",
        (onboard::Mode::Watched, Some(_)) => "planned",
    }
}

/// A number.
#[must_use]
pub fn number(row: &PhoneRow) -> Value {
    json!({
        "phone_id": row.phone_id.to_string(),
        "waba_id": row.waba_id.to_string(),
        "number": row.display,
        "name": row.verified_name,
        "status": row.status,
        "name_status": row.name_status,
        "account_mode": row.account_mode,
        "tier": row.tier,
        "quality": row.quality,
        "on_cloud": row.on_cloud,
        "trial_ends": row.trial_ends,
        "refused_code": row.refused.map(|refused| refused.code),
        "refused_subcode": row.refused.and_then(|refused| refused.subcode),
        "refused_at": row.refused.map(|refused| refused.at),
        "probed_at": row.probed_at,
        "live_since": row.live_since,
        "first_seen_at": row.first_seen_at,
        "gone_at": row.gone_at,
    })
}

/// The client instance of a number.
#[must_use]
pub fn instance(row: &Instance) -> Value {
    let standing = &row.standing;
    let home = row.home.as_ref().and_then(|home| home.split_once(':'));
    json!({
        "state": if row.wanted { standing.state.as_str() } else { "not wanted" },
        "since": row.wanted.then_some(standing.since),
        "says": standing.says,
        "started_at": row.started_at,
        "restarts": row.restarts,
        "crashes_in_a_row": standing.crashes,
        "next_start": standing.again,
        "address": row.address,
        "machine": home.map(|(machine, _)| machine),
        "log": home.map(|(_, folder)| log_file(folder, row.phone_id)),
        "last_lines": row.last_lines,
    })
}

/// The log of an instance whose server has its data in `folder`.
fn log_file(folder: &str, phone: graph::id::PhoneNumberId) -> String {
    format!("{folder}/clients/{phone}/{}", crate::fleet::log::NAME)
}

/// A fact of the time line (requirement I03).
#[must_use]
pub fn fact(entry: &TimelineEntry) -> Value {
    json!({
        "at": entry.at,
        "waba_id": entry.waba_id.map(|id| id.to_string()),
        "phone_id": entry.phone_id.map(|id| id.to_string()),
        "who": entry.who,
        "what": entry.what,
    })
}

/// A line of CSV (RFC 4180) with these members of a row, without its end.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe before it: names come from
/// businesses nobody has met. What is a number, such as `+1 631-555-1111`, stays as it is.
#[must_use]
pub fn csv(row: &Value, columns: &[&str]) -> String {
    let cells: Vec<String> = columns.iter().map(|column| cell(&row[*column])).collect();
    cells.join(",")
}

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let is_number = text.chars().all(|c| c.is_ascii_digit() || "+-. ()".contains(c));
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
    let text = if runs { format!("'{text}") } else { text };
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

/// How long ago, in the largest unit that fits, such as `3 days`.
#[must_use]
pub fn age(since: Timestamp, now: Timestamp) -> String {
    let seconds = now.duration_since(since).as_secs().max(0);
    let (count, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_disarmed() {
        let row = json!({
            "a": "=cmd|' /C calc'!A0", "b": "say \"hi\", twice", "c": "+1 631-555-1111",
            "d": null, "e": 7, "f": "two\nlines", "g": "-5", "h": "@sum(A1)",
        });
        let line = csv(&row, &["a", "b", "c", "d", "e", "f", "g", "h"]);
        let parts = [
            "'=cmd|' /C calc'!A0",
            "\"say \"\"hi\"\", twice\"",
            "+1 631-555-1111",
            "",
            "7",
            "\"two\nlines\"",
            "-5",
            "'@sum(A1)",
        ];
        assert_eq!(line, parts.join(","));
    }

    #[test]
    fn ages_are_said_in_the_largest_unit() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-12-04T12:00:00Z");
        assert_eq!(age(at("2026-12-01T12:00:00Z"), now), "3 days");
        assert_eq!(age(at("2026-12-04T11:59:00Z"), now), "1 minute");
        assert_eq!(age(at("2026-12-04T12:00:01Z"), now), "0 seconds");
    }
}
