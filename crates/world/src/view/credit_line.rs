//! The credit line as Graph shows it (contract §5.1).

use graph::{CreditLineId, Currency, GraphError, Node};
use serde_json::{Value, json};

use super::{Sight, unseen};
use crate::access::Need;
use crate::credit::CreditLine;
use crate::refusal::{OfficeRefusal, Refusal};
use crate::staff::Finance;
use crate::token::Holder;

/// Names that exist on the type and are never set here.
const UNSET: &[&str] =
    &["credit_type", "last_payment_time", "partition_from", "receiving_credit_allocation_config"];

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
        let address = owner.and_then(|owner| owner.profile.address.as_deref());
        let (owed, max) = (self.world.owed(line.id), self.world.money.max_balance.get(&line.id));
        let (max, own) = (max.copied(), line.currencies.own);
        let amount = |thousandths| currency_amount(thousandths, own);
        Node::new("ExtendedCredit", line.id)
            .set("legal_entity_name", line.legal_entity_name.as_str())
            .set("liable_biz_name", line.legal_entity_name.as_str())
            .set_node("owner_business", self.business_reference(line.owner))
            .set_opt("owner_business_name", owner.map(|owner| owner.profile.name.as_str()))
            .set("is_access_revoked", false)
            .set("is_automated_experience", false)
            .set("send_bill_to_biz_name", line.legal_entity_name.as_str())
            .set_opt("liable_address", address)
            .set_opt("send_bill_to_address", address)
            .set_opt("sold_to_address", address)
            .set("balance", amount(owed))
            .set("allocated_amount", amount(self.allocated(line)))
            .set_opt("max_balance", max.map(amount))
            .set_opt("online_max_balance", max.map(amount))
            .set_opt("credit_available", max.map(|max| amount((max - owed).max(0))))
            .known(UNSET)
            .defaults(&["id", "legal_entity_name"])
    }

    /// That a system user has a role in money matters at all (contract §5).
    pub(super) fn may_see_money(&self) -> Result<(), GraphError> {
        match self.caller.holder {
            Holder::SystemUser(user) if self.world.finance_of(user) == Finance::None => {
                Err(Refusal::from(OfficeRefusal::FinanceRoleNeeded).to_graph())
            }
            _ => Ok(()),
        }
    }

    /// What active shares say they may use at most, in thousandths of a unit.
    fn allocated(&self, line: &CreditLine) -> i64 {
        let shares = line.allocations.iter().filter_map(|id| self.world.allocations.get(id));
        shares.filter(|one| one.is_active()).filter_map(|one| one.terms.amount).sum::<i64>() * 10
    }
}

/// An amount as Graph writes it (contract §5.1); given in thousandths, written in hundredths.
pub(super) fn currency_amount(thousandths: i64, currency: Currency) -> Value {
    let hundredths = (thousandths + 5).div_euclid(10);
    let (whole, part) = (hundredths.div_euclid(100), hundredths.rem_euclid(100));
    json!({
        "amount": format!("{whole}.{part:02}"),
        "amount_in_hundredths": hundredths.to_string(),
        "currency": currency,
        "offsetted_amount": hundredths.to_string(),
    })
}
