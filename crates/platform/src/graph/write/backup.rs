//! The backup of an on-premises client, sent with a registration (contract §4.5, §8).

use graph::{GraphError, PhoneNumberId};
use serde_json::Value;
use world::ProfileChange;

use super::Writing;
use crate::onprem::backup::Backup;

impl Writing<'_> {
    /// The profile that comes with the number, if the call has a `backup` with `password` and
    /// `data`.
    ///
    /// # Errors
    /// `(#100) Invalid parameter` when it cannot be read, or is that of another number.
    pub(super) async fn brought_along(
        &self,
        phone: PhoneNumberId,
    ) -> Result<Option<ProfileChange>, GraphError> {
        let Some(text) = self.params().non_empty("backup") else { return Ok(None) };
        let sent: Value = serde_json::from_str(text).unwrap_or_default();
        let member = |name: &str| sent[name].as_str().unwrap_or_default().to_owned();
        let (password, data) = (member("password"), member("data"));
        // Deriving a key from the password takes some milliseconds.
        let opened = tokio::task::spawn_blocking(move || Backup::open(&password, &data)).await;
        let Ok(Some(Backup { phone_number_id, profile })) = opened else {
            return Err(GraphError::invalid_parameter(
                "The backup cannot be read. Send the data of the client's backup, and the \
                 password it was made with.",
            ));
        };
        if phone_number_id != phone {
            return Err(GraphError::invalid_parameter("The backup is that of another number."));
        }
        Ok(Some(ProfileChange {
            about: profile.about,
            address: profile.address,
            description: profile.description,
            email: profile.email,
            websites: Some(profile.websites),
            vertical: profile.vertical,
            picture: profile.picture,
        }))
    }
}
