//! A number's life, its limit and quality, and what customers do.

use super::sentence;
use crate::customer::CustomerEvent;
use crate::limit::LimitEvent;
use crate::number::NumberEvent;
use crate::preverified::PreverifiedEvent;
use crate::quality::QualityEvent;
use crate::world::World;

impl NumberEvent {
    pub(super) fn words(&self, world: &World) -> String {
        let say = |phone: &graph::id::PhoneNumberId| world.say_phone(*phone);
        match self {
            Self::HandsetFreed { number, .. } => {
                format!("The account on {} was deleted in the app", number.display())
            }
            Self::MigrationStarted { waba, number, .. } => {
                format!("{} is to move to {}", number.display(), world.say_waba(*waba))
            }
            Self::Arrived { phone, .. } => format!("{} moved here", say(phone)),
            Self::CallbackSet { phone, callback: Some(_) } => {
                format!("Messages of {} go to an address of its own", say(phone))
            }
            Self::CallbackSet { phone, callback: None } => {
                format!("Messages of {} go to the app’s address", say(phone))
            }
            Self::StorageSet { phone, .. } => {
                format!("Where messages of {} are stored was settled", say(phone))
            }
            Self::IdentityCheckSet { phone, on } => {
                format!("The identity check of {} was turned {}", say(phone), on_or_off(*on))
            }
            Self::PinResetRequested { phone, requester, .. } => {
                let who = world.say_person(*requester);
                format!("{who} asked to turn off two-step verification of {}", say(phone))
            }
            Self::NameRestored { phone } => {
                format!("The name approved before is the new one of {} again", say(phone))
            }
            Self::PinCleared { phone } => {
                format!("Two-step verification of {} was turned off", say(phone))
            }
            Self::PinChanged { phone, .. } => format!("The PIN of {} was changed", say(phone)),
            Self::Deleted { phone, .. } => format!("{} was deleted", say(phone)),
            Self::FaultSet { phone, fault: Some(_) } => {
                format!("{} has a fault from now on", say(phone))
            }
            Self::FaultSet { phone, fault: None } => format!("{} works again", say(phone)),
            Self::TermsSet { business, accepted } => {
                let business = world.say_business(*business);
                format!("{business} {} the terms for its numbers", accepted_or_not(*accepted))
            }
        }
    }
}

impl PreverifiedEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::Added { business, number, .. } => {
                let business = world.say_business(*business);
                format!("{business} keeps {} ready for a client", number.display())
            }
            Self::Verified { id, .. } => format!("The pre-verified number {id} was proved"),
            Self::Shared { id, partner } => {
                let partner = world.say_business(*partner);
                format!("The pre-verified number {id} was shared with {partner}")
            }
            Self::Unshared { id, partner } => {
                let partner = world.say_business(*partner);
                format!("The pre-verified number {id} is no longer shared with {partner}")
            }
            Self::Deleted { id } => format!("The pre-verified number {id} was deleted"),
            Self::Claimed { phone, .. } => {
                format!("The pre-verified number {} was given away", world.say_phone(*phone))
            }
        }
    }
}

impl LimitEvent {
    pub(super) fn words(&self, world: &World) -> String {
        let say = |phone: &graph::id::PhoneNumberId| world.say_phone(*phone);
        match self {
            Self::Refused { phone, tier } => format!("{} reached its limit {tier}", say(phone)),
            Self::Kept { phone } => format!("The limit of {} stays", say(phone)),
            Self::Raised { phone, from, to } => {
                format!("The limit of {} was raised from {from} to {to}", say(phone))
            }
            Self::Lowered { phone, from, to } | Self::Fell { phone, from, to } => {
                format!("The limit of {} was lowered from {from} to {to}", say(phone))
            }
            Self::ThroughputRaised { phone } => {
                format!("{} may send faster", say(phone))
            }
        }
    }
}

impl QualityEvent {
    pub(super) fn words(&self, world: &World) -> String {
        let say = |phone: &graph::id::PhoneNumberId| world.say_phone(*phone);
        match self {
            Self::PhoneRated { phone, rating, before } => {
                format!("The quality of {} went from {before} to {rating}", say(phone))
            }
            Self::Looked { phone } => format!("The quality of {} stays low", say(phone)),
            Self::Flagged { phone, .. } => format!("{} was flagged for low quality", say(phone)),
            Self::Unflagged { phone } => format!("{} is no longer flagged", say(phone)),
            Self::TemplateRated { template, rating, before } => {
                let name = world.say_template(*template);
                format!("The quality of {name} went from {before} to {rating}")
            }
        }
    }
}

impl CustomerEvent {
    pub(super) fn words(&self, world: &World) -> String {
        let say = |phone: &graph::id::PhoneNumberId| world.say_phone(*phone);
        match self {
            Self::Blocked { customer, phone, .. } => {
                format!("{} blocked {}", customer.display(), say(phone))
            }
            Self::Unblocked { customer, phone } => {
                format!("{} unblocked {}", customer.display(), say(phone))
            }
            Self::Reported { customer, phone, .. } => {
                format!("{} reported {}", customer.display(), say(phone))
            }
            Self::MarketingStopped { customer, phone } => {
                format!("{} wants no marketing from {}", customer.display(), say(phone))
            }
            Self::MarketingResumed { customer, phone } => {
                format!("{} wants marketing from {} again", customer.display(), say(phone))
            }
        }
    }
}

const fn on_or_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// Whether something was accepted, as a verb.
pub(super) const fn accepted_or_not(accepted: bool) -> &'static str {
    if accepted { "accepted" } else { "no longer accepts" }
}

impl World {
    /// A template with its account.
    pub(super) fn say_template(&self, id: graph::id::TemplateId) -> String {
        let known = self.templates.get(&id);
        known.map_or_else(|| format!("template {id}"), |one| format!("the template “{}”", one.name))
    }

    /// A template at the head of a sentence.
    pub(super) fn begin_template(&self, id: graph::id::TemplateId) -> String {
        sentence(&self.say_template(id))
    }
}
