//! The certificate of a number: what a client proves number and name with (contract §8).
//!
//! Meta's inner format is not public. Ours is JSON in base64: it binds the same facts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use graph::id::PhoneNumberId;
use graph::status::NameStatus;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::number::NumberFault;
use crate::phone::{Hosting, Phone, Standing};
use crate::world::World;

/// A certificate: which number may use which name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The number it is for.
    pub phone: PhoneNumberId,
    /// The name it grants.
    pub name: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// What nobody can guess.
    pub nonce: String,
}

impl Certificate {
    /// The text that is downloaded and handed to the client.
    pub fn text(&self) -> String {
        let json = serde_json::json!({
            "phone": self.phone, "name": self.name, "issued_at": self.issued_at,
            "nonce": self.nonce,
        });
        STANDARD.encode(json.to_string())
    }

    /// Reads a certificate's text; `None` if it is none. Says nothing about whether it is valid.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.trim()).ok()?;
        serde_json::from_slice(&bytes).ok()
    }
}

impl World {
    /// Whether a certificate may be downloaded at all for a number in this state: it went through
    /// the signup or the proof, is on trial or past every check, not turned off, and its name was
    /// processed (requirements B13, E04).
    pub fn grants_certificates(&self, phone: &Phone) -> bool {
        let open = match phone.standing {
            Standing::Trial { .. } | Standing::Regular { .. } => true,
            Standing::Starter => self.policy.trial_days.is_none(),
            Standing::Incomplete | Standing::Lapsed { .. } => false,
        };
        let unprocessed = phone.fault == Some(NumberFault::NameUnprocessed);
        open && phone.off().is_none() && !unprocessed
    }

    /// The certificate of the current name, where it may be downloaded (requirements B13, E04).
    pub fn certificate<'a>(&self, phone: &'a Phone, now: Timestamp) -> Option<&'a Certificate> {
        self.granted(phone).filter(|certificate| !self.is_too_old(certificate, now))
    }

    /// The certificate of the changed name, where it may be downloaded (requirement D08).
    pub fn new_certificate<'a>(&self, phone: &'a Phone, now: Timestamp) -> Option<&'a Certificate> {
        self.newly_granted(phone).filter(|certificate| !self.is_too_old(certificate, now))
    }

    /// The word of `name_status`: `NONE` where nothing is granted yet, `EXPIRED` where the
    /// certificate became too old to be downloaded (contract §9.4). A number on Meta's own servers
    /// needs none.
    pub fn name_status(&self, phone: &Phone, now: Timestamp) -> NameStatus {
        if phone.standing == Standing::Incomplete {
            return NameStatus::None;
        }
        self.aged(phone, self.granted(phone), now).unwrap_or_else(|| phone.name.review.status())
    }

    /// The word of `new_name_status`: `NONE` without a change.
    pub fn new_name_status(&self, phone: &Phone, now: Timestamp) -> NameStatus {
        let Some(change) = &phone.name.change else { return NameStatus::None };
        self.aged(phone, self.newly_granted(phone), now).unwrap_or_else(|| change.review.status())
    }

    /// The certificate of the current name that is granted, whatever its age.
    fn granted<'a>(&self, phone: &'a Phone) -> Option<&'a Certificate> {
        let allowed = self.grants_certificates(phone) && phone.name.review.allows_certificate();
        phone.certificate.as_ref().filter(|_| allowed)
    }

    /// The same of the changed name. Where the first name was declined, the approval of another one
    /// is the last check to pass (requirement E04).
    fn newly_granted<'a>(&self, phone: &'a Phone) -> Option<&'a Certificate> {
        let change = phone.name.change.as_ref()?;
        let last_check = phone.standing == Standing::Starter
            && change.review.is_approved()
            && phone.off().is_none()
            && self.wabas.get(&phone.waba).is_some_and(crate::waba::Waba::passed);
        let allowed = self.grants_certificates(phone) && change.review.allows_certificate();
        phone.new_certificate.as_deref().filter(|_| allowed || last_check)
    }

    fn aged(
        &self,
        phone: &Phone,
        certificate: Option<&Certificate>,
        now: Timestamp,
    ) -> Option<NameStatus> {
        let aged = certificate.is_some_and(|certificate| self.is_too_old(certificate, now));
        let needed = phone.hosting() != Some(Hosting::CloudApi);
        (aged && needed).then_some(NameStatus::Expired)
    }

    /// Whether a certificate is too old to be downloaded. What runs with it goes on (contract §8).
    pub(crate) fn is_too_old(&self, certificate: &Certificate, now: Timestamp) -> bool {
        let days = self.policy.certificate_days;
        days.is_some_and(|days| crate::time::days(certificate.issued_at, days) <= now)
    }

    /// Whether the certificate of the current name is granted and too old to be downloaded, so that
    /// a fresh one can be asked for.
    pub fn expired_current(&self, phone: &Phone, now: Timestamp) -> bool {
        self.granted(phone).is_some_and(|certificate| self.is_too_old(certificate, now))
    }

    /// The same of the changed name.
    pub fn expired_new(&self, phone: &Phone, now: Timestamp) -> bool {
        self.newly_granted(phone).is_some_and(|certificate| self.is_too_old(certificate, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_reads_back_and_garbage_does_not() {
        let certificate = Certificate {
            phone: PhoneNumberId::new(7),
            name: "Bäckerei".to_owned(),
            issued_at: "2026-11-22T08:00:00Z".parse().unwrap(),
            nonce: "00ff".to_owned(),
        };
        assert_eq!(Certificate::read(&certificate.text()), Some(certificate));
        assert_eq!(Certificate::read("bm9uc2Vuc2U="), None);
        assert_eq!(Certificate::read("%%%"), None);
    }
}
