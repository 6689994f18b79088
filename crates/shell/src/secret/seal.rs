//! Sealing: what is secret is stored encrypted, bound to the row it belongs to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf;

use super::{Secrets, sha256_hex};

/// The first bytes of every sealed text: how it was sealed.
const FORM: &str = "v1";
/// Length of a master key in bytes.
const MASTER_LEN: usize = 32;

/// Why something was not sealed or opened.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The master key is unusable.
    #[error(
        "the master key {0}: give 32 random bytes in base64, for example from `openssl rand \
         -base64 32`"
    )]
    BadMaster(&'static str),
    /// Not written by [`Sealer::seal`].
    #[error("the stored secret of {0} has an unknown form")]
    Unknown(String),
    /// Sealed under another master key.
    #[error(
        "the stored secret of {context} was sealed with the master key {sealed}, but the \
         configured one is {configured}: start with the key it was sealed with"
    )]
    OtherKey {
        /// What the secret belongs to.
        context: String,
        /// Public id of the key it was sealed with.
        sealed: String,
        /// Public id of the configured key.
        configured: String,
    },
    /// Changed, or moved here from another row.
    #[error("the stored secret of {0} was changed, or belongs to something else")]
    Forged(String),
}

/// Seals and opens secrets under one master key.
///
/// Each context (such as `phone_pin/1234`) has its own AES-256-GCM key, derived from the master key
/// with HKDF, and is authenticated as well: a sealed text copied to another row does not open.
#[derive(Debug)]
pub struct Sealer {
    prk: hkdf::Prk,
    key_id: String,
}

impl Sealer {
    /// A sealer for a master key of 32 bytes in base64.
    ///
    /// # Errors
    /// Refuses a blank, short or long key and one whose bytes are all equal.
    pub fn new(master_base64: &str) -> Result<Self, SealError> {
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
        Ok(Self { prk, key_id: sha256_hex(&named)[..8].to_owned() })
    }

    /// The public id of the master key; stands in every sealed text.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Encrypts `plain` for `context`. The text has the form `v1:<key id>:<base64>`.
    #[must_use]
    pub fn seal(&self, context: &str, plain: &[u8], secrets: &Secrets) -> String {
        let nonce = secrets.bytes::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        self.key(context)
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context),
                &mut sealed,
            )
            .expect("a stored secret is far below the 64 GiB that AES-GCM takes");
        format!("{FORM}:{}:{}", self.key_id, STANDARD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Decrypts what [`Sealer::seal`] made for the same context.
    ///
    /// # Errors
    /// When the text is of another form, key or context, or was changed.
    pub fn open(&self, context: &str, sealed: &str) -> Result<Vec<u8>, SealError> {
        let unknown = || SealError::Unknown(context.to_owned());
        let (form, rest) = sealed.split_once(':').ok_or_else(unknown)?;
        let (key_id, text) = rest.split_once(':').ok_or_else(unknown)?;
        if form != FORM {
            return Err(unknown());
        }
        if key_id != self.key_id {
            let (context, sealed) = (context.to_owned(), key_id.to_owned());
            return Err(SealError::OtherKey { context, sealed, configured: self.key_id.clone() });
        }
        let mut bytes = STANDARD.decode(text).map_err(|_| unknown())?;
        let (nonce, body) = bytes.split_first_chunk_mut::<NONCE_LEN>().ok_or_else(unknown)?;
        let nonce = Nonce::assume_unique_for_key(*nonce);
        self.key(context)
            .open_in_place(nonce, Aad::from(context), body)
            .map(|plain| plain.to_vec())
            .map_err(|_| SealError::Forged(context.to_owned()))
    }

    fn key(&self, context: &str) -> LessSafeKey {
        let info = [context.as_bytes()];
        let derived = self.prk.expand(&info, &AES_256_GCM).expect("a key is short enough for HKDF");
        LessSafeKey::new(UnboundKey::from(derived))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(seed: u64) -> Sealer {
        Sealer::new(&STANDARD.encode(Secrets::seeded(seed).bytes::<32>())).unwrap()
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
}
