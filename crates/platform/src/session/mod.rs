//! Recorded sessions: everything that reached a world and everything it answered, kept so that it
//! can be played again.
//!
//! A recorded world begins at a given time with a given seed, its clock stands still until it is
//! turned, and one thing at a time touches it. So the requests of a session, browsers' clicks
//! included, always have the same answers, byte for byte, and the same webhooks.

mod file;
mod replay;
mod tape;

use crate::platform::Platform;

pub use self::file::{FileError, Header, Outcome, Payload, Session, Step};
pub(crate) use self::replay::play;
pub use self::replay::{Difference, Replayed};
pub(crate) use self::tape::{Tape, call};

/// Tries every webhook of a recorded world when it is due, for ever, a round at a time.
pub(crate) async fn keep_delivering(platform: &Platform, tape: &Tape) {
    let mut commits = platform.keeper().commits();
    let mut turns = platform.clock().turns();
    loop {
        commits.borrow_and_update();
        turns.borrow_and_update();
        let planned = platform.store().webhooks_planned().await.unwrap_or_default();
        if planned.iter().any(|plan| plan.at <= platform.now()) {
            tape.deliver(platform).await;
        } else {
            tokio::select! {
                _ = commits.changed() => {}
                _ = turns.changed() => {}
                () = platform.lanes().woken() => {}
            }
        }
    }
}
