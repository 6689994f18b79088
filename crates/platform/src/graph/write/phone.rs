//! Changes to a phone number: proof, registration, PIN, name, profile (contract §4.2 to §4.7).

use graph::error::Method as Verb;
use graph::{GraphError, PhoneNumberId, Vertical};
use serde_json::Value;
use world::{Command, Method, PinKey, ProfileChange};

use super::Writing;
use crate::graph::upload;

impl Writing<'_> {
    /// `POST` on `/{phone}` and its edges. No number is ever deleted through the API.
    pub(super) async fn on_phone(
        &self,
        phone: PhoneNumberId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        self.require_verb(Verb::Post)?;
        match edge {
            None => self.change_settings(phone).await,
            Some("request_code") => {
                let method = self.code_method()?;
                self.done(Command::RequestCode { phone, method }).await
            }
            Some("verify_code") => {
                let code = self.code()?;
                self.done(Command::VerifyCode { phone, code }).await
            }
            Some("settings") => self.change_number_settings(phone).await,
            Some("register") => self.register(phone).await,
            Some("deregister") => self.done(Command::Deregister { phone }).await,
            Some("whatsapp_business_profile") => self.update_profile(phone).await,
            Some("messages") => self.on_messages(phone).await,
            Some("official_business_account") => self.apply_for_official(phone).await,
            Some(_) => Err(self.unsupported()),
        }
    }

    /// `POST /{phone}` with a new PIN, a new display name or another callback address.
    async fn change_settings(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        let mut changes = Vec::new();
        if let Some(name) = self.params().text("new_display_name")? {
            changes.push(Command::ChangeName { phone, name: name.to_owned() });
        }
        if let Some(pin) = self.params().written("pin")? {
            let (pin, pin_valid) = self.fingerprint(pin);
            changes.push(Command::SetPin { phone, pin, pin_valid });
        }
        if !changes.is_empty() {
            return self.all_done(changes).await;
        }
        if let Some(configuration) = self.params().json("webhook_configuration")? {
            return self.override_callback(phone, &configuration).await;
        }
        Err(GraphError::parameter(
            "The parameter pin, new_display_name or webhook_configuration is required.",
        ))
    }

    /// The code a person typed, without what only parts it.
    pub(super) fn code(&self) -> Result<String, GraphError> {
        let code = self.params().required("code")?;
        Ok(code.chars().filter(|c| !matches!(c, '-' | ' ')).collect())
    }

    /// How a code shall travel. Its language must be named too, as a locale or in two letters.
    pub(super) fn code_method(&self) -> Result<Method, GraphError> {
        let word = self.params().required("code_method")?;
        let language = self.params().required("language")?;
        let mut parts = language.split(['_', '-']);
        let lower = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
        let good = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && lower(part))
            && parts.next().is_none_or(|part| part.len() == 2 || part.len() == 4)
            && parts.next().is_none();
        if !good {
            return Err(GraphError::bad_value("language", language));
        }
        match word.to_ascii_uppercase().as_str() {
            "SMS" => Ok(Method::Sms),
            "VOICE" => Ok(Method::Voice),
            _ => Err(GraphError::bad_value("code_method", word)),
        }
    }

    async fn register(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        self.require_product()?;
        let (pin, pin_valid) = self.fingerprint(self.params().required("pin")?);
        let profile = self.brought_along(phone).await?;
        let region = self.region()?;
        let register = Command::Register { phone, pin, pin_valid };
        // Where the data is kept is settled before the number is registered, if it will be.
        if let Some(region) = region.filter(|_| self.would_do(&register)) {
            self.store_in(phone, region).await?;
        }
        let registered = self.done(register).await?;
        if let Some(change) = profile {
            self.done(Command::UpdateProfile { phone, change }).await?;
        }
        Ok(registered)
    }

    async fn update_profile(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        self.require_product()?;
        let params = self.params();
        let text = |name: &str| Ok::<_, GraphError>(params.written(name)?.map(str::to_owned));
        let given = params.iter().any(|(name, _)| name.starts_with("websites"));
        let picture = match params.text("profile_picture_handle")? {
            Some(handle) => {
                let app = self.session.caller.app;
                Some(upload::picture_of(self.platform, app, handle).await?)
            }
            None => None,
        };
        let change = ProfileChange {
            picture,
            about: text("about")?,
            address: text("address")?,
            description: text("description")?,
            email: text("email")?,
            websites: given.then(|| params.list("websites")),
            vertical: params.parsed::<Vertical>("vertical")?,
        };
        self.done(Command::UpdateProfile { phone, change }).await
    }

    /// What the world knows a PIN by, and whether it has the form of one: six digits.
    fn fingerprint(&self, pin: &str) -> (PinKey, bool) {
        let valid = pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit());
        (self.platform.pin_key(pin), valid)
    }
}
