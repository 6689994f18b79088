//! What a platform is told when it is opened.

use serde_json::{Map, Value};
use world::{OverrideError, Policy};

/// Who may decide: one task that gathers commands, or the caller itself, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// One thread drains the waiting commands, commits them together, then answers all.
    Grouped,
    /// The asking task decides and commits by itself, one command at a time: for simulations, where
    /// the same seed must always give the same story.
    Inline,
}

/// What differs between two platforms; everything else is in the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Origin of all pages (pop-up, managers, desk), such as `http://platform.localhost:8090`.
    pub pages_origin: String,
    /// Where the Graph API is called, such as `http://127.0.0.1:8090`.
    pub api_base: String,
    /// Further host names the server answers to, besides its own, `localhost` and the loopback
    /// addresses.
    pub hosts: Vec<String>,
    /// The seed of a new world. Drawn at the first start when absent; a stored one wins.
    pub seed: Option<u64>,
    /// The rules of a new world; a stored one wins, unless these were chosen.
    pub policy: Policy,
    /// Whether the rules were chosen: a stored world then goes on by them.
    pub policy_chosen: bool,
    /// How commands are gathered.
    pub keeping: Keeping,
    /// After so many events, and a quarter of all before them, a snapshot of the world is taken in
    /// the background, so that the next start need not replay them.
    pub snapshot_events: u64,
    /// How webhooks leave the house.
    pub webhooks: Webhooks,
}

/// How webhooks leave the house, and how long the log of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Webhooks {
    /// The most changes of one request, up to 1000 (contract §6.3); 1 sends each alone.
    pub batch_max: u32,
    /// After so many days of the clock what was delivered or dropped leaves the log.
    pub keep_days: u32,
}

impl Default for Webhooks {
    fn default() -> Self {
        Self { batch_max: 1_000, keep_days: 30 }
    }
}

impl Settings {
    /// The settings of a platform that listens on `port` of this machine.
    #[must_use]
    pub fn on_port(port: u16) -> Self {
        Self {
            pages_origin: format!("http://platform.localhost:{port}"),
            api_base: format!("http://127.0.0.1:{port}"),
            hosts: Vec::new(),
            seed: None,
            policy: Policy::classic(),
            policy_chosen: false,
            keeping: Keeping::Grouped,
            snapshot_events: 10_000,
            webhooks: Webhooks::default(),
        }
    }

    /// The same with a preset of the rules (`preset`), and some values in place of the preset's;
    /// all as it is where nothing is said.
    ///
    /// # Errors
    /// A sentence that names the value that cannot be.
    pub fn with_rules(mut self, rules: &Map<String, Value>) -> Result<Self, OverrideError> {
        if !rules.is_empty() {
            self.policy = Policy::from_rules(rules)?;
            self.policy_chosen = true;
        }
        Ok(self)
    }

    /// The same with people at the desk: reviews do not decide by themselves, but for templates and
    /// the policy check.
    #[must_use]
    pub fn by_hand(mut self) -> Self {
        self.policy = self.policy.by_hand();
        self
    }
}

/// What a platform uses of the world outside.
#[derive(Clone, Debug)]
pub struct Outside {
    /// The platform's own database.
    pub db: shell::db::Db,
    /// The clock it decides by. The platform remembers how far it was turned.
    pub clock: shell::clock::Clock,
    /// Random values.
    pub secrets: shell::secret::Secrets,
    /// Webhooks and callback checks go out through this.
    pub http: shell::http::Client,
}
