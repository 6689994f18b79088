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
        self.require_money_role(self.world.credit_line(line)?.owner)?;
        self.attach(line, waba, currency)
    }

    /// Attaches a line to a WABA, for good; an active share with its owner is used again.
    pub(super) fn attach(self, line: CreditLineId, waba: WabaId, currency: Currency) -> Decision {
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
            Funding::Own { .. }
            | Funding::Direct { .. }
            | Funding::Attached { .. }
            | Funding::Revoked { .. } => {
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
    pub(super) fn active_share(
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
        self.require_money_role(self.world.allocation(allocation)?.owner)?;
        if self.world.allocation(allocation)?.is_active() {
            Ok(vec![Event::AllocationRevoked { allocation }])
        } else {
            Ok(Vec::new())
        }
    }
}

#[cfg(test)]
mod tests {
    use graph::status::{Currency, Permission};

    use crate::Command;
    use crate::refusal::Refusal;
    use crate::scene::{Scene, actor, number};
    use crate::signup::{BusinessChoice, Login};
    use crate::token::Holder;
    use crate::waba::Funding;

    #[test]
    fn g01_g06_sharing_is_idempotent_and_one_share_serves_the_business() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let (line, waba, currency) = (scene.line, client.waba, Currency::Eur);
        let share = Command::ShareCredit { line, waba, currency };
        let unassigned = scene.ask(&actor("employee"), share.clone()).unwrap_err();
        assert!(matches!(unassigned, Refusal::NotAssigned { .. }));
        scene.onboard(client);
        assert_eq!(scene.ask(&actor("employee"), share), Ok(Vec::new()));
        let funding = scene.world.wabas[&waba].funding;
        let allocation = funding.allocation().unwrap();
        let share = &scene.world.allocations[&allocation];
        assert_eq!(Some(share.credential), funding.credential());
        assert_eq!(share.receiving, client.business);
        let currency = Currency::Usd;
        let other = scene.ask(&actor("admin"), Command::ShareCredit { line, waba, currency });
        assert_eq!(other, Err(Refusal::CurrencyFixed { currency: Currency::Eur }));

        let signup = scene.start(Login::Token);
        let business = client.business;
        scene.until_number(signup, "Lucky Bush", BusinessChoice::Existing { business });
        scene.prove(signup, "+4915112345679");
        let second = scene.finish(signup, "user-2").waba;
        let share = Command::ShareCredit { line, waba: second, currency };
        scene.ask(&actor("admin"), share).unwrap();
        assert_eq!(scene.world.wabas[&second].funding.allocation(), Some(allocation));
    }

    #[test]
    fn g03_f04_revoking_ends_templates_until_shared_again() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        let waba = client.waba;
        let allocation = scene.world.wabas[&waba].funding.allocation().unwrap();
        scene.ask(&actor("employee"), Command::RevokeAllocation { allocation }).unwrap();
        assert!(matches!(scene.world.wabas[&waba].funding, Funding::Revoked { .. }));
        scene.effects.clear();
        scene.template(client.phone, &number("+16505551234")).unwrap();
        let failed = &scene.webhooks("messages")[0].1["statuses"][0];
        assert_eq!(
            (&failed["status"], &failed["errors"][0]["code"]),
            (&"failed".into(), &131_042.into())
        );
        let (line, currency) = (scene.line, Currency::Eur);
        scene.ask(&actor("employee"), Command::ShareCredit { line, waba, currency }).unwrap();
        assert_ne!(scene.world.wabas[&waba].funding.allocation(), Some(allocation));
    }

    #[test]
    fn h01_credit_needs_business_management_and_ones_own_line() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let (waba, app, admin) = (client.waba, scene.app, scene.admin);
        let (line, currency) = (scene.line, Currency::Eur);
        let scopes = [Permission::WhatsappBusinessManagement];
        scene.scoped_token("no-business", app, Holder::SystemUser(admin), &scopes);
        let share = Command::ShareCredit { line, waba, currency };
        let permission = Permission::BusinessManagement;
        let refused = scene.ask(&actor("no-business"), share.clone());
        assert_eq!(refused, Err(Refusal::MissingPermission { permission }));
        let user = scene.ask(&actor("user-Lucky Shrub"), share);
        assert!(matches!(user, Err(Refusal::NotVisible { .. })), "the business has no line");
    }
}
