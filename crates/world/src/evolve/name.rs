//! Display names that were approved and wait until the number is registered with them.

use jiff::Timestamp;

use crate::name::{GrantedName, NameChange, NameReview};
use crate::phone::Phone;

/// What another request leaves waiting: the approved name nobody registered with yet.
pub(super) fn granted_before(phone: &mut Phone) -> Option<Box<GrantedName>> {
    let change = phone.name.change.take()?;
    let certificate = phone.new_certificate.take();
    match (change.review, certificate) {
        (NameReview::Approved { at }, Some(certificate)) => {
            Some(Box::new(GrantedName { name: change.name, at, certificate: *certificate }))
        }
        _ => change.before,
    }
}

/// The number was registered: it has the new name if that is granted, else the one granted before
/// it, while the new one goes on waiting for its verdict.
pub(super) fn adopt(phone: &mut Phone, at: Timestamp) {
    let Some(mut change) = phone.name.change.take() else { return };
    let (name, review, certificate) = match change.before.take() {
        Some(before) if !change.review.allows_certificate() => {
            phone.name.change = Some(change);
            let review = before.review();
            (before.name, review, Some(before.certificate))
        }
        _ => (change.name, change.review, phone.new_certificate.take().map(|new| *new)),
    };
    let earlier = std::mem::replace(&mut phone.name.current, name);
    phone.name.earlier.push((earlier, at));
    phone.name.review = review;
    phone.certificate = certificate;
}

/// The name approved before the declined one is the new name again.
pub(super) fn restore(phone: &mut Phone) {
    let before = phone.name.change.take().and_then(|change| change.before);
    let Some(before) = before else { return };
    let review = before.review();
    let change = NameChange { name: before.name, review, before: None };
    phone.name.change = Some(Box::new(change));
    phone.new_certificate = Some(Box::new(before.certificate));
}
