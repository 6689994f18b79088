//! A healthy client for tests, and what performing a step makes of it.

use graph::id::{BusinessId, PhoneNumberId, WabaId};
use graph::status::{MessagingLimitTier, PhoneStatus};
use jiff::{SignedDuration, Timestamp};

use crate::seen::{ClientState, Credit, Hosting, Pin, Seen, SeenPhone, SystemUser};
use crate::step::Step;

/// A fixed moment.
pub(crate) fn noon() -> Timestamp {
    "2026-12-01T12:00:00Z".parse().unwrap()
}

/// A client that died just now and is to be started at once.
pub(crate) fn died() -> ClientState {
    ClientState::Failed { since: noon(), again: noon(), crashes: 1, remote: false }
}

/// The number of all samples.
pub(crate) const PHONE: PhoneNumberId = PhoneNumberId::new(101);

/// A client that has just signed up: everything is still to be done.
pub(crate) fn fresh(hosting: Hosting) -> Seen {
    Seen {
        business: Some((BusinessId::new(2), "Blumen Anna".to_owned())),
        phones: vec![number()],
        contact: true,
        ..Seen::signed_up(WabaId::new(1), hosting)
    }
}

/// A verified number nobody runs yet, thirty days before the end of its trial.
pub(crate) fn number() -> SeenPhone {
    SeenPhone {
        trial_ends: Some(noon() + SignedDuration::from_hours(30 * 24)),
        certificate: Some("c1".to_owned()),
        tier: Some(MessagingLimitTier::Tier50),
        ..SeenPhone::signed_up(PHONE, "+49 30 1234567".to_owned())
    }
}

/// The same client with everything done.
pub(crate) fn healthy(hosting: Hosting) -> Seen {
    let mut seen = fresh(hosting);
    seen.system_user = SystemUser::Employee { assigned: true };
    seen.credit = Credit::Shared;
    seen.subscribed = true;
    let phone = &mut seen.phones[0];
    phone.status = PhoneStatus::Connected;
    phone.probed = Some(noon());
    match hosting {
        Hosting::Client => {
            phone.installed = phone.certificate.clone();
            phone.hosted = true;
            phone.client = ClientState::Running { connected: true };
            phone.pointed = true;
        }
        Hosting::Cloud => {
            phone.registered = true;
            phone.pin = Pin::Known;
        }
    }
    seen
}

/// What the next look shows after `step` went well and the platform did its part.
pub(crate) fn perform(seen: &mut Seen, step: &Step, now: Timestamp) {
    let phone_of = |seen: &mut Seen, id: &PhoneNumberId, change: &dyn Fn(&mut SeenPhone)| {
        seen.phones.iter_mut().filter(|phone| phone.id == *id).for_each(change);
    };
    match step {
        Step::AssignSystemUser => seen.system_user = SystemUser::Employee { assigned: true },
        Step::ShareCredit => seen.credit = Credit::Shared,
        Step::RevokeCredit => {
            seen.credit = match seen.credit {
                Credit::Own { .. } => Credit::Own { shared: false },
                _ => Credit::Missing,
            };
        }
        Step::Subscribe => seen.subscribed = true,
        Step::StartClient { phone } => phone_of(seen, phone, &|phone| {
            phone.client = ClientState::Running { connected: false };
            phone.pointed = true;
        }),
        Step::PointWebhooks { phone } => phone_of(seen, phone, &|phone| phone.pointed = true),
        Step::SendWaiting { phone } => phone_of(seen, phone, &|phone| phone.unsent = 0),
        Step::RetireClient { phone } => seen.leftovers.retain(|left| left != phone),
        Step::InstallCertificate { phone, certificate } => phone_of(seen, phone, &|phone| {
            phone.installed = Some(certificate.clone());
            phone.hosted = true;
            phone.client = ClientState::Running { connected: true };
            phone.status = PhoneStatus::Connected;
        }),
        Step::RegisterNumber { phone } => phone_of(seen, phone, &|phone| {
            phone.registered = true;
            phone.pin = Pin::Known;
            phone.refused = None;
            phone.renamed = false;
            phone.registers.push(now);
            phone.status = PhoneStatus::Connected;
        }),
        Step::SendProbe { phone } => {
            phone_of(seen, phone, &|phone| phone.probed = Some(now));
        }
        Step::StopClient { phone } => {
            phone_of(seen, phone, &|phone| phone.client = ClientState::None);
        }
        Step::Unsubscribe => {
            seen.subscribed = false;
            seen.left.unsubscribed = true;
        }
        Step::ForgetSecrets => seen.left.forgotten = true,
        Step::ConfirmLeft => seen.left.confirmed = true,
        Step::TellOperators { notice } => notice.remember(&mut seen.told),
    }
}
