//! What a provider does for one client: compare what is seen with what is wanted, and say the next
//! steps or what is awaited.
//!
//! Pure: no clock, no network, no chance. [`plan`] gets everything it may look at in [`Seen`],
//! gathered afresh each round; a webhook or a timer never says what to do, only *look again*. A
//! plan without steps means there is nothing left to do for now. Steps never retry: the shell does,
//! with [`backoff`] and the [`budget`].

pub mod backoff;
pub mod budget;
pub mod condition;
pub mod guidance;
pub mod later;
pub mod limit;
pub mod notice;
pub mod offboard;
pub mod plan;
pub mod seen;
pub mod step;
pub mod token;
pub mod waiting;

pub use backoff::backoff;
pub use condition::{Condition, Kind, Next, State, Whose, conditions};
pub use guidance::Refused;
pub use later::{END, later};
pub use notice::Notice;
pub use offboard::Left;
pub use plan::{Plan, allows, plan};
pub use seen::{
    Allowance, CRASH_LOOP, ClientState, Credit, Hosting, Mode, Pin, Seen, SeenPhone, SystemUser,
};
pub use step::{Needs, Step};
pub use token::{Dead, Death, Holder, Tokens};
pub use waiting::Waiting;

#[cfg(test)]
mod after_trial;
#[cfg(test)]
mod sample;
