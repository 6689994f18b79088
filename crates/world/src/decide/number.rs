//! A number's life: freed, set up, its PIN taken off, deleted (contract §4.2, §4.6, §6.10).

use graph::id::PhoneNumberId;
use jiff::{SignedDuration, Timestamp};

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::{Actor, PinKey};
use crate::event::Event;
use crate::message::Way;
use crate::number::{NumberCommand, NumberEvent, STORAGE_REGIONS};
use crate::phone::Phone;
use crate::refusal::Refusal;
use crate::time::{days, seconds};
use crate::waba::CallbackOverride;

/// How long messages that were paid for keep a number from being deleted (contract §4.2).
const PAID_DAYS: i64 = 30;

impl Ask<'_> {
    pub(super) fn decide_number(self, command: &NumberCommand) -> Decision {
        use NumberCommand as C;
        match command {
            C::FreeHandset { number } => {
                self.require_desk()?;
                if !self.world.handset(number).has_account() {
                    return Err(Refusal::NoAccountThere { number: number.clone() });
                }
                let free_at = seconds(self.now, self.world.policy.release_seconds);
                happened(NumberEvent::HandsetFreed { number: number.clone(), free_at })
            }
            C::Migrate { waba, number } => self.migrate(*waba, number),
            C::SetCallback { phone, callback } => self.set_callback(*phone, callback.as_ref()),
            C::SetStorage { phone, region } => self.set_storage(*phone, region.as_deref()),
            C::SetIdentityCheck { phone, on } => {
                self.allow_phone(*phone, Need::ManagePhones)?;
                happened(NumberEvent::IdentityCheckSet { phone: *phone, on: *on })
            }
            C::RequestPinReset { phone } => self.request_pin_reset(*phone),
            C::ConfirmPinReset { phone, key } => self.confirm_pin_reset(*phone, key),
            C::ChangePin { phone, pin, pin_valid } => self.change_pin(*phone, pin, *pin_valid),
            C::Delete { phone, pin } => self.delete_phone(*phone, pin.as_ref()),
            C::SetFault { phone, fault } => {
                self.require_desk()?;
                self.world.phone(*phone)?;
                happened(NumberEvent::FaultSet { phone: *phone, fault: *fault })
            }
            C::SetTerms { business, accepted } => {
                self.require_desk()?;
                self.world.business(*business)?;
                let (business, accepted) = (*business, *accepted);
                happened(NumberEvent::TermsSet { business, accepted })
            }
        }
    }

    fn set_callback(self, id: PhoneNumberId, callback: Option<&CallbackOverride>) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        if let Some(one) = callback.filter(|one| one.url.len() > 200) {
            let value = one.url.clone();
            return Err(Refusal::BadValue { field: "override_callback_uri", value });
        }
        if let Actor::Token { key } = self.by
            && callback.is_some()
        {
            let app = self.world.caller(key, self.now)?.app;
            if !self.world.waba(phone.waba)?.subscriptions.contains_key(&app) {
                return Err(Refusal::NotSubscribed);
            }
        }
        happened(NumberEvent::CallbackSet { phone: id, callback: callback.cloned() })
    }

    /// Where the data of a number is kept is settled before it is registered.
    fn set_storage(self, id: PhoneNumberId, region: Option<&str>) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        if let Some(region) = region.filter(|region| !STORAGE_REGIONS.contains(region)) {
            let value = region.to_owned();
            return Err(Refusal::BadValue { field: "data_localization_region", value });
        }
        if phone.settings.storage_region.as_deref() == region {
            return Ok(Vec::new());
        }
        if phone.hosting().is_some() {
            return Err(Refusal::StorageOfRegistered);
        }
        happened(NumberEvent::StorageSet { phone: id, region: region.map(str::to_owned) })
    }

    /// The number, for an admin of its owner: what only the WhatsApp Manager offers.
    fn own_phone(&self, id: PhoneNumberId) -> Result<&Phone, Refusal> {
        match self.by {
            Actor::Desk | Actor::Person { .. } => self.allow_phone(id, Need::ManagePhones),
            _ => Err(Refusal::NotForThisActor),
        }
    }

    fn request_pin_reset(self, id: PhoneNumberId) -> Decision {
        let phone = self.own_phone(id)?;
        let Actor::Person { person: requester } = *self.by else {
            return Err(Refusal::NotForThisActor);
        };
        if phone.pin.is_none() {
            return Err(Refusal::NoTwoStep);
        }
        happened(NumberEvent::PinResetRequested {
            phone: id,
            key: self.world.chance().hex(32),
            requester,
            expires_at: seconds(self.now, self.world.policy.pin_reset_seconds),
        })
    }

    fn confirm_pin_reset(self, id: PhoneNumberId, key: &str) -> Decision {
        let phone = self.own_phone(id)?;
        let open = phone.pin_reset.as_ref();
        let fits = open.is_some_and(|one| one.key == key && one.expires_at > self.now);
        if !fits {
            return Err(Refusal::PinResetOver);
        }
        happened(NumberEvent::PinCleared { phone: id })
    }

    fn change_pin(self, id: PhoneNumberId, pin: &PinKey, pin_valid: bool) -> Decision {
        self.own_phone(id)?;
        if !pin_valid {
            return Err(Refusal::PinMalformed);
        }
        happened(NumberEvent::PinChanged { phone: id, pin: pin.clone() })
    }

    /// Deleting takes an admin of the owner, no messages paid for in the last 30 days, and the PIN
    /// as long as two-step verification is on.
    fn delete_phone(self, id: PhoneNumberId, pin: Option<&PinKey>) -> Decision {
        let phone = self.own_phone(id)?;
        if phone.is_gone() {
            return Err(Refusal::NumberDeleted);
        }
        if let Some(last) = self.last_paid(id) {
            return Err(Refusal::PaidRecently { until: days(last, PAID_DAYS) });
        }
        if let Some(known) = &phone.pin {
            self.require_pin_patience(phone)?;
            match pin {
                None => return Err(Refusal::PinForDeletion),
                Some(pin) if pin != known => return Ok(vec![Event::PinGuessedWrong { phone: id }]),
                Some(_) => {}
            }
        }
        let free_at = seconds(self.now, self.world.policy.deleted_wait_seconds);
        happened(NumberEvent::Deleted { phone: id, free_at })
    }

    /// When the number last sent a message somebody pays for, if that was in the last 30 days.
    fn last_paid(self, id: PhoneNumberId) -> Option<Timestamp> {
        let since = self.now - SignedDuration::from_hours(PAID_DAYS * 24);
        let chats = self.world.chats.iter().filter(|((phone, _), _)| *phone == id);
        let messages = chats.flat_map(|(_, chat)| &chat.messages);
        let known = messages.filter_map(|message| self.world.messages.get(message));
        let paid = known.filter(|message| {
            let billed = matches!(&message.way, Way::Out { billing, .. } if billing.billable);
            billed && message.at > since
        });
        paid.map(|message| message.at).max()
    }
}

/// One thing that happens.
pub(super) fn happened(event: NumberEvent) -> Decision {
    Ok(vec![Event::Number(event)])
}
