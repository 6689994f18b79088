//! The business portfolio as Graph shows it (contract §2.1).

use graph::{BusinessId, GraphError, Node};

use super::{Sight, iso, unseen};
use crate::access::Need;
use crate::business::Business;

/// Names that exist on the type and are never set here.
const UNSET: &[&str] = &[
    "collaborative_ads_managed_partner_business_info",
    "collaborative_ads_managed_partner_eligibility",
    "collaborative_ads_partner_premium_options",
    "payment_account_id",
    "primary_page",
    "profile_picture_uri",
    "updated_by",
    "user_access_expire_time",
    "vertical",
    "vertical_id",
];

impl Sight<'_> {
    /// The business portfolio with this id.
    ///
    /// # Errors
    /// 100/33 when it is out of sight, 10 when `business_management` is missing.
    pub fn business(&self, id: BusinessId) -> Result<Node, GraphError> {
        self.permit(Need::ReadBusiness(id), id.get())?;
        let business = self.world.business(id).map_err(|_| unseen(id.get()))?;
        Ok(self.business_node(business))
    }

    pub(super) fn business_node(&self, business: &Business) -> Node {
        let creator = business.created_by.and_then(|person| self.world.person(person).ok());
        let created = iso(business.created_at);
        let node = Node::new("Business", business.id)
            .set("name", business.profile.name.as_str())
            .set("verification_status", business.verification.status())
            .set("timezone_id", 1)
            .set("created_time", created.as_str())
            .set("updated_time", created.as_str())
            .set("extended_updated_time", created)
            .set("link", format!("https://www.facebook.com/{}", business.id))
            .set("two_factor_type", "none")
            .set("is_hidden", false)
            .set("block_offline_analytics", false)
            .set_opt(
                "created_by",
                creator.map(|person| serde_json::json!({"id": person.id, "name": person.name})),
            )
            .known(UNSET)
            .defaults(&["id", "name"]);
        let tier = || self.best_tier(&business.owned_wabas);
        self.set_known(node, "whatsapp_business_manager_messaging_limit", tier)
    }

    /// The node of a business the caller is known to work for.
    pub(super) fn business_member(&self, id: BusinessId) -> Option<Node> {
        self.world.business(id).ok().map(|business| self.business_node(business))
    }

    /// Id and name of a business, for the members of other objects that point to it.
    pub(super) fn business_reference(&self, id: BusinessId) -> Node {
        let name = self.world.business(id).ok().map(|business| business.profile.name.as_str());
        Node::new("Business", id).set_opt("name", name).defaults(&["name", "id"])
    }
}
