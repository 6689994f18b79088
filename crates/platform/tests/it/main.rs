//! The platform through its own front door: keeper, delivery, clock, gates, on-premises client.

mod clock;
mod delivery;
mod gates;
mod keeper;
mod onprem;
mod stage;
