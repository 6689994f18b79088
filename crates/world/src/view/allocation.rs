//! One share of a credit line as Graph shows it: an allocation config (contract §5.4).

use graph::{AllocationId, Currency, GraphError, Node};

use super::credit_line::currency_amount;
use super::{Sight, unseen};
use crate::access::Need;
use crate::credit::Allocation;

impl Sight<'_> {
    /// The allocation config with this id. It stays readable after it was revoked.
    ///
    /// # Errors
    /// 100/33 when its line is not the caller's, 10 when `business_management` is missing (H01).
    pub fn allocation(&self, id: AllocationId) -> Result<Node, GraphError> {
        self.permit(Need::ReadAllocation(id), id.get())?;
        let allocation = self.world.allocation(id).map_err(|_| unseen(id.get()))?;
        Ok(self.allocation_node(allocation))
    }

    /// The node of a share the caller is known to see, for rows of lists.
    pub(super) fn allocation_node(&self, allocation: &Allocation) -> Node {
        let terms = &allocation.terms;
        let currency = self.world.credit_lines.get(&allocation.line);
        let currency = currency.map_or(Currency::Usd, |line| line.currencies.own);
        let amount = terms.amount.map(|hundredths| currency_amount(hundredths * 10, currency));
        let credential = |id| Node::new("ExtendedCredit", id).defaults(&["id"]);
        let status = if allocation.is_active() { "APPROVED" } else { "DELETED" };
        Node::new("ExtendedCreditAllocationConfig", allocation.id)
            .set_node("receiving_business", self.business_reference(allocation.receiving))
            .set_node("receiving_credential", credential(allocation.credential.get()))
            .set_node("owning_business", self.business_reference(allocation.owner))
            .set_node("owning_credential", credential(allocation.line.get()))
            .set("request_status", status)
            .set_opt("liability_type", terms.liability_type.as_deref())
            .set_opt("partition_type", terms.partition_type.as_deref())
            .set_opt("send_bill_to", terms.send_bill_to.as_deref())
            .set_opt("currency_amount", amount)
            .defaults(&["id", "receiving_business"])
    }
}
