//! Changes to a WABA: numbers, users, subscriptions, templates (contract §3.5 to §3.8).

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::{E164, GraphError, SystemUserId, Task, TemplateCategory, TemplateId, WabaId};
use serde_json::{Value, json};
use world::{CallbackOverride, Command, Event, Need};

use super::Writing;

/// The longest callback address, in bytes.
const CALLBACK_MAX: usize = 200;

impl Writing<'_> {
    /// `POST` and `DELETE` on `/{waba}` and its edges.
    pub(super) async fn on_waba(
        &self,
        waba: WabaId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        match (self.call.verb, edge) {
            (Verb::Post, Some("phone_numbers")) => self.add_phone(waba).await,
            (Verb::Post, Some("assigned_users")) => self.assign(waba).await,
            (Verb::Delete, Some("assigned_users")) => {
                let user = self.user()?;
                self.done(Command::UnassignUser { waba, user }).await
            }
            (Verb::Post, Some("subscribed_apps")) => self.subscribe(waba).await,
            (Verb::Delete, Some("subscribed_apps")) => {
                let app = self.session.caller.app;
                self.done(Command::UnsubscribeApp { waba, app }).await
            }
            (Verb::Post, Some("message_templates")) => self.create_template(waba).await,
            (Verb::Delete, Some("message_templates")) => {
                let name = self.params().required("name")?.to_owned();
                let template = self.params().parsed::<TemplateId>("hsm_id")?;
                self.done(Command::DeleteTemplate { waba, name, template }).await
            }
            _ => Err(self.unsupported()),
        }
    }

    async fn add_phone(&self, waba: WabaId) -> Result<Value, GraphError> {
        let text = self.params().required("phone_number")?;
        let code = self.params().non_empty("cc").or(self.params().non_empty("country_code"));
        let number = match code {
            Some(code) => E164::parse_in(text, code.trim()),
            None => E164::parse(text),
        };
        let number = number.map_err(|_| GraphError::bad_value("phone_number", text))?;
        let verified_name = self.params().required("verified_name")?.to_owned();
        let answer = self.ask(Command::AddPhoneNumber { waba, number, verified_name }).await?;
        let added = answer.events.iter().find_map(|event| match event {
            Event::PhoneAdded { phone, .. } => Some(json!({"id": phone})),
            _ => None,
        });
        added.ok_or_else(GraphError::unknown)
    }

    fn user(&self) -> Result<SystemUserId, GraphError> {
        let user = self.params().parsed::<SystemUserId>("user")?;
        user.ok_or_else(|| GraphError::missing_parameter("user"))
    }

    async fn assign(&self, waba: WabaId) -> Result<Value, GraphError> {
        let user = self.user()?;
        let words = self.params().list("tasks");
        if words.is_empty() {
            return Err(GraphError::missing_parameter("tasks"));
        }
        let read =
            |word: &String| word.parse::<Task>().map_err(|_| GraphError::bad_value("tasks", word));
        let tasks = words.iter().map(read).collect::<Result<BTreeSet<Task>, GraphError>>()?;
        self.done(Command::AssignUser { waba, user, tasks }).await
    }

    /// Subscribes the caller's app. Without another address, one that was set before is cleared.
    async fn subscribe(&self, waba: WabaId) -> Result<Value, GraphError> {
        let app = self.session.caller.app;
        let callback = match self.params().non_empty("override_callback_uri") {
            None => None,
            Some(url) => Some(self.verified_override(waba, url.trim()).await?),
        };
        self.done(Command::SubscribeApp { waba, app, callback }).await
    }

    /// Another address, after it passed the handshake. Nobody is called for a caller that may not
    /// subscribe.
    async fn verified_override(
        &self,
        waba: WabaId,
        url: &str,
    ) -> Result<CallbackOverride, GraphError> {
        let token = self.params().required("verify_token")?;
        if url.len() > CALLBACK_MAX {
            return Err(GraphError::bad_value("override_callback_uri", url));
        }
        let need = Need::ManageWaba(waba);
        let caller = &self.session.caller;
        let allowed = self.platform.read(|world| world.permit(caller, need));
        allowed.map_err(|refusal| refusal.to_graph())?;
        self.handshake(url, token).await?;
        Ok(CallbackOverride { url: url.to_owned(), verify_token: token.to_owned() })
    }

    /// Asks an address whether it wants webhooks (contract §6.2).
    pub(super) async fn handshake(&self, url: &str, token: &str) -> Result<(), GraphError> {
        let asked = self.platform.verify_callback(url, token).await;
        asked.map_err(|error| GraphError::callback_failed(error.failure()))
    }

    async fn create_template(&self, waba: WabaId) -> Result<Value, GraphError> {
        let params = self.params();
        let category = params.parsed::<TemplateCategory>("category")?;
        let category = category.ok_or_else(|| GraphError::missing_parameter("category"))?;
        let components = params.json("components")?;
        let command = Command::CreateTemplate {
            waba,
            name: params.required("name")?.to_owned(),
            language: params.required("language")?.to_owned(),
            category,
            components: components.ok_or_else(|| GraphError::missing_parameter("components"))?,
        };
        let answer = self.ask(command).await?;
        let id = answer.events.iter().find_map(|event| match event {
            Event::TemplateCreated { template, .. } => Some(*template),
            _ => None,
        });
        let id = id.ok_or_else(GraphError::unknown)?;
        let status = self.platform.read(|world| world.template(id).map(|t| t.status()));
        let status = status.map_err(|refusal| refusal.to_graph())?;
        Ok(json!({"id": id, "status": status, "category": category}))
    }
}
