//! Numbers: trial, limits, names (requirements D08, E03, F03).

use graph::id::PhoneNumberId;
use graph::status::MessagingLimitTier;
use jiff::Timestamp;
use serde_json::json;

use super::about_number;
use crate::effect::Effect;
use crate::mail::{Letter, when};
use crate::phone::{OffReason, Standing};
use crate::world::World;

impl World {
    pub(super) fn after_onboarding(&self, id: PhoneNumberId, at: Timestamp) -> Vec<Effect> {
        let Some((phone, ..)) = self.client_number(id) else { return Vec::new() };
        let limits = (self.tier(phone), Some(MessagingLimitTier::NotSet));
        self.quality_webhook(id, ("ONBOARDING", limits), at)
    }

    pub(super) fn before_trial_end(&self, id: PhoneNumberId, days_left: i64) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let Standing::Trial { ends_at } = phone.standing else { return Vec::new() };
        let mut facts = about_number(owner, waba, phone);
        facts.push(("Trial ends", when(ends_at)));
        let left = if days_left == 1 { "1 day".to_owned() } else { format!("{days_left} days") };
        let letter = |next: &str| Letter {
            subject: format!("The trial of {} ends in {left}", phone.number.display()),
            what: format!(
                "The unverified trial of this phone number ends in {left}. Then it can no longer \
                 be used until the business is verified."
            ),
            facts: facts.clone(),
            next: next.to_owned(),
        };
        self.tell_both(
            (waba, owner),
            &letter("start business verification in the Security Center of your Business Manager."),
            &letter("help your client to complete business verification before that day."),
        )
    }

    pub(super) fn after_turning_off(
        &self,
        id: PhoneNumberId,
        why: OffReason,
        at: Timestamp,
    ) -> Vec<Effect> {
        // A failed check and the end of sharing are told once for the whole account.
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        if why != OffReason::TrialEnded {
            return Vec::new();
        }
        let mut facts = about_number(owner, waba, phone);
        facts.push(("Trial ended", when(at)));
        let letter = |next: &str| Letter {
            subject: format!("The trial of {} has ended", phone.number.display()),
            what: "The 30-day trial ended before the business was verified. The phone number was \
                   turned off: it cannot send messages, and its certificate cannot be downloaded."
                .to_owned(),
            facts: facts.clone(),
            next: next.to_owned(),
        };
        let mut effects = self.tell_both(
            (waba, owner),
            &letter(
                "complete business verification in the Security Center of your Business Manager. \
                 Then your provider can register the number again.",
            ),
            &letter(
                "shut down the client instance of this number. Register it again once the business \
                 is verified.",
            ),
        );
        let restriction = |kind: &str| json!({"restriction_type": kind, "expiration": 0});
        let value = json!({
            "event": "ACCOUNT_RESTRICTION",
            "phone_number": phone.number.digits(),
            "restriction_info": [
                restriction("RESTRICTED_BIZ_INITIATED_MESSAGING"),
                restriction("RESTRICTED_CUSTOMER_INITIATED_MESSAGING"),
            ],
        });
        effects.extend(self.webhooks(waba, "account_update", &value, at));
        effects
    }

    pub(super) fn after_turning_on(&self, id: PhoneNumberId) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let letter = Letter {
            subject: format!("{} can be registered again", phone.number.display()),
            what: "What had turned this phone number off is over. It can be registered again."
                .to_owned(),
            facts: about_number(owner, waba, phone),
            next: "register the number and start its client instance.".to_owned(),
        };
        self.partners(waba).flat_map(|partner| letter.to(partner)).collect()
    }

    pub(super) fn after_upgrade(
        &self,
        id: PhoneNumberId,
        tier: MessagingLimitTier,
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let customers =
            tier.customers().map_or_else(|| "any number of".to_owned(), |count| count.to_string());
        let letter = Letter {
            subject: format!("{} is in regular use", phone.number.display()),
            what: format!(
                "Every check is passed. The number may now start conversations with {customers} \
                 different customers in 24 hours."
            ),
            facts: about_number(owner, waba, phone),
            next: "nothing.".to_owned(),
        };
        let limits = (tier, Some(self.policy.start_tier));
        let mut effects = self.tell_both((waba, owner), &letter, &letter);
        effects.extend(self.quality_webhook(id, ("UPGRADE", limits), at));
        effects.extend(self.capability(waba, at));
        effects
    }
}
