//! Why a number cannot send, and what is awaited: shown instead of forms that would be refused.

use maud::{Markup, html};
use onboard::{Condition, Kind};

use crate::store::clients::Stage;
use crate::store::{ClientRow, PhoneRow};

/// A number that cannot send.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Idle {
    /// Why, one sentence.
    why: String,
    /// What is awaited, as far as it is about this number.
    waiting: Vec<String>,
}

impl Idle {
    /// Whether a number cannot send, and why: what the platform said when we last looked.
    pub(super) fn of(client: &ClientRow, phone: &PhoneRow, others: &[PhoneRow]) -> Option<Self> {
        let connected = matches!(
            phone.status.as_str(),
            "CONNECTED" | "FLAGGED" | "RESTRICTED" | "RATE_LIMITED"
        );
        let off = matches!(client.stage, Stage::Off | Stage::Left);
        if connected && !off && phone.gone_at.is_none() {
            return None;
        }
        let ours = |one: &&Condition| {
            one.kind == Kind::Live && one.phone.as_deref() == Some(&phone.display)
        };
        let why = match client.conditions.iter().find(ours) {
            _ if phone.gone_at.is_some() => "the number was removed from the account",
            Some(live) => &live.words,
            None => "the number was not looked at yet",
        };
        let foreign = |words: &str| {
            let other = |other: &PhoneRow| other.display != phone.display;
            others.iter().any(|one| other(one) && words.contains(&one.display))
        };
        let waiting = client.waiting.iter().filter(|words| !foreign(words)).cloned().collect();
        Some(Self { why: why.to_owned(), waiting })
    }

    /// The same in one text: why a message is not even tried.
    pub(crate) fn refusal(&self) -> String {
        let why = &self.why;
        if self.waiting.is_empty() {
            return format!("Nothing can be sent: {why}.");
        }
        format!("Nothing can be sent: {why}. Waiting for: {}.", self.waiting.join("; "))
    }

    pub(super) fn markup(&self) -> Markup {
        html! {
            section.problem id="idle" aria-label="Nothing can be sent" {
                strong { "Nothing can be sent: " (self.why) }
                @if !self.waiting.is_empty() {
                    p { "Waiting for:" }
                    ul { @for words in &self.waiting { li data-waiting { (words) } } }
                }
                p { "Once the number is in use again, this page offers to write." }
            }
        }
    }
}
