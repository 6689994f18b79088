//! The WhatsApp Business Account as Graph shows it (contract §3.1).

use graph::{GraphError, MessagingLimitTier, Node, OwnershipType, WabaId};
use serde_json::json;

use super::{Sight, unseen};
use crate::access::Need;
use crate::waba::Waba;

/// What a list row, and the node itself, answers without `fields` (contract §2.2, §3.1).
const DEFAULTS: &[&str] = &["id", "name", "currency", "timezone_id", "message_template_namespace"];

/// Names that exist on the type and are never set here. The last ones are edges and statistics
/// that Meta's own samples ask for and that are empty.
const UNSET: &[&str] = &[
    "auth_international_rate_eligibility",
    "disable_marketing_messages_on_cloud_api",
    "linked_commerce_account",
    "marketing_messages_lite_api_status",
    "marketing_messages_onboarding_status",
    "primary_business_location",
    "audiences",
    "pricing_analytics",
    "schedules",
];

impl Sight<'_> {
    /// The WABA with this id.
    ///
    /// # Errors
    /// 100/33 when it is out of sight, 200 when the caller is not assigned to it or
    /// `whatsapp_business_management` is missing (requirements A03, A05, H02).
    pub fn waba(&self, id: WabaId) -> Result<Node, GraphError> {
        self.may_read(id, id.get())?;
        let waba = self.world.waba(id).map_err(|_| unseen(id.get()))?;
        Ok(self.waba_node(waba))
    }

    /// The node of a WABA the caller is known to see, for rows of lists.
    pub(super) fn waba_node(&self, waba: &Waba) -> Node {
        let owner = self.business_reference(waba.owner);
        let business = self.world.business(waba.owner).ok();
        let name = business.map_or("", |business| business.profile.name.as_str());
        let country = business.map(|b| b.profile.country.as_str()).filter(|c| !c.is_empty());
        // Who pays is shown to those who may see costs (contract §3.6).
        let costs = self.world.permit(self.caller, Need::ViewCost(waba.id)).is_ok();
        let order = self.world.accounts.purchase_orders.get(&waba.id);
        let node = Node::new("WhatsAppBusinessAccount", waba.id)
            .set("name", waba.name.as_str())
            .set("currency", waba.funding.currency().map_or("USD", |currency| currency.as_str()))
            .set("timezone_id", waba.timezone_id.to_string())
            .set("message_template_namespace", waba.namespace.as_str())
            .set("account_review_status", waba.review())
            .set_opt("business_verification_status", business.map(|b| b.verification.status()))
            .set("status", if waba.is_disabled() { "DISABLED" } else { "ACTIVE" })
            .set("ownership_type", self.ownership(waba))
            .set_opt("country", country)
            .set("owner_business_info", json!({"name": name, "id": waba.owner}))
            .set_node("owner_business", owner)
            .set(
                "on_behalf_of_business_info",
                json!({"name": name, "id": waba.owner, "status": "APPROVED", "type": "SELF"}),
            )
            .set_opt("primary_funding_id", waba.funding.credential().filter(|_| costs))
            .set("creation_time", waba.created_at.as_second())
            .set("is_enabled_for_insights", self.world.accounts.insights.contains_key(&waba.id))
            .set_opt("purchase_order_number", order.map(String::as_str).filter(|_| costs))
            .set_opt("health_status", self.asks("health_status").then(|| self.waba_health(waba)))
            .known(UNSET)
            .defaults(DEFAULTS);
        self.newer_waba_fields(waba, node)
    }

    /// Members that came after the version this project speaks.
    fn newer_waba_fields(&self, waba: &Waba, node: Node) -> Node {
        let shared = || !waba.shared_with.is_empty();
        let node = self.set_known(node, "is_shared_with_partners", shared);
        let tier = || self.best_tier(&[waba.id]);
        self.set_known(node, "whatsapp_business_manager_messaging_limit", tier)
    }

    /// Whose it is, seen from the caller (contract §10).
    pub(super) fn ownership(&self, waba: &Waba) -> OwnershipType {
        match self.employer() {
            Some(business) if business != waba.owner => OwnershipType::ClientOwned,
            _ => OwnershipType::Own,
        }
    }

    /// The highest messaging limit among the numbers of these WABAs.
    pub(super) fn best_tier(&self, wabas: &[WabaId]) -> MessagingLimitTier {
        let phones = wabas
            .iter()
            .filter_map(|id| self.world.waba(*id).ok())
            .flat_map(|waba| &waba.phones)
            .filter_map(|id| self.world.phone(*id).ok());
        phones.map(|phone| self.world.tier(phone)).max().unwrap_or(self.world.policy.start_tier)
    }
}
