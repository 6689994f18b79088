//! Who may see the console: operators with a session.

use std::fmt::Display;

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::header::HeaderName;
use http::request::Parts;
use http::{HeaderMap, Method, Uri};
use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::secret::sha256_hex;
use shell::sql::Tx;
use shell::web::{Cookie, Cookies, SameSite, Sender, see_other};

use crate::Provider;
use crate::audit::{self, Deed};
use crate::pages::{Trouble, is_https, leave_for};
use crate::roles::{Right, Role};
use crate::store::accounts::{self, Session};

/// The cookie's name over https, which keeps other hosts of the same domain from setting it.
const NAME_SECURE: &str = "__Host-console";
const NAME_PLAIN: &str = "console";

const HTMX: HeaderName = HeaderName::from_static("hx-request");

/// The operator who sent a request: an extractor for what stands behind a [`super::gate`]. Where
/// there is none, the request is sent to the login.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    /// The operator's name.
    pub name: String,
    /// What that person may do, as it stands now.
    pub role: Role,
    /// The hash of the session's cookie.
    pub session: String,
    /// When the password was given again last.
    pub proved_at: Option<Timestamp>,
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Response> {
        let known = parts.extensions.get::<Self>().cloned();
        known.ok_or_else(|| to_login(&parts.method, &parts.uri, &parts.headers))
    }
}

/// Whose session a request comes with.
pub(crate) async fn signed_in(
    provider: &Provider,
    cookies: &Cookies,
) -> Result<Option<SignedIn>, Trouble> {
    let Some(hash) = session_hash(cookies, is_https(&provider.settings)) else {
        return Ok(None);
    };
    let (now, asked) = (provider.wall.now(), hash.clone());
    let found = provider.db.read(move |db| accounts::session(db, &asked, now)).await?;
    Ok(found.map(|(session, role)| {
        let Session { operator: name, proved_at, .. } = session;
        SignedIn { name, role, session: hash, proved_at }
    }))
}

/// The hash under which the session of a request is stored.
fn session_hash(cookies: &Cookies, secure: bool) -> Option<String> {
    cookies.get(name(secure)).map(|value| sha256_hex(value.as_bytes()))
}

impl SignedIn {
    /// Whether that person may do something.
    pub(crate) fn may(&self, right: Right) -> bool {
        self.role.may(right)
    }

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
    let operator = operator.to_owned();
    let session = Session { operator, created_at: now, expires_at, proved_at: None };
    let deed = Deed::new(now, &session.operator, "logged in", "console").sent_by(sender);
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

/// Sends whoever is not logged in to the login, and back here afterwards.
pub(super) fn to_login(method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
    if headers.contains_key(HTMX) {
        return leave_for("/console/login");
    }
    if method != Method::GET {
        return see_other("/console/login");
    }
    let path = uri.path_and_query().map_or("/console", |path| path.as_str());
    let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    see_other(&format!("/console/login?next={next}"))
}
