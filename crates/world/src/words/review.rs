//! Verification, official accounts, measures against accounts, reviews taken in hand.

use super::sentence;
use crate::enforcement::EnforcementEvent;
use crate::official::OfficialEvent;
use crate::verdict::{ReviewEvent, ReviewKind};
use crate::verification::{VerificationEvent, reason_in_words};
use crate::world::World;

impl VerificationEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::Opened { business } => {
                format!("{} started business verification", world.say_business(*business))
            }
            Self::Submitted { business, partner: Some(partner), .. } => {
                let (partner, client) =
                    (world.say_business(*partner), world.say_business(*business));
                format!("{partner} handed in the papers of {client} for verification")
            }
            Self::Submitted { business, .. } => {
                format!("{} handed in its papers for verification", world.say_business(*business))
            }
            Self::MoreAsked { business, what } => {
                let what = what.trim_end_matches('.');
                format!(
                    "More was asked of {} for its verification: {what}",
                    world.say_business(*business)
                )
            }
            Self::Declined { business, reason, last } => {
                let how = if *last { "failed for good" } else { "was declined" };
                let reason = reason_in_words(reason);
                let reason = reason.trim_end_matches('.');
                format!("The verification of {} {how}: {reason}", world.say_business(*business))
            }
            Self::Revoked { business } => {
                format!("The verification of {} was revoked", world.say_business(*business))
            }
            Self::Expired { business } => {
                format!("The verification of {} expired", world.say_business(*business))
            }
        }
    }
}

impl OfficialEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::Applied { phone, .. } => {
                format!("{} applied to be an official business account", world.say_phone(*phone))
            }
            Self::Granted { phone } => {
                format!("{} became an official business account", world.say_phone(*phone))
            }
            Self::Withdrawn { phone } => {
                let phone = world.say_phone(*phone);
                format!("{phone} no longer applies to be an official business account")
            }
            Self::Declined { phone, .. } => {
                format!("{} did not become an official business account", world.say_phone(*phone))
            }
        }
    }
}

impl EnforcementEvent {
    pub(super) fn words(&self, world: &World) -> String {
        let named = |waba| sentence(&world.say_waba(waba));
        match self {
            Self::Warned { waba, violation } => {
                format!("{} was warned: {}", named(*waba), violation.as_str())
            }
            Self::Restricted { waba, violation, kinds, until } => {
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.forbids()).collect();
                let until = crate::mail::when(*until);
                let (waba, violation) = (named(*waba), violation.as_str());
                format!("{waba} may not {} until {until}: {violation}", kinds.join(", nor "))
            }
            Self::RestrictionEnded { waba, restriction } => {
                format!("{} may {} again", named(*waba), restriction.forbids())
            }
            Self::Locked { waba, violation } => {
                format!("{} was locked: {}", named(*waba), violation.as_str())
            }
            Self::DisableScheduled { waba, violation, disables_at } => {
                let day = crate::mail::day(*disables_at);
                format!("{} will be disabled on {day}: {}", named(*waba), violation.as_str())
            }
            Self::CheckDeferred { waba } => {
                format!("The check of {} was deferred", world.say_waba(*waba))
            }
            Self::Lifted { waba } => {
                format!("What was done to {} was taken back", world.say_waba(*waba))
            }
        }
    }
}

impl ReviewEvent {
    pub(super) fn words(&self) -> String {
        let say = |kind: &ReviewKind| kind.as_str().replace('_', " ");
        match self {
            Self::Held { review, subject } => {
                format!("The review of the {} of {subject} is held", say(review))
            }
            Self::Released { review, subject, .. } => {
                format!("The review of the {} of {subject} is released", say(review))
            }
        }
    }
}
