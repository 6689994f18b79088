//! The provider through its pages, called in this process.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking anywhere")]

mod browser;
mod console;
mod console_inbox;
mod house;
mod kept;
mod roles;
mod security;
mod signup;
mod strangers;
