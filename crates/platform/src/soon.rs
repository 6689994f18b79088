//! Temporary: lets this crate be type-checked until the world's own methods are there.
use world::*;
pub(crate) trait Soon {
    fn decide(&self, _: &Actor, _: &Command, _: jiff::Timestamp) -> Result<Vec<Event>, Refusal> {
        unimplemented!()
    }
    fn evolve(&mut self, _: &Event, _: jiff::Timestamp) {
        unimplemented!()
    }
    fn react(&self, _: &Event, _: jiff::Timestamp) -> Vec<Effect> {
        unimplemented!()
    }
}
impl Soon for World {}
