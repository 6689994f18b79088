//! When a world began to live: before that there was nothing, not even an empty world.

use jiff::Timestamp;
use shell::db::DbError;

use crate::platform::Platform;

/// The row of the table of settings.
const ROW: &str = "dawn";

/// Keeps the time of a world that begins just now.
pub(super) async fn keep(platform: &Platform) -> Result<(), DbError> {
    match of(platform).await? {
        Some(_) => Ok(()),
        None => platform.store().set_setting(ROW, &platform.now()).await,
    }
}

/// The first moment of a world; of its first event, where an older program made it.
pub(super) async fn of(platform: &Platform) -> Result<Option<Timestamp>, DbError> {
    if let Some(dawn) = platform.store().setting(ROW).await? {
        return Ok(Some(dawn));
    }
    let first = platform.store().events_after(0, 1).await?;
    Ok(first.first().map(|event| event.at))
}
