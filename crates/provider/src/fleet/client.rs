//! Talking with one client instance (contract §8).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use serde_json::{Value, json};
use shell::http::{Client, HttpError};

use super::Registration;

/// What a client answers that is not ready.
const NOT_READY: i64 = 1011;
/// What a client answers that has lost its number, or whose number is off (contract §8).
const ACCESS_DENIED: i64 = 1005;
/// The password every fresh instance has; the first login must change it.
const FACTORY_PASSWORD: &str = "secret";

/// Why an instance did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    /// No answer.
    #[error("{0}")]
    NoAnswer(#[from] HttpError),
    /// An answer that says no.
    #[error("the client instance refused (HTTP {status}): {words}")]
    Refused {
        /// The status.
        status: StatusCode,
        /// The client's own code, such as 1005; 0 where it gives none.
        code: i64,
        /// Code, title and details.
        words: String,
    },
}

impl InstanceError {
    /// Whether the token is not, or no longer, good.
    pub(crate) fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Refused { status, .. } if *status == StatusCode::UNAUTHORIZED)
    }

    /// Whether it is certain that the call had no effect.
    pub(crate) fn had_no_effect(&self) -> bool {
        match self {
            Self::NoAnswer(error) => error.never_sent(),
            Self::Refused { status, .. } => {
                let broken = status.is_server_error() || status.is_success();
                !broken || self.is_unready()
            }
        }
    }

    /// Whether the client says that it is not ready: it has no number, or does not reach the
    /// platform.
    fn is_unready(&self) -> bool {
        matches!(self, Self::Refused { status, code, .. }
            if *status == StatusCode::SERVICE_UNAVAILABLE && *code == NOT_READY)
    }

    /// Whether a message had no effect and may be sent once the client is back or registered again:
    /// it is not the message that was refused.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::NoAnswer(error) => error.never_sent(),
            Self::Refused { code, .. } => {
                *code == ACCESS_DENIED || self.is_unready() || self.is_unauthorized()
            }
        }
    }

    /// What mends an address, given by settings, that does not answer as it should.
    pub(crate) fn mend(&self) -> &'static str {
        match self {
            Self::NoAnswer(HttpError::Forbidden { .. }) => {
                "use an https address of a public server, or, if it is in your own network, add \
                 its host (or host:port) to private_hosts_allowed"
            }
            Self::NoAnswer(error) if error.to_string().contains("certificate") => {
                "give the instance a certificate for that name from a public authority, or name \
                 the authority that signed it in client_authorities"
            }
            Self::NoAnswer(_) => {
                "start the client instance there; check its address, the port and the firewall"
            }
            Self::Refused { .. } => {
                "check the address: what answers there is no on-premises client, or a proxy \
                 before it"
            }
        }
    }

    /// What happened at an address given by settings, and what mends it.
    pub(crate) fn advised(&self) -> String {
        format!("{self}: {}", self.mend())
    }
}

/// An address to talk to.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    http: Client,
    address: String,
}

impl Conversation {
    pub(crate) fn new(http: &Client, address: &str) -> Self {
        Self { http: http.clone(), address: address.to_owned() }
    }

    /// Whether anybody listens there and speaks like a client instance.
    pub(super) async fn answers(&self) -> bool {
        self.asked().await.is_ok()
    }

    /// Asks whether somebody is there who speaks like a client instance.
    pub(crate) async fn asked(&self) -> Result<(), InstanceError> {
        let request = shell::http::get(&format!("{}/v1/health", self.address), None)?;
        let status = self.http.send(request).await?.status();
        if status.is_success() || status == StatusCode::UNAUTHORIZED {
            return Ok(());
        }
        let words = "it does not speak like a client instance".to_owned();
        Err(InstanceError::Refused { status, code: 0, words })
    }

    /// Logs in as admin; on an instance that was never logged in to, sets the password first.
    pub(super) async fn login(&self, password: &str) -> Result<String, InstanceError> {
        match self.login_with(password, &json!({})).await {
            Err(error) if error.is_unauthorized() => {
                self.login_with(FACTORY_PASSWORD, &json!({"new_password": password})).await
            }
            answer => answer,
        }
    }

    async fn login_with(&self, password: &str, body: &Value) -> Result<String, InstanceError> {
        let basic = STANDARD.encode(format!("admin:{password}"));
        let url = format!("{}/v1/users/login", self.address);
        let mut request = shell::http::post_json(&url, body, None)?;
        let mut value =
            HeaderValue::try_from(format!("Basic {basic}")).expect("base64 is a header value");
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
        let answer = self.call(request).await?;
        text(&answer, &answer.1["users"][0]["token"])
    }

    pub(super) async fn health(&self, token: &str) -> Result<String, InstanceError> {
        let request = shell::http::get(&format!("{}/v1/health", self.address), Some(token))?;
        let answer = self.call(request).await?;
        text(&answer, &answer.1["health"]["gateway_status"])
    }

    pub(super) async fn settings(&self, token: &str, body: &Value) -> Result<(), InstanceError> {
        let url = format!("{}/v1/settings/application", self.address);
        let mut request = shell::http::post_json(&url, body, Some(token))?;
        *request.method_mut() = Method::PATCH;
        self.call(request).await.map(drop)
    }

    pub(super) async fn account(
        &self,
        token: &str,
        registration: &Registration,
    ) -> Result<(), InstanceError> {
        let body = json!({
            "cc": registration.cc,
            "phone_number": registration.national,
            "method": "sms",
            "cert": registration.certificate,
        });
        let url = format!("{}/v1/account", self.address);
        let (status, _) = self.call(shell::http::post_json(&url, &body, Some(token))?).await?;
        if status == StatusCode::ACCEPTED {
            let words = "it asks for a code, so the number is not verified yet".to_owned();
            return Err(InstanceError::Refused { status, code: 0, words });
        }
        Ok(())
    }

    pub(super) async fn send(&self, token: &str, message: &Value) -> Result<String, InstanceError> {
        let url = format!("{}/v1/messages", self.address);
        let answer = self.call(shell::http::post_json(&url, message, Some(token))?).await?;
        text(&answer, &answer.1["messages"][0]["id"])
    }

    async fn call(&self, request: Request<Bytes>) -> Result<(StatusCode, Value), InstanceError> {
        let answer: Response<Bytes> = self.http.send(request).await?;
        let status = answer.status();
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        if status.is_success() {
            return Ok((status, body));
        }
        let error = &body["errors"][0];
        let part = |name: &str| match &error[name] {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let parts: Vec<String> =
            ["code", "title", "details"].into_iter().filter_map(part).collect();
        let words = if parts.is_empty() { "no reason given".to_owned() } else { parts.join(" ") };
        let code = error["code"].as_i64().unwrap_or(0);
        Err(InstanceError::Refused { status, code, words })
    }
}

fn text(answer: &(StatusCode, Value), value: &Value) -> Result<String, InstanceError> {
    let words = || "its answer cannot be understood".to_owned();
    value.as_str().map(str::to_owned).ok_or_else(|| InstanceError::Refused {
        status: answer.0,
        code: 0,
        words: words(),
    })
}
