//! Where a client stands: conditions, each with since when, why, and whose action is next.

mod account;
mod number;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::seen::Seen;

/// One line of the console's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// What it is about.
    pub kind: Kind,
    /// The number it is about, as people read it.
    pub phone: Option<String>,
    /// Whether it holds.
    pub state: State,
    /// Why, one sentence for people.
    pub words: String,
    /// Since when it has been in this state, as far as we saw.
    #[serde(default)]
    pub since: Option<Timestamp>,
    /// Whose action it is next and which; none where nothing is to be done.
    #[serde(default)]
    pub next: Option<Next>,
}

/// What a condition is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The account is shared with us and our token is accepted.
    #[serde(alias = "shared")]
    Authorised,
    /// Our system user may act on it.
    SystemUserAssigned,
    /// Our credit line is shared with its business.
    CreditShared,
    /// Somebody is seen to pay for it: our line, or the account itself.
    Billable,
    /// We get its webhooks.
    Subscribed,
    /// The business passed verification.
    BusinessVerified,
    /// The platform accepted the number's display name.
    NameApproved,
    /// The client instance has the newest certificate.
    CertificateCurrent,
    /// The client instance runs and is connected.
    ClientRunning,
    /// The number is registered with the platform and connected.
    #[serde(alias = "number_registered")]
    Registered,
    /// The number is not about to be switched off because its trial ends.
    TrialEnds,
    /// The number's limit leaves room for conversations we start.
    Limit,
    /// Recipients rate it well.
    Quality,
    /// The number is in full use.
    Live,
}

impl Kind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 14] = [
        Self::Authorised,
        Self::SystemUserAssigned,
        Self::CreditShared,
        Self::Billable,
        Self::Subscribed,
        Self::BusinessVerified,
        Self::NameApproved,
        Self::CertificateCurrent,
        Self::ClientRunning,
        Self::Registered,
        Self::TrialEnds,
        Self::Limit,
        Self::Quality,
        Self::Live,
    ];

    /// The name in addresses, answers and tests.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Authorised => "authorised",
            Self::SystemUserAssigned => "system_user_assigned",
            Self::CreditShared => "credit_shared",
            Self::Billable => "billable",
            Self::Subscribed => "subscribed",
            Self::BusinessVerified => "business_verified",
            Self::NameApproved => "name_approved",
            Self::CertificateCurrent => "certificate_current",
            Self::ClientRunning => "client_running",
            Self::Registered => "registered",
            Self::TrialEnds => "trial_ends",
            Self::Limit => "limit",
            Self::Quality => "quality",
            Self::Live => "live",
        }
    }
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It does.
    Yes,
    /// It does, and will not for long unless somebody acts.
    AtRisk,
    /// It does not.
    No,
    /// It cannot be seen: our system user has no access, or the platform does not say yet.
    Unknown,
}

/// Whose action is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// This server's: it happens by itself.
    Us,
    /// That of a person at the provider.
    Operator,
    /// The business's.
    Business,
    /// Meta's.
    Platform,
}

impl Whose {
    /// The word in answers and tests.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Operator => "operator",
            Self::Business => "business",
            Self::Platform => "platform",
        }
    }

    /// As people read it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Us => "this server",
            Self::Operator => "an operator",
            Self::Business => "the business",
            Self::Platform => "the platform",
        }
    }
}

/// The next action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// Whose.
    pub whose: Whose,
    /// Which, in words that follow "to": "start business verification".
    pub words: String,
}

impl Next {
    pub(crate) fn of(whose: Whose, words: impl Into<String>) -> Self {
        Self { whose, words: words.into() }
    }

    /// One sentence: "the business to start business verification".
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} to {}", self.whose.words(), self.words)
    }
}

/// Where the client stands, account first, then each number. A condition that was in its state
/// `before` keeps the moment since when; every other one is in it since `now`.
#[must_use]
pub fn conditions(seen: &Seen, before: &[Condition], now: Timestamp) -> Vec<Condition> {
    let mut list = account::conditions(seen);
    for phone in &seen.phones {
        list.extend(number::conditions(seen, phone, now));
    }
    for one in &mut list {
        let same = |old: &&Condition| {
            old.kind == one.kind && old.phone == one.phone && old.state == one.state
        };
        one.since = before.iter().find(same).and_then(|old| old.since).or(Some(now));
    }
    list
}

/// What is found about one condition.
struct Finding {
    state: State,
    words: String,
    next: Option<Next>,
}

impl Finding {
    fn yes(words: impl Into<String>) -> Self {
        Self { state: State::Yes, words: words.into(), next: None }
    }

    fn no(words: impl Into<String>, next: Option<Next>) -> Self {
        Self { state: State::No, words: words.into(), next }
    }

    fn at_risk(words: impl Into<String>, next: Next) -> Self {
        Self { state: State::AtRisk, words: words.into(), next: Some(next) }
    }

    fn unknown(words: impl Into<String>, next: Option<Next>) -> Self {
        Self { state: State::Unknown, words: words.into(), next }
    }

    fn about(self, kind: Kind, phone: Option<&str>) -> Condition {
        let phone = phone.map(str::to_owned);
        let Self { state, words, next } = self;
        Condition { kind, phone, state, words, since: None, next }
    }
}

#[cfg(test)]
mod tests;
