//! Where the outcome of a run goes: to the page that opened the pop-up, or to a redirect address.
//!
//! It is kept in a cookie of the run's own path, so that it lives exactly as long as the window
//! needs it and a restart of the platform does not lose it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::step::Step;

/// What every private message of the pop-up begins with: text that is no JSON, so that listeners
/// of the page that try to read it give up at once.
pub(crate) const PREFIX: &str = "vestibule:";

/// What the opener asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Context {
    /// Origin of the page that opened the pop-up.
    pub origin: String,
    /// The number used once with which the SDK knows its own pop-up again.
    pub channel: Option<String>,
    /// Where to send the person instead, when no page waits.
    pub redirect_uri: Option<String>,
    /// What comes back with the redirect as it was given.
    pub state: Option<String>,
    /// Whether a code is wanted rather than a token.
    pub code: bool,
    /// Whether a token is wanted besides the code (contract §1.5).
    #[serde(default)]
    pub both: bool,
    /// Whether the redirect shall name what was granted.
    #[serde(default)]
    pub granted: bool,
    /// The version named in session messages: 2 or 3.
    pub version: u8,
    /// Address the pop-up was opened with, to begin again as someone else; empty if it is too long
    /// for a cookie.
    pub opened: String,
}

impl Context {
    /// Name of the cookie; its path says of which run it is.
    pub(crate) const COOKIE: &'static str = "vp_run";

    /// As the cookie's value.
    pub(crate) fn to_cookie(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).expect("texts and numbers serialise"))
    }

    /// From the cookie's value.
    pub(crate) fn from_cookie(value: &str) -> Option<Self> {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
    }

    /// Whether the page that opened the pop-up waits for a message.
    pub(crate) fn waits(&self) -> bool {
        self.channel.is_some()
    }

    /// The element with which the script hands `said` over. `mode` tells it when: a token waits for
    /// the button; a code ends after 30 seconds, so it is told at once.
    pub(crate) fn relay(&self, mode: &str, said: &Said) -> Markup {
        let Some(channel) = self.channel.as_deref() else { return html! {} };
        let mut body = json!({
            "nonce": channel,
            "session_event": said.session_event,
            "auth_response": said.auth_response,
        });
        if !said.calls_back {
            body["calls_back"] = json!(false);
        }
        if let Some(telling) = said.telling.as_json() {
            body["telling"] = telling;
        }
        let message = format!("{PREFIX}{}", STANDARD.encode(body.to_string()));
        html! {
            div #relay hidden data-mode=(mode) data-at-once[self.code && mode == "done"]
                data-receiver=(self.origin) data-message=(message) {}
        }
    }

    /// What a screen says if its window is closed.
    pub(crate) fn cancel_relay(&self, step: Step) -> Markup {
        self.relay("leaving", &self.cancelled(step))
    }

    /// The message of a cancellation (contract §1.4, requirement B12).
    pub(crate) fn cancelled(&self, step: Step) -> Said {
        let session_event = step.on_wire().map(|current| {
            let data = json!({ "current_step": current });
            self.session_event("CANCEL", &data)
        });
        Said { session_event, ..Said::default() }
    }

    /// The message of someone who reported what was shown. Later documents call its number
    /// `error_code`, so it goes by both names (experience §1.2).
    pub(crate) fn reported(&self, report: &Report) -> Said {
        let data = json!({
            "error_message": report.message,
            "error_id": report.error_id.to_string(),
            "error_code": report.error_id.to_string(),
            "session_id": report.session_id,
            "timestamp": report.at.as_second().to_string(),
        });
        let session_event = Some(self.session_event("CANCEL", &data));
        Said { session_event, ..Said::default() }
    }

    /// A session message (contract §1.4).
    pub(crate) fn session_event(&self, event: &str, data: &Value) -> Value {
        json!({
            "type": "WA_EMBEDDED_SIGNUP",
            "event": event,
            "version": self.version,
            "data": data,
        })
    }

    /// The redirect address with the outcome: a code in the query, a token in the fragment
    /// (contract §1.5).
    pub(crate) fn redirect(&self, pairs: &[(&str, &str)], fragment: bool) -> Option<Url> {
        let mut to = Url::parse(self.redirect_uri.as_deref()?).ok()?;
        let state = self.state.as_deref().map(|state| ("state", state));
        let pairs: Vec<_> = pairs.iter().copied().chain(state).collect();
        if fragment {
            let mut text = form_urlencoded::Serializer::new(String::new());
            to.set_fragment(Some(&text.extend_pairs(pairs).finish()));
        } else {
            to.query_pairs_mut().extend_pairs(pairs);
            to.set_fragment(Some("_=_"));
        }
        Some(to)
    }

    /// The redirect address for someone who gave up.
    pub(crate) fn redirect_refused(&self) -> Option<Url> {
        let pairs = [
            ("error", "access_denied"),
            ("error_code", "200"),
            ("error_description", "Permissions error"),
            ("error_reason", "user_denied"),
        ];
        self.redirect(&pairs, false)
    }
}

/// A problem as it was reported by the person who saw it (contract §1.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// The text that was shown.
    pub message: String,
    /// Its number.
    pub error_id: u64,
    /// The visit.
    pub session_id: String,
    /// When.
    pub at: Timestamp,
}

/// What the pop-up has to say to its opener.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    /// The session message, if the step has one.
    pub session_event: Option<Value>,
    /// The `authResponse` of the login callback; none when there was no login.
    pub auth_response: Option<Value>,
    /// Whether the login callback is called: always, but for a fault.
    pub calls_back: bool,
    /// How the session message is told.
    pub telling: Telling,
}

impl Default for Said {
    /// That there was no login, and nothing to tell of.
    fn default() -> Self {
        let telling = Telling::default();
        Self { session_event: None, auth_response: None, calls_back: true, telling }
    }
}

/// How a page is told the session message: as ever, but for a fault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Telling {
    /// Once, as the text of an object, before the callback is called.
    #[default]
    AsEver,
    /// After the callback was called.
    Last,
    /// So many milliseconds of real time later.
    Late(u64),
    /// So many times more.
    Again(u32),
    /// As an object.
    Object,
}

impl Telling {
    /// As the SDK is told it.
    fn as_json(self) -> Option<Value> {
        match self {
            Self::AsEver => None,
            Self::Last => Some(json!({ "last": true })),
            Self::Late(ms) => Some(json!({ "late_ms": ms })),
            Self::Again(copies) => Some(json!({ "copies": copies })),
            Self::Object => Some(json!({ "object": true })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, Step};

    fn context() -> Context {
        Context {
            origin: "http://provider.localhost:8080".to_owned(),
            channel: Some("n1".to_owned()),
            redirect_uri: Some("http://provider.localhost:8080/back?a=1".to_owned()),
            state: Some("s t".to_owned()),
            code: true,
            both: false,
            granted: false,
            version: 3,
            opened: String::new(),
        }
    }

    #[test]
    fn the_cookie_reads_back() {
        let context = context();
        assert_eq!(Context::from_cookie(&context.to_cookie()), Some(context));
        assert_eq!(Context::from_cookie("nonsense"), None);
    }

    #[test]
    fn b12_a_cancellation_names_the_step() {
        let said = context().cancelled(Step::Number).session_event.unwrap();
        assert_eq!(said["data"]["current_step"], "PHONE_NUMBER_SETUP");
        assert_eq!(said["version"], 3);
        assert_eq!(context().cancelled(Step::Authorization).session_event, None);
    }

    #[test]
    fn redirects_carry_code_or_token() {
        let code = context().redirect(&[("code", "AQB")], false).unwrap();
        assert_eq!(code.as_str(), "http://provider.localhost:8080/back?a=1&code=AQB&state=s+t#_=_");
        let token = context().redirect(&[("access_token", "EAA")], true).unwrap();
        assert_eq!(token.fragment(), Some("access_token=EAA&state=s+t"));
    }
}
