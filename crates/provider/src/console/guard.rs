//! Who may see the console: operators with a session.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::Method;
use http::header::HeaderName;
use http::request::Parts;
use jiff::SignedDuration;
use onboard::later;
use shell::secret::sha256_hex;
use shell::sql::Tx;
use shell::web::{Cookie, Cookies, SameSite, Sender, see_other};
use std::fmt::Display;

use crate::Provider;
use crate::audit::{self, Deed};
use crate::pages::{Trouble, is_https, leave_for};
use crate::store::accounts::{self, Session};

/// The cookie's name over https, which keeps other hosts of the same domain from setting it.
const NAME_SECURE: &str = "__Host-console";
const NAME_PLAIN: &str = "console";

const HTMX: HeaderName = HeaderName::from_static("hx-request");

/// The operator who sent a request. An extractor; whoever is not logged in is sent to the login.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    /// The operator's name.
    pub name: String,
}

impl FromRequestParts<Provider> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        provider: &Provider,
    ) -> Result<Self, Self::Rejection> {
        match session(provider, &Cookies::read(&parts.headers)).await {
            Ok(Some(session)) => Ok(Self { name: session.operator }),
            Ok(None) => Err(to_login(parts)),
            Err(trouble) => Err(trouble.into_response()),
        }
    }
}

/// The session of a request.
pub(crate) async fn session(
    provider: &Provider,
    cookies: &Cookies,
) -> Result<Option<Session>, Trouble> {
    let Some(hash) = session_hash(cookies, is_https(&provider.settings)) else {
        return Ok(None);
    };
    let now = provider.wall.now();
    Ok(provider.db.read(move |db| accounts::session(db, &hash, now)).await?)
}

/// The hash under which the session of a request is stored.
pub(crate) fn session_hash(cookies: &Cookies, secure: bool) -> Option<String> {
    cookies.get(name(secure)).map(|value| sha256_hex(value.as_bytes()))
}

impl SignedIn {
    /// Something this operator does, for the audit log.
    pub(crate) fn deed(&self, provider: &Provider, what: &str, subject: impl Display) -> Deed {
        Deed::new(provider.wall.now(), &self.name, what, subject)
    }
}

/// Starts a session for an operator who has just proved the password: always a new cookie.
pub(crate) async fn start(
    provider: &Provider,
    operator: &str,
    sender: Sender,
) -> Result<Cookie, Trouble> {
    let (now, secure) = (provider.wall.now(), is_https(&provider.settings));
    let value = provider.secrets.token("", 32);
    let hash = sha256_hex(value.as_bytes());
    let hours = provider.settings.console_session_hours;
    let expires_at = later(now, SignedDuration::from_hours(hours.into()));
    let session = Session { operator: operator.to_owned(), created_at: now, expires_at };
    let deed = Deed::new(now, operator, "logged in", "console").sent_by(sender);
    let sealer = provider.sealer.clone();
    let start = move |tx: &Tx<'_>| {
        accounts::forget_ended(tx, now)?;
        accounts::start_session(tx, &hash, &session)?;
        audit::write(tx, &sealer, &deed)
    };
    provider.db.write(start).await?;
    Ok(cookie(&value, secure, hours))
}

/// Takes the cookie away.
pub(crate) fn end(secure: bool) -> Cookie {
    Cookie::gone(name(secure), secure).same_site(SameSite::Strict)
}

fn cookie(value: &str, secure: bool, hours: u32) -> Cookie {
    let age_s = u64::from(hours) * 3_600;
    Cookie::new(name(secure), value, secure).same_site(SameSite::Strict).age_s(age_s)
}

fn name(secure: bool) -> &'static str {
    if secure { NAME_SECURE } else { NAME_PLAIN }
}

fn to_login(parts: &Parts) -> Response {
    if parts.headers.contains_key(HTMX) {
        return leave_for("/console/login");
    }
    if parts.method != Method::GET {
        return see_other("/console/login");
    }
    let path = parts.uri.path_and_query().map_or("/console", |path| path.as_str());
    let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    see_other(&format!("/console/login?next={next}"))
}
