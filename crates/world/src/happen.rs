//! What one decision brings about: the world changes, and those whom it concerns are told.

use std::collections::BTreeSet;

use graph::id::AppId;
use jiff::Timestamp;

use crate::effect::Effect;
use crate::event::Event;
use crate::world::World;

impl World {
    /// Makes the events of one decision true, one after the other, and hands each to `each` with
    /// what leaves the house because of it. Where several of them change what a WABA is capable of,
    /// as when its numbers change together, an app is told once, what holds in the end (contract
    /// §6.8).
    pub fn happen(
        &mut self,
        events: &[Event],
        at: Timestamp,
        mut each: impl FnMut(&Event, Vec<Effect>),
    ) {
        let mut caused: Vec<Vec<Effect>> = Vec::with_capacity(events.len());
        for event in events {
            self.evolve(event, at);
            caused.push(self.react(event, at));
        }
        let mut told = BTreeSet::new();
        for effects in caused.iter_mut().rev() {
            effects.retain(|effect| effect.capability_of().is_none_or(|whose| told.insert(whose)));
        }
        for (event, effects) in events.iter().zip(caused) {
            each(event, effects);
        }
    }
}

impl Effect {
    /// The app and the WABA, if it tells the one what the other is capable of.
    fn capability_of(&self) -> Option<(AppId, u64)> {
        match self {
            Self::Webhook { app, entry_id, field, .. } if field == "business_capability_update" => {
                Some((*app, *entry_id))
            }
            _ => None,
        }
    }
}
