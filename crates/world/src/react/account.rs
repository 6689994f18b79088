//! Checks, appeals, verification, templates (requirements D01 to D03, D09).

use graph::id::{BusinessId, WabaId};
use jiff::Timestamp;
use serde_json::json;

use super::about;
use crate::effect::Effect;
use crate::mail::Letter;
use crate::policy::Violation;
use crate::verification::CertificationStatus;
use crate::waba::{Appeal, Waba};
use crate::world::World;

const MAY_APPEAL: &str = "if you think this is a mistake, request a review (an appeal) under \
                          Account quality in your Business Manager.";
const FINAL: &str = "nothing: your appeal was declined, and the decision is final. To go on, sign \
                     up with a new account that follows the policies.";
const STOP: &str = "shut down the client instances of these phone numbers. The business may \
                    appeal; you are told how that ends.";
const STOP_FOR_GOOD: &str = "shut down the client instances of these phone numbers. The appeal of \
                             the business was declined, and the decision is final.";

impl World {
    pub(super) fn after_verification(&self, id: BusinessId, at: Timestamp) -> Vec<Effect> {
        let Some(owner) = self.businesses.get(&id) else { return Vec::new() };
        let mut effects = self.certified(id, CertificationStatus::Approved, at);
        if owner.provider {
            return effects;
        }
        let letter = Letter {
            subject: "Your business is verified".to_owned(),
            what: "The business verification was approved. The numbers of your accounts no \
                   longer lapse after 30 days, and the review of their display names begins."
                .to_owned(),
            facts: vec![("Business", format!("{} ({})", owner.profile.name, owner.id))],
            next: "wait for the review of your display names. Once they are approved, the \
                   messaging limit rises."
                .to_owned(),
        };
        effects.extend(letter.to(owner));
        let wabas = owner.owned_wabas.iter().filter_map(|waba| self.wabas.get(waba));
        effects.extend(wabas.flat_map(|waba| self.capability(waba, at)));
        effects
    }

    pub(super) fn after_check_passed(&self, id: WabaId, at: Timestamp) -> Vec<Effect> {
        let Some((waba, _)) = self.client_waba(id) else { return Vec::new() };
        self.webhooks(waba, "account_review_update", &json!({"decision": "APPROVED"}), at)
    }

    pub(super) fn after_check_failed(
        &self,
        id: WabaId,
        violation: Violation,
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some((waba, owner)) = self.client_waba(id) else { return Vec::new() };
        let decided = matches!(waba.appeal(), Some(Appeal::Declined { .. }));
        let mut facts = about(owner, waba);
        facts.push(("Policy violated", violation.as_str().to_owned()));
        facts.push(("It forbids", violation.forbids().to_owned()));
        facts.extend(self.numbers_of(waba));
        let to_owner = Letter {
            subject: format!("Your WhatsApp Business Account {} was disabled", waba.name),
            what:
                "The account does not follow the WhatsApp Business policies. It was disabled and \
                   its phone numbers were turned off: no messages can be sent."
                    .to_owned(),
            facts: facts.clone(),
            next: if decided { FINAL } else { MAY_APPEAL }.to_owned(),
        };
        let to_partners = Letter {
            subject: format!("The account of {} was disabled", owner.profile.name),
            what: format!(
                "The WhatsApp Business Account of your client {} does not follow the WhatsApp \
                 Business policies. It was disabled and its phone numbers were turned off.",
                owner.profile.name
            ),
            facts,
            next: if decided { STOP_FOR_GOOD } else { STOP }.to_owned(),
        };
        let mut effects = self.tell_both((waba, owner), &to_owner, &to_partners);
        let rejected = json!({"decision": "REJECTED"});
        effects.extend(self.webhooks(waba, "account_review_update", &rejected, at));
        effects.extend(self.ban(waba, ("DISABLE", at), at));
        effects
    }

    pub(super) fn after_appeal(&self, id: WabaId, granted: bool, at: Timestamp) -> Vec<Effect> {
        let Some((waba, owner)) = self.client_waba(id) else { return Vec::new() };
        let (what, next_owner, next_partner) = if granted {
            (
                "The decision was reversed: the account can be used again.",
                "nothing. Your provider connects phone numbers that are offline again.",
                "register the phone numbers that are offline again and start their client \
                 instances.",
            )
        } else {
            (
                "The decision is unchanged: the account stays disabled.",
                "nothing more can be done for this account.",
                "tell your client. The account cannot be used any more.",
            )
        };
        let letter = |next: &str| {
            let mut facts = about(owner, waba);
            facts.extend(self.numbers_of(waba));
            Letter {
                subject: format!("The review of the account {} was decided", waba.name),
                what: what.to_owned(),
                facts,
                next: next.to_owned(),
            }
        };
        let mut effects = self.tell_both((waba, owner), &letter(next_owner), &letter(next_partner));
        if granted {
            let approved = json!({"decision": "APPROVED"});
            effects.extend(self.webhooks(waba, "account_review_update", &approved, at));
            effects.extend(self.ban(waba, ("REINSTATE", at), at));
        }
        effects
    }

    fn numbers_of(&self, waba: &Waba) -> Vec<(&'static str, String)> {
        let phones = waba.phones.iter().filter_map(|id| self.phones.get(id));
        phones
            .map(|phone| ("Phone number", format!("{} ({})", phone.number.display(), phone.id)))
            .collect()
    }
}
