//! Sealing: what is secret is stored encrypted, bound to the row it belongs to.
//!
//! A sealed text names the master key it was made with, so that keys can be changed while the
//! program runs: a [`Sealer`] opens with any key it knows and seals with the first, and
//! [`Sealer::reseal`] brings a text under that one.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{hkdf, hmac};

use super::{Secrets, sha256_hex};

/// The first bytes of every sealed text: how it was sealed.
const FORM: &str = "v1";
/// Length of a master key in bytes.
const MASTER_LEN: usize = 32;
/// The longest name of a master key, in characters.
const NAME_MAX: usize = 32;

/// Why something was not sealed or opened.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// There is no master key at all.
    #[error("there is no master key: give 32 random bytes in base64")]
    NoMaster,
    /// The master key is unusable.
    #[error(
        "the master key {0}: give 32 random bytes in base64, for example from `openssl rand \
         -base64 32`"
    )]
    BadMaster(&'static str),
    /// The name of a master key is unusable. The text itself may be the key, so it is not shown.
    #[error(
        "the name of a master key {0}: write `name:base64`, the name in lower-case letters, digits \
         and hyphens"
    )]
    BadName(&'static str),
    /// Not written by [`Sealer::seal`].
    #[error("the stored secret of {0} has an unknown form")]
    Unknown(String),
    /// Sealed under another master key.
    #[error(
        "the stored secret of {context} was sealed with the master key {sealed}, but the \
         configured ones are {configured}: start with the key it was sealed with"
    )]
    OtherKey {
        /// What the secret belongs to.
        context: String,
        /// Public id of the key it was sealed with.
        sealed: String,
        /// Public ids of the configured keys.
        configured: String,
    },
    /// Changed, or moved here from another row.
    #[error("the stored secret of {0} was changed, or belongs to something else")]
    Forged(String),
}

/// Seals and opens secrets under a ring of master keys. Clones share it.
///
/// Each context (such as `phone/1234/pin`: table, row, column) has its own AES-256-GCM key, derived
/// from the master key with HKDF, and is authenticated as well: a sealed text copied to another row
/// does not open.
#[derive(Clone, Debug)]
pub struct Sealer(Arc<[MasterKey]>);

/// One master key. What is shown of it is public.
#[derive(Debug)]
struct MasterKey {
    prk: hkdf::Prk,
    name: String,
    id: String,
}

impl Sealer {
    /// A sealer with one master key of 32 bytes in base64, named `main`.
    ///
    /// # Errors
    /// Refuses a blank, short or long key and one whose bytes are all equal.
    pub fn new(master_base64: &str) -> Result<Self, SealError> {
        Ok(Self([MasterKey::new("main", master_base64)?].into()))
    }

    /// A sealer with several master keys, each `name:base64`. The first is active: it seals. The
    /// others only open what they sealed once.
    ///
    /// # Errors
    /// As [`Self::new`]; no key at all; a name that is blank, odd or given twice; one key under two
    /// names.
    pub fn with_keys<'a>(named: impl IntoIterator<Item = &'a str>) -> Result<Self, SealError> {
        let mut keys: Vec<MasterKey> = Vec::new();
        for one in named {
            let (name, master) =
                one.trim().split_once(':').ok_or(SealError::BadName("is missing"))?;
            let key = MasterKey::new(checked(name)?, master)?;
            if keys.iter().any(|known| known.name == key.name) {
                return Err(SealError::BadName("is given twice"));
            }
            if keys.iter().any(|known| known.id == key.id) {
                return Err(SealError::BadMaster("stands in the settings under two names"));
            }
            keys.push(key);
        }
        if keys.is_empty() {
            return Err(SealError::NoMaster);
        }
        Ok(Self(keys.into()))
    }

    /// The public id of the active master key; stands in every text it seals.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.active().id
    }

    /// Name and public id of every key, the active one first.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|key| (key.name.as_str(), key.id.as_str()))
    }

    /// The public id of the key a text was sealed with; none if it is no sealed text.
    #[must_use]
    pub fn sealed_with(sealed: &str) -> Option<&str> {
        let (form, rest) = sealed.split_once(':')?;
        let (id, _) = rest.split_once(':')?;
        (form == FORM).then_some(id)
    }

    /// What every text that the active key sealed begins with. For counting in a database.
    #[must_use]
    pub fn beginning(&self) -> String {
        Self::beginning_of(self.key_id())
    }

    /// What every text begins with that the key of this public id sealed.
    #[must_use]
    pub fn beginning_of(id: &str) -> String {
        format!("{FORM}:{id}:")
    }

    /// Encrypts `plain` for `context`. The text has the form `v1:<key id>:<base64>`.
    #[must_use]
    pub fn seal(&self, context: &str, plain: &[u8], secrets: &Secrets) -> String {
        let nonce = secrets.bytes::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        self.active()
            .key(context)
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context),
                &mut sealed,
            )
            .expect("a stored secret is far below the 64 GiB that AES-GCM takes");
        format!("{}{}", self.beginning(), STANDARD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Decrypts what [`Sealer::seal`] made for the same context, under any of the keys.
    ///
    /// # Errors
    /// When the text is of another form, key or context, or was changed.
    pub fn open(&self, context: &str, sealed: &str) -> Result<Vec<u8>, SealError> {
        let unknown = || SealError::Unknown(context.to_owned());
        let key_id = Self::sealed_with(sealed).ok_or_else(unknown)?;
        let (_, text) = sealed.rsplit_once(':').ok_or_else(unknown)?;
        let Some(key) = self.0.iter().find(|key| key.id == key_id) else {
            let ids: Vec<&str> = self.keys().map(|(_, id)| id).collect();
            let (context, sealed) = (context.to_owned(), key_id.to_owned());
            return Err(SealError::OtherKey { context, sealed, configured: ids.join(", ") });
        };
        let mut bytes = STANDARD.decode(text).map_err(|_| unknown())?;
        let (nonce, body) = bytes.split_first_chunk_mut::<NONCE_LEN>().ok_or_else(unknown)?;
        let nonce = Nonce::assume_unique_for_key(*nonce);
        key.key(context)
            .open_in_place(nonce, Aad::from(context), body)
            .map(|plain| plain.to_vec())
            .map_err(|_| SealError::Forged(context.to_owned()))
    }

    /// The same secret under the active key; none if it is sealed with that one already.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn reseal(
        &self,
        context: &str,
        sealed: &str,
        secrets: &Secrets,
    ) -> Result<Option<String>, SealError> {
        if Self::sealed_with(sealed) == Some(self.key_id()) {
            return Ok(None);
        }
        self.open(context, sealed).map(|plain| Some(self.seal(context, &plain, secrets)))
    }

    /// A mark that only somebody with the active key could have put under `text` for `context`:
    /// `<key id>:<hex of HMAC-SHA256>`.
    #[must_use]
    pub fn mark(&self, context: &str, text: &str) -> String {
        let tag = hmac::sign(&self.active().marking(context), text.as_bytes());
        format!("{}:{}", self.key_id(), super::hex(tag.as_ref()))
    }

    /// Whether a mark belongs to this text and context, under any of the keys.
    #[must_use]
    pub fn is_marked(&self, context: &str, text: &str, mark: &str) -> bool {
        let Some((id, hex)) = mark.split_once(':') else { return false };
        self.0.iter().find(|key| key.id == id).is_some_and(|key| {
            let tag = hmac::sign(&key.marking(context), text.as_bytes());
            super::constant_time_eq(super::hex(tag.as_ref()).as_bytes(), hex.as_bytes())
        })
    }

    fn active(&self) -> &MasterKey {
        self.0.first().expect("no sealer is made without a key")
    }
}

impl MasterKey {
    fn new(name: &str, master_base64: &str) -> Result<Self, SealError> {
        let text = master_base64.trim();
        if text.is_empty() {
            return Err(SealError::BadMaster("is blank"));
        }
        let Ok(master) = STANDARD.decode(text) else {
            return Err(SealError::BadMaster("is not base64"));
        };
        if master.len() != MASTER_LEN {
            return Err(SealError::BadMaster("has not 32 bytes"));
        }
        if master.iter().all(|byte| *byte == master[0]) {
            return Err(SealError::BadMaster("has the same byte throughout"));
        }
        let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, b"vestibule sealer v1").extract(&master);
        let named = [b"vestibule key id ".as_slice(), &master].concat();
        let id = sha256_hex(&named)[..8].to_owned();
        Ok(Self { prk, name: name.to_owned(), id })
    }

    fn key(&self, context: &str) -> LessSafeKey {
        let info = [context.as_bytes()];
        let derived = self.prk.expand(&info, &AES_256_GCM).expect("a key is short enough for HKDF");
        LessSafeKey::new(UnboundKey::from(derived))
    }

    fn marking(&self, context: &str) -> hmac::Key {
        let info = [b"mark ".as_slice(), context.as_bytes()];
        let derived = self.prk.expand(&info, hmac::HMAC_SHA256);
        hmac::Key::from(derived.expect("a key is short enough for HKDF"))
    }
}

fn checked(name: &str) -> Result<&str, SealError> {
    if name.is_empty() {
        return Err(SealError::BadName("is blank"));
    }
    if name.len() > NAME_MAX {
        return Err(SealError::BadName("is longer than 32 characters"));
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.chars().all(plain) {
        return Err(SealError::BadName("has other characters"));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn master(seed: u64) -> String {
        STANDARD.encode(Secrets::seeded(seed).bytes::<32>())
    }

    fn sealer(seed: u64) -> Sealer {
        Sealer::new(&master(seed)).unwrap()
    }

    fn ring(seeds: &[u64]) -> Sealer {
        let named: Vec<_> = seeds.iter().map(|seed| format!("k{seed}:{}", master(*seed))).collect();
        Sealer::with_keys(named.iter().map(String::as_str)).unwrap()
    }

    #[test]
    fn opens_in_its_own_context_only() {
        let (ours, secrets) = (sealer(1), Secrets::seeded(2));
        let sealed = ours.seal("phone_pin/1234", b"123456", &secrets);
        assert_eq!(ours.open("phone_pin/1234", &sealed).unwrap(), b"123456");
        assert!(!sealed.contains("123456"));
        assert_ne!(sealed, ours.seal("phone_pin/1234", b"123456", &secrets));
        let moved = ours.open("phone_pin/1235", &sealed).unwrap_err();
        assert_eq!(moved, SealError::Forged("phone_pin/1235".into()));
        assert!(matches!(
            sealer(3).open("phone_pin/1234", &sealed),
            Err(SealError::OtherKey { .. })
        ));
        for broken in ["", "v1", "v1:x", "v2:aa:bb", &format!("v1:{}:AAAA", ours.key_id())] {
            assert!(ours.open("phone_pin/1234", broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn weak_master_keys_are_refused() {
        for weak in ["", "  ", "change-me", "c2hvcnQ=", &STANDARD.encode([7; 32])] {
            assert!(matches!(Sealer::new(weak), Err(SealError::BadMaster(_))), "{weak}");
        }
    }

    #[test]
    fn a_ring_opens_with_every_key_and_seals_with_the_first() {
        let secrets = Secrets::seeded(2);
        let old = sealer(1).seal("t/1", b"pin", &secrets);
        let both = ring(&[5, 1]);
        assert_eq!(both.open("t/1", &old).unwrap(), b"pin");
        let fresh = both.reseal("t/1", &old, &secrets).unwrap().unwrap();
        assert!(fresh.starts_with(&both.beginning()));
        assert_eq!(ring(&[5]).open("t/1", &fresh).unwrap(), b"pin");
        assert!(sealer(1).open("t/1", &fresh).is_err());
        assert_eq!(both.reseal("t/1", &fresh, &secrets).unwrap(), None, "nothing left to do");
        assert!(both.reseal("t/2", &old, &secrets).is_err(), "of another row");
        assert!(ring(&[5]).reseal("t/1", &old, &secrets).is_err(), "the old key is gone");
        let shown: Vec<_> = both.keys().map(|(name, _)| name).collect();
        assert_eq!(shown, ["k5", "k1"]);
    }

    #[test]
    fn a_ring_is_refused_without_keys_or_with_odd_names() {
        let key = master(1);
        let refused = |ring: &[String]| {
            let error = Sealer::with_keys(ring.iter().map(String::as_str)).unwrap_err();
            assert!(!error.to_string().contains(&key), "{error}");
            error
        };
        assert_eq!(refused(&[]), SealError::NoMaster);
        assert_eq!(refused(std::slice::from_ref(&key)), SealError::BadName("is missing"));
        assert_eq!(refused(&[format!(":{key}")]), SealError::BadName("is blank"));
        assert_eq!(refused(&[format!("A B:{key}")]), SealError::BadName("has other characters"));
        let twice = [format!("a:{key}"), format!("a:{}", master(2))];
        assert_eq!(refused(&twice), SealError::BadName("is given twice"));
        assert!(matches!(
            refused(&[format!("a:{key}"), format!("b:{key}")]),
            SealError::BadMaster(_)
        ));
    }

    #[test]
    fn marks_hold_for_their_text_and_context_under_any_key() {
        let mark = sealer(1).mark("setting/audit_head", "7:abc");
        assert!(ring(&[5, 1]).is_marked("setting/audit_head", "7:abc", &mark));
        assert!(!ring(&[5]).is_marked("setting/audit_head", "7:abc", &mark));
        assert!(!sealer(1).is_marked("setting/audit_head", "6:abc", &mark));
        assert!(!sealer(1).is_marked("setting/other", "7:abc", &mark));
        assert!(!sealer(1).is_marked("setting/audit_head", "7:abc", "no mark"));
    }
}
