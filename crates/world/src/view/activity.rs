//! What was done to a WABA (`GET /{waba}/activities`).

use graph::{GraphError, Key, Node, WabaId};
use jiff::Timestamp;

use super::{Row, Sight, iso};
use crate::account::Activity;

/// Which activities are wanted; what is `None` or empty wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityFilter {
    /// Not before.
    pub since: Option<Timestamp>,
    /// Not after.
    pub until: Option<Timestamp>,
    /// Words of `activity_type`.
    pub kinds: Vec<String>,
}

impl ActivityFilter {
    fn admits(&self, activity: &Activity) -> bool {
        self.since.is_none_or(|since| activity.at >= since)
            && self.until.is_none_or(|until| activity.at <= until)
            && (self.kinds.is_empty()
                || self.kinds.iter().any(|kind| kind == activity.kind.words().0))
    }
}

impl Sight<'_> {
    /// The newest activities of a WABA, newest first.
    ///
    /// # Errors
    /// As for the WABA.
    pub fn activities(&self, id: WabaId, filter: &ActivityFilter) -> Result<Vec<Row>, GraphError> {
        self.may_read(id, id.get())?;
        let all = self.world.accounts.activities.get(&id).map(Vec::as_slice).unwrap_or_default();
        let wanted = all.iter().filter(|activity| filter.admits(activity));
        Ok(wanted.map(activity_row).collect())
    }
}

fn activity_row(activity: &Activity) -> Row {
    let (word, actor, sentence) = activity.kind.words();
    let subject = activity.subject.map(|id| serde_json::json!({"object_id": id.to_string()}));
    let node = Node::new("WhatsAppBusinessAccountActivity", activity.id)
        .set("activity_type", word)
        .set("timestamp", iso(activity.at))
        .set("actor_type", actor)
        .set("description", sentence)
        .set_opt("details", subject)
        .known(&["actor_id", "actor_name", "ip_address", "user_agent"])
        .defaults(&["id", "activity_type", "timestamp", "actor_type", "description", "details"]);
    Row { key: Key::falling(activity.at.as_microsecond(), activity.id), node }
}
