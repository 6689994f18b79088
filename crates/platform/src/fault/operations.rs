//! The names of what the Graph API serves here: one table, for matching and for the list.

use graph::error::Method as Verb;
use world::NodeKind;

/// What is called, its edge (empty: the object itself), the methods it takes, what it does.
type Row = (&'static str, &'static str, &'static [Verb], &'static str);

const GET: &[Verb] = &[Verb::Get];
const POST: &[Verb] = &[Verb::Post];
const GET_POST: &[Verb] = &[Verb::Get, Verb::Post];
const GET_DELETE: &[Verb] = &[Verb::Get, Verb::Delete];
const POST_DELETE: &[Verb] = &[Verb::Post, Verb::Delete];
const ALL: &[Verb] = &[Verb::Get, Verb::Post, Verb::Delete];

#[rustfmt::skip]
const TABLE: &[Row] = &[
    ("oauth", "access_token", GET_POST, "Login codes and tokens for tokens"),
    ("oauth", "revoke", GET_POST, "End a token"),
    ("debug_token", "", GET, "What a token may do"),
    ("upload", "", GET_POST, "A file that comes in parts"),
    ("batch", "", POST, "Several calls in one; each of them is an operation too"),
    ("ids", "", GET, "Several objects, or one edge of each, in one answer"),
    ("me", "", GET, "The caller"),
    ("me", "assigned_whatsapp_business_accounts", GET, "The accounts the caller is assigned to"),
    ("business", "", GET, "A business portfolio"),
    ("business", "owned_whatsapp_business_accounts", GET, "Accounts it owns"),
    ("business", "client_whatsapp_business_accounts", GET, "Accounts shared with it"),
    ("business", "extendedcredits", GET, "Its credit lines"),
    ("business", "self_certified_whatsapp_business_submissions", GET, "Certifications of clients"),
    ("business", "self_certify_whatsapp_business", POST, "Certify a client"),
    ("business", "system_users", GET_POST, "Its system users"),
    ("business", "system_user_access_tokens", POST, "A token of a system user"),
    ("business", "business_users", GET_POST, "Its people"),
    ("business", "pending_users", GET, "People it has invited"),
    ("business", "owned_businesses", ALL, "Its child businesses"),
    ("business", "preverified_numbers", GET, "Its pre-verified numbers"),
    ("business", "add_phone_numbers", POST, "Add a pre-verified number"),
    ("business", "share_preverified_numbers", POST_DELETE, "Share pre-verified numbers"),
    ("system_user", "", GET, "A system user"),
    ("system_user", "assigned_whatsapp_business_accounts", GET, "The accounts it is assigned to"),
    ("person", "", GET, "A person"),
    ("app", "", GET, "An app"),
    ("app", "subscriptions", ALL, "The app's callback"),
    ("app", "permissions", GET, "What App Review has allowed"),
    ("app", "uploads", POST, "Announce a file"),
    ("app", "whatsapp_business_solution", POST, "Found a multi-partner solution"),
    ("app", "whatsapp_business_solutions", GET, "Its multi-partner solutions"),
    ("app", "connected_client_businesses", GET, "Businesses that use it"),
    ("waba", "", GET_POST, "A WhatsApp Business Account"),
    ("waba", "phone_numbers", GET_POST, "Its numbers; add one"),
    ("waba", "assigned_users", ALL, "Who may work on it"),
    ("waba", "subscribed_apps", ALL, "Apps that get its webhooks"),
    ("waba", "message_templates", ALL, "Its templates"),
    ("waba", "migrate_message_templates", POST, "Take over templates of another account"),
    ("waba", "agencies", POST, "Share it with a partner"),
    ("waba", "solutions", GET, "Its multi-partner solutions"),
    ("waba", "set_solution_migration_intent", POST, "Ask for a move into a solution"),
    ("waba", "activities", GET, "What happened to it"),
    ("waba", "schedules", GET, "Planned changes (always none here)"),
    ("waba", "in_progress_onbehalf_request", GET, "Requests on behalf (always none here)"),
    ("waba", "analytics", GET, "Messages sent"),
    ("waba", "conversation_analytics", GET, "Conversations"),
    ("waba", "template_analytics", GET, "Templates sent"),
    ("phone", "", GET_POST, "A phone number; its PIN, name or callback"),
    ("phone", "request_code", POST, "Send a verification code"),
    ("phone", "verify_code", POST, "Verify with the code"),
    ("phone", "register", POST, "Register with Cloud API"),
    ("phone", "deregister", POST, "Deregister"),
    ("phone", "messages", POST, "Send a message; mark one as read"),
    ("phone", "settings", GET_POST, "Storage, identity checks"),
    ("phone", "whatsapp_business_profile", GET_POST, "The business profile"),
    ("phone", "official_business_account", GET_POST, "Official Business Account"),
    ("template", "", GET_POST, "A message template; edit it"),
    ("credit_line", "", GET, "A credit line"),
    ("credit_line", "whatsapp_credit_sharing_and_attach", POST, "Share it and attach an account"),
    ("credit_line", "whatsapp_credit_sharing", POST, "Share it"),
    ("credit_line", "whatsapp_credit_attach", POST, "Attach an account"),
    ("credit_line", "owning_credit_allocation_configs", GET_POST, "Its shares"),
    ("allocation", "", GET_DELETE, "A share of a credit line; revoke it"),
    ("preverified", "", GET_DELETE, "A pre-verified number"),
    ("preverified", "partners", GET, "Whom it is shared with"),
    ("preverified", "request_code", POST, "Send a verification code"),
    ("preverified", "verify_code", POST, "Verify with the code"),
    ("solution", "", GET, "A multi-partner solution"),
    ("solution", "access_token", GET, "A token for a client of it"),
    ("solution", "accept", POST, "Accept the invitation"),
    ("solution", "reject", POST, "Reject a request"),
    ("solution", "send_deactivation_request", POST, "Ask to end it"),
    ("solution", "accept_deactivation_request", POST, "Agree to end it"),
    ("solution", "reject_deactivation_request", POST, "Do not agree to end it"),
    ("migration_intent", "", GET, "A wish to move into a solution"),
];

/// One operation and what it does, for a list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Operation {
    /// Such as `waba.subscribed_apps.post`.
    pub name: String,
    /// In a few words.
    pub about: &'static str,
}

/// All operations, in the order of the table.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let rows = TABLE.iter().flat_map(|&(of, edge, verbs, about)| {
        verbs.iter().map(move |verb| Operation { name: name(of, edge, *verb), about })
    });
    rows.collect()
}

/// How a call is named: `waba.subscribed_apps.post`, `waba.get`.
pub(crate) fn name(of: &str, edge: &str, verb: Verb) -> String {
    if edge.is_empty() { format!("{of}.{verb}") } else { format!("{of}.{edge}.{verb}") }
}

/// The name of a call by what it is addressed to, if the table has it.
pub(crate) fn name_of(verb: Verb, of: &str, edge: Option<&str>) -> Option<String> {
    let edge = edge.unwrap_or_default();
    let row = TABLE.iter().find(|row| row.0 == of && row.1 == edge)?;
    row.2.contains(&verb).then(|| name(of, edge, verb))
}

/// What a kind of object is called in the names of operations: `waba` in `waba.get`.
#[must_use]
pub const fn word(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Person(_) => "person",
        NodeKind::Business(_) => "business",
        NodeKind::App(_) => "app",
        NodeKind::SystemUser(_) => "system_user",
        NodeKind::Waba(_) => "waba",
        NodeKind::Phone(_) => "phone",
        NodeKind::CreditLine(_) => "credit_line",
        NodeKind::Allocation(_) => "allocation",
        NodeKind::Template(_) => "template",
        NodeKind::Solution(_) => "solution",
        NodeKind::MigrationIntent(_) => "migration_intent",
        NodeKind::Preverified(_) => "preverified",
    }
}

/// Whether an operation is meant: by its name, by its name without the method, or by how it begins
/// (`*` at the end).
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    if let Some(beginning) = pattern.strip_suffix('*') {
        return name.starts_with(beginning);
    }
    let rest = name.strip_prefix(pattern);
    rest.is_some_and(|rest| match rest.strip_prefix('.') {
        None => rest.is_empty(),
        Some(verb) => matches!(verb, "get" | "post" | "delete"),
    })
}

/// Whether any operation is meant.
pub(super) fn is_known(pattern: &str) -> bool {
    operations().iter().any(|one| fits(pattern, &one.name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_comes_twice() {
        let all = operations();
        let names: BTreeSet<&str> = all.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.len(), all.len());
        assert!(names.contains("phone.register.post") && names.contains("debug_token.get"));
    }

    #[test]
    fn names_are_meant_with_and_without_their_method() {
        assert!(fits("phone.register", "phone.register.post"));
        assert!(fits("phone.register.post", "phone.register.post"));
        assert!(!fits("phone.register.get", "phone.register.post"));
        assert!(fits("phone", "phone.get") && !fits("phone", "phone.register.post"));
        assert!(fits("phone.*", "phone.register.post") && fits("*", "batch.post"));
        assert!(!fits("phone.reg", "phone.register.post"));
        assert!(is_known("waba.*") && !is_known("waba.sing"));
    }

    #[test]
    fn a_call_is_named_by_object_edge_and_method() {
        let named = |verb, edge| name_of(verb, "waba", edge);
        assert_eq!(named(Verb::Get, None).as_deref(), Some("waba.get"));
        let told = named(Verb::Delete, Some("subscribed_apps"));
        assert_eq!(told.as_deref(), Some("waba.subscribed_apps.delete"));
        assert_eq!(named(Verb::Delete, Some("phone_numbers")), None);
    }
}
