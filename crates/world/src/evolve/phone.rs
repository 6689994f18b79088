//! Numbers: proof, standing, connection, names, certificates.

use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use jiff::{SignedDuration, Timestamp};

use super::name;
use crate::command::ProfileChange;
use crate::due::Due;
use crate::event::Event;
use crate::name::{DisplayName, NameChange, NameReview};
use crate::number::NumberFault;
use crate::ownership::Ownership;
use crate::phone::{Connection, Hosting, OffReason, Phone, Profile, Standing};
use crate::policy::Policy;
use crate::rare::Rare;
use crate::verdict::ReviewKind;
use crate::world::World;

/// How long registrations are remembered (contract §4.5).
pub(crate) const REGISTRATION_WINDOW: SignedDuration = SignedDuration::from_hours(72);

impl World {
    pub(super) fn evolve_phone(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::PhoneAdded { phone, waba, number, name, profile } => {
                let new = Phone::added(*phone, *waba, number, (name, profile), at);
                self.phones.insert(*phone, new);
                self.numbers.insert(number.clone(), *phone);
                self.waba_mut(*waba).phones.push(*phone);
            }
            Event::PhoneVerified { phone, verified_at } => {
                let phone = self.phone_mut(*phone);
                phone.ownership = Ownership::Verified { at: *verified_at };
                let number = phone.number.clone();
                self.challenges.remove(&number);
            }
            Event::PhoneOnboarded { phone, trial_ends_at } => {
                self.phone_mut(*phone).onboarded_at = Some(at);
                match *trial_ends_at {
                    Some(ends_at) => self.start_trial(*phone, ends_at, at),
                    // A number that was moved brings its standing along.
                    None if self.phone_mut(*phone).standing == Standing::Incomplete => {
                        self.stand(*phone, Standing::Starter);
                    }
                    None => {}
                }
            }
            Event::ProfileUpdated { phone, change } => {
                self.phone_mut(*phone).profile.change(change);
            }
            Event::TrialWarned { phone, days_left } => {
                if let Standing::Trial { ends_at } = self.phone_mut(*phone).standing {
                    let warned_at = crate::time::days(ends_at, -days_left);
                    self.unschedule(warned_at, Due::TrialWarning(*phone, *days_left));
                }
            }
            Event::TrialLifted { phone } => self.stand(*phone, Standing::Starter),
            Event::RegularUseBegan { phone, tier } => {
                self.stand(*phone, Standing::Regular { tier: *tier });
            }
            Event::PhoneTurnedOff { phone, .. } | Event::PhoneTurnedOn { phone }
                if self.phone_mut(*phone).is_gone() => {}
            Event::PhoneTurnedOff { phone, why } => {
                if *why == OffReason::TrialEnded {
                    self.stand(*phone, Standing::Lapsed { since: at });
                }
                self.connect(*phone, Connection::Off { why: *why, since: at });
            }
            Event::PhoneTurnedOn { phone } => {
                let again = if self.phone_mut(*phone).was_registered {
                    Connection::Disconnected { since: at }
                } else {
                    Connection::Unregistered
                };
                self.connect(*phone, again);
            }
            Event::PhoneRegistered { phone, hosting, connects_at } => {
                self.register(*phone, *hosting, *connects_at, at);
            }
            Event::PhoneConnected { phone } => {
                if let Some(hosting) = self.phone_mut(*phone).hosting() {
                    self.connect(*phone, Connection::Connected { hosting, since: at });
                }
            }
            Event::PhoneDeregistered { phone } => {
                self.phone_mut(*phone).note_registration(at);
                self.connect(*phone, Connection::Disconnected { since: at });
            }
            _ => self.evolve_papers(event, at),
        }
    }

    /// PIN, certificates, names.
    fn evolve_papers(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::PinSet { phone, pin } => {
                self.phone_mut(*phone).set_pin(Some(pin.clone()));
            }
            Event::PinGuessedWrong { phone } => {
                let most = self.policy.wrong_pins_max;
                let phone = self.phone_mut(*phone);
                // The lock that the last wrong one brought is over, or it would not be looked at.
                phone.wrong_pins = if phone.wrong_pins >= most { 1 } else { phone.wrong_pins + 1 };
                phone.wrong_pin_at = Some(at);
                phone.note_registration(at);
            }
            Event::CertificateIssued { certificate } => {
                self.phone_mut(certificate.phone).certificate = Some(certificate.clone());
            }
            Event::NewCertificateIssued { certificate } => {
                let known = self.phone_mut(certificate.phone);
                known.new_certificate = Some(Box::new(certificate.clone()));
                if let Some(change) = &mut known.name.change {
                    change.before = None;
                }
            }
            Event::NameReviewStarted { phone } => {
                self.review_name(*phone, NameReview::Pending { since: at }, at);
            }
            Event::NameApproved { phone } => {
                self.review_name(*phone, NameReview::Approved { at }, at);
                self.name_was_processed(*phone);
            }
            Event::NameDeclined { phone, reason } => {
                self.review_name(*phone, NameReview::Declined { at, reason: *reason }, at);
            }
            Event::NameChangeRequested { phone, name } => {
                let known = self.phone_mut(*phone);
                let before = name::granted_before(known);
                let change =
                    NameChange { name: name.clone(), review: NameReview::NotStarted, before };
                known.name.change = Some(Box::new(change));
                self.renew_name_review(*phone, at);
            }
            Event::NameChangeReviewStarted { phone } => {
                self.review_change(*phone, NameReview::Pending { since: at }, at);
            }
            Event::NameChangeApproved { phone } => {
                self.review_change(*phone, NameReview::Approved { at }, at);
                self.name_was_processed(*phone);
            }
            Event::NameChangeDeclined { phone, reason } => {
                self.review_change(*phone, NameReview::Declined { at, reason: *reason }, at);
                self.phone_mut(*phone).new_certificate = None;
            }
            Event::NameDeferred { phone } => {
                self.schedule_verdict(ReviewKind::DisplayName, phone.get(), (at, None));
            }
            Event::NameAdopted { phone: id } => {
                name::adopt(self.phone_mut(*id), at);
                self.renew_name_review(*id, at);
            }
            _ => unreachable!("World::evolve sends only its own events here"),
        }
    }

    fn review_name(&mut self, phone: PhoneNumberId, review: NameReview, at: Timestamp) {
        self.phone_mut(phone).name.review = review;
        self.renew_name_review(phone, at);
    }

    /// A name that is approved can be put into a certificate.
    fn name_was_processed(&mut self, phone: PhoneNumberId) {
        let known = self.phone_mut(phone);
        known.fault = known.fault.filter(|fault| *fault != NumberFault::NameUnprocessed);
    }

    fn review_change(&mut self, phone: PhoneNumberId, review: NameReview, at: Timestamp) {
        if let Some(change) = &mut self.phone_mut(phone).name.change {
            change.review = review;
        }
        self.renew_name_review(phone, at);
    }

    /// What was looked at has changed: while a name of the number is under review, its verdict
    /// comes after a whole delay; otherwise nothing is awaited.
    fn renew_name_review(&mut self, id: PhoneNumberId, at: Timestamp) {
        let name = &self.phone_mut(id).name;
        let change = name.change.as_ref();
        if name.review.is_pending() || change.is_some_and(|change| change.review.is_pending()) {
            self.open_review(ReviewKind::DisplayName, id.get(), at);
        } else {
            self.close_review(ReviewKind::DisplayName, id.get());
        }
    }

    /// The rules change. Trials under way keep their end; it is announced by the new rules.
    pub(super) fn set_policy(&mut self, policy: &Policy, at: Timestamp) {
        let trials: Vec<(PhoneNumberId, Timestamp)> = self
            .phones
            .values()
            .filter_map(|phone| match phone.standing {
                Standing::Trial { ends_at } => Some((phone.id, ends_at)),
                _ => None,
            })
            .collect();
        for (phone, ends_at) in &trials {
            for days_left in self.policy.trial_warning_days.clone() {
                let warned_at = crate::time::days(*ends_at, -days_left);
                self.unschedule(warned_at, Due::TrialWarning(*phone, days_left));
            }
        }
        self.policy = policy.clone();
        for (phone, ends_at) in trials {
            self.start_trial(phone, ends_at, at);
        }
    }

    fn start_trial(&mut self, phone: PhoneNumberId, ends_at: Timestamp, at: Timestamp) {
        self.stand(phone, Standing::Trial { ends_at });
        self.schedule(ends_at, Due::TrialEnd(phone));
        for days_left in self.policy.trial_warning_days.clone() {
            let warned_at = crate::time::days(ends_at, -days_left);
            if warned_at > at {
                self.schedule(warned_at, Due::TrialWarning(phone, days_left));
            }
        }
    }

    /// Changes the standing; what was to happen to a trial no longer does.
    pub(super) fn stand(&mut self, phone: PhoneNumberId, standing: Standing) {
        let before = std::mem::replace(&mut self.phone_mut(phone).standing, standing);
        let Standing::Trial { ends_at } = before else { return };
        self.unschedule(ends_at, Due::TrialEnd(phone));
        for days_left in self.policy.trial_warning_days.clone() {
            let warned_at = crate::time::days(ends_at, -days_left);
            self.unschedule(warned_at, Due::TrialWarning(phone, days_left));
        }
    }

    /// Changes the connection; a connection under way no longer comes.
    pub(super) fn connect(&mut self, phone: PhoneNumberId, connection: Connection) {
        let before = std::mem::replace(&mut self.phone_mut(phone).connection, connection);
        if let Connection::Connecting { ready_at, .. } = before {
            self.unschedule(ready_at, Due::Connection(phone));
        }
    }

    fn register(
        &mut self,
        id: PhoneNumberId,
        hosting: Hosting,
        connects_at: Option<Timestamp>,
        at: Timestamp,
    ) {
        let phone = self.phone_mut(id);
        phone.note_registration(at);
        phone.was_registered = true;
        phone.wrong_pins = 0;
        phone.wrong_pin_at = None;
        if let Some(ready_at) = connects_at {
            self.connect(id, Connection::Connecting { hosting, ready_at });
            self.schedule(ready_at, Due::Connection(id));
        }
    }
}

impl Phone {
    pub(super) fn added(
        id: PhoneNumberId,
        waba: graph::id::WabaId,
        number: &E164,
        (name, profile): (&str, &Profile),
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            waba,
            number: number.clone(),
            created_at: at,
            onboarded_at: None,
            name: DisplayName {
                current: name.to_owned(),
                review: NameReview::NotStarted,
                change: None,
                earlier: Vec::new(),
            },
            profile: profile.clone().into(),
            official: None,
            ownership: Ownership::NotVerified,
            standing: Standing::Incomplete,
            connection: Connection::Unregistered,
            certificate: None,
            new_certificate: None,
            pin: None,
            wrong_pins: 0,
            registrations: Vec::new(),
            was_registered: false,
            usage: Rare::default(),
            limits: Rare::default(),
            rated: Rare::default(),
            callback: None,
            settings: Rare::default(),
            pin_reset: None,
            fault: None,
            wrong_pin_at: None,
            preverified: false,
            arriving: false,
        }
    }

    fn note_registration(&mut self, at: Timestamp) {
        self.registrations.retain(|&before| before + REGISTRATION_WINDOW > at);
        self.registrations.push(at);
    }
}

impl Profile {
    fn change(&mut self, change: &ProfileChange) {
        let texts = [
            (&mut self.about, &change.about),
            (&mut self.address, &change.address),
            (&mut self.description, &change.description),
            (&mut self.email, &change.email),
        ];
        for (text, new) in texts {
            if new.is_some() {
                text.clone_from(new);
            }
        }
        if let Some(websites) = &change.websites {
            self.websites.clone_from(websites);
        }
        if change.vertical.is_some() {
            self.vertical = change.vertical;
        }
        if change.picture.is_some() {
            self.picture.clone_from(&change.picture);
        }
    }
}
