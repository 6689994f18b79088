//! Both servers in one process, on one turned clock and one seed, and the people who use them.

pub mod browser;
pub mod cast;
pub mod crash;
pub mod person;
pub mod weather;
