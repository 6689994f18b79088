//! Reviews that decide by themselves: what waits for a verdict, when it comes, and which it is.
//!
//! The rules are deterministic and documented in `docs/verdicts.md`, so that tests need no clicks;
//! any review can be taken into one's own hands with `Command::HoldReview` and
//! `Command::DecideReview`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::due::Due;
use crate::policy::{Policy, spaced_words};
use crate::world::World;

/// What Meta looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// Whether a business is what it says (contract §9.5). Subject: the business.
    BusinessVerification,
    /// A display name, or the change of one (contract §9.4). Subject: the phone number.
    DisplayName,
    /// The background check against Meta's policies (requirement D01). Subject: the WABA.
    PolicyCheck,
    /// The appeal against a disabled account (requirement D02). Subject: the WABA.
    Appeal,
    /// A message template (contract §3.8). Subject: the template.
    Template,
    /// The application for an official business account (requirement D10). Subject: the number.
    OfficialAccount,
    /// App Review: advanced access of an app (requirement H03). Subject: the app.
    AppReview,
}

impl ReviewKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::BusinessVerification,
        Self::DisplayName,
        Self::PolicyCheck,
        Self::Appeal,
        Self::Template,
        Self::OfficialAccount,
        Self::AppReview,
    ];

    /// The word by which routes, pages and settings name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BusinessVerification => "business_verification",
            Self::DisplayName => "display_name",
            Self::PolicyCheck => "policy_check",
            Self::Appeal => "appeal",
            Self::Template => "template",
            Self::OfficialAccount => "official_account",
            Self::AppReview => "app_review",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The reasons a text can ask for by naming them, most telling first.
    pub const fn reasons(self) -> &'static [&'static str] {
        match self {
            Self::DisplayName => &[
                "NAME_FORMAT_UNACCEPTABLE",
                "NAME_NOT_CONSISTENT",
                "NAME_EMPLOYEE_ISSUE",
                "NAME_ENDCLIENT_NOTRELATED",
                "NAME_INDIVIDUAL_ISSUE",
            ],
            Self::BusinessVerification => &[
                "LEGAL_NAME_NOT_MATCHING",
                "LEGAL_NAME_NOT_FOUND_IN_DOCUMENTS",
                "ADDRESS_NOT_MATCHING",
                "MALFORMED_DOCUMENTS",
                "BUSINESS_NOT_ELIGIBLE",
                "WEBSITE_NOT_MATCHING",
                "NONE",
            ],
            Self::Template => &[
                "ABUSIVE_CONTENT",
                "INCORRECT_CATEGORY",
                "INVALID_FORMAT",
                "PROMOTIONAL",
                "SCAM",
                "TAG_CONTENT_MISMATCH",
            ],
            Self::PolicyCheck | Self::Appeal | Self::OfficialAccount | Self::AppReview => &[],
        }
    }
}

/// How a review ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Granted.
    Approve,
    /// Refused.
    Decline {
        /// The reason's word; `None`: the one the review itself finds, or a general one.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Not decided: more is asked for (contract §9.5), or a name is put off (contract §6.6).
    AskForMore {
        /// What is asked for, in plain words; `None`: other documents.
        #[serde(default)]
        what: Option<String>,
    },
}

impl Verdict {
    /// Granted or refused, without a reason of its own.
    pub const fn of(approved: bool) -> Self {
        if approved { Self::Approve } else { Self::Decline { reason: None } }
    }
}

/// What texts decide by themselves: the whole word `reject` declines, a reason's word declines with
/// that reason, `moreinfo` asks for more about a business and `defer` puts a name off; all else is
/// approved. Upper and lower case, and what stands between the words of a reason, make no
/// difference.
pub fn of_texts<'a>(kind: ReviewKind, texts: impl IntoIterator<Item = &'a str>) -> Verdict {
    let spaced: Vec<String> = texts.into_iter().map(spaced_words).collect();
    let says = |word: &str| {
        let word = spaced_words(word);
        spaced.iter().any(|text| text.contains(&word))
    };
    let reason = kind.reasons().iter().find(|reason| **reason != "NONE" && says(reason));
    if reason.is_some() || says("reject") {
        return Verdict::Decline { reason: reason.map(|&reason| reason.to_owned()) };
    }
    let asking = match kind {
        ReviewKind::BusinessVerification => says("moreinfo"),
        ReviewKind::DisplayName => says("defer"),
        _ => false,
    };
    if asking {
        return Verdict::AskForMore { what: None };
    }
    Verdict::Approve
}

/// Seconds until each kind of review decides by itself; `None`: only by hand. The policy check has
/// its own value, `check_seconds`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Verdicts {
    /// Business verification.
    pub business_verification: Option<i64>,
    /// Display names and their changes.
    pub display_name: Option<i64>,
    /// Appeals.
    pub appeal: Option<i64>,
    /// Message templates.
    pub template: Option<i64>,
    /// Official business accounts.
    pub official_account: Option<i64>,
    /// App Review.
    pub app_review: Option<i64>,
}

impl Default for Verdicts {
    fn default() -> Self {
        Self {
            business_verification: Some(120),
            display_name: Some(60),
            appeal: Some(120),
            template: Some(60),
            official_account: Some(120),
            app_review: Some(120),
        }
    }
}

impl Verdicts {
    /// Nothing decides by itself but templates (and the policy check).
    pub fn by_hand() -> Self {
        Self {
            business_verification: None,
            display_name: None,
            appeal: None,
            official_account: None,
            app_review: None,
            ..Self::default()
        }
    }
}

impl Policy {
    /// The same rules with people at the desk: nothing decides by itself but templates and the
    /// policy check.
    #[must_use]
    pub fn by_hand(mut self) -> Self {
        self.verdicts = Verdicts::by_hand();
        self
    }

    /// How many seconds a review of this kind takes; `None`: until the desk decides.
    pub const fn review_seconds(&self, kind: ReviewKind) -> Option<i64> {
        match kind {
            ReviewKind::BusinessVerification => self.verdicts.business_verification,
            ReviewKind::DisplayName => self.verdicts.display_name,
            ReviewKind::PolicyCheck => Some(self.check_seconds),
            ReviewKind::Appeal => self.verdicts.appeal,
            ReviewKind::Template => self.verdicts.template,
            ReviewKind::OfficialAccount => self.verdicts.official_account,
            ReviewKind::AppReview => self.verdicts.app_review,
        }
    }
}

/// Something that waits for a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Since when.
    pub since: Timestamp,
    /// When it decides by itself; `None`: only by hand, or held.
    pub decides_at: Option<Timestamp>,
    /// Whether the desk has it in its own hands.
    pub held: bool,
}

/// What the desk did with a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReviewEvent {
    /// It no longer decides by itself.
    Held {
        /// What kind of review.
        review: ReviewKind,
        /// The id of what is looked at.
        subject: u64,
    },
    /// It decides by itself again, its delay anew.
    Released {
        /// What kind of review.
        review: ReviewKind,
        /// The id of what is looked at.
        subject: u64,
        /// When it decides; `None`: this kind is decided by hand only.
        decides_at: Option<Timestamp>,
    },
}

impl World {
    /// The review of this kind that waits for its verdict.
    pub fn review(&self, kind: ReviewKind, subject: u64) -> Option<&Review> {
        self.reviews.get(&(kind, subject))
    }

    /// A review begins at `at`, and decides by itself as the policy says.
    pub(crate) fn open_review(&mut self, kind: ReviewKind, subject: u64, at: Timestamp) {
        let seconds = self.policy.review_seconds(kind);
        let decides_at = seconds.map(|seconds| crate::time::seconds(at, seconds));
        self.schedule_verdict(kind, subject, (at, decides_at));
    }

    /// A review begins, with its hour given. One that is open already is replaced, and stays held
    /// if it was.
    pub(crate) fn schedule_verdict(
        &mut self,
        kind: ReviewKind,
        subject: u64,
        (since, decides_at): (Timestamp, Option<Timestamp>),
    ) {
        let held = self.review(kind, subject).is_some_and(|before| before.held);
        self.close_review(kind, subject);
        let decides_at = decides_at.filter(|_| !held);
        if let Some(at) = decides_at {
            self.schedule(at, Due::Verdict(kind, subject));
        }
        self.reviews.insert((kind, subject), Review { since, decides_at, held });
    }

    /// A review is over, or was never open.
    pub(crate) fn close_review(&mut self, kind: ReviewKind, subject: u64) {
        if let Some(Review { decides_at: Some(at), .. }) = self.reviews.remove(&(kind, subject)) {
            self.unschedule(at, Due::Verdict(kind, subject));
        }
    }

    /// It no longer decides by itself.
    pub(crate) fn hold(&mut self, kind: ReviewKind, subject: u64) {
        let Some(&before) = self.review(kind, subject) else { return };
        self.close_review(kind, subject);
        self.reviews.insert((kind, subject), Review { decides_at: None, held: true, ..before });
    }

    pub(crate) fn evolve_review(&mut self, event: &ReviewEvent) {
        let (&ReviewEvent::Held { review: kind, subject }
        | &ReviewEvent::Released { review: kind, subject, .. }) = event;
        let Some(&before) = self.review(kind, subject) else { return };
        match *event {
            ReviewEvent::Held { .. } => self.hold(kind, subject),
            ReviewEvent::Released { decides_at, .. } => {
                self.close_review(kind, subject);
                self.schedule_verdict(kind, subject, (before.since, decides_at));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_decide_by_whole_words() {
        use ReviewKind::{BusinessVerification, DisplayName};
        let of = |kind, text: &str| of_texts(kind, [text]);
        let declined =
            |reason: Option<&str>| Verdict::Decline { reason: reason.map(str::to_owned) };
        assert_eq!(of(DisplayName, "Lucky Shrub"), Verdict::Approve);
        assert_eq!(of(DisplayName, "Rejected Shrubs"), Verdict::Approve);
        assert_eq!(of(DisplayName, "Shrubs Reject"), declined(None));
        assert_eq!(of(DisplayName, "Moreinfo Shrubs"), Verdict::Approve);
        let reason = declined(Some("NAME_NOT_CONSISTENT"));
        assert_eq!(of(DisplayName, "Name Not Consistent"), reason);
        assert_eq!(of(DisplayName, "Reject NAME_NOT_CONSISTENT"), reason);
        let more = Verdict::AskForMore { what: None };
        assert_eq!(of(BusinessVerification, "12 Moreinfo Street"), more);
        assert_eq!(of(BusinessVerification, "none"), Verdict::Approve);
        let reason = declined(Some("ADDRESS_NOT_MATCHING"));
        assert_eq!(of(BusinessVerification, "address not matching 4"), reason);
    }
}
