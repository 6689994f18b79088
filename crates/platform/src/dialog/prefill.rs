//! What a page fills in ahead: `extras.setup` (contract §1.2). Only fields are filled, no screen is
//! skipped; what cannot be used is passed over, as Meta does.

use graph::Vertical;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

use crate::pages::lists;

/// The fields a page filled in; empty where it said nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prefill {
    /// The business meant, if it exists.
    pub business_id: String,
    /// Its name.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
    /// Its website.
    pub website: String,
    /// Street, second line, city, state, postal code.
    pub address: [String; 5],
    /// Its country.
    pub country: String,
    /// Its telephone.
    pub phone: String,
    /// Number of the time zone.
    pub timezone_id: String,
    /// The account meant.
    pub waba: String,
    /// The pre-verified number offered: only the first one named counts.
    pub preverified: String,
    /// The name customers see.
    pub display_name: String,
    /// The category.
    pub vertical: String,
    /// What the business does.
    pub description: String,
}

impl Prefill {
    /// Reads `extras.setup`.
    pub(crate) fn read(setup: &str, now: Timestamp) -> Self {
        let Ok(setup) = serde_json::from_str::<Value>(setup) else { return Self::default() };
        let (business, phone) = (&setup["business"], &setup["phone"]);
        let address = &business["address"];
        let lines = ["streetAddress1", "streetAddress2", "city", "state", "zipPostal"];
        let country = text(&address["country"], 2).to_ascii_uppercase();
        let category = text(&phone["category"], 40);
        Self {
            business_id: text(&business["id"], 20),
            name: text(&business["name"], 100),
            email: text(&business["email"], 128),
            website: text(&business["website"], 256),
            address: lines.map(|line| text(&address[line], 200)),
            country: lists::country(&country).map_or("", |one| one.code).to_owned(),
            phone: telephone(&business["phone"]),
            timezone_id: time_zone(&text(&business["timezone"], 40), now),
            waba: account(&setup["whatsAppBusinessAccount"]),
            preverified: account(&setup["preVerifiedPhone"]),
            display_name: text(&phone["displayName"], 255),
            vertical: category.parse::<Vertical>().map(|one| one.to_string()).unwrap_or_default(),
            description: text(&phone["description"], 512),
        }
    }
}

/// A text or number, cut to its longest.
fn text(value: &Value, max: usize) -> String {
    match value {
        Value::String(text) => text.trim().chars().take(max).collect(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// `{"code": 1, "number": "6505559999"}`.
fn telephone(phone: &Value) -> String {
    let (code, number) = (text(&phone["code"], 5), text(&phone["number"], 20));
    match (code.trim_start_matches('+'), number.as_str()) {
        (_, "") => String::new(),
        ("", number) => number.to_owned(),
        (code, number) => format!("+{code} {number}"),
    }
}

/// The first account of `ids` or `id`, a text or a list: documents show both.
fn account(value: &Value) -> String {
    let ids = if value["ids"].is_null() { &value["id"] } else { &value["ids"] };
    let first = ids.as_array().map_or(ids, |ids| ids.first().unwrap_or(&Value::Null));
    text(first, 20)
}

/// The first time zone with the offset written as `UTC-07:00`, or the zone of that name.
fn time_zone(written: &str, now: Timestamp) -> String {
    let zones = || graph::timezone::zones();
    if let Some((id, _)) = zones().find(|(_, name)| *name == written) {
        return id.to_string();
    }
    let Some(offset) = offset(written) else { return String::new() };
    let fits = |name: &str| TimeZone::get(name).is_ok_and(|zone| zone.to_offset(now) == offset);
    zones().find(|(_, name)| fits(name)).map(|(id, _)| id.to_string()).unwrap_or_default()
}

fn offset(written: &str) -> Option<Offset> {
    let rest = written.strip_prefix("UTC").or_else(|| written.strip_prefix("GMT"))?;
    if rest.is_empty() {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match rest.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, rest.strip_prefix('+')?),
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let seconds = hours.parse::<i32>().ok()? * 3_600 + minutes.parse::<i32>().ok()? * 60;
    Offset::from_seconds(sign * seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::Prefill;

    #[test]
    fn b04_setup_fills_fields_and_what_cannot_be_used_is_passed_over() {
        let now = "2026-11-22T08:00:00Z".parse().unwrap();
        let setup = r#"{"business": {"id": null, "name": "Lucky Cat", "email": 7,
            "address": {"streetAddress1": "1 Cat St", "city": "Berlin", "country": "de"},
            "phone": {"code": 49, "number": "30 123"}, "timezone": "UTC+01:00"},
            "phone": {"displayName": "Lucky", "category": "RETAIL", "other": []},
            "whatsAppBusinessAccount": {"id": ["12", "13"]}, "unknown": 1}"#;
        let filled = Prefill::read(setup, now);
        assert_eq!((filled.name.as_str(), filled.email.as_str()), ("Lucky Cat", "7"));
        assert_eq!((filled.business_id.as_str(), filled.waba.as_str()), ("", "12"));
        assert_eq!((filled.address[2].as_str(), filled.country.as_str()), ("Berlin", "DE"));
        assert_eq!((filled.phone.as_str(), filled.vertical.as_str()), ("+49 30 123", "RETAIL"));
        assert!(!filled.timezone_id.is_empty());
        let odd = r#"{"business": "no", "phone": {"category": "FISH"}}"#;
        assert_eq!(Prefill::read(odd, now), Prefill::default());
        assert_eq!(Prefill::read("[", now), Prefill::default());
    }
}
