//! Everything that goes wrong on purpose: one concept for calls, webhooks and the pop-up.
//!
//! A [`Fault`] is ordered, off until then. It counts the occurrences that match it since it was
//! ordered, and strikes at those its [`When`] names: the same order and the same occurrences are
//! always struck alike. Faults are asked in the order in which they came; one that decides how the
//! matter ends is the last to be asked. They are stored with their counts, so a restart changes
//! nothing.

mod errors;
mod kept;
mod kind;
mod matching;
mod operations;
mod orders;
mod past;
#[cfg(test)]
mod tests;
mod uncaused;
mod when;
mod words;

pub use kind::Kind;
pub use matching::Matching;
pub use operations::{Operation, operations, word};
pub use orders::{Fault, FaultError, NewFault};
pub use uncaused::{caused_events, caused_fields};
pub use when::When;

pub(crate) use errors::{catalogue, error_of};
pub(crate) use kind::Place;
pub(crate) use matching::Occurrence;
pub(crate) use operations::{name, name_of};
pub(crate) use orders::{Faults, Strike};
