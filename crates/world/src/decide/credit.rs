//! Credit lines: sharing and attaching, revoking (contract §5.2, §5.5).

use graph::id::{AllocationId, CredentialId, CreditLineId, WabaId};
use graph::status::Currency;

use super::{Ask, Decision};
use crate::access::Need;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::waba::Funding;

impl Ask<'_> {
    pub(super) fn share_credit(
        self,
        line: CreditLineId,
        waba: WabaId,
        currency: Currency,
    ) -> Decision {
        self.allow(Need::UseCreditLine(line))?;
        self.allow(Need::Fund(waba))?;
        let (line, known) = (self.world.credit_line(line)?, self.world.waba(waba)?);
        if !known.is_shared_with(line.owner) {
            return Err(Refusal::NotShared { waba });
        }
        if !line.currencies.accepted.contains(&currency) {
            return Err(Refusal::CurrencyNotAccepted { currency });
        }
        if let Some(fixed) = known.funding.currency().filter(|&fixed| fixed != currency) {
            return Err(Refusal::CurrencyFixed { currency: fixed });
        }
        match known.funding {
            Funding::Attached { line: before, .. } if before == line.id => return Ok(Vec::new()),
            Funding::Revoked { line: before, .. } if before == line.id => {}
            Funding::None => {}
            Funding::Own { .. } | Funding::Attached { .. } | Funding::Revoked { .. } => {
                return Err(Refusal::FundedElsewhere { waba });
            }
        }
        let mut events = Vec::new();
        let allocation = self.active_share(line.id, known.owner).unwrap_or_else(|| {
            let mut chance = self.world.chance();
            let allocation = AllocationId::new(chance.id());
            events.push(Event::AllocationCreated {
                allocation,
                line: line.id,
                owner: line.owner,
                receiving: known.owner,
                credential: CredentialId::new(chance.id()),
            });
            allocation
        });
        events.push(Event::CreditAttached { waba, allocation, currency });
        Ok(events)
    }

    /// The share of this line the business has already.
    fn active_share(
        self,
        line: CreditLineId,
        receiving: graph::id::BusinessId,
    ) -> Option<AllocationId> {
        let business = self.world.businesses.get(&receiving)?;
        let shares = business.received_allocations.iter().rev();
        shares
            .filter_map(|id| self.world.allocations.get(id))
            .find(|share| share.line == line && share.is_active())
            .map(|share| share.id)
    }

    pub(super) fn revoke_allocation(self, allocation: AllocationId) -> Decision {
        self.allow(Need::RevokeAllocation(allocation))?;
        if self.world.allocation(allocation)?.is_active() {
            Ok(vec![Event::AllocationRevoked { allocation }])
        } else {
            Ok(Vec::new())
        }
    }
}
