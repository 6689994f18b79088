//! The settings of a number: where its data is kept, identity checks, its own callback address
//! (contract §4.2, §4.6).

use graph::{GraphError, PhoneNumberId, Version};
use serde_json::Value;
use world::{CallbackOverride, Command, NumberCommand};

use super::{Writing, success};

/// The longest callback address, in bytes.
const CALLBACK_MAX: usize = 200;

impl Writing<'_> {
    /// `POST /{phone}/settings`.
    pub(super) async fn change_number_settings(
        &self,
        phone: PhoneNumberId,
    ) -> Result<Value, GraphError> {
        let storage = self.params().json("storage_configuration")?;
        let identity = self.params().json("user_identity_change")?;
        if storage.is_none() && identity.is_none() {
            return Err(GraphError::parameter(
                "The parameter storage_configuration or user_identity_change is required.",
            ));
        }
        if let Some(storage) = storage {
            let region = region(&storage)?;
            self.set(NumberCommand::SetStorage { phone, region }).await?;
        }
        if let Some(identity) = identity {
            let name = "user_identity_change.enable_identity_key_check";
            let on = match &identity["enable_identity_key_check"] {
                Value::Bool(on) => *on,
                Value::String(text) if text == "true" || text == "false" => text == "true",
                Value::Null => return Err(GraphError::missing_parameter(name)),
                other => return Err(GraphError::bad_value(name, &other.to_string())),
            };
            self.set(NumberCommand::SetIdentityCheck { phone, on }).await?;
        }
        Ok(success())
    }

    /// `data_localization_region` at registration, as versions before v21 take it (contract §4.5).
    pub(super) fn region(&self) -> Result<Option<String>, GraphError> {
        let Some(region) = self.params().text("data_localization_region")? else {
            return Ok(None);
        };
        if self.call.target.version >= Version::V21 {
            return Err(GraphError::invalid_parameter(
                "data_localization_region is not a parameter of this version. Set the storage \
                 configuration of the number instead.",
            ));
        }
        Ok(Some(region.to_ascii_uppercase()))
    }

    /// Where the number keeps its data from now on.
    pub(super) async fn store_in(
        &self,
        phone: PhoneNumberId,
        region: String,
    ) -> Result<(), GraphError> {
        self.set(NumberCommand::SetStorage { phone, region: Some(region) }).await
    }

    /// `POST /{phone}` with `webhook_configuration`: the address answers a handshake first; an
    /// empty one clears it.
    pub(super) async fn override_callback(
        &self,
        phone: PhoneNumberId,
        configuration: &Value,
    ) -> Result<Value, GraphError> {
        let text = |name: &str| configuration[name].as_str().map(str::trim).map(str::to_owned);
        let url = text("override_callback_uri").ok_or_else(|| {
            GraphError::missing_parameter("webhook_configuration.override_callback_uri")
        })?;
        if url.is_empty() {
            self.set(NumberCommand::SetCallback { phone, callback: None }).await?;
            return Ok(success());
        }
        let token = text("verify_token").filter(|token| !token.is_empty());
        let token = token
            .ok_or_else(|| GraphError::missing_parameter("webhook_configuration.verify_token"))?;
        if url.len() > CALLBACK_MAX {
            return Err(GraphError::bad_value("override_callback_uri", &url));
        }
        // Nobody is called for a caller that may not set it.
        let allowed = self.platform.read(|world| {
            let waba = world.phone(phone)?.waba;
            world.permit(&self.session.caller, world::Need::ManagePhones(waba))?;
            let subscribed = world.waba(waba)?.subscriptions.contains_key(&self.session.caller.app);
            if subscribed { Ok(()) } else { Err(world::Refusal::NotSubscribed) }
        });
        allowed.map_err(|refusal| match refusal {
            world::Refusal::NotVisible { .. } => self.unsupported(),
            other => other.to_graph(),
        })?;
        self.handshake(&url, &token).await?;
        let callback = Some(CallbackOverride { url, verify_token: token });
        self.set(NumberCommand::SetCallback { phone, callback }).await?;
        Ok(success())
    }

    async fn set(&self, command: NumberCommand) -> Result<(), GraphError> {
        self.ask(Command::Number(command)).await.map(drop)
    }
}

/// The region that is asked for; `None` for Meta's default.
fn region(storage: &Value) -> Result<Option<String>, GraphError> {
    match storage["status"].as_str() {
        Some("IN_COUNTRY_STORAGE_ENABLED") => {
            let region = storage["data_localization_region"].as_str();
            let region = region.ok_or_else(|| {
                GraphError::missing_parameter("storage_configuration.data_localization_region")
            })?;
            Ok(Some(region.to_ascii_uppercase()))
        }
        Some("IN_COUNTRY_STORAGE_DISABLED" | "DEFAULT") => Ok(None),
        Some(other) => Err(GraphError::bad_value("storage_configuration.status", other)),
        None => Err(GraphError::missing_parameter("storage_configuration.status")),
    }
}
