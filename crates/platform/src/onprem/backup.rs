//! Backups of a client: what `POST /v1/settings/backup` gives out, and what the platform takes at a
//! registration with `backup` (contract §4.5, §8).
//!
//! Meta's format is not public. Ours is JSON, sealed under a key that is derived from the password.

use std::num::NonZeroU32;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use graph::PhoneNumberId;
use ring::pbkdf2;
use serde::{Deserialize, Serialize};
use shell::secret::{Sealer, Secrets};
use world::Profile;

/// Binds the seal to its use.
const CONTEXT: &str = "onprem/backup";

/// How much work a guess at the password is.
const ROUNDS: NonZeroU32 = NonZeroU32::new(20_000).expect("not zero");

/// What moves with a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Backup {
    /// The number it is of.
    pub(crate) phone_number_id: PhoneNumberId,
    /// Its WhatsApp profile.
    pub(crate) profile: Profile,
}

impl Backup {
    /// The text for `data`; `None` if no key comes of the password.
    pub(crate) fn seal(&self, password: &str, secrets: &Secrets) -> Option<String> {
        let plain = serde_json::to_vec(self).expect("a backup is plain values");
        let sealed = sealer(password)?.seal(CONTEXT, &plain, secrets);
        Some(STANDARD.encode(sealed))
    }

    /// Reads `data`; `None` if it is none, or of another password.
    pub(crate) fn open(password: &str, data: &str) -> Option<Self> {
        let sealed = String::from_utf8(STANDARD.decode(data.trim()).ok()?).ok()?;
        let plain = sealer(password)?.open(CONTEXT, &sealed).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

fn sealer(password: &str) -> Option<Sealer> {
    let mut key = [0; 32];
    let (way, salt) = (pbkdf2::PBKDF2_HMAC_SHA256, b"vestibule on-premises backup");
    pbkdf2::derive(way, ROUNDS, salt, password.as_bytes(), &mut key);
    Sealer::new(&STANDARD.encode(key)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_opens_with_its_password_only() {
        let about = Some("Plants".to_owned());
        let profile = Profile { about, ..Profile::default() };
        let backup = Backup { phone_number_id: PhoneNumberId::new(7), profile };
        let data = backup.seal("pass word", &Secrets::seeded(1)).unwrap();
        assert!(!data.contains("Plants"));
        assert_eq!(Backup::open("pass word", &data), Some(backup));
        assert_eq!(Backup::open("pass", &data), None);
        assert_eq!(Backup::open("pass word", "bm9uZQ=="), None);
    }
}
