//! The message template as Graph shows it (contract §3.8).

use graph::{GraphError, Node, TemplateId};
use serde_json::json;

use super::{Sight, unseen};
use crate::access::Need;
use crate::template::Template;

/// What the node and a list row answer without `fields`.
const DEFAULTS: &[&str] = &[
    "name",
    "parameter_format",
    "previous_category",
    "components",
    "language",
    "status",
    "category",
    "id",
];

/// Names that exist on the type and are never set here.
const UNSET: &[&str] = &[
    "cta_url_link_tracking_opted_out",
    "degrees_of_freedom_spec",
    "library_template_name",
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
        Ok(self.template_node(template))
    }

    /// The node of a template the caller is known to see, for rows of lists.
    pub(super) fn template_node(&self, template: &Template) -> Node {
        let (score, since) = template.rated;
        let waba = self.world.waba(template.waba).ok();
        let correct = template.next_category.map(|(category, _)| category);
        Node::new("WhatsAppBusinessHSM", template.id)
            .set("name", template.name.as_str())
            .set("parameter_format", template.format.as_str())
            .set("components", template.components_json())
            .set("language", template.language.as_str())
            .set("status", template.status())
            .set("category", template.category)
            .set_opt("previous_category", template.previous_category)
            .set_opt("correct_category", correct)
            .set_opt("message_send_ttl_seconds", template.ttl)
            .set("rejected_reason", template.rejected_reason())
            .set("quality_score", json!({"score": score, "date": since.as_second()}))
            .set_opt("health_status", waba.map(|waba| self.template_health(template, waba)))
            .known(UNSET)
            .defaults(DEFAULTS)
    }
}
