//! Sharing, its end, and who pays (requirements A06, A11, G01 to G03).

use graph::id::{AllocationId, BusinessId, SignupId, WabaId};
use jiff::Timestamp;
use serde_json::json;

use super::about;
use crate::effect::Effect;
use crate::mail::{Letter, when};
use crate::signup::Outcome;
use crate::world::World;

/// What is told when an account is shared, or no longer is.
struct Turn {
    /// The event of the webhook.
    event: &'static str,
    facts: Vec<(&'static str, String)>,
    /// To the provider.
    subject: String,
    what: String,
    next: &'static str,
    /// To the owner.
    owner_subject: String,
    owner_what: String,
    owner_next: &'static str,
}

impl World {
    pub(super) fn after_sharing(
        &self,
        id: WabaId,
        partner: BusinessId,
        at: Timestamp,
    ) -> Vec<Effect> {
        self.tell_parties((id, partner), at, |owner, provider| Turn {
            event: "PARTNER_ADDED",
            facts: vec![("Shared on", when(at))],
            subject: format!("{owner} shared a WhatsApp Business Account with you"),
            what: format!(
                "{owner} finished Embedded Signup on your website and shared its WhatsApp Business \
                 Account with you. With that it asks for access to your credit line."
            ),
            next: "assign your system user to the account, share your credit line with the \
                   business, subscribe your app to the account's webhooks, and register its phone \
                   number.",
            owner_subject: format!("You share an account with {provider}"),
            owner_what: format!(
                "{provider} ({partner}) can now work with your WhatsApp Business Account: manage \
                 its phone numbers and templates and send messages for it. You stay its owner."
            ),
            owner_next: "nothing. You can stop sharing at any time in your Business Manager.",
        })
    }

    pub(super) fn after_unsharing(
        &self,
        id: WabaId,
        partner: BusinessId,
        at: Timestamp,
    ) -> Vec<Effect> {
        let owner = self.wabas.get(&id).map(|waba| waba.owner.to_string()).unwrap_or_default();
        let facts = vec![("Client's business id", owner), ("Unshared on", when(at))];
        self.tell_parties((id, partner), at, |owner, provider| Turn {
            event: "PARTNER_REMOVED",
            facts,
            subject: format!("{owner} no longer shares an account with you"),
            what: format!(
                "{owner} took its WhatsApp Business Account back. You can no longer read it or \
                 send messages for it."
            ),
            next: "stop the client instances of its phone numbers and revoke the business's access \
                   to your credit line.",
            owner_subject: format!("You no longer share an account with {provider}"),
            owner_what: format!("{provider} can no longer work with your account."),
            owner_next: "to send messages again, sign up on the website of a provider.",
        })
    }

    /// Tells provider and owner, each in words of its own, and the provider's app.
    fn tell_parties(
        &self,
        (id, partner): (WabaId, BusinessId),
        at: Timestamp,
        words: impl FnOnce(&str, &str) -> Turn,
    ) -> Vec<Effect> {
        let (Some((waba, owner)), Some(provider)) =
            (self.client_waba(id), self.businesses.get(&partner))
        else {
            return Vec::new();
        };
        let turn = words(&owner.profile.name, &provider.profile.name);
        let mut facts = about(owner, waba);
        facts.extend(turn.facts);
        let letter = Letter {
            subject: turn.subject,
            what: turn.what,
            facts: facts.clone(),
            next: turn.next.to_owned(),
        };
        let to_owner = Letter {
            subject: turn.owner_subject,
            what: turn.owner_what,
            facts,
            next: turn.owner_next.to_owned(),
        };
        let value = json!({
            "event": turn.event,
            "waba_info": {"waba_id": waba.id, "owner_business_id": owner.id},
        });
        let mut effects = Vec::from(letter.to(provider));
        effects.extend(to_owner.to(owner));
        effects.extend(self.partner_webhooks(partner, id, &value, at));
        effects
    }

    pub(super) fn after_signup(
        &self,
        signup: SignupId,
        outcome: &Outcome,
        at: Timestamp,
    ) -> Vec<Effect> {
        let app = self.signups.get(&signup).and_then(|run| self.apps.get(&run.app));
        let Some(app) = app else { return Vec::new() };
        let value = json!({
            "event": "PARTNER_APP_INSTALLED",
            "waba_info": {
                "waba_id": outcome.waba,
                "owner_business_id": outcome.business,
                "partner_app_id": app.id,
            },
        });
        let mut effects = self.partner_webhooks(app.business, outcome.waba, &value, at);
        if let Some(waba) = self.wabas.get(&outcome.waba) {
            effects.extend(self.capability(waba, at));
        }
        effects
    }

    pub(super) fn after_attaching(&self, id: WabaId) -> Vec<Effect> {
        let Some((waba, owner)) = self.client_waba(id) else { return Vec::new() };
        let payer = waba
            .funding
            .allocation()
            .and_then(|id| self.allocations.get(&id))
            .and_then(|share| self.businesses.get(&share.owner));
        let Some(payer) = payer else { return Vec::new() };
        let mut facts = about(owner, waba);
        facts.extend(waba.funding.currency().map(|currency| ("Currency", currency.to_string())));
        let letter = Letter {
            subject: format!("{} pays for your messages", payer.profile.name),
            what: format!(
                "{} ({}) shared its credit line with you. It pays for the messages of this \
                 account and settles them with you.",
                payer.profile.name, payer.id
            ),
            facts,
            next: "nothing.".to_owned(),
        };
        vec![letter.notice(owner)]
    }

    pub(super) fn after_revoking(&self, id: AllocationId) -> Vec<Effect> {
        let Some(share) = self.allocations.get(&id) else { return Vec::new() };
        let parties = (self.businesses.get(&share.receiving), self.businesses.get(&share.owner));
        let (Some(receiving), Some(payer)) = parties else { return Vec::new() };
        let letter = Letter {
            subject: format!("{} no longer pays for your messages", payer.profile.name),
            what: format!(
                "{} ({}) revoked your access to its credit line. Message templates can no longer \
                 be sent.",
                payer.profile.name, payer.id
            ),
            facts: vec![
                ("Business", format!("{} ({})", receiving.profile.name, receiving.id)),
                ("Credit sharing id", share.id.to_string()),
            ],
            next: format!("ask {} for access to its credit line.", payer.profile.name),
        };
        Vec::from(letter.to(receiving))
    }
}
