//! Random values, hashes, sealing and passwords.
//!
//! Everything unpredictable comes from a [`Secrets`]: the operating system's, or in simulation one
//! made from a seed, so that a run can be repeated exactly.

mod password;
mod seal;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};
use ring::{digest, hmac};

pub use secrecy::{ExposeSecret, SecretString as Text};

pub use self::password::{Cost, hash_password, verify_password};
pub use self::seal::{SealError, Sealer};

/// A source of unpredictable bytes. Clones share it.
#[derive(Clone, Debug)]
pub struct Secrets(Source);

#[derive(Clone, Debug)]
enum Source {
    Os(SystemRandom),
    Seeded(Arc<Seeded>),
}

#[derive(Debug)]
struct Seeded {
    seed: u64,
    key: hmac::Key,
    block: AtomicU64,
}

impl Secrets {
    /// The operating system's random source.
    #[must_use]
    pub fn os() -> Self {
        Self(Source::Os(SystemRandom::new()))
    }

    /// Repeatable bytes from a seed. For simulation and tests only: whoever knows the seed knows
    /// every value, so nothing made from it protects anything.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &seed.to_be_bytes());
        Self(Source::Seeded(Arc::new(Seeded { seed, key, block: AtomicU64::new(0) })))
    }

    /// Fills a buffer.
    ///
    /// # Panics
    /// When the operating system has no random bytes: going on without them would be worse.
    pub fn fill(&self, buffer: &mut [u8]) {
        match &self.0 {
            Source::Os(system) => system.fill(buffer).expect("the system gives random bytes"),
            Source::Seeded(seeded) => {
                for part in buffer.chunks_mut(32) {
                    let block = seeded.block.fetch_add(1, Ordering::Relaxed);
                    let tag = hmac::sign(&seeded.key, &block.to_be_bytes());
                    part.copy_from_slice(&tag.as_ref()[..part.len()]);
                }
            }
        }
    }

    /// The seed, if they come from one.
    #[must_use]
    pub fn seed(&self) -> Option<u64> {
        match &self.0 {
            Source::Os(_) => None,
            Source::Seeded(seeded) => Some(seeded.seed),
        }
    }

    /// Goes on at one of many places of a seed, far from all others: what is drawn from there does
    /// not depend on how much was drawn before. The operating system's source has no places.
    pub fn go_on_at(&self, place: u64) {
        if let Source::Seeded(seeded) = &self.0 {
            seeded.block.store(place.wrapping_shl(32), Ordering::Relaxed);
        }
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A random number.
    #[must_use]
    pub fn number(&self) -> u64 {
        u64::from_be_bytes(self.bytes())
    }

    /// `prefix` followed by `n_bytes` random bytes in base64url without padding.
    #[must_use]
    pub fn token(&self, prefix: &str, n_bytes: usize) -> String {
        let mut bytes = vec![0; n_bytes];
        self.fill(&mut bytes);
        let mut token = prefix.to_owned();
        URL_SAFE_NO_PAD.encode_string(bytes, &mut token);
        token
    }

    /// `n` decimal digits, each equally likely.
    #[must_use]
    pub fn digits(&self, n: usize) -> String {
        let mut digits = String::with_capacity(n);
        while digits.len() < n {
            let [byte] = self.bytes::<1>();
            // 250 is the largest multiple of ten in a byte: what lies above would favour 0 to 5.
            if byte < 250 {
                digits.push(char::from(b'0' + byte % 10));
            }
        }
        digits
    }
}

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let digest = digest::digest(&digest::SHA256, bytes);
    digest.as_ref().try_into().expect("a SHA-256 has 32 bytes")
}

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// HMAC-SHA256 of `message` under `key` in lower-case hexadecimal, as Meta signs webhooks and
/// proves app secrets.
#[must_use]
pub fn hmac_sha256_hex(key: &[u8], message: &[u8]) -> String {
    hex(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message).as_ref())
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
#[must_use]
pub fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    // ring has deprecated comparing plain slices; a code over each is compared instead.
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"compare");
    hmac::verify(&key, a, hmac::sign(&key, b).as_ref()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_secrets_repeat_and_differ_by_seed() {
        let draw = |seed| {
            let secrets = Secrets::seeded(seed);
            (secrets.token("EAA", 40), secrets.digits(6), secrets.number())
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert!(draw(1).0.starts_with("EAA") && draw(1).0.len() == 3 + 54);
    }

    #[test]
    fn digits_are_digits_and_evenly_spread() {
        let digits = Secrets::seeded(7).digits(20_000);
        for digit in '0'..='9' {
            let count = digits.matches(digit).count();
            assert!((1_800..2_200).contains(&count), "{digit} came {count} times");
        }
    }

    #[test]
    fn hashes_and_comparison_are_right() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256_hex(b""), empty);
        assert_eq!(
            hmac_sha256_hex(b"key", b"The quick brown fox jumps over the lazy dog"),
            "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
        );
        assert!(constant_time_eq(b"same", b"same"));
        assert!(!constant_time_eq(b"same", b"sama") && !constant_time_eq(b"same", b"sam"));
    }
}
