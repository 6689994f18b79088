//! What the tests hold the platform's answers against, and the record of what they showed.
//!
//! [`Watch`] stands in front of a platform's router in tests. Each answer of the Graph API passes
//! through it: where Meta's published document describes the answer, it must fit (contract, source
//! `OAS`), apart from the corrections in `overlay.toml`; and who was answered what is written down
//! for `docs/confidence.md`. [`Kept`] does the same for answers that platforms have kept in files:
//! those over sockets, and the parts of batches. Nothing but tests uses this crate.

mod chosen;
mod document;
mod evidence;
mod kept;
mod named;
mod operation;
mod overlay;
mod watch;

pub use chosen::Chosen;
pub use document::{Document, Misfit};
pub use evidence::note_served;
pub use kept::Kept;
pub use named::Named;
pub use operation::Operation;
pub use watch::Watch;
