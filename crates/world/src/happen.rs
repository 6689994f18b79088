//! What one decision brings about: the world changes, and those whom it concerns are told.

use jiff::Timestamp;

use crate::effect::Effect;
use crate::event::Event;
use crate::world::World;

impl World {
    /// Makes the events of one decision true, one after the other, and hands each to `each` with
    /// what leaves the house because of it. Where several numbers of a WABA change together, an app
    /// is told once what the WABA is capable of now (contract §6.8).
    pub fn happen(
        &mut self,
        events: &[Event],
        at: Timestamp,
        mut each: impl FnMut(&Event, Vec<Effect>),
    ) {
        let mut told: Vec<Effect> = Vec::new();
        for event in events {
            self.evolve(event, at);
            let mut effects = self.react(event, at);
            effects.retain(|effect| !told.contains(effect));
            told.extend(effects.iter().filter(|effect| effect.is_about_capability()).cloned());
            each(event, effects);
        }
    }
}

impl Effect {
    /// Whether it tells what a WABA is capable of: a state, which is no news when it is said again.
    fn is_about_capability(&self) -> bool {
        matches!(self, Self::Webhook { field, .. } if field == "business_capability_update")
    }
}
