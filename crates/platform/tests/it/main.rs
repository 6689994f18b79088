//! The platform through its own front door: keeper, delivery, clock, gates, on-premises client.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

mod clock;
mod delivery;
mod gates;
mod keeper;
mod onprem;
mod stage;
