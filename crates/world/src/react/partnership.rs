//! Who is told about people, requests and apps that are shown out.

use graph::id::{AppId, BusinessId, PersonId, ShareRequestId, WabaId};
use jiff::Timestamp;
use serde_json::json;

use super::about;
use crate::effect::Effect;
use crate::mail::{Letter, when};
use crate::partnership::PartnershipEvent;
use crate::world::World;

impl World {
    pub(super) fn after_partnership(&self, event: &PartnershipEvent, at: Timestamp) -> Vec<Effect> {
        match event {
            PartnershipEvent::MemberRemoved { business, person } => {
                self.after_leaving(*business, *person)
            }
            PartnershipEvent::ShareRequested { request, .. } => self.after_request(*request),
            PartnershipEvent::ShareRequestAnswered { request, accepted: false } => {
                self.after_refusal(*request)
            }
            PartnershipEvent::AppUninstalled { business, app, wabas } => {
                self.after_uninstalling((*business, *app), wabas, at)
            }
            _ => Vec::new(),
        }
    }

    fn after_leaving(&self, business: BusinessId, person: PersonId) -> Vec<Effect> {
        let known = (self.businesses.get(&business), self.people.get(&person));
        let (Some(business), Some(person)) = known else { return Vec::new() };
        let letter = Letter {
            subject: format!("{} no longer belongs to {}", person.name, business.profile.name),
            what: format!("{} ({}) left or was removed.", person.name, person.email),
            facts: Vec::new(),
            next: "nothing.".to_owned(),
        };
        vec![letter.notice(business)]
    }

    fn after_request(&self, request: ShareRequestId) -> Vec<Effect> {
        let Some(request) = self.partnerships.requests.get(&request) else { return Vec::new() };
        let known = (self.client_waba(request.waba), self.businesses.get(&request.partner));
        let (Some((waba, owner)), Some(partner)) = known else { return Vec::new() };
        let mut facts = about(owner, waba);
        facts.push(("Can be accepted until", when(request.expires_at)));
        let letter = Letter {
            subject: format!("{} asks to work with your account", partner.profile.name),
            what: format!(
                "{} ({}) asks you to share your WhatsApp Business Account.",
                partner.profile.name, partner.id
            ),
            facts,
            next: "accept or decline under Requests in your Business Manager.".to_owned(),
        };
        Vec::from(letter.to(owner))
    }

    fn after_refusal(&self, request: ShareRequestId) -> Vec<Effect> {
        let Some(request) = self.partnerships.requests.get(&request) else { return Vec::new() };
        let known = (self.client_waba(request.waba), self.businesses.get(&request.partner));
        let (Some((waba, owner)), Some(partner)) = known else { return Vec::new() };
        let letter = Letter {
            subject: format!("{} declined your request", owner.profile.name),
            what: format!("{} does not share its account with you.", owner.profile.name),
            facts: about(owner, waba),
            next: "ask the business what it needs.".to_owned(),
        };
        Vec::from(letter.to(partner))
    }

    /// `PARTNER_APP_UNINSTALLED`, once for each WABA the app worked with (contract §6.4).
    fn after_uninstalling(
        &self,
        (business, app): (BusinessId, AppId),
        wabas: &[WabaId],
        at: Timestamp,
    ) -> Vec<Effect> {
        let known = (self.businesses.get(&business), self.apps.get(&app));
        let (Some(owner), Some(app)) = known else { return Vec::new() };
        let mut effects = Vec::new();
        for waba in wabas {
            let value = json!({
                "event": "PARTNER_APP_UNINSTALLED",
                "waba_info": {
                    "waba_id": waba,
                    "owner_business_id": business,
                    "partner_app_id": app.id,
                },
            });
            effects.extend(self.partner_webhooks(app.business, *waba, &value, at));
        }
        let facts = vec![
            ("Business", format!("{} ({})", owner.profile.name, owner.id)),
            ("App", format!("{} ({})", app.name, app.id)),
        ];
        let letter = Letter {
            subject: format!("{} removed your app {}", owner.profile.name, app.name),
            what: format!(
                "{} took back every permission it had given to your app. The tokens from its \
                 logins are void.",
                owner.profile.name
            ),
            facts: facts.clone(),
            next: "destroy the tokens you keep of this business.".to_owned(),
        };
        let to_owner = Letter {
            subject: format!("You removed the app {}", app.name),
            what: format!("The app {} can no longer act for your business.", app.name),
            facts,
            next: "to use it again, sign up on the website of the provider.".to_owned(),
        };
        if let Some(provider) = self.businesses.get(&app.business) {
            effects.extend(letter.to(provider));
        }
        effects.push(to_owner.notice(owner));
        effects
    }
}
