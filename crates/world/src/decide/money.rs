//! Money: the two-step forms of sharing, limits, terms, own payment methods, invoices (contract §5,
//! requirements F04, G01 to G06).

use graph::id::{
    AllocationId, BusinessId, CredentialId, CreditLineId, InvoiceId, SystemUserId, WabaId,
};
use graph::status::{Currency, Permission};

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::event::Event;
use crate::money::{MoneyCommand, MoneyEvent, Month, ShareTerms};
use crate::refusal::{OfficeRefusal, Refusal};
use crate::staff::Finance;
use crate::system_user::SystemUserKind;
use crate::token::Holder;
use crate::waba::Funding;

impl Ask<'_> {
    pub(super) fn decide_money(self, command: &MoneyCommand) -> Decision {
        use MoneyCommand as C;
        match command {
            C::ShareLine { line, receiving } => self.share_line(*line, *receiving, None),
            C::Allocate { line, receiving, terms } => {
                self.share_line(*line, *receiving, Some(terms))
            }
            C::AttachLine { line, waba, currency } => self.attach_line(*line, *waba, *currency),
            C::SetTerms { business, accepted } => self.set_terms(*business, *accepted),
            C::SetMaxBalance { line, max } => {
                self.require_desk()?;
                self.world.credit_line(*line)?;
                let (line, max) = (*line, max.map(|max| max.max(0)));
                told(MoneyEvent::MaxBalanceSet { line, max })
            }
            C::PayDirectly { waba, currency } => self.pay_directly(*waba, *currency),
            C::SettleInvoice { invoice } => self.settle(*invoice),
        }
    }

    /// That whoever asks may move the provider's money: the desk, an admin, or a system user who is
    /// admin or financial editor; and that the provider accepted the terms (contract §5).
    pub(super) fn require_money_role(self, owner: BusinessId) -> Result<(), Refusal> {
        if let Actor::Token { key } = self.by {
            let caller = self.world.caller(key, self.now)?;
            if let Holder::SystemUser(user) = caller.holder {
                self.require_finance(user)?;
            }
            if self.world.money.terms_open.contains(&owner) {
                return Err(OfficeRefusal::CreditTermsOpen.into());
            }
        }
        Ok(())
    }

    fn require_finance(self, user: SystemUserId) -> Result<(), Refusal> {
        let kind = self.world.system_users.get(&user).map(|user| user.kind);
        match kind {
            Some(SystemUserKind::Employee) if self.world.finance_of(user) != Finance::Editor => {
                Err(OfficeRefusal::FinanceRoleNeeded.into())
            }
            _ => Ok(()),
        }
    }

    /// Shares a line with a client business; an active share is used again.
    fn share_line(
        self,
        line: CreditLineId,
        receiving: BusinessId,
        terms: Option<&ShareTerms>,
    ) -> Decision {
        self.allow(Need::UseCreditLine(line))?;
        let line = self.world.credit_line(line)?;
        self.require_money_role(line.owner)?;
        let receiver = self.world.business(receiving)?;
        let client = receiver.owned_wabas.iter().filter_map(|id| self.world.wabas.get(id));
        if !client.into_iter().any(|waba| waba.is_shared_with(line.owner)) {
            return Err(OfficeRefusal::NotAClient { business: receiving }.into());
        }
        if let Actor::Token { key } = self.by {
            let (caller, permission) =
                (self.world.caller(key, self.now)?, Permission::BusinessManagement);
            if !self.world.covers(caller.app, permission, receiving) {
                return Err(OfficeRefusal::StandardAccess { permission }.into());
            }
        }
        let known = self.active_share(line.id, receiving).filter(|_| terms.is_none());
        if known.is_some() {
            return Ok(Vec::new());
        }
        let mut chance = self.world.chance();
        let allocation = AllocationId::new(chance.id());
        let mut events = vec![Event::AllocationCreated {
            allocation,
            line: line.id,
            owner: line.owner,
            receiving,
            credential: CredentialId::new(chance.id()),
        }];
        if let Some(terms) = terms {
            let terms = terms.clone();
            events.push(Event::Money(MoneyEvent::ShareTermsSet { allocation, terms }));
        }
        Ok(events)
    }

    /// Attaches a line that was shared before to one WABA, with the business's own token or the
    /// provider's.
    fn attach_line(self, line: CreditLineId, waba: WabaId, currency: Currency) -> Decision {
        let owner = self.world.credit_line(line)?.owner;
        match self.by {
            Actor::Token { key } => {
                let caller = self.world.caller(key, self.now)?;
                self.world.permit_attach(&caller, line, waba)?;
            }
            _ => self.allow(Need::UseCreditLine(line))?,
        }
        if self.world.money.terms_open.contains(&owner) {
            return Err(OfficeRefusal::CreditTermsOpen.into());
        }
        let known = self.world.waba(waba)?;
        if self.active_share(line, known.owner).is_none() {
            return Err(OfficeRefusal::LineNotShared.into());
        }
        self.attach(line, waba, currency)
    }

    fn set_terms(self, business: BusinessId, accepted: bool) -> Decision {
        match self.by {
            Actor::Desk => {}
            Actor::Person { person } if accepted => self.world.require_admin(*person, business)?,
            _ => return Err(Refusal::NotForThisActor),
        }
        if !self.world.business(business)?.provider {
            return Err(Refusal::NotAProvider { business });
        }
        if self.world.money.terms_open.contains(&business) != accepted {
            return Ok(Vec::new());
        }
        told(MoneyEvent::TermsSet { business, accepted })
    }

    /// The owner's own payment method, where the era lets businesses pay (requirement G02).
    fn pay_directly(self, waba: WabaId, currency: Currency) -> Decision {
        let known = self.world.waba(waba)?;
        let Actor::Person { person } = self.by else { return Err(Refusal::NotForThisActor) };
        self.world.require_admin(*person, known.owner)?;
        if !self.world.policy.businesses_pay {
            return Err(OfficeRefusal::PaysItsProvider.into());
        }
        match known.funding {
            Funding::None => {}
            Funding::Direct { currency: fixed, .. } if fixed == currency => {}
            Funding::Direct { currency, .. } => return Err(Refusal::CurrencyFixed { currency }),
            _ => return Err(Refusal::FundedElsewhere { waba }),
        }
        let credential = CredentialId::new(self.world.chance().id());
        told(MoneyEvent::DirectFundingSet { waba, credential, currency })
    }

    /// The payer names the purchase order; for an account nobody else pays for, its owner does.
    pub(super) fn allow_purchase_order(self, waba: WabaId) -> Result<(), Refusal> {
        let Actor::Person { person } = self.by else { return self.allow(Need::ManageWaba(waba)) };
        let known = self.world.waba(waba)?;
        let payer = known.funding.line().and_then(|line| self.world.credit_lines.get(&line));
        self.world.require_admin(*person, payer.map_or(known.owner, |line| line.owner))
    }

    fn settle(self, invoice: InvoiceId) -> Decision {
        let unseen = Refusal::NotVisible { id: invoice.get(), verb: graph::error::Method::Post };
        let known = self.world.money.invoices.get(&invoice).ok_or(unseen)?;
        match self.by {
            Actor::Desk => {}
            Actor::Person { person } => self.world.require_admin(*person, known.business)?,
            _ => return Err(Refusal::NotForThisActor),
        }
        match known.paid_at {
            Some(_) => Ok(Vec::new()),
            None => told(MoneyEvent::InvoiceSettled { invoice }),
        }
    }

    /// A month is over.
    pub(super) fn close_month(self, business: BusinessId, month: Month) -> Vec<Event> {
        let invoice = InvoiceId::new(self.world.chance().id());
        vec![Event::Money(MoneyEvent::InvoiceIssued { invoice, business, month })]
    }
}

fn told(event: MoneyEvent) -> Decision {
    Ok(vec![Event::Money(event)])
}
