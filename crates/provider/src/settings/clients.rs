//! How client instances are run: the settings `client_…`.

use graph::id::PhoneNumberId;
use shell::secret::ExposeSecret;
use url::Url;

use super::secrets::strong;
use super::{HostingChoice, PASSWORD_LEAST, SECRET_LEAST, Settings, SettingsError};

/// What is replaced in `client_command`.
pub const PLACEHOLDERS: [&str; 5] =
    ["{phone_number_id}", "{folder}", "{platform_url}", "{webhook_url}", "{port}"];
/// What is replaced in `client_endpoint`.
const OF_NUMBER: &str = "{phone_number_id}";

impl Settings {
    /// Whether client instances are run by others and only reached by this server.
    #[must_use]
    pub fn clients_elsewhere(&self) -> bool {
        self.client_endpoint.is_some() || !self.client_endpoints.is_empty()
    }

    /// Where the client instance of a number is reached that others run, if that is said.
    #[must_use]
    pub fn client_address(&self, phone: PhoneNumberId) -> Option<String> {
        let id = phone.to_string();
        let named = self.client_endpoints.iter().filter_map(|line| line.split_once('='));
        let mut own =
            named.filter(|(number, _)| number.trim() == id).map(|(_, url)| url.to_owned());
        let any = || Some(self.client_endpoint.as_ref()?.replace(OF_NUMBER, &id));
        let address = own.next_back().or_else(any)?;
        Some(address.trim().trim_end_matches('/').to_owned())
    }

    /// Refuses settings of client instances that contradict each other or lack something.
    pub(super) fn check_clients(&self) -> Result<(), SettingsError> {
        let wrong = |name, why, fix| Err(SettingsError::Weak { name, why, fix });
        if self.hosting == HostingChoice::Client && self.platform_onprem_url.is_none() {
            let because = "client instances (hosting = \"client\") must be told the platform";
            if !self.clients_elsewhere() {
                return Err(SettingsError::Missing { name: "platform_onprem_url", because });
            }
        }
        if self.clients_elsewhere() && !self.client_command.is_empty() {
            let why = "stands beside client_endpoint or client_endpoints";
            let fix = "leave one of them out: a client instance is started here or reached there";
            return wrong("client_command", why, fix);
        }
        if self.client_command.iter().any(|word| has_unknown(word)) {
            let why = "has a placeholder that does not exist";
            let fix =
                "known are {phone_number_id}, {folder}, {platform_url}, {webhook_url}, {port}";
            return wrong("client_command", why, fix);
        }
        self.check_elsewhere()
    }

    fn check_elsewhere(&self) -> Result<(), SettingsError> {
        let wrong = |name, why, fix| Err(SettingsError::Weak { name, why, fix });
        if let Some(endpoint) = &self.client_endpoint
            && !(endpoint.contains(OF_NUMBER) && is_http(&endpoint.replace(OF_NUMBER, "1")))
        {
            let why = "must be an http or https address with {phone_number_id} in it";
            let fix = "write for example \"https://clients.internal:9090/{phone_number_id}\"";
            return wrong("client_endpoint", why, fix);
        }
        let good = |line: &String| {
            let parts = line.split_once('=');
            parts.is_some_and(|(id, url)| id.trim().parse::<u64>().is_ok() && is_http(url.trim()))
        };
        if !self.client_endpoints.iter().all(good) {
            let why = "must list numbers with their addresses";
            let fix = "write for example [\"106540352242922=https://clients.internal:9090\"]";
            return wrong("client_endpoints", why, fix);
        }
        const RANDOM: &str = "give random characters, for example from `openssl rand -hex 24`";
        match &self.client_webhook_secret {
            Some(secret) => {
                strong("client_webhook_secret", secret.expose_secret(), SECRET_LEAST, RANDOM)?;
            }
            None if self.clients_elsewhere() => {
                let because = "client instances that others run must sign their webhooks \
                    (X-Hub-Signature-256): give the secret they sign with";
                return Err(SettingsError::Missing { name: "client_webhook_secret", because });
            }
            None => {}
        }
        if let Some(password) = &self.client_password {
            strong("client_password", password.expose_secret(), PASSWORD_LEAST, RANDOM)?;
        }
        Ok(())
    }
}

/// Whether a word has braces around a name that is no placeholder.
fn has_unknown(word: &str) -> bool {
    let mut rest = PLACEHOLDERS.iter().fold(word.to_owned(), |word, known| word.replace(known, ""));
    while let Some(at) = rest.find('{') {
        let after = rest.split_off(at + 1);
        let name: String =
            after.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
        if !name.is_empty() && after[name.len()..].starts_with('}') {
            return true;
        }
        rest = after;
    }
    false
}

fn is_http(text: &str) -> bool {
    let plain = |url: &Url| url.query().is_none() && url.fragment().is_none() && url.has_host();
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && plain(&url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn contradictions_and_unknown_placeholders_are_refused_by_name() {
        type Spoil = fn(&mut Settings);
        let cases: [(&str, Spoil); 6] = [
            ("client_command has a placeholder", |s| {
                s.client_command = words(&["run", "--number={phone_id}"]);
            }),
            ("client_command stands beside", |s| {
                s.client_command = words(&["run"]);
                s.client_endpoint = Some("https://c.example/{phone_number_id}".to_owned());
            }),
            ("client_endpoint must be", |s| s.client_endpoint = Some("https://c.example".into())),
            ("client_endpoints must list", |s| s.client_endpoints = words(&["5=c.example"])),
            ("client_webhook_secret is missing", |s| {
                s.client_endpoints = words(&["5=https://c.example"]);
            }),
            ("client_password is too short", |s| s.client_password = Some("short1".into())),
        ];
        for (expected, spoil) in cases {
            let mut settings = testing::settings();
            settings.check().unwrap();
            spoil(&mut settings);
            let error = settings.check().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
        let mut settings = testing::settings();
        let braces = "-o {\"json\": {}} {folder}/{port}";
        settings.client_command = words(&["run", braces]);
        settings.check().unwrap();
    }

    #[test]
    fn a_number_s_own_address_goes_before_the_general_one() {
        let mut settings = testing::settings();
        settings.client_endpoint = Some("https://c.example/{phone_number_id}/".to_owned());
        settings.client_endpoints = words(&["5 = https://five.example:9090/"]);
        let address = |id| settings.client_address(PhoneNumberId::new(id)).unwrap();
        assert_eq!(address(5), "https://five.example:9090");
        assert_eq!(address(6), "https://c.example/6");
    }
}
