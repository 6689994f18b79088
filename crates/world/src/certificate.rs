//! The certificate of a number: what a client proves number and name with (contract §8).
//!
//! Meta's inner format is not public. Ours is JSON in base64: it binds the same facts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use graph::id::PhoneNumberId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
