//! Deciding: what is due first, then the commands one after the other.

use jiff::Timestamp;
use world::{Actor, Command, Event, World};

use super::{Answer, Job, Verdict};
use crate::store::{Batch, Replayed};

/// The most events of passing time in one commit: keeps memory flat when months are passed.
const PASSED_MAX: usize = 2_000;

/// One stretch of deciding between two commits.
pub(super) struct Round {
    pub(super) batch: Batch,
    pub(super) end: Replayed,
    /// How many events of passing time.
    pub(super) passed: u64,
}

impl Round {
    pub(super) fn after(end: Replayed) -> Self {
        Self { batch: Batch::default(), end, passed: 0 }
    }

    /// Passes what is due, each thing at its own time, in order; `false` when there is more of it
    /// than one commit should hold.
    pub(super) fn pass(&mut self, world: &mut World, now: Timestamp) -> bool {
        self.pass_up_to(PASSED_MAX, world, now)
    }

    fn pass_up_to(&mut self, most: usize, world: &mut World, now: Timestamp) -> bool {
        while let Some(due) = world.due().filter(|due| *due <= now) {
            if self.batch.len() >= most {
                return false;
            }
            let at = due.max(self.end.last_at);
            match world.decide(&Actor::Time, &Command::Pass, at) {
                Ok(events) if !events.is_empty() => {
                    self.passed += events.len() as u64;
                    self.apply(world, &Actor::Time, &events, at);
                }
                // Going on would never end; the commands that wait are still answered.
                other => {
                    tracing::error!(?other, %due, "what is due does not pass");
                    return true;
                }
            }
        }
        true
    }

    pub(super) fn decide_all(
        &mut self,
        world: &mut World,
        jobs: &[Job],
        now: Timestamp,
    ) -> Vec<Verdict> {
        let decide = |job: &Job| {
            let Job::Ask { by, command, .. } = job else {
                return None;
            };
            Some(world.decide(by, command, now).and_then(|events| {
                self.apply(world, by, &events, now);
                // What this made due at once must be true before the next is decided.
                self.pass_up_to(usize::MAX, world, now);
                match events.iter().find_map(Event::refusal) {
                    Some(refusal) => Err(refusal),
                    None => Ok(Answer { events, at: now }),
                }
            }))
        };
        jobs.iter().map(decide).collect()
    }

    fn apply(&mut self, world: &mut World, by: &Actor, events: &[Event], at: Timestamp) {
        world.happen(events, at, |event, effects| {
            self.end = Replayed { last_seq: self.end.last_seq + 1, last_at: at };
            self.batch.event(self.end.last_seq, at, by, event);
            for effect in effects {
                self.batch.effect(self.end.last_seq, at, effect);
            }
        });
    }
}
