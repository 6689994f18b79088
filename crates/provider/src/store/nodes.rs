//! The processes of this database, and what each of them holds; see `crate::nodes`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Row, Tx, params, to_micros};

use super::{json, messages, to_json};

/// A process as the others see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name, drawn at its start.
    pub name: String,
    /// How often it said that it lives.
    pub beat: i64,
    /// Ids of the master keys it knows; the first one seals.
    pub keys: Vec<String>,
}

/// Says that a process lives, which master keys it knows, and where its client instances are.
///
/// # Errors
/// When the database refuses.
pub(crate) fn beat(db: &Tx<'_>, name: &str, keys: &[&str], home: &str) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO node (name, beat, keys, home) VALUES ($1, 1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET beat = node.beat + 1, keys = excluded.keys",
        params![name, to_json(&keys), home],
    )
    .map(drop)
}

/// Every process that has said that it lives and was not buried since.
///
/// # Errors
/// When the database refuses.
pub fn all(db: &Tx<'_>) -> Result<Vec<Node>, DbError> {
    let read = |row: &Row<'_>| {
        let keys = json(row, "keys")?;
        Ok(Node { name: row.get("name")?, beat: row.get("beat")?, keys })
    };
    db.all("SELECT name, beat, keys FROM node ORDER BY name", &[], read)
}

/// Buries a process unless it lives after all, which shows in another beat than `beat`; says
/// whether it did.
///
/// # Errors
/// When the database refuses.
pub(crate) fn bury_silent(
    db: &Tx<'_>,
    name: &str,
    beat: i64,
    now: Timestamp,
) -> Result<bool, DbError> {
    let sql = "SELECT beat FROM node WHERE name = $1";
    let found: Option<i64> = db.maybe(sql, params![name], |row| row.get(0))?;
    if found != Some(beat) {
        return Ok(false);
    }
    bury(db, name, now).map(|()| true)
}

/// Gives back all that a process holds and forgets it: its clients are looked at again at once.
///
/// # Errors
/// When the database refuses.
pub(crate) fn bury(db: &Tx<'_>, name: &str, now: Timestamp) -> Result<(), DbError> {
    db.execute("DELETE FROM node WHERE name = $1", params![name])?;
    db.execute("DELETE FROM lease WHERE node = $1", params![name])?;
    db.execute(
        "UPDATE client SET again_at = $1, lease_node = NULL WHERE lease_node = $2",
        params![to_micros(now), name],
    )?;
    db.execute("UPDATE callback SET node = NULL WHERE node = $1", params![name])?;
    messages::end_sending(db, Some(name), now)
}

/// Buries every process: whoever asks is the only one there can be.
///
/// # Errors
/// When the database refuses.
pub(crate) fn bury_all(db: &Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    super::clients::end_leases(db, now)?;
    db.execute("UPDATE callback SET node = NULL WHERE node IS NOT NULL", &[])?;
    db.execute("DELETE FROM lease", &[])?;
    db.execute("DELETE FROM node", &[])?;
    messages::end_sending(db, None, now)
}

/// Takes a piece of work of which there is one, unless a process that was not buried has it; says
/// who has it now.
///
/// # Errors
/// When the database refuses.
pub(crate) fn hold(db: &Tx<'_>, work: &str, name: &str) -> Result<String, DbError> {
    db.execute(
        "INSERT INTO lease (work, node) VALUES ($1, $2) ON CONFLICT (work) DO NOTHING",
        params![work, name],
    )?;
    db.one("SELECT node FROM lease WHERE work = $1", params![work], |row| row.get(0))
}

/// Who has a piece of work.
///
/// # Errors
/// When the database refuses.
pub(crate) fn holder(db: &Tx<'_>, work: &str) -> Result<Option<String>, DbError> {
    db.maybe("SELECT node FROM lease WHERE work = $1", params![work], |row| row.get(0))
}

/// What one process remembers of the others: their last beats, and for how long there was no other.
#[derive(Debug, Default)]
pub(crate) struct Peers(BTreeMap<String, Silence>);

/// A beat, and that there was none since.
#[derive(Debug)]
struct Silence {
    beat: i64,
    since: Timestamp,
    /// How many own beats ago.
    missed: u32,
}

/// So many own beats without another's prove nothing.
const MISSED_MAX: u32 = 3;

impl Peers {
    /// Takes in what there is at one's own beat; names those that are dead: silent for `patience`
    /// and for some of one's own beats. Both count, so that nobody is buried for a silence in which
    /// one could not beat oneself: the database was away, or the machine slept.
    pub(crate) fn heard(
        &mut self,
        nodes: &[Node],
        now: Timestamp,
        patience: jiff::SignedDuration,
    ) -> Vec<Node> {
        self.0.retain(|name, _| nodes.iter().any(|node| node.name == *name));
        let mut dead = Vec::new();
        for node in nodes {
            let fresh = || Silence { beat: node.beat, since: now, missed: 0 };
            let known = self.0.get_mut(&node.name).filter(|known| known.beat == node.beat);
            let Some(silence) = known else {
                self.0.insert(node.name.clone(), fresh());
                continue;
            };
            silence.missed = silence.missed.saturating_add(1);
            if silence.missed > MISSED_MAX && now.duration_since(silence.since) >= patience {
                dead.push(node.clone());
            }
        }
        dead
    }

    /// Whether somebody has been silent for longer than happens by itself.
    pub(crate) fn has_silent(&self) -> bool {
        self.0.values().any(|silence| silence.missed > 1)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    fn node(beat: i64) -> Vec<Node> {
        vec![Node { name: "other".to_owned(), beat, keys: vec![] }]
    }

    #[test]
    fn who_beats_lives_and_who_is_silent_for_long_enough_is_dead() {
        let (mut peers, minute) = (Peers::default(), SignedDuration::from_secs(60));
        let mut died_at = None;
        for beat in 0_i64..60 {
            // It beats twelve times, and then no more.
            let dead = peers.heard(&node(beat.min(11)), at(5 * beat), minute);
            died_at = died_at.or((!dead.is_empty()).then_some(5 * beat));
        }
        assert_eq!(died_at, Some(55 + 60));
    }

    #[test]
    fn a_pause_of_ones_own_is_held_against_nobody() {
        let (mut peers, minute) = (Peers::default(), SignedDuration::from_secs(60));
        assert_eq!(peers.heard(&node(1), at(0), minute), []);
        // An hour without a database for both; then both go on, the other a little later.
        for (own, theirs) in [(3_600, 1), (3_605, 1), (3_610, 1), (3_615, 2), (3_620, 2)] {
            assert_eq!(peers.heard(&node(theirs), at(own), minute), [], "at {own}");
        }
        assert!(!peers.has_silent());
    }
}
