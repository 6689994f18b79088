//! The handshake that opens an address for webhooks (contract §6.2).

use std::time::Duration;

use bytes::Bytes;
use graph::webhook::handshake_query;
use http::{Method, Request, StatusCode};

use crate::platform::Platform;
use crate::session::Outcome;

/// How long a callback may take to answer the handshake (contract §6.2).
const HANDSHAKE_MAX: Duration = Duration::from_secs(6);

/// A callback did not pass the handshake. Its text is the message of Graph error 2200, without the
/// number in front (contract §3.7, §6.2).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Callback verification failed with the following errors: {0}")]
pub struct CallbackError(String);

impl CallbackError {
    /// How the handshake failed, as curl and HTTP tell it.
    #[must_use]
    pub fn failure(&self) -> &str {
        &self.0
    }
}

/// See [`Platform::verify_callback`].
pub(crate) async fn verify_callback(
    platform: &Platform,
    url: &str,
    token: &str,
) -> Result<(), CallbackError> {
    let challenge = platform.secrets().digits(10);
    let join = if url.contains('?') { '&' } else { '?' };
    let question = format!("{url}{join}{}", handshake_query(&challenge, token));
    let request = Request::builder().method(Method::GET).uri(question).body(Bytes::new());
    let request = request.map_err(|_| curl(3, "URL using bad/illegal format or missing URL"))?;
    let (code, body) = match platform.call_out(request, HANDSHAKE_MAX).await {
        Outcome::Answer { status, body } => (status, body.bytes().unwrap_or_default()),
        Outcome::Late => {
            let limit = HANDSHAKE_MAX.as_millis();
            let why =
                format!("Operation timed out after {limit} milliseconds with 0 bytes received");
            return Err(curl(28, &why));
        }
        Outcome::Refused(why) => return Err(curl(7, &format!("Failed to connect: {why}"))),
        Outcome::Failed(why) => return Err(curl(52, &why)),
    };
    if code != StatusCode::OK.as_u16() {
        let status = StatusCode::from_u16(code).ok();
        let word = status.and_then(|status| status.canonical_reason()).unwrap_or_default();
        return Err(CallbackError(format!("HTTP Status Code = {code}; HTTP Message = {word}")));
    }
    if body.trim_ascii() != challenge.as_bytes() {
        let text = "HTTP Status Code = 200; HTTP Message = OK; the answer is not the challenge";
        return Err(CallbackError(text.to_owned()));
    }
    Ok(())
}

fn curl(number: u8, text: &str) -> CallbackError {
    CallbackError(format!("curl_errno = {number}; curl_error = {text}"))
}
