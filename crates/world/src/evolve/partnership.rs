//! People who leave, requests, apps that are shown out, the owner's settings.

use graph::id::{AppId, BusinessId, WabaId};
use jiff::Timestamp;

use crate::partnership::{PartnershipEvent, ShareRequest};
use crate::token::Holder;
use crate::world::World;

impl World {
    pub(super) fn evolve_partnership(&mut self, event: &PartnershipEvent, at: Timestamp) {
        use PartnershipEvent as E;
        match event {
            E::MemberRemoved { business, person } => {
                self.business_mut(*business).people.remove(person);
                self.person_mut(*person).businesses.retain(|one| one != business);
                self.partnerships.read.remove(&(*business, *person));
            }
            E::ShareRequested { request, waba, partner, expires_at } => {
                let new = ShareRequest {
                    id: *request,
                    waba: *waba,
                    partner: *partner,
                    made_at: at,
                    expires_at: *expires_at,
                    accepted: None,
                };
                self.partnerships.requests.insert(*request, new);
            }
            E::ShareRequestAnswered { request, accepted } => {
                let known = self.partnerships.requests.get_mut(request);
                known.expect("a request is answered after it was made").accepted = Some(*accepted);
            }
            E::PartnerRemoved { .. } => {}
            E::AppUninstalled { business, app, wabas } => self.show_out(*business, *app, wabas),
            E::WabaRenamed { waba, name } => self.waba_mut(*waba).name.clone_from(name),
            E::TimeZoneSet { waba, timezone_id } => self.waba_mut(*waba).timezone_id = *timezone_id,
            E::NoticesRead { business, person, through } => {
                self.partnerships.read.insert((*business, *person), *through);
            }
        }
    }

    /// The app's logins with the business are void: tokens, codes, subscriptions.
    fn show_out(&mut self, business: BusinessId, app: AppId, wabas: &[WabaId]) {
        for id in wabas {
            self.waba_mut(*id).subscriptions.remove(&app);
        }
        self.codes.retain(|_, code| (code.app, code.business) != (app, business));
        self.end_integration(business, app);
        let persons = self
            .tokens
            .values_mut()
            .filter(|token| token.app == app && matches!(token.holder, Holder::Person(_)));
        for token in persons {
            if let Some(reached) = &mut token.wabas {
                reached.retain(|waba| !wabas.contains(waba));
            }
        }
    }
}
