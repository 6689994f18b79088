//! Calls to the platform's Graph API, typed.
//!
//! Every call goes under one version, with the token in the header (requirement C09) and with
//! `appsecret_proof` (contract §7.6). What comes back is read leniently: Meta adds words and
//! members over time. Nothing here retries.

mod calls;
mod nodes;

use bytes::Bytes;
use graph::GraphError;
use graph::token::{AppToken, appsecret_proof};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use serde_json::Value;
use shell::http::{Client, HttpError};
use shell::secret::{ExposeSecret, Text};

pub(crate) use self::calls::PAGES_MAX;
pub use self::nodes::{Allocation, PhoneNode, SharedWaba, WabaNode};
use crate::settings::{Settings, Worker};

/// Content type of parameters.
const FORM: &str = "application/x-www-form-urlencoded";
/// Content type of messages.
const JSON: &str = "application/json";

/// The platform as this provider's app calls it.
#[derive(Debug, Clone)]
pub struct GraphApi {
    http: Client,
    base: String,
    app: AppToken,
    app_secret: Text,
    employee_token: Text,
    admin_token: Text,
    worker: Worker,
}

/// Why a call brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The platform answered with an error.
    #[error("{0}")]
    Refused(GraphError),
    /// No answer.
    #[error("{0}")]
    NoAnswer(HttpError),
    /// An answer that cannot be read.
    #[error("the platform's answer cannot be understood: {0}")]
    Unreadable(String),
}

impl CallError {
    /// The platform's error, if it answered with one.
    #[must_use]
    pub fn refused(&self) -> Option<&GraphError> {
        match self {
            Self::Refused(error) => Some(error),
            Self::NoAnswer(_) | Self::Unreadable(_) => None,
        }
    }

    /// Whether the caller may not do this (requirement A05).
    #[must_use]
    pub fn is_permission(&self) -> bool {
        self.refused().is_some_and(GraphError::is_permission)
    }

    /// Whether the object is not, or no longer, to be seen.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.refused().is_some_and(GraphError::is_gone)
    }

    /// Whether the same call may go well later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Refused(error) => error.is_transient() || error.is_rate(),
            Self::NoAnswer(_) => true,
            Self::Unreadable(_) => false,
        }
    }

    /// Whether it is certain that the call had no effect.
    #[must_use]
    pub fn had_no_effect(&self) -> bool {
        match self {
            Self::Refused(error) => !error.is_transient(),
            Self::NoAnswer(error) => error.never_sent(),
            Self::Unreadable(_) => false,
        }
    }
}

/// Whose token a call carries.
#[derive(Debug, Clone, Copy)]
enum As {
    /// The system user we work as.
    Worker,
    /// The admin system user.
    Admin,
    /// The app itself.
    App,
    /// Nobody: the parameters carry the proof.
    Nobody,
}

impl GraphApi {
    /// The platform named in the settings.
    #[must_use]
    pub fn new(settings: &Settings, http: Client) -> Self {
        let base =
            format!("{}/{}", settings.graph_url.trim_end_matches('/'), settings.graph_version);
        let secret = settings.app_secret.expose_secret().to_owned();
        Self {
            http,
            base,
            app: AppToken { app: settings.app_id, secret },
            app_secret: settings.app_secret.clone(),
            employee_token: settings.employee_token.clone(),
            admin_token: settings.admin_token.clone(),
            worker: settings.system_user,
        }
    }

    async fn get(&self, by: As, path: &str, query: &[(&str, &str)]) -> Result<Value, CallError> {
        let url = format!("{}/{path}?{}", self.base, self.with_proof(by, query));
        self.call(by, Method::GET, &url, None).await
    }

    async fn post(&self, by: As, path: &str, form: &[(&str, &str)]) -> Result<Value, CallError> {
        let url = format!("{}/{path}", self.base);
        let body = (FORM, self.with_proof(by, form));
        self.call(by, Method::POST, &url, Some(body)).await
    }

    async fn post_json(&self, by: As, path: &str, body: &Value) -> Result<Value, CallError> {
        let url = format!("{}/{path}?{}", self.base, self.with_proof(by, &[]));
        self.call(by, Method::POST, &url, Some((JSON, body.to_string()))).await
    }

    async fn delete(&self, by: As, path: &str) -> Result<Value, CallError> {
        let url = format!("{}/{path}?{}", self.base, self.with_proof(by, &[]));
        self.call(by, Method::DELETE, &url, None).await
    }

    async fn call(
        &self,
        by: As,
        method: Method,
        url: &str,
        body: Option<(&'static str, String)>,
    ) -> Result<Value, CallError> {
        let token = self.token(by);
        let mut request = shell::http::get(url, token.as_deref()).map_err(CallError::NoAnswer)?;
        *request.method_mut() = method;
        if let Some((kind, body)) = body {
            let kind = HeaderValue::from_static(kind);
            request.headers_mut().insert(CONTENT_TYPE, kind);
            *request.body_mut() = Bytes::from(body);
        }
        let answer = self.http.send(request).await.map_err(CallError::NoAnswer)?;
        let status = answer.status();
        if !status.is_success() {
            let error = GraphError::parse(status.as_u16(), answer.body());
            return Err(CallError::Refused(error));
        }
        serde_json::from_slice(answer.body()).map_err(|why| CallError::Unreadable(why.to_string()))
    }

    fn token(&self, by: As) -> Option<String> {
        match (by, self.worker) {
            (As::Worker, Worker::Employee) => Some(self.employee_token.expose_secret().to_owned()),
            (As::Worker, Worker::Admin) | (As::Admin, _) => {
                Some(self.admin_token.expose_secret().to_owned())
            }
            (As::App, _) => Some(self.app.reveal()),
            (As::Nobody, _) => None,
        }
    }

    /// The parameters with the proof that we know the app's secret, URL-encoded.
    fn with_proof(&self, by: As, params: &[(&str, &str)]) -> String {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        encoded.extend_pairs(params);
        if let Some(token) = self.token(by) {
            let proof = appsecret_proof(&token, self.app_secret.expose_secret());
            encoded.append_pair("appsecret_proof", &proof);
        }
        encoded.finish()
    }
}
