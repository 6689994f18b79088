//! The platform's tables: the log of events, and everything that left the house because of them.
//!
//! The keeper writes an event and its effects in one transaction. Everybody else reads through
//! [`Store`]; lists come newest first, a page at a time (see [`Slice`]).

mod clients;
mod documents;
mod effects;
mod handsets;
mod letters;
mod log;
mod posts;
mod settings;
mod snapshot;
mod uploads;
mod webhooks;

use shell::db::{Db, DbError};

pub use clients::ClientEvent;
pub(crate) use documents::Paper;
pub(crate) use effects::{Batch, is_caller};
pub use handsets::{Handset, HandsetEntry};
pub use letters::{Mail, NewMail, Notice};
pub use log::{Damaged, Entry};
pub(crate) use log::{Loaded, Replayed};
pub(crate) use posts::NewPost;
pub use posts::Post;
pub use snapshot::{Snapshot, SnapshotError};
pub(crate) use uploads::Upload;
pub(crate) use webhooks::{Plan, Treated};
pub use webhooks::{Webhook, WebhookFilter, WebhookState};

/// The versions of the tables, one after the other.
pub(crate) const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_first", include_str!("schema/0001_first.sql")),
    ("0002_snapshot", include_str!("schema/0002_snapshot.sql")),
    ("0003_delivery", include_str!("schema/0003_delivery.sql")),
    ("0004_upload", include_str!("schema/0004_upload.sql")),
    ("0005_documents", include_str!("schema/0005_documents.sql")),
    ("0006_faults", include_str!("schema/0006_faults.sql")),
    ("0007_copies", include_str!("schema/0007_copies.sql")),
];

/// The most rows of one answer.
pub const ROWS_MAX: u32 = 500;

/// The read side of the tables. Clones share the database.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
}

/// One page of a list that is shown newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Only rows before this one (its `seq`); `None` begins at the newest.
    pub before: Option<i64>,
    /// At most so many rows, and never more than [`ROWS_MAX`].
    pub limit: u32,
}

impl Slice {
    /// The newest `limit` rows.
    #[must_use]
    pub fn newest(limit: u32) -> Self {
        Self { before: None, limit }
    }

    /// The `limit` rows before the row `seq`.
    #[must_use]
    pub fn before(seq: i64, limit: u32) -> Self {
        Self { before: Some(seq), limit }
    }

    /// What a query compares `seq` with.
    fn top(self) -> i64 {
        self.before.unwrap_or(i64::MAX)
    }

    fn rows(self) -> i64 {
        i64::from(self.limit.min(ROWS_MAX))
    }
}

impl Store {
    /// Brings the tables up to date.
    pub(crate) async fn open(db: Db) -> Result<Self, DbError> {
        db.migrate(MIGRATIONS).await?;
        Ok(Self { db })
    }

    pub(crate) fn db(&self) -> &Db {
        &self.db
    }
}
