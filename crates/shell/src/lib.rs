//! The outside: everything that is slow, can fail, or differs between two runs.
//!
//! The pure crates decide; this one provides what deciding needs and does what was decided.
//! It knows nothing of WhatsApp and imports none of our crates. The rooms of the house:
//!
//! - [`clock`]: the only place where the time is asked, and where it can be turned.
//! - [`db`]: one SQLite file, one writer, group commit.
//! - [`sql`]: a database in the dialect that SQLite and PostgreSQL both speak.
//! - [`http`]: outgoing calls, over the network or straight into a router.
//! - [`serve`], [`shutdown`]: listening, background tasks, and ending both in order.
//! - [`mail`], [`smtp`]: letters out, and letters in on a loopback mailbox.
//! - [`web`]: what every page needs: headers, gates against forged calls, cookies, assets.
//! - [`locale`]: texts in thirty languages.
//! - [`secret`]: random values, sealing, passwords; [`owner`]: files for their owner alone.
//! - [`space`]: how much room a disk has; [`turns`]: letting other tasks go first.
//! - [`config`], [`telemetry`], [`metrics`]: settings in; log lines, traces and numbers out.

pub mod clock;
pub mod config;
pub mod db;
pub mod http;
pub mod locale;
pub mod mail;
pub mod metrics;
pub mod owner;
pub mod secret;
pub mod serve;
pub mod shutdown;
pub mod smtp;
pub mod space;
pub mod sql;
pub mod telemetry;
pub mod turns;
pub mod web;
