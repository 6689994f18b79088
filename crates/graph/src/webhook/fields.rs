//! The fields of WhatsApp Business Accounts that an app can subscribe to (contract §6).

/// Their names, in the order of the alphabet.
pub const FIELDS: [&str; 21] = [
    "account_alerts",
    "account_review_update",
    "account_update",
    "automatic_events",
    "business_capability_update",
    "flows",
    "history",
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "messages",
    "partner_solutions",
    "payment_configuration_update",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
    "smb_app_state_sync",
    "smb_message_echoes",
    "template_category_update",
    "template_performance_metrics",
    "user_preferences",
];

/// Whether an app can subscribe to a field of this name.
pub fn is_field(name: &str) -> bool {
    FIELDS.binary_search(&name).is_ok()
}

/// The events that webhooks of a field can tell of in `value.event` (contract §6.4, §6.7, §6.10,
/// §6.11); none where its webhooks name no event.
pub fn events_of(field: &str) -> &'static [&'static str] {
    match field {
        "account_update" => &ACCOUNT_EVENTS,
        "message_template_status_update" => &TEMPLATE_EVENTS,
        "partner_solutions" => &["SOLUTION_CREATED", "SOLUTION_UPDATED"],
        "phone_number_quality_update" => {
            &["DOWNGRADE", "FLAGGED", "ONBOARDING", "THROUGHPUT_UPGRADE", "UNFLAGGED", "UPGRADE"]
        }
        "security" => &["PIN_CHANGED", "PIN_REQUEST_SUCCESS", "PIN_RESET_REQUEST"],
        _ => &[],
    }
}

const ACCOUNT_EVENTS: [&str; 18] = [
    "ACCOUNT_DELETED",
    "ACCOUNT_OFFBOARDED",
    "ACCOUNT_RECONNECTED",
    "ACCOUNT_RESTRICTION",
    "ACCOUNT_VIOLATION",
    "AD_ACCOUNT_LINKED",
    "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
    "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
    "BUSINESS_VERIFICATION_STATUS_UPDATE",
    "DISABLED_UPDATE",
    "MM_LITE_TERMS_SIGNED",
    "PARTNER_ADDED",
    "PARTNER_APP_INSTALLED",
    "PARTNER_APP_UNINSTALLED",
    "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
    "PARTNER_REMOVED",
    "VERIFIED_ACCOUNT",
    "VOLUME_BASED_PRICING_TIER_UPDATE",
];

const TEMPLATE_EVENTS: [&str; 13] = [
    "APPROVED",
    "ARCHIVED",
    "DELETED",
    "DISABLED",
    "FLAGGED",
    "IN_APPEAL",
    "LIMIT_EXCEEDED",
    "LOCKED",
    "PAUSED",
    "PENDING",
    "PENDING_DELETION",
    "REINSTATED",
    "REJECTED",
];

#[cfg(test)]
mod tests {
    use super::{FIELDS, events_of, is_field};

    #[test]
    fn the_names_are_sorted_and_found() {
        assert!(FIELDS.is_sorted());
        assert!(FIELDS.iter().all(|field| is_field(field)));
        assert!(!is_field("message") && !is_field(""));
        assert!(FIELDS.iter().all(|field| events_of(field).is_sorted()));
        assert!(events_of("security").contains(&"PIN_CHANGED") && events_of("flows").is_empty());
    }
}
