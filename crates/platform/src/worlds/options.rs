//! How a world begins.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::seeding::Seed;

/// When a recorded world begins, where nothing else is said.
pub(super) const RECORDED_AT: &str = "2026-01-05T09:00:00Z";
/// The seed of a recorded world, where nothing else is said.
const RECORDED_SEED: u64 = 1;

/// How a world begins. The default is an empty world of a drawn seed, at the system's time, on a
/// free port.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port of its API and pages; 0 takes a free one.
    pub port: u16,
    /// What its ids and codes are drawn from.
    pub seed: Option<u64>,
    /// Its rules: a `preset`, and values in place of the preset's.
    pub policy: Map<String, Value>,
    /// What time it is in it at the beginning.
    pub at: Option<Timestamp>,
    /// Everything in it repeats: the clock stands still until it is turned, tokens and secrets are
    /// drawn from the seed too, requests are answered one at a time.
    pub record: bool,
    /// What is in it.
    pub begin: Begin,
}

/// What is in a world at its beginning.
#[derive(Clone, Debug, Default)]
pub enum Begin {
    /// Nothing.
    #[default]
    Empty,
    /// What a seed document says (docs/seeds.md).
    Seed(Arc<Seed>),
    /// What a scenario of this name, or number, begins with (docs/scenarios.md).
    Scenario(String),
    /// What an exported world had, at an earlier moment of it perhaps.
    Export {
        /// The text of the export.
        text: Arc<str>,
        /// The moment to take it back to.
        upto: Option<Timestamp>,
    },
}

impl Options {
    /// A recorded world.
    #[must_use]
    pub fn recorded() -> Self {
        Self { record: true, ..Self::default() }
    }

    /// What a seed document says (docs/seeds.md).
    #[must_use]
    pub fn seeded(seed: Seed) -> Self {
        Self { begin: Begin::Seed(Arc::new(seed)), ..Self::default() }
    }

    /// What a scenario of this name begins with (docs/scenarios.md).
    #[must_use]
    pub fn scenario(name: impl Into<String>) -> Self {
        Self { begin: Begin::Scenario(name.into()), ..Self::default() }
    }

    /// What an exported world had.
    #[must_use]
    pub fn exported(text: impl Into<Arc<str>>) -> Self {
        let begin = Begin::Export { text: text.into(), upto: None };
        Self { begin, ..Self::default() }
    }

    /// The same, with what must not differ the next time settled.
    pub(super) fn settled(mut self, secrets: &shell::secret::Secrets) -> Self {
        let drawn = || if self.record { RECORDED_SEED } else { secrets.number() };
        self.seed = Some(self.seed.unwrap_or_else(drawn));
        if self.record && self.at.is_none() && !matches!(self.begin, Begin::Export { .. }) {
            self.at = RECORDED_AT.parse().ok();
        }
        self
    }
}
