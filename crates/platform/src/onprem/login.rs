//! The client's one user: its password, and the tokens it was given.

use jiff::{SignedDuration, Timestamp};
use shell::secret::{Cost, ExposeSecret as _, hash_password, sha256_hex, verify_password};

use super::client::{OnpremClient, OnpremOutside};
use super::errors::OnpremError;
use super::state::Session;

/// How long a login is good for.
const LOGIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Logins kept; the oldest goes first.
const LOGINS_MAX: usize = 50;

impl OnpremClient {
    /// Opens a session for the administrator; `fresh` is the new password, if one was sent.
    pub(super) fn login(
        &self,
        user: &str,
        password: &str,
        fresh: Option<&str>,
    ) -> Result<(String, Timestamp), OnpremError> {
        let set = self.remembered(|state| state.password.clone());
        let right = match &set {
            Some(hash) => verify_password(password, hash),
            None => self.settings().first_password.expose_secret() == password,
        };
        if user != "admin" || !right {
            return Err(OnpremError::unauthorized("wrong user name or password"));
        }
        if set.is_none() && fresh.is_none() {
            return Err(OnpremError::password_change());
        }
        if fresh.is_some_and(|fresh| fresh.len() < 8 || fresh == password) {
            return Err(OnpremError::invalid("new_password: 8 characters or more, and a new one"));
        }
        let OnpremOutside { clock, secrets, .. } = &self.outside();
        let token = secrets.token("eyJ", 32);
        let expires = clock.now() + LOGIN;
        let key = sha256_hex(token.as_bytes());
        let hash = fresh.map(|fresh| hash_password(fresh, secrets, self.cost()));
        self.change(|state| {
            state.password = hash.or(state.password.take());
            state.tokens.push(Session { key, expires });
            let spare = state.tokens.len().saturating_sub(LOGINS_MAX);
            state.tokens.drain(..spare);
        })?;
        self.initialized();
        Ok((token, expires))
    }

    /// Ends the session of a bearer token.
    pub(super) fn logout(&self, token: &str) -> Result<(), OnpremError> {
        let key = sha256_hex(token.as_bytes());
        self.change(|state| state.tokens.retain(|held| held.key != key))
    }

    /// How much work a password's hash is.
    pub(super) fn cost(&self) -> Cost {
        self.settings().cost
    }

    /// Whether a bearer token is of a login that has not ended.
    pub(super) fn knows(&self, token: &str) -> bool {
        let (key, now) = (sha256_hex(token.as_bytes()), self.outside().clock.now());
        self.remembered(|state| {
            state.tokens.iter().any(|held| held.key == key && held.expires > now)
        })
    }
}
