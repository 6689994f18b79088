//! The WhatsApp profile of a number as Graph shows it: a row without id (contract §4.7).

use graph::{Field, GraphError, PhoneNumberId, Vertical};
use serde_json::{Map, Value, json};

use super::{Sight, unseen};
use crate::phone::Profile;

impl Sight<'_> {
    /// The one row of the profile edge, with the members asked for. `messaging_product` always ends
    /// it; without `fields` it is all there is.
    ///
    /// # Errors
    /// As for the number, and `(#100)` for an unknown member.
    pub fn profile(&self, id: PhoneNumberId, fields: &[Field]) -> Result<Value, GraphError> {
        let phone = self.world.phone(id).map_err(|_| unseen(id.get()))?;
        self.may_read(phone.waba, id.get())?;
        let mut row = Map::new();
        for field in fields {
            if let Some(value) = member(&phone.profile, &field.name)? {
                row.insert(field.key().to_owned(), value);
            }
        }
        row.insert("messaging_product".to_owned(), "whatsapp".into());
        Ok(Value::Object(row))
    }
}

impl Sight<'_> {
    /// The settings of a number: it stores where Meta stores by default, and nothing else is set
    /// (contract §4.6).
    ///
    /// # Errors
    /// As for the number.
    pub fn settings(&self, id: PhoneNumberId, fields: &[Field]) -> Result<Value, GraphError> {
        let phone = self.world.phone(id).map_err(|_| unseen(id.get()))?;
        self.may_read(phone.waba, id.get())?;
        let wanted = fields.is_empty() || fields.iter().any(|f| f.name == "storage_configuration");
        Ok(if wanted { json!({"storage_configuration": {"status": "DEFAULT"}}) } else { json!({}) })
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
        "id" | "messaging_product" | "profile_picture_url" => None,
        _ => return Err(GraphError::nonexisting_field(name, "WhatsAppBusinessProfile")),
    })
}
