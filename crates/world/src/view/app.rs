//! An app as Graph shows it: what a page reads before its login button works.

use graph::{AppId, GraphError, Node};
use serde_json::{Value, json};

use super::{Sight, unseen};
use crate::app::App;
use crate::token::Holder;

/// Names that exist on the type and are never set here.
const UNSET: &[&str] = &[
    "app_signature",
    "icon_url",
    "logo_url",
    "namespace",
    "object_store_urls",
    "photo_url",
    "privacy_policy_url",
    "restrictions",
    "subcategory",
    "terms_of_service_url",
];

impl Sight<'_> {
    /// The app with this id: its public members for everybody with a token.
    ///
    /// # Errors
    /// 100/33 when there is none.
    pub fn app(&self, id: AppId) -> Result<Node, GraphError> {
        let app = self.world.app(id).map_err(|_| unseen(id.get()))?;
        let configurations = self.world.flows.of(id);
        let ids: Vec<String> = configurations.iter().map(|one| one.id.to_string()).collect();
        // That it is a list of ids is our reading of its name; nobody has published an answer.
        Ok(app_node(app).set("config_ids", json!(ids)))
    }
}

impl Sight<'_> {
    /// The webhook of an app, for the app itself (contract §6.1).
    ///
    /// # Errors
    /// 200 for every other caller.
    pub fn subscriptions(&self, id: AppId) -> Result<Vec<Value>, GraphError> {
        let app = self.world.app(id).map_err(|_| unseen(id.get()))?;
        if self.caller.holder != Holder::App || self.caller.app != id {
            let sentence = "This method must be called with an app access token.";
            return Err(GraphError::permission(sentence));
        }
        let row = app.callback.as_ref().map(|callback| {
            let now = self.version.to_string();
            let version = |field: &String| callback.versions.get(field).unwrap_or(&now).clone();
            let fields = callback.fields.iter();
            let fields = fields.map(|f| json!({"name": f, "version": version(f)}));
            json!({
                "object": "whatsapp_business_account",
                "callback_url": callback.url,
                "active": true,
                "fields": fields.collect::<Vec<Value>>(),
            })
        });
        Ok(row.into_iter().collect())
    }
}

fn app_node(app: &App) -> Node {
    Node::new("Application", app.id)
        .set("name", app.name.as_str())
        .set("link", app_link(app.id))
        .set("category", "Business and pages")
        .set("app_domains", json!(app.domains))
        .set("supported_platforms", json!(["WEB"]))
        .known(UNSET)
        .defaults(&["category", "link", "name", "id"])
}

/// The address Graph shows for an app (contract §3.7).
pub(super) fn app_link(app: AppId) -> String {
    format!("https://www.facebook.com/games/?app_id={app}")
}
