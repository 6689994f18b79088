//! An app: what a provider's software is to the platform.

use std::collections::{BTreeMap, BTreeSet};

use graph::id::{AppId, BusinessId};
use jiff::Timestamp;

/// An app of a provider.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct App {
    /// Its id.
    pub id: AppId,
    /// The business it belongs to.
    pub business: BusinessId,
    /// Its name, as the pop-up shows it.
    pub name: String,
    /// Its secret: signs webhooks and proves the app.
    pub secret: String,
    /// The host names whose pages may start the signup (requirement B02).
    pub domains: Vec<String>,
    /// Where its webhooks go.
    pub callback: Option<Callback>,
    /// When it was created.
    pub created_at: Timestamp,
}

/// An app's webhook (contract §6.1).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Callback {
    /// The address.
    pub url: String,
    /// What the handshake shows (contract §6.2).
    pub verify_token: String,
    /// The fields the app wants.
    pub fields: BTreeSet<String>,
    /// The version in which it asked for each, such as `v21.0`.
    pub versions: BTreeMap<String, String>,
    /// Only the names of changed fields are told (`include_values` is false).
    pub changes_only: bool,
}

impl App {
    /// Whether pages of this origin (`https://host:port`) belong to the app: the host is one of its
    /// domains or below one (requirement B02).
    pub fn allows_origin(&self, origin: &str) -> bool {
        let host = host_of(origin);
        !host.is_empty()
            && self.domains.iter().any(|domain| {
                let domain = domain.to_ascii_lowercase();
                host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
            })
    }

    /// What it is told of some news: all of it, or `null` when only that a field changed.
    pub(crate) fn told(&self, value: &serde_json::Value) -> serde_json::Value {
        match &self.callback {
            Some(callback) if callback.changes_only => serde_json::Value::Null,
            _ => value.clone(),
        }
    }

    /// Whether the app has a callback and wants this field.
    pub fn wants(&self, field: &str) -> bool {
        self.callback.as_ref().is_some_and(|callback| callback.fields.contains(field))
    }
}

/// The host of an origin or address, in lower case, without port; empty if there is none.
fn host_of(origin: &str) -> String {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let name = if host.starts_with('[') {
        host.split_inclusive(']').next().unwrap_or_default()
    } else {
        host.split(':').next().unwrap_or_default()
    };
    name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(domains: &[&str]) -> App {
        App {
            id: AppId::new(1),
            business: BusinessId::new(2),
            name: "Lucky Shrub".to_owned(),
            secret: "s".to_owned(),
            domains: domains.iter().map(|&domain| domain.to_owned()).collect(),
            callback: None,
            created_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn b02_only_the_apps_own_domains_count() {
        let app = app(&["provider.example", "LocalHost"]);
        for origin in [
            "https://provider.example",
            "https://www.Provider.example:8443",
            "http://localhost:8080",
            "http://provider.localhost:8080",
        ] {
            assert!(app.allows_origin(origin), "{origin}");
        }
        for origin in [
            "https://evil-provider.example",
            "https://provider.example.evil.test",
            "https://provider.example@evil.test",
            "https://evil.test/?provider.example",
            "",
            "null",
        ] {
            assert!(!app.allows_origin(origin), "{origin}");
        }
    }
}
