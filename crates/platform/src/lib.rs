//! Meta's side of Embedded Signup, served: the world behind HTTP.
//!
//! [`Platform`] owns one world. Whoever wants something changed hands a command to
//! [`Platform::ask`] and gets the answer when the change is on disk; whoever wants to see something
//! looks through [`Platform::read`]. What leaves the house (webhooks, mails, notices, texts on
//! telephones) is stored with the change that caused it, and can be read from [`Platform::store`].

mod control;
mod deliver;
mod desk;
mod dialog;
pub mod fault;
mod front;
mod graph;
mod keeper;
mod mailbox;
mod manager;
pub mod onprem;
mod pages;
mod papers;
mod plain;
mod platform;
pub mod scenario;
mod sdk;
pub mod seeding;
pub mod session;
mod settings;
pub mod store;
mod telephone;
mod timeline;
pub mod vocabulary;
mod work;
mod worlds;

pub use deliver::CallbackError;
pub use keeper::{Answer, AskError};
pub use platform::{OpenError, Platform};
pub use seeding::{Seed, SeedError};
pub use settings::{Keeping, Outside, Settings, Webhooks};
pub use work::{Turn, TurnError};
pub use worlds::{
    Address, Begin, House, MAIN, Options, Running, TextError, Worlds, WorldsError, replay,
};
