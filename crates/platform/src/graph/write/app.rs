//! An app's webhook: `/{app}/subscriptions` (contract §6.1).

use graph::error::Method as Verb;
use graph::webhook::is_field;
use graph::{AppId, GraphError};
use serde_json::Value;
use world::{Callback, Command, SubscriptionCommand};

use super::{Writing, success};
use crate::graph::upload;

/// The one kind of object whose changes are told here.
const OBJECT: &str = "whatsapp_business_account";

impl Writing<'_> {
    /// `POST` and `DELETE /{app}/subscriptions`, with the app's own token.
    pub(super) async fn on_app(&self, app: AppId, edge: Option<&str>) -> Result<Value, GraphError> {
        match (self.call.verb, edge) {
            (Verb::Post, Some("uploads")) => {
                return upload::announce(self.platform, self.session, (self.call, app)).await;
            }
            (Verb::Post, Some("whatsapp_business_solution")) => {
                return self.create_solution(app).await;
            }
            _ => {}
        }
        if edge != Some("subscriptions") {
            return Err(self.unsupported());
        }
        if !self.session.is_app(app) {
            return Err(GraphError::permission(
                "This method must be called with an app access token.",
            ));
        }
        match self.call.verb {
            Verb::Post => self.set_callback(app).await,
            Verb::Delete => self.clear_callback(app).await,
            Verb::Get => Err(self.unsupported()),
        }
    }

    async fn set_callback(&self, app: AppId) -> Result<Value, GraphError> {
        let params = self.params();
        let object = params.required("object")?;
        if object != OBJECT {
            return Err(GraphError::bad_value("object", object));
        }
        let callback_url = params.required("callback_url")?.trim().to_owned();
        let verify_token = params.required("verify_token")?.to_owned();
        let fields = self.known_fields()?;
        let include_values = params.bool("include_values")?.unwrap_or(true);
        self.handshake(&callback_url, &verify_token).await?;
        let version = self.call.target.version.to_string();
        let fields = fields.into_iter().map(|field| (field, version.clone())).collect();
        let subscribe = SubscriptionCommand::Subscribe {
            app,
            callback_url,
            verify_token,
            fields,
            include_values,
        };
        self.done(Command::Subscription(subscribe)).await
    }

    /// The fields named in the call, all of which must be ones that an app can subscribe to.
    fn known_fields(&self) -> Result<Vec<String>, GraphError> {
        let fields = self.params().list("fields");
        match fields.iter().find(|field| !is_field(field)) {
            Some(unknown) => Err(GraphError::bad_value("fields", unknown)),
            None => Ok(fields),
        }
    }

    /// Takes away the named fields, or the whole webhook.
    async fn clear_callback(&self, app: AppId) -> Result<Value, GraphError> {
        let params = self.params();
        if let Some(other) = params.text("object")?.filter(|object| *object != OBJECT) {
            return Err(GraphError::bad_value("object", other));
        }
        let unwanted = self.known_fields()?;
        let callback = self.platform.read(|world| world.app(app).map(|app| app.callback.clone()));
        let Ok(Some(callback)) = callback else {
            return Ok(success());
        };
        let Callback { url, verify_token, versions, mut fields, changes_only } = callback;
        fields.retain(|field| !unwanted.contains(field));
        if unwanted.is_empty() || fields.is_empty() {
            return self.done(Command::ClearAppCallback { app }).await;
        }
        let version = |field: &String| match versions.get(field) {
            Some(version) => version.clone(),
            None => self.call.target.version.to_string(),
        };
        let subscribe = SubscriptionCommand::Subscribe {
            app,
            callback_url: url,
            verify_token,
            fields: fields.iter().map(|field| (field.clone(), version(field))).collect(),
            include_values: !changes_only,
        };
        self.done(Command::Subscription(subscribe)).await
    }
}
