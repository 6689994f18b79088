//! How a page starts the signup: login configurations, prefilled fields, an existing profile, and
//! the exit by a reported problem (contract §1.2, §1.4).

use std::collections::BTreeSet;

use graph::id::{AppId, ConfigurationId, PhoneNumberId, SignupId};
use graph::status::Permission;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::signup::{Feature, Login, Step};

/// The longest prefill that is kept, in bytes.
pub(crate) const PREFILL_MAX: usize = 8_192;

/// Seconds in the 60 days of a configuration whose tokens end.
pub const SIXTY_DAYS: i64 = 5_184_000;

/// A Facebook Login for Business configuration: what a login with its id asks for and gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    /// `config_id`.
    pub id: ConfigurationId,
    /// The app it belongs to.
    pub app: AppId,
    /// Its name in the app's settings.
    pub name: String,
    /// What it asks for.
    pub permissions: BTreeSet<Permission>,
    /// How long its tokens live, in seconds; `None`: they never end.
    pub token_seconds: Option<i64>,
    /// When it was created.
    pub created_at: Timestamp,
}

/// How a page opens the pop-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The app.
    pub app: AppId,
    /// Origin of the page.
    pub origin: String,
    /// What the page gets in the end.
    pub login: Login,
    /// Which variant of the flow.
    pub feature: Feature,
    /// What the page asks for; without meaning where a configuration says it.
    pub scopes: BTreeSet<Permission>,
    /// The configuration named, as it was written.
    pub configuration: Option<String>,
    /// `extras.setup`, as JSON text.
    pub prefill: Option<String>,
}

/// What is asked about the start of the signup and its special exits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlowCommand {
    /// Opens the pop-up, or resumes the unfinished run of this person with this app.
    Open(Box<Opening>),
    /// A new configuration of an app (contract §1.2).
    CreateConfiguration {
        /// The app.
        app: AppId,
        /// Its name, at most 100 characters.
        name: String,
        /// What it asks for; empty means what the policy asks for.
        permissions: BTreeSet<Permission>,
        /// Whether its tokens end after 60 days.
        sixty_days: bool,
    },
    /// A configuration is taken away.
    RemoveConfiguration {
        /// Which.
        configuration: ConfigurationId,
    },
    /// The exact addresses a login may be sent back to; none means any on the app's domains
    /// (contract §1.5).
    SetRedirectUris {
        /// The app.
        app: AppId,
        /// The addresses.
        uris: Vec<String>,
    },
    /// Chooses an existing WhatsApp profile of the chosen WABA (requirement B08), or a new one.
    ChooseProfile {
        /// The run.
        signup: SignupId,
        /// The number whose profile it is.
        phone: Option<PhoneNumberId>,
    },
    /// Goes on with the existing profile; a number not proved yet gets its code.
    KeepProfile {
        /// The run.
        signup: SignupId,
    },
    /// Leaves the pop-up and reports what was shown (contract §1.4).
    ReportProblem {
        /// The run.
        signup: SignupId,
        /// The text that was shown.
        message: String,
        /// Its number.
        error_id: u64,
        /// The visit, so that both sides speak of the same one.
        session_id: String,
    },
}

/// What became true about the start of the signup and its special exits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum FlowEvent {
    ConfigurationCreated {
        configuration: ConfigurationId,
        app: AppId,
        name: String,
        permissions: BTreeSet<Permission>,
        #[serde(default)]
        token_seconds: Option<i64>,
    },
    ConfigurationRemoved {
        configuration: ConfigurationId,
    },
    RedirectUrisSet {
        app: AppId,
        uris: Vec<String>,
    },
    /// The page named a configuration, or none any more.
    Configured {
        signup: SignupId,
        configuration: Option<ConfigurationId>,
    },
    /// The page filled in fields ahead.
    Prefilled {
        signup: SignupId,
        setup: String,
    },
    ProfileChosen {
        signup: SignupId,
        phone: PhoneNumberId,
    },
    ProfileKept {
        signup: SignupId,
    },
    ProblemReported {
        signup: SignupId,
        step: Step,
        message: String,
        error_id: u64,
        session_id: String,
    },
}

/// What the world knows of logins beside the runs themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flows {
    /// Configurations by id.
    pub configurations: std::collections::BTreeMap<ConfigurationId, Configuration>,
    /// The exact redirect addresses of the apps that name any.
    pub redirect_uris: std::collections::BTreeMap<AppId, Vec<String>>,
}

impl Flows {
    /// The configurations of an app, oldest first.
    pub fn of(&self, app: AppId) -> Vec<&Configuration> {
        let mut mine: Vec<_> = self.configurations.values().filter(|one| one.app == app).collect();
        mine.sort_by_key(|one| (one.created_at, one.id));
        mine
    }

    /// Whether a login of this app may be sent back to this address (contract §1.5). Query and
    /// fragment do not count.
    pub fn allows_redirect(&self, app: AppId, uri: &str) -> bool {
        let plain = |uri: &str| uri.split(['?', '#']).next().unwrap_or_default().to_owned();
        self.redirect_uris
            .get(&app)
            .is_none_or(|known| known.iter().any(|one| plain(one) == plain(uri)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirect_addresses_are_exact_where_any_are_named() {
        let mut flows = Flows::default();
        let app = AppId::new(1);
        assert!(flows.allows_redirect(app, "https://a.example/any"));
        flows.redirect_uris.insert(app, vec!["https://a.example/back".to_owned()]);
        assert!(flows.allows_redirect(app, "https://a.example/back?x=1#y"));
        for other in ["https://a.example/back/", "https://a.example/", "http://a.example/back"] {
            assert!(!flows.allows_redirect(app, other), "{other}");
        }
    }
}
