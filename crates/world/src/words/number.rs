//! Numbers and their display names.

use super::sentence;
use crate::event::Event;
use crate::phone::{Hosting, OffReason};
use crate::world::World;

impl Event {
    pub(super) fn words_about_numbers(&self, world: &World) -> Option<String> {
        let say = |phone| world.say_phone(phone);
        Some(match self {
            Self::PhoneAdded { waba, number, name, .. } => {
                let (number, waba) = (number.display(), world.say_waba(*waba));
                format!("{number} was added to {waba} as “{name}”")
            }
            Self::PhoneVerified { phone, .. } => format!("{} was verified", say(*phone)),
            Self::PhoneOnboarded { phone, trial_ends_at: Some(_), .. } => {
                format!("{} began its trial", say(*phone))
            }
            Self::PhoneOnboarded { phone, .. } => format!("{} was set up", say(*phone)),
            Self::CertificateIssued { certificate, .. } => {
                format!("{} got a certificate", say(certificate.phone))
            }
            Self::NewCertificateIssued { certificate, .. } => {
                let phone = say(certificate.phone);
                format!("{phone} got a certificate for the name “{}”", certificate.name)
            }
            Self::ProfileUpdated { phone, .. } => {
                format!("The profile of {} was changed", say(*phone))
            }
            Self::TrialWarned { phone, days_left, .. } => {
                format!("The trial of {} ends in {days_left} days", say(*phone))
            }
            Self::TrialLifted { phone, .. } => format!("{} no longer lapses", say(*phone)),
            Self::RegularUseBegan { phone, tier, .. } => {
                format!("{} is in regular use with the limit {tier}", say(*phone))
            }
            Self::PhoneTurnedOff { phone, why, .. } => {
                let why = match why {
                    OffReason::TrialEnded => "its trial ended",
                    OffReason::CheckFailed => "its account was disabled",
                    OffReason::Unshared => "its account is shared with nobody",
                    OffReason::Migrated => "it moved to another account",
                    OffReason::Deleted => "it was deleted",
                };
                format!("{} was turned off: {why}", say(*phone))
            }
            Self::PhoneTurnedOn { phone, .. } => format!("{} can be used again", say(*phone)),
            _ => return self.words_about_registration(world),
        })
    }

    fn words_about_registration(&self, world: &World) -> Option<String> {
        let say = |phone| world.say_phone(phone);
        Some(match self {
            Self::PinSet { phone, .. } => format!("{} got another PIN", say(*phone)),
            Self::PinGuessedWrong { phone, .. } => {
                format!("A wrong PIN was given for {}", say(*phone))
            }
            Self::PhoneRegistered { phone, hosting, .. } => {
                let at = match hosting {
                    Hosting::CloudApi => "the Cloud API",
                    Hosting::OnPremise => "an on-premises client",
                };
                format!("{} was registered with {at}", say(*phone))
            }
            Self::PhoneConnected { phone, .. } => format!("{} is connected", say(*phone)),
            Self::PhoneDeregistered { phone, .. } => format!("{} was deregistered", say(*phone)),
            _ => return self.words_about_names(world),
        })
    }

    fn words_about_names(&self, world: &World) -> Option<String> {
        let say = |phone| world.say_phone(phone);
        let name = |phone: &graph::id::PhoneNumberId| {
            let known = world.phones.get(phone);
            known.map(|one| format!(" “{}”", one.name.current)).unwrap_or_default()
        };
        Some(match self {
            Self::NameReviewStarted { phone, .. } => {
                format!("The review of the display name of {} began", say(*phone))
            }
            Self::NameApproved { phone, .. } => {
                format!("The display name{} of {} was approved", name(phone), say(*phone))
            }
            Self::NameDeclined { phone, reason, .. } => {
                let (name, reason) = (name(phone), reason.as_str());
                format!("The display name{name} of {} was declined: {reason}", say(*phone))
            }
            Self::NameChangeRequested { phone, name, .. } => {
                format!("{} asked for the display name “{name}”", sentence(&say(*phone)))
            }
            Self::NameChangeReviewStarted { phone, .. } => {
                format!("The review of the new display name of {} began", say(*phone))
            }
            Self::NameChangeApproved { phone, .. } => {
                format!("The new display name of {} was approved", say(*phone))
            }
            Self::NameChangeDeclined { phone, reason, .. } => {
                let reason = reason.as_str();
                format!("The new display name of {} was declined: {reason}", say(*phone))
            }
            Self::NameAdopted { phone, .. } => {
                format!("{} uses the display name{}", say(*phone), name(phone))
            }
            _ => return None,
        })
    }
}
