//! What a telephone shows, with the names the businesses had when they wrote (requirement D08).

use graph::PhoneNumberId;
use shell::db::DbError;
use world::{HandsetKind, MessageId, World};

use crate::platform::Platform;
use crate::store::{HandsetEntry, Slice};

impl Platform {
    /// What one telephone shows, newest first. The number may be written with or without `+`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn handset(
        &self,
        number: &str,
        slice: Slice,
    ) -> Result<Vec<HandsetEntry>, DbError> {
        let mut entries = self.store().handset(number, slice).await?;
        self.read(|world| {
            for entry in &mut entries {
                entry.from_name = sender(world, entry);
            }
        });
        Ok(entries)
    }
}

/// The display name a message was sent under; `None` for what no business wrote.
fn sender(world: &World, entry: &HandsetEntry) -> Option<String> {
    if entry.kind != HandsetKind::Message {
        return None;
    }
    let phone: PhoneNumberId = entry.with.parse().ok()?;
    let id = entry.message_id.as_deref().map(MessageId::new);
    let sent_at = id.and_then(|id| world.messages.get(&id)).map_or(entry.at, |sent| sent.at);
    Some(world.phone(phone).ok()?.name.at(sent_at).to_owned())
}
