//! What the tests hold the platform's answers against, and the record of what they showed.
//!
//! [`Watch`] stands in front of a platform's router in tests. Each answer of the Graph API passes
//! through it: where Meta's published document describes the answer, it must fit (contract, source
//! `OAS`), apart from the corrections in `overlay.toml`; and who was answered what is written down
//! for `docs/confidence.md`. Nothing but tests uses this crate.

mod document;
mod evidence;
mod operation;
mod overlay;
mod watch;

pub use document::{Document, Misfit};
pub use evidence::{DESCRIBED, note_served};
pub use operation::Operation;
pub use watch::Watch;
