//! The message template as Graph shows it (contract §3.8).

use graph::{GraphError, Node, TemplateId};
use serde_json::json;

use super::{Sight, unseen};
use crate::access::Need;
use crate::template::{Template, TemplateReview};

/// What the node and a list row answer without `fields`.
const DEFAULTS: &[&str] =
    &["name", "parameter_format", "components", "language", "status", "category", "id"];

/// Names that exist on the type and are never set here.
const UNSET: &[&str] = &[
    "correct_category",
    "cta_url_link_tracking_opted_out",
    "degrees_of_freedom_spec",
    "health_status",
    "library_template_name",
    "message_send_ttl_seconds",
    "previous_category",
    "sub_category",
];

impl Sight<'_> {
    /// The message template with this id.
    ///
    /// # Errors
    /// 100/33 when it is out of sight, 200 when the caller has no access to its WABA (H02).
    pub fn template(&self, id: TemplateId) -> Result<Node, GraphError> {
        let template = self.world.template(id).map_err(|_| unseen(id.get()))?;
        self.permit(Need::ReadTemplates(template.waba), id.get())?;
        Ok(template_node(template))
    }
}

/// The node of a template the caller is known to see, for rows of lists.
pub(super) fn template_node(template: &Template) -> Node {
    let rejected = matches!(template.review, TemplateReview::Rejected { .. });
    Node::new("WhatsAppBusinessHSM", template.id)
        .set("name", template.name.as_str())
        .set("parameter_format", "POSITIONAL")
        .set("components", template.components.clone())
        .set("language", template.language.as_str())
        .set("status", template.status())
        .set("category", template.category)
        .set("rejected_reason", if rejected { "INVALID_FORMAT" } else { "NONE" })
        .set("quality_score", json!({"score": "UNKNOWN", "date": template.created_at.as_second()}))
        .known(UNSET)
        .defaults(DEFAULTS)
}
