//! An app's webhook: `/{app}/subscriptions` (contract §6.1).

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::{AppId, GraphError};
use serde_json::Value;
use world::{Callback, Command};

use super::{Writing, success};

/// The one kind of object whose changes are told here.
const OBJECT: &str = "whatsapp_business_account";

impl Writing<'_> {
    /// `POST` and `DELETE /{app}/subscriptions`, with the app's own token.
    pub(super) async fn on_app(&self, app: AppId, edge: Option<&str>) -> Result<Value, GraphError> {
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
        let fields: BTreeSet<String> = params.list("fields").into_iter().collect();
        self.handshake(&callback_url, &verify_token).await?;
        self.done(Command::SetAppCallback { app, callback_url, verify_token, fields }).await
    }

    /// Takes away the named fields, or the whole webhook.
    async fn clear_callback(&self, app: AppId) -> Result<Value, GraphError> {
        let params = self.params();
        if let Some(other) = params.non_empty("object").filter(|object| *object != OBJECT) {
            return Err(GraphError::bad_value("object", other));
        }
        let callback = self.platform.read(|world| world.app(app).map(|app| app.callback.clone()));
        let Ok(Some(Callback { url, verify_token, mut fields })) = callback else {
            return Ok(success());
        };
        let unwanted = params.list("fields");
        fields.retain(|field| !unwanted.contains(field));
        if unwanted.is_empty() || fields.is_empty() {
            return self.done(Command::ClearAppCallback { app }).await;
        }
        let callback_url = url;
        self.done(Command::SetAppCallback { app, callback_url, verify_token, fields }).await
    }
}
