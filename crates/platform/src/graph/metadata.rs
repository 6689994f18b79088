//! What `metadata=1` tells of an object: its type, its members, its edges (contract §7.4).

use graph::page::base_url;
use graph::{Node, Version};
use serde_json::{Map, Value, json};
use world::NodeKind;

/// The edges that can be read of an object of this kind.
pub(super) const fn edges(kind: NodeKind) -> &'static [&'static str] {
    match kind {
        NodeKind::Business(_) => &[
            "owned_whatsapp_business_accounts",
            "client_whatsapp_business_accounts",
            "extendedcredits",
            "system_users",
            "business_users",
            "pending_users",
            "owned_businesses",
            "preverified_numbers",
            "self_certified_whatsapp_business_submissions",
        ],
        NodeKind::Waba(_) => &[
            "phone_numbers",
            "message_templates",
            "assigned_users",
            "subscribed_apps",
            "solutions",
            "activities",
            "schedules",
            "template_analytics",
            "in_progress_onbehalf_request",
        ],
        NodeKind::Phone(_) => {
            &["whatsapp_business_profile", "settings", "official_business_account"]
        }
        NodeKind::App(_) => &[
            "subscriptions",
            "permissions",
            "whatsapp_business_solutions",
            "connected_client_businesses",
        ],
        NodeKind::SystemUser(_) => &["assigned_whatsapp_business_accounts"],
        NodeKind::CreditLine(_) => &["owning_credit_allocation_configs"],
        NodeKind::Preverified(_) => &["partners"],
        _ => &[],
    }
}

/// The member `metadata`.
pub(super) fn of(node: &Node, kind: NodeKind, (origin, version): (&str, Version)) -> Value {
    let fields = node.names().map(|name| json!({"name": name}));
    let link = |edge: &str| base_url(origin, version, &format!("{}/{edge}", node.id()));
    let connections = edges(kind).iter().map(|edge| ((*edge).to_owned(), link(edge).into()));
    json!({
        "fields": fields.collect::<Vec<Value>>(),
        "type": node.type_name().to_ascii_lowercase(),
        "connections": connections.collect::<Map<String, Value>>(),
    })
}
