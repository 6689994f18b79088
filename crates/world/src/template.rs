//! Message templates: the words a business may open a conversation with (contract §3.8).

mod fill;
mod parts;
mod rules;
mod wording;

use std::sync::Arc;

use graph::id::{TemplateId, WabaId};
use graph::status::{QualityRating, TemplateCategory, TemplateStatus};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::parts::{Button, ButtonKind, Header, Parts};
pub(crate) use self::rules::TemplateDraft;
pub use self::rules::TemplateProblem;
pub use self::wording::Wording;
pub(crate) use self::wording::shared_wordings;
use crate::quality::Tally;

/// A message template in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// The WABA it belongs to.
    pub waba: WabaId,
    /// Its name: `a-z`, `0-9`, `_`.
    pub name: String,
    /// Its language, such as `en_US`.
    pub language: String,
    /// What it is for.
    pub category: TemplateCategory,
    /// What it was for before.
    pub previous_category: Option<TemplateCategory>,
    /// What it will be for, and from when on.
    pub next_category: Option<(TemplateCategory, Timestamp)>,
    /// How its placeholders are named.
    pub format: ParameterFormat,
    /// Its words; those who have the same may share them.
    #[serde(with = "wording::one")]
    pub wording: Arc<Wording>,
    /// How long a message made of it is tried, in seconds.
    pub ttl: Option<i64>,
    /// When it was created.
    pub created_at: Timestamp,
    /// How far Meta's review of it is, and what came after.
    pub review: TemplateReview,
    /// Whether it was ever approved: then its name is not free after its deletion.
    pub was_approved: bool,
    /// When it was edited while it was approved, within the last 30 days.
    pub edits: Vec<Timestamp>,
    /// What customers thought of it.
    pub tally: Tally,
    /// The rating that was last told, and since when.
    pub rated: (QualityRating, Timestamp),
    /// How often it was paused.
    pub pauses: usize,
}

/// How placeholders are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ParameterFormat {
    /// `{{1}}`, `{{2}}`.
    #[default]
    Positional,
    /// `{{first_name}}`.
    Named,
}

impl ParameterFormat {
    /// The word of `parameter_format`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Positional => "POSITIONAL",
            Self::Named => "NAMED",
        }
    }
}

/// How far the review of a template is, and what came after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TemplateReview {
    /// It concludes by itself, or at the desk.
    Pending {
        /// When it began.
        since: Timestamp,
    },
    /// It can be sent.
    Approved {
        /// Since when.
        at: Timestamp,
    },
    /// It cannot.
    Rejected {
        /// Since when.
        at: Timestamp,
        /// The word of `rejected_reason`.
        reason: String,
    },
    /// It cannot be sent for a while: its quality was low.
    Paused {
        /// When it can again; `None`: when the desk says so.
        until: Option<Timestamp>,
    },
    /// It was paused too often: it can never be sent again.
    Disabled {
        /// Since when.
        at: Timestamp,
    },
}

impl Template {
    /// The word of `status`.
    pub const fn status(&self) -> TemplateStatus {
        match self.review {
            TemplateReview::Pending { .. } => TemplateStatus::Pending,
            TemplateReview::Approved { .. } => TemplateStatus::Approved,
            TemplateReview::Rejected { .. } => TemplateStatus::Rejected,
            TemplateReview::Paused { .. } => TemplateStatus::Paused,
            TemplateReview::Disabled { .. } => TemplateStatus::Disabled,
        }
    }

    /// The word of `rejected_reason`.
    pub fn rejected_reason(&self) -> &str {
        match &self.review {
            TemplateReview::Rejected { reason, .. } => reason,
            _ => "NONE",
        }
    }

    /// The words of its body, with `{{1}}` where parameters go; empty if it has none.
    pub fn body(&self) -> &str {
        &self.wording.parts.body
    }

    /// Its parts as JSON.
    pub fn components_json(&self) -> Value {
        serde_json::from_str(&self.wording.components).unwrap_or_default()
    }
}

/// What can be asked about a template besides creating and deleting it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum TemplateCommand {
    /// `POST /{template}`: what is `None` stays.
    Edit {
        template: TemplateId,
        category: Option<TemplateCategory>,
        components: Option<Value>,
        ttl: Option<i64>,
    },
    /// `POST /{waba}/migrate_message_templates`: approved templates are copied, to another WABA of
    /// the same business.
    Migrate { from: WabaId, to: WabaId },
    /// The desk pauses it, until it is resumed.
    Pause { template: TemplateId },
    /// The desk ends a pause.
    Resume { template: TemplateId },
    /// The desk disables it for good.
    Disable { template: TemplateId },
    /// The desk announces that it will be of another category.
    Recategorise { template: TemplateId, category: TemplateCategory },
}

/// What a deleted template was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneTemplate {
    /// The WABA it belonged to.
    pub waba: WabaId,
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
}

/// What became true of a template after its review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum TemplateEvent {
    /// It has other words, category or life, and is reviewed again.
    Edited {
        template: TemplateId,
        category: TemplateCategory,
        components: Value,
        ttl: Option<i64>,
        concludes_at: Option<Timestamp>,
    },
    /// It cannot be sent for a while.
    Paused { template: TemplateId, until: Option<Timestamp> },
    /// It can be sent again.
    Resumed { template: TemplateId },
    /// It can never be sent again.
    Disabled { template: TemplateId },
    /// It will be of another category.
    CategoryAnnounced { template: TemplateId, category: TemplateCategory, at: Timestamp },
    /// It is of another category.
    CategoryChanged { template: TemplateId, category: TemplateCategory },
}
