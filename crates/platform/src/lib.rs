//! Meta's side of Embedded Signup, served: the world behind HTTP.
//!
//! [`Platform`] owns one world. Whoever wants something changed hands a command to
//! [`Platform::ask`] and gets the answer when the change is on disk; whoever wants to see something
//! looks through [`Platform::read`] and sees only what is on disk. What leaves the house (webhooks,
//! mails, notices, texts on telephones) is stored with the change that caused it, and can be read
//! from [`Platform::store`].

pub mod deliver;
pub mod keeper;
pub mod onprem;
pub mod settings;
pub mod store;

mod control;
mod mailbox;
mod platform;

pub use keeper::{Answer, AskError};
pub use platform::{OpenError, Platform};
pub use settings::{Keeping, Outside, Settings};
