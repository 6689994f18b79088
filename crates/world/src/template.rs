//! Message templates: the words a business may open a conversation with (contract §3.8).

use graph::id::{TemplateId, WabaId};
use graph::status::{TemplateCategory, TemplateStatus};
use jiff::Timestamp;
use serde_json::Value;

/// A message template in one language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    /// Its parts, as they were given.
    pub components: Value,
    /// When it was created.
    pub created_at: Timestamp,
    /// How far Meta's review of it is.
    pub review: TemplateReview,
}

/// How far the review of a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    },
}

impl Template {
    /// The word of `status`.
    pub const fn status(&self) -> TemplateStatus {
        match self.review {
            TemplateReview::Pending { .. } => TemplateStatus::Pending,
            TemplateReview::Approved { .. } => TemplateStatus::Approved,
            TemplateReview::Rejected { .. } => TemplateStatus::Rejected,
        }
    }

    /// The words of its body, with `{{1}}` where parameters go; empty if it has none.
    pub fn body(&self) -> &str {
        body_of(&self.components)
    }

    /// How many parameters its body takes: the distinct `{{…}}` in it.
    pub fn parameter_count(&self) -> usize {
        placeholders(self.body()).len()
    }

    /// The body with its placeholders replaced in order of first appearance.
    pub fn filled(&self, parameters: &[String]) -> String {
        let mut text = self.body().to_owned();
        for (name, value) in placeholders(self.body()).iter().zip(parameters) {
            text = text.replace(&format!("{{{{{name}}}}}"), value);
        }
        text
    }
}

/// The text of the component `BODY`.
pub(crate) fn body_of(components: &Value) -> &str {
    let parts = components.as_array().map(Vec::as_slice).unwrap_or_default();
    parts
        .iter()
        .find(|part| part["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("body")))
        .and_then(|part| part["text"].as_str())
        .unwrap_or_default()
}

/// The names between `{{` and `}}`, each once, in order of appearance.
fn placeholders(body: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for piece in body.split("{{").skip(1) {
        if let Some((name, _)) = piece.split_once("}}")
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}
