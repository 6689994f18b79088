//! The signature of a delivery (contract §6.3): always over the bytes as they travel.

use ring::hmac;

use crate::hex;

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "x-hub-signature-256";

/// The header's value for this body: `sha256=` and the hex HMAC-SHA256 under the app's secret.
pub fn sign(app_secret: &str, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, app_secret.as_bytes());
    format!("sha256={}", hex::encode(hmac::sign(&key, body).as_ref()))
}

/// The header that carried the signature before, and still does.
pub const LEGACY_SIGNATURE_HEADER: &str = "x-hub-signature";

/// The legacy header's value: `sha1=` and the hex HMAC-SHA1 under the app's secret.
pub fn sign_legacy(app_secret: &str, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, app_secret.as_bytes());
    format!("sha1={}", hex::encode(hmac::sign(&key, body).as_ref()))
}

/// Whether the header's value is the signature of this body, in exactly the form [`sign`] writes.
/// Takes the same time wherever it differs.
pub fn verify(app_secret: &str, header: &str, body: &[u8]) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, app_secret.as_bytes());
    let tag = header.strip_prefix("sha256=").and_then(hex::decode);
    tag.is_some_and(|tag| hmac::verify(&key, body, &tag).is_ok())
}

/// Whether the header's value is the signature of this body under one of two secrets: while an
/// app's secret is being changed, deliveries come signed with the old one and the new one. Both are
/// tried whatever the first says, so the time tells neither which it was nor where it differs.
pub fn verify_either(secret: &str, previous: Option<&str>, header: &str, body: &[u8]) -> bool {
    // Where there is no previous secret the work is the same, so that its being there is not told.
    let other = verify(previous.unwrap_or(secret), header, body);
    verify(secret, header, body) | other
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{sign, sign_legacy, verify, verify_either};

    #[test]
    fn security_webhook_while_the_secret_changes_both_count_and_no_third() {
        let body = br#"{"object":"whatsapp_business_account"}"#;
        for (secret, previous, fits) in [
            ("new", Some("old"), true),
            ("other", Some("new"), true),
            ("new", None, true),
            ("other", Some("old"), false),
            ("other", None, false),
        ] {
            let header = sign("new", body);
            assert_eq!(verify_either(secret, previous, &header, body), fits, "{secret}");
            assert!(!verify_either(secret, previous, &header, b"{}"), "{secret}");
            assert!(!verify_either(secret, previous, "sha256=", body), "{secret}");
        }
    }

    #[test]
    fn only_the_exact_form_is_accepted() {
        let header = sign("secret", b"{}");
        assert_eq!(header.len(), 71);
        assert!(verify("secret", &header, b"{}"));
        for other in [
            header.to_uppercase(),
            header.replace("sha256=", ""),
            header.replace("sha256=", "sha1="),
            format!("{header} "),
            format!(" {header}"),
            header[..69].to_owned(),
            "sha256=".to_owned(),
            String::new(),
        ] {
            assert!(!verify("secret", &other, b"{}"), "{other}");
        }
    }

    #[test]
    fn the_legacy_signature_is_hmac_sha1() {
        // RFC 2202, case 2.
        let told = sign_legacy("Jefe", b"what do ya want for nothing?");
        assert_eq!(told, "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    }

    proptest! {
        #[test]
        fn a_signature_fits_its_body_and_secret_only(
            secret in ".{1,20}", body in any::<Vec<u8>>(), other in any::<Vec<u8>>(),
        ) {
            let header = sign(&secret, &body);
            prop_assert!(verify(&secret, &header, &body));
            prop_assert_eq!(verify(&secret, &header, &other), body == other);
            let longer = format!("{secret}x");
            prop_assert!(!verify(&longer, &header, &body));
        }
    }
}
