//! WABAs: sharing, users, subscriptions, checks, money.

use graph::id::{AllocationId, BusinessId, WabaId};
use jiff::Timestamp;

use crate::credit::{Allocation, AllocationStage, CreditLine};
use crate::event::Event;
use crate::few::Few;
use crate::rare::Rare;
use crate::verdict::ReviewKind;
use crate::waba::{Funding, PolicyCheck, Subscription, Waba};
use crate::world::World;

impl World {
    pub(super) fn evolve_waba(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::WabaCreated {
                waba,
                owner,
                name,
                timezone_id,
                namespace,
                check_concludes_at,
            } => {
                let new = Waba {
                    id: *waba,
                    owner: *owner,
                    name: name.clone(),
                    timezone_id: *timezone_id,
                    namespace: namespace.clone(),
                    created_at: at,
                    shared_with: Few::new(),
                    check: PolicyCheck::Running { concludes_at: *check_concludes_at },
                    enforcement: Rare::default(),
                    funding: Funding::None,
                    assigned: Few::new(),
                    subscriptions: Few::new(),
                    phones: Vec::new(),
                    templates: Vec::new(),
                };
                self.wabas.insert(*waba, new);
                self.business_mut(*owner).owned_wabas.push(*waba);
                let hours = (at, Some(*check_concludes_at));
                self.schedule_verdict(ReviewKind::PolicyCheck, waba.get(), hours);
            }
            Event::WabaShared { waba, partner } => {
                self.waba_mut(*waba).shared_with.insert(*partner, at);
                self.business_mut(*partner).client_wabas.push(*waba);
            }
            Event::WabaUnshared { waba, partner } => self.unshare(*waba, *partner),
            Event::UserAssigned { waba, user, tasks } => {
                self.waba_mut(*waba).assigned.insert(*user, tasks.clone());
            }
            Event::UserUnassigned { waba, user } => {
                self.waba_mut(*waba).assigned.remove(user);
            }
            Event::AppSubscribed { waba, app, callback } => {
                let subscription =
                    Subscription { since: at, callback: callback.clone().map(Box::new) };
                self.waba_mut(*waba).subscriptions.insert(*app, subscription);
            }
            Event::AppUnsubscribed { waba, app } => {
                self.waba_mut(*waba).subscriptions.remove(app);
            }
            Event::PolicyCheckStarted { waba, concludes_at } => {
                let running = PolicyCheck::Running { concludes_at: *concludes_at };
                self.set_check(*waba, running);
                let hours = (at, Some(*concludes_at));
                self.schedule_verdict(ReviewKind::PolicyCheck, waba.get(), hours);
            }
            Event::PolicyCheckPassed { waba } => {
                self.set_check(*waba, PolicyCheck::Passed { at });
            }
            Event::PolicyCheckFailed { waba, violation } => {
                self.fail_check(*waba, *violation, at);
            }
            Event::AppealMade { waba, statement } => self.begin_appeal(*waba, statement, at),
            Event::AppealDeclined { waba } => self.end_appeal(*waba, false, at),
            Event::AppealGranted { waba } => self.end_appeal(*waba, true, at),
            _ => self.evolve_money(event, at),
        }
    }

    fn evolve_money(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::CreditLineOpened { line, owner, legal_entity_name, currencies } => {
                let new = CreditLine {
                    id: *line,
                    owner: *owner,
                    legal_entity_name: legal_entity_name.clone(),
                    currencies: currencies.clone(),
                    opened_at: at,
                    allocations: Vec::new(),
                };
                self.credit_lines.insert(*line, new);
                self.business_mut(*owner).credit_lines.push(*line);
            }
            Event::OwnFundingSet { waba, line, credential, currency } => {
                let (line, credential, currency) = (*line, *credential, *currency);
                self.waba_mut(*waba).funding = Funding::Own { line, credential, currency };
            }
            Event::AllocationCreated { allocation, line, owner, receiving, credential } => {
                let new = Allocation {
                    id: *allocation,
                    line: *line,
                    owner: *owner,
                    receiving: *receiving,
                    credential: *credential,
                    terms: crate::money::ShareTerms::default(),
                    stage: AllocationStage::Active { since: at },
                };
                self.allocations.insert(*allocation, new);
                self.credit_line_mut(*line).allocations.push(*allocation);
                self.business_mut(*receiving).received_allocations.push(*allocation);
            }
            Event::CreditAttached { waba, allocation, currency } => {
                let share = self.allocation_mut(*allocation);
                let funding = Funding::Attached {
                    line: share.line,
                    allocation: *allocation,
                    credential: share.credential,
                    currency: *currency,
                };
                self.waba_mut(*waba).funding = funding;
            }
            Event::AllocationRevoked { allocation } => self.revoke(*allocation, at),
            _ => unreachable!("World::evolve sends only its own events here"),
        }
    }

    fn unshare(&mut self, id: WabaId, partner: BusinessId) {
        self.business_mut(partner).client_wabas.retain(|waba| *waba != id);
        let (users, apps) = (&self.system_users, &self.apps);
        let Some(waba) = self.wabas.get_mut(&id) else { return };
        waba.shared_with.remove(&partner);
        waba.assigned.retain(|user, _| users.get(user).is_none_or(|user| user.business != partner));
        waba.subscriptions.retain(|app, _| apps.get(app).is_none_or(|app| app.business != partner));
        // Addresses of single numbers were set by the partner's app.
        for phone in waba.phones.clone() {
            self.phone_mut(phone).callback = None;
        }
    }

    fn set_check(&mut self, id: WabaId, check: PolicyCheck) {
        self.waba_mut(id).check = check;
        self.close_review(ReviewKind::PolicyCheck, id.get());
    }

    fn revoke(&mut self, id: AllocationId, at: Timestamp) {
        let share = self.allocation_mut(id);
        share.stage = AllocationStage::Deleted { at };
        let receiving = share.receiving;
        for waba in self.business_mut(receiving).owned_wabas.clone() {
            let funding = &mut self.waba_mut(waba).funding;
            if let Funding::Attached { allocation, line, currency, .. } = *funding
                && allocation == id
            {
                *funding = Funding::Revoked { line, currency };
            }
        }
    }
}
