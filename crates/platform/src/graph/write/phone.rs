//! Changes to a phone number: proof, registration, PIN, name, profile (contract §4.2 to §4.7).

use graph::error::Method as Verb;
use graph::{GraphError, PhoneNumberId, Version, Vertical};
use serde_json::Value;
use world::{Command, Method, PinKey, ProfileChange};

use super::Writing;

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
                let method = self.method()?;
                self.done(Command::RequestCode { phone, method }).await
            }
            Some("verify_code") => {
                let code = self.params().required("code")?;
                let code = code.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
                self.done(Command::VerifyCode { phone, code }).await
            }
            Some("register") => self.register(phone).await,
            Some("deregister") => self.done(Command::Deregister { phone }).await,
            Some("whatsapp_business_profile") => self.update_profile(phone).await,
            Some("messages") => self.on_messages(phone).await,
            Some(_) => Err(self.unsupported()),
        }
    }

    /// `POST /{phone}` with a new PIN or a new display name.
    async fn change_settings(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        if let Some(name) = self.params().non_empty("new_display_name") {
            return self.done(Command::ChangeName { phone, name: name.to_owned() }).await;
        }
        if let Some(pin) = self.params().get("pin") {
            let (pin, pin_valid) = self.fingerprint(pin);
            return self.done(Command::SetPin { phone, pin, pin_valid }).await;
        }
        Err(GraphError::parameter("The parameter pin or new_display_name is required."))
    }

    fn method(&self) -> Result<Method, GraphError> {
        let word = self.params().required("code_method")?;
        match word.to_ascii_uppercase().as_str() {
            "SMS" => Ok(Method::Sms),
            "VOICE" => Ok(Method::Voice),
            _ => Err(GraphError::bad_value("code_method", word)),
        }
    }

    async fn register(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        self.require_product()?;
        let region = self.params().non_empty("data_localization_region");
        if region.is_some() && self.call.target.version >= Version::V21 {
            return Err(GraphError::invalid_parameter(
                "data_localization_region is not a parameter of this version. Set the storage \
                 configuration of the number instead.",
            ));
        }
        let (pin, pin_valid) = self.fingerprint(self.params().required("pin")?);
        self.done(Command::Register { phone, pin, pin_valid }).await
    }

    async fn update_profile(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        self.require_product()?;
        let params = self.params();
        let text = |name: &str| params.get(name).map(str::to_owned);
        let given = params.iter().any(|(name, _)| name.starts_with("websites"));
        let change = ProfileChange {
            about: text("about"),
            address: text("address"),
            description: text("description"),
            email: text("email"),
            websites: given.then(|| params.list("websites")),
            vertical: params.parsed::<Vertical>("vertical")?,
        };
        if params.non_empty("profile_picture_handle").is_some() {
            return Err(GraphError::invalid_parameter(
                "Profile pictures cannot be set here: there is no upload of files.",
            ));
        }
        self.done(Command::UpdateProfile { phone, change }).await
    }

    /// What the world knows a PIN by, and whether it has the form of one: six digits.
    fn fingerprint(&self, pin: &str) -> (PinKey, bool) {
        let pin = pin.trim();
        let valid = pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit());
        (self.platform.pin_key(pin), valid)
    }
}
