//! Both servers in one process, on one turned clock and one seed, and the people who use them.
//!
//! [`many`] lives through many worlds, [`life`] through one: [`sketch`] draws it, [`town`] founds
//! it, [`folk`], [`trouble`] and [`weather`] make it hard, and [`oracle`] and [`desired`] say
//! whether the invariants hold (`docs/simulation.md`).

pub mod browser;
pub mod cast;
pub mod crash;
pub mod desired;
pub mod desk;
pub mod dice;
pub mod ears;
pub mod folk;
pub mod founding;
pub mod life;
pub mod many;
pub mod memory;
pub mod operator;
pub mod oracle;
pub mod person;
pub mod signing;
pub mod sketch;
pub mod town;
pub mod trouble;
pub mod watch;
pub mod weather;
