//! Changes to a WABA: numbers, users, subscriptions, templates (contract §3.5 to §3.8).

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::{E164, GraphError, PreverifiedId, SystemUserId, Task, WabaId};
use serde_json::{Value, json};
use world::{
    AccountCommand, CallbackOverride, Command, Event, Need, NumberCommand, NumberEvent,
    PartnershipCommand, PreverifiedCommand,
};

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
            (Verb::Post, None) => self.change_account(waba).await,
            (Verb::Post, Some("set_solution_migration_intent")) => {
                self.ask_for_migration(waba).await
            }
            (Verb::Post, Some("phone_numbers")) => self.add_phone(waba).await,
            (Verb::Post, Some("assigned_users")) => self.assign(waba).await,
            (Verb::Delete, Some("assigned_users")) => {
                let user = self.user()?;
                self.done(Command::UnassignUser { waba, user }).await
            }
            (Verb::Post, Some("agencies")) => self.share_outside(waba).await,
            (Verb::Post, Some("subscribed_apps")) => self.subscribe(waba).await,
            (Verb::Delete, Some("subscribed_apps")) => {
                let app = self.session.caller.app;
                self.done(Command::UnsubscribeApp { waba, app }).await
            }
            (Verb::Post, Some("message_templates")) => self.create_template(waba).await,
            (Verb::Post, Some("migrate_message_templates")) => self.migrate_templates(waba).await,
            (Verb::Delete, Some("message_templates")) => self.delete_template(waba).await,
            _ => Err(self.unsupported()),
        }
    }

    /// `POST /{waba}/phone_numbers`: a new number, one that moves here, or a pre-verified one.
    async fn add_phone(&self, waba: WabaId) -> Result<Value, GraphError> {
        if let Some(id) = self.params().parsed::<PreverifiedId>("preverified_id")? {
            let verified_name = self.params().required("verified_name")?.to_owned();
            let claim = PreverifiedCommand::Claim { id, waba, verified_name };
            return self.added(Command::Preverified(claim)).await;
        }
        let text = self.params().required("phone_number")?;
        let code = self.params().text("cc")?.or(self.params().text("country_code")?);
        let number = match code {
            Some(code) => E164::parse_in(text, code.trim()),
            None => E164::parse(text),
        };
        let number = number.map_err(|_| GraphError::bad_value("phone_number", text))?;
        if self.params().bool("migrate_phone_number")? == Some(true) {
            return self.added(Command::Number(NumberCommand::Migrate { waba, number })).await;
        }
        let verified_name = self.params().required("verified_name")?.to_owned();
        self.added(Command::AddPhoneNumber { waba, number, verified_name }).await
    }

    /// `POST /{waba}` with a name, a time zone, the purchase order number, or insights.
    async fn change_account(&self, waba: WabaId) -> Result<Value, GraphError> {
        let params = self.params();
        let mut commands = Vec::new();
        if let Some(name) = params.text("name")? {
            let name = name.to_owned();
            commands.push(Command::Partnership(PartnershipCommand::RenameWaba { waba, name }));
        }
        if let Some(timezone_id) = params.parsed::<u32>("timezone_id")? {
            let set = PartnershipCommand::SetTimeZone { waba, timezone_id };
            commands.push(Command::Partnership(set));
        }
        if let Some(number) = params.written("purchase_order_number")? {
            let number = number.to_owned();
            commands.push(Command::Account(AccountCommand::SetPurchaseOrder { waba, number }));
        }
        match params.bool("is_enabled_for_insights")? {
            Some(true) => {
                commands.push(Command::Account(AccountCommand::EnableInsights { waba }));
            }
            Some(false) => {
                return Err(GraphError::bad_value("is_enabled_for_insights", "false"));
            }
            None => {}
        }
        if commands.is_empty() {
            return Err(self.unsupported());
        }
        self.all_done(commands).await
    }

    /// The id of the number that a command adds.
    async fn added(&self, command: Command) -> Result<Value, GraphError> {
        let answer = self.ask(command).await?;
        let added = answer.events.iter().find_map(|event| match event {
            Event::PhoneAdded { phone, .. }
            | Event::Number(NumberEvent::MigrationStarted { phone, .. }) => {
                Some(json!({"id": phone}))
            }
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
        let callback = match self.params().text("override_callback_uri")? {
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
        let allowed = self.platform.read(|world| {
            world.permit(caller, need)?;
            let subscribed = world.waba(waba)?.subscriptions.contains_key(&caller.app);
            if subscribed { Ok(()) } else { Err(world::Refusal::NotSubscribed) }
        });
        allowed.map_err(|refusal| refusal.to_graph())?;
        self.handshake(url, token).await?;
        Ok(CallbackOverride { url: url.to_owned(), verify_token: token.to_owned() })
    }

    /// Asks an address whether it wants webhooks (contract §6.2).
    pub(super) async fn handshake(&self, url: &str, token: &str) -> Result<(), GraphError> {
        let asked = self.platform.verify_callback(url, token).await;
        asked.map_err(|error| GraphError::callback_failed(error.failure()))
    }
}
