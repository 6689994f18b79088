//! The credit line as Graph shows it (contract §5.1).

use graph::{CreditLineId, GraphError, Node};

use super::{Sight, unseen};
use crate::access::Need;
use crate::credit::CreditLine;

/// Names that exist on the type and are never set here: no amounts are counted.
const UNSET: &[&str] = &[
    "allocated_amount",
    "balance",
    "credit_available",
    "credit_type",
    "liable_address",
    "max_balance",
    "online_max_balance",
    "partition_from",
    "receiving_credit_allocation_config",
    "send_bill_to_address",
    "send_bill_to_biz_name",
    "sold_to_address",
];

impl Sight<'_> {
    /// The credit line with this id.
    ///
    /// # Errors
    /// 100/33 when it is not the caller's, 10 when `business_management` is missing (H01).
    pub fn credit_line(&self, id: CreditLineId) -> Result<Node, GraphError> {
        self.permit(Need::UseCreditLine(id), id.get())?;
        let line = self.world.credit_line(id).map_err(|_| unseen(id.get()))?;
        Ok(self.credit_line_node(line))
    }

    /// The node of a line the caller is known to see, for rows of lists.
    pub(super) fn credit_line_node(&self, line: &CreditLine) -> Node {
        let owner = self.world.business(line.owner).ok();
        Node::new("ExtendedCredit", line.id)
            .set("legal_entity_name", line.legal_entity_name.as_str())
            .set("liable_biz_name", line.legal_entity_name.as_str())
            .set_node("owner_business", self.business_reference(line.owner))
            .set_opt("owner_business_name", owner.map(|owner| owner.profile.name.as_str()))
            .set("is_access_revoked", false)
            .set("is_automated_experience", false)
            .known(UNSET)
            .defaults(&["id", "legal_entity_name"])
    }
}
