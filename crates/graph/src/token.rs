//! Access tokens: how they are sent, the app's own token, and the proof that goes with a token
//! (contract §0, §7.6).

use std::fmt;

use ring::hmac;

use crate::{AppId, Params, hex};

/// The token an app makes of itself: `{app-id}|{app-secret}`. An app token issued by
/// `client_credentials` has the same form with another text behind the bar.
#[derive(Clone, PartialEq, Eq)]
pub struct AppToken {
    /// The app.
    pub app: AppId,
    /// The text behind the bar.
    pub secret: String,
}

impl AppToken {
    /// Reads `{app-id}|{secret}`; `None` for tokens of other kinds.
    pub fn parse(token: &str) -> Option<Self> {
        let (app, secret) = token.split_once('|')?;
        let app = app.parse().ok()?;
        (!secret.is_empty()).then(|| Self { app, secret: secret.to_owned() })
    }

    /// The token's text. It is a secret.
    pub fn reveal(&self) -> String {
        format!("{}|{}", self.app, self.secret)
    }
}

/// Leaves the secret out.
impl fmt::Debug for AppToken {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "AppToken({}|…)", self.app)
    }
}

/// `appsecret_proof`: the HMAC-SHA256 of the token under the app's secret, in hex.
pub fn appsecret_proof(token: &str, app_secret: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, app_secret.as_bytes());
    hex::encode(hmac::sign(&key, token.as_bytes()).as_ref())
}

/// Whether the proof is that of this token; takes the same time wherever it differs.
pub fn proof_matches(token: &str, app_secret: &str, proof: &str) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, app_secret.as_bytes());
    hex::decode(proof).is_some_and(|tag| hmac::verify(&key, token.as_bytes(), &tag).is_ok())
}

/// The token of a call: from the parameter `access_token`, else from the header `Authorization`
/// (`Bearer` or `OAuth`). If both are there, the parameter counts, as on Graph.
pub fn sent_token(authorization: Option<&str>, params: &Params) -> Option<String> {
    let in_header = authorization.and_then(|header| {
        let (scheme, token) = header.trim().split_once(' ')?;
        let known = ["bearer", "oauth"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
        let token = token.trim();
        (known && !token.is_empty()).then_some(token)
    });
    let in_params = params.non_empty("access_token").map(str::trim);
    in_params.or(in_header).map(str::to_owned)
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
pub fn same_secret(left: &str, right: &str) -> bool {
    // Digests of both are compared: they have one length, and `verify` looks at every byte.
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"comparison");
    let tag = hmac::sign(&key, left.as_bytes());
    hmac::verify(&key, right.as_bytes(), tag.as_ref()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{AppToken, appsecret_proof, proof_matches, same_secret, sent_token};
    use crate::{AppId, Params};

    #[test]
    fn an_app_token_is_id_and_secret() {
        let token = AppToken::parse("670843887433847|s3cret|x").unwrap();
        assert_eq!(
            (token.app, token.secret.as_str()),
            (AppId::new(670_843_887_433_847), "s3cret|x")
        );
        assert_eq!(token.reveal(), "670843887433847|s3cret|x");
        assert_eq!(format!("{token:?}"), "AppToken(670843887433847|…)");
        for other in ["EAAG", "x|s", "12|", "|s"] {
            assert_eq!(AppToken::parse(other), None, "{other}");
        }
    }

    #[test]
    fn the_proof_is_a_keyed_digest() {
        // RFC 4231, test case 2.
        let proof = appsecret_proof("what do ya want for nothing?", "Jefe");
        assert_eq!(proof, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assert!(proof_matches("what do ya want for nothing?", "Jefe", &proof));
        assert!(!proof_matches("another token", "Jefe", &proof));
        assert!(!proof_matches("what do ya want for nothing?", "Jefe", "zz"));
    }

    #[test]
    fn finds_the_token_where_clients_put_it() {
        let none = Params::new();
        let query = Params::of_query("access_token=Q");
        assert_eq!(sent_token(Some("Bearer A"), &none).as_deref(), Some("A"));
        assert_eq!(sent_token(Some("OAuth 1|s"), &none).as_deref(), Some("1|s"));
        assert_eq!(sent_token(Some("bearer  A "), &none).as_deref(), Some("A"));
        assert_eq!(sent_token(Some("Bearer A"), &query).as_deref(), Some("Q"));
        assert_eq!(sent_token(None, &query).as_deref(), Some("Q"));
        assert_eq!(sent_token(Some("Basic A"), &query).as_deref(), Some("Q"));
        assert_eq!(sent_token(Some("Bearer "), &none), None);
    }

    #[test]
    fn secrets_are_the_same_or_not() {
        assert!(same_secret("a", "a") && same_secret("", ""));
        assert!(!same_secret("a", "b") && !same_secret("a", "a ") && !same_secret("a", ""));
    }
}
