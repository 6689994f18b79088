//! The WhatsApp profile of a number as Graph shows it: a row without id (contract §4.7).

use graph::{Field, GraphError, PhoneNumberId, Vertical};
use serde_json::{Map, Value, json};

use super::{Sight, unseen};
use crate::access::Need;
use crate::phone::Profile;

/// Below which path pictures are served.
const PICTURES: &str = "/_pictures/";

impl Sight<'_> {
    /// The one row of the profile edge, with the members asked for. `messaging_product` always ends
    /// it; without `fields` it is all there is. `origin` is where pictures are served.
    ///
    /// # Errors
    /// As for the number, and `(#100)` for an unknown member.
    pub fn profile(
        &self,
        id: PhoneNumberId,
        fields: &[Field],
        origin: &str,
    ) -> Result<Value, GraphError> {
        let phone = self.world.phone(id).map_err(|_| unseen(id.get()))?;
        self.permit(Need::ReadPhones(phone.waba), id.get())?;
        let mut row = Map::new();
        for field in fields {
            let value = match (field.name.as_str(), &phone.profile.picture) {
                ("profile_picture_url", Some(picture)) => {
                    Some(format!("{origin}{PICTURES}{picture}").into())
                }
                _ => member(&phone.profile, &field.name)?,
            };
            if let Some(value) = value {
                row.insert(field.key().to_owned(), value);
            }
        }
        row.insert("messaging_product".to_owned(), "whatsapp".into());
        Ok(Value::Object(row))
    }
}

impl Sight<'_> {
    /// The settings of a number (contract §4.6).
    ///
    /// # Errors
    /// As for the number.
    pub fn settings(&self, id: PhoneNumberId, fields: &[Field]) -> Result<Value, GraphError> {
        let phone = self.world.phone(id).map_err(|_| unseen(id.get()))?;
        self.permit(Need::ReadPhones(phone.waba), id.get())?;
        let wanted = |name: &str| fields.is_empty() || fields.iter().any(|f| f.name == name);
        let mut settings = Map::new();
        if wanted("storage_configuration") {
            let stored = match &phone.settings.storage_region {
                None => json!({"status": "DEFAULT"}),
                Some(region) => json!({
                    "status": "IN_COUNTRY_STORAGE_ENABLED", "data_localization_region": region,
                }),
            };
            settings.insert("storage_configuration".to_owned(), stored);
        }
        if wanted("user_identity_change") && phone.settings.identity_check {
            let change = json!({"enable_identity_key_check": true});
            settings.insert("user_identity_change".to_owned(), change);
        }
        Ok(Value::Object(settings))
    }
}

/// The value of one member; `None` when it is unset.
fn member(profile: &Profile, name: &str) -> Result<Option<Value>, GraphError> {
    let text = |value: &Option<String>| value.clone().map(Value::String);
    Ok(match name {
        "about" => text(&profile.about),
        "address" => text(&profile.address),
        "description" => text(&profile.description),
        "email" => text(&profile.email),
        "websites" if profile.websites.is_empty() => None,
        "websites" => Some(json!(profile.websites)),
        "vertical" => Some(profile.vertical.unwrap_or(Vertical::Undefined).into()),
        "messaging_product" | "profile_picture_url" => None,
        _ => return Err(GraphError::nonexisting_field(name, "WhatsAppBusinessProfile")),
    })
}
