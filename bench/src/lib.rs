//! What the benchmarks share: a load generator, and medians of rounds.
//!
//! Servers run on a runtime of their own with one worker thread, the generator on another, so that
//! on two cores each has one. Absolute figures mean little on a shared machine: report ratios.

pub mod arguments;
pub mod contestants;
pub mod fleet;
pub mod house;
pub mod load;
pub mod machine;
pub mod peers;
pub mod rounds;
pub mod shared_list;
pub mod webhooks;
