//! The browser session of somebody who signs up: a random cookie, known to us by its hash only.

use shell::secret::{Secrets, sha256_hex};
use shell::web::{Cookie, Cookies};

/// The name over https, which keeps other hosts of the same domain from setting it.
const NAME_SECURE: &str = "__Host-signup";
const NAME_PLAIN: &str = "signup";

/// How long a browser may come back to look at its progress: 90 days.
const AGE_S: u64 = 90 * 24 * 60 * 60;

fn name(secure: bool) -> &'static str {
    if secure { NAME_SECURE } else { NAME_PLAIN }
}

/// The browser's session, if it has one.
pub(crate) fn session(cookies: &Cookies, secure: bool) -> Option<&str> {
    cookies.get(name(secure)).filter(|value| !value.is_empty())
}

/// The hash under which the browser's session is stored, if it has one.
pub(crate) fn session_hash(cookies: &Cookies, secure: bool) -> Option<String> {
    session(cookies, secure).map(|value| sha256_hex(value.as_bytes()))
}

/// A new session of 256 random bits, and the cookie to set.
pub(crate) fn new_session(secrets: &Secrets, secure: bool) -> (String, Cookie) {
    let value = secrets.token("", 32);
    let cookie = Cookie::new(name(secure), value.clone(), secure).age_s(AGE_S);
    (value, cookie)
}
