//! Passwords of people, stored as Argon2id hashes.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::Secrets;

/// How much work a hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// 19 MiB and two passes, as OWASP asks: some tens of milliseconds. Hash off the async threads.
    Normal,
    /// As little as Argon2 allows. For tests and simulation only.
    Cheap,
}

/// Hashes a password with a fresh salt, in PHC form (`$argon2id$…`), which names its own cost.
#[must_use]
pub fn hash_password(password: &str, secrets: &Secrets, cost: Cost) -> String {
    let (memory_kib, passes) = match cost {
        Cost::Normal => (19_456, 2),
        Cost::Cheap => (Params::MIN_M_COST, 1),
    };
    let params = Params::new(memory_kib, passes, 1, None).expect("constants within bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(password.as_bytes(), &secrets.bytes::<16>())
        .expect("any password and a salt of 16 bytes can be hashed")
        .to_string()
}

/// Whether a password belongs to a hash made by [`hash_password`]; `false` for a damaged hash.
#[must_use]
pub fn verify_password(password: &str, hash: &str) -> bool {
    Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_password_and_no_other() {
        let secrets = Secrets::seeded(1);
        let hash = hash_password("correct horse", &secrets, Cost::Cheap);
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify_password("correct horse", &hash));
        assert!(!verify_password("correct hors", &hash));
        assert!(!verify_password("correct horse", "damaged"));
        assert_ne!(hash, hash_password("correct horse", &secrets, Cost::Cheap));
    }
}
