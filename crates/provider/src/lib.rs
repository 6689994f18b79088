//! The provider's server: onboards every business that signs up and keeps it healthy for years.
//!
//! A webhook, a browser's callback, a sweep or the clock only ever says *look again* at a client.
//! Looking means: [`observe`] everything afresh, let `onboard::plan` say the next steps,
//! [`perform`] them one by one, write down what came of it. The queue of clients to be looked at
//! lives in the database, so a crash loses nothing; nothing is done twice at once.

pub mod audit;
pub mod callback;
pub mod console;
pub mod copies;
mod defect;
pub mod doctor;
mod drive;
mod finding;
pub mod fleet;
mod forgetting;
pub mod graph_api;
mod health;
pub mod import;
pub mod inbox;
pub mod keys;
pub mod ledger;
pub mod messages;
mod metrics;
mod nodes;
pub mod notify;
pub mod observe;
pub mod office;
pub mod operators;
mod pages;
pub mod perform;
pub mod pin;
pub mod provider;
pub mod put_back;
pub mod reconciler;
pub mod report;
pub mod roles;
pub mod settings;
pub mod signup;
pub mod store;
pub mod subscription;
pub mod sweep;
mod tend;
mod tokens;

#[cfg(test)]
mod testing;

pub use defect::{Defect, Defects};
pub use fleet::{Host, InstanceSpec};
pub use office::Office;
pub use onboard::Mode;
pub use provider::{Core, OpenError, Outside, Provider};
pub use settings::{HostingChoice, Login, Settings, Worker};
