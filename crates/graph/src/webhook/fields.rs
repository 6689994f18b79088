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

#[cfg(test)]
mod tests {
    use super::{FIELDS, is_field};

    #[test]
    fn the_names_are_sorted_and_found() {
        assert!(FIELDS.is_sorted());
        assert!(FIELDS.iter().all(|field| is_field(field)));
        assert!(!is_field("message") && !is_field(""));
    }
}
