//! The self-check (requirement H04): what is missing, in the words of the fix.
//!
//! Two halves: [`ours`] looks at settings, disk and database; [`platform`] looks at the app, its
//! tokens and its business on the platform. The second one only ever reads, so it may be run
//! against a real app before going live.

mod accounts;
mod clients;
pub mod ours;
pub mod platform;
pub mod ticket;

use serde::Serialize;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at, a fixed word such as `webhook`.
    pub check: &'static str,
    /// How it stands.
    pub state: State,
    /// What was found, one sentence.
    pub said: String,
    /// What to do, where something is to be done.
    pub fix: Option<String>,
}

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As it should be.
    Ok,
    /// It will be a problem, or is a small one.
    Warning,
    /// Something will not work.
    Bad,
    /// It could not be looked at.
    Unknown,
}

impl State {
    /// The word people read.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Bad => "MISSING",
            Self::Unknown => "unknown",
        }
    }
}

impl Finding {
    /// As it should be.
    pub fn ok(check: &'static str, said: impl Into<String>) -> Self {
        Self { check, state: State::Ok, said: said.into(), fix: None }
    }

    /// Something to be mended soon.
    pub fn warning(check: &'static str, said: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { check, state: State::Warning, said: said.into(), fix: Some(fix.into()) }
    }

    /// Something to be mended first.
    pub fn bad(check: &'static str, said: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { check, state: State::Bad, said: said.into(), fix: Some(fix.into()) }
    }

    /// Something that could not be looked at.
    pub fn unknown(check: &'static str, said: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { check, state: State::Unknown, said: said.into(), fix: Some(fix.into()) }
    }
}

/// Whether nothing is missing: warnings pass, what could not be looked at does not.
#[must_use]
pub fn healthy(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.state <= State::Warning)
}
