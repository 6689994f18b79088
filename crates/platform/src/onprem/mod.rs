//! The on-premises client: the retired product that certificates exist for (contract §8).
//!
//! [`OnpremClient`] is the program a provider runs, one per number: it takes a certificate, sends
//! messages, and posts what comes back to the provider's webhook. It holds its number through the
//! platform's routes below `/_onprem`, which stand for the chat servers it used to talk to.

mod account;
mod api;
pub(crate) mod backup;
mod client;
mod errors;
mod login;
mod posting;
pub(crate) mod server;
mod settings;
mod settings_api;
mod state;
mod wire;

pub use client::{OnpremClient, OnpremOutside, OnpremSettings};
pub use state::OnpremOpenError;
