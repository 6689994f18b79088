//! Display names: changes and reviews (requirements D07, D08).

use graph::id::PhoneNumberId;

use super::{Ask, Decision};
use crate::access::Need;
use crate::certificate::Certificate;
use crate::event::Event;
use crate::name::{NameReason, judge};
use crate::phone::{Phone, Standing};
use crate::refusal::Refusal;

impl Ask<'_> {
    pub(super) fn change_name(self, id: PhoneNumberId, name: &str) -> Decision {
        let phone = self.allow_phone(id, Need::ManagePhones)?;
        let name = name.trim();
        judge(name).map_err(|problem| Refusal::NameUnacceptable { problem })?;
        if phone.standing == Standing::Incomplete {
            return Err(Refusal::NotVerified);
        }
        if name == phone.name.current {
            return Err(Refusal::BadValue { field: "new_display_name", value: name.to_owned() });
        }
        let owner = self.world.waba(phone.waba)?.owner;
        let requested = Event::NameChangeRequested { phone: id, name: name.to_owned() };
        let next = if self.world.business(owner)?.is_verified() {
            Event::NameChangeReviewStarted { phone: id }
        } else {
            self.new_certificate(phone, name)
        };
        Ok(vec![requested, next])
    }

    pub(super) fn conclude_name_review(self, id: PhoneNumberId, approved: bool) -> Decision {
        let phone = self.world.phone(id)?;
        let change = phone.name.change.as_ref().filter(|change| change.review.is_pending());
        match change {
            Some(change) if approved => Ok(vec![
                Event::NameChangeApproved { phone: id },
                self.new_certificate(phone, &change.name),
            ]),
            Some(change) => {
                Ok(vec![Event::NameChangeDeclined { phone: id, reason: reason(&change.name) }])
            }
            None if !phone.name.review.is_pending() => Err(Refusal::NoNameReview),
            None if approved => {
                let mut events = vec![Event::NameApproved { phone: id }];
                events.extend(self.promotion(phone, true, None));
                Ok(events)
            }
            None => {
                let reason = reason(&phone.name.current);
                Ok(vec![Event::NameDeclined { phone: id, reason }])
            }
        }
    }

    fn new_certificate(self, phone: &Phone, name: &str) -> Event {
        let nonce = self.world.chance().hex(32);
        let (phone, name, issued_at) = (phone.id, name.to_owned(), self.now);
        Event::NewCertificateIssued { certificate: Certificate { phone, name, issued_at, nonce } }
    }

    /// Regular use, if with this approval or passed check nothing is open any more
    /// (requirements D09, F03). `passed` overrules what the WABA's check says now.
    pub(super) fn promotion(
        self,
        phone: &Phone,
        name_approved: bool,
        passed: Option<bool>,
    ) -> Option<Event> {
        let waba = self.world.wabas.get(&phone.waba)?;
        let owner = self.world.businesses.get(&waba.owner)?;
        let waiting = phone.standing == Standing::Starter;
        let open = !owner.is_verified() || !passed.unwrap_or(waba.passed()) || !name_approved;
        if !waiting || open {
            return None;
        }
        Some(Event::RegularUseBegan { phone: phone.id, tier: self.world.policy.regular_tier })
    }
}

/// What the reviewer holds against a name.
fn reason(name: &str) -> NameReason {
    match judge(name) {
        Ok(()) => NameReason::NameNotConsistent,
        Err(_) => NameReason::NameFormatUnacceptable,
    }
}
