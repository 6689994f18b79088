//! How the server is reached, and whom it believes: addresses, origins, authorities.

use std::path::Path;

use shell::http::{check_authorities, is_loopback_url};
use shell::secret::ExposeSecret;
use url::Url;

use super::secrets::strong;
use super::{SECRET_LEAST, Settings, SettingsError};

impl Settings {
    /// Refuses to be reached, or to believe somebody, in an unsafe way.
    pub(super) fn check_reach(&self) -> Result<(), SettingsError> {
        let unsafe_is = |name, why, fix| Err(SettingsError::Weak { name, why, fix });
        if let Some(previous) = &self.app_secret_previous {
            let previous = previous.expose_secret();
            let fix = "write the secret from before the change, or leave it out";
            strong("app_secret_previous", previous, SECRET_LEAST, fix)?;
            if previous == self.app_secret.expose_secret() {
                return unsafe_is("app_secret_previous", "is the same as app_secret", fix);
            }
        }
        if !self.dialog_origins.iter().all(|origin| is_origin(origin))
            || self.dialog_origins.is_empty()
        {
            let why = "must list whole origins, nothing more and nothing less";
            let fix = "write for example [\"https://www.facebook.com\"]";
            return unsafe_is("dialog_origins", why, fix);
        }
        for (name, url) in [("graph_url", &self.graph_url), ("sdk_url", &self.sdk_url)] {
            if !url.starts_with("https://") && !is_loopback_url(url) {
                let why =
                    "is no https address: tokens, or the page's script, would travel in clear";
                let fix = "write https:// before it; plain http is for this machine alone";
                return unsafe_is(name, why, fix);
            }
        }
        if !self.listen.to_canonical().is_loopback() && !self.public_url.starts_with("https://") {
            let why = "lets other machines in although public_url is no https address";
            let fix = "put a proxy that ends TLS before this server and write its https address \
                into public_url, or listen on 127.0.0.1";
            return unsafe_is("listen", why, fix);
        }
        Ok(())
    }

    /// Refuses authorities that would keep the server from starting.
    pub(super) fn check_authorities(&self) -> Result<(), SettingsError> {
        authorities("client_authorities", self.client_authorities.as_deref())?;
        authorities("database_authorities", self.database_authorities.as_deref())
    }
}

/// Refuses a file of authorities that would keep the server from starting.
fn authorities(name: &'static str, file: Option<&Path>) -> Result<(), SettingsError> {
    let Some(file) = file else { return Ok(()) };
    let read = std::fs::read(file).map_err(|why| why.to_string());
    read.and_then(|pem| check_authorities(&pem)).map_err(|why| {
        let file = file.to_owned();
        SettingsError::Authorities { name, file, why }
    })
}

/// Whether a text is an origin as browsers write it: over https, or of this machine.
fn is_origin(text: &str) -> bool {
    let whole = Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == text);
    whole && !text.contains('*') && (text.starts_with("https://") || is_loopback_url(text))
}
