//! Numbers moved, deleted, and their two-step verification (requirement E08, contract §6.10).

use graph::id::{BusinessId, PersonId, PhoneNumberId};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::about_number;
use crate::effect::Effect;
use crate::mail::{Letter, when};
use crate::number::NumberEvent;
use crate::world::World;

impl World {
    pub(super) fn after_number(&self, event: &NumberEvent, at: Timestamp) -> Vec<Effect> {
        match event {
            NumberEvent::Arrived { phone, from: Some(from) } => self.after_move(*from, *phone),
            NumberEvent::Deleted { phone, .. } => self.after_deletion(*phone),
            NumberEvent::PinResetRequested { phone, key, requester, expires_at } => {
                self.pin_reset(*phone, (key, *requester, *expires_at), at)
            }
            NumberEvent::PinCleared { phone } => {
                self.security(*phone, "PIN_REQUEST_SUCCESS", None, at)
            }
            NumberEvent::PinChanged { phone, .. } => self.security(*phone, "PIN_CHANGED", None, at),
            NumberEvent::Arrived { from: None, .. }
            | NumberEvent::HandsetFreed { .. }
            | NumberEvent::MigrationStarted { .. }
            | NumberEvent::CallbackSet { .. }
            | NumberEvent::StorageSet { .. }
            | NumberEvent::IdentityCheckSet { .. }
            | NumberEvent::NameRestored { .. }
            | NumberEvent::FaultSet { .. }
            | NumberEvent::TermsSet { .. } => Vec::new(),
        }
    }

    /// `security` (contract §6.10).
    fn security(
        &self,
        id: PhoneNumberId,
        event: &str,
        requester: Option<PersonId>,
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some((phone, waba, _)) = self.client_number(id) else { return Vec::new() };
        let mut value = json!({"display_phone_number": phone.number.digits(), "event": event});
        if let Some(requester) = requester {
            value["requester"] = Value::String(requester.to_string());
        }
        self.webhooks(waba, "security", &value, at)
    }

    /// The e-mail whose link switches two-step verification off, and the webhook.
    fn pin_reset(
        &self,
        id: PhoneNumberId,
        (key, requester, expires_at): (&str, PersonId, Timestamp),
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let mut facts = about_number(owner, waba, phone);
        facts.push(("Link", format!("/wa/two-step/{id}/{key}")));
        facts.push(("The link ends", when(expires_at)));
        let letter = Letter {
            subject: format!("Turn off two-step verification of {}", phone.number.display()),
            what: "Somebody asked in your WhatsApp Manager to turn off two-step verification for \
                   this phone number."
                .to_owned(),
            facts,
            next: "open the link to turn it off. If you did not ask for it, do nothing.".to_owned(),
        };
        let mut effects = Vec::from(letter.to(owner));
        effects.extend(self.security(id, "PIN_RESET_REQUEST", Some(requester), at));
        effects
    }

    fn after_move(&self, from: PhoneNumberId, to: PhoneNumberId) -> Vec<Effect> {
        let (Some((left, old, owner)), Some((arrived, new, _))) =
            (self.client_number(from), self.client_number(to))
        else {
            return Vec::new();
        };
        let letter = |phone, waba, next: &str| Letter {
            subject: format!("{} was migrated", left.number.display()),
            what: format!(
                "The phone number moved from the account {} to the account {}. Its display name, \
                 quality and messaging limit came with it.",
                old.name, new.name
            ),
            facts: about_number(owner, waba, phone),
            next: next.to_owned(),
        };
        let mut effects = self.tell_both(
            (new, owner),
            &letter(arrived, new, "nothing. Your new provider registers the number."),
            &letter(arrived, new, "register the number to put it to use."),
        );
        let lost = letter(left, old, "shut down the client instance of this number.");
        effects.extend(self.partners(old).flat_map(|partner| lost.to(partner)));
        effects
    }

    /// Once verification was started, more numbers may be added (requirement D05).
    pub(super) fn after_verification_start(&self, id: BusinessId, at: Timestamp) -> Vec<Effect> {
        let owner = self.businesses.get(&id).filter(|owner| !owner.provider);
        let Some(owner) = owner.filter(|_| self.few_numbers(id).is_none()) else {
            return Vec::new();
        };
        let wabas = owner.owned_wabas.iter().filter_map(|waba| self.wabas.get(waba));
        wabas.flat_map(|waba| self.capability(waba, at)).collect()
    }

    /// How few numbers a business may have while its verification is not far enough
    /// (requirement E07, contract §9.3).
    pub(super) fn few_numbers(&self, owner: BusinessId) -> Option<usize> {
        let owner = self.businesses.get(&owner).filter(|owner| !owner.is_verified())?;
        let before_start = Some(self.policy.numbers_before_verification);
        let of_business = self.policy.numbers_per_business_unverified;
        of_business.or(before_start.filter(|_| !owner.verification.started()))
    }

    fn after_deletion(&self, id: PhoneNumberId) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let letter = |next: &str| Letter {
            subject: format!("{} was deleted", phone.number.display()),
            what: "The phone number was deleted from its WhatsApp Business Account.".to_owned(),
            facts: about_number(owner, waba, phone),
            next: next.to_owned(),
        };
        self.tell_both(
            (waba, owner),
            &letter("nothing. After five minutes the number can be used elsewhere."),
            &letter("shut down the client instance of this number."),
        )
    }
}
