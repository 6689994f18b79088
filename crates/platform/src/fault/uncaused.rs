//! Webhooks that an app can subscribe to and that nothing here causes (docs/limits.md, which a test
//! holds against these lists): a fault about them would wait for ever.

use graph::webhook::{FIELDS, events_of};

/// Where it is told to people.
const TOLD: &str = "docs/limits.md, \"Webhooks that nothing here causes\"";

/// Fields without any webhook.
const NO_FIELDS: [&str; 7] = [
    "automatic_events",
    "flows",
    "history",
    "payment_configuration_update",
    "smb_app_state_sync",
    "smb_message_echoes",
    "template_performance_metrics",
];

/// Events that webhooks of the other fields never tell.
const NO_EVENTS: [(&str, &[&str]); 2] = [
    (
        "account_update",
        &[
            "ACCOUNT_DELETED",
            "ACCOUNT_OFFBOARDED",
            "ACCOUNT_RECONNECTED",
            "AD_ACCOUNT_LINKED",
            "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
            "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
            "BUSINESS_VERIFICATION_STATUS_UPDATE",
            "MM_LITE_TERMS_SIGNED",
            "VERIFIED_ACCOUNT",
            "VOLUME_BASED_PRICING_TIER_UPDATE",
        ],
    ),
    (
        "message_template_status_update",
        &["ARCHIVED", "DELETED", "FLAGGED", "IN_APPEAL", "LIMIT_EXCEEDED", "LOCKED", "REINSTATED"],
    ),
];

/// Whether something here causes webhooks of a field.
fn is_caused(field: &str) -> bool {
    !NO_FIELDS.contains(&field)
}

/// The fields that something here causes webhooks of.
pub fn caused_fields() -> impl Iterator<Item = &'static str> {
    FIELDS.into_iter().filter(|field| is_caused(field))
}

/// The events that webhooks of a field tell here.
pub fn caused_events(field: &str) -> impl Iterator<Item = &'static str> {
    let never = NO_EVENTS.iter().find(|(of, _)| *of == field).map_or(&[][..], |(_, events)| events);
    events_of(field).iter().copied().filter(move |event| !never.contains(event))
}

/// Why no webhook of this field, or with this event, is ever sent here, in a sentence; `None` if
/// there are some. Both are of Meta's lists.
pub(super) fn uncaused(field: Option<&str>, event: Option<&str>) -> Option<String> {
    if let Some(field) = field.filter(|field| !is_caused(field)) {
        return Some(format!("nothing here causes webhooks of `{field}`: see {TOLD}"));
    }
    let event = event?;
    let fits = |of: &&str| field.is_none_or(|field| field == *of);
    let told = caused_fields().filter(fits).any(|of| caused_events(of).any(|one| one == event));
    let of = field.map(|field| format!(" of `{field}`")).unwrap_or_default();
    (!told).then(|| format!("nothing here causes webhooks{of} with {event}: see {TOLD}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use graph::webhook::is_field;

    use super::*;

    fn file(path: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The first paragraph of the section of docs/limits.md, one part for each `;`.
    fn section() -> String {
        let page = file("../../docs/limits.md");
        let (_, rest) = page.split_once("## Webhooks that nothing here causes\n\n").unwrap();
        rest.split("\n\n").next().unwrap().to_owned()
    }

    #[test]
    fn the_documentation_lists_the_same() {
        let page = section();
        let parts: Vec<BTreeSet<&str>> =
            page.split(';').map(|part| part.split('`').skip(1).step_by(2).collect()).collect();
        assert_eq!(parts[0], BTreeSet::from(NO_FIELDS));
        for (part, (field, events)) in parts[1..].iter().zip(NO_EVENTS) {
            let wanted: BTreeSet<&str> = events.iter().copied().chain([field]).collect();
            assert_eq!(*part, wanted);
        }
    }

    #[test]
    fn all_are_of_metas_lists() {
        assert!(NO_FIELDS.iter().all(|field| is_field(field)));
        for (field, events) in NO_EVENTS {
            assert!(is_caused(field) && events.iter().all(|one| events_of(field).contains(one)));
        }
    }

    #[test]
    fn the_world_sends_all_others_and_none_of_these() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../world/src/react");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let mut code: String = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
        code.push_str(&file("../world/src/react.rs"));
        let sends = |word: &str| code.contains(&format!("\"{word}\""));
        for field in FIELDS {
            assert_eq!(sends(field), is_caused(field), "{field}");
        }
        let all: BTreeSet<&str> = FIELDS.into_iter().flat_map(events_of).copied().collect();
        for event in all {
            assert_eq!(sends(event), uncaused(None, Some(event)).is_none(), "{event}");
        }
    }

    #[test]
    fn an_event_may_be_told_by_one_field_and_not_by_another() {
        assert_eq!(uncaused(None, Some("FLAGGED")), None);
        assert!(uncaused(Some("message_template_status_update"), Some("FLAGGED")).is_some());
        assert_eq!(uncaused(Some("phone_number_quality_update"), Some("FLAGGED")), None);
    }
}
